"""Dates with several faults, and faults of dates in the markup around them."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from rules.contract import Finding, Status
from tests.linting import ENTRIES, lint_revision

DATES = [
    entry.rule()
    for code, entry in ENTRIES.items()
    if code.startswith("DAT") and entry.meta.status is not Status.OFF
]


def findings(text: str) -> tuple[Finding, ...]:
    return lint_revision(DATES, Revision(new=text))


def mended(text: str) -> str:
    """The text with the first suggestion of each finding put in place, from the last one on."""
    for finding in reversed(findings(text)):
        if finding.suggestions:
            text = text[: finding.start] + finding.suggestions[0] + text[finding.end :]
    return text


@pytest.mark.parametrize(
    ("faulty", "right", "codes"),
    [
        ("It began on 15th August, 1947.", "It began on 15 August 1947.", ["DAT002"]),
        ("It began on August 15th 1947.", "It began on August 15, 1947.", ["DAT002"]),
        ("It began on 03rd May 1950.", "It began on 3 May 1950.", ["DAT001"]),
        ("It began on 03 May, 1950.", "It began on 3 May 1950.", ["DAT001"]),
        ("It began on May 03 1950.", "It began on May 3, 1950.", ["DAT001"]),
        ("It ran 5th-7th May, 1950.", "It ran 5–7 May 1950.", ["DAT002"]),
        ("It ran 5-7 May, 1950.", "It ran 5–7 May 1950.", ["DAT014"]),
        ("It ran May 5-7 1950.", "It ran May 5–7, 1950.", ["DAT014"]),
        ("It began on 28th february, 1950.", "It began on 28 February 1950.", ["DAT011"]),
        ("It began on the 3rd of May, 1950.", "It began on 3 May 1950.", ["DAT002"]),
    ],
)
def test_a_date_with_two_faults_is_reported_once(faulty: str, right: str, codes: list[str]) -> None:
    assert [finding.code for finding in findings(faulty)] == codes
    assert mended(faulty) == right
    assert findings(right) == ()


@pytest.mark.parametrize(
    ("faulty", "right"),
    [
        ("It began on August 15th, 1947.", "It began on 15 August 1947."),
        ("It began on August 15 1947.", "It began on 15 August 1947."),
        ("It began on August 05, 1947.", "It began on 5 August 1947."),
    ],
)
def test_the_articles_style_mends_the_form_as_well(faulty: str, right: str) -> None:
    tag = "{{Use dmy dates}}\n"
    assert [finding.code for finding in findings(tag + faulty)] == ["DAT012"]
    assert mended(tag + faulty) == tag + right
    assert findings(tag + right) == ()


def test_each_date_of_a_sentence_is_mended_by_itself() -> None:
    text = "It ran from 3rd May 1950 to June 4 1951, the 1950's, until 8:55PM on 5 july 1951."
    assert [(finding.code, finding.quote) for finding in findings(text)] == [
        ("DAT002", "3rd May 1950"),
        ("DAT005", "June 4 1951"),
        ("DAT017", "1950's"),
        ("DAT018", "8:55PM"),
        ("DAT011", "july"),
    ]


def test_a_raised_suffix_of_a_date_is_lowered_before_it_is_dropped() -> None:
    text = "It began on 5<sup>th</sup> May 1950."
    found = {finding.code: finding.suggestions for finding in findings(text)}
    assert found == {"DAT019": ("5th",), "DAT002": ()}
    assert mended(mended(text)) == "It began on 5 May 1950."


def test_a_comma_is_not_put_into_a_link() -> None:
    (finding,) = findings("It opened on [[May 9]] [[1950]].")
    assert (finding.code, finding.quote, finding.suggestions) == (
        "DAT005",
        "[[May 9]] [[1950]]",
        (),
    )


def test_only_added_dates_are_reported() -> None:
    old = "It began on 15th August 1947.\n"
    found = lint_revision(DATES, Revision(old=old, new=old + "\nIt ended on 16th August 1947.\n"))
    assert [(finding.code, finding.quote) for finding in found] == [("DAT002", "16th August 1947")]
