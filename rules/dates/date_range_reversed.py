"""Finds ranges of days that end before they begin: 12 June – 3 May 1950, May 12–3, 1950.

Only ranges with one year are read; with two years, and with years alone, they are another rule's.
A range that may run across the end of the year (December – January 1950), a score, a clock time
and a year before our era are left alone. Nothing is offered: the days may be swapped, or a month
wrong.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import msgspec

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
from rules.facts.date_context import may_know_of_odd_dates
from rules.facts.date_patterns import GAP, SPACE
from rules.facts.date_reading import DatePrecision, date_readings, ranges_read
from rules.facts.dates import MONTH, MONTH_NAMES, DateForm, marks_near
from rules.facts.number_roles import SCORE_WORDS
from rules.facts.numbers import numbers_something
from rules.facts.year_reading import Era

DASH = rf"{SPACE}{{0,3}}[–—‒-]{SPACE}{{0,3}}"
TO = rf"(?:{DASH}|{GAP}(?:to|until|till|through){GAP})"
DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
ERA_NEXT = r"(?!\w|[,.]\d|[ \u00a0]?(?:BCE?|B\.C)\b)"
DAYS_OF_MONTH = re.compile(
    rf"(?<![\w.,:/#№$£€₹+–—-])(?<!\d[–—-]{SPACE}){DAY}{TO}{DAY}{GAP}({MONTH})\.?,?{GAP}"
    rf"([12]\d{{3}}){ERA_NEXT}"
)
MONTH_DAYS = re.compile(rf"(?<![\w-])({MONTH})\.?{GAP}{DAY}{TO}{DAY},?{GAP}([12]\d{{3}}){ERA_NEXT}")
"""The first day and the last of one month, whose year is written."""

LONGEST_SLIP = 62
"""Days back, at most; what ends further back in the year may well end in the next one."""

SCORE_REACH = 40
SCORES = SCORE_WORDS - set("a by home away record set sets lead led".split())
FROM = re.compile(r"\b(?:from|between|on|during|held|ran)\s\Z", re.IGNORECASE)
ERA_NEAR = re.compile(r"\bB\.?C\.?E?\b|\b(?:fiction|countdown|backwards?|reverse)", re.IGNORECASE)


class DateRangeReversed(Rule):
    """12 June – 3 May 1950."""

    meta = Meta(
        code="DAT015",
        name="date-range-reversed",
        summary="A range of days that ends before it begins (12 June – 3 May 1950)",
        why="A time cannot end before it begins, so one of the two days is wrong.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.93,
        needs=(date_readings,),
        guards=ALL_GUARDS - {Guard.LINK_TITLE},
        triggers=(
            r"\d(?:st|nd|rd|th)?.{0,14}(?:[–—‒-]|\b(?:to|until|till|through|and)\b).{0,24}\d.{0,24}[12]\d\d\d",
        ),
        examples=(
            Example("It ran ⟦12 June – 3 May 1950⟧ in Rome."),
            Example("It ran from ⟦12 June to 3 May 1950⟧ in Rome."),
            Example("It ran ⟦June 12 – May 3, 1950⟧, in Rome."),
            Example("It ran from ⟦June 12 until May 3, 1950⟧."),
            Example("It ran ⟦12–3 May 1950⟧ in Rome."),
            Example("It ran ⟦12-3 May 1950⟧ in Rome."),
            Example("It ran ⟦May 12–3, 1950⟧."),
            Example("It ran from ⟦12 to 3 May 1950⟧."),
            Example("It ran between ⟦12 June and 3 May 1950⟧."),
            Example("It ran from ⟦12 May to 3 May 1950⟧."),
            Example('{| class="wikitable"\n|-\n| ⟦25–21 March 2010⟧ || Rome\n|}'),
            Example("{{Infobox event\n| date = ⟦12 June – 3 May 1950⟧\n}}"),
            Example("[[File:A.jpg|thumb|Rome, ⟦12 [[June]] – 3 May 1950⟧]]"),
            Example("It ran ⟦12&nbsp;June&nbsp;&ndash; 3&nbsp;May 1950⟧."),
            Example("It ran from Monday, ⟦12 June to Friday, 3 May 1950⟧."),
            Example("It ran 3 May – 12 June 1950.", guard="in order"),
            Example("It ran 3–12 May 1950.", guard="in order"),
            Example("It ran 12 December – 3 January 1950.", guard="across the year's end"),
            Example("It ran 12 September – 3 April 1950.", guard="across the year's end"),
            Example("It ran from 12 June to 3 May.", guard="no year"),
            Example("It ran 12 June 1950 – 3 May 1951.", guard="two years"),
            Example("It ran 12 June 1951 – 3 May 1950.", guard="two years, another rule's"),
            Example("They won 12–3 May 5, 1950.", guard="a score before a date"),
            Example("They lost 12–3 May 1950.", guard="a score before a date"),
            Example("See no. 12–3 May 1950.", guard="after a list noun"),
            Example("It stood 12 June – 3 May 50 BC.", guard="an era"),
            Example("The years 12 June – 3 May 1950 BC.", guard="an era"),
            Example('It reads "12 June – 3 May 1950".', guard="a quotation"),
            Example("''12 June – 3 May 1950'' is a play.", guard="a title"),
            Example("<ref>News, 12–3 May 1950</ref>", guard="a reference"),
            Example("== Plot ==\nHe travels back from 12 June to 3 May 1950.", guard="fiction"),
            Example("On 12 and 3 May 1950 it rained.", guard="a list"),
            Example("It opened at 12–3 and closed on 3 May 1950.", guard="hours"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each range of days that ends before it begins."""
        for found in sorted(_reversed(unit, context), key=_place):
            guard = _guard(unit, found)
            if guard is not None:
                yield Silenced(found.start, found.end, guard)
                continue
            days = "a day" if found.days_back == 1 else f"{found.days_back} days"
            shown = unit.text[found.start : found.end]
            yield Hit(
                start=found.start,
                end=found.end,
                message=f"{shown} ends {days} before it begins; please check the source.",
            )


class _Reversed(msgspec.Struct, frozen=True):
    """A range whose last day comes before its first, and by how many days."""

    start: int
    end: int
    days_back: int


def _reversed(unit: Unit, context: Context) -> Iterator[_Reversed]:
    text = unit.text
    dates = context.fact(date_readings).of(unit)
    for item in ranges_read(text, dates):
        first, last = item.first, item.last
        if (
            first.precision is not DatePrecision.DAY
            or last.precision is not DatePrecision.DAY
            or first.month is None
            or last.month is None
            or {first.form, last.form} & {DateForm.ISO, DateForm.YMD}
            or (first.year is None) is (last.year is None)
        ):
            continue
        if first.era is not Era.NONE or last.era is not Era.NONE:
            continue
        year = first.year or last.year
        assert year is not None
        # "June 12, 1950 – May 3" may end a year later; in one month it cannot.
        if first.year is not None and first.month != last.month:
            continue
        back = _days_back(year, first.month, first.days[0], last.month, last.days[-1])
        if back > 0:
            yield _Reversed(item.start, item.end, back)
    for match in DAYS_OF_MONTH.finditer(text):
        back = int(match[1]) - int(match[2])
        if back > 0 and MONTH_NAMES[match[3]] and int(match[1]) <= 31 and int(match[2]):
            yield _Reversed(match.start(), match.end(), back)
    for match in MONTH_DAYS.finditer(text):
        back = int(match[2]) - int(match[3])
        if back > 0 and int(match[2]) <= 31 and int(match[3]):
            yield _Reversed(match.start(), match.end(), back)


def _days_back(year: int, month: int, day: int, last_month: int, last_day: int) -> int:
    """How many days the second day lies before the first of the same year; 0 for no such day."""
    try:
        first = datetime.date(year, month, day)
        return (first - datetime.date(year, last_month, last_day)).days
    except ValueError:
        return 0


def _guard(unit: Unit, found: _Reversed) -> str | None:
    text = unit.text
    if found.days_back > LONGEST_SLIP:
        return "perhaps across the end of the year"
    before = text[max(found.start - SCORE_REACH, 0) : found.start]
    if text[found.start].isdigit() and FROM.search(before) is None:
        if not SCORES.isdisjoint(before.lower().split()):
            return "a score, perhaps"
        if numbers_something(text, found.start):
            return "a number that belongs to the word before"
    if ERA_NEAR.search(text[max(found.start - 60, 0) : found.end + 24]):
        return "years counted backwards"
    start, end = unit.start + found.start, unit.start + found.end
    for mark in marks_near(unit.document, start - 256, end):
        if (
            mark.kind is Guard.LINK_TITLE
            and mark.start < end
            and start < mark.end
            and (mark.start < start or mark.end > end)
        ):
            return Guard.LINK_TITLE.value
    if may_know_of_odd_dates(unit, found.start):
        return "a sentence about calendars or mistakes, or fiction"
    return None


def _place(found: _Reversed) -> tuple[int, int]:
    return found.start, found.end
