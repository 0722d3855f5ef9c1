"""What counts as naming a source, and where."""

from __future__ import annotations

import pytest

from bot.core.wikitext import scan
from rules.facts.citations import asks_for_source, has_reference, is_reference_template, references


@pytest.mark.parametrize(
    "name",
    [
        "sfn", "Sfnp", "harvnb", "Harv", "harvtxt", "r", "rp", "efn", "efn-ua", "refn", "#tag:ref",
        "Citation", "cite web", "Cite_book".replace("_", " "), "NRISref", "Inflation/fn", "snf",
    ],
)  # fmt: skip
def test_these_templates_name_a_source(name: str) -> None:
    assert is_reference_template(name)


@pytest.mark.parametrize(
    "name",
    ["citation needed", "Refimprove", "refbegin", "cite quote", "convert", "reflink", "Infobox x"],
)
def test_these_templates_name_none(name: str) -> None:
    assert not is_reference_template(name)


@pytest.mark.parametrize(
    "source",
    [
        "<ref>A</ref>", '<ref name="a" />', "{{sfn|Lee|1990}}", "[http://a.org A]",
        "http://a.org", "(Lee 1990)", "(Smith and Lee 1990, p. 12)", "(see Lee et al. 1990: 4)",
        "(p. 12)", "410 U.S. 113",
    ],
)  # fmt: skip
def test_a_source_is_seen_only_inside_the_interval(source: str) -> None:
    text = f"Before. {source} after."
    document = scan(text)
    start = text.index(source)
    assert has_reference(document, start, start + len(source))
    assert not has_reference(document, 0, start)


@pytest.mark.parametrize("words", ["(in 1990)", "(born 1990)", "(1990)", "{{citation needed}}"])
def test_what_looks_like_a_source_is_none(words: str) -> None:
    document = scan(f"Before {words} after.")
    assert not has_reference(document, 0, len(document.wikitext))


def test_the_references_come_in_order() -> None:
    document = scan("A.<ref>B</ref> C.{{sfn|D|1990}} {{convert|1|km}}")
    assert [document.wikitext[e.start : e.end] for e in references(document, 0, 99)] == [
        "<ref>B</ref>",
        "{{sfn|D|1990}}",
    ]


def test_a_request_for_a_source_is_seen() -> None:
    document = scan("A.{{cn|date=May 2010}} B.")
    assert asks_for_source(document, 0, 10)
    assert not asks_for_source(document, 10, len(document.wikitext))
