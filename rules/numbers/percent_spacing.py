"""Finds a space before the percent sign, and the sign beside its own words: 12 %, 12 per cent%.

The sign stands right after the figure; what is marked is the space and the sign, so that a fault
of the figure itself can be mended beside it. Left alone: a remainder in arithmetic (17 % 5),
codes of programs (% d, %20), and templates that set a value with its unit.
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

SPACES = "[ \u00a0\u2009\u202f]"
SPACED = re.compile(rf"(?<=\d)({SPACES}{{1,3}})([%‰])(?![\w%])")
DOUBLED = re.compile(
    rf"(?<=\d)({SPACES}?per{SPACES}?cent){SPACES}?%(?!\w)|(?<=\d)%({SPACES}?per{SPACES}?cent)\b"
)
REMAINDER_AFTER = re.compile(rf"{SPACES}?(?:[\d=]|\(\s?[\w.]{{1,12}}\s?[+*/−-])")
"""The right side of a division; other brackets give the figure that the share stands for."""

NUMBER_BEFORE = re.compile(r"[\d.,]{1,20}\Z")


class PercentSpacing(Rule):
    """12 % → 12%."""

    meta = Meta(
        code="NUM009",
        name="percent-spacing",
        summary="A space before the percent sign, or sign and words together (12 %, 12 per cent%)",
        why="The sign belongs to its figure and must not be torn from it at the end of a line.",
        source=Source.enwiki("MOS:PERCENT"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.97,
        triggers=(
            r"\d[\s\x{A0}\x{2009}\x{202F}]{1,3}[%‰]",
            r"(?:per[\s\x{A0}]?cent[\s\x{A0}]?%|%[\s\x{A0}]?per[\s\x{A0}]?cent)",
        ),
        examples=(
            Example("Some 12⟦ %⟧ of them left.", fix="%"),
            Example("Some 12.5⟦ %⟧ of them left.", fix="%"),
            Example("Some 12⟦&nbsp;%⟧ of them left.", fix="%"),
            Example("It fell by 10–20⟦ %⟧.", fix="%"),
            Example("It won 82⟦ %⟧ (191 seats) of all.", fix="%"),
            Example("It fell by 3,63⟦ %⟧ then.", fix="%"),
            Example("Some 12⟦ per cent%⟧ left.", fix=" per cent"),
            Example("Some 12⟦% percent⟧ left.", fix=" percent"),
            Example("* Rate: '''12⟦ %⟧'''", fix="%"),
            Example("{|\n|-\n| 12⟦ %⟧\n|}", fix="%"),
            Example("{{Infobox x\n| share = 12⟦ %⟧\n}}", fix="%"),
            Example("[[File:A.jpg|thumb|Some 12⟦ %⟧ of it]]", fix="%"),
            Example("Some 12% of them left.", guard="no space"),
            Example("Some 12 percent of them left.", guard="in words"),
            Example("The share, {{val|12|u=%}}, fell.", guard="a template"),
            Example("The remainder 17 % 5 is 2.", guard="a remainder"),
            Example("The remainder 17 % (2 + 3) is 2.", guard="a remainder"),
            Example("The string 5 %d is printed.", guard="a code of a program"),
            Example("The path is a%20b there.", guard="an address"),
            Example("Er verlor {{lang|de|12 %}} davon.", guard="foreign words"),
            Example('The label read "12 % alcohol" then.', guard="a quotation"),
            Example("<ref>12 % of all</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each percent sign after a space, and each that repeats its words."""
        text = unit.text
        for match in SPACED.finditer(text):
            start, end = match.span()
            if REMAINDER_AFTER.match(text, end):
                yield Silenced(start, end, "a remainder")
                continue
            yield Hit(
                start=start,
                end=end,
                message="The percent sign follows its figure without a space:"
                f" {_figure(text, start)}{match[2]}.",
                suggestions=(match[2],),
            )
        for match in DOUBLED.finditer(text):
            words = match[1] or match[2]
            yield Hit(
                start=match.start(),
                end=match.end(),
                message="The percent sign and its words say the same twice:"
                f" {_figure(text, match.start())}{words}.",
                suggestions=(words,),
            )


def _figure(text: str, end: int) -> str:
    match = NUMBER_BEFORE.search(text[max(end - 20, 0) : end])
    return match[0].lstrip(".,") if match is not None else ""
