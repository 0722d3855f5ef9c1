"""The one reading of numbers: each number in figures with its value, unit, hedge and role."""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from decimal import Decimal

import msgspec

from rules.contract import Change, Document, Span, Unit
from rules.facts.date_reading import DatePrecision, DateReading, dates_read
from rules.facts.locale_names import ENGLISH, LocaleNames, with_ascii_digits
from rules.facts.number_grouping import Digits, Grouping, digits_of
from rules.facts.number_roles import COORDINATE_AFTER, Role, role_of
from rules.facts.numbers import CURRENCY_BEFORE, unit_after, word_before


class HedgeKind(enum.Enum):
    """How a word before a number loosens it."""

    ABOUT = "about so much"
    AT_LEAST = "so much or more"
    AT_MOST = "so much or less"
    NEARLY = "a little less"


class Hedge(msgspec.Struct, frozen=True, gc=False):
    """A word of approximation or a bound, and its place."""

    kind: HedgeKind
    span: Span


class NumberReading(msgspec.Struct, frozen=True, gc=False):
    """A number in a text; half-open offsets of that text.

    ``start`` and ``end`` hold the digits, their signs and a minus; ``value`` is the written number
    times ``scale`` (1 if no multiplier follows), None for a code. ``unit`` and ``currency`` are as
    written.
    """

    start: int
    end: int
    value: Decimal | None
    grouping: Grouping
    decimals: int
    role: Role
    scale: int = 1
    scale_span: Span | None = None
    unit: str = ""
    unit_span: Span | None = None
    currency: str = ""
    currency_span: Span | None = None
    hedge: Hedge | None = None


NUMBER = re.compile(
    "\\d+(?:[.,]\\d+|[\u00a0\u2009\u202f]\\d{3}(?!\\d)| 000(?!\\d))*|(?<![\\w.])\\.\\d+"
)
"""Digits with the signs between them; an ordinary space divides before three zeros only."""

MINUS = frozenset("−-")
MINUS_OPENS = frozenset(" \n\u00a0(")
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "lac": 100_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "crore": 10_000_000,
    "cr": 10_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}
"""The multipliers after a number and what they stand for (short scale)."""

SCALE = re.compile(
    r"(?:[ \u00a0\u202f-]?\b|(?<=\d))(hundred|thousand|lakh|lac|million|mn|crore|cr|billion|bn|"
    r"trillion|tn)s?\b\.?(?:\s(crore)s?\b)?"
)
LETTER_SCALES = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
LETTER_SCALE = re.compile(r"\s?([kKmMbB])(?!\w)")
"""A multiplier of one letter; only a currency before the number shows that it is one."""

CURRENCY_AFTER = re.compile(
    r"[ \u00a0\u202f]?(?:(?:US|U\.S\.|Canadian|Australian|Indian|Pakistani|Hong Kong|Swiss)\s)?"
    r"([$€£¥₹₩₽₺]|(?:USD|EUR|GBP|INR|PKR|BDT|LKR|NPR|JPY|CNY|RMB|CHF|CAD|AUD|NZD)\b|"
    r"(?:dollars?|euros?|rupees?|cents|yen|yuan|won|francs?|pesos?|roubles?|rubles?|krone[rn]?|"
    r"kronor|lira|lire|dinars?|dirhams?|riyals?|baht|ringgit|shillings?|pence|reais|takas?)\b)"
)
HEDGE = re.compile(
    r"(?:(?<!\w)(?:(?P<about>approximately|approx\.?|about|around|roughly|circa|ca\.|c\.|some|"
    r"(?:an\s)?estimated|in the (?:region|neighbou?rhood|vicinity) of|close to)|"
    r"(?P<least>at least|more than|over|no (?:fewer|less) than|not (?:fewer|less) than|"
    r"upwards? of|in excess of|above|exceeding|a minimum of)|"
    r"(?P<most>at most|no more than|not more than|less than|fewer than|under|below|up to|"
    r"as (?:many|much) as|a maximum of)|"
    r"(?P<nearly>nearly|almost|just (?:under|below)))[ \n\u00a0]|(?P<tilde>[~≈])\s?)\Z",
    re.IGNORECASE,
)
HEDGE_LAST_WORDS = frozenset(
    "approximately approx approx. about around roughly circa ca. c. some estimated of to least "
    "than over above exceeding most under below many much nearly almost ~ ≈".split()
)
NOTHING_FOLLOWS = frozenset(["", *".,;:)]\n\ufffc"])
PERCENT = re.compile(r"\s?(?:%|‰|per\s?cent)")


def numbers_read(
    text: str, names: LocaleNames = ENGLISH, dates: tuple[DateReading, ...] | None = None
) -> tuple[NumberReading, ...]:
    """Every number in figures of a text, in order; ``dates`` are those of the text, if known."""
    text = with_ascii_digits(text, names)
    places = [*NUMBER.finditer(text)]
    if not places:
        return ()
    if dates is None:
        dates = dates_read(text, names)
    starts = [date.start for date in dates]
    found = []
    for match in places:
        start, end = match.span()
        digits = digits_of(match[0], names)
        index = bisect_right(starts, start) - 1
        if index >= 0 and start < dates[index].end:
            date = dates[index]
            role = Role.YEAR if date.precision is DatePrecision.YEAR else Role.DATE
            if date.precision is DatePrecision.CENTURY:
                role = Role.ORDINAL
            found.append(
                NumberReading(start, end, digits.value, digits.grouping, digits.decimals, role)
            )
            continue
        found.append(_quantity(text, start, end, digits))
    return tuple(found)


class NumberReadings:
    """The numbers of a document block by block, each block read at most once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._read: dict[tuple[int, int], tuple[NumberReading, ...]] = {}

    def of(self, unit: Unit) -> tuple[NumberReading, ...]:
        """The numbers of a unit, in its own coordinates."""
        if unit.document is not self._document:
            return numbers_read(unit.text)
        key = unit.start, len(unit.text)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = numbers_read(unit.text)
        return found


def number_readings(change: Change) -> NumberReadings:
    """The numbers of the new document, read when asked for."""
    return NumberReadings(change.new)


def _quantity(text: str, start: int, end: int, digits: Digits) -> NumberReading:
    base = max(start - 40, 0)
    before = text[base:start]
    value, at = digits.value, start
    if before[-1:] in MINUS and (len(before) == 1 or before[-2] in MINUS_OPENS):
        at = start - 1
        value = -value if value is not None else None
        before = before[:-1]
    currency = CURRENCY_BEFORE.search(before[-8:])
    attached = before[-1:].isalpha() and currency is None
    scale, scale_span = _scale(text, end, currency is not None)
    if value is not None:
        value *= scale
    after = end if scale_span is None else scale_span.end
    currency_text, currency_span = "", None
    unit_text, unit_span = "", None
    lead = before
    if currency is not None:
        lead = before[: len(before) - len(currency.string) + currency.start()]
        if before[len(lead)] == "$":
            # "US$", "A$", "HK$" …
            lead = lead.rstrip("USACNZHK")
        currency_span = Span(base + len(lead), base + len(before.rstrip()))
        role = Role.MONEY
    elif (
        text[after : after + 1] in NOTHING_FOLLOWS
        or attached
        or COORDINATE_AFTER.match(text, after)
    ):
        role = role_of(text, start, end, digits)
    elif behind := CURRENCY_AFTER.match(text, after):
        currency_span = Span(*behind.span(1))
        role = Role.MONEY
    elif share := PERCENT.match(text, after):
        unit_span = Span(share.end() - len(share[0].lstrip()), share.end())
        role = Role.PERCENT
    elif (unit := unit_after(text, after)) is not None:
        shown = unit[0].lstrip(" \n\u00a0-")
        unit_span = Span(unit.end() - len(shown), unit.end())
        role = Role.MEASURE
    else:
        role = role_of(text, start, end, digits)
    if scale_span is not None and role in (Role.NUMBER, Role.MODEL):
        role = Role.COUNT
    if currency_span is not None:
        currency_text = text[currency_span.start : currency_span.end]
    if unit_span is not None:
        unit_text = text[unit_span.start : unit_span.end]
    return NumberReading(
        start=at,
        end=end,
        value=value,
        grouping=digits.grouping,
        decimals=digits.decimals,
        role=role,
        scale=scale,
        scale_span=scale_span,
        unit=unit_text,
        unit_span=unit_span,
        currency=currency_text,
        currency_span=currency_span,
        hedge=_hedge(lead, base),
    )


def _scale(text: str, end: int, is_money: bool) -> tuple[int, Span | None]:
    match = SCALE.match(text, end)
    if match is None:
        letter = LETTER_SCALE.match(text, end) if is_money else None
        if letter is None:
            return 1, None
        return LETTER_SCALES[letter[1].lower()], Span(*letter.span(1))
    factor = SCALES[match[1]] * (SCALES["crore"] if match[2] else 1)
    last = match.end(2) if match[2] else match.end(1)
    return factor, Span(match.start(1), last + (1 if text[last : last + 1] == "s" else 0))


HEDGE_KINDS = {
    "about": HedgeKind.ABOUT,
    "tilde": HedgeKind.ABOUT,
    "least": HedgeKind.AT_LEAST,
    "most": HedgeKind.AT_MOST,
    "nearly": HedgeKind.NEARLY,
}


def _hedge(lead: str, base: int) -> Hedge | None:
    if lead[-1:] not in "~≈" and word_before(lead[-24:]) not in HEDGE_LAST_WORDS:
        return None
    at = max(len(lead) - 28, 0)
    match = HEDGE.search(lead[at:])
    if match is None or match.lastgroup is None:
        return None
    at += base
    return Hedge(
        HEDGE_KINDS[match.lastgroup],
        Span(at + match.start(match.lastgroup), at + match.end(match.lastgroup)),
    )
