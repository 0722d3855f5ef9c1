"""The calendar dates written in a text, with the place of each part.

A date is found from its month name, the day to the left or to the right of it. The names come
from one table, so that another language needs another table only.
"""

from __future__ import annotations

import calendar
import enum
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from rules.contract import Document, Guard, GuardSpan, Span, Unit


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


MONTH_NAMES: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("January", "Jan"),
            ("February", "Feb"),
            ("March", "Mar"),
            ("April", "Apr"),
            ("May",),
            ("June", "Jun"),
            ("July", "Jul"),
            ("August", "Aug"),
            ("September", "Sept", "Sep"),
            ("October", "Oct"),
            ("November", "Nov"),
            ("December", "Dec"),
        ),
        start=1,
    )
    for name in names
}
"""Month names and abbreviations as written, and the number of the month, 1–12."""

MONTH = "|".join(sorted(MONTH_NAMES, key=len, reverse=True))
"""An alternation of all month names for a regular expression, longest first."""

SPACE = "[ \n\u00a0\u2009\u202f]"
ORDINAL = "(?:st|nd|rd|th)"
DAY = rf"\d{{1,2}}{ORDINAL}?"
JOINER = rf"(?:{SPACE}?[–—‒-]{SPACE}?|,?{SPACE}(?:and|or|to|through|until|&){SPACE}|,{SPACE})"

MONTH_WORD = re.compile(rf"(?<![\w-])(?:{MONTH})\b")
DAYS_BEFORE = re.compile(
    rf"(?<![\w.,:/#№§+$£€₹¥°])(?<!\d-)({DAY}(?:{JOINER}{DAY}){{0,3}}){SPACE}{{1,2}}"
    rf"(?:(?<={ORDINAL}{SPACE})of{SPACE})?\Z"
)
"""Not part of a time, a decimal, an amount or a numeric date."""

DAYS_AFTER = re.compile(
    rf"\.?{SPACE}{{1,2}}({DAY}(?!\w)(?:{JOINER}{DAY}(?!\w)){{0,3}})"
    r"(?![.:/]\d|,\d(?!\d{3}(?!\d))|[%°/]|-\w)"
)
"""Not an amount (May 12,000), a decimal or a compound; "May 5,1950" only lacks a space."""

YEAR_AFTER = re.compile(
    rf"(\.?(?:,{SPACE}?|{SPACE}{{1,2}}))([12]\d{{3}})(?!\w|,\d{{3}}(?!\d)|[.:]\d)"
)
YEAR_BEFORE = re.compile(rf"(?<![\w.,/-])([12]\d{{3}}){SPACE}\Z")
MORE_DIGITS = re.compile(rf",?{SPACE}\d{{1,2}}(?!\d)")
ONE_DAY = re.compile(rf"(\d{{1,2}})({ORDINAL}?)")
DATE_CUE = re.compile(r"\b(?:on|since|until|till|from|by|dated|before|after)\s\Z", re.IGNORECASE)
MONTH_NEXT = re.compile(rf"\.?{SPACE}{{1,2}}(?:{MONTH})\b")
LOOSE_JOINER = re.compile(r"[a-z&]")
COUNTED_NEXT = re.compile(
    rf"{SPACE}(?!(?:in|at|of|on|by|for|from|to|with|and|or|as|when|while|after|before|during|is|was"
    r"|were|are|the|a|an|they|he|she|it|we|his|her|its|their|this|that|there|had|have|has)\b)"
    r"[a-z]"
)
ISO_DATE = re.compile(r"(?<![\w/.+-])([12]\d{3})-(0[1-9]|1[0-2])-([0-3]\d)(?![\w/-]|\.\d)")

LONGEST_TITLE = 256
"""A page's title has at most 255 bytes."""


def dates_in(text: str) -> list[WrittenDate]:
    """The dates with a day and a month in a text, in order; a month and year alone is none."""
    found = list(_worded(text))
    found += [_iso(match) for match in ISO_DATE.finditer(text) if int(match[3])]
    found.sort(key=_start)
    return found


def month_days(month: int, year: int | None) -> int:
    """How many days a Gregorian month has; without a year, at most."""
    return calendar.monthrange(2000 if year is None else year, month)[1]


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


def _worded(text: str) -> Iterator[WrittenDate]:
    taken = 0
    for match in MONTH_WORD.finditer(text):
        if match.start() < taken:
            continue
        date = _around(text, match, taken)
        if date is not None:
            yield date
            taken = date.end


def _around(text: str, match: re.Match[str], taken: int) -> WrittenDate | None:
    month = Span(*match.span())
    floor = max(taken, month.start - 48)
    left = DAYS_BEFORE.search(text[floor : month.start])
    right = DAYS_AFTER.match(text, month.end)
    # A slice hides what stands before it from the look-behind.
    if left is not None and left.start() == 0 and floor > taken:
        left = None
    if left is not None:
        year = YEAR_AFTER.match(text, month.end)
        if year is None and MORE_DIGITS.match(text, month.end):
            # "2 June 07", "Apollo 11 July 20": which number is the day?
            before = text[max(floor + left.start() - 12, 0) : floor + left.start()]
            if not DATE_CUE.search(before):
                return None
        return _date(text, DateForm.DMY, _days(left[1], floor + left.start(1), True), month, year)
    if right is None:
        return None
    days = _days(_without_tail(text, right), right.start(1), False)
    if not days:
        return None
    year = YEAR_AFTER.match(text, days[-1][1].end + days[-1][2])
    form = DateForm.MDY
    if year is None:
        year = YEAR_BEFORE.search(text[max(month.start - 8, 0) : month.start])
        if year is not None:
            at = month.start - min(month.start, 8)
            span = Span(at + year.start(1), at + year.end(1))
            return _built(text, DateForm.YMD, days, month, span)
    return _date(text, form, days, month, year)


Day = tuple[int, Span, int]
"""A day, the span of its digits, and the length of its suffix."""


def _days(written: str, offset: int, last_counts: bool) -> list[Day]:
    """The days of a list, if they ascend; else the one that touches the month."""
    days = [
        (int(m[1]), Span(offset + m.start(1), offset + m.end(1)), len(m[2]))
        for m in ONE_DAY.finditer(written)
    ]
    numbers = [day for day, _, _ in days]
    if numbers != sorted(set(numbers)) or not 1 <= numbers[0] <= 31:
        days = days[-1:] if last_counts else days[:1]
    return days if all(1 <= day <= 31 for day, _, _ in days) else []


def _without_tail(text: str, right: re.Match[str]) -> str:
    """The days after a month, without a number that belongs to what follows.

    "May 3 to 5 June" has one day here, and so has "May 3 and 4 people".
    """
    written = right[1]
    days = list(ONE_DAY.finditer(written))
    if len(days) > 1:
        joined = written[days[-2].end() : days[-1].start()]
        year = YEAR_AFTER.match(text, right.end(1))
        if year is None and joined.startswith(",") and not LOOSE_JOINER.search(joined):
            return written[: days[0].end()]
        if MONTH_NEXT.match(text, right.end(1)) or (
            year is None and LOOSE_JOINER.search(joined) and COUNTED_NEXT.match(text, right.end(1))
        ):
            return written[: days[-2].end() if year else days[0].end()]
    return written


def _date(
    text: str, form: DateForm, days: list[Day], month: Span, year: re.Match[str] | None
) -> WrittenDate | None:
    if not days:
        return None
    return _built(text, form, days, month, None if year is None else Span(*year.span(2)))


def _built(
    text: str, form: DateForm, days: list[Day], month: Span, year: Span | None
) -> WrittenDate:
    ends = [month, *([year] if year else ())]
    ends += [Span(span.start, span.end + suffix) for _, span, suffix in days]
    name = text[month.start : month.end]
    return WrittenDate(
        start=min(span.start for span in ends),
        end=max(span.end for span in ends),
        form=form,
        days=tuple(day for day, _, _ in days),
        month=MONTH_NAMES[name],
        year=None if year is None else int(text[year.start : year.end]),
        day_spans=tuple(span for _, span, _ in days),
        month_span=month,
        year_span=year,
        month_name=name,
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
