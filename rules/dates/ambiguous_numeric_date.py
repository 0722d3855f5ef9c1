"""Finds dates in digits that can be read in two ways: 04/05/2020, 4.5.2020.

Slashes or dots part a day, a month and a year of four digits, and both of the first could be the
month. Both readings are offered, the likelier for the article first; only the source can tell. It
leaves alone versions, addresses, sections of laws, fractions, quotations and titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    Example,
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
from rules.facts.date_forms import is_in_source_list
from rules.facts.date_style import date_style
from rules.facts.dates import DateForm
from rules.facts.locale_names import ENGLISH
from rules.facts.numbers import CURRENCY_BEFORE, UNIT, counted_noun, numbers_something

NUMERIC = re.compile(
    r"(?<![\w./,:#№§$£€=-])(0?[1-9]|1[0-2])([/.])(0?[1-9]|1[0-2])\2(1[5-9]\d\d|20\d\d)"
    r"(?![\w/=]|[.,:-]\d|-\w)"
)
"""A year outside 1500–2099 is a piece of a version or of an address."""

SOFTWARE_BEFORE = re.compile(
    r"\b(?:versions?|v|ver|builds?|releases?|updates?|firmware|kernel|patch|sections?|sec|ss?|"
    r"chapters?|rules?|clauses?|paragraphs?|articles?|subsections?|part|IP|doi|isbn|model|numbers?|"
    r"nos?|codes?|and|or|to|through|from)\.?\s\Z",
    re.IGNORECASE,
)
JOINING_WORDS = re.compile(r"\b(?:and|or|to|through|from)\s\Z", re.IGNORECASE)
ABOUT_SOFTWARE = re.compile(
    r"\b(?:software|firmware|version|build|kernel|operating system|iOS|Android|Linux|Windows|"
    r"browser|plugin|changelog|date formats?|notation|ambiguous)\b"
)
"""Words of a block in which numbers with dots are versions, or dates are the subject."""

MEASURED = re.compile(rf"(?!\s(?:in|a|h|t|m)\b){UNIT.pattern}")
"""A unit after the digits; "in" is none here."""


class AmbiguousNumericDate(Rule):
    """04/05/2020: 4 May or 5 April?"""

    meta = Meta(
        code="DAT007",
        name="ambiguous-numeric-date",
        summary="A date in digits that reads two ways (04/05/2020)",
        why="Some readers put the day first and some the month, so half of them get a wrong date.",
        source=Source.enwiki("MOS:BADDATE"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.95,
        needs=(date_style,),
        triggers=(r"\d[/.]\d\d?[/.][12]\d\d\d",),
        examples=(
            Example("The visit began on ⟦04/05/2020⟧.", fix="4 May 2020"),
            Example("The visit began on ⟦04/05/2020⟧ in Rome.", fix="5 April 2020"),
            Example("The visit began on ⟦4.5.2020⟧ and went well.", fix="4 May 2020"),
            Example("{{Use mdy dates}}\nIt began on ⟦04/05/2020⟧.", fix="April 5, 2020"),
            Example("{{Use mdy dates}}\nIt began on ⟦04/05/2020⟧ then.", fix="May 4, 2020"),
            Example("{{Use dmy dates}}\nIt began on ⟦4/5/2020⟧.", fix="4 May 2020"),
            Example("(born ⟦1.2.1950⟧; died ⟦3.4.1999⟧)", fix="1 February 1950"),
            Example("It ran from ⟦1/2/1950⟧ to ⟦3/4/1950⟧.", fix="1 February 1950"),
            Example("It ran ⟦1/2/1950⟧–⟦3/4/1950⟧.", fix="1 February 1950"),
            Example("It began on ⟦05/05/2020⟧.", fix="5 May 2020"),
            Example("{|\n|-\n| ⟦04/05/2020⟧ || Rome\n|}", fix="4 May 2020"),
            Example("{{Infobox film\n| released = ⟦04/05/2020⟧\n}}", fix="4 May 2020"),
            Example("* '''⟦12/11/1990⟧''': the first game", fix="12 November 1990"),
            Example("[[File:A.jpg|thumb|Rome, ⟦04/05/2020⟧]]", fix="4 May 2020"),
            Example("The visit began on 25/12/2020.", guard="one reading only"),
            Example("After 9/11 it was open 24/7.", guard="no year"),
            Example("A stay of 3/4 of the year 2020.", guard="a fraction"),
            Example("The team went 10-4-2 in 2020.", guard="a record"),
            Example("They set up as 4-4-2 in 2020.", guard="a formation"),
            Example("The file is dated 2020-05-04.", guard="an ISO date"),
            Example("See version 4.5.2020 of it.", guard="a version"),
            Example("Firmware 4.5.2020 came out.", guard="a version"),
            Example("The software got to 4.5.2020 then.", guard="a version"),
            Example("It rose to 1.2.2000 km.", guard="before a unit"),
            Example("The host 10.4.5.2020 failed.", guard="an address"),
            Example("See section 4.5.2000 of the law.", guard="a section"),
            Example("Write no 04/05/2020: the date format is unclear.", guard="about dates"),
            Example("See https://example.org/04/05/2020 for it.", guard="an address"),
            Example("''04/05/2020'' is a play.", guard="a title"),
            Example('The stone reads "04/05/2020".', guard="a quotation"),
            Example("<ref>Daily News, 04/05/2020</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each date in digits of which both parts may be the month."""
        for match in NUMERIC.finditer(unit.text):
            guard = _guard(unit, match)
            if guard is not None:
                yield Silenced(*match.span(), guard)
                continue
            form = context.fact(date_style).form or DateForm.DMY
            readings = _readings(match, form)
            yield Hit(
                start=match.start(),
                end=match.end(),
                message=_message(match[0], readings),
                suggestions=readings,
            )


def _readings(match: re.Match[str], form: DateForm) -> tuple[str, ...]:
    """The one or two dates it may be, written in the form, the likelier first."""
    first, second, year = int(match[1]), int(match[3]), match[4]
    pairs = [(first, second)] if first == second else [(first, second), (second, first)]
    if form is DateForm.MDY:
        # Dots part dates where the day comes first.
        if match[2] == "/":
            pairs.reverse()
        return tuple(f"{ENGLISH.month_names[month - 1]} {day}, {year}" for day, month in pairs)
    return tuple(f"{day} {ENGLISH.month_names[month - 1]} {year}" for day, month in pairs)


def _message(written: str, readings: tuple[str, ...]) -> str:
    if len(readings) == 1:
        return f"Dates are not written in digits like {written}; write {readings[0]}."
    return f"{written} may be {readings[0]} or {readings[1]}: please name the month."


def _guard(unit: Unit, match: re.Match[str]) -> str | None:
    text = unit.text
    before = text[max(match.start() - 24, 0) : match.start()]
    if SOFTWARE_BEFORE.search(before) and not JOINING_WORDS.search(before):
        return "a version, a section or a number"
    if CURRENCY_BEFORE.search(before) or MEASURED.match(text, match.end()):
        return "an amount"
    if counted_noun(text, match.end()) is not None and match[2] == ".":
        return "an amount"
    if numbers_something(text, match.start()):
        return "a number that belongs to the word before"
    if ABOUT_SOFTWARE.search(text[max(match.start() - 300, 0) : match.end() + 300]):
        return "text about software or about dates"
    if is_in_source_list(unit.document, unit.start + match.start()):
        return "a list of sources"
    return None
