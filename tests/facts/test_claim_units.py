"""Units as written: dimension, factor, and what is no unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rules.facts.claim_units import Dimension, unit_after, unit_of, units_of


@pytest.mark.parametrize(
    ("written", "dimension", "value", "base"),
    [
        ("km2", Dimension.AREA, "12", "12e6"),
        ("km²", Dimension.AREA, "12", "12e6"),
        ("sq mi", Dimension.AREA, "1", "2589988.110336"),
        ("square miles", Dimension.AREA, "1", "2589988.110336"),
        ("acres", Dimension.AREA, "1", "4046.8564224"),
        ("miles", Dimension.LENGTH, "1", "1609.344"),
        ("nautical miles", Dimension.LENGTH, "1", "1852"),
        ("Km", Dimension.LENGTH, "1", "1000"),
        ("mph", Dimension.SPEED, "100", "44.704"),
        ("m3/s", Dimension.FLOW, "3", "3"),
        ("MW", Dimension.POWER, "2", "2e6"),
        ("mW", Dimension.POWER, "2", "0.002"),
        ("lb ft", Dimension.TORQUE, "1", "1.3558179483314"),
        ("short tons", Dimension.MASS, "1", "907.18474"),
        ("troy\u00a0ounces", Dimension.MASS, "1", "0.0311034768"),
        ("°C", Dimension.TEMPERATURE, "-273.15", "0"),
        ("L/100 km", Dimension.FUEL_ECONOMY, "10", "1e7"),
        ("per km2", Dimension.PER_AREA, "5", "5e-6"),
    ],
)
def test_value_in_base_units(written: str, dimension: Dimension, value: str, base: str) -> None:
    unit = unit_of(written)
    assert unit is not None
    assert unit.dimension is dimension
    assert unit.in_base(Decimal(value)) == Decimal(base)


def test_fahrenheit_is_celsius_times_nine_fifths_and_thirty_two() -> None:
    fahrenheit, celsius = unit_of("°F"), unit_of("degrees Celsius")
    assert fahrenheit is not None
    assert celsius is not None
    assert round(fahrenheit.from_base(celsius.in_base(Decimal(100))), 9) == 212


@pytest.mark.parametrize(("written", "count"), [("gallons", 2), ("tons", 3), ("nm", 2), ("km", 1)])
def test_spelling_with_several_meanings_has_all_of_them(written: str, count: int) -> None:
    assert len(units_of(written)) == count


@pytest.mark.parametrize("written", ["", "people", "men", "the", "percent", "€"])
def test_no_unit(written: str) -> None:
    assert unit_of(written) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 miles per hour.", "miles per hour"),
        ("5-mile road", "mile"),
        ("5 sq. ft.", "sq. ft"),
        ("5ft tall", "ft"),
        ("5 in (", "in"),
        ("5 in the box", None),
        ("5 men", None),
        ("5st street", None),
        ("5s", None),
        ("5", None),
    ],
)
def test_longest_unit_behind_a_number(text: str, unit: str | None) -> None:
    span = unit_after(text, 1)
    assert (None if span is None else text[span.start : span.end]) == unit
