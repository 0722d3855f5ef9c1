"""Every number of a text: its value, grouping, role, unit and hedge, all exactly placed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rules.facts.number_grouping import Grouping, digits_of
from rules.facts.number_reading import HedgeKind, NumberReading, numbers_read


def only(text: str) -> NumberReading:
    (number,) = numbers_read(text)
    return number


@pytest.mark.parametrize(
    ("written", "grouping", "value"),
    [
        ("1234567", Grouping.NONE, "1234567"),
        ("1234.5", Grouping.NONE, "1234.5"),
        ("1,234,567", Grouping.WESTERN, "1234567"),
        ("1,234.50", Grouping.WESTERN, "1234.50"),
        ("5,54,202", Grouping.INDIAN, "554202"),
        ("3,00,00,000", Grouping.INDIAN, "30000000"),
        ("1.234.567", Grouping.DOT, "1234567"),
        ("1.234,5", Grouping.DOT, "1234.5"),
        ("1\u202f234\u202f567", Grouping.SPACE, "1234567"),
        ("3,5", Grouping.COMMA_DECIMAL, "3.5"),
        ("12,3456", Grouping.MALFORMED, "123456"),
        ("1234,567", Grouping.MALFORMED, "1234567"),
    ],
)
def test_grouping_and_value(written: str, grouping: Grouping, value: str) -> None:
    digits = digits_of(written)
    assert (digits.grouping, digits.value) == (grouping, Decimal(value))


@pytest.mark.parametrize("written", ["1.2.3", "192.168.1.1", "1.234,5,6", "1" * 61 + ",5"])
def test_codes_have_no_value(written: str) -> None:
    assert digits_of(written).value is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("12,500 people", "COUNT"),
        ("a 10,000-strong army", "COUNT"),
        ("5 km", "MEASURE"),
        ("5km", "MEASURE"),
        ("€5", "MONEY"),
        ("5 rupees", "MONEY"),
        ("Rs. 500", "MONEY"),
        ("12%", "PERCENT"),
        ("12 per cent", "PERCENT"),
        ("in 1950", "YEAR"),
        ("pp. 12", "PAGE"),
        ("no. 7", "IDENTIFIER"),
        ("version 1.2.3", "IDENTIFIER"),
        ("agent 007", "IDENTIFIER"),
        ("#12", "IDENTIFIER"),
        ("the B52", "MODEL"),
        ("the F-16", "MODEL"),
        ("in 3D", "MODEL"),
        ("the 20th", "ORDINAL"),
        ("at 8 pm", "TIME"),
        ("51° north", "COORDINATE"),
        ("about 5", "NUMBER"),
    ],
)
def test_roles(text: str, role: str) -> None:
    assert only(text).role.name == role


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("They won 3–1.", ["SCORE", "SCORE"]),
        ("at 10:30", ["TIME", "TIME"]),
        ("on 3 May 1950", ["DATE", "DATE"]),
        ("pp. 12–15", ["PAGE", "PAGE"]),
        ("a 1/2 share", ["FRACTION", "FRACTION"]),
        ("a 4x4", ["MODEL", "MODEL"]),
        ("1962–1972", ["YEAR", "YEAR"]),
    ],
)
def test_roles_of_pairs(text: str, roles: list[str]) -> None:
    assert [number.role.name for number in numbers_read(text)] == roles


@pytest.mark.parametrize(
    ("text", "value", "scale"),
    [
        ("₹1,25,000 crore", "1250000000000", "crore"),
        ("12 lakh people", "1200000", "lakh"),
        ("2 lakh crore", "2000000000000", "lakh crore"),
        ("3.5 million", "3500000", "million"),
        ("£5m", "5000000", "m"),
        ("5 crores", "50000000", "crores"),
    ],
)
def test_multipliers(text: str, value: str, scale: str) -> None:
    number = only(text)
    assert number.value == Decimal(value)
    assert number.scale_span is not None
    assert text[slice(*number.scale_span)] == scale


@pytest.mark.parametrize(
    ("text", "currency"),
    [("$5", "$"), ("US$ 5", "US$"), ("5 dollars", "dollars"), ("INR 5", "INR"), ("5 €", "€")],
)
def test_currencies(text: str, currency: str) -> None:
    number = only(text)
    assert number.currency == currency
    assert number.currency_span is not None
    assert text[slice(*number.currency_span)] == currency


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("about 5 km", HedgeKind.ABOUT, "about"),
        ("c. 5 km", HedgeKind.ABOUT, "c."),
        ("~5 km", HedgeKind.ABOUT, "~"),
        ("at least $5", HedgeKind.AT_LEAST, "at least"),
        ("More than 5 km", HedgeKind.AT_LEAST, "More than"),
        ("no more than 5 km", HedgeKind.AT_MOST, "no more than"),
        ("nearly US$5", HedgeKind.NEARLY, "nearly"),
    ],
)
def test_hedges(text: str, kind: HedgeKind, words: str) -> None:
    hedge = only(text).hedge
    assert hedge is not None
    assert (hedge.kind, text[slice(*hedge.span)]) == (kind, words)


def test_no_hedge_where_the_word_is_none() -> None:
    assert only("the report to 5 people").hedge is None
    assert only("12 people").hedge is None


def test_units_and_a_minus_are_placed() -> None:
    text = "It fell to −5 °C."
    number = only(text)
    assert (number.value, text[number.start : number.end]) == (Decimal(-5), "−5")
    assert number.unit == "°C"
    assert number.unit_span is not None
    assert text[slice(*number.unit_span)] == "°C"
