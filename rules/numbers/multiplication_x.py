"""Finds an x or an asterisk for the sign of multiplication between measures: 3x4 m.

A unit after the last figure shows that they are measures. Left alone: drives (4x4), sizes of
pictures in pixels, hexadecimal numbers, cartridges (7.62x39mm), and products without a unit.
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
from rules.facts.units import MEASURE

FIGURE = r"\d{1,6}(?:\.\d{1,4})?(?:[ \u00a0]\d{1,2}/\d{1,2})?"
TIMES = r"[ \u00a0]?[xX*][ \u00a0]?"
PRODUCT = re.compile(
    rf"(?<![\w.,/#*×x-])({FIGURE})((?:[ \u00a0]?(?:{MEASURE}))?){TIMES}({FIGURE})"
    rf"(?:((?:[ \u00a0]?(?:{MEASURE}))?){TIMES}({FIGURE}))?"
    rf"(?=(?P<gap>[ \u00a0-]?)(?P<unit>{MEASURE}))"
)
CARTRIDGE_AFTER = re.compile(
    r"mm(?:R|SR|RB)?(?:[ \u00a0](?:[A-Z]|cartridge|round|rifle|ammunition|pistol|gun)|[).,;]|\s|\Z)"
)


class MultiplicationX(Rule):
    """3x4 m → 3 × 4 m."""

    meta = Meta(
        code="NUM015",
        name="multiplication-x",
        summary="An x for the sign of multiplication between measures (3x4 m)",
        why="The sign × is read as times everywhere; an x can be an unknown or a letter.",
        source=Source.enwiki("MOS:COMMONMATH"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.OFF,
        confidence=0.92,
        triggers=(r"[xX*][\s\x{A0}]?\d",),
        examples=(
            Example("It measures ⟦3x4⟧ m inside.", fix="3 × 4"),
            Example("It measures ⟦12.5 x 15.5⟧ cm.", fix="12.5 × 15.5"),
            Example("It measures ⟦3 x 4 x 5⟧ m inside.", fix="3 × 4 × 5"),
            Example("It measures ⟦3 m x 4⟧ m inside.", fix="3 m × 4"),
            Example("It measures ⟦16 x 6 1/8⟧ in.", fix="16 × 6 1/8"),
            Example("They won the ⟦4x100⟧ metres relay.", fix="4 × 100"),
            Example("It measures ⟦3*4⟧ feet inside.", fix="3 × 4"),
            Example("* Size: '''⟦3x4⟧''' [[metre]]s", fix="3 × 4"),
            Example("{|\n|-\n| ⟦300 x 165⟧ mm\n|}", fix="300 × 165"),
            Example("{{Infobox x\n| size = ⟦3x4⟧&nbsp;m\n}}", fix="3 × 4"),
            Example("[[File:A.jpg|thumb|A ⟦3x4⟧ m flag]]", fix="3 × 4"),
            Example("It measures 3 × 4 m inside.", guard="the right sign"),
            Example("He drove a 4x4 home.", guard="a drive"),
            Example("The picture is 256x256px large.", guard="pixels"),
            Example("The picture is 1920x1080 large.", guard="no unit"),
            Example("The value is 0x12 m there.", guard="a hexadecimal number"),
            Example("It fires 7.62x39mm rounds.", guard="a cartridge"),
            Example("A 2x2 table is shown.", guard="no unit"),
            Example('The sign said "3x4 m" then.', guard="a quotation"),
            Example("<ref>3x4 m</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each product of figures before a unit whose sign is a letter or an asterisk."""
        text = unit.text
        for match in PRODUCT.finditer(text):
            start, end = match.span()
            guard = _guard(text, match)
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            mended = " × ".join(
                figure + (between or "")
                for figure, between in ((match[1], match[2]), (match[3], match[4]), (match[5], ""))
                if figure
            )
            yield Hit(
                start=start,
                end=end,
                message=f"Between measures stands the sign ×, with spaces: {mended}.",
                suggestions=(mended,),
            )


def _guard(text: str, match: re.Match[str]) -> str | None:
    if match[1] == "0":
        return "a hexadecimal number"
    is_two = match[5] is None and " " not in match[0] and not match[2]
    if is_two and not match["gap"] and CARTRIDGE_AFTER.match(text, match.end()):
        return "a cartridge"
    return None
