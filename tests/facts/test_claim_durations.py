"""Durations, and whether a sentence gives one as that of a range."""

from __future__ import annotations

import pytest

from rules.facts.claim_durations import durations, is_duration_of
from rules.facts.ranges import year_ranges


@pytest.mark.parametrize(
    ("text", "written", "count", "unit"),
    [
        ("a 23-day visit", "23-day", 23, "day"),
        ("for ten years", "ten years", 10, "year"),
        ("twenty-five weeks of rain", "twenty-five weeks", 25, "week"),
        ("one month on", "one month", 1, "month"),
    ],
)
def test_figures_and_words_are_durations(text: str, written: str, count: int, unit: str) -> None:
    (only,) = durations(text)
    assert text[only.start : only.end] == written
    assert (only.count, only.unit) == (count, unit)


@pytest.mark.parametrize(
    "text",
    ["ten year", "a 3-days visit", "Thirty Years' War", "0 days", "1,200 years", "tenth year"],
)
def test_other_wordings_are_none(text: str) -> None:
    assert durations(text) == []


@pytest.mark.parametrize(
    ("text", "belongs"),
    [
        ("for ten years, from 1990 to 2000", True),
        ("from 1990 to 2000, a total of ten years", True),
        ("ten years after that, from 1990 to 2000", False),
        ("for ten years he wrote and from 1990 to 2000", False),
        ("the first ten years from 1990 to 2000", False),
    ],
)
def test_only_its_own_duration_counts(text: str, belongs: bool) -> None:
    (duration,), (span,) = durations(text), year_ranges(text)
    assert is_duration_of(text, duration, span) is belongs
