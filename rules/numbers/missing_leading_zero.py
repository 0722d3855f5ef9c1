"""Finds decimals that begin with the point: .02 mm for 0.02 mm.

A unit, a percent sign or a currency must show that the digits are an amount. Calibres
(.38 Special, a .50-inch gun), averages of sports (.300) and suffixes of files (.7z) are written
that way.
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
from rules.facts.units import CURRENCY_SIGN, LARGE_AFTER, MEASURE_AFTER, PERCENT

BARE_POINT = re.compile(r"(?<![\w.…)\]/\\*@])\.\d{1,6}(?![\w.]\w|\d)")
CURRENCY_BEFORE = re.compile(rf"{CURRENCY_SIGN}\Z")
CHAIN_AFTER = re.compile(r"[ \u00a0]?(?:–|-|to|and|or|,)[ \u00a0]?\d{0,3}\.\d{1,6}(?!\d)")
GUN_AFTER = re.compile(
    r"[ \u00a0-]?(?:cal\b|calib|in\b|inch|mm)[^.;]{0,30}\b(?:gun|rifle|pistol|revolver|bullet|"
    r"cartridge|round|ammunition|machine|calib|barrel|bore|weapon)|"
    r"[ \u00a0-]?(?:cal\b|calib)|-inch\b",
    re.IGNORECASE,
)
SPORT_BEFORE = re.compile(
    r"\b(?:batting|batted|bats|hit|hitting|slugging|fielding|percentage|average|averaged|"
    r"on-base|winning|record|slash)\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
PERCENT_AFTER = re.compile(rf"[ \u00a0]?{PERCENT}")
"""Averages of a sport are written without it."""


class MissingLeadingZero(Rule):
    """.02 mm → 0.02 mm."""

    meta = Meta(
        code="NUM008",
        name="missing-leading-zero",
        summary="A decimal without its leading zero (.02 mm)",
        why="A point at the beginning is easily overlooked, and .5 then reads as 5.",
        source=Source.enwiki("MOS:DECIMAL"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.OFF,
        confidence=0.9,
        triggers=(r"(?:^|[^\w])\.\d",),
        examples=(
            Example("A layer of ⟦.02⟧ mm was seen.", fix="0.02"),
            Example("About ⟦.5⟧% of lines failed.", fix="0.5"),
            Example("Tablets of ⟦.25⟧ and ⟦.50⟧ mg are sold.", fix="0.25"),
            Example("It is ⟦.75⟧ inches wide.", fix="0.75"),
            Example("It cost $⟦.50⟧ a head.", fix="0.50"),
            Example("Growth is to average ⟦.6⟧% a year.", fix="0.6"),
            Example("It lost ⟦.8⟧ million people.", fix="0.8"),
            Example("* '''⟦.75⟧''' [[metre]]s", fix="0.75"),
            Example("{|\n|-\n| ⟦.75⟧ km\n|}", fix="0.75"),
            Example("{{Infobox road\n| length = ⟦.75⟧&nbsp;km\n}}", fix="0.75"),
            Example("A .22 rifle was found.", guard="a calibre"),
            Example("A .50-inch machine gun fired.", guard="a calibre"),
            Example("A .38-cal. bullet was found.", guard="a calibre"),
            Example("His batting average was .300 m later.", guard="a sporting average"),
            Example("It opens .7z and .3gp files.", guard="a file suffix"),
            Example("A layer of 0.02 mm was seen.", guard="a leading zero"),
            Example("The sample had p < .05 in all.", guard="nothing shows an amount"),
            Example("He waited ...5 s and left.", guard="an ellipsis"),
            Example("He ended.5 km on, it rained.", guard="a missing space"),
            Example('She said "it is .5 km" then.', guard="a quotation"),
            Example("<ref>.5 km</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each decimal that begins with its point and has a unit or a currency."""
        text = unit.text
        for match in BARE_POINT.finditer(text):
            start, end = match.span()
            guard = _guard(text, start, end)
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            yield Hit(
                start=start,
                end=end,
                message=f"The point is easily overlooked without a zero: 0{match[0]}.",
                suggestions=("0" + match[0],),
            )


def _guard(text: str, start: int, end: int) -> str | None:
    before = text[max(start - 60, 0) : start]
    if SPORT_BEFORE.search(before) and not PERCENT_AFTER.match(text, end):
        return "an average of a sport"
    if GUN_AFTER.match(text, end):
        return "a calibre"
    chain = CHAIN_AFTER.match(text, end)
    last = chain.end() if chain is not None else end
    if MEASURE_AFTER.match(text, last) or LARGE_AFTER.match(text, last):
        return None
    return None if CURRENCY_BEFORE.search(before) else "nothing shows an amount"
