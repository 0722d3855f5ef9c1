"""The shape of a change from one figure to another: what slips look like, and what updates do."""

from __future__ import annotations

import enum
import math

from rules.facts.claim import Claim, Quantity
from rules.facts.claim_moments import Moment, Precision

LEAST_DIGITS = 3
"""Digits of a number of which one differing digit tells anything."""


class Shape(enum.Enum):
    """How one figure became another."""

    TENFOLD = "a factor of ten"
    TRANSPOSED = "two digits changed places"
    DIGIT = "one digit differs"
    LENGTH = "a digit was added or left out"
    COUNTED_ON = "the next number up or down"
    DAY = "another day of the same year"
    YEAR = "another year"
    OTHER = "another number"


def shape_of(old: Claim, new: Claim) -> Shape:
    """The shape in which the value of one claim became that of the other."""
    if isinstance(old.value, Moment) and isinstance(new.value, Moment):
        return _shape_of_moments(old.value, new.value)
    if isinstance(old.value, Quantity) and isinstance(new.value, Quantity):
        factor = _power_of_ten(old.value.low, new.value.low)
        if factor and _power_of_ten(old.value.high, new.value.high) == factor:
            return Shape.TENFOLD
    return shape_of_digits(_digits(old.written), _digits(new.written))


def shape_of_digits(old: str, new: str) -> Shape:
    """The shape in which one row of digits became another."""
    if old.isdigit() and new.isdigit() and abs(int(old) - int(new)) == 1:
        return Shape.COUNTED_ON
    if len(old) == len(new):
        places = [index for index in range(len(old)) if old[index] != new[index]]
        if len(places) == 2 and places[1] == places[0] + 1:
            first, second = places
            if old[first] == new[second] and old[second] == new[first]:
                return Shape.TRANSPOSED
        if len(places) == 1 and len(old) >= LEAST_DIGITS:
            return Shape.DIGIT
    elif abs(len(old) - len(new)) == 1 and min(len(old), len(new)) >= LEAST_DIGITS:
        longer, shorter = sorted((old, new), key=len, reverse=True)
        if any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))):
            return Shape.LENGTH
    return Shape.OTHER


def _shape_of_moments(old: Moment, new: Moment) -> Shape:
    if old.year == new.year:
        return Shape.DAY
    if Precision.YEAR not in (old.precision, new.precision) and (
        (old.first.month, old.first.day) != (new.first.month, new.first.day)
    ):
        return Shape.OTHER
    shape = shape_of_digits(str(old.year), str(new.year))
    return Shape.TRANSPOSED if shape is Shape.TRANSPOSED else Shape.YEAR


def _power_of_ten(old: float, new: float) -> int:
    """By what power of ten two amounts differ; 0 if by none."""
    if old <= 0 or new <= 0:
        return 0
    power = math.log10(new / old)
    nearest = round(power)
    return nearest if math.isclose(power, nearest, abs_tol=1e-9) else 0


def _digits(written: str) -> str:
    return "".join(sign for sign in written if sign.isdigit())
