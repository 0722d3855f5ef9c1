"""The calendar dates written in a text, with the place of each part.

A date is found from its month name, the day to the left or to the right of it. English is the
default; the names and signs of another language are handed in.
"""

from __future__ import annotations

import calendar
import datetime
import enum
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from rules.contract import Document, Guard, GuardSpan, Span, Unit
from rules.facts.date_patterns import (
    COUNTED_NEXT,
    DATE_CUE,
    ISO_DATE,
    LOOSE_JOINER,
    DatePatterns,
    begins_word,
    date_patterns,
)
from rules.facts.locale_names import ENGLISH, LocaleNames, with_ascii_digits


class DateForm(enum.Enum):
    """The order in which a date is written."""

    DMY = "day month year"
    MDY = "month day, year"
    YMD = "year month day"
    ISO = "year-month-day in digits"


class WrittenDate(msgspec.Struct, frozen=True, gc=False):
    """A date in a text; all places are half-open offsets of that text.

    ``days`` has one day, or those of a range or list ("3–5 May", "May 3 and 4") in order;
    ``day_spans`` their digits without an ordinal suffix. ``year`` is None where only day and
    month are written. ``month_name`` is the name as written, empty in an ISO date. ``ordinal``:
    a day has a suffix (3rd).
    """

    start: int
    end: int
    form: DateForm
    days: tuple[int, ...]
    month: int
    year: int | None
    day_spans: tuple[Span, ...]
    month_span: Span
    year_span: Span | None
    month_name: str
    ordinal: bool


MONTH_NAMES = ENGLISH.months
"""Month names and abbreviations as written, and the number of the month, 1–12."""

MONTH = ENGLISH.month_pattern
"""An alternation of all month names for a regular expression, longest first."""

LONGEST_TITLE = 256
"""A page's title has at most 255 bytes."""


def dates_in(text: str, names: LocaleNames = ENGLISH) -> list[WrittenDate]:
    """The dates with a day and a month in a text, in order; a month and year alone is none."""
    text = with_ascii_digits(text, names)
    found = list(_worded(text, date_patterns(names)))
    found += [_iso(match) for match in ISO_DATE.finditer(text) if int(match[3])]
    found.sort(key=_start)
    return found


def month_days(month: int, year: int | None) -> int:
    """How many days a Gregorian month has; without a year, at most."""
    return calendar.monthrange(2000 if year is None else year, month)[1]


def calendar_day(date: WrittenDate) -> datetime.date | None:
    """The day of a date with one day and a year; None for another, or if there is no such day."""
    if len(date.days) != 1 or date.year is None or date.days[0] > month_days(date.month, date.year):
        return None
    return datetime.date(date.year, date.month, date.days[0])


def stands_in_title(unit: Unit, date: WrittenDate) -> bool:
    """Whether a date of a unit is a piece of a linked page's title, or a title a piece of it.

    A link to the day, the month or the year alone ("03 [[May]] 1950") is part of the date.
    """
    start, end = unit.start + date.start, unit.start + date.end
    return any(
        mark.kind is Guard.LINK_TITLE
        and mark.start < end
        and start < mark.end
        and (mark.start < start or mark.end > end)
        for mark in marks_near(unit.document, start - LONGEST_TITLE, end)
    )


def marks_near(document: Document, start: int, end: int) -> Sequence[GuardSpan]:
    """The guarded intervals from markup that begin in the prose interval ``[start, end)``."""
    marks = document.marks
    return marks[
        bisect_left(marks, start, key=_mark_start) : bisect_left(marks, end, key=_mark_start)
    ]


def _worded(text: str, patterns: DatePatterns) -> Iterator[WrittenDate]:
    taken = 0
    for match in patterns.month.finditer(text):
        if match.start() < taken or not begins_word(text, match.start()):
            continue
        date = _around(text, match, taken, patterns)
        if date is not None:
            yield date
            taken = date.end


def _around(
    text: str, match: re.Match[str], taken: int, patterns: DatePatterns
) -> WrittenDate | None:
    month = Span(*match.span())
    number = patterns.names.months[match[0]]
    floor = max(taken, month.start - 48)
    left = patterns.days_before.search(text[floor : month.start])
    # A slice hides what stands before it from the look-behind.
    if left is not None and left.start() == 0 and floor > taken:
        left = None
    if left is not None:
        year = patterns.year_after.match(text, month.end)
        if year is None and patterns.more_digits.match(text, month.end):
            # "2 June 07", "Apollo 11 July 20": which number is the day?
            before = text[max(floor + left.start() - 12, 0) : floor + left.start()]
            if not DATE_CUE.search(before):
                return None
        days = _days(left[1], floor + left.start(1), True, patterns)
        return _built(text, DateForm.DMY, days, month, number, _year_span(year)) if days else None
    right = patterns.days_after.match(text, month.end) if patterns.names.month_first else None
    if right is None:
        return None
    days = _days(_without_tail(text, right, patterns), right.start(1), False, patterns)
    if not days:
        return None
    year = patterns.year_after.match(text, days[-1][1].end + days[-1][2])
    if year is None:
        at = max(month.start - 8, 0)
        before_month = patterns.year_before.search(text[at : month.start])
        if before_month is not None:
            span = Span(at + before_month.start(1), at + before_month.end(1))
            return _built(text, DateForm.YMD, days, month, number, span)
    return _built(text, DateForm.MDY, days, month, number, _year_span(year))


Day = tuple[int, Span, int]
"""A day, the span of its digits, and the length of its suffix."""


def _days(written: str, offset: int, last_counts: bool, patterns: DatePatterns) -> list[Day]:
    """The days of a list, if they ascend; else the one that touches the month."""
    days = [
        (int(m[1]), Span(offset + m.start(1), offset + m.end(1)), len(m[2]))
        for m in patterns.one_day.finditer(written)
    ]
    numbers = [day for day, _, _ in days]
    if numbers != sorted(set(numbers)) or not 1 <= numbers[0] <= 31:
        days = days[-1:] if last_counts else days[:1]
    return days if all(1 <= day <= 31 for day, _, _ in days) else []


def _without_tail(text: str, right: re.Match[str], patterns: DatePatterns) -> str:
    """The days after a month, without a number that belongs to what follows.

    "May 3 to 5 June" has one day here, and so has "May 3 and 4 people".
    """
    written = right[1]
    days = list(patterns.one_day.finditer(written))
    if len(days) > 1:
        joined = written[days[-2].end() : days[-1].start()]
        year = patterns.year_after.match(text, right.end(1))
        if year is None and joined.startswith(",") and not LOOSE_JOINER.search(joined):
            return written[: days[0].end()]
        if patterns.month_next.match(text, right.end(1)) or (
            year is None and LOOSE_JOINER.search(joined) and COUNTED_NEXT.match(text, right.end(1))
        ):
            return written[: days[-2].end() if year else days[0].end()]
    return written


def _year_span(year: re.Match[str] | None) -> Span | None:
    return None if year is None else Span(*year.span(2))


def _built(
    text: str, form: DateForm, days: list[Day], month: Span, number: int, year: Span | None
) -> WrittenDate:
    ends = [month, *([year] if year else ())]
    ends += [Span(span.start, span.end + suffix) for _, span, suffix in days]
    return WrittenDate(
        start=min(span.start for span in ends),
        end=max(span.end for span in ends),
        form=form,
        days=tuple(day for day, _, _ in days),
        month=number,
        year=None if year is None else int(text[year.start : year.end]),
        day_spans=tuple(span for _, span, _ in days),
        month_span=month,
        year_span=year,
        month_name=text[month.start : month.end],
        ordinal=any(suffix for _, _, suffix in days),
    )


def _iso(match: re.Match[str]) -> WrittenDate:
    return WrittenDate(
        start=match.start(),
        end=match.end(),
        form=DateForm.ISO,
        days=(int(match[3]),),
        month=int(match[2]),
        year=int(match[1]),
        day_spans=(Span(*match.span(3)),),
        month_span=Span(*match.span(2)),
        year_span=Span(*match.span(1)),
        month_name="",
        ordinal=False,
    )


def _start(date: WrittenDate) -> int:
    return date.start


def _mark_start(mark: GuardSpan) -> int:
    return mark.start
