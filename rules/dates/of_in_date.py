"""Finds "of" between a month and its year: May of 1950, 28 July of 2006.

It leaves alone what "of" belongs to: a month that is meant as one of many (the June of 2007), a
march (the Salt March of 1930), a number of people, a holiday of a year (the Fourth of July of
1976), quotations and titles.
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
from rules.facts.date_patterns import GAP_TRIGGER
from rules.facts.dates import MONTH

MONTH_OF_YEAR = re.compile(
    rf"(?<![\w-])({MONTH})\b(\.?)[{SPACES}]{{1,3}}of[{SPACES}]{{1,3}}([12]\d{{3}})"
    r"(?!\w|,\d{3}(?!\d)|[.:]\d)"
)
SINGLED_OUT = re.compile(
    r"\b(?:[Tt]he|[Tt]hat|[Tt]his|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|an?|[A-Z]\w+['’]s)"
    r"(?:\s(?!(?:in|of|by|since|until|from|to|and|or|during|between|through|before|after|around)\b)"
    r"[a-z]{2,12}){0,2}\s\Z"
)
"""A word that singles out a month, perhaps with an adjective: "the hot June of 2007"."""

JUST_PART = re.compile(
    r"\b(?:[Tt]he|[Tt]hat|[Tt]his|[Ii]ts)\s(?:first|last|middle|end|beginning|start|months?|night|"
    r"morning|week|half|spring|summer|autumn|fall|winter|early|late|mid|period|day|evening|rest|"
    r"course)\s(?:in|of|to|and|half|since|during|until|by|week|on)\s\Z"
)
HOLIDAY = re.compile(r"\b(?:[Ff]ourth|4th|[Ff]ifth|5th|[Ff]irst|1st)\sof\s\Z")
MONTHS_THAT_ARE_WORDS = frozenset({"March", "May", "August"})
LEADS_TO_MONTH = re.compile(
    r"(?:\b(?:[Ii]n|[Oo]f|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]ill|[Ee]arly|[Ll]ate|[Mm]id|[Ff]rom|[Tt]o|"
    r"and|or|effective|[Bb]etween|[Dd]uring|[Aa]round|[Tt]hrough|[Bb]efore|[Aa]fter)[\s-]|\d(?:st|nd|rd|th)?\s"
    r"|[(–—]\s?)\Z"
)
"""What must stand before a month whose name is a word too: "the Salt March of 1930" has not."""


class OfInDate(Rule):
    """May of 1950 → May 1950."""

    meta = Meta(
        code="DAT003",
        name="of-in-date",
        summary="“of” between a month and its year (May of 1950)",
        why="English dates put the year right after the month.",
        source=Source.enwiki("MOS:BADDATE"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.95,
        guards=ALL_GUARDS - {Guard.LINK_TITLE},
        triggers=(
            rf"(?:{MONTH})\.?{GAP_TRIGGER}of"
            r"[\s\x{A0}\x{2009}\x{202F}]{1,3}[12]\d\d\d",
        ),
        examples=(
            Example("It opened in ⟦May of 1950⟧ there.", fix="May 1950"),
            Example("It opened in ⟦March of 2021⟧.", fix="March 2021"),
            Example("⟦October of 1950⟧ was dry.", fix="October 1950"),
            Example("Since ⟦July of 1950⟧ and until ⟦May of 1951⟧ it ran.", fix="July 1950"),
            Example("On 28 ⟦July of 2006⟧ it closed.", fix="July 2006"),
            Example("By late ⟦Sept. of 1950⟧ it was over.", fix="Sept. 1950"),
            Example("It told in its issue in ⟦May of 1950⟧ of it.", fix="May 1950"),
            Example("By the end of ⟦June of 1950⟧ it was over.", fix="June 1950"),
            Example("In ⟦[[June]] of [[1950]]⟧ it was over."),
            Example("In ⟦June&nbsp;of 1950⟧ it was over.", fix="June 1950"),
            Example("{|\n|-\n| ⟦June of 1950⟧ || Rome\n|}", fix="June 1950"),
            Example("* In ⟦June of 1950⟧: Rome", fix="June 1950"),
            Example("[[File:A.jpg|thumb|Rome in ⟦June of 1950⟧]]", fix="June 1950"),
            Example("It opened in May 1950.", guard="no “of”"),
            Example("It was unlike the June of 2007.", guard="a month singled out"),
            Example("The hot June of 2007 was dry.", guard="a month singled out"),
            Example("That May of 1968 in Paris is famous.", guard="a month singled out"),
            Example("The Salt March of 1930 was long.", guard="a march"),
            Example("The Women's March of 2017 was large.", guard="a march"),
            Example("The Fourth of July of 1976 was hot.", guard="a holiday"),
            Example("He wrote in May of 1950 men who fell.", guard="a count"),
            Example("In June of 1200 people asked, few agreed.", guard="a count"),
            Example("''June of 1950'' is a play.", guard="a title"),
            Example('It said "in June of 1950".', guard="a quotation"),
            Example("<ref>Daily News, June of 1950</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each month with "of" before its year."""
        text = unit.text
        for match in MONTH_OF_YEAR.finditer(text):
            guard = _guard(unit, match)
            if guard is not None:
                yield Silenced(*match.span(), guard)
                continue
            mended = f"{match[1]}{match[2]} {match[3]}"
            yield Hit(
                start=match.start(),
                end=match.end(),
                message=f"There is no “of” in a date; write {mended}.",
                suggestions=(mended,),
            )


def _guard(unit: Unit, match: re.Match[str]) -> str | None:
    text = unit.text
    before = text[max(match.start() - 40, 0) : match.start()]
    if HOLIDAY.search(before):
        return "a holiday"
    if SINGLED_OUT.search(before) and not JUST_PART.search(before):
        return "a month singled out"
    if match[1] in MONTHS_THAT_ARE_WORDS and before and not LEADS_TO_MONTH.search(before):
        return "a word that is no month"
    if counts_things(text, match.end(), int(match[3])):
        return "a number that counts something"
    if is_in_source_list(unit.document, unit.start + match.start()):
        return "a list of sources"
    return None
