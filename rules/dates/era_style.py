"""Finds eras in the wrong form (300BC, BC 300) or in another style than the article's.

AD may stand before or after its year. What an article uses, BC or BCE, is its own choice: only a
year that goes against the clear choice of the old text is reported. It leaves alone provinces and
highways (BC 99), models (300CE), quotations and titles.
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
from rules.facts.era_style import ERA_NAMED, EraPair, era_style, style_of
from rules.facts.numbers import numbers_something

JOINED = re.compile(r"(?<![\w.,:/$€£#-])(\d{1,4})(BCE|BC|AD|CE)\b(?![-/]\w)")
AD_JOINED = re.compile(r"(?<![\w.-])AD(\d{2,4})\b(?![-/]\w)")
ERA_FIRST = re.compile(r"(?<![\w.,-])(BCE|BC|CE)[ \u00a0](\d{1,4})(?!\w|[,.:-]\d)")
YEAR_CUE = re.compile(
    r"\b(?:in|by|from|until|till|since|around|about|circa|ca?\.|before|after|of|between|and|to|"
    r"during|year|dated?|the|perhaps|probably|possibly|approximately|roughly)\s\Z|[(–\ufffc]\s?\Z",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"[ \u00a0]?[–-][ \u00a0]?(?:AD\b|\d)")
"""The other end of a range of years."""

NO_CUE = "no word of time beside it"
TWIN = {"BC": "BCE", "AD": "CE", "BCE": "BC", "CE": "AD"}


class EraStyle(Rule):
    """300BC → 300 BC."""

    meta = Meta(
        code="DAT023",
        name="era-style",
        summary="An era in the wrong form or style (300BC, BC 300)",
        why="Eras stand after the year with a space, and in one style through an article.",
        source=Source.enwiki("MOS:ERA"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.OFF,
        confidence=0.9,
        needs=(era_style,),
        triggers=(
            r"\d[ \x{A0}]?(?:BC|AD|CE)",
            r"(?:BCE?|CE|AD)[ \x{A0}]?\d",
            r"[my][ \x{A0}]BCE?\b",
        ),
        examples=(
            Example("Rome fell in ⟦300BC⟧.", fix="300 BC"),
            Example("Rome fell in ⟦300BCE⟧.", fix="300 BCE"),
            Example("Rome fell in ⟦BC 300⟧.", fix="300 BC"),
            Example("Rome fell in ⟦AD300⟧.", fix="AD 300"),
            Example("Rome fell in ⟦CE 300⟧.", fix="300 CE"),
            Example("After his death in ⟦BC 148⟧, Rome fell.", fix="148 BC"),
            Example("Old coins, ⟦300BCE⟧, were found.", fix="300 BCE"),
            Example("Spread of tribes ⟦750BC⟧ – AD 1", fix="750 BC"),
            Example("Coins of {{circa}} ⟦175BC⟧ were found.", fix="175 BC"),
            Example("{|\n|-\n| in ⟦300BC⟧ || Rome\n|}", fix="300 BC"),
            Example(
                "It rose in 300 BCE, 200 BCE and 100 BCE.\n\nIt fell in ⟦50 BC⟧.",
                old="It rose in 300 BCE, 200 BCE and 100 BCE.\n",
                fix="50 BCE",
            ),
            Example(
                "It rose in 300 BC, 200 BC and AD 100.\n\nIt fell in ⟦150 CE⟧.",
                old="It rose in 300 BC, 200 BC and AD 100.\n",
                fix="150 AD",
            ),
            Example("Rome fell in 300 BC, 300 BCE, AD 300 or 300 AD.", guard="right forms"),
            Example("It fell in 50 BC.", old="It rose in 300 BCE.", guard="no clear style"),
            Example("He lives in Kelowna, BC 250 km away.", guard="a province"),
            Example("Highway BC 99 is long.", guard="a road"),
            Example("The Mercedes 300CE was sold.", guard="a model"),
            Example("{{Infobox band\n| label = 4AD, Warner\n}}", guard="a record label"),
            Example('The stone reads "300BC".', guard="a quotation"),
            Example("''300BC'' is a play.", guard="a title"),
            Example("<ref>Rome, 300BC</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each era that is joined to its year, before it, or of the other style."""
        text = unit.text
        for match in JOINED.finditer(text):
            guard = _guard(text, match.start())
            if guard == NO_CUE and (match[2] == "BCE" or GOES_ON.match(text, match.end())):
                # No model or road is called so.
                guard = None
            if len(match[1]) == 1 and not text[: match.start()].strip():
                guard = "a name of one digit and letters"
            yield _verdict(match, f"{match[1]} {match[2]}", guard)
        for match in AD_JOINED.finditer(text):
            yield _verdict(match, f"AD {match[1]}", _guard(text, match.start()))
        for match in ERA_FIRST.finditer(text):
            yield _verdict(match, f"{match[2]} {match[1]}", _guard(text, match.start()))
        named = list(ERA_NAMED.finditer(text))
        style = context.fact(era_style) if named else None
        for match in named:
            era = match["after"] or match["before"]
            if style is not None and style_of(era) is not style:
                mended = match[0].replace(era, TWIN[era])
                if match["before"]:
                    mended = f"{match[0][3:]} {TWIN[era]}"
                yield _in_other_style(match, mended, style)


def _verdict(match: re.Match[str], mended: str, guard: str | None) -> Verdict:
    if guard is not None:
        return Silenced(*match.span(), guard)
    return Hit(
        start=match.start(),
        end=match.end(),
        message=f"A space parts an era from its year, and only AD may come first: {mended}.",
        suggestions=(mended,),
    )


def _in_other_style(match: re.Match[str], mended: str, style: EraPair) -> Hit:
    return Hit(
        start=match.start(),
        end=match.end(),
        message=f"This article writes {style.value}; here that is {mended}.",
        suggestions=(mended,),
    )


def _guard(text: str, start: int) -> str | None:
    if numbers_something(text, start):
        return "a number that belongs to the word before"
    before = text[max(start - 16, 0) : start]
    return None if YEAR_CUE.search(before) or not before.strip() else NO_CUE
