"""The amounts of a sentence as claims: value, unit, how firmly, and what they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import Span
from rules.facts.claim import Modifier, Quantity
from rules.facts.claim_attributes import Attribute, cued_attributes, quantity_attribute
from rules.facts.claim_dated import REACH, Found
from rules.facts.claim_units import KnownUnit, unit_after, unit_of
from rules.facts.claim_wording import SPACE, STOP, stem
from rules.facts.number_reading import HedgeKind, NumberReading
from rules.facts.number_roles import QUANTITIES as QUANTITY_ROLES
from rules.facts.number_roles import Role
from rules.facts.numbers import counted_noun, significant_digits

RANGE_JOINER = re.compile(rf"{SPACE}?[–—-]{SPACE}?|{SPACE}(?:to|and){SPACE}")
BETWEEN = re.compile(rf"\b(?:between|from){SPACE}\Z", re.IGNORECASE)
HEAD_OF = re.compile(
    r"\b([a-z]{3,})(?:\s(?:of|was|were|is|at|to|by|totall?ed|reached|reaching|for))+"
    r"(?:\s(?:about|around|over|nearly|almost|some|only|just|an?|the|approximately|roughly|more|"
    r"less|than|estimated|at|least))*\s?\Z"
)


def amounts(text: str, numbers: tuple[NumberReading, ...]) -> Iterator[Found]:
    cued = cued_attributes(text) if numbers else ()
    skip = False
    for index, number in enumerate(numbers):
        if skip:
            skip = False
            continue
        last = number
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        if following is not None and _is_range(text, number, following):
            last, skip = following, True
        found = _amount(text, number, last, cued)
        if found is not None:
            yield found


def _is_range(text: str, first: NumberReading, last: NumberReading) -> bool:
    end = first.scale_span.end if first.scale_span else first.end
    match = RANGE_JOINER.fullmatch(text, end, last.start)
    if match is None or first.role not in QUANTITY_ROLES or last.role not in QUANTITY_ROLES:
        return False
    return (
        "and" not in match[0]
        or BETWEEN.search(text[max(first.start - 10, 0) : first.start]) is not None
    )


def _amount(
    text: str, first: NumberReading, last: NumberReading, cued: tuple[Attribute, ...]
) -> Found | None:
    if last.role not in QUANTITY_ROLES or first.value is None or last.value is None:
        return None
    end = max(last.end, last.scale_span.end if last.scale_span else 0)
    unit: KnownUnit | None = None
    written = ""
    if last.role is Role.MONEY and last.currency_span is not None:
        dimension = f"money {_currency(last.currency or first.currency)}"
        end = max(end, last.currency_span.end)
    elif first.currency:
        dimension = f"money {_currency(first.currency)}"
    elif last.role is Role.PERCENT and last.unit_span is not None:
        dimension, end, written = "percent", last.unit_span.end, "%"
    else:
        place = unit_after(text, end)
        if place is not None and _is_unit(text, place, last):
            written = text[place.start : place.end]
            unit = unit_of(written)
        if unit is not None and place is not None:
            dimension, end = unit.dimension.value, place.end
        elif last.unit in SPANS:
            # A span of years has no exact length in seconds, and needs none.
            dimension, written = SPANS[last.unit], last.unit
        elif last.role is Role.MEASURE:
            return None
        else:
            dimension = "count"
    start = first.start
    if first.currency_span is not None:
        start = min(start, first.currency_span.start)
    value = _quantity(text, first, last, dimension, unit, written)
    if value is None:
        return None
    hedge = first.hedge
    modifier = Modifier.EXACT
    if hedge is not None:
        modifier = HEDGES[hedge.kind]
    before = text[max(start - REACH, 0) : (hedge.span.start if hedge else start)]
    after = text[end : end + REACH]
    attribute = quantity_attribute(before, after, dimension, cued)
    return start, end, value, modifier, attribute or _head(text, before, after, end, dimension)


HEDGES = {
    HedgeKind.ABOUT: Modifier.ABOUT,
    HedgeKind.NEARLY: Modifier.ABOUT,
    HedgeKind.AT_LEAST: Modifier.AT_LEAST,
    HedgeKind.AT_MOST: Modifier.AT_MOST,
}


SPANS = {word + ending: f"{word}s" for word in ("year", "month", "decade") for ending in ("", "s")}
"""Units of time that vary, each a dimension of its own."""


def _is_unit(text: str, place: Span, number: NumberReading) -> bool:
    """Whether letters after a number are its unit and no word: "in", "h", "a"."""
    written = text[place.start : place.end]
    if written in ("in", "st", "ct", "li", "A", "V", "d", "PS", "MT", "ST", "LT"):
        return text[place.end : place.end + 1] in (")", ",", ";", "") and place.start > number.end
    return bool(number.unit) or len(written) > 2 or any(c in written for c in "²³2/°")


CURRENCY_NAMES = {
    "US$": "$", "USD": "$", "dollar": "$", "euro": "€", "EUR": "€", "pound": "£", "GBP": "£",
    "Rs.": "₹", "Rs": "₹", "INR": "₹", "rupee": "₹", "U.S.$": "$", "USD$": "$",
}  # fmt: skip


def _currency(written: str) -> str:
    word = written.strip()
    return CURRENCY_NAMES.get(word) or CURRENCY_NAMES.get(word.rstrip("s").lower()) or word


ROUND_SHARE = 0.1
"""How far one lone figure may be rounded, as a share of it: 2,000 is not said of 1,500."""


def _quantity(
    text: str,
    first: NumberReading,
    last: NumberReading,
    dimension: str,
    unit: KnownUnit | None,
    written: str,
) -> Quantity | None:
    if first.value is None or last.value is None:
        return None
    low, high = first.value, last.value
    if first is not last and first.scale == 1 and last.scale > 1:
        low *= last.scale
    if low > high:
        return None
    figures = text[last.start : last.end].lstrip("-−")
    digits = significant_digits(figures)
    half = 0.5 * 10.0 ** (-last.decimals) * last.scale
    if last.decimals == 0:
        whole = figures.replace(",", "")
        zeros = len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0
        half *= 10.0**zeros
    if digits == 1:
        half = min(half, ROUND_SHARE * abs(float(high)))
    if unit is None:
        return Quantity(float(low), float(high), half, digits, dimension, written)
    least, most = unit.in_base(low), unit.in_base(high)
    return Quantity(
        float(min(least, most)),
        float(max(least, most)),
        half * float(unit.factor) if not unit.reciprocal else abs(float(most)) * 0.02,
        digits,
        dimension,
        written,
    )


def _head(text: str, before: str, after: str, end: int, dimension: str) -> str:
    """What an amount is of, where no closed attribute fits: "number of goal", "cost"."""
    if dimension == "count":
        noun = counted_noun(text, end)
        return f"number of {stem(noun.lower())}" if noun else _before(before)
    if dimension == "percent":
        match = re.match(r"\sof\s(?:the\s|its\s|all\s)?([a-z]{3,})", after)
        return f"share of {stem(match[1])}" if match else _before(before)
    return _before(before)


def _before(before: str) -> str:
    match = HEAD_OF.search(before)
    return stem(match[1]) if match and match[1] not in STOP else ""
