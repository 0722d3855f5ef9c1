"""Finds numbers of five digits or more written without groups: 1234567 people.

Something must show that the digits are an amount: a counted noun, a unit or a currency beside
them. Identifiers, postcodes and other labels have none, or a name or a list noun before them.
Infobox values and table cells that hold the number alone are left as they are: templates and
sortable columns read bare digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    BlockKind,
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
from rules.facts.number_grouping import Grouping
from rules.facts.number_reading import NumberReading, number_readings
from rules.facts.number_roles import Role
from rules.facts.numbers import BOUND_BEFORE, numbers_something

LEAST_DIGITS, MOST_DIGITS = 5, 15
AMOUNTS = frozenset({Role.COUNT, Role.MEASURE, Role.PERCENT})
CODE_BESIDE = re.compile(r"(?:[\w./:#№+=]|\d-|\d[ \u00a0])\Z")
CODE_AFTER = re.compile(r"[/:]\w|-\d|[ \u00a0]\d|[A-Za-z](?!\w)")
"""One letter right after the digits belongs to an accession number as often as it is a unit."""

STATE_BEFORE = re.compile(r"\b[A-Z]{2}[ \u00a0]\Z")
"""A state's two letters come before a postcode."""

LABEL_NOUN_AFTER = re.compile(
    r"\s(?:zip|postcodes?|postal|area codes?|asteroids?|standards?|series\b|locomotives?|"
    r"(?:class|type|model)\b)",
    re.IGNORECASE,
)


class UngroupedLargeNumber(Rule):
    """1234567 people → 1,234,567 people."""

    meta = Meta(
        code="NUM005",
        name="ungrouped-large-number",
        summary="Five digits or more without groups (1234567 people)",
        why="Without a comma every three digits the reader has to count them.",
        source=Source.enwiki("MOS:DIGITS"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.OFF,
        confidence=0.9,
        needs=(number_readings,),
        blocks=frozenset(
            {
                BlockKind.PARAGRAPH,
                BlockKind.LIST_ITEM,
                BlockKind.TABLE_CELL,
                BlockKind.TABLE_CAPTION,
                BlockKind.IMAGE_CAPTION,
            }
        ),
        triggers=(r"\d{5}",),
        examples=(
            Example("Some ⟦1234567⟧ people fled.", fix="1,234,567"),
            Example("It seats ⟦52486⟧ spectators.", fix="52,486"),
            Example("It covers ⟦661848⟧ km of track.", fix="661,848"),
            Example("It cost $⟦1500000⟧ to build.", fix="1,500,000"),
            Example("It cost Rs. ⟦250000⟧ to build.", fix="250,000"),
            Example("It rose by ⟦12345.6⟧ tonnes.", fix="12,345.6"),
            Example("* '''⟦20000⟧''' [[species]] of algae", fix="20,000"),
            Example("[[File:A.jpg|thumb|A crowd of ⟦20000⟧ fans]]", fix="20,000"),
            Example("Over ⟦11771⟧ confirmed cases were counted.", fix="11,771"),
            Example("Over 1234 people came.", guard="four digits"),
            Example("In 1950 workers struck.", guard="a year"),
            Example("It holds 1,234,567 people.", guard="grouped"),
            Example("It holds 1 234 567 people.", guard="grouped by spaces"),
            Example("Its number 12345 books are listed.", guard="after a list noun"),
            Example("Patent No. 395782 claims were read.", guard="after No."),
            Example("Ticket #12345 holders came.", guard="after #"),
            Example("He left Fremont, CA 94538 residents say.", guard="a postcode"),
            Example("The asteroid Smith 12345 orbits slowly.", guard="a name"),
            Example("The code 486958 opens it.", guard="nothing is counted"),
            Example("ISBN 978-1625640581 copies exist.", guard="an identifier"),
            Example("{{Infobox x\n| population = 1234567 people\n}}", guard="an infobox value"),
            Example("{|\n|-\n| 1234567\n|}", guard="a bare cell"),
            Example("The hop 21237m was bred there.", guard="an accession number"),
            Example("Allan Hills 84001 meteorites are rare.", guard="a name"),
            Example('She said "1234567 people" came.', guard="a quotation"),
            Example("<ref>1234567 people</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each long run of digits that something beside it shows to be an amount."""
        for number in context.fact(number_readings).of(unit):
            if number.grouping is not Grouping.NONE or number.role is Role.DATE:
                continue
            written = unit.text[number.start : number.end].lstrip("-−")
            whole, point, decimals = written.partition(".")
            start = number.end - len(written)
            if not LEAST_DIGITS <= len(whole) <= MOST_DIGITS or whole[0] == "0":
                continue
            guard = _guard(unit.text, start, number)
            if guard is not None:
                yield Silenced(start, number.end, guard)
                continue
            grouped = f"{int(whole):,}{point}{decimals}"
            yield Hit(
                start=start,
                end=number.end,
                message=f"{written} is hard to read without groups: {grouped}.",
                suggestions=(grouped,),
            )


def _guard(text: str, start: int, number: NumberReading) -> str | None:
    before = text[max(start - 8, 0) : start]
    if number.role is Role.MONEY:
        return None
    if number.role not in AMOUNTS:
        return "nothing shows what it counts"
    if STATE_BEFORE.search(before) or LABEL_NOUN_AFTER.match(text, number.end):
        return "a label or an identifier"
    if CODE_BESIDE.search(before) or CODE_AFTER.match(text, number.end):
        return "part of a code"
    if numbers_something(text, start) and not BOUND_BEFORE.search(before):
        return "a label or an identifier"
    return None
