"""Quantities with units, and whether two of them are one size."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rules.facts.claim_conversions import mismatch
from rules.facts.claim_quantities import Quantity, quantities, quantity_at


@pytest.mark.parametrize(
    ("text", "whole", "values"),
    [
        ("30,000 acres of land", "30,000 acres", ["30000"]),
        ("10–15 miles", "10–15 miles", ["10", "15"]),
        ("10 ft to 12 ft", "10 ft to 12 ft", ["10", "12"]),
        ("8+1⁄2 in", "8+1⁄2 in", ["8.5"]),
        ("8 1 ⁄ 2 in", "8 1 ⁄ 2 in", ["8.5"]),
        ("6 ft 6 in tall", "6 ft 6 in", ["6.5"]),
        ("6'6\" tall", "6'6\"", ["6.5"]),
        ("twenty-five-mile road", "twenty-five-mile", ["25"]),
        ("2.5 million acres", "2.5 million acres", ["2500000"]),
        ("270 people per square mile", "270 people per square mile", ["270"]),
        ("−5 °C", "−5 °C", ["-5"]),
    ],
)
def test_quantity_is_read_whole(text: str, whole: str, values: list[str]) -> None:
    found = quantity_at(text, 0)
    assert found is not None
    assert text[found.start : found.end] == whole
    assert [amount.value for amount in found.amounts] == [Decimal(value) for value in values]


@pytest.mark.parametrize("text", ["1,23,456 m", "5 men", "$5 per acre", "the 5th", "1950s"])
def test_no_quantity(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("first", "second", "agrees"),
    [
        ("30,000 acres", "121 km2", True),
        ("30,000 acres", "12 km2", False),
        ("300 miles", "500 km", True),
        ("100 miles", "100 km", False),
        ("30 mpg", "7.8 L/100 km", True),
        ("30 mpg", "9.4 L/100 km", True),
        ("30 mpg", "5.0 L/100 km", False),
        ("2 °C", "3.6 °F", True),
        ("30 °C", "86 °F", True),
        ("30 °C", "96 °F", False),
        ("1,000 tons", "907 t", True),
        ("5 km", "7 kg", True),
        ("5 km", "7 m", True),
    ],
)
def test_what_is_one_size_or_no_conversion_agrees(first: str, second: str, agrees: bool) -> None:
    assert (mismatch(_quantity(first), _quantity(second)) is None) is agrees


def _quantity(text: str) -> Quantity:
    found = quantity_at(text, 0)
    assert found is not None
    return found
