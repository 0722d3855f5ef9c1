"""Finds a comma between a month and its year: May, 1950.

It leaves alone a comma that ends a clause before a number (in May, 1950 men left), family names
that are month names (Theresa May, 1950; a source cited as "(May, 1950)") and lists of sources. A
comma after a day and month is a fault of its own.
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
from rules.facts.date_forms import SPACES, counts_things, is_in_source_list
from rules.facts.dates import MONTH

MONTH_COMMA_YEAR = re.compile(
    rf"(?<![\w-])({MONTH})\b(\.?),[{SPACES}]{{0,3}}([12]\d{{3}})"
    r"(?!\w|,\d{3}(?!\d)|[.:/]\d|[-–]\d{1,2}\b)"
)
DAY_BEFORE = re.compile(rf"\d(?:st|nd|rd|th)?[{SPACES}]{{1,3}}(?:of[{SPACES}]{{1,3}})?\Z")
MONTH_BEFORE = re.compile(rf"\b(?:{MONTH}),? (?:and|&)\s\Z")
NAMES = frozenset({"April", "May", "June", "August", "March", "Jan", "Mar", "Jun"})
"""Months that are names of people too."""

CITED = re.compile(r"(?:[(;\[&]|[(;,] (?:see|cf\.|e\.g\.)|\bet al\.|[A-Z]\w+ (?:and|&))\s?\Z")
"""What stands before the author in a citation by name and year."""

PERSON_BEFORE = re.compile(r"(?<![\w.])([A-Z][\w.'’-]*)\s\Z")
OWNS = ("'s", "’s")
NO_PERSON = frozenset(
    "In By Since Until Till From Around Of On To For During Between Before After Early Late Mid And"
    " Through Throughout About Circa As Or Beginning Starting Ending Summer Winter Spring Autumn"
    " Fall".split()
)


class MonthYearComma(Rule):
    """May, 1950 → May 1950."""

    meta = Meta(
        code="DAT004",
        name="month-year-comma",
        summary="A comma between a month and its year (May, 1950)",
        why="A month and a year are written without a comma: May 1950.",
        source=Source.enwiki("MOS:BADDATE"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.95,
        guards=ALL_GUARDS - {Guard.LINK_TITLE},
        triggers=(rf"(?:{MONTH})\.?,[\s\x{{A0}}\x{{2009}}\x{{202F}}]{{0,3}}[12]\d\d\d",),
        examples=(
            Example("It opened in ⟦May, 1950⟧.", fix="May 1950"),
            Example("In ⟦May, 1950⟧, it opened.", fix="May 1950"),
            Example("In ⟦October, 1950⟧ he left for Rome.", fix="October 1950"),
            Example("From ⟦October, 1863⟧ to ⟦April, 1865⟧ it ran.", fix="October 1863"),
            Example("It opened in ⟦May,1950⟧.", fix="May 1950"),
            Example("It opened in ⟦May,   1950⟧.", fix="May 1950"),
            Example("It opened in ⟦Sept., 1950⟧.", fix="Sept. 1950"),
            Example("It opened in ⟦[[May]], [[1950]]⟧.", fix="[[May]] [[1950]]"),
            Example("It opened in ⟦May,&nbsp;1950⟧.", fix="May 1950"),
            Example("(13 July 1527 – ⟦December, 1608⟧)", fix="December 1608"),
            Example("{|\n|-\n| ⟦May, 1950⟧ || Rome\n|}", fix="May 1950"),
            Example("{{Infobox film\n| released = ⟦May, 1950⟧\n}}", fix="May 1950"),
            Example("[[File:A.jpg|thumb|Rome, ⟦March, 1950⟧]]", fix="March 1950"),
            Example("* '''⟦June, 1950⟧''': the first game", fix="June 1950"),
            Example("In May and ⟦June, 1950⟧ it closed.", fix="June 1950"),
            Example("Rome's ⟦May, 1950⟧ fair was small.", fix="May 1950"),
            Example("In ⟦March, 1950⟧ Ann Lee left for Paris.", fix="March 1950"),
            Example("It opened in May 1950.", guard="no comma"),
            Example("It opened on May 9, 1950.", guard="a date with its day"),
            Example("It opened on 9 May, 1950.", guard="a fault of its own"),
            Example("In May, 1950 men left the town.", guard="a clause ends"),
            Example("In May, 1200 of them left.", guard="a clause ends"),
            Example("In May, 2000 left for Rome.", guard="a clause ends"),
            Example("In June, 1,950 men left.", guard="a clause ends"),
            Example("In June, 1500 m of track was laid.", guard="a clause ends"),
            Example("The first was Theresa May, 1950 to 1952.", guard="a family name"),
            Example("It is an old idea (May, 1950).", guard="a source by its author"),
            Example("It is an old idea (Lee, 1949; May, 1950).", guard="a source by its author"),
            Example("Lee and May, 1950, say so.", guard="a source by its author"),
            Example("''May, 1950'' is a play.", guard="a title"),
            Example('The stone reads "May, 1950".', guard="a quotation"),
            Example("<ref>Daily News, May, 1950</ref>", guard="a reference"),
            Example("== Sources ==\n* Lee, Ann. Daily News, May, 1950.", guard="a list of sources"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each month with a comma before its year."""
        for match in MONTH_COMMA_YEAR.finditer(unit.text):
            guard = _guard(unit, match)
            if guard is not None:
                yield Silenced(*match.span(), guard)
                continue
            mended = f"{match[1]}{match[2]} {match[3]}"
            yield Hit(
                start=match.start(),
                end=match.end(),
                message=f"There is no comma between a month and its year; write {mended}.",
                suggestions=(mended,),
            )


def _guard(unit: Unit, match: re.Match[str]) -> str | None:
    text = unit.text
    before = text[max(match.start() - 40, 0) : match.start()]
    if DAY_BEFORE.search(before):
        return "a date with its day"
    if counts_things(text, match.end(), int(match[3])):
        return "a number that counts something"
    if match[1] in NAMES:
        person = PERSON_BEFORE.search(before)
        if person is not None and person[1] not in NO_PERSON and person[1][-2:] not in OWNS:
            return "a name of a person"
        if CITED.search(before) and not MONTH_BEFORE.search(before):
            return "a source by its author"
    if is_in_source_list(unit.document, unit.start + match.start()):
        return "a list of sources"
    return None
