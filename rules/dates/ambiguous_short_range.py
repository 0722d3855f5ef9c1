"""Finds ranges of years that may be a year and a month: 2002-03, 2002–05.

It leaves alone two consecutive years with an en dash, which the guideline allows, and with a hyphen
where they are a season or another span that goes by two years (the 2002-03 season); names and
codes, ranges whose second part cannot be a month, tables, quotations and titles.
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
from rules.facts.date_forms import is_in_source_list, is_prose_block
from rules.facts.numbers import LIST_NOUN

SHORT = re.compile(
    r"(?<![\w./,:#№$£€–-])((?:1[5-9]|20)\d\d)[-–](0[1-9]|1[0-2])(?![\w-]|[./:–]\d|,\d|['’%°])"
)
SEASON_NEAR = re.compile(
    r"\s(?:[\w.'’-]+\s){0,4}?(?:[Ss]easons?|[Cc]ampaigns?|[Ll]eagues?|[Cc]hampionships?|[Cc]ups?|"
    r"[Ss]eries|[Tt]ours?|[Ww]inters?|[Ss]ummers?|academic|school|fiscal|financial|years?|"
    r"[Ee]ditions?|[Tt]rophy|[Dd]ivision|[Tt]erms?|[Ss]erie|[Ll]iga|[Bb]udgets?)\b|\s[A-Z]"
)
SEASON_BEFORE = re.compile(
    r"\b(?:[Ss]easons?|[Ww]inter|[Ff]iscal|[Ff]inancial|[Aa]cademic|[Ss]chool|[Yy]ears?|[Ss]eries|"
    r"[Cc]ampaign|[Tt]erm|FY|[Ll]eague|[Cc]up)\s(?:of\s|in\s)?\Z"
)
OTHER_SEASON = re.compile(r"\d{4}[-–/]\d\d(?:,| and| to)\s\Z")


class AmbiguousShortRange(Rule):
    """2002-03: two years, or March 2002?"""

    meta = Meta(
        code="DAT016",
        name="ambiguous-short-range",
        summary="A range of years that may be a month (2002-03)",
        why="2002-03 is March 2002 to some readers and two years to others.",
        source=Source.enwiki("MOS:DATERANGE"),
        severity=Severity.ADVICE,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.OFF,
        confidence=0.8,
        triggers=(r"\b(?:1[5-9]|20)\d\d[-–](?:0[1-9]|1[0-2])\b",),
        examples=(
            Example("It grew in ⟦2002-03⟧.", fix="2002–2003"),
            Example("It grew in ⟦2002-03⟧ and fell later.", fix="2002–2003"),
            Example("In a ⟦2006–08⟧ Gallup poll it lost.", fix="2006–2008"),
            Example("The ⟦1905-07⟧ revolution failed.", fix="1905–1907"),
            Example("The years of plenty (⟦1908-12⟧) ended.", fix="1908–1912"),
            Example("* Lee, chair ⟦2002–04⟧", fix="2002–2004"),
            Example("It grew in 2002–2003.", guard="both years in full"),
            Example("It grew in 2002–03.", guard="two consecutive years may be written so"),
            Example("It grew in 1991–93.", guard="no month"),
            Example("It fell in 2010-05.", guard="a year and a month"),
            Example("The 2002–03 season was long.", guard="a season"),
            Example("The 2002-03 season was long.", guard="a season"),
            Example("In the 2002-03 Premier League it won.", guard="a season"),
            Example("In season 2002-03 it won.", guard="a season"),
            Example("In fiscal 2002/03 it grew.", guard="a fiscal year with a slash"),
            Example("In fiscal year 2002-03 it grew.", guard="a fiscal year"),
            Example("The file is dated 2002-03-04.", guard="an ISO date"),
            Example("See no. 2002-03 for it.", guard="a number"),
            Example("{|\n|-\n| 2002–03 || Rome\n|}", guard="a table"),
            Example("''2002–03'' is a play.", guard="a title"),
            Example('The stone reads "2002–03".', guard="a quotation"),
            Example("<ref>Daily News, 2002–03</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each short range, unless its surroundings say what it is."""
        if not is_prose_block(unit):
            return
        for match in SHORT.finditer(unit.text):
            first, last = match[1], match[2]
            if int(last) <= int(first[2:]):
                continue
            guard = _guard(unit, match)
            if guard is not None:
                yield Silenced(*match.span(), guard)
                continue
            mended = f"{first}–{first[:2]}{last}"
            yield Hit(
                start=match.start(),
                end=match.end(),
                message=f"{match[0]} may be read as a year and a month; write {mended}.",
                suggestions=(mended,),
            )


def _guard(unit: Unit, match: re.Match[str]) -> str | None:
    text = unit.text
    before = text[max(match.start() - 24, 0) : match.start()]
    if int(match[2]) == int(match[1][2:]) + 1:
        if "–" in match[0]:
            return "two consecutive years joined by a dash"
        after = text[match.end() : match.end() + 80]
        if SEASON_NEAR.match(after) or SEASON_BEFORE.search(before):
            return "a season or another span that goes by two years"
        if OTHER_SEASON.search(before) or before.endswith("the "):
            return "one of several seasons"
    if LIST_NOUN.search(before):
        return "a number of something"
    if is_in_source_list(unit.document, unit.start + match.start()):
        return "a list of sources"
    return None
