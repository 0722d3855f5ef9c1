"""Suggestions of the number rules keep the value of what they replace."""

from __future__ import annotations

import pytest

from rules.contract import Example, Finding
from rules.facts.locale_names import ENGLISH, LocaleNames, locale_names
from rules.facts.number_reading import numbers_read
from tests.linting import ENTRIES, lint_example, quotes, rule

WRITTEN_IN_GERMAN = ["NUM006", "NUM007"]
"""Rules that report a number written in the German way."""


def marked_examples(code: str) -> list[Example]:
    return [example for example in ENTRIES[code].meta.examples if not example.is_silent]


def values(text: str, names: LocaleNames) -> list[float]:
    return [float(number.value) for number in numbers_read(plain(text), names) if number.value]


def plain(text: str) -> str:
    """The text without emphasis and links; a range falls into its two numbers."""
    for mark in ("'''", "[[", "]]"):
        text = text.replace(mark, "")
    return text.replace("&nbsp;", " ").replace("–", " ").replace("-", " ")


@pytest.mark.parametrize("code", WRITTEN_IN_GERMAN)
def test_a_number_written_the_german_way_keeps_its_value(code: str) -> None:
    compared = 0
    for example in marked_examples(code):
        for finding in lint_example([rule(code)], example):
            for suggestion in finding.suggestions:
                assert values(suggestion, ENGLISH) == values(finding.quote, locale_names("de"))
                compared += 1
    assert compared >= 5


@pytest.mark.parametrize("code", ["NUM001", "NUM004", "NUM005", "NUM008", "NUM009", "NUM010"])
def test_a_suggestion_put_in_place_keeps_every_value_of_the_text(code: str) -> None:
    assert compared_texts(code) >= 5


def test_an_amount_of_money_keeps_its_value_and_gets_its_sign() -> None:
    assert compared_texts("NUM013") >= 15
    for example in marked_examples("NUM013"):
        for finding in lint_example([rule("NUM013")], example):
            mended = mended_text(example.marked.text, finding, finding.suggestions[0])
            assert sorted(mended.replace(" ", "").replace("&nbsp;", "")) == sorted(
                example.marked.text.replace(" ", "").replace("&nbsp;", "")
            )


def compared_texts(code: str) -> int:
    compared = 0
    for example in marked_examples(code):
        text = example.marked.text
        for finding in lint_example([rule(code)], example):
            for suggestion in finding.suggestions:
                mended = mended_text(text, finding, suggestion)
                assert values(mended, ENGLISH) == values(text, ENGLISH), (text, mended)
                compared += 1
    return compared


@pytest.mark.parametrize(
    ("text", "value", "conversion"),
    [
        ("It cost ₹5 crore.", 5 * 10**7, "50 million"),
        ("It cost ₹2.5 lakh.", 250_000, "250,000"),
        ("It cost ₹1.5 lakh crore.", 15 * 10**11, "1.5 trillion"),
        ("It cost ₹1,25,000 crore.", 125 * 10**10, "1.25 trillion"),
        ("Some 12 lakh people came.", 1_200_000, "1.2 million"),
        ("Some 12.34567 lakh people came.", 1_234_567, "1,234,567"),
        ("Some 99 lakh people came.", 9_900_000, "9.9 million"),
        ("Some 100 crore people came.", 10**9, "1 billion"),
        ("Some 3 crores came.", 3 * 10**7, "30 million"),
    ],
)
def test_lakh_and_crore_are_converted_exactly(text: str, value: int, conversion: str) -> None:
    (finding,) = lint_example([rule("NUM002")], Example(text))
    (suggestion,) = finding.suggestions
    mended = mended_text(text, finding, suggestion)
    assert conversion in suggestion
    assert values(mended, ENGLISH) == [value, value]
    assert quotes("NUM002", mended) == []


def test_south_asian_grouping_and_crore_are_reported_side_by_side() -> None:
    text = "It cost ₹1,25,000 crore."
    found = lint_example([rule("NUM001"), rule("NUM002")], Example(text))
    assert [(finding.code, finding.quote) for finding in found] == [
        ("NUM001", "1,25,000"),
        ("NUM002", "crore"),
    ]


def test_a_number_in_south_asian_grouping_is_reported_once() -> None:
    rules = [rule("NUM001"), rule("NUM004")]
    new = "Of 1,250,000 voters, 5,54,202 came."
    assert [finding.code for finding in lint_example(rules, Example(new))] == ["NUM001"]
    # A Western number added beside an old South Asian one leaves that to the mixture.
    old = "Of all voters, 5,54,202 came."
    assert [finding.code for finding in lint_example(rules, Example(new, old=old))] == ["NUM004"]


def test_ranges_of_measures_are_reported_on_request_only() -> None:
    text = "It is 55-57 km long, costs $5-7, gained 3-5% and won 5-7."
    assert quotes("NUM010", text) == []
    found = lint_example([rule("NUM010", measures=True)], Example(text))
    assert [(finding.quote, finding.suggestions) for finding in found] == [
        ("55-57", ("55–57",)),
        ("5-7", ("5–7",)),
        ("3-5", ("3–5",)),
    ]


def mended_text(text: str, finding: Finding, suggestion: str) -> str:
    return text[: finding.start] + suggestion + text[finding.end :]
