"""Whether two claims contradict each other: only if no reading makes both true."""

from __future__ import annotations

import datetime
import math

import msgspec

from rules.facts.claim import (
    Claim,
    Modality,
    Modifier,
    PlaceKind,
    Polarity,
    Quantity,
    Scope,
    Subject,
)
from rules.facts.claim_attributes import BY_ID
from rules.facts.claim_moments import Moment, Precision

HEDGED = 0.10
"""How far a hedged amount may be off, as a share of it."""

CONVERTED = 0.05
"""How far two amounts in different units may be apart, as a share."""

CALENDARS_APART = range(10, 14)
"""Days between the Julian and the Gregorian calendar, 1582–2100."""

LAST_JULIAN = 1926
"""The year in which the last country of Europe gave up the Julian calendar for civil dates."""


class Conflict(msgspec.Struct, frozen=True):
    """Why two claims differ, in words that fit "They differ: …", and how surely, 0–1."""

    reason: str
    confidence: float


def conflict(a: Claim, b: Claim, *, same_subject: bool = False) -> Conflict | None:
    """How two claims contradict each other, or None if they may both be true.

    They have to be of one attribute and dimension, asserted, not of provably different subjects
    or scopes, and their values have to differ on every reading. ``same_subject`` says that the
    subjects are known to be one, because one sentence is the other's copy.
    """
    if a.attribute != b.attribute or not (_is_firm(a) and _is_firm(b)):
        return None
    subject = 1.0 if same_subject else _subject_certainty(a, b)
    scope = _scope_certainty(a, b)
    if not subject or not scope:
        return None
    strength = _strength(a, b)
    if not strength or not values_differ(a, b):
        return None
    return Conflict(_reason(a), round(subject * scope * strength, 3))


def values_differ(a: Claim, b: Claim) -> bool:
    """Whether the values of two claims cannot be one value, whatever they are of."""
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
        if a.value.dimension != b.value.dimension:
            return False
        return _quantities_differ(a.value, a.modifier, b.value, b.modifier)
    if isinstance(a.value, Moment) and isinstance(b.value, Moment):
        return _moments_differ(a.value, a.modifier, b.value, b.modifier)
    return False


def values_agree(a: Claim, b: Claim) -> bool:
    """Whether two claims give values of one kind that may be the same value."""
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
        return a.value.dimension == b.value.dimension and not values_differ(a, b)
    if isinstance(a.value, Moment) and isinstance(b.value, Moment):
        return not values_differ(a, b)
    return False


def _is_firm(claim: Claim) -> bool:
    return claim.polarity is Polarity.POSITIVE and claim.modality is Modality.ASSERTED


def _quantities_differ(a: Quantity, first: Modifier, b: Quantity, second: Modifier) -> bool:
    low_a, high_a = _interval(a, first)
    low_b, high_b = _interval(b, second)
    # One may be the other rounded: within half a unit of the coarser one's last digit.
    slack = max(a.half, b.half)
    largest = max(abs(a.high), abs(b.high))
    if a.unit != b.unit and a.dimension not in ("count", "percent"):
        slack = max(slack, CONVERTED * largest)
    if Modifier.ABOUT in (first, second):
        slack = max(slack, HEDGED * largest)
    return low_a > high_b + slack or low_b > high_a + slack


def _interval(value: Quantity, modifier: Modifier) -> tuple[float, float]:
    if modifier is Modifier.AT_LEAST:
        return value.low, math.inf
    if modifier is Modifier.AT_MOST:
        return -math.inf, value.high
    return value.low, value.high


def _moments_differ(a: Moment, first: Modifier, b: Moment, second: Modifier) -> bool:
    if Modifier.ABOUT in (first, second):
        return False
    if _days(a, first)[0] <= _days(b, second)[1] and _days(b, second)[0] <= _days(a, first)[1]:
        return False
    if a.precision is Precision.DAY and b.precision is Precision.DAY:
        apart = abs((a.first - b.first).days)
        return not (apart in CALENDARS_APART and a.year < LAST_JULIAN)
    return True


def _days(value: Moment, modifier: Modifier) -> tuple[datetime.date, datetime.date]:
    if modifier is Modifier.AT_LEAST:
        return value.first, datetime.date.max
    if modifier is Modifier.AT_MOST:
        return datetime.date.min, value.last
    return value.first, value.last


def _subject_certainty(a: Claim, b: Claim) -> float:
    """How surely two claims are of one subject; 0 if they plainly are not."""
    kinds = {a.subject, b.subject}
    if Subject.OTHER in kinds:
        # Two sentences that begin with names are of one subject if the names are the same.
        shared, either = a.names & b.names, a.names | b.names
        same = kinds == {Subject.OTHER} and shared and len(shared) * 2 >= len(either)
        return 0.95 if same else 0.0
    return _certainty(a) * _certainty(b)


def _certainty(claim: Claim) -> float:
    """How surely a claim is of the page's subject."""
    if claim.subject is Subject.PAGE:
        return 1.0
    in_lead = claim.place.kind is PlaceKind.LEAD
    if claim.subject is Subject.MEANT:
        return 0.99 if in_lead else 0.85
    return 0.95 if in_lead else 0.8


def _scope_certainty(a: Claim, b: Claim) -> float:
    """How surely two claims speak of one time and part; 0 if they plainly do not."""
    if a.scope.qualifiers != b.scope.qualifiers:
        return 0.0
    first, second = _years(a.scope), _years(b.scope)
    if first and second and (first[1] < second[0] or second[1] < first[0]):
        return 0.0
    known = BY_ID.get(a.attribute)
    if known is None or not known.varies:
        return 1.0
    if a.scope.years and a.scope.years == b.scope.years:
        return 1.0
    return 0.9 if not (a.scope.years or b.scope.years) else 0.8


def _years(scope: Scope) -> tuple[int, int] | None:
    if scope.years:
        return min(scope.years), max(scope.years)
    return scope.around


def _strength(a: Claim, b: Claim) -> float:
    """How much the figures of two claims tell."""
    if not (isinstance(a.value, Quantity) and isinstance(b.value, Quantity)):
        return 0.95
    digits = max(a.value.digits, b.value.digits)
    if PlaceKind.INFOBOX in (a.place.kind, b.place.kind) and digits == 2:
        return 0.92
    return 0.95 if digits >= 3 else (0.88 if digits == 2 else 0.8)


def _reason(a: Claim) -> str:
    if isinstance(a.value, Moment):
        return "the dates exclude each other"
    return "the amounts exclude each other, rounding and hedges allowed for"
