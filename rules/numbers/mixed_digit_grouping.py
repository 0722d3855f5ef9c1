"""Finds South Asian and Western digit grouping side by side: 5,54,202 and 1,250,000.

Both numbers must prove their system: the one has an inner group of two digits, the other is
100,000 or more in groups of three (52,486 is written alike in both). They stand in the same
paragraph, list item, cell or caption, and the revision brought one of them. Where
indian-digit-grouping reports the same number, its finding stands alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from rules.contract import (
    PROSE_BLOCKS,
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
from rules.facts.number_grouping import Grouping
from rules.facts.number_reading import numbers_read
from rules.facts.number_roles import QUANTITIES
from rules.facts.numbers import western_grouping
from rules.numbers.indian_digit_grouping import GROUPED, label_guard

LONGEST_ALIKE = len("52,486")
"""A number up to this length is written alike in both systems."""

MODEL_BEFORE = re.compile(r"\b(?!(?:INR|USD|EUR|GBP|PKR|BDT|NPR|LKR)\b)[A-Z]{2,5}[ \u00a0]\Z")
"""Capitals before a number make it a model or a catalogue number; those of a currency do not."""

ANY_INDIAN = re.compile(r"\d,\d\d,\d{3}")


class MixedDigitGrouping(Rule):
    """5,54,202 beside 1,250,000 → 554,202 beside 1,250,000."""

    meta = Meta(
        code="NUM004",
        name="mixed-digit-grouping",
        summary="South Asian and Western digit grouping in one passage (5,54,202 and 1,250,000)",
        why="With two ways of grouping side by side, a reader cannot compare the numbers at a"
        " glance.",
        source=Source.enwiki("MOS:DIGITS"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ARTICLE,
        triggers=(r"\d,\d\d,\d",),
        status=Status.STABLE,
        confidence=0.9,
        examples=(
            Example("Of 1,250,000 voters, ⟦5,54,202⟧ came.", fix="554,202"),
            Example("Of ⟦12,50,000⟧ voters, 554,202 came.", fix="1,250,000"),
            Example(
                "Of 1,250,000 voters, ⟦5,54,202⟧ came.",
                old="Of 1,250,001 voters, 5,54,202 came.",
                fix="554,202",
            ),
            Example("* ₹⟦3,00,00,000⟧ in 1990, ₹450,000,000 in 2000", fix="30,000,000"),
            Example("[[File:A.jpg|thumb|Of 1,250,000 seats, ⟦5,54,202⟧ sold]]", fix="554,202"),
            Example("{|\n|-\n| ₹⟦5,54,202⟧ of 1,250,000\n|}", fix="554,202"),
            Example("{{Infobox x\n| total = '''⟦5,54,202⟧''' of 1,250,000\n}}", fix="554,202"),
            Example("Of 52,486 voters, 5,54,202 came.", guard="written alike in both systems"),
            Example("Of 5,54,202 voters, 12,50,000 came.", guard="one system"),
            Example("Of 554,202 voters, 1,250,000 came.", guard="one system"),
            Example("It had 1,250,000 people.\n\nAnd 5,54,202 came.", guard="two passages"),
            Example("See pages 5,54,202 of 1,250,000.", guard="pages"),
            Example("Some 5,54,202 came in 1990 and 2000.", guard="years"),
            Example("Some 5,54,202 came by the BR 123,456.", guard="a model"),
            Example("Patent No. 1,250,000 sold 5,54,202 times.", guard="an identifier"),
            Example('He wrote "of 1,250,000, 5,54,202 came" then.', guard="a quotation"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each number in South Asian grouping that has a Western one in its block."""
        text = unit.text
        if ANY_INDIAN.search(text) is None:
            return
        western: dict[int, list[tuple[int, int]]] = {}
        for match in GROUPED.finditer(text):
            start, end = match.span()
            block = unit.document.prose.block_at(unit.start + start)
            if block.kind not in PROSE_BLOCKS:
                continue
            first, last = block.start - unit.start, block.end - unit.start
            if first not in western:
                western[first] = _western(text[first:last], first)
            if not western[first]:
                continue
            passage = text[first:last]
            guard = label_guard(passage, start - first, end - first)
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            beside = _nearest(western[first], start)
            mended = western_grouping(match[0])
            yield Hit(
                start=start,
                end=end,
                message=f"{match[0]} has South Asian grouping, {text[slice(*beside)]} in the same"
                f" passage Western: write both alike ({mended}).",
                suggestions=(mended,),
                evidence=(Evidence(*beside),),
            )


def _nearest(places: list[tuple[int, int]], start: int) -> tuple[int, int]:
    at = bisect_left(places, (start, start))
    return min(places[max(at - 1, 0) : at + 1], key=lambda place: abs(place[0] - start))


def _western(passage: str, offset: int) -> list[tuple[int, int]]:
    """The places of numbers that prove to be grouped in the Western way, shifted by ``offset``."""
    return [
        (offset + number.start, offset + number.end)
        for number in numbers_read(passage)
        if number.grouping is Grouping.WESTERN
        and number.role in QUANTITIES
        and len(passage[number.start : number.end].partition(".")[0]) > LONGEST_ALIKE
        and not MODEL_BEFORE.search(passage[max(number.start - 8, 0) : number.start])
    ]
