"""How the digits of a number are divided, and the value they have."""

from __future__ import annotations

import enum
import re
from decimal import Decimal
from functools import cache

import msgspec

from rules.facts.locale_names import ENGLISH, LocaleNames


class Grouping(enum.Enum):
    """The system that divides the digits of a number."""

    NONE = "no groups"
    WESTERN = "groups of three"
    INDIAN = "two digits, then three at the end"
    DOT = "groups of three after dots"
    SPACE = "groups of three after spaces"
    COMMA_DECIMAL = "a decimal comma"
    MALFORMED = "commas in no system"
    CODE = "dots in no system: a version, an address, a date"


class Digits(msgspec.Struct, frozen=True, gc=False):
    """The digits of a number: their grouping, their value, and how many are decimals.

    ``value`` is None for a code only; a malformed number has that of its digits.
    """

    grouping: Grouping
    value: Decimal | None
    decimals: int = 0


LONGEST = 60
"""Digits and signs; what is longer is no number that anyone reads."""

SPACES = re.compile("[ \u00a0\u2009\u202f]")
WESTERN_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+")
INDIAN_WHOLE = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}")
SPACED_WHOLE = re.compile("\\d{1,3}(?:[ \u00a0\u2009\u202f]\\d{3})+")


def digits_of(written: str, names: LocaleNames = ENGLISH) -> Digits:
    """The reading of digits with the signs between them, in the signs of a language.

    A lone group of three after the language's decimal sign is decimals: in English 1.234 is a
    little more than one.
    """
    if written.isdigit():
        return Digits(Grouping.NONE, Decimal(written) if len(written) <= LONGEST else None)
    if len(written) > LONGEST:
        return Digits(Grouping.CODE, None)
    swapped = names.decimal == ","
    text = written.translate(_swap()) if swapped else written
    if SPACES.search(text):
        whole, _, fraction = text.partition(".")
        if SPACED_WHOLE.fullmatch(whole) and (fraction.isdigit() or not fraction):
            return _built(Grouping.SPACE, SPACES.sub("", whole), fraction)
        return Digits(Grouping.CODE, None)
    commas, dots = text.count(","), text.count(".")
    if dots > 1 or (dots and commas and text.rindex(".") < text.index(",")):
        return _dotted(text, commas)
    whole, _, fraction = text.partition(".")
    if "," in fraction:
        return Digits(Grouping.CODE, None)
    if not commas:
        return _built(Grouping.NONE, whole or "0", fraction)
    plain = whole.replace(",", "")
    if WESTERN_WHOLE.fullmatch(whole):
        return _built(Grouping.WESTERN, plain, fraction)
    if INDIAN_WHOLE.fullmatch(whole):
        return _built(Grouping.INDIAN, plain, fraction)
    first, _, rest = whole.partition(",")
    if commas == 1 and not fraction and len(rest) <= 2:
        return _built(Grouping.COMMA_DECIMAL, first, rest)
    return _built(Grouping.MALFORMED, plain, fraction)


def _dotted(text: str, commas: int) -> Digits:
    """A number whose thousands are divided by dots, with a decimal comma at most."""
    whole, _, fraction = text.partition(",")
    if commas <= 1 and WESTERN_WHOLE.fullmatch(whole.replace(".", ",")) and "." not in fraction:
        return _built(Grouping.DOT, whole.replace(".", ""), fraction)
    return Digits(Grouping.CODE, None)


def _built(grouping: Grouping, whole: str, fraction: str) -> Digits:
    value = Decimal(f"{whole}.{fraction}" if fraction else whole)
    return Digits(grouping, value, len(fraction))


@cache
def _swap() -> dict[int, str]:
    return {ord("."): ",", ord(","): "."}
