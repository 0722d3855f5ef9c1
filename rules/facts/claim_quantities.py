"""Quantities with their unit: "30,000 acres", "5 ft 11 in", "10–15 miles", "8+1⁄2 in"."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from rules.facts.claim_counts import COUNT, count_value
from rules.facts.claim_units import KnownUnit, System, unit_after, units_of
from rules.facts.number_grouping import Grouping, digits_of
from rules.facts.number_reading import SCALES


class Amount(msgspec.Struct, frozen=True, gc=False):
    """A number and half a unit of its last significant digit; half-open offsets of its text.

    The zeros that end an integer are taken for rounding, up to an eighth of the number.
    """

    start: int
    end: int
    value: Decimal
    slack: Decimal


class Quantity(msgspec.Struct, frozen=True):
    """One amount, or those of a range or of dimensions, and each unit that the spelling may mean.

    Feet and inches and the like are one amount in the first unit.
    """

    start: int
    end: int
    amounts: tuple[Amount, ...]
    units: tuple[KnownUnit, ...]


SPACE = "[ \n\u00a0\u2009\u202f]"
GLYPHS = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8),
          "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}  # fmt: skip
AMOUNT = re.compile(
    rf"(?P<sign>[−-](?=\d))?(?:(?P<n>\d{{1,3}})(?:{SPACE}?⁄{SPACE}?|/)(?P<d>\d{{1,3}})(?![\d⁄/])"
    rf"|(?P<glyph>[{''.join(GLYPHS)}])"
    rf"|(?P<digits>\d+(?:[.,]\d+)*)(?:{SPACE}?(?P<after>[{''.join(GLYPHS)}])"
    rf"|(?:{SPACE}|\+|[-‐])(?P<num>\d{{1,2}})(?:{SPACE}?⁄{SPACE}?|/)(?P<den>\d{{1,2}})(?!\d))?"
    rf"|(?P<word>{COUNT})(?![\w-]*(?:hundred|thousand|million)))",
    re.IGNORECASE,
)
SCALE = re.compile(rf"{SPACE}(hundred|thousand|million|billion|trillion)(?!\w)")
JOIN = re.compile(rf"{SPACE}?(?:[–—‒-]|[×x]){SPACE}?|{SPACE}(?:to|and|or|by){SPACE}")
COMPOUND_GAP = re.compile(rf",?{SPACE}(?:and{SPACE})?")
FEET_INCHES = re.compile(
    rf"(\d{{1,2}}){SPACE}?['′’]{SPACE}?(\d{{1,2}}(?:\.\d)?){SPACE}?(?:[\"″”]|'')"
)
PEOPLE = re.compile(
    rf"{SPACE}(?:people|persons|inhabitants|residents|households|housing units)"
    rf"(?={SPACE}per{SPACE}|/)"
)
LONGEST_DIGITS = 18
MOST_AMOUNTS = 3


def quantity_at(text: str, position: int) -> Quantity | None:
    """The quantity that begins at an offset of a text, or None."""
    prime = FEET_INCHES.match(text, position)
    if prime is not None:
        feet = Decimal(prime[1]) + Decimal(prime[2]) / 12
        amount = Amount(position, prime.end(), feet, Decimal(1) / 24)
        return Quantity(position, prime.end(), (amount,), units_of("ft"))
    first = _part(text, position)
    if first is None:
        return None
    gap = COMPOUND_GAP.match(text, first.end)
    if gap is not None and len(first.amounts) == 1:
        second = _part(text, gap.end())
        if second is not None and (merged := _compound(first, second)) is not None:
            return merged
    joined = JOIN.match(text, first.end)
    if joined is not None:
        second = _part(text, joined.end())
        if second is not None and second.units == first.units:
            amounts = first.amounts + second.amounts
            return Quantity(position, second.end, amounts, first.units)
    return first


def _part(text: str, position: int) -> Quantity | None:
    """Amounts joined by dashes, "to", "by" or "and", and the unit behind the last."""
    amount = amount_at(text, position)
    amounts = []
    while amount is not None:
        amounts.append(amount)
        at = amount.end
        people = PEOPLE.match(text, at)
        if people is not None:
            at = people.end()
        unit = unit_after(text, at)
        if unit is not None:
            units = units_of(text[unit.start : unit.end])
            return Quantity(position, unit.end, tuple(amounts), units)
        joined = JOIN.match(text, at)
        if joined is None or len(amounts) == MOST_AMOUNTS:
            return None
        amount = amount_at(text, joined.end())
    return None


def _compound(first: Quantity, second: Quantity) -> Quantity | None:
    """Feet and inches, pounds and ounces, stones and pounds as one amount."""
    if len(second.amounts) != 1:
        return None
    for large in first.units:
        for small in second.units:
            if (
                large.dimension is small.dimension
                and large.system is small.system is System.CUSTOMARY
                and small.factor < large.factor
            ):
                ratio = small.factor / large.factor
                whole, rest = first.amounts[0], second.amounts[0]
                value = whole.value + rest.value * ratio
                amount = Amount(first.start, second.end, value, rest.slack * ratio)
                return Quantity(first.start, second.end, (amount,), (large,))
    return None


def amount_at(text: str, position: int) -> Amount | None:
    """The number in figures or words that begins at an offset of a text, times its multiplier."""
    match = AMOUNT.match(text, position)
    if match is None:
        return None
    value, slack = _value(match)
    if value is None:
        return None
    end = match.end()
    scale = SCALE.match(text, end)
    if scale is not None:
        factor = SCALES[scale[1].lower()]
        value, slack, end = value * factor, slack * factor, scale.end()
    return Amount(position, end, -value if match["sign"] else value, slack)


def _value(match: re.Match[str]) -> tuple[Decimal | None, Decimal]:
    if match["word"]:
        return Decimal(count_value(match["word"])), Decimal("0.5")
    if match["n"]:
        return _fraction(0, int(match["n"]), int(match["d"]))
    if match["glyph"]:
        return _fraction(0, *GLYPHS[match["glyph"]])
    written = match["digits"]
    digits = digits_of(written)
    if (
        digits.value is None
        or len(written) > LONGEST_DIGITS
        or digits.grouping in (Grouping.MALFORMED, Grouping.INDIAN, Grouping.DOT)
    ):
        return None, Decimal(0)
    if match["after"] or match["den"]:
        over, under = (
            GLYPHS[match["after"]] if match["after"] else (int(match["num"]), int(match["den"]))
        )
        return _fraction(digits.value, over, under)
    if digits.decimals:
        return digits.value, Decimal(5).scaleb(-digits.decimals - 1)
    plain = str(int(digits.value))
    zeros = len(plain) - len(plain.rstrip("0"))
    if not zeros or digits.value == 0:
        return digits.value, Decimal("0.5")
    return digits.value, min(Decimal(5).scaleb(zeros - 1), digits.value / 8)


def _fraction(whole: Decimal | int, over: int, under: int) -> tuple[Decimal | None, Decimal]:
    if not under:
        return None, Decimal(0)
    return whole + Decimal(over) / under, Decimal(1) / (2 * under)


START = re.compile(
    rf"(?<![\w.,+⁄:#–‐$£€¥₹₩₽₺-])(?<!\d/)(?<!⁄[ \u00a0])"
    rf"(?:[−-]?\d|[{''.join(GLYPHS)}]|(?:{COUNT})(?!\w))",
    re.IGNORECASE,
)
NUMBER_BEFORE = re.compile(
    rf"(?:\b(?:hundred|thousand|million|billion|point|and|{COUNT})[ \u00a0-]|[$£€¥₹₩₽₺]\s?)\Z",
    re.IGNORECASE,
)
"""What makes a number word the rest of a longer one: "one hundred and five"; or a price."""


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text in order, none inside another; prices are left out."""
    found: list[Quantity] = []
    reach = 0
    for match in START.finditer(text):
        if match.start() < reach:
            continue
        before = text[max(match.start() - 12, 0) : match.start()]
        if NUMBER_BEFORE.search(before) and not match[0][-1].isdigit():
            continue
        quantity = quantity_at(text, match.start())
        if quantity is not None:
            found.append(quantity)
            reach = quantity.end
    return found
