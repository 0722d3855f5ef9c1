"""Finds a weekday that a date did not fall on: Monday, 3 May 1950 was a Wednesday.

Weekdays are those of the Gregorian calendar, so that dates before 1924, when the last countries of
Europe had taken it up, are read on pages that name that calendar only. A list of days, a date
without its year, a newspaper called Sun, fiction, and a sentence that tells of calendars or of a
mistake are left alone. The day or the weekday may be the wrong one; only the source knows, so
nothing is offered in its place.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from rules.contract import (
    ALL_GUARDS,
    Class,
    Context,
    Example,
    Guard,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
)
from rules.facts.date_context import may_know_of_odd_dates, states_gregorian
from rules.facts.date_reading import DateReading, date_readings
from rules.facts.dates import MONTH, stands_in_title
from rules.facts.locale_names import ENGLISH
from rules.facts.numbers import numbers_something
from rules.facts.year_reading import Era

EVERYWHERE_GREGORIAN = 1924
"""Greece changed in 1923, the last country of Europe."""

FIRST_GREGORIAN = 1583

WEEKDAY = ENGLISH.weekday_pattern
OTHER_WEEKDAY_BEFORE = re.compile(
    rf"(?:{WEEKDAY})(?:s|\.)?(?:\s?[–—/&-]\s?|,?\s(?:and|or|to|through|until|into)\s|,\s)\Z"
)
"""Two weekdays share the days that follow: "Saturday and Sunday, 6 and 7 May"."""

RANGE_BEFORE = re.compile(rf"\d(?:st|nd|rd|th)?(?:\s(?:{MONTH})\.?)?\s?[–—/-]\s?\Z")
"""Of "3–Friday 5 May" only the last day is known for sure."""

PAPER = re.compile(r"[A-Z][\w’'.]*\s\Z|\b[Tt]he\s\Z|['’]\s?\Z")
"""A word before "Sun" that makes it a newspaper or the star."""

COUNTED_BEFORE = re.compile(
    r"\b(?:every|each|first|second|third|fourth|last|next|previous|following)\s\Z", re.IGNORECASE
)
"""A weekday that is counted: "the next Monday, 3 May", "every Friday, 3 May onwards"."""

NAME_BEFORE = re.compile(
    r"\b(?!(?:On|In|At|By|From|Since|Until|Till|To|The|Born|Died|Released|Opened|Before|After|This|"
    rf"That|Early|Late|(?:{MONTH})|(?:{WEEKDAY}))\b)[A-Z][\w’'-]*\s\Z"
)
"""Black Friday, Easter Monday, Ruby Tuesday: a name that ends in a weekday need not be one."""


class WeekdayMismatch(Rule):
    """Monday, 3 May 1950: that day was a Wednesday."""

    meta = Meta(
        code="DAT010",
        name="weekday-mismatch",
        summary="A weekday that the date did not fall on",
        why="The weekday or the day is wrong, and what hangs on the date may be.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.95,
        needs=(date_readings, states_gregorian),
        guards=ALL_GUARDS - {Guard.LINK_TITLE},
        triggers=(rf"\b(?:{WEEKDAY})\b.{{0,24}}\d", rf"\d.{{0,12}}\b(?:{WEEKDAY})\b"),
        examples=(
            Example("It opened on ⟦Monday, 3 May 1950⟧."),
            Example("It opened on ⟦Monday 3 May 1950⟧."),
            Example("It opened on ⟦Monday, May 3, 1950⟧, in Rome."),
            Example("It opened on ⟦Monday the 3rd of May 1950⟧."),
            Example("It opened on ⟦3 May 1950 (Monday)⟧."),
            Example("It opened on ⟦May 3, 1950, a Monday⟧."),
            Example("* ⟦Mon. 3 May 1950⟧: the opening"),
            Example("It opened ⟦3 May 1950 (a Monday)⟧."),
            Example("* ⟦Thurs., 2 May 1950⟧: the opening"),
            Example("* ⟦Tues, 3 May 1950⟧: the opening"),
            Example("It opened on ⟦Monday, 1950-05-03⟧."),
            Example("{{Infobox film\n| released = ⟦Monday, 3 May 1950⟧\n}}"),
            Example('{| class="wikitable"\n|-\n| ⟦Mon, 3 May 1950⟧ || Rome\n|}'),
            Example("[[File:A.jpg|thumb|Rome on ⟦[[Monday]], 3 May 1950⟧]]"),
            Example("It opened on ⟦Monday,&nbsp;3&nbsp;May 1950⟧."),
            Example("It ran from ⟦Friday, 3 May 1950⟧ to ⟦Sunday, 5 May 1950⟧."),
            Example("It ran on ⟦Friday, 3–5 May 1950⟧."),
            Example("It ran until ⟦Monday 3 May 1950⟧."),
            Example("It failed on ⟦Friday, 29 October 1929⟧."),
            Example("All dates are Gregorian.\n\nIt began on ⟦Monday, 3 May 1850⟧."),
            Example("It opened on Wednesday, 3 May 1950.", guard="the right weekday"),
            Example("It opened on Wednesday, 3 May.", guard="no year"),
            Example("It opened on Monday, 3 May 1850.", guard="before 1924"),
            Example("It opened on Monday, 31 April 1950.", guard="a day that does not exist"),
            Example("It ran on Tuesday and Wednesday, 2 and 3 May 1950.", guard="two weekdays"),
            Example("It ran Monday–Wednesday, 1–3 May 1950.", guard="two weekdays"),
            Example("It ran 1–Wednesday 3 May 1950.", guard="the right weekday"),
            Example("The Vancouver Sun, 3 May 1950, had it.", guard="a newspaper"),
            Example("It ran every Monday, 3 May 1950 the first.", guard="a counted weekday"),
            Example("On 3 May 1950, a Sunday paper wrote so.", guard="no weekday of the date"),
            Example("On 3 May 1950 (Sun) it was in print.", guard="a newspaper"),
            Example("The first Monday after 3 May 1950 was free.", guard="counted from the date"),
            Example("Joe Friday, 3 May 1950, was his first part.", guard="a surname"),
            Example("On Bloody Monday, 3 May 1950, it fell.", guard="the name of a day"),
            Example("== Plot ==\nOn Monday, 3 May 1950 she wakes up.", guard="fiction"),
            Example("The stone wrongly has Monday, 3 May 1950.", guard="known to be wrong"),
            Example('It reads "Monday, 3 May 1950".', guard="a quotation"),
            Example("''Monday, 3 May 1950'' is a play.", guard="a title"),
            Example("<ref>Daily News, Monday, 3 May 1950</ref>", guard="a reference"),
            Example("They moved it from Monday to 3 May 1950.", guard="two days"),
            Example("It fell on a Monday. 3 May 1950 came.", guard="the end of a sentence"),
            Example("In 5 BC, on Monday, 3 May 1950 BC.", guard="an era"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each date beside a weekday it did not fall on."""
        for date in context.fact(date_readings).of(unit):
            day = _day(date)
            if day is None or date.weekday is None or date.weekday_span is None:
                continue
            if day.weekday() == date.weekday:
                continue
            start = min(date.start, date.weekday_span.start)
            end = max(date.end, date.weekday_span.end)
            if unit.text[end : end + 1] == ")" and "(" in unit.text[date.end : end]:
                end += 1
            guard = _guard(unit, context, date, day, start)
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            yield Hit(start=start, end=end, message=_message(day, date.weekday))


def _day(date: DateReading) -> datetime.date | None:
    """The day that the weekday belongs to, if a calendar has it."""
    if date.written is None or date.year is None or date.month is None:
        return None
    try:
        return datetime.date(date.year, date.month, date.days[0])
    except ValueError:
        return None


def _message(day: datetime.date, claimed: int) -> str:
    names = ENGLISH.weekday_names
    shift = (claimed - day.weekday()) % 7
    near = sorted(
        (day + datetime.timedelta(days=shift), day + datetime.timedelta(days=shift - 7)),
    )
    shown = " and ".join(_shown(item) for item in near)
    return (
        f"{_shown(day)} {day.year} was a {names[day.weekday()]}, not a {names[claimed]} (the"
        f" nearest of which are {shown}); please check the source."
    )


def _shown(day: datetime.date) -> str:
    return f"{day.day} {ENGLISH.month_names[day.month - 1]}"


def _guard(
    unit: Unit, context: Context, date: DateReading, day: datetime.date, start: int
) -> str | None:
    text, span = unit.text, date.weekday_span
    assert span is not None
    if date.era in (Era.BC, Era.BCE):
        return "before the common era"
    if day.year < EVERYWHERE_GREGORIAN and not (
        day.year >= FIRST_GREGORIAN and context.fact(states_gregorian)
    ):
        return "before 1924, perhaps a Julian date"
    before = text[max(span.start - 28, 0) : span.start]
    if OTHER_WEEKDAY_BEFORE.search(before):
        return "two weekdays for several days"
    if RANGE_BEFORE.search(before) and len(date.days) > 1:
        return "a range of days"
    if text[span.start : span.end] == "Sun" and (PAPER.search(before) or span.start > date.start):
        return "a newspaper"
    if COUNTED_BEFORE.search(before):
        return "a weekday that is counted"
    if NAME_BEFORE.search(before):
        return "a name that ends in a weekday"
    if span.end <= date.start and ". " in text[span.end : date.start] and span.end - span.start > 5:
        return "the end of a sentence"
    if date.written is not None and stands_in_title(unit, date.written):
        return Guard.LINK_TITLE.value
    if start == date.start and numbers_something(text, start):
        return "a number that belongs to the word before"
    if may_know_of_odd_dates(unit, start):
        return "a sentence about calendars or mistakes, or fiction"
    return None
