"""Finds a day of the month with a leading zero beside a month name: 03 May 1950, May 03.

The whole date is marked and offered as the guideline writes it; a hyphen in a range of days and a
comma that is missing or misplaced are mended with it. ISO dates, times, codes, years written with
two digits ("in June 07") and numbers that belong to a name are left alone.
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
from rules.facts.date_patterns import GAP_TRIGGER
from rules.facts.dates import (
    MONTH,
    DateForm,
    WrittenDate,
    dates_in,
    stands_in_title,
)
from rules.facts.numbers import numbers_something

SHORT_YEAR_BEFORE = re.compile(
    r"\b(?:in|during|of|early|late|mid|for|model|summer|spring|fall|autumn|winter)[\s-]\Z",
    re.IGNORECASE,
)
"""Before a month these make two digits after it a year: "in June 07"."""

TIME_BEFORE = re.compile(r"\bat\s\Z", re.IGNORECASE)
HYPHEN = re.compile(r"(?<=\d)\s?[-‒—]\s?(?=\d)")


class LeadingZeroDay(Rule):
    """03 May 1950 → 3 May 1950."""

    meta = Meta(
        code="DAT001",
        name="leading-zero-day",
        summary="A day of the month with a leading zero (03 May 1950)",
        why="English dates with the month in words have no leading zero.",
        source=Source.enwiki("MOS:BADDATE"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.97,
        # The name of a linked day or month is no one's title; a longer title is looked at below.
        guards=ALL_GUARDS - {Guard.LINK_TITLE},
        triggers=(
            rf"\b0[1-9](?:st|nd|rd|th)?.{{0,16}}{GAP_TRIGGER}(?:{MONTH})\b",
            rf"\b(?:{MONTH})\.?{GAP_TRIGGER}.{{0,10}}\b0[1-9]",
        ),
        examples=(
            Example("The visit began on ⟦03 May 1950⟧.", fix="3 May 1950"),
            Example("It began on ⟦May 03, 1950⟧, in Rome.", fix="May 3, 1950"),
            Example("It began on ⟦03 [[May]] 1950⟧.", fix="3 [[May]] 1950"),
            Example("It began on ⟦[[May 03]], [[1950]]⟧.", fix="[[May 3]], [[1950]]"),
            Example("It ran ⟦03–05 May⟧ that year.", fix="3–5 May"),
            Example("It ran ⟦May 03–09, 1950⟧.", fix="May 3–9, 1950"),
            Example("It ran ⟦03-05 May⟧ that year.", fix="3–5 May"),
            Example("It began on ⟦May 03⟧ in Rome.", fix="May 3"),
            Example("It began on ⟦May 03 1950⟧.", fix="May 3, 1950"),
            Example("It began on ⟦03 May, 1950⟧.", fix="3 May 1950"),
            Example("It began on ⟦03rd May 1950⟧.", fix="3 May 1950"),
            Example("It began on the ⟦03rd of May 1950⟧.", fix="3rd of May 1950"),
            Example("It began on ⟦03&nbsp;May 1950⟧.", fix="3&nbsp;May 1950"),
            Example("It ran from ⟦01 March 1950⟧ to ⟦09 April 1950⟧.", fix="1 March 1950"),
            Example('{| class="wikitable"\n|-\n| ⟦03 Sept. 1950⟧ || Rome\n|}', fix="3 Sept. 1950"),
            Example("{|\n|+ As of ⟦03 May 1950⟧\n|-\n| Rome\n|}", fix="3 May 1950"),
            Example("[[File:A.jpg|thumb|Rome, ⟦03 May 1950⟧]]", fix="3 May 1950"),
            Example("{{Infobox film\n| released = ⟦03 May 1950⟧\n}}", fix="3 May 1950"),
            Example("* '''⟦03 May⟧''': the first game", fix="3 May"),
            Example("The visit began on 3 May 1950.", guard="no leading zero"),
            Example("The file is dated 1950-05-03.", guard="an ISO date"),
            Example("''03 May 1950'' is a film.", guard="a title"),
            Example('The stamp read "03 May 1950".', guard="a quotation"),
            Example("{{start date|03 May 1950}}", guard="a template parameter"),
            Example("Seen.{{cite web|title=A|date=03 May 1950}}", guard="a template parameter"),
            Example("<ref>Daily News, 03 May 1950</ref>", guard="a reference"),
            Example("The [[03 May Group]] met.", guard="the title of a page"),
            Example("It left at 03 May time.", guard="a time"),
            Example("It left at 12:03 May Day morning.", guard="a time"),
            Example("The 007 May special was shown.", guard="a code"),
            Example("It closed in June 07 for good.", guard="a year of two digits"),
            Example("It closed on 2 June 07 for good.", guard="a year of two digits"),
            Example("See No. 03 May 1950 for it.", guard="a number of an issue"),
            Example("See version 02 March 1950 of it.", guard="a number of a version"),
            Example("The band Zero 03 May tour.", guard="part of a name"),
            Example("It began on 00 June 1950.", guard="no day"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each date with such a day."""
        for date in dates_in(unit.text):
            zeros = [unit.text[span.start] == "0" for span in date.day_spans]
            if date.form is DateForm.ISO or not any(zeros):
                continue
            guard = _guard(unit, date)
            if guard is not None:
                yield Silenced(date.start, date.end, guard)
                continue
            written = unit.text[date.start : date.end]
            mended = _mended(unit, date)
            yield Hit(
                start=date.start,
                end=date.end,
                message=f"The day in “{written}” has a leading zero; write {mended}.",
                suggestions=(mended,),
            )


def _mended(unit: Unit, date: WrittenDate) -> str:
    """The date without leading zeros, and with its marks in order where no markup is between."""
    text = unit.text
    parts: list[str] = []
    at = date.start
    for day, span in zip(date.days, date.day_spans, strict=True):
        parts += text[at : span.start], str(day)
        at = span.end
    rest = text[at : date.end]
    plain = "".join(parts) + rest
    if not unit.document.prose.is_verbatim(unit.start + date.start, unit.start + date.end):
        return plain
    name = date.month_name
    if f" of {name}" in plain:
        return plain
    days = HYPHEN.sub("–", re.sub(r"(?<=\d)(?:st|nd|rd|th)", "", _days(plain, name)))
    dot = "." if text[date.month_span.end : date.month_span.end + 1] == "." else ""
    if date.form is DateForm.MDY:
        year = "" if date.year is None else f", {date.year}"
        return f"{name}{dot} {days}{year}"
    if date.form is DateForm.DMY:
        if date.year is None:
            return f"{days} {name}"
        return f"{days} {name}{dot} {date.year}"
    return plain


def _days(plain: str, name: str) -> str:
    """The part of a written date that lists its days."""
    before, _, after = plain.partition(name)
    return before.strip() or re.sub(r",?\s?\d{4}\Z", "", after.lstrip(". \u00a0\u2009\u202f\n"))


def _guard(unit: Unit, date: WrittenDate) -> str | None:
    text = unit.text
    before = text[max(date.start - 24, 0) : date.start]
    if date.form is DateForm.DMY and numbers_something(text, date.start):
        return "a number that belongs to the word before"
    if date.year is None:
        if date.form is DateForm.MDY and SHORT_YEAR_BEFORE.search(before):
            return "a year of two digits"
        if date.form is DateForm.DMY and TIME_BEFORE.search(before):
            return "a time"
    return Guard.LINK_TITLE.value if stands_in_title(unit, date) else None
