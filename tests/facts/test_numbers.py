"""What numbers count, and how precise they are."""

from __future__ import annotations

import pytest

from rules.facts.numbers import (
    counted_noun,
    numbers_something,
    significant_digits,
    western_grouping,
)


@pytest.mark.parametrize(
    ("number", "digits"),
    [("52,486", 5), ("5,54,202", 6), ("48,000", 2), ("12,500", 3), ("0.0250", 3), ("1,000.5", 5)],
)
def test_significant_digits(number: str, digits: int) -> None:
    assert significant_digits(number) == digits


@pytest.mark.parametrize(
    ("number", "western"), [("5,54,202", "554,202"), ("1,00,000.50", "100,000.50")]
)
def test_western_grouping(number: str, western: str) -> None:
    assert western_grouping(number) == western


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("52,486 Americans live", "Americans"),
        ("52,486 registered voters came", "voters"),
        ("52,486 people", "people"),
        ("52,486 of the migrated population", "population"),
        ("52,486 km of roads", None),
        ("52,486 square miles", None),
        ("52,486 US dollars", None),
        ("52,486 was its price", None),
        ("52,486 in many towns", None),
        ("52,486. Houses", None),
    ],
)
def test_the_noun_that_is_counted(text: str, noun: str | None) -> None:
    assert counted_noun(text, len("52,486")) == noun


@pytest.mark.parametrize(
    ("before", "belongs"),
    [
        ("seen on ", False),
        ("On ", False),
        ("seen on Monday ", False),
        ("He left. Born ", False),
        ("in vol. ", True),
        ("the fight UFC ", True),
        ("see version ", True),
    ],
)
def test_digits_that_belong_to_the_word_before(before: str, belongs: bool) -> None:
    assert numbers_something(before + "31 June", len(before)) is belongs
