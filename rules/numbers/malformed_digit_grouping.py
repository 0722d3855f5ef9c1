"""Finds numbers whose commas stand in no system: 12,3456 or 1234,567.

A group after a comma has four digits or more, or the first group has more than three. A digit or
a comma was then lost, doubled or moved, and the reader cannot tell the size. Something must show
that the digits are one number: a counted noun, a unit or a currency beside them, an infobox value
or a table cell that holds nothing else, a shape that no decimal comma has, or a well-formed number
in the same passage, whose writer groups by commas. Enumerations, labels, numbers with a decimal
comma, the South Asian grouping and a date run into a number ("In 1962,200 rockets") are left alone.
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
from rules.facts.dates import MONTH
from rules.facts.numbers import (
    BOUND_BEFORE,
    COUNT_BEFORE,
    CURRENCY_BEFORE,
    LIST_NOUN,
    WESTERN,
    counted_noun,
    numbers_something,
    unit_after,
    western_near,
)

GROUPED = re.compile(
    r"(?:(?<![\w.,/:#+=-])|(?<=\bRs\.))\d{1,9}(?:,\d{2,9}){1,5}(?:\.\d+)?(?!\w|[/:]\w|,\d|\.\d)"
)
MALFORMED = re.compile(
    r"[1-9]\d{3,8}(?:,\d{3})+|[1-9]\d{0,8}(?:,\d{3,9}){1,5}|[1-9]\d?(?:,\d\d)+,\d{4,9}"
)
"""A first group too long before groups of three, or any later group that is too long."""

SOUTH_ASIAN = re.compile(r"\d{1,2}(?:,\d\d)+(?:,\d{3})?")
TOO_LONG = re.compile(r",\d{4}")
YEAR = re.compile(r"(?:1\d{3}|20\d\d)\Z")
ROUND = re.compile(r"\d+00\Z")
"""A decimal part does not end in zeros."""

YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|by|until|till|during|after|before|year|season|from|between|early|late|"
    rf"mid|{MONTH})|\b(?:summer|spring|autumn|winter|fall|end|start|beginning|middle|year)\sof|"
    rf"\b(?:{MONTH})\.?,?\s\d{{1,2}},|\b\d{{1,2}}\s(?:{MONTH}),?)\s*\Z",
    re.IGNORECASE,
)
"""What makes four digits before the comma a year."""

MONTH_BEFORE = re.compile(rf"\b(?:{MONTH})\.?\s\Z")
"""A day and a year without a space: "July 4,1976"."""

DIGITS_BEFORE = re.compile(r"(?:\A|[^\d,])([\d,]{0,15}\d)\s?(?:,|;|and|or|&|–|-|/|x|×)\s*\Z")
DIGITS_AFTER = re.compile(r"\s*(?:,|;|and|or|&)\s*(\d[\d,]{0,15})")
VALUE_NAME = re.compile(
    r"population|votes?|attendance|gross|budget|sales|area|students|employees|members|revenue|"
    r"income|assets|capacity|enrol|elevation|strength|casualties|speakers|households|cost|circulation|cases|deaths|recover|"
    r"under_?grad|post_?grad|staff|seats|\bactive|reserve",
    re.IGNORECASE,
)
LABEL_IN_CLAUSE = re.compile(
    r"\b(?:numbers?(?! of)|codes?|ids?|identifiers?|inventory|catalog(?:ue)?|accession|"
    r"serial|registration|registered as|licen[cs]e|patent|models?|parts?|lots?|versions?|section|"
    r"chapter|verses?|phone|telephone|tel|fax|call|dial|coordinates?|latitude|longitude|grid|ratio|"
    r"factor|index|constant|value|equals?|frequenc(?:y|ies)|pin|zip|postcode)\b[^.;:]{0,32}\Z",
    re.IGNORECASE,
)
"""A word that makes what follows in its clause a label or a ratio."""

REMARK = re.compile(r"[\ufffc\s]*(?:\([^()]{0,60}\))?[\ufffc\s]*")
"""What may follow a value: a reference, a remark in brackets."""

POWERS = re.compile(r"10{0,6}(?:,10{1,9})+")

PASSAGE = 2_000
"""Code points to either side in which another number shows what its author's commas mean."""


class MalformedDigitGrouping(Rule):
    """1234,567 people → 1,234,567 people."""

    meta = Meta(
        code="NUM003",
        name="malformed-digit-grouping",
        summary="Commas that divide a number in no known way (12,3456)",
        why="A comma or a digit is out of place, so the reader cannot tell how large the number"
        " is.",
        source=Source.enwiki("MOS:DIGITS"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.9,
        triggers=(r"\d{4},\d{3}|\d,\d{4}",),
        examples=(
            Example("The town has ⟦12,3456⟧ inhabitants.", fix="123,456"),
            Example("Over ⟦1234,567⟧ people fled.", fix="1,234,567"),
            Example("It cost $⟦1,2345,678⟧ to build.", fix="12,345,678"),
            Example("It cost Rs.⟦12,3456⟧ to build.", fix="123,456"),
            Example("Over ⟦12,3456⟧ registered voters took part.", fix="123,456"),
            Example("They ate ⟦15,0000⟧ tonnes of rice.", fix="150,000"),
            Example("They ate ⟦1,23,4567⟧ apples.", fix="1,234,567"),
            Example("The lake covers ⟦1234,567⟧ acres.", fix="1,234,567"),
            Example("It has a population of ⟦12,3456⟧.", fix="123,456"),
            Example("{{Infobox settlement\n| population_total = ⟦12,3456⟧\n}}", fix="123,456"),
            Example('{| class="wikitable"\n|-\n| Total || ⟦1,2345,678⟧\n|}', fix="12,345,678"),
            Example("[[File:A.jpg|thumb|A crowd of ⟦12,3456⟧ people]]", fix="123,456"),
            Example("{{Infobox x\n| cases = ⟦11,8251⟧ (as of 9 April)\n}}", fix="118,251"),
            Example("Over ⟦10,0000⟧ of these are gone.", fix="100,000"),
            Example("They claim to have had ⟦3234,567⟧ in all.", fix="3,234,567"),
            Example("They lost ⟦3,0000⟧ to 50,000 to it.", fix="30,000"),
            Example("They allow 90,000 or ⟦10,0000⟧ a year.", fix="100,000"),
            Example("In 2009, ⟦3,5000⟧ migrant workers left.", fix="35,000"),
            Example("The population of Alaska was ⟦73,8432⟧ then.", fix="738,432"),
            Example("Some 53,230 work in care; ⟦33,8760⟧ in sales.", fix="338,760"),
            Example("It raised the number of pairs to ⟦34,0000⟧.", fix="340,000"),
            Example("Most (⟦69,1977⟧) left; 210,614 stayed.", fix="691,977"),
            Example("'''⟦12,3456⟧''' [[soldier]]s fell.", fix="123,456"),
            Example("In 1962,200 rockets were fired.", guard="a year and a missing space"),
            Example("By the end of 1962,200 rockets flew.", guard="a year and a missing space"),
            Example("On May 5,1950 soldiers left.", guard="a date without a space"),
            Example("A rod of 3,1416 metres was cut.", guard="a decimal comma"),
            Example("A drop of 0,0025 mm was seen.", guard="a decimal comma"),
            Example("An angle of 3,14159 turns is odd.", guard="a decimal comma"),
            Example("The 1914,1918 and later wars.", guard="a list"),
            Example("Sizes are 10,100,1000 or more.", guard="powers of ten"),
            Example("It sends at 1200,2400,4800 by turns.", guard="a list without spaces"),
            Example("It fell in 1450,1500,1550 again.", guard="years"),
            Example("See Smith 1987,234 names for it.", guard="a year and a page"),
            Example("Its code was 12,3400 for long.", guard="a label"),
            Example("Of 12,500, a ratio of 3,1416 is left.", guard="a ratio"),
            Example("They met at 69,1977 then.", guard="nothing is counted"),
            Example("Both 1939,1945 treaties hold.", guard="two years"),
            Example("See pages 12,3456 for figures.", guard="after a list noun"),
            Example("Trains 1234,567 and 89 call here.", guard="after a list noun"),
            Example("Its inventory number is 12,3456.", guard="nothing is counted"),
            Example("The lot 5,54,202 people is shown.", guard="South Asian grouping"),
            Example("A total of 1,234,567 people fled.", guard="well formed"),
            Example('He counted "12,3456 people" there.', guard="a quotation"),
            Example("Er wog {{lang|de|12,3456 Gramm}}.", guard="foreign words"),
            Example("<ref>12,3456 people</ref>", guard="a reference"),
            Example("Sums of 1234,567 and 89 people were named.", guard="a list of numbers"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each number so written that is shown to be one."""
        for match in GROUPED.finditer(unit.text):
            start, end = match.span()
            whole, point, decimals = match[0].partition(".")
            if not _is_malformed(whole):
                continue
            guard = _guard(unit, start, end, whole)
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            mended = f"{int(whole.replace(',', '')):,}{point}{decimals}"
            yield Hit(
                start=start,
                end=end,
                message=f"The commas of {match[0]} divide it in no known way: {mended}, if no digit"
                " is missing or doubled; please check the source.",
                suggestions=(mended,),
            )


def _is_malformed(whole: str) -> bool:
    if SOUTH_ASIAN.fullmatch(whole) or MALFORMED.fullmatch(whole) is None:
        return False
    return whole.index(",") > 3 or TOO_LONG.search(whole) is not None


def _guard(unit: Unit, start: int, end: int, whole: str) -> str | None:
    text = unit.text
    before = text[max(start - 40, 0) : start]
    first, *rest = whole.split(",")
    if LIST_NOUN.search(before):
        return "after a list noun"
    if _is_listed(text, before, end) or POWERS.fullmatch(whole) or _is_unspaced_list(rest):
        return "part of a list of numbers"
    if YEAR.match(first) and YEAR_BEFORE.search(before):
        return "a year and a missing space"
    if len(rest) == 1 and len(first) <= 2 and YEAR.match(rest[0]) and MONTH_BEFORE.search(before):
        return "a date and a missing space"
    if YEAR.match(first) and all(YEAR.match(group) for group in rest):
        return "years"
    is_label = numbers_something(text, start) and not BOUND_BEFORE.search(before)
    if YEAR.match(first) and is_label:
        return "a year and a page"
    has_unit = unit_after(text, end) is not None
    money = CURRENCY_BEFORE.search(before) is not None
    if len(rest) == 1 and not money and not ROUND.match(rest[0]):
        long_tail = len(first) == 1 and len(rest[0]) > 4
        if long_tail or (has_unit and len(first) <= 3):
            return "a decimal comma, perhaps"
    if money or has_unit or counted_noun(text, end) or COUNT_BEFORE.search(before):
        return None
    if _fills_its_place(unit, start, end, len(rest)):
        return None
    if is_label or LABEL_IN_CLAUSE.search(before) or YEAR.match(first):
        return "a label, a ratio or a year"
    return None if _is_no_decimal(unit, start, whole, rest) else "nothing shows what it counts"


def _is_listed(text: str, before: str, end: int) -> bool:
    """Whether numbers stand beside it that are neither grouped ones themselves nor a year."""
    beside = (DIGITS_BEFORE.search(before), DIGITS_AFTER.match(text, end))
    return any(
        match and not WESTERN.fullmatch(match[1]) and not YEAR.fullmatch(match[1])
        for match in beside
    )


def _is_unspaced_list(rest: list[str]) -> bool:
    return sum(len(group) > 3 for group in rest) > 1


def _is_no_decimal(unit: Unit, start: int, whole: str, rest: list[str]) -> bool:
    """Whether the shape or the passage shows that the comma groups."""
    if unit.block is not None and unit.block.kind in (BlockKind.ARGUMENT, BlockKind.TABLE_CELL):
        return False
    if len(rest) > 1 or whole.index(",") > 3 or ROUND.match(rest[0]):
        return True
    return any(True for _ in western_near(unit.text, start, start + len(whole), PASSAGE))


def _fills_its_place(unit: Unit, start: int, end: int, commas: int) -> bool:
    """Whether an infobox value or a table cell holds this number and nothing else."""
    block = unit.block
    if block is None or unit.text[:start].strip() or REMARK.fullmatch(unit.text, end) is None:
        return False
    if block.kind is BlockKind.ARGUMENT:
        return VALUE_NAME.search(block.name) is not None
    return block.kind is BlockKind.TABLE_CELL and commas > 1
