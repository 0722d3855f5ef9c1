"""What the examples cannot say of years under a heading: the seed page, and a changed heading."""

from __future__ import annotations

from tests.linting import quotes

BODY = "\nIn 1948, it opened. In 1950, it moved to Rome. In 1951, it grew. In 1955, it closed."


def test_a_heading_that_fits_none_of_its_events_is_shown_with_each() -> None:
    old = "== 1947–1958: Growth ==" + BODY
    new = "== 1847–1858: Growth ==" + BODY
    assert quotes("CLM010", new, old) == ["1948", "1950", "1951", "1955"]


def test_lists_and_tables_are_not_told_in_order() -> None:
    text = "== 1947–1958 ==\n* In 1948, it opened.\n* In 1985, it moved.\n* In 1951, it grew."
    assert quotes("CLM010", text) == []


def test_two_ranges_in_a_heading_govern_nothing() -> None:
    text = "== 1947–1958 and 1980–1990 ==\nIn 1948, it opened. In 1970, it moved. In 1985, it grew."
    assert quotes("CLM010", text) == []
