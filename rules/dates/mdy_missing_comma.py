"""Finds a month-day-year date without the comma before its year: May 9 1950.

Whether a comma must follow the year is disputed and no matter of this rule. It leaves alone
numbers that are no year (May 9 1200 people came; May 9 1800 UTC), and titles.
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
from rules.facts.date_forms import form_guard, other_fault, well_formed
from rules.facts.date_patterns import GAP_TRIGGER
from rules.facts.dates import MONTH, DateForm, WrittenDate, dates_in

RANGE_NEXT = re.compile(r"\s?[-–—]\s?\d{1,2}(?!\d)|[-–—]\d{4}\b")
MONTH_ALONE = re.compile(r"\b(?:[Ii]n|[Ee]arly|[Ll]ate|[Mm]id)[\s-]\Z")


class MdyMissingComma(Rule):
    """May 9 1950 → May 9, 1950."""

    meta = Meta(
        code="DAT005",
        name="mdy-missing-comma",
        summary="A month-day-year date without its comma (May 9 1950)",
        why="The comma keeps the day and the year apart: May 9, 1950.",
        source=Source.enwiki("MOS:DATEFORMAT"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.95,
        guards=ALL_GUARDS - {Guard.LINK_TITLE},
        triggers=(
            rf"(?:{MONTH})\.?{GAP_TRIGGER}.{{0,40}}\d(?:st|nd|rd|th)?"
            r"[\s\x{A0}\x{2009}\x{202F}]{1,3}[12]\d\d\d",
        ),
        examples=(
            Example("It opened on ⟦May 9 1950⟧.", fix="May 9, 1950"),
            Example("On ⟦May 9 1950⟧ it opened.", fix="May 9, 1950"),
            Example("On ⟦May 9 1950⟧, it opened.", fix="May 9, 1950"),
            Example("It ran ⟦May 9–12 1950⟧.", fix="May 9–12, 1950"),
            Example("It ran ⟦May 9 and 12 1950⟧.", fix="May 9 and 12, 1950"),
            Example("It opened on ⟦Sept. 9 1950⟧.", fix="Sept. 9, 1950"),
            Example("It opened on ⟦[[May 9]] [[1950]]⟧."),
            Example("It opened on ⟦May&nbsp;9 1950⟧.", fix="May&nbsp;9, 1950"),
            Example("It opened on ⟦May 9  1950⟧.", fix="May 9, 1950"),
            Example("The ⟦May 9 1950⟧ declaration.", fix="May 9, 1950"),
            Example("{|\n|-\n| ⟦May 9 1950⟧ || Rome\n|}", fix="May 9, 1950"),
            Example("{{Infobox film\n| released = ⟦May 9 1950⟧\n}}", fix="May 9, 1950"),
            Example("[[File:A.jpg|thumb|Rome, ⟦May 9 1950⟧]]", fix="May 9, 1950"),
            Example("* '''⟦May 9 1950⟧''': the first game", fix="May 9, 1950"),
            Example("It opened on May 9, 1950.", guard="with its comma"),
            Example("It opened on 9 May 1950.", guard="day before month"),
            Example("On May 9 1st Battalion moved.", guard="no year"),
            Example("On May 9 1200 people came.", guard="a count"),
            Example("On May 9 1500 were counted.", guard="a count"),
            Example("On May 9 1800 UTC it fell.", guard="a time"),
            Example("On May 9 1930 hrs it fell.", guard="a time"),
            Example("On May 9 1500 m of track fell.", guard="a length"),
            Example("It opened on May 9th 1950.", guard="a suffix is the first fault"),
            Example("It ran May 9-12 1950.", guard="a hyphen is the first fault"),
            Example("''May 9 1950'' is a play.", guard="a title"),
            Example('The stone reads "May 9 1950".', guard="a quotation"),
            Example("<ref>Daily News, May 9 1950</ref>", guard="a reference"),
            Example("The [[May 9 1950 Group]] met.", guard="the title of a page"),
            Example("== Sources ==\n* Daily News, May 9 1950.", guard="a list of sources"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each such date with nothing but space before its year."""
        text = unit.text
        for date in dates_in(text):
            if date.form is not DateForm.MDY or date.year_span is None:
                continue
            if "," in text[date.day_spans[-1].end : date.year_span.start]:
                continue
            guard = other_fault(text, date) or _guard(unit, date)
            if guard is not None:
                yield Silenced(date.start, date.end, guard)
                continue
            mended = well_formed(text, date)
            yield Hit(
                start=date.start,
                end=date.end,
                message=f"A comma parts the day from the year; write {mended}.",
                suggestions=(mended,) if _can_take_comma(unit, date) else (),
            )


def _can_take_comma(unit: Unit, date: WrittenDate) -> bool:
    """Whether a comma after the day would stand there, and not within a link to the day."""
    end = unit.start + date.day_spans[-1].end
    return unit.document.prose.is_unbroken(end - 1, end + 1)


def _guard(unit: Unit, date: WrittenDate) -> str | None:
    if RANGE_NEXT.match(unit.text, date.end):
        return "a number that goes on"
    if MONTH_ALONE.search(unit.text[max(date.start - 12, 0) : date.start]):
        return "a month and a number"
    return form_guard(unit, date)
