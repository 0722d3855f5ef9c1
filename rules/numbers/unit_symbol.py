"""Finds miswritten unit symbols and symbols that touch their figure: 120 kph, 5 Kms, 5km.

The symbol stands after a figure. Left alone: names (the Vostok 5KM), film, lenses and guns
(35mm film), and symbols that mean other things too, such as m, s and K without a space.
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
from rules.facts.numbers import numbers_something
from rules.facts.units import NONSTANDARD_UNITS

FIGURE = r"(?<![\w.,/#№])(?<!\d-)(?>\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,6}|,\d{1,2})?)"
NONSTANDARD = re.compile(
    rf"({FIGURE})(?P<space>[ \u00a0]?)(?P<wrong>"
    + "|".join(f"(?P<u{number}>{wrong})" for number, (wrong, _) in enumerate(NONSTANDARD_UNITS))
    + r")(?![\w’'/²³])"
)
TOUCHING = re.compile(
    rf"({FIGURE})(km/h|km|kg|cm|mm|mph|kWh|kW|MW|GW|MHz|GHz|kHz|Hz|lb|nm|[µμ]m|ml|mL|ft|ha|"
    r"m/s|mmol|mol|°[CF]|in(?=\))|"
    r"m(?=[ \u00a0](?:long|high|wide|tall|deep|above|below|thick|away)\b))(?![\w’'/²³-])"
)
"""Symbols that hardly mean anything else; a bare m may be a million, K a thousand."""

FILM_OR_GUN_AFTER = re.compile(
    r"[ \u00a0-](?:[a-zA-Z-]{1,16}[ \u00a0]){0,2}(?:film|films|print|prints|camera|cameras|lens|"
    r"lenses|gun|guns|cannons?|howitzers?|mortars?|shells?|rounds?|pistols?|rifles?|ammunition|"
    r"cartridges?|calib\w{1,4}|Parabellum|NATO|stock|negative|projectors?|movie|transfer|"
    r"anti-aircraft|autocannons?|jack|connector|audio|process|chip|node)\b"
)
FILM_WIDTH = re.compile(r"(?:8|9\.5|16|35|65|70)mm")
STOP_KEEPS = re.compile(r"\ufffc*(?:\s+[A-Z\d(\"“\ufffc]|\s*\n|\s*\Z)")


class UnitSymbol(Rule):
    """120 kph → 120 km/h."""

    meta = Meta(
        code="NUM014",
        name="unit-symbol",
        summary="A miswritten unit symbol, or one that touches its figure (kph, Kms, 5km)",
        why="Unit symbols are the same in every language because they are written in one way.",
        source=Source.enwiki("MOS:UNITSYMBOLS"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.OFF,
        confidence=0.9,
        triggers=(
            r"(?i)\d[\s\x{A0}]?(?:k[mghwvp]|[mg]hz|mph|m\.p|lbs?\b|gms?\b|mtrs?\b|mts\b|cms\b|"
            r"mms\b|hrs?\b|mins\b|secs?\b|mw\b|sq|cu\.|cuft|º|deg(?:rees?|\.)?[\s\x{A0}][cf]\b)",
            r"\d(?:km|kg|[cmnµμ]m\b|mph|[kMG]W|[kMG]?Hz|lb\b|m[lL]\b|ft\b|ha\b|m[\s\x{A0}/]|m?mol|"
            r"°[CF]|in\))",
        ),
        examples=(
            Example("It ran at 120⟦ kph⟧ then.", fix=" km/h"),
            Example("It ran at 120⟦kmph⟧ then.", fix=" km/h"),
            Example("It is 12⟦ Kms⟧ long.", fix=" km"),
            Example("It is 12⟦ kms⟧ from town.", fix=" km"),
            Example("It is 5⟦km⟧ long.", fix=" km"),
            Example("It is 10.5⟦m⟧ long.", fix=" m"),
            Example("It was 5⟦°C⟧ today.", fix=" °C"),
            Example("A 50⟦µm⟧ layer at 50⟦m/s⟧ in a 0.3⟦mol⟧ bath.", fix=" µm"),
            Example("It is long (50⟦in⟧).", fix=" in"),
            Example("It weighs 6000⟦lbs⟧ empty.", fix=" lb"),
            Example("It weighs 80⟦ Kgs⟧ empty.", fix=" kg"),
            Example("It covers 500⟦ sq.ft⟧ in all.", fix=" sq ft"),
            Example("It covers 35.000⟦ sqm⟧ in all.", fix=" m<sup>2</sup>"),
            Example("It is 3,5⟦km⟧ long.", fix=" km"),
            Example("It covers 500⟦ sqm⟧ in all.", fix=" m<sup>2</sup>"),
            Example("It sends at 98.5⟦ Mhz⟧ there.", fix=" MHz"),
            Example("It is 5⟦ºC⟧ today.", fix=" °C"),
            Example("* Length: '''5⟦km⟧'''", fix=" km"),
            Example("{|\n|-\n| 5⟦km⟧\n|}", fix=" km"),
            Example("{{Infobox x\n| length = 5⟦kms⟧\n}}", fix=" km"),
            Example("[[File:A.jpg|thumb|The 5⟦&nbsp;kms⟧ road]]", fix="&nbsp;km"),
            Example("The path is 400&nbsp;km.\n\nIt is 40 kg. Then it ends.", guard="a full stop"),
            Example("It ran at 120 km/h then.", guard="right symbols"),
            Example("He drove a 4x4 home.", guard="a 4x4"),
            Example("It was shot on 35mm film.", guard="film"),
            Example("A 20mm anti-aircraft gun fired.", guard="a gun"),
            Example("It was shot on 35mm.", guard="film"),
            Example("The Vostok 5KM flew.", guard="a name"),
            Example("In the 1980s it grew.", guard="a decade"),
            Example("Some 66.7m years passed.", guard="a million"),
            Example("It streams in 8K now.", guard="no unit"),
            Example('The sign said "5km" then.', guard="a quotation"),
            Example("<ref>5km</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each miswritten symbol after a figure, and each that touches it."""
        text = unit.text
        for match in NONSTANDARD.finditer(text):
            end, written = match.end(), match["wrong"]
            if written.endswith(".") and STOP_KEEPS.match(text, end):
                # The stop ends the sentence.
                end, written = end - 1, written[:-1]
            symbol = _symbol(match)
            if symbol != written or not match["space"]:
                yield from _verdict(text, match, end, symbol)
        for match in TOUCHING.finditer(text):
            yield from _verdict(text, match, match.end(), match[2])


def _symbol(match: re.Match[str]) -> str:
    for number, (_, right) in enumerate(NONSTANDARD_UNITS):
        if match[f"u{number}"] is not None:
            return right
    raise AssertionError("one of the alternatives matched")


def _verdict(text: str, match: re.Match[str], end: int, symbol: str) -> Iterator[Verdict]:
    guard = None
    if numbers_something(text, match.start()):
        guard = "a name or a label"
    elif FILM_WIDTH.fullmatch(match[0]) or FILM_OR_GUN_AFTER.match(text, end):
        guard = "film, a lens or a gun"
    if guard is not None:
        yield Silenced(match.start(), end, guard)
        return
    space = match["space"] if "space" in match.re.groupindex else ""
    mended = (space or " ") + symbol
    yield Hit(
        start=match.end(1),
        end=end,
        message=f"Write the unit as {symbol}, with a space after the figure: {match[1]}{mended}.",
        suggestions=(mended,),
    )
