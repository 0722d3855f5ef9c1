"""Finds numbers grouped in the South Asian way: 5,54,202 for 554,202.

The last group has three digits and the ones before it two. The value is certain, so the Western
grouping is offered; articles with South Asian ties are told that the guideline asks for it there
too. It leaves alone what is no number of things: enumerations after a list noun (pages, routes,
verses), lists of numbers, locants of chemical names, squares and codes.
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

GROUPED = re.compile(r"(?<![\w.,/:#+-])\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?(?![\w/]|[.,:]\d)")
"""At least one inner group of two; no sign before or after that makes it part of a longer code."""

LIST_NOUN = re.compile(
    r"(?:\b(?:pages?|pp?|nos?|numbers?|routes?|lines?|verses?|chapters?|ch|articles?|sections?|"
    r"positions?|steps?|items?|volumes?|vols?|issues?|figures?|figs?|tables?|squares?|rooms?|"
    r"flights?|trains?|channels?|highways?|roads?|interstates?|bus(?:es)?|rules?|psalms?|notes?|"
    r"carbons?|atoms?|residues?|plates?|classes|seasons?|episodes?|grades?)\.?|#|№|§)\s*\Z",
    re.IGNORECASE,
)
"""A noun before the digits makes them an enumeration: "routes 5,54,202"."""

LIST_BEFORE = re.compile(r"\d\s*(?:,|and|or|&)\s*\Z")
LIST_AFTER = re.compile(r"\s*(?:,|and|or|&)\s*\d{1,3}\b(?![,\d])")
LOCANT_AFTER = re.compile(r"[-‐‑–]\w|['′]")


class IndianDigitGrouping(Rule):
    """5,54,202 → 554,202."""

    meta = Meta(
        code="NUM001",
        name="indian-digit-grouping",
        summary="Digits grouped in the South Asian way (5,54,202)",
        why="Most readers take 5,54,202 for a slip or misread its size; 554,202 is read alike"
        " everywhere.",
        source=Source.enwiki("MOS:DIGITS"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.97,
        triggers=(r"\d,\d\d,\d",),
        examples=(
            Example("About ⟦5,54,202⟧ people live there.", fix="554,202"),
            Example("The project cost ₹⟦3,00,00,000⟧ in all.", fix="30,000,000"),
            Example("It sold for Rs. ⟦1,25,000⟧.", fix="125,000"),
            Example("* Votes cast: ⟦12,34,567.5⟧ units", fix="1,234,567.5"),
            Example('{| class="wikitable"\n|-\n| Total || ⟦1,13,28,000⟧\n|}', fix="11,328,000"),
            Example("{{Infobox settlement\n| population_total = ⟦5,54,202⟧\n}}", fix="554,202"),
            Example("[[File:A.jpg|thumb|A crowd of ⟦2,10,000⟧ people]]", fix="210,000"),
            Example("About 554,202 people live there.", guard="Western grouping"),
            Example("See pages 5,54,202 of the survey.", guard="after a list noun"),
            Example("Routes 1,22,333 stop here.", guard="after a list noun"),
            Example("Buses 4, 5,54,202 stop here.", guard="part of a list"),
            Example("Buses 5,54,202 and 7 stop here.", guard="part of a list"),
            Example("The compound 2,10,101-trichlorodecane is rare.", guard="before a hyphen"),
            Example('The sign read "5,54,202 souls" in red.', guard="a quotation"),
            Example("<ref>5,54,202 copies</ref>", guard="a reference"),
            Example("{{cite web|title=5,54,202 people}}", guard="a template"),
            Example("Version 1,22,333.4.5 was released.", guard="a code"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each number so grouped, unless it is an enumeration or a code."""
        for match in GROUPED.finditer(unit.text):
            start, end = match.span()
            guard = _guard(unit.text, start, end)
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            western = western_grouping(match[0])
            yield Hit(
                start=start,
                end=end,
                message=f"{match[0]} is grouped in the South Asian way (lakh and crore); the"
                f" guideline asks for {western}, also in articles with South Asian ties.",
                suggestions=(western,),
            )


def western_grouping(number: str) -> str:
    """The same number, decimals kept, with a comma every three digits."""
    whole, point, decimals = number.partition(".")
    return f"{int(whole.replace(',', '')):,}{point}{decimals}"


def _guard(text: str, start: int, end: int) -> str | None:
    before = text[max(start - 24, 0) : start]
    if LIST_NOUN.search(before):
        return "after a list noun"
    if LIST_BEFORE.search(before) or LIST_AFTER.match(text, end):
        return "part of a list of numbers"
    if LOCANT_AFTER.match(text, end):
        return "before a hyphen or prime: part of a name"
    return None
