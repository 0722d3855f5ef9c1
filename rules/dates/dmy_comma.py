"""Finds a comma between the month and the year of a day-month-year date: 9 May, 1950.

It leaves alone a comma that ends a clause before a number (on 9 May, 1950 men left), numbers that
belong to the word before (no. 3 May, 1950), lists of sources, quotations and titles.
"""

from __future__ import annotations

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
from rules.facts.dates import MONTH, DateForm, dates_in


class DmyComma(Rule):
    """9 May, 1950 → 9 May 1950."""

    meta = Meta(
        code="DAT006",
        name="dmy-comma",
        summary="A comma in a day-month-year date (9 May, 1950)",
        why="A date with the day first has no comma: 9 May 1950.",
        source=Source.enwiki("MOS:BADDATE"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.96,
        guards=ALL_GUARDS - {Guard.LINK_TITLE},
        triggers=(
            rf"\d(?:st|nd|rd|th)?{GAP_TRIGGER}(?:of{GAP_TRIGGER})?"
            rf"(?:{MONTH})\.?,[\s\x{{A0}}\x{{2009}}\x{{202F}}]{{0,3}}[12]\d\d\d",
        ),
        examples=(
            Example("It opened on ⟦9 May, 1950⟧.", fix="9 May 1950"),
            Example("On ⟦9 May, 1950⟧, it opened.", fix="9 May 1950"),
            Example("On ⟦9 May, 1950⟧ the doors opened.", fix="9 May 1950"),
            Example("It opened on ⟦9 May,1950⟧.", fix="9 May 1950"),
            Example("It opened on ⟦9  May,  1950⟧.", fix="9 May 1950"),
            Example("It ran ⟦9–12 May, 1950⟧.", fix="9–12 May 1950"),
            Example("It ran from ⟦9 to 12 May, 1950⟧.", fix="9 to 12 May 1950"),
            Example("It opened on ⟦9 Sept., 1950⟧.", fix="9 Sept. 1950"),
            Example("It opened on ⟦[[9 May]], [[1950]]⟧.", fix="[[9 May]] [[1950]]"),
            Example("It opened on ⟦9&nbsp;May, 1950⟧.", fix="9&nbsp;May 1950"),
            Example("(born ⟦9 May, 1950⟧ in Rome)", fix="9 May 1950"),
            Example("{|\n|-\n| ⟦9 May, 1950⟧ || Rome\n|}", fix="9 May 1950"),
            Example("{{Infobox film\n| released = ⟦9 May, 1950⟧\n}}", fix="9 May 1950"),
            Example("[[File:A.jpg|thumb|Rome, ⟦9 May, 1950⟧]]", fix="9 May 1950"),
            Example("* '''⟦9 May, 1950⟧''': the first game", fix="9 May 1950"),
            Example("It opened on 9 May 1950.", guard="no comma"),
            Example("It opened on May 9, 1950.", guard="month before day"),
            Example("On 9 May, 1950 men left.", guard="a clause ends"),
            Example("On 9 May, 1200 of them left.", guard="a clause ends"),
            Example("On 9 May, 1500 were counted.", guard="a clause ends"),
            Example("On 9 May, 2000 left for Rome.", guard="a clause ends"),
            Example("On 9 May, 1930 hours, it fell.", guard="a time"),
            Example("It opened on 9th May, 1950.", guard="a suffix is the first fault"),
            Example("It ran 9-12 May, 1950.", guard="a hyphen is the first fault"),
            Example("See no. 3 May, 1950, for it.", guard="a number of an issue"),
            Example("''9 May, 1950'' is a play.", guard="a title"),
            Example('The stone reads "9 May, 1950".', guard="a quotation"),
            Example("<ref>Daily News, 9 May, 1950</ref>", guard="a reference"),
            Example("The [[9 May, 1950 Group]] met.", guard="the title of a page"),
            Example("== Sources ==\n* Daily News, 9 May, 1950.", guard="a list of sources"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each such date with a comma after its month."""
        text = unit.text
        for date in dates_in(text):
            if date.form is not DateForm.DMY or date.year_span is None:
                continue
            if "," not in text[date.month_span.end : date.year_span.start]:
                continue
            guard = other_fault(text, date) or form_guard(unit, date)
            if guard is not None:
                yield Silenced(date.start, date.end, guard)
                continue
            mended = well_formed(text, date)
            yield Hit(
                start=date.start,
                end=date.end,
                message=f"There is no comma in a date with the day first; write {mended}.",
                suggestions=(mended,),
            )
