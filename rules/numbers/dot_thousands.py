"""Finds numbers grouped by dots as in much of Europe: 1.234.567 for 1,234,567.

Two dots or more with three digits after each leave no other reading, unless they stand in a
version, an address of the internet, a date or a section. One dot is read as a grouping only
before people or things that have no fractions (12.500 soldiers), or with three zeros before an
area or after a currency (€10.000). Averages and rates have decimals and are left alone.
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
from rules.facts.numbers import LABEL_BEFORE, is_list_noun, word_before
from rules.facts.units import AREA_AFTER, CURRENCY_SIGN, LARGE_AFTER

GROUPED = re.compile(
    r"(?<![\w.,:/#№§+=@-])[1-9]\d{0,2}(?:\.\d{3}){1,5}(?:,\d{1,2}(?!\d))?(?!(?!sq|km)[\w@]|[.,:/-]\d|-[A-Za-z])"
)
"""No sign on either side that makes it part of a longer code; two decimals after a comma may be."""

ADDRESS = re.compile(r"(?:(?:1?\d?\d|2[0-4]\d|25[0-5])\.){3}(?:1?\d?\d|2[0-4]\d|25[0-5])")
SOFTWARE_BEFORE = re.compile(
    r"\b(?:versions?|v|ver|vers|releases?|firmware|builds?|updates?|patch|rev|revision|kernel|iOS|"
    r"Android|Windows|Linux|OID|IP|address|DOI|arXiv|Tel|Telephone|Phone|Fax|[Cc]ase|[Dd]ecree|"
    r"[Ll]aw|[Cc]ode|[Ss]tandard|[Ii]nventory|CAS|EC)\.?:?\s\Z"
)
PERSONS_AND_THINGS = re.compile(
    r"[ \u00a0](?:(?:of|the|its|their|new|young|old|male|female|registered|eligible|foreign|local|"
    r"armed|Jewish|German|French|Russian|Italian|Turkish|Spanish|Greek|Dutch|Polish|British|"
    r"American|Indian|Chinese|Japanese|estimated|permanent|regular|civilian|confirmed)[ \u00a0])"
    r"{0,3}(people|persons|inhabitants|residents|citizens|soldiers|troops|men|women|children|"
    r"students|pupils|teachers|employees|workers|members|visitors|spectators|fans|refugees|"
    r"immigrants|prisoners|slaves|victims|casualties|deaths|dead|wounded|voters|votes|copies|"
    r"books|volumes|manuscripts|houses|homes|households|families|buildings|apartments|rooms|"
    r"seats|beds|trees|animals|birds|species|cattle|sheep|horses|vehicles|cars|aircraft|ships|"
    r"tanks|guns|rifles|shells|bombs|documents|pages|articles|cases|downloads|users|subscribers|"
    r"speakers|believers|pilgrims|farmers|villages|schools|jobs|patients|tourists|passengers|"
    r"participants|protesters|demonstrators|volunteers|settlers|Jews|Muslims|Christians|Catholics|"
    r"Germans|Turks|Greeks|Armenians|Poles|Russians|objects|items|coins|stamps|paintings)\b"
)
"""Nouns without fractions, with up to three adjectives before them."""

AVERAGE_BEFORE = re.compile(
    r"\b(?:averag\w{1,4}|mean|median|per|rate|ratio|index|factor|about one in)\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
RATE_AFTER = re.compile(r"[^.;()]{0,24}\b(?:per|a year|an hour|each|every|on average)\b|/")
CURRENCY = re.compile(rf"(?:{CURRENCY_SIGN}|\b(?:EUR|USD|GBP|CHF|Rp\.?))[ \u00a0]?\Z")
MAYBE_DECIMALS = "it may have three decimals"
ZEROS = re.compile(r"[1-9]\d{0,2}(?:\.000)+")
ZEROS_LONG = re.compile(r"[1-9]\d{1,2}(?:\.000)+")


class DotThousands(Rule):
    """1.234.567 → 1,234,567."""

    meta = Meta(
        code="NUM006",
        name="dot-thousands",
        summary="Dots instead of commas between groups of digits (1.234.567)",
        why="In English a dot begins the decimals, so 12.500 reads as twelve and a half.",
        source=Source.enwiki("MOS:DECIMAL"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.PREVIEW,
        confidence=0.93,
        triggers=(r"\d\.\d{3}(?:\D|$)",),
        examples=(
            Example("The city has ⟦1.234.567⟧ people.", fix="1,234,567"),
            Example("It has a population of ⟦8.002.530⟧.", fix="8,002,530"),
            Example("The army had ⟦12.500⟧ soldiers.", fix="12,500"),
            Example("About ⟦10.000⟧ registered voters left.", fix="10,000"),
            Example("The store has ⟦23.000⟧ sq ft of space.", fix="23,000"),
            Example("It measures ⟦2.136,77⟧ sqm in all.", fix="2,136.77"),
            Example("The shop has ⟦15.345⟧ sqm, half of ⟦35.000⟧ sqm.", fix="15,345"),
            Example("It cost €⟦10.000⟧ to build.", fix="10,000"),
            Example("It cost € ⟦1.250.000,50⟧ to build.", fix="1,250,000.50"),
            Example("* '''⟦1.234.567⟧''' [[vote]]s", fix="1,234,567"),
            Example("{|\n|-\n| Total || ⟦1.234.567⟧\n|}", fix="1,234,567"),
            Example("{{Infobox settlement\n| population = ⟦1.234.567⟧\n}}", fix="1,234,567"),
            Example("[[File:A.jpg|thumb|A crowd of ⟦12.500⟧ people]]", fix="12,500"),
            Example("It runs version 1.234.567 of the tool.", guard="a version"),
            Example("The host 192.168.100.200 replied.", guard="an IP address"),
            Example("On 12.10.1990 it opened.", guard="a date"),
            Example("See section 1.234.567 of the act.", guard="a section"),
            Example("It is 5.103 kg in mass.", guard="decimals before a unit"),
            Example("It cost $63.983 billion.", guard="decimals of a large number"),
            Example("The dollar was worth €1.345 then.", guard="an exchange rate"),
            Example("Women had 2.184 children on average.", guard="an average"),
            Example("It averaged 12.345 spectators.", guard="an average"),
            Example("There were 2.345 people per household.", guard="a rate"),
            Example("A time of 10.000 seconds won.", guard="decimals before a unit"),
            Example("{|\n|-\n| 37.260\n|}", guard="nothing shows that it is a count"),
            Example("Call 555.123.4567 for help.", guard="a telephone number"),
            Example("Athena is named there (4.514) too.", guard="a verse"),
            Example("Il a vendu {{lang|fr|12.500 livres}}.", guard="foreign words"),
            Example('The sign said "1.234.567 people" then.', guard="a quotation"),
            Example("<ref>1.234.567 people</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each number grouped by dots, if it cannot have decimals."""
        text = unit.text
        matches = [*GROUPED.finditer(text)]
        guards = [_guard(text, match) for match in matches]
        is_proven = None in guards
        for match, guard in zip(matches, guards, strict=True):
            start, end = match.span()
            if is_proven and guard == MAYBE_DECIMALS and AREA_AFTER.match(text, end):
                # Another number of the passage shows how its writer groups.
                guard = None
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            whole, comma, decimals = match[0].partition(",")
            mended = f"{int(whole.replace('.', '')):,}" + ("." if comma else "") + decimals
            yield Hit(
                start=start,
                end=end,
                message=f"In English the dots of {match[0]} would begin decimals: {mended}.",
                suggestions=(mended,),
            )


def _guard(text: str, match: re.Match[str]) -> str | None:
    before = text[max(match.start() - 60, 0) : match.start()]
    guard = _decimals_guard(text, match, before)
    if guard is not None:
        return guard
    near = before[-24:]
    if (
        is_list_noun(word_before(near))
        or SOFTWARE_BEFORE.search(near)
        or LABEL_BEFORE.search(near)
        or ADDRESS.fullmatch(match[0])
    ):
        return "a version, a section or another label"
    return None


def _decimals_guard(text: str, match: re.Match[str], before: str) -> str | None:
    """Why the digits after the dot may be decimals, or None."""
    end = match.end()
    if match[0].count(".") > 1 or "," in match[0]:
        return None
    if LARGE_AFTER.match(text, end):
        return "decimals of a large number"
    noun = PERSONS_AND_THINGS.match(text, end)
    if noun is not None:
        is_rate = RATE_AFTER.match(text, noun.end()) or AVERAGE_BEFORE.search(before)
        return "an average or a rate" if is_rate else None
    if ZEROS_LONG.fullmatch(match[0]) and AREA_AFTER.match(text, end):
        return None
    if ZEROS.fullmatch(match[0]) and CURRENCY.search(before[-8:]):
        return None
    return MAYBE_DECIMALS
