"""Finds numbers grouped in the South Asian way: 5,54,202 for 554,202.

The last group has three digits and the ones before it two. The value is certain, so the Western
grouping is offered; articles with South Asian ties are told that the guideline asks for it there
too. A number grouped in the Western way in the same passage is shown beside it: there both ways
stand together. It leaves alone what is no number of things: enumerations after a list noun
(pages, routes, verses), lists of small numbers, locants of chemical names, squares and codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    Evidence,
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
from rules.facts.dates import MONTH
from rules.facts.number_roles import IDENTIFIER_WORDS
from rules.facts.numbers import (
    LIST_NOUN,
    counted_noun,
    western_grouping,
    western_near,
    word_before,
)

GROUPED = re.compile(
    r"(?:(?<![\w.,/:#+-])|(?<=\bRs\.)|(?<=\bRs)|(?<=\bTk\.)|(?<=\bTk)|(?<=\bc\.)|(?<=,\d{3}-)|"
    r"(?<=\b(?:INR|PKR|NPR|BDT|LKR))|(?<=\b(?:INR|PKR|NPR|BDT|LKR)\.))"
    r"[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d+)?(?!(?!(?:st|nd|rd|th)\b)\w|/(?![=-])|[.,:]\d)"
)
"""At least one inner group of two; no sign before or after that makes it part of a longer code.

An abbreviation of a currency or "circa" may touch it, a range may go on with it, and the dash of
a sum (1,25,000/-) or the ending of an ordinal may follow.
"""

SMALL_BEFORE = re.compile(r"(?<![\d,.])\d{1,3}\s*(?:,|and|or|&)\s*\Z")
"""A small number before makes it a list; "in 2011, 5,54,202" and two long numbers do not."""

LISTED_BEFORE = re.compile(r"(?<![\d,])\d[\d,]{0,15}\s?(?:,|;|and|or|&|to|–|-)\s?\Z")
MOST_LISTED = 4
"""Numbers between a list noun and the one that it still labels: "verses 3, 5 and 1,22,333"."""

BESIDE = 400
"""Code points to either side in which a number is near."""

MONTH_DAY_BEFORE = re.compile(rf"\b(?:{MONTH})\.?\s\d{{1,2}},\s*\Z")
SMALL_AFTER = re.compile(r"\s*(,|and|or|&)\s*\d{1,3}\b(?![,\d])")
COMPOUND_AFTER = re.compile(
    r"[-‐‑](?:strong|odd|plus|man|woman|person|member|seat(?:er)?|acre|page|vote|rupee|crore|"
    r"capacity|square|tonne|unit|year|kilomet(?:re|er)|km)\b"
)
LOCANT_AFTER = re.compile(r"[-‐‑–](?![\d₹$])\w|['′]")
"""A hyphen or prime after digits makes them locants: "2,10,101-tri…"; a range goes on in digits."""


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
        supersedes=("NUM004",),
        examples=(
            Example("Over ⟦5,54,202⟧ people live there.", fix="554,202"),
            Example("The project cost ₹⟦3,00,00,000⟧ in all.", fix="30,000,000"),
            Example("It sold for Rs. ⟦1,25,000⟧.", fix="125,000"),
            Example("A fee of Rs.⟦1,25,000⟧/- was paid.", fix="125,000"),
            Example("A fee of Rs⟦1,25,000⟧ was paid.", fix="125,000"),
            Example("A fee of INR⟦1,25,000⟧ was paid.", fix="125,000"),
            Example("The ⟦1,25,000⟧th visitor came.", fix="125,000"),
            Example("In 2011, ⟦5,54,202⟧ people lived there.", fix="554,202"),
            Example("On March 5, ⟦5,54,202⟧ ballots were cast.", fix="554,202"),
            Example("Between ⟦1,25,000⟧ and ⟦2,50,000⟧ came.", fix="125,000"),
            Example("Crowds of ⟦1,25,000⟧–⟦2,50,000⟧ were seen.", fix="125,000"),
            Example("Crowds of ⟦1,25,000⟧-⟦2,50,000⟧ were seen.", fix="125,000"),
            Example("A ⟦1,25,000⟧-strong crowd marched.", fix="125,000"),
            Example("There are ⟦1,25,000⟧ houses and 12 schools.", fix="125,000"),
            Example("* Votes cast: ⟦12,34,567.5⟧ units", fix="1,234,567.5"),
            Example('{| class="wikitable"\n|-\n| Total || ⟦1,13,28,000⟧\n|}', fix="11,328,000"),
            Example("{{Infobox settlement\n| population_total = ⟦5,54,202⟧\n}}", fix="554,202"),
            Example("[[File:A.jpg|thumb|A crowd of ⟦2,10,000⟧ people]]", fix="210,000"),
            Example("'''⟦5,54,202⟧''' and [[Census|⟦6,10,000⟧]] were counted.", fix="554,202"),
            Example("About 554,202 people live there.", guard="Western grouping"),
            Example("See pages 5,54,202 of the survey.", guard="after a list noun"),
            Example("Verses 1,12,123 and 1,22,333 differ.", guard="after a list noun"),
            Example("Its ISBN 1,22,333 is wrong.", guard="an identifier"),
            Example("Routes 1,22,333 stop here.", guard="after a list noun"),
            Example("Wards 5,54,202 were merged.", guard="after a list noun"),
            Example("PIN 5,54,202 is its code.", guard="after a list noun"),
            Example("Buses 4, 5,54,202 stop here.", guard="part of a list"),
            Example("Buses 5,54,202 and 7 stop here.", guard="part of a list"),
            Example("The compound 2,10,101-trichlorodecane is rare.", guard="before a hyphen"),
            Example('The sign read "5,54,202 souls" in red.', guard="a quotation"),
            Example("<ref>5,54,202 copies</ref>", guard="a reference"),
            Example("{{cite web|title=5,54,202 people}}", guard="a template"),
            Example("Version 1,22,333.4.5 was released.", guard="a code"),
            Example("The code 0,12,345 opens the door.", guard="a code that begins with zero"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each number so grouped, unless it is an enumeration or a code."""
        for match in GROUPED.finditer(unit.text):
            start, end = match.span()
            guard = label_guard(unit.text, start, end)
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            western = western_grouping(match[0])
            beside = _western_beside(unit.text, start, end)
            message = (
                f"{match[0]} is grouped in the South Asian way (lakh and crore); the guideline"
                f" asks for {western}, also in articles with South Asian ties."
            )
            if beside is not None:
                message += f" {unit.text[beside.start : beside.end]} nearby has Western grouping."
            yield Hit(
                start=start,
                end=end,
                message=message,
                suggestions=(western,),
                evidence=() if beside is None else (beside,),
            )


def _western_beside(text: str, start: int, end: int) -> Evidence | None:
    """The nearest number of the passage that is written in the Western way."""
    nearest: Evidence | None = None
    least = BESIDE + 1
    for match in western_near(text, start, end, BESIDE):
        distance = match.start() - end if match.start() >= end else start - match.end()
        if 0 <= distance < least:
            nearest, least = Evidence(*match.span()), distance
    return nearest


def _is_label(before: str) -> bool:
    """Whether a list noun or an identifier stands before, perhaps with other numbers between."""
    for _ in range(MOST_LISTED):
        if LIST_NOUN.search(before) or word_before(before) in IDENTIFIER_WORDS:
            return True
        listed = LISTED_BEFORE.search(before)
        if listed is None:
            break
        before = before[: listed.start()]
    return False


def label_guard(text: str, start: int, end: int) -> str | None:
    """Why the digits ``text[start:end]`` are an enumeration or a name, or None."""
    before = text[max(start - 48, 0) : start]
    if _is_label(before):
        return "after a list noun"
    if SMALL_BEFORE.search(before) and not MONTH_DAY_BEFORE.search(before):
        return "part of a list of numbers"
    small = SMALL_AFTER.match(text, end)
    if small is not None and (small[1] == "," or counted_noun(text, small.end()) is None):
        counts = counted_noun(text, end) is not None
        if not counts:
            return "part of a list of numbers"
    if LOCANT_AFTER.match(text, end) and not COMPOUND_AFTER.match(text, end):
        return "before a hyphen or prime: part of a name"
    return None
