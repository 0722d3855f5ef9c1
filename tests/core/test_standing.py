"""Whether a finding still stands in a later text."""

from __future__ import annotations

import pytest

from bot.core.standing import standing
from rules.contract import Origin
from tests.output.linted import (
    CLOSURE,
    EMPTY_SECTION,
    LEADING_ZERO,
    MISSPELT_SUMMARY,
    TEXT,
    UNATTRIBUTED,
)

FOUND = (LEADING_ZERO, CLOSURE, EMPTY_SECTION, UNATTRIBUTED, MISSPELT_SUMMARY)


def left(newest: str) -> set[str]:
    """The codes of those that stand in the newest text."""
    return {finding.code for finding in standing(FOUND, TEXT, newest)}


def without(code: str) -> set[str]:
    return {finding.code for finding in FOUND} - {code}


def test_all_stand_in_an_unchanged_text_and_a_summary_for_ever() -> None:
    assert left(TEXT) == {finding.code for finding in FOUND}
    assert left("") == {"SUM001"}
    assert MISSPELT_SUMMARY.origin is Origin.SUMMARY


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("03 May 1883", "3 May 1883", "DAT001"),
        ("closed in 1925", "closed in 1927", "CLM001"),
        ("was scrapped in 1926", "was scrapped in 1924", "CLM001"),
        ("and closure ===\n", "and closure ===\nTraffic fell.\n", "LAY001"),
        ("52,486 people", "52,486 people<ref>A</ref>", "TON002"),
    ],
    ids=("mended", "mended claim", "the other claim", "section filled", "source put behind"),
)
def test_what_was_changed_stands_no_more(old: str, new: str, code: str) -> None:
    assert left(TEXT.replace(old, new)) == without(code)


def test_what_was_moved_or_broken_into_other_lines_still_stands() -> None:
    before, heading, after = TEXT.partition("== Rolling stock ==")
    assert left(f"New words.\n\n{before}{heading}{after}") == left(TEXT)
    assert left(TEXT.replace("founded on 03 May 1883 with", "founded  on 03 May\n1883 with")) == (
        left(TEXT)
    )


def test_a_position_that_does_not_fit_the_text_leaves_the_quote() -> None:
    assert standing([LEADING_ZERO], "another text", "It was on 03 May 1883.") == (LEADING_ZERO,)
    assert standing([LEADING_ZERO], "another text", "It was on 3 May 1883.") == ()
