"""Finds days that no calendar has: 31 April 2020, 29 February 1900.

Months are those of the Gregorian calendar. A 29 February of a century year stands in the Julian
calendar, so it is left alone before 1752 and on pages that speak of Old Style dates; so are all
dates before 1583, other calendars, plots of fiction, and sentences about dates that do not exist.
No day is offered in its place: only the source knows it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from rules.contract import (
    ALL_GUARDS,
    Change,
    Class,
    Context,
    ElementKind,
    Example,
    Guard,
    Hit,
    Meta,
    Rule,
    Scope,
    Sentence,
    Severity,
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
)
from rules.facts.date_patterns import GAP_TRIGGER
from rules.facts.dates import (
    MONTH,
    MONTH_NAMES,
    DateForm,
    WrittenDate,
    dates_in,
    month_days,
    stands_in_title,
)
from rules.facts.numbers import counted_noun, numbers_something

NEAR = 300
"""Code points of a sentence, either side, that are read for what it is about."""

FIRST_GREGORIAN_YEAR = 1583
LAST_JULIAN_YEAR = 1752
"""The year in which Britain and its colonies left the Julian calendar."""

ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()
)

TOO_LATE_DAY = re.compile(
    rf"\b(?:[Oo]n|[Ss]ince|[Uu]ntil|[Dd]ated|[Ff]rom)\s(?P<d>3[2-9]|[4-9]\d)\s(?P<m>{MONTH})\s(?:1[5-9]|20)\d\d\b|"
    rf"(?<![\w-])(?P<n>{MONTH})\s(?P<e>3[2-9]|[4-9]\d),\s(?:1[5-9]|20)\d\d\b"
)
"""A day after the 31st, where a word or the comma shows that a date is meant."""

ABOUT_CALENDARS = re.compile(
    r"\b(?:calendars?|Julian|Old Style|O\.\s?S\.|Hijri|Hebrew|Coptic|Ethiopian|Bikram|Saka|"
    r"Republican|Discordian|fiction(?:al|ally)?|in-universe|imaginary|nonexist\w*|non-exist\w*|"
    r"(?:not|never) (?:exist\w*|occur\w*|a real)|no such (?:date|day)|impossible|hoax|joke|"
    r"erroneous\w*|mistaken\w*|incorrectly|invalid|leap|error|typo|bug)\b",
    re.IGNORECASE,
)
"""Words of a sentence that knows what it says of such a day."""

JULIAN_PAGE = re.compile(
    r"Julian calendar|Old Style|\bO\.\s?S\.|\{\{\s*(?:Old ?Style|OldStyle\w*|JULGREG\w*|Julian)",
    re.IGNORECASE,
)
STORY_SECTION = re.compile(
    r"\b(?:plot|synopsis|story(?:line)?|premise|fictional|in-universe|character|lore|setting|"
    r"gameplay|narrative)\b",
    re.IGNORECASE,
)
STORY_BOX = re.compile(r"infobox (?:fictional|character|comics character)", re.IGNORECASE)
ERA_AFTER = re.compile(
    r",?(?:\s\d{1,3})?\s?(?:BCE?|AH|AM|BE|B\.C|A\.H|O\.?S)\b|\s?\((?:O\.?\s?S|Julian)"
)
SWEDISH_LEAP_DAY = (30, 2, 1712)
"""Sweden had a 30 February in 1712, to return to the Julian calendar."""

SOVIET_YEARS = range(1929, 1932)
"""The five-day week of the Soviet Union gave rise to tales of a 30 February."""

MONTH_ONLY = re.compile(r"\b(?:in|during|early|late|mid|of)[\s-]\Z", re.IGNORECASE)
NAME_NEXT = re.compile(r"[ \u00a0][A-Z]")
ON_BEFORE = re.compile(r"\bon\s\Z", re.IGNORECASE)
WORD_NEXT = re.compile(r"\s[A-Za-z]")


def is_story(change: Change) -> bool:
    """Whether a box says that the page is about a character."""
    return any(
        element.kind is ElementKind.TEMPLATE and STORY_BOX.match(element.name)
        for element in change.new.elements
    )


def has_julian_dates(change: Change) -> bool:
    """Whether the page speaks of the Julian calendar or Old Style dates."""
    return JULIAN_PAGE.search(change.new.wikitext) is not None


class NonexistentDate(Rule):
    """31 April 2020: April has 30 days."""

    meta = Meta(
        code="DAT009",
        name="nonexistent-date",
        summary="A day that does not exist (31 April 2020)",
        why="The month has no such day, so the date is wrong, and what hangs on it may be.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        needs=(is_story, has_julian_dates),
        status=Status.STABLE,
        confidence=0.97,
        guards=ALL_GUARDS - {Guard.LINK_TITLE},
        triggers=(
            rf"(?:29|[3-9]\d)(?:st|th)?,?{GAP_TRIGGER}(?:{MONTH})\b",
            rf"(?:{MONTH})\.?{GAP_TRIGGER}.{{0,24}}(?:29|[3-9]\d)",
            r"-(?:02-(?:29|3\d)|\d\d-3[1-9])",
        ),
        examples=(
            Example("The law passed on ⟦31 April 2020⟧."),
            Example("The law passed on ⟦29 February 1900⟧."),
            Example("The law passed on ⟦February 29, 2019⟧, in Rome."),
            Example("The law passed on ⟦June 31⟧, late at night."),
            Example("It ran ⟦28–31 June 1950⟧."),
            Example("It ran from ⟦28 to 30 February 1950⟧ daily."),
            Example("The law passed on ⟦31st November 1950⟧."),
            Example("The law passed on ⟦May 32, 1980⟧."),
            Example("The law passed on ⟦35 May 1980⟧."),
            Example('{| class="wikitable"\n|-\n| ⟦31 Sept. 1950⟧ || Rome\n|}'),
            Example("{{Infobox film\n| released = ⟦31 November 1950⟧\n}}"),
            Example("[[File:A.jpg|thumb|Rome on ⟦31 [[June]] 1950⟧]]"),
            Example("* Last seen: ⟦2019-02-30⟧"),
            Example("The law passed on 30 April 2020.", guard="a real date"),
            Example("The law passed on 29 February 2000.", guard="a leap year"),
            Example("The law passed on February 29.", guard="a year that is not told"),
            Example("He was crowned on 29 February 1300.", guard="before the Gregorian calendar"),
            Example("He sailed on 29 February 1700.", guard="perhaps a Julian date"),
            Example(
                "Tsarist Russia kept the [[Julian calendar]].\n\nHe died on 29 February 1900.",
                guard="a page with Julian dates",
            ),
            Example("He died on 29 February 1900 (O.S.).", guard="a Julian date"),
            Example("{{OldStyleDate|12 March|1900|29 February}}", guard="a template"),
            Example("In his calendar, 31 June 1950 is a holiday.", guard="another calendar"),
            Example("== Plot ==\nOn 31 June 1950 she wakes up.", guard="fiction"),
            Example("The fictional hero was born on 30 February 1950.", guard="fiction"),
            Example("Sweden had a 30 February 1712.", guard="a day Sweden had"),
            Example("The form gave a nonexistent 31 April 2020.", guard="known to be wrong"),
            Example('The stone reads "31 April 2020".', guard="a quotation"),
            Example("''31 June 2020'' is a play.", guard="a title"),
            Example("<ref>Daily News, 31 April 2020</ref>", guard="a reference"),
            Example("The [[31 April Group]] met.", guard="the title of a page"),
            Example("The bout was UFC 31 June 2001.", guard="part of a name"),
            Example("It stood in vol. 31 April 2020.", guard="after a list noun"),
            Example("There were 31 April storms.", guard="a count"),
            Example("The 31 June Street tram runs.", guard="a name"),
            Example("He was 17, aged 31 June 1950.", guard="an age"),
            Example("Few keep February 30.", title="February 30", guard="the page is about it"),
            Example("In June 31 people left.", guard="a month and a count"),
            Example("By June 31 people had left.", guard="a month and a count"),
            Example("The year 31 April 120 BC.", guard="an era"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each date whose day its month does not have."""
        page = _Page(context)
        for start, end, month, year, guard in _impossible(unit, page):
            if guard is None and page.is_story:
                guard = "a page about a character of fiction"
            if guard is not None:
                yield Silenced(start, end, guard)
            else:
                yield Hit(start=start, end=end, message=_message(unit.text[start:end], month, year))


class _Page:
    """What the whole page says of dates, looked up once if at all."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._title_words = context.change.info.title.split()

    @property
    def is_story(self) -> bool:
        return self._context.fact(is_story)

    @property
    def has_julian_dates(self) -> bool:
        return self._context.fact(has_julian_dates)

    def is_about(self, date: WrittenDate) -> bool:
        """Whether the page's title is such a day."""
        return date.month_name in self._title_words and str(date.days[-1]) in self._title_words


Candidate = tuple[int, int, int, int | None, str | None]
"""Start, end, month and year of an impossible date, and the guard that silences it."""


def _impossible(unit: Unit, page: _Page) -> Iterator[Candidate]:
    for date in dates_in(unit.text):
        if date.days[-1] > month_days(date.month, date.year):
            guard = _guard(unit, date, page)
            if guard is None and page.is_about(date):
                guard = "the page is about such a day"
            yield date.start, date.end, date.month, date.year, guard
    for match in TOO_LATE_DAY.finditer(unit.text):
        start = match.start("d") if match["d"] else match.start()
        guard = "a sentence about such dates" if _is_knowing(unit, start) else None
        yield start, match.end(), MONTH_NAMES[match["m"] or match["n"]], None, guard


def _message(written: str, month: int, year: int | None) -> str:
    days = month_days(month, year)
    inside = f" of {year}" if month == 2 and year is not None else ""
    return (
        f"{written} does not exist: {ENGLISH_MONTHS[month - 1]}{inside} has {days} days;"
        " please check the source."
    )


def _guard(unit: Unit, date: WrittenDate, page: _Page) -> str | None:
    text = unit.text
    before = text[max(date.start - 24, 0) : date.start]
    if date.year is not None and date.year < FIRST_GREGORIAN_YEAR:
        return "a year before the Gregorian calendar"
    if ERA_AFTER.match(text, date.end):
        return "another era or calendar"
    if date.year is None:
        if date.form is DateForm.MDY and (
            MONTH_ONLY.search(before)
            or (WORD_NEXT.match(text, date.end) and not ON_BEFORE.search(before))
        ):
            return "a month and a count"
        if date.form is DateForm.DMY and _has_other_sense(text, date, before):
            return "a count or a name"
    elif date.month == 2:
        if (date.days[-1], date.month, date.year) == SWEDISH_LEAP_DAY:
            return "a day that Sweden had"
        if date.days[-1] == 30 and date.year in SOVIET_YEARS:
            return "a tale of the Soviet calendar"
        if date.days[-1] == 29 and _may_be_julian(page, date.year):
            return "perhaps a Julian date"
    if stands_in_title(unit, date):
        return Guard.LINK_TITLE.value
    if date.form is DateForm.DMY and numbers_something(text, date.start):
        return "a number that belongs to the word before"
    if _is_knowing(unit, date.start):
        return "a sentence about such dates, or fiction"
    return None


def _has_other_sense(text: str, date: WrittenDate, before: str) -> bool:
    """Whether a day and a month without a year open a name or count: "31 April storms"."""
    return NAME_NEXT.match(text, date.end) is not None or (
        counted_noun(text, date.end) is not None and not ON_BEFORE.search(before)
    )


def _may_be_julian(page: _Page, year: int) -> bool:
    """Whether a 29 February of that year may be a date of the Julian calendar."""
    return year % 100 == 0 and (year <= LAST_JULIAN_YEAR or page.has_julian_dates)


def _is_knowing(unit: Unit, start: int) -> bool:
    """Whether the sentence or its section tells of calendars or of fiction."""
    document, place = unit.document, unit.start + start
    if unit.block is not None:
        sentences = document.sentences(unit.block)
        index = bisect_right(sentences, place, key=_sentence_start) - 1
        if index >= 0 and place < sentences[index].end:
            near = slice(
                max(sentences[index].start, place - NEAR), min(sentences[index].end, place + NEAR)
            )
            if ABOUT_CALENDARS.search(document.prose.text[near]):
                return True
    section = document.section_at(document.prose.wikitext_span(place, place + 1).start)
    return STORY_SECTION.search(section.title) is not None


def _sentence_start(sentence: Sentence) -> int:
    return sentence.start
