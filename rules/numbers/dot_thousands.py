"""Finds numbers grouped by dots as in much of Europe: 1.234.567 for 1,234,567.

Two dots or more with three digits after each leave no other reading, unless they stand in a
version, an address of the internet, a date or a section. One dot is read as a grouping only
before people or things that have no fractions (12.500 soldiers, a population of 12.500), as an
infobox value that counts them, or with three zeros before an area, a time or a currency (€10.000).
Averages, rates and scores have decimals and are left alone.
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
from rules.facts.numbers import (
    BOUND_BEFORE,
    COUNT_BEFORE,
    LABEL_BEFORE,
    counted_noun,
    is_list_noun,
    unit_after,
    word_before,
)
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

WITH_FRACTIONS = frozenset(
    "points goals runs assists rebounds strikeouts innings wins losses laps marks scores votes "
    "shares times parts units degrees turns births deaths cases children marriages rooms cycles "
    "revolutions grades credits stars days hours minutes seconds weeks months years".split()
)
"""Plurals that averages, scores and rates count in fractions, often without saying so."""

PER_BEFORE = re.compile(r"\b(?:per|every|each|of every|in every)\s\Z")
ENDS_IN_ZERO = re.compile(r"[1-9]\d{0,2}\.\d\d0")
COUNT_NAME = re.compile(
    r"population(?!.{0,12}dens)|students|staff|employees|attendance|inhabitants|members|votes|"
    r"voters|capacity|seats|speakers|households|casualties|(?:under|post)_?grad|troops|strength",
    re.IGNORECASE,
)
"""Parameters whose values are whole numbers."""

BARE_AFTER = re.compile(r"[\ufffc\s]*(?:\([^()]{0,60}\))?[\ufffc\s]*")
TIME_OR_MONEY_AFTER = re.compile(
    r"[ \u00a0](?:years|acres|hectares|tons|tonnes|dollars|euros|pounds|rupees|francs|marks|pesos|"
    r"rubles|roubles|lire|yen|DM|[A-Z]{3})\b"
)
HEDGED = re.compile(
    r"\b(?:over|about|around|nearly|almost|some|approximately|roughly|than|least|most|to|circa)\s\Z",
    re.IGNORECASE,
)
ENDS_AFTER = re.compile(r"\ufffc*[.,;)](?!\d)|\s(?:\(|of\s(?:these|them|those|which|whom)\b)")
OR_MORE_AFTER = re.compile(r"\sor\smore\b")
RANGE_AFTER = re.compile(r"\s?(?:to|–|-)\s?\d{1,3}(?:[.,]\d{3})+(?!\d)")

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
            Example("Over ⟦25.000⟧ libraries are open.", fix="25,000"),
            Example("It has about ⟦72.500⟧ algal [[genus|genera]].", fix="72,500"),
            Example("There were ⟦18.000⟧ Asian refugees.", fix="18,000"),
            Example("It had a population of ⟦10.500⟧.", fix="10,500"),
            Example("Over ⟦100.000⟧ of these are gone.", fix="100,000"),
            Example("It began ⟦12.000⟧ years ago.", fix="12,000"),
            Example("Of every ⟦1.000⟧ births, two are of twins.", fix="1,000"),
            Example("{{Infobox x\n| students = ⟦7.250⟧ (2017)\n}}", fix="7,250"),
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
            Example("{{Infobox x\n| population_density = 131.426\n}}", guard="a rate"),
            Example("She scored 15.500 points there.", guard="a score"),
            Example("There are 2.947 statuettes.", guard="it may have three decimals"),
            Example("A mean of 12.345 boats came.", guard="an average"),
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
        guards = [_guard(unit, match) for match in matches]
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


def _guard(unit: Unit, match: re.Match[str]) -> str | None:
    text = unit.text
    before = text[max(match.start() - 60, 0) : match.start()]
    guard = _decimals_guard(text, match, before)
    if guard == MAYBE_DECIMALS and _is_whole_value(unit, match):
        return None
    if guard is not None:
        return guard
    near = before[-24:]
    if (
        is_list_noun(word_before(near))
        or SOFTWARE_BEFORE.search(near)
        or (LABEL_BEFORE.search(near) and not BOUND_BEFORE.search(near))
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
    if ZEROS.fullmatch(match[0]) and PER_BEFORE.search(before):
        return None if counted_noun(text, end) else MAYBE_DECIMALS
    noun_end = _counted_end(text, match)
    if noun_end is not None:
        is_rate = RATE_AFTER.match(text, noun_end) or AVERAGE_BEFORE.search(before)
        return "an average or a rate" if is_rate and not ZEROS_LONG.fullmatch(match[0]) else None
    if COUNT_BEFORE.search(before) and not unit_after(text, end):
        return None
    return None if _is_round(text, match, before) else MAYBE_DECIMALS


def _counted_end(text: str, match: re.Match[str]) -> int | None:
    """Where the noun ends that the number counts, if it has no fractions."""
    noun = PERSONS_AND_THINGS.match(text, match.end())
    if noun is not None:
        return noun.end()
    # Three decimals before any other plural are no wonder, unless two figures stand before the
    # dot or a zero at the end.
    if match[0].index(".") == 1 and ENDS_IN_ZERO.fullmatch(match[0]) is None:
        return None
    name = counted_noun(text, match.end())
    if name is None or name.lower() in WITH_FRACTIONS:
        return None
    return text.index(name, match.end()) + len(name)


def _is_round(text: str, match: re.Match[str], before: str) -> bool:
    """Whether the three digits are zeros that no decimals would end in."""
    end = match.end()
    if ZEROS.fullmatch(match[0]) and CURRENCY.search(before[-8:]):
        return True
    if ZEROS_LONG.fullmatch(match[0]) is None:
        return False
    if AREA_AFTER.match(text, end) or TIME_OR_MONEY_AFTER.match(text, end):
        return True
    if RANGE_AFTER.match(text, end) or OR_MORE_AFTER.match(text, end):
        return True
    return HEDGED.search(before) is not None and ENDS_AFTER.match(text, end) is not None


def _is_whole_value(unit: Unit, match: re.Match[str]) -> bool:
    """Whether an infobox value that counts whole things holds the number alone."""
    block = unit.block
    return (
        block is not None
        and block.kind is BlockKind.ARGUMENT
        and COUNT_NAME.search(block.name) is not None
        and not unit.text[: match.start()].strip()
        and BARE_AFTER.fullmatch(unit.text, match.end()) is not None
    )
