"""Finds hyphens and em dashes in ranges of years and of pages: 1962-1972 for 1962–1972.

Two four-digit years in ascending order, at most 300 years apart, are a range; so are numbers
after p., pp. or pages. After "from" and "between" the range is finished in words. Everything else
with a hyphen between figures is left alone: scores, standards, laws, identifiers, dates in digits
and telephone numbers. With the option ``measures``, ranges before a unit, a percent sign or after
a currency are reported too (55-57 kg).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
from rules.facts.units import CURRENCY_SIGN, MEASURE, PERCENT

HYPHEN = r"[ \u00a0]?(?:-{1,2}|[‐‑—])[ \u00a0]?"
"""A hyphen, two of them, or the em dash that some write for the shorter one."""

YEARS = re.compile(
    rf"(?<![\w.,:/#№§+=@−–—-])(?<!\d[ \u00a0])(1\d{{3}}|20\d\d){HYPHEN}(1\d{{3}}|2[01]\d\d)"
    r"(?!\w|[.,:/]\d|[ \u00a0]?[-‐‑–][ \u00a0]?[\w.]|[ \u00a0]?=|%)"
)
"""No sign on either side that makes it part of a longer code; no third part."""

PAGES = re.compile(
    r"\b([Pp]p?|[Pp]gs?|[Pp]ages?)\.?[ \u00a0\n]{0,2}(?:=[ \u00a0]?)?"
    rf"(\d{{1,4}}(?:(?:{HYPHEN}|–|,[ \u00a0]?|[ \u00a0](?:and|&)[ \u00a0])\d{{1,4}}){{1,30}})"
    r"(?!\w|[.:/]\d|[ \u00a0]?[-‐‑–][ \u00a0]?\w)"
)
"""A word for pages and the figures after it, with whatever joins them."""

PAGE_RANGE = re.compile(
    rf"(?<!\d)(?<!\d[-‐‑–])(?<!\d[-‐‑–] )(\d{{1,4}}){HYPHEN}(\d{{1,4}})(?!\d|[ \u00a0]?[-‐‑–])"
)
MEASURES = re.compile(
    rf"(?<![\w.,:/#№+=−–—-])(?P<sign>{CURRENCY_SIGN})?(?P<first>\d{{1,4}}(?:\.\d{{1,3}})?)"
    rf"{HYPHEN}(?P<last>\d{{1,4}}(?:\.\d{{1,3}})?)(?:(?P<unit>[ \u00a0]?(?:{MEASURE}|{PERCENT}))|"
    r"(?![\w.,:/–-]\d|\w))"
)
MOST_YEARS = 300
FIRST_YEAR = 1000

CODE_BEFORE = re.compile(
    r"(?:\b(?:ISO|IEC|ANSI|IEEE|DIN|MIL-STD|MIL|STD|ASTM|BS|EN|GOST|RFC|UL|SAE|JIS|GB|NFPA|FIPS|"
    r"ISSN|ISBN|OCLC|LCCN|EC|CAS|UN|AS|NZS|CSA|IS|NF|API|ASME|Std|IBM|No|Nos|ID|[Tt]el|[Pp]hone|"
    r"[Tt]elephone|[Ff]ax|[Cc]all|[Pp]atent|[Ss]tandard|[Mm]odels?|[Cc]atalog(?:ue)?|[Cc]ode|"
    r"[Ss]erial|[Dd]ecree|[Aa]ct|[Ll]aw|[Rr]esolution|[Bb]ill|[Vv]ersion|[Ff]light|[Hh]otline|[Pp]in|PIN|"
    r"U\.S\.C|USC|[Rr]egulation|[Oo]rder)"
    r"\.?:?|[#№§])\s?\Z"
)
"""A standard, an identifier or a law before the figures."""

CODE_NAMES = re.compile(
    r"issn|isbn|oclc|lccn|\bid\b|_id|code|phone|fax|image|photo|file|map|logo|url|website|doi|"
    r"coord|postal|zip|serial|number|iso",
    re.IGNORECASE,
)
"""Parameters whose values are identifiers or names of files."""

FILE_AFTER = re.compile(r"[^\s|]{0,40}\.(?:jpe?g|png|svg|gif|tiff?|pdf|ogg|webm)\b", re.IGNORECASE)
SCORE_AFTER = re.compile(r"[ \u00a0](?:votes?|vote|win|loss|victory|defeat|majority)\b")
FROM_BEFORE = re.compile(r"\b[Ff]rom(?:[ \u00a0](?:about|around|c\.|ca\.))?\s\Z")
BETWEEN_BEFORE = re.compile(r"\b[Bb]etween(?:[ \u00a0](?:about|around|c\.|ca\.))?\s\Z")
ONE_PAGE = frozenset(["p", "pg"])
LEAST_PAGE = 10
"""Below it, "p. 3-12" may be page 12 of chapter 3."""


@dataclass(frozen=True, slots=True)
class Options:
    """``measures``: report ranges before a unit or a percent sign and after a currency as well."""

    measures: bool = False


class HyphenInNumberRange(Rule):
    """1962-1972 → 1962–1972."""

    meta = Meta(
        code="NUM010",
        name="hyphen-in-number-range",
        summary="A hyphen or an em dash in a range of years or pages (1962-1972, pp. 10-20)",
        why="An en dash shows a range; a hyphen joins the parts of one name or number, an em dash"
        " parts clauses.",
        source=Source.enwiki("MOS:ENTO"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.95,
        triggers=(r"\d[\s\x{A0}]?[-‐‑—]{1,2}[\s\x{A0}]?\d",),
        examples=(
            Example("He ruled there (⟦1962-1972⟧) in peace.", fix="1962–1972"),
            Example("He ruled there (⟦1962 - 1972⟧) in peace.", fix="1962–1972"),
            Example("The ⟦1914--1918⟧ war ended.", fix="1914–1918"),
            Example("He led it ⟦1992-1997⟧, ⟦2003-2014⟧.", fix="1992–1997"),
            Example("He ruled there (⟦1962—1972⟧) in peace.", fix="1962–1972"),
            Example("He served from ⟦1962-1972⟧ there.", fix="1962 to 1972"),
            Example("It was built between ⟦1901-1908⟧ there.", fix="1901 and 1908"),
            Example("See pp. ⟦110-112⟧ of it.", fix="110–112"),
            Example("See pages ⟦40-41⟧ of it.", fix="40–41"),
            Example("See pages ⟦40&mdash;41⟧ of it.", fix="40–41"),
            Example("It has pages=⟦40-41⟧ of it.", fix="40–41"),
            Example("See pp. ⟦10-12⟧, 14, ⟦15 - 18⟧.", fix="10–12"),
            Example("See pp. ⟦271-79⟧ of it.", fix="271–79"),
            Example("* Ann Lee (⟦1569-1625⟧), painter", fix="1569–1625"),
            Example("'''⟦1962-1972⟧''' and [[Peace|⟦1972-1980⟧]]", fix="1962–1972"),
            Example("{|\n|-\n| ⟦1950-1955⟧\n|}", fix="1950–1955"),
            Example("{{Infobox x\n| years_active = ⟦1992-1997⟧\n}}", fix="1992–1997"),
            Example("[[File:A.jpg|thumb|The war (⟦1804-1813⟧)]]", fix="1804–1813"),
            Example("== History, ⟦1962-1972⟧ ==", fix="1962–1972"),
            Example("He ruled there (1962–1972) in peace.", guard="an en dash"),
            Example("It fell in 1972—1962 was better.", guard="a dash between clauses"),
            Example("They swept the series 3-0 at home.", guard="a score"),
            Example("They passed it by 250-100 votes.", guard="a score"),
            Example("It passed by 1020-1140 votes.", guard="a score"),
            Example("The standard X3.159-1989 names C.", guard="a standard"),
            Example("The standard ISO 1539-1700 is old.", guard="a standard"),
            Example("The act is Public Law 94-142.", guard="a law"),
            Example("Its ISSN 1542-1600 is known.", guard="an identifier"),
            Example("Its number 1-4051-1456-2 is known.", guard="an identifier"),
            Example("It fell on 1962-05-03 at noon.", guard="an ISO date"),
            Example("It fell on 1962-05 at noon.", guard="an ISO date"),
            Example("See https://a.org/1962-1972 there.", guard="an address"),
            Example("[[File:War 1962-1972.jpg|thumb|War]]", guard="a file name"),
            Example("{{Infobox x\n| image = War 1962-1972.jpg\n}}", guard="a file name"),
            Example("{{Infobox x\n| issn = 1542-1600\n}}", guard="an identifier"),
            Example("He fell from 1972-1962 places.", guard="descending"),
            Example("It grew from 1200-1972 there.", guard="too far apart"),
            Example("In 2012-13 they won it.", guard="no second year"),
            Example("See p. 3-12 of the manual.", guard="a page number with its chapter"),
            Example("Keep 1962-1972-1980 in mind.", guard="three parts"),
            Example("The road is 55-57 km long.", guard="no years and no pages"),
            Example("His desk, Tel. 1800-1900, is shut.", guard="a telephone number"),
            Example('She wrote "1962-1972" on it.', guard="a quotation"),
            Example("<ref>pp. 10-20</ref>", guard="a reference"),
        ),
    )
    Options = Options

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each hyphened range of years or pages, and of measures if they are asked for."""
        for match in YEARS.finditer(unit.text):
            guard = _years_guard(unit, match)
            if guard is not None:
                yield Silenced(*match.span(), guard)
                continue
            yield _hit(
                *match.span(), match[0], _joined(unit.text, match.start(), match[1], match[2])
            )
        for match in PAGES.finditer(unit.text):
            for pages in PAGE_RANGE.finditer(unit.text, *match.span(2)):
                if _is_page_range(match[1], pages[1], pages[2]):
                    yield _hit(*pages.span(), pages[0], f"{pages[1]}–{pages[2]}")
                else:
                    yield Silenced(*pages.span(), "no ascending pages")
        if self.options.measures:
            yield from _measures(unit)


def _hit(start: int, end: int, found: str, mended: str) -> Hit:
    return Hit(
        start=start,
        end=end,
        message=f"{found} is a range and takes an en dash or words: {mended}.",
        suggestions=(mended,),
    )


def _joined(text: str, start: int, first: str, last: str) -> str:
    before = text[max(start - 24, 0) : start]
    if FROM_BEFORE.search(before):
        return f"{first} to {last}"
    if BETWEEN_BEFORE.search(before):
        return f"{first} and {last}"
    return f"{first}–{last}"


def _years_guard(unit: Unit, match: re.Match[str]) -> str | None:
    text, (start, end) = unit.text, match.span()
    first, last = int(match[1]), int(match[2])
    if not first < last <= first + MOST_YEARS or first < FIRST_YEAR:
        return "no ascending years"
    if CODE_BEFORE.search(text[max(start - 16, 0) : start]):
        return "an identifier, a standard or a law"
    if SCORE_AFTER.match(text, end):
        return "a score"
    if FILE_AFTER.match(text, end):
        return "the name of a file"
    block = unit.block
    if block is not None and block.kind is BlockKind.ARGUMENT and CODE_NAMES.search(block.name):
        return "an identifier or the name of a file"
    return None


def _is_page_range(noun: str, first: str, last: str) -> bool:
    if noun.lower() in ONE_PAGE and int(first) < LEAST_PAGE:
        return False
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return int(first) < int(last)


def _measures(unit: Unit) -> Iterator[Verdict]:
    for match in MEASURES.finditer(unit.text):
        start, end = match.start("first"), match.end("last")
        if not match["sign"] and not match["unit"]:
            continue
        if float(match["first"]) >= float(match["last"]):
            yield Silenced(start, end, "not ascending")
            continue
        mended = f"{match['first']}–{match['last']}"
        yield _hit(start, end, unit.text[start:end], mended)
