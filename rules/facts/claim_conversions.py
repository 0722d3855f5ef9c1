"""Whether two quantities are the same size: a quantity and its conversion into another system."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Context, Decimal

import msgspec

from rules.facts.claim_quantities import Amount, Quantity
from rules.facts.claim_units import Dimension, KnownUnit, System

TOLERANCE = Decimal("1.05")
"""Beyond rounding, converted values may differ by this ratio: writers use handy factors."""

DEGREES = Decimal("0.6")
"""In temperatures, kelvins beyond rounding."""

MOST_DEGREES = Decimal("1.5")
"""Temperatures are seldom rounded to tens: the zero of 30 °C counts."""


class Mismatch(msgspec.Struct, frozen=True):
    """What the first quantity is in the unit of the second, that unit, and the ratio of the two.

    The ratio is at least one; None for temperatures.
    """

    expected: str
    unit: str
    ratio: Decimal | None


def mismatch(first: Quantity, second: Quantity, tolerance: Decimal = TOLERANCE) -> Mismatch | None:
    """How the second quantity differs from the first; None if it agrees, or is no conversion.

    It agrees if any units that the spellings may mean agree: two kinds of gallon, three of ton.
    """
    if len(first.amounts) != len(second.amounts):
        return None
    worst = None
    for one, other in _unit_pairs(first, second):
        apart = [
            pair
            for pair in zip(first.amounts, second.amounts, strict=True)
            if not _agree(one, pair[0], other, pair[1], tolerance)
        ]
        if not apart:
            return None
        worst = worst or _described(one, apart[0][0], other, apart[0][1])
    return worst


def is_pair(first: Quantity, second: Quantity) -> bool:
    """Whether both measure the same in different systems."""
    return any(True for _ in _unit_pairs(first, second))


def _unit_pairs(first: Quantity, second: Quantity) -> Iterator[tuple[KnownUnit, KnownUnit]]:
    for one in first.units:
        for other in second.units:
            if (
                one.dimension is other.dimension
                and one.system is not other.system
                and System.TIME not in (one.system, other.system)
            ):
                yield one, other


def _agree(
    one: KnownUnit, first: Amount, other: KnownUnit, second: Amount, tolerance: Decimal
) -> bool:
    if one.dimension is Dimension.TEMPERATURE:
        # A difference of temperatures has no offset: a rise of 2 °C is one of 3.6 °F.
        return any(
            _kelvins_apart(one, first, other, second, absolute) <= DEGREES
            for absolute in (True, False)
        )
    low, high = _bounds(one, first)
    least, most = _bounds(other, second)
    return low <= most * tolerance and least <= high * tolerance


def _bounds(unit: KnownUnit, amount: Amount) -> tuple[Decimal, Decimal]:
    """The sizes in base units that rounding leaves open, the sign left out."""
    value = abs(amount.value)
    low = max(value - amount.slack, value / 4)
    ends = unit.in_base(low), unit.in_base(value + amount.slack)
    return min(ends), max(ends)


def _kelvins_apart(
    one: KnownUnit, first: Amount, other: KnownUnit, second: Amount, absolute: bool
) -> Decimal:
    sizes = [
        unit.in_base(amount.value) if absolute else amount.value * unit.factor
        for unit, amount in ((one, first), (other, second))
    ]
    slack = sum(
        min(amount.slack, MOST_DEGREES) * unit.factor
        for unit, amount in ((one, first), (other, second))
    )
    return abs(sizes[0] - sizes[1]) - slack


def _described(one: KnownUnit, first: Amount, other: KnownUnit, second: Amount) -> Mismatch:
    base = one.in_base(first.value)
    expected = other.from_base(base)
    ratio = None
    if one.dimension is not Dimension.TEMPERATURE and expected and second.value:
        ratio = abs(expected / second.value)
        ratio = ratio if ratio >= 1 else 1 / ratio
    return Mismatch(_rounded(expected), other.name, ratio)


def _rounded(value: Decimal) -> str:
    """The value with three digits, without an exponent."""
    short = Context(prec=3, rounding=ROUND_HALF_EVEN).create_decimal(value)
    return f"{short:,f}" if short.as_tuple().exponent != 0 or short < 1000 else f"{short:,}"
