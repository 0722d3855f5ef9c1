"""Figures that a sentence says to have moved, and which way: "rose from 50 to 30"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from rules.contract import PLACEHOLDER, Span
from rules.facts.claim_quantities import Amount, amount_at
from rules.facts.claim_units import KnownUnit, unit_after, units_of

UP = (
    r"ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|gr[eo]w|grows|grown|growing|growth|"
    r"climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|soar(?:s|ed|ing)?|surg(?:e|es|ed|ing)|"
    r"expand(?:s|ed|ing)?|expansion|doubled|tripled|quadrupled|swell(?:s|ed|ing)?|swollen|"
    r"rais(?:e|es|ed|ing)|skyrocketed|went up|go(?:es)? up|gone up|up"
)
DOWN = (
    r"falls?|fell|fallen|falling|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|"
    r"decreas(?:e|es|ed|ing)|dwindl(?:e|es|ed|ing)|shrinks?|shrank|shrunk|shrinking|"
    r"reduc(?:e|es|ed|ing|tion)|lower(?:s|ed|ing)|slump(?:s|ed|ing)?|plung(?:e|es|ed|ing)|"
    r"plummet(?:s|ed|ing)?|sank|sunk|diminish(?:es|ed|ing)?|slash(?:es|ed|ing)?|halved|cut|"
    r"went down|go(?:es)? down|gone down|down"
)
DIRECTION = re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))(?![\w-])", re.IGNORECASE)
TO_FROM = re.compile(r"(?:\s[^\W\d_][\w'’-]*){0,6}?\sfrom\s(?:an?\s[a-z]+\sof\s)?", re.IGNORECASE)
HEDGE = re.compile(
    r"(?:(?:about|approximately|approx\.?|around|roughly|nearly|almost|over|under|some|only|just|"
    r"an estimated|a mere|just over|just under|well over|close to|more than|less than|fewer than|"
    r"a record|c\.|ca\.)\s){0,2}",
    re.IGNORECASE,
)
CURRENCY = re.compile(r"(?:(?:US|A|C|NZ|HK)?[$€£¥₹]|Rs\.?\s?|₨)")
PERCENT = re.compile(r"[ \u00a0]?(?:%|per\s?cent\b|percentage points?)", re.IGNORECASE)
NO_VALUE = re.compile(
    r"(?:st|nd|rd|th)\b|[-–/:×x]\s?\d|\s?[ap]\.?m\b|\s?°\s?[NSEW]\b|['’]?s\b|"
    r"\s(?:in|out of)\s\d{1,3}\b(?!\d)|\s?(?:BCE?|AD|CE|BP)\b|-[a-z]",
    re.IGNORECASE,
)
"""What makes digits an ordinal, a score, a time of day, odds, a decade or a year of an era."""

WHEN = (
    r"(?:,?\s(?:in|by|during|at|on|for|since)\s(?:[A-Za-z]+\s){0,3}(?:\d{1,2},?\s)?(?:1\d|20)\d\d)"
)
MIDDLE = re.compile(
    rf"(?:/[a-z]{{1,8}})?(?:\s(?!to\b|in\b|by\b|at\b|on\b)[^\W\d_][\w'’-]*){{0,4}}?"
    rf"(?:{WHEN}{PLACEHOLDER}{{0,4}})?,?\sto\s",
    re.IGNORECASE,
)
BEFORE_FROM = re.compile(
    rf"{WHEN}?(?:\s?[,(–—-]|,?\s(?:which|and)\s(?:was|is))?\s?(?P<word>up|down|an?\s(?:[a-z]+\s)?"
    r"(?:increase|rise|decrease|decline|drop|fall|reduction))"
    r"\s(?:[a-z]+ly\s)?from\s{1,2}",
    re.IGNORECASE,
)
"""Between the later figure and the earlier: "was 30 in 2010, down from 20"."""

RISE = re.compile(r"up\Z|.*(?:increase|rise)\Z", re.IGNORECASE)
DIGITS = re.compile(r"(?<![\w.,:/#$€£¥₹–-])(?:(?:US|A|C|NZ|HK)?[$€£¥₹])?\d")
NOUN = re.compile(r"\s([a-z][\w'’-]+)")
YEARS = range(1000, 2101)
FUNCTION_WORDS = frozenset(
    "in on at by from to with and or as when while after before during over under between within "
    "since until per for of the a an this that its their which who but was were is are has had "
    "due because if".split()
)


class Figure(msgspec.Struct, frozen=True):
    """A figure with what it counts: a currency, a percentage, a unit, or a noun (each may lack).

    ``is_bare_year`` if the digits alone may be a year.
    """

    amount: Amount
    start: int
    end: int
    currency: str
    percent: bool
    units: tuple[KnownUnit, ...]
    noun: str
    scaled: bool
    is_bare_year: bool


class Movement(msgspec.Struct, frozen=True):
    """A figure said to rise or fall; half-open offsets from the word of direction to the end."""

    start: int
    end: int
    word: Span
    up: bool
    first: Figure
    last: Figure


def movements(text: str) -> Iterator[Movement]:
    """The movements of a text from one figure to another that measure the same."""
    for match in DIRECTION.finditer(text):
        gap = TO_FROM.match(text, match.end())
        if gap is None or DIRECTION.search(gap[0]):
            continue
        first = _figure(text, gap.end())
        if first is None:
            continue
        middle = MIDDLE.match(text, first.end)
        if middle is None:
            continue
        last = _figure(text, middle.end())
        if last is not None and _comparable(first, last):
            word = Span(*match.span())
            yield Movement(word.start, last.end, word, bool(match["up"]), first, last)
    yield from _compared(text)


def _compared(text: str) -> Iterator[Movement]:
    """ "30 %, up from 50 %"."""
    reach = 0
    for match in DIGITS.finditer(text):
        if match.start() < reach:
            continue
        last = _figure(text, match.start())
        if last is None:
            continue
        reach = last.end
        link = BEFORE_FROM.match(text, last.end)
        if link is None:
            continue
        first = _figure(text, link.end())
        if first is None or not _comparable(first, last):
            continue
        if MIDDLE.match(text, first.end):
            continue
        word = Span(*link.span("word"))
        yield Movement(last.start, first.end, word, bool(RISE.match(link["word"])), first, last)


def _figure(text: str, position: int) -> Figure | None:
    hedge = HEDGE.match(text, position)
    start = hedge.end() if hedge else position
    money = CURRENCY.match(text, start)
    at = money.end() if money else start
    amount = amount_at(text, at)
    if amount is None or NO_VALUE.match(text, amount.end):
        return None
    digits = text[at : amount.end]
    if digits[0].isalpha() and text[amount.end : amount.end + 1].isalpha():
        return None
    percent = PERCENT.match(text, amount.end)
    if percent:
        return Figure(amount, start, percent.end(), "", True, (), "", False, False)
    unit = None if money else unit_after(text, amount.end)
    units = units_of(text[unit.start : unit.end]) if unit else ()
    end = unit.end if unit else amount.end
    noun = NOUN.match(text, end)
    counted = noun[1] if noun and not units and noun[1] not in FUNCTION_WORDS else ""
    if counted:
        end += 1 + len(counted)
    bare = digits.isdigit() and not units and not money and int(amount.value) in YEARS
    scaled = " " in digits or "\u00a0" in digits
    return Figure(
        amount, start, end, money[0] if money else "", False, units, counted, scaled, bare
    )


def _comparable(first: Figure, last: Figure) -> bool:
    """Whether both figures may measure the same."""
    if first.is_bare_year and last.is_bare_year:
        return False
    if first.currency and last.currency and first.currency != last.currency:
        return False
    if first.percent and not last.percent:
        return False
    if first.units and last.units:
        return first.units[0].dimension is last.units[0].dimension
    if first.units:
        return not (last.percent or last.currency or last.noun)
    if first.currency:
        return not (last.percent or last.units)
    if first.noun and last.noun:
        return first.noun.rstrip("s") == last.noun.rstrip("s")
    return True


def sizes(movement: Movement) -> tuple[tuple[Decimal, Decimal], ...]:
    """The two figures in one unit, in each way that the first may be meant.

    "From 3 to 5 million" may leave out the first million.
    """
    first, last = movement.first, movement.last
    one, other = first.amount.value, last.amount.value
    if first.units and last.units:
        return ((first.units[0].in_base(one), last.units[0].in_base(other)),)
    if last.scaled and not first.scaled and one < 1000:
        return (one, other), (one * _scale(last), other)
    return ((one, other),)


def _scale(figure: Figure) -> Decimal:
    scale = Decimal(1)
    while figure.amount.value / (scale * 1000) >= 1:
        scale *= 1000
    return scale
