"""Finds a quantity beside a conversion that is another size: "30,000 acres (12 km²)".

Pairs in brackets, with a slash or "or", written by hand; what a template converts is never read.
Rounding of either figure, 5 % beyond it, hedges, ranges, feet and inches, and every meaning of an
ambiguous unit (gallons, tons, ounces, horsepower, miles to the gallon) are allowed for. Currencies
change, so that pairs of them are left alone, as are times, units of one system, and distances on
offer ("races of 5 km or 10 miles").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from rules.contract import (
    Class,
    Context,
    Evidence,
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
from rules.facts.claim_conversions import TOLERANCE, Mismatch, is_pair, mismatch
from rules.facts.claim_quantities import Quantity, quantities

HEDGED = Decimal("1.1")
"""The ratio by which hedged figures may differ beyond rounding."""

HEDGE = (
    r"(?:(?:or|about|approximately|approx\.?|around|roughly|nearly|almost|over|under|some|circa|"
    r"ca?\.|more than|less than|just|at least|up to|equal to|equivalent to|i\.e\.,?|~|≈|=)\s?)"
)
TAIL = (
    r"(?:\s(?:long|tall|high|wide|deep|thick|across|away|in (?:length|height|width|depth|diameter|"
    r"area|size|thickness|weight)|of (?:land|water|thrust)|above sea level))?"
)
BRACKET = re.compile(rf"{TAIL}\s?[(\[]\s?{HEDGE}{{0,3}}\Z", re.IGNORECASE)
NEXT_ITEM = re.compile(rf"\s?[;,/]\s?{HEDGE}{{0,2}}\Z|\sor\s{HEDGE}{{0,2}}\Z", re.IGNORECASE)
BESIDE = re.compile(rf"\s?/\s?\Z|,?\sor\s{HEDGE}{{0,2}}\Z", re.IGNORECASE)
ITEM_END = re.compile(r"\s?[)\];,/]|\sor\s")
HEDGE_BEFORE = re.compile(rf"\b{HEDGE}\Z", re.IGNORECASE)
OFFERED = re.compile(
    r"\b(?:either|whether|choice|choose|options?|rac(?:e|es|ing)|runs?|runners?|marathon|events?|"
    r"distances|categor(?:y|ies)|swim\w*|hurdles|heats?|relay|track|walk\w*|versions?|models?|"
    r"sizes?|available|respectively)\b",
    re.IGNORECASE,
)
"""Words by which two quantities with "or" or a slash are alternatives and no conversion."""

NEAR = 150
"""Code points on either side in which such a word counts."""

LONGEST_LINK = 48
MOST_RATIO = Decimal(30_000)
"""Sizes that lie further apart are two things, or a unit that means something else here."""


class ConversionMismatch(Rule):
    """30,000 acres (12 km²)."""

    meta = Meta(
        code="CLM001",
        name="conversion-mismatch",
        summary="A quantity beside a conversion that is another size",
        why="30,000 acres are 121 square kilometres and not 12, so one of the two figures or units"
        " must be wrong.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.SENTENCE,
        status=Status.STABLE,
        confidence=0.93,
        guards=frozenset({Guard.QUOTATION, Guard.ITALIC, Guard.SIC}),
        triggers=(
            r"[A-Za-z²³23°'\"′″.][ \x{A0}]?[(\[][^()\[\]\d]{0,24}\d[^()\[\]]{0,40}[A-Za-z²³°/]",
            r"[A-Za-z²³°] ?/ ?\d[\d.,]*[ \x{A0}-]?[A-Za-z°]",
            r"\bor (?:[a-z]+ ){0,2}\d[\d.,]*[ \x{A0}-]?[A-Za-z°]",
        ),
        examples=(
            Example("The estate covers ⟦30,000 acres (12 km<sup>2⟧</sup>)."),
            Example("The line is ⟦266 miles (364 km⟧) long."),
            Example("It lies ⟦62 miles (39 km⟧) north of Rome."),
            Example("The tower is ⟦100 m tall (33 ft⟧)."),
            Example("The wall is ⟦10–15 miles (24–36 km⟧) long."),
            Example("He is ⟦5 ft 11 in (160 cm⟧) tall."),
            Example("He is ⟦5 ft 11 in tall (160 cm⟧)."),
            Example("The gate is ⟦10 by 20 m (33 by 46 ft⟧)."),
            Example("It carries ⟦2.5 million acres (10,000 ha⟧) of forest."),
            Example("In July ⟦30 °C (68 °F⟧) is usual."),
            Example("It does ⟦30 mpg (30 L/100 km⟧)."),
            Example("The density is ⟦270 people per square mile (700/km2⟧)."),
            Example("The lake is ⟦10 miles, or about 6 km⟧, from here."),
            Example("The pipe is ⟦12 km/75 mi⟧ long."),
            Example("A ⟦five-mile (80 km⟧) road was built."),
            Example("It is ⟦10 miles (16 km; 87 nmi⟧) away."),
            Example("{{Infobox person\n| height = ⟦5 ft 11 in (1.60 m⟧)\n}}"),
            Example("The estate covers 30,000 acres (121 km<sup>2</sup>).", guard="agrees"),
            Example("The line is 300 miles (500 km) long.", guard="rounded"),
            Example("It is about 50 miles (75 km) away.", guard="hedged"),
            Example("He is 5 ft 11 in (180 cm) tall.", guard="feet and inches"),
            Example("The wall is 10–15 miles (16–24 km) long.", guard="ranges"),
            Example("The car does 0–60 mph (97 km/h).", guard="a range and one figure"),
            Example("It does 30 mpg (7.8 L/100 km).", guard="counted the other way round"),
            Example("It does 30 mpg (9.4 L/100 km).", guard="imperial gallons"),
            Example("She displaced 5,000 tons (4,536 t).", guard="short tons"),
            Example("She displaced 5,000 tons (5,080 t).", guard="long tons"),
            Example("The tank holds 10 gallons (38 L).", guard="US gallons"),
            Example("The tank holds 10 gallons (45 L).", guard="imperial gallons"),
            Example("They dug up 10 oz (311 g) of gold.", guard="troy ounces"),
            Example("It is 10 nautical miles (19 km) off the coast.", guard="nautical miles"),
            Example("It rose by 2 °C (3.6 °F).", guard="a difference of temperatures"),
            Example("In July 30 °C (86 °F) is usual.", guard="agrees"),
            Example("The density is 270 people per square mile (104/km2).", guard="per area"),
            Example("It costs $5 million (€40 million).", guard="currencies"),
            Example("It cost $5 per acre (£30/ha).", guard="currencies"),
            Example("Races of 5 km or 10 miles are held.", guard="alternatives"),
            Example("Choose the 20 ft or 9 m mast.", guard="alternatives"),
            Example("It is {{convert|5|mi|km}} (30 km) away.", guard="a template"),
            Example("The bridge spans 300 m (1,200 ft with its ramps).", guard="another thing"),
            Example("A 50 m (25 m) pool was built.", guard="one system"),
            Example("A German mile is 7.5 Roman miles (11 km).", guard="another mile"),
            Example('The sign reads "266 miles (364 km)".', guard="a quotation"),
            Example("The barrel is 4 ft 8{{frac|1|2}} in (1,435 mm) wide.", guard="a template"),
            Example("The gauge is 4 ft 8 1 ⁄ 2 in (1,435 mm).", guard="a spaced fraction"),
            Example("It weighs 6 lb 10 oz (3 kg) at birth.", guard="pounds and ounces"),
            Example("The 4.7-inch (120 mm) guns were sold.", guard="nominal size"),
            Example("It makes 100 hp (75 kW; 101 PS).", guard="three units"),
            Example("The 100 m race (10.5 s) and 5 km (2 h) were run.", guard="not one dimension"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each pair of neighbouring quantities that ought to be one size and are not."""
        text = unit.text
        head: Quantity | None = None
        is_open = False
        found = quantities(text)
        for before, item in pairwise(found):
            between = text[before.end : item.start]
            if len(between) > LONGEST_LINK:
                head, is_open = None, False
                continue
            if BRACKET.match(between):
                head, is_open = before, True
            elif is_open and NEXT_ITEM.match(between):
                pass
            elif BESIDE.match(between):
                head, is_open = before, False
            else:
                head, is_open = None, False
            if head is None or (is_open and not ITEM_END.match(text, item.end)):
                continue
            yield from _verdict(text, head, item, between, is_open)


def _verdict(
    text: str, head: Quantity, item: Quantity, between: str, is_open: bool
) -> Iterator[Verdict]:
    if not is_pair(head, item):
        return
    hedged = HEDGE_BEFORE.search(text[max(head.start - 16, 0) : head.start])
    hedged = hedged or HEDGE_BEFORE.search(between)
    found = mismatch(head, item, HEDGED if hedged else TOLERANCE)
    if found is None:
        return
    if not is_open and OFFERED.search(text, max(head.start - NEAR, 0), item.end + NEAR):
        yield Silenced(head.start, item.end, "two quantities on offer, and no conversion")
        return
    if found.ratio is not None and found.ratio > MOST_RATIO:
        yield Silenced(head.start, item.end, "far too far apart to be a conversion")
        return
    yield _hit(text, head, item, found)


def _hit(text: str, head: Quantity, item: Quantity, found: Mismatch) -> Hit:
    one, other = text[head.start : head.end], text[item.start : item.end]
    unit = text[item.amounts[-1].end : item.end].strip(" \n\u00a0-") or found.unit
    return Hit(
        start=head.start,
        end=item.end,
        message=f"“{one}” is about {found.expected} {unit}; the text gives “{other}”. These"
        " differ.",
        evidence=(Evidence(head.start, head.end), Evidence(item.start, item.end)),
    )
