"""Finds days that no calendar has: 31 April 2020, 29 February 1900.

Months are those of the Gregorian calendar. A 29 February of a century year stands in the Julian
calendar, so it is left alone before 1752 and on pages that speak of Old Style dates; so are all
dates before 1583, other calendars, plots of fiction, and sentences about dates that do not exist.
No day is offered in its place: only the source knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    ALL_GUARDS,
    Class,
    Context,
    Element,
    ElementKind,
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
from rules.facts.dates import (
    MONTH,
    MONTH_NAMES,
    DateForm,
    WrittenDate,
    dates_in,
    follows_name,
    month_days,
    stands_in_title,
)
from rules.facts.numbers import LIST_NOUN

FIRST_GREGORIAN_YEAR = 1583
LAST_JULIAN_YEAR = 1752
"""The year in which Britain and its colonies left the Julian calendar."""

ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()
)

TOO_LATE_DAY = re.compile(
    rf"\b(?:on|since|until|dated|from)\s(?P<d>3[2-9]|[4-9]\d)\s(?P<m>{MONTH})\s(?:1[5-9]|20)\d\d\b|"
    rf"(?<![\w-])(?P<n>{MONTH})\s(?P<e>3[2-9]|[4-9]\d),\s(?:1[5-9]|20)\d\d\b",
    re.IGNORECASE,
)
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
ERA_AFTER = re.compile(r",?(?:\s\d{1,3})?\s?(?:BCE?|AH|AM|BE|B\.C|A\.H|O\.?S)\b|\s?\((?:O\.?\s?S|Julian)")
SWEDISH_LEAP_DAY = (30, 2, 1712)
"""Sweden had a 30 February in 1712, to return to the Julian calendar."""

SOVIET_YEARS = range(1929, 1932)
"""The five-day week of the Soviet Union gave rise to tales of a 30 February."""

MONTH_ONLY = re.compile(r"\b(?:in|during|early|late|mid|of)[\s-]\Z", re.IGNORECASE)
WORD_NEXT = re.compile(r"\s[A-Za-z]")


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
        status=Status.STABLE,
        confidence=0.97,
        guards=ALL_GUARDS - {Guard.LINK_TITLE},
        triggers=(
            rf"(?:29|[3-9]\d)(?:st|th)?,?[\s\x{{A0}}\x{{2009}}\x{{202F}}](?:{MONTH})\b",
            rf"(?:{MONTH})\.?[\s\x{{A0}}\x{{2009}}\x{{202F}}].{{0,24}}(?:29|[3-9]\d)",
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
            Example("In June 31 people left.", guard="a month and a count"),
            Example("By June 31 people had left.", guard="a month and a count"),
            Example("The year 31 April 120 BC.", guard="an era"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each date whose day its month does not have."""
        for date in dates_in(unit.text):
            if date.days[-1] <= month_days(date.month, date.year):
                continue
            guard = _guard(unit, date)
            if guard is None:
                yield Hit(
                    start=date.start,
                    end=date.end,
                    message=_message(unit.text[date.start : date.end], date.month, date.year),
                )
            else:
                yield Silenced(date.start, date.end, guard)
        for match in TOO_LATE_DAY.finditer(unit.text):
            start = match.start("d") if match["d"] else match.start()
            name = (match["m"] or match["n"]).title()
            if _is_knowing(unit, start) or unit.text[start:match.end()].isupper():
                yield Silenced(start, match.end(), "a sentence about such dates")
                continue
            message = _message(unit.text[start : match.end()], MONTH_NAMES[name], None)
            yield Hit(start=start, end=match.end(), message=message)


def _message(written: str, month: int, year: int | None) -> str:
    days = month_days(month, year)
    inside = f" of {year}" if month == 2 and year is not None else ""
    return (
        f"{written} does not exist: {ENGLISH_MONTHS[month - 1]}{inside} has {days} days;"
        " please check the source."
    )


def _guard(unit: Unit, date: WrittenDate) -> str | None:
    text = unit.text
    before = text[max(date.start - 24, 0) : date.start]
    if date.year is not None and date.year < FIRST_GREGORIAN_YEAR:
        return "a year before the Gregorian calendar"
    if ERA_AFTER.match(text, date.end):
        return "another era or calendar"
    if date.year is None:
        if date.form is DateForm.MDY and (
            MONTH_ONLY.search(before)
            or (WORD_NEXT.match(text, date.end) and not before.lower().endswith("on "))
        ):
            return "a month and a count"
    elif date.month == 2:
        if (date.days[-1], date.month, date.year) == SWEDISH_LEAP_DAY:
            return "a day that Sweden had"
        if date.days[-1] == 30 and date.year in SOVIET_YEARS:
            return "a tale of the Soviet calendar"
        if date.days[-1] == 29 and date.year % 100 == 0:
            if date.year <= LAST_JULIAN_YEAR or JULIAN_PAGE.search(unit.document.wikitext):
                return "perhaps a Julian date"
    if LIST_NOUN.search(before):
        return "a number after a list noun"
    if stands_in_title(unit, date):
        return Guard.LINK_TITLE.value
    if date.form is DateForm.DMY and follows_name(text, date.start):
        return "part of a name"
    if _is_knowing(unit, date.start):
        return "a sentence about such dates, or fiction"
    return None


def _is_knowing(unit: Unit, start: int) -> bool:
    """Whether the sentence, its section or the page's box tells of calendars or of fiction."""
    document, place = unit.document, unit.start + start
    if unit.block is None:
        return False
    for sentence in document.sentences(unit.block):
        if sentence.start <= place < sentence.end:
            near = document.prose.text[max(sentence.start, place - 300) : place + 300]
            if ABOUT_CALENDARS.search(near[: sentence.end - max(sentence.start, place - 300)]):
                return True
    section = document.section_at(document.prose.wikitext_span(place, place + 1).start)
    if STORY_SECTION.search(section.title):
        return True
    return any(_is_story_box(element) for element in document.elements)


def _is_story_box(element: Element) -> bool:
    return element.kind is ElementKind.TEMPLATE and STORY_BOX.match(element.name) is not None
