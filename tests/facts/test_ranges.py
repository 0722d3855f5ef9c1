"""Ranges of time in a text: their places, their ends and what they may mean."""

from __future__ import annotations

import pytest

from rules.facts.ranges import Joined, day_ranges, year_ranges


@pytest.mark.parametrize(
    ("text", "found", "joined"),
    [
        ("He served from 1968 to 1970 there.", "from 1968 to 1970", Joined.FROM),
        ("From May 1968 until June 1970, he", "From May 1968 until June 1970", Joined.FROM),
        ("from 1968 until his death in 1970", "from 1968 until his death in 1970", Joined.FROM),
        ("between 3 May 1968 and 1970.", "between 3 May 1968 and 1970", Joined.BETWEEN),
        ("(1968–1970)", "1968–1970", Joined.DASH),
        ("(May 3, 1968 – June 4, 1970)", "May 3, 1968 – June 4, 1970", Joined.DASH),
    ],
)
def test_each_way_of_joining_is_found_whole(text: str, found: str, joined: Joined) -> None:
    (only,) = year_ranges(text)
    assert text[only.start : only.end] == found
    assert only.joined is joined
    assert (only.first.year, only.last.year) == (1968, 1970)


@pytest.mark.parametrize(
    "text",
    ["1998–02", "ISBN 1968-1970-12", "from 300 to 1970", "1968–1970–1972", "no. #1968–1970"],
)
def test_other_figures_are_no_range_of_years(text: str) -> None:
    assert year_ranges(text) == []


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("from 3 to 10 May", 7, 8),
        ("May 3–10, 1950", 7, 8),
        ("from 28 April to 3 May 1950", 5, 6),
        ("from April 28 to May 3", 5, 6),
    ],
)
def test_days_may_be_counted_with_or_without_the_last(text: str, least: int, most: int) -> None:
    (only,) = day_ranges(text)
    assert (only.start, only.end) == (0, len(text))
    assert (only.least_days, only.most_days) == (least, most)


def test_days_out_of_order_may_cross_the_end_of_a_year() -> None:
    assert day_ranges("from 28 December to 3 January") == []
