"""Finds decimals after a comma as in much of Europe: 3,5 km for 3.5 km.

One or two digits after the comma cannot be a group of thousands; a unit, a percent sign, a
currency or "million" shows that the digits are one number. A leading zero proves it for any
length (0,0025 mm). Table cells that hold nothing else are read when their neighbours are written
alike and are no ascending lists. Lists, dates run into numbers and labels are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from rules.contract import (
    Block,
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
from rules.facts.dates import MONTH
from rules.facts.numbers import BOUND_BEFORE, LABEL_BEFORE, is_list_noun, word_before
from rules.facts.units import CURRENCY_SIGN, LARGE_AFTER, MEASURE_AFTER

DECIMAL = re.compile(
    r"(?<![\w.,:/#№§=])(?:[1-9]\d{0,2},\d{1,2}|0,\d{1,8})(?![\d'’′]|,\d|\.\d|:\d|/\d|[A-Z]{2})"
)
CURRENCY_BEFORE = re.compile(rf"(?:{CURRENCY_SIGN}|\b(?:EUR|USD|GBP|CHF|Rs\.?))[ \u00a0]?\Z")
CURRENCY_AFTER = re.compile(r"[ \u00a0]?(?:[€£$]|(?:EUR|USD|GBP|CHF|euros?|dollars)\b)")
LIST_BEFORE = re.compile(r"(?<!\d)\d{1,3}(?:,\d{1,2})?\s?(?:,|;|and|or|&|–|-|/)\s*\Z")
RANGE_BEFORE = re.compile(r"(?<![\d,])\d{1,3},\d{1,2}\s?(?:–|-|to|and|or)\s*\Z")
RANGE_AFTER = re.compile(r"[ \u00a0]?(?:–|-|to|and|or)[ \u00a0]?\d{1,3}[,.]\d{1,2}(?!\d)")
MONTH_BEFORE = re.compile(rf"\b(?:{MONTH})\.?\s\Z")
PLURAL_AFTER = re.compile(r"\s(?:races|events|runs|swims|distances|categories|relays|classes)\b")
BARE = re.compile(r"\s*[−-]?(\d{1,3}),(\d{1,2})\s*[\ufffc\s]*")
NEIGHBOURS = 12
"""Blocks of the page on either side that are looked at for cells written alike."""
LEAST_ALIKE = 5


class DecimalComma(Rule):
    """3,5 km → 3.5 km."""

    meta = Meta(
        code="NUM007",
        name="decimal-comma",
        summary="A comma before the decimals (3,5 km)",
        why="In English a comma groups thousands or divides a list; the decimals follow a point.",
        source=Source.enwiki("MOS:DECIMAL"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.94,
        triggers=(r"(?:^|[^\d,])\d{1,3},\d{1,2}(?:\D|$)", r"(?:^|[^\d,])0,\d"),
        examples=(
            Example("The road is ⟦3,5⟧ km long.", fix="3.5"),
            Example("The layer is ⟦0,0025⟧ mm thick.", fix="0.0025"),
            Example("Some ⟦12,76⟧ percent agreed.", fix="12.76"),
            Example("Some ⟦12,5⟧% agreed in 1990 and ⟦4,75⟧% in 2000.", fix="12.5"),
            Example("Men live ⟦76,5⟧ years and women ⟦82,1⟧ years.", fix="76.5"),
            Example("It cost €⟦3,50⟧ a head.", fix="3.50"),
            Example("It cost ⟦12,50⟧ euros a head.", fix="12.50"),
            Example("Some ⟦1,2⟧ million people came.", fix="1.2"),
            Example("It is ⟦1,5⟧–⟦2,5⟧ m tall.", fix="1.5"),
            Example("It rose to ⟦37,5⟧ °C.", fix="37.5"),
            Example("It has over ⟦1,3⟧ million readers.", fix="1.3"),
            Example("* '''⟦3,5⟧''' [[kilometre]]s", fix="3.5"),
            Example("{|\n|-\n| ⟦3,63⟧%\n|}", fix="3.63"),
            Example(
                "{|\n|-\n| ⟦21,3⟧ || ⟦5,0⟧ || ⟦7,8⟧\n|-\n| ⟦9,7⟧ || ⟦10,3⟧ || ⟦12,1⟧\n|}",
                fix="21.3",
            ),
            Example("{{Infobox road\n| length = ⟦3,5⟧&nbsp;km\n}}", fix="3.5"),
            Example("[[File:A.jpg|thumb|A ⟦3,5⟧-metre wall]]", fix="3.5"),
            Example("See chapters 3,5 and 7.", guard="a list"),
            Example("Verses 3,5 days apart were read.", guard="a list"),
            Example("Over 1,2, 3,5 km they ran.", guard="a list"),
            Example("In group 3,5 km from town, all left.", guard="a label"),
            Example("The 5,10 km races were held.", guard="a list before a plural"),
            Example("On May 3,5 people met; 3,5 is odd.", guard="nothing follows"),
            Example("On May 3,5 days later, it fell.", guard="a date without a space"),
            Example("It covers 3,567 km in all.", guard="groups of thousands"),
            Example("It sold 5,54,202 copies.", guard="South Asian grouping"),
            Example("{|\n|-\n| 1,3 || 2,4 || 5,6\n|-\n| 1,2 || 3,4 || 5,7\n|}", guard="lists"),
            Example("Er lief {{lang|de|3,5 km}} weit.", guard="foreign words"),
            Example("Moved to 3,5 in the index.", guard="a preposition"),
            Example("The herbicide 2,4-D kills weeds.", guard="a chemical name"),
            Example('She said "3,5 km" aloud.', guard="a quotation"),
            Example("<ref>3,5 km</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each number with a decimal comma that something beside it proves to be one."""
        text = unit.text
        for match in DECIMAL.finditer(text):
            start, end = match.span()
            guard = _guard(unit, match)
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            mended = match[0].replace(",", ".")
            yield Hit(
                start=start,
                end=end,
                message=f"In English the decimals follow a point: {mended}.",
                suggestions=(mended,),
            )


def _guard(unit: Unit, match: re.Match[str]) -> str | None:
    text, (start, end) = unit.text, match.span()
    if not _is_measured(text, start, end):
        if unit.block is None or unit.block.kind is not BlockKind.TABLE_CELL:
            return "nothing shows that it is one number"
        return None if _has_alike_neighbours(unit) else "a cell that may hold a list"
    before = text[max(start - 24, 0) : start]
    is_label = LABEL_BEFORE.search(before) and not BOUND_BEFORE.search(before)
    if is_label or is_list_noun(word_before(before)):
        return "a list or a label"
    if MONTH_BEFORE.search(before):
        return "a date and a missing space"
    if LIST_BEFORE.search(before) and not RANGE_BEFORE.search(before):
        return "part of a list of numbers"
    return None


def _is_measured(text: str, start: int, end: int) -> bool:
    # The first number of a range has the unit of the second.
    rest = RANGE_AFTER.match(text, end)
    if rest is not None:
        end = rest.end()
    unit = MEASURE_AFTER.match(text, end)
    if unit is not None:
        return PLURAL_AFTER.match(text, unit.end()) is None
    return bool(
        LARGE_AFTER.match(text, end)
        or CURRENCY_AFTER.match(text, end)
        or CURRENCY_BEFORE.search(text[max(start - 6, 0) : start])
    )


def _has_alike_neighbours(unit: Unit) -> bool:
    """Whether the cell holds the number alone, and the cells around it prove it a decimal.

    A list ascends and has no zero; among decimals some do not.
    """
    own = BARE.fullmatch(unit.text)
    if own is None or unit.block is None:
        return False
    prose = unit.document.prose
    blocks = prose.blocks
    at = bisect_left(blocks, unit.block.start, key=_block_start)
    alike = descending = 0
    for block in blocks[max(at - NEIGHBOURS, 0) : at + NEIGHBOURS]:
        if block.kind is not BlockKind.TABLE_CELL or block.end - block.start > 12:
            continue
        found = BARE.fullmatch(prose.text, block.start, block.end)
        if found is not None:
            alike += 1
            descending += int(found[2]) <= int(found[1]) or found[1] == "0"
    return alike >= LEAST_ALIKE and descending * 3 >= alike


def _block_start(block: Block) -> int:
    return block.start
