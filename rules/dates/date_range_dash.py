"""Finds ranges of dates with a hyphen or an em dash, or with wrong spaces: 5-7 May.

Days of one month, months, and years to the present are joined by an en dash without spaces; dates
with spaces of their own by one with spaces. It leaves alone ISO dates, scores, codes and laws
(Act 1994-95), names, years that may be a month (2002-03), quotations and titles. Ranges of two
full years are another rule's.
"""

from __future__ import annotations

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
from rules.facts.dashed_dates import dashed_dates
from rules.facts.date_forms import is_in_source_list
from rules.facts.date_patterns import GAP_TRIGGER
from rules.facts.dates import LONGEST_TITLE, MONTH, marks_near
from rules.facts.numbers import numbers_something

SHORT_NUMBER = re.compile(r"\d{1,2}(?!\d)")
"""Only these may be what the word before numbers; a year is a year after any name."""


class DateRangeDash(Rule):
    """5-7 May → 5–7 May."""

    meta = Meta(
        code="DAT014",
        name="date-range-dash",
        summary="A range of dates with the wrong dash or spaces (5-7 May)",
        why="An en dash shows a range; its spaces show how far each end reaches.",
        source=Source.enwiki("MOS:DATERANGE"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.96,
        guards=ALL_GUARDS - {Guard.LINK_TITLE},
        triggers=(
            rf"\d(?:st|nd|rd|th)?[\s\x{{A0}}]{{0,3}}(?:--|[-–—‒−])[\s\x{{A0}}]{{0,3}}\d{{1,2}}"
            rf"(?:st|nd|rd|th)?{GAP_TRIGGER}(?:{MONTH})\b",
            rf"(?:{MONTH})\.?{GAP_TRIGGER}\d{{1,2}}(?:st|nd|rd|th)?[\s\x{{A0}}]{{0,3}}"
            r"(?:--|[-–—‒−])[\s\x{A0}]{0,3}\d",
            rf"{GAP_TRIGGER}(?:{MONTH})\.?[\s\x{{A0}}]{{0,3}}(?:--|[-–—‒−])[\s\x{{A0}}]{{0,3}}\d",
            rf"[-–—‒−][\s\x{{A0}}]{{0,3}}(?:{MONTH})\b",
            r"\b[12]\d\d\d[\s\x{A0}]{0,3}(?:--|[-–—‒−])[\s\x{A0}]{0,3}[12]\d\d\d\b",
            r"\d[\s\x{A0}]{0,3}(?:--|[-–—‒−])[\s\x{A0}]{0,3}[Pp]resent\b",
            r"\b(?:1[5-9]|20)\d\d[\s\x{A0}]{0,3}(?:--|[-—‒−])[\s\x{A0}]{0,3}\d\d\b",
            r"[apAP]\.?[mM]\b\.?[\s\x{A0}]{0,3}(?:--|[-–—‒−])[\s\x{A0}]{0,3}\d",
        ),
        examples=(
            Example("It ran ⟦5-7 May⟧ there.", fix="5–7 May"),
            Example("It ran ⟦5 - 7 May 1950⟧.", fix="5–7 May 1950"),
            Example("It ran ⟦May 5   -7, 1950⟧, in Rome.", fix="May 5–7, 1950"),
            Example("It ran ⟦5-7   May⟧ there.", fix="5–7 May"),
            Example("It ran ⟦May  2010-June  2011⟧.", fix="May 2010 – June 2011"),
            Example("It ran ⟦5 – 7 May 1950⟧.", fix="5–7 May 1950"),
            Example("It ran ⟦5—7 May 1950⟧.", fix="5–7 May 1950"),
            Example("It ran ⟦May 5-7, 1950⟧, in Rome.", fix="May 5–7, 1950"),
            Example("It ran ⟦May 5-7 1950⟧.", fix="May 5–7, 1950"),
            Example("It ran ⟦3 May 2010–4 June 2011⟧.", fix="3 May 2010 – 4 June 2011"),
            Example("It ran ⟦3 May-4 June 2011⟧.", fix="3 May – 4 June 2011"),
            Example("It ran ⟦3 May - 4 June⟧.", fix="3 May – 4 June"),
            Example("It ran ⟦May 3, 2010—June 4, 2011⟧.", fix="May 3, 2010 – June 4, 2011"),
            Example("It ran ⟦3 May-17 May 2009⟧.", fix="3–17 May 2009"),
            Example("It ran ⟦3 May – 17 May 2009⟧.", fix="3–17 May 2009"),
            Example("It ran ⟦May 3 – May 17, 2009⟧.", fix="May 3–17, 2009"),
            Example("It ran ⟦May-June⟧ 2010.", fix="May–June"),
            Example("It ran ⟦May 2010-June 2011⟧.", fix="May 2010 – June 2011"),
            Example("Lee (⟦16 May 1872-1940⟧) was chair.", fix="16 May 1872 – 1940"),
            Example("Lee (⟦May 16, 1872 - 1940⟧) was chair.", fix="May 16, 1872 – 1940"),
            Example("Lee (⟦2002-present⟧) is chair.", fix="2002–present"),
            Example("Lee (⟦2002 – present⟧) is chair.", fix="2002–present"),
            Example("Lee (⟦May 2002–present⟧) is chair.", fix="May 2002 – present"),
            Example("Lee (⟦1991-93⟧) was chair.", fix="1991–93"),
            Example("In ⟦1990-91⟧ it grew.", fix="1990–91"),
            Example("He spent ⟦1848-52⟧ in Rome.", fix="1848–52"),
            Example("{{Infobox person\n| serves = ⟦1836-40⟧ (Texas)\n}}", fix="1836–40"),
            Example("It opens by ⟦11-14 May 2017⟧.", fix="11–14 May 2017"),
            Example("They won by 3-4 May was wet.", guard="a score"),
            Example("The ⟦2010-11⟧ season was long.", fix="2010–11"),
            Example("The ⟦1999-00⟧ season was long.", fix="1999–00"),
            Example("It ran ⟦9 am-5 pm⟧ daily.", fix="9 am – 5 pm"),
            Example("It ran ⟦5&nbsp;–&nbsp;7 May⟧ there."),
            Example("(⟦5 May 1946–4 June 1991⟧)", fix="5 May 1946 – 4 June 1991"),
            Example("{|\n|-\n| ⟦5-7 May⟧ || Rome\n|}", fix="5–7 May"),
            Example("{{Infobox event\n| date = ⟦5-7 May 1950⟧\n}}", fix="5–7 May 1950"),
            Example("* '''⟦5-7 May⟧''': the first game", fix="5–7 May"),
            Example("[[File:A.jpg|thumb|Rome, ⟦5-7 May 1950⟧]]", fix="5–7 May 1950"),
            Example("It ran ⟦5&#45;7 May⟧.", fix="5–7 May"),
            Example("It ran ⟦5&mdash;7 May⟧.", fix="5–7 May"),
            Example("It ran 5–7 May and May–June 2010.", guard="the right dash"),
            Example("It ran 3 May 2010 – 4 June 2011.", guard="the right dash"),
            Example("It ran 3 May&nbsp;– 4 June 2011.", guard="the right dash"),
            Example("It ran 3 May{{snd}}4 June 2011.", guard="a template"),
            Example("Lee (2002–present) is chair.", guard="the right dash"),
            Example("The file is dated 1950-05-03.", guard="an ISO date"),
            Example("He was born c. May 1950, or 1950-05.", guard="an ISO month"),
            Example("It ran 5th-7th May.", guard="a suffix is the first fault"),
            Example("The ⟦May 3, 1950-June 4, 1951⟧ tour.", fix="May 3, 1950 – June 4, 1951"),
            Example("The EU ⟦1990-present⟧ is told.", fix="1990–present"),
            Example("They won 2-3 May 2010 in Rome.", guard="a score"),
            Example("The May 2-4-0 engine ran.", guard="a code"),
            Example("From 1904 – 11 May 1956 it stood.", guard="a year before a day"),
            Example("On May 17 - 13,009 dogs ran.", guard="a count"),
            Example("Ella April-May Lee sang.", guard="a name"),
            Example("See Act 1994-95 for it.", guard="a law"),
            Example("Resolution 1973-75 was passed.", guard="a code"),
            Example("In 2002-03 it grew.", guard="perhaps a month"),
            Example("It is present-day Rome, 1950-present-day.", guard="another word"),
            Example("''5-7 May'' is a film.", guard="a title"),
            Example('The stone reads "5-7 May".', guard="a quotation"),
            Example("<ref>Daily News, 5-7 May 1950</ref>", guard="a reference"),
            Example("{{cite web|title=A|date=5-7 May 1950}}", guard="a template parameter"),
            Example("The [[1991-92 Serie A]] began.", guard="the title of a page"),
            Example("== Sources ==\n* Lee, Ann, 5-7 May 1950.", guard="a list of sources"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each range with a wrong dash."""
        for item in dashed_dates(unit.text):
            guard = item.guard or _guard(unit, item.start, item.end)
            if guard is not None:
                yield Silenced(item.start, item.end, guard)
                continue
            yield Hit(
                start=item.start,
                end=item.end,
                message=f"Ranges of dates are joined by an en dash; write {item.mended}.",
                suggestions=(item.mended,),
            )


def _guard(unit: Unit, start: int, end: int) -> str | None:
    if SHORT_NUMBER.match(unit.text, start) and numbers_something(unit.text, start):
        return "a number that belongs to the word before"
    place = unit.start + start
    written = unit.document.prose.wikitext_span(place, unit.start + end)
    if "{{" in unit.document.wikitext[written.start : written.end]:
        return "a dash from a template"
    for mark in marks_near(unit.document, place - LONGEST_TITLE, unit.start + end):
        if mark.kind is Guard.LINK_TITLE and mark.end > place:
            return Guard.LINK_TITLE.value
    if is_in_source_list(unit.document, place):
        return "a list of sources"
    return None
