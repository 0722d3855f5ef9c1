"""The one reading of dates: each day, month, year, decade, century and weekday in a text.

What is written is told apart from what is meant as little as possible: a year keeps its number and
its era, nothing is guessed about the order of digits, and "last year" is no date.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import pairwise

import msgspec

from rules.contract import Change, Document, Span, Unit
from rules.facts.date_patterns import begins_word, date_patterns
from rules.facts.dates import DateForm, WrittenDate, dates_in
from rules.facts.locale_names import ENGLISH, LocaleNames, with_ascii_digits
from rules.facts.year_reading import ERA, Era, era_of, eras_written, years_written


class DatePrecision(enum.Enum):
    """What a date names."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    WEEKDAY = "weekday"


class DateReading(msgspec.Struct, frozen=True, gc=False):
    """A date in a text; half-open offsets of that text.

    ``year`` is the number as written, 1990 for the 1990s and 1801 for the 19th century; ``era``
    says how it counts. ``days`` and ``form`` are those of ``written``, the parts of a date with a
    day. ``weekday`` counts from Monday, 0; it is outside ``start`` and ``end`` unless the weekday
    stands alone. What is not written is None, or empty.
    """

    start: int
    end: int
    precision: DatePrecision
    year: int | None = None
    month: int | None = None
    days: tuple[int, ...] = ()
    form: DateForm | None = None
    era: Era = Era.NONE
    weekday: int | None = None
    weekday_span: Span | None = None
    written: WrittenDate | None = None


class DateRange(msgspec.Struct, frozen=True, gc=False):
    """Two dates of one text joined into a range; ``joiner`` is what stands between them."""

    first: DateReading
    last: DateReading
    joiner: Span

    @property
    def start(self) -> int:
        """Where the first date begins."""
        return self.first.start

    @property
    def end(self) -> int:
        """Where the last date ends."""
        return self.last.end


SPACE = "[ \n\u00a0\u2009\u202f]"
ERA_BEHIND = re.compile(
    rf",?{SPACE}(?:AD|A\.D\.){SPACE}(?P<ad>\d{{1,4}})(?!\w)"
    rf"|(?:,?{SPACE}(?P<year>\d{{1,4}}))?{SPACE}?(?P<era>{ERA})"
)
"""The era of a day, and its year where that has fewer digits than a modern one."""

DECADE = re.compile(r"([12](?<![\w.,/:$£€₹-].)\d\d0)['’]?s(?!\w)")
CENTURY = re.compile(
    rf"(\d(?<![\w.,].)\d?)(?:st|nd|rd|th)?[-\s]centur(?:y|ies)(?!\w)(?:{SPACE}"
    rf"(?P<era>{ERA}))?"
)
DIGIT = re.compile(r"\d")
JOINED = re.compile(
    rf"{SPACE}?[–—‒-]{SPACE}?|,?{SPACE}(?:up{SPACE})?(?:to|until|till|through){SPACE}"
)
"""What joins two dates into a range; "and" only does after "between"."""

AND = re.compile(rf"{SPACE}and{SPACE}")
BETWEEN_BEFORE = re.compile(rf"\b[Bb]etween{SPACE}\Z")
WEEKDAY_GAP = rf"(?:\.?,?|,?{SPACE}(?:the|on)){SPACE}{{1,2}}"


def dates_read(text: str, names: LocaleNames = ENGLISH) -> tuple[DateReading, ...]:
    """Every date in a text, in order, none inside another."""
    text = with_ascii_digits(text, names)
    found: list[DateReading] = []
    weekday = _weekday_patterns(names)
    if DIGIT.search(text):
        for written in dates_in(text, names):
            found.append(_day(text, written, names, weekday))
        for reader in (_decades, _centuries, _months, _years):
            taken = _taken(found)
            for reading in reader(text, names):
                if not taken(reading.start, reading.end):
                    found.append(reading)
    taken = _taken(found)
    attached = {date.weekday_span for date in found}
    for match in weekday.alone.finditer(text):
        if (
            begins_word(text, match.start())
            and match.span() not in attached
            and not taken(*match.span())
        ):
            found.append(
                DateReading(
                    match.start(),
                    match.end(),
                    DatePrecision.WEEKDAY,
                    weekday=names.weekdays[match[0]],
                    weekday_span=Span(*match.span()),
                )
            )
    found.sort(key=_start)
    return tuple(found)


def ranges_read(text: str, dates: tuple[DateReading, ...]) -> tuple[DateRange, ...]:
    """The ranges between neighbouring dates of a text, as `dates_read` gave them."""
    found = []
    for first, last in pairwise(d for d in dates if d.precision is not DatePrecision.WEEKDAY):
        between = text[first.end : last.start]
        if last.weekday_span is not None and first.end <= last.weekday_span.start < last.start:
            between = text[first.end : last.weekday_span.start]
        if len(between) <= 16 and (
            JOINED.fullmatch(between)
            or (
                AND.fullmatch(between)
                and BETWEEN_BEFORE.search(text[max(first.start - 12, 0) : first.start])
            )
        ):
            found.append(DateRange(first, last, Span(first.end, first.end + len(between))))
    return tuple(found)


class DateReadings:
    """The dates of a document block by block, each block read at most once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._read: dict[tuple[int, int], tuple[DateReading, ...]] = {}

    def of(self, unit: Unit) -> tuple[DateReading, ...]:
        """The dates of a unit, in its own coordinates."""
        if unit.document is not self._document:
            return dates_read(unit.text)
        key = unit.start, len(unit.text)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = dates_read(unit.text)
        return found


def date_readings(change: Change) -> DateReadings:
    """The dates of the new document, read when asked for."""
    return DateReadings(change.new)


class _WeekdayPatterns(msgspec.Struct, frozen=True):
    alone: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


_WEEKDAYS: dict[str, _WeekdayPatterns] = {}


def _weekday_patterns(names: LocaleNames) -> _WeekdayPatterns:
    found = _WEEKDAYS.get(names.language)
    if found is None:
        full = "|".join(map(re.escape, names.weekday_names))
        found = _WEEKDAYS[names.language] = _WeekdayPatterns(
            alone=re.compile(rf"(?:{full})(?!\w)"),
            before=re.compile(rf"(?<!\w)({names.weekday_pattern}){WEEKDAY_GAP}\Z"),
            after=re.compile(
                rf"{SPACE}?\((?:an?{SPACE})?({names.weekday_pattern})\.?\)|,{SPACE}an?{SPACE}({full})"
                # "3 May 1950, a Sunday paper wrote" names no weekday of the date.
                r"(?=[,.;:)–—]|\Z|\s(?:and|when|that)\b)"
            ),
        )
    return found


def _day(
    text: str, written: WrittenDate, names: LocaleNames, patterns: _WeekdayPatterns
) -> DateReading:
    year, era, end = written.year, Era.NONE, written.end
    match = ERA_BEHIND.match(text, end)
    if match is not None and (year is None or not (match["year"] or match["ad"])):
        digits = match["year"] or match["ad"]
        if year is not None or digits:
            year = year if year is not None else int(digits)
            era, end = Era.AD if match["ad"] else era_of(match["era"]), match.end()
    base = max(written.start - 24, 0)
    weekday = patterns.before.search(text[base : written.start])
    span = None
    if weekday is not None:
        span = Span(base + weekday.start(1), base + weekday.end(1))
    else:
        weekday = patterns.after.match(text, end)
        if weekday is not None:
            span = Span(*weekday.span(1 if weekday[1] else 2))
    return DateReading(
        start=written.start,
        end=end,
        precision=DatePrecision.DAY,
        year=year,
        month=written.month,
        days=written.days,
        form=written.form,
        era=era,
        weekday=None if span is None else names.weekdays[text[span.start : span.end]],
        weekday_span=span,
        written=written,
    )


def _decades(text: str, names: LocaleNames) -> Iterator[DateReading]:
    for match in DECADE.finditer(text):
        yield DateReading(match.start(), match.end(), DatePrecision.DECADE, year=int(match[1]))


def _centuries(text: str, names: LocaleNames) -> Iterator[DateReading]:
    if "centur" not in text:
        return
    for match in CENTURY.finditer(text):
        number = int(match[1])
        if number:
            era = era_of(match["era"]) if match["era"] else Era.NONE
            first = number * 100 if era in (Era.BC, Era.BCE) else number * 100 - 99
            yield DateReading(
                match.start(), match.end(), DatePrecision.CENTURY, year=first, era=era
            )


def _months(text: str, names: LocaleNames) -> Iterator[DateReading]:
    for match in date_patterns(names).month_year.finditer(text):
        if begins_word(text, match.start()):
            yield DateReading(
                match.start(),
                match.end(),
                DatePrecision.MONTH,
                year=int(match[2]),
                month=names.months[match[1]],
            )


def _years(text: str, names: LocaleNames) -> Iterator[DateReading]:
    for start, end, year, era in eras_written(text):
        yield DateReading(start, end, DatePrecision.YEAR, year=year, era=era)
    for start, end in years_written(text):
        yield DateReading(start, end, DatePrecision.YEAR, year=int(text[start:end]))


def _taken(found: list[DateReading]) -> Callable[[int, int], bool]:
    """Whether an interval meets one of the dates found so far; they are disjoint."""
    spans = sorted((date.start, date.end) for date in found)
    starts = [start for start, _ in spans]

    def meets(start: int, end: int) -> bool:
        index = bisect_left(starts, end)
        return index > 0 and spans[index - 1][1] > start

    return meets


def _start(date: DateReading) -> int:
    return date.start
