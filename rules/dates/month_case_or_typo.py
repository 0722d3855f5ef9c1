"""Finds month names in a date in small letters, in capitals or misspelt: 28 february, 28 Feburary.

A month shows itself by the day or the year beside it; "may", "march" and "august", which are words
too, need both or a preposition. It leaves alone texts written without capitals or in capitals, the
months of other languages, dates in a foreign phrase, lists of sources, quotations and titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from rules.contract import (
    ALL_GUARDS,
    Class,
    Context,
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
from rules.facts.date_forms import counts_things, is_in_source_list, well_formed
from rules.facts.date_patterns import GAP, GAP_TRIGGER
from rules.facts.dates import LONGEST_TITLE, dates_in, marks_near
from rules.facts.month_slips import MONTHS, month_meant

WORDS_TOO = frozenset({"march", "may", "august"})
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?:1[0-9]\d\d|20\d\d)(?![\w]|[-.,:/]\d)"
WORD = r"(?P<word>[A-Za-z]{3,11})"
EDGE = r"(?<![\w@#./:+$£€&=-])"

DAY_FIRST = re.compile(
    rf"{EDGE}(?P<day>{DAY}){GAP}(?:of{GAP})?{WORD}(?P<year>,?{GAP}{YEAR})?(?![\w@/'’-]|\.\w)"
)
MONTH_FIRST = re.compile(
    rf"(?<![\w@#./:&='’-]){WORD}\.?{GAP}(?:(?P<day>{DAY})(?![\w/:%-]|[.,]\d)"
    rf"(?P<year>,(?:{GAP})?{YEAR}|{GAP}{YEAR})?|(?P<only>{YEAR}))"
)
"""A month before its day or before its year; sought in words that a month name is near."""

CUE = re.compile(
    r"\b(?:[Oo]n|[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Ff]rom|"
    r"[Bb]efore|[Aa]fter|[Dd]ated|[Bb]orn|[Dd]ied|[Bb]etween|[Oo]f|to|and)[\s-]\Z|[(–]\s?\Z"
)
ON_BEFORE = re.compile(r"\b[Oo]n\s(?:the\s)?\Z")
OWN_LINE = re.compile(r"\s*(?:[:–—\n\ufffc]|\Z)")
FOREIGN = re.compile(
    r"\b(?:den|der|le|du|de|am|vom|van|het|op|til|fra|af|av|dne|dnia|el|em|al|il|la|fan|pada|på)\s"
    r"(?:\d{1,2}\.?\s)?\Z"
)
LIKELY = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC|MARCH|APRIL|JUNE|JULY|"
    "[Jj][abdehnrtuyw]{4,8}|[Ff][abeghnrtuvyw]{5,9}|[Aa][aegstuhy]{3,6}|[Aa][eiprlt]{3,5}|"
    "[Ss][abenmprtw]{6,10}|[Oo][bceiortvu]{5,8}|[Nn][abemnorvwu]{5,9}|[Dd][abcemnrsu]{5,9}|"
    "J[ANURY]{5,8}|F[EBRUAY]{5,9}|A[UGST]{4,6}|S[EPTMBR]{6,9}|O[CTOBER]{5,8}|N[OVEMBR]{5,8}|"
    "D[ECMBR]{5,8}"
)
"""A cheap net for words that may be meant as months."""

NEAR = 3_000
LEAST_LETTERS = 200
FEW_LETTERS = 30
MOST_CAPITALS_OUT_OF_100 = 30


class MonthCaseOrTypo(Rule):
    """28 february → 28 February."""

    meta = Meta(
        code="DAT011",
        name="month-case-or-typo",
        summary="A month in small letters, in capitals or misspelt (28 february)",
        why="Month names are proper names in English, with one capital letter.",
        source=Source.enwiki("MOS:CAPS"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.95,
        guards=ALL_GUARDS - {Guard.LINK_TITLE},
        supersedes=("SPL001",),
        triggers=(
            rf"\d(?:st|nd|rd|th)?{GAP_TRIGGER}(?:of{GAP_TRIGGER})?(?:{LIKELY})\b",
            rf"\b(?:{LIKELY})\.?{GAP_TRIGGER}"
            r"(?:\d\d?(?:st|nd|rd|th)?\b|[12]\d\d\d)",
        ),
        examples=(
            Example("It began on 28 ⟦february⟧ 1950.", fix="February"),
            Example("It began on 28 ⟦february⟧ in Rome.", fix="February"),
            Example("It began on ⟦february⟧ 28, 1950.", fix="February"),
            Example("It began in ⟦october⟧ 1950.", fix="October"),
            Example("It began in ⟦october⟧   1950.", fix="October"),
            Example("It began on 28 ⟦may⟧ 1950.", fix="May"),
            Example("It began on ⟦march⟧ 28, 1950.", fix="March"),
            Example("It began in ⟦august⟧ 1950.", fix="August"),
            Example("It began on 28 ⟦FEBRUARY⟧ 1950.", fix="February"),
            Example("It began on 28 ⟦FEB⟧ 1950.", fix="Feb"),
            Example("It began on 28 ⟦Feburary⟧ 1950.", fix="February"),
            Example("It began in ⟦Septmber⟧ 1950.", fix="September"),
            Example("It began on 3 ⟦Octobre⟧ 1950.", fix="October"),
            Example("It is near Rue du 4 Septembre in Paris.", guard="another language"),
            Example("It began on ⟦Ocotber⟧ 3, 1950.", fix="October"),
            Example("It began in ⟦Janurary⟧ 1950.", fix="January"),
            Example("It began on ⟦28th february⟧.", fix="28 February"),
            Example("It began on ⟦28 february, 1950⟧.", fix="28 February 1950"),
            Example("It began on ⟦february 28 1950⟧.", fix="February 28, 1950"),
            Example("It began on 28 [[⟦february⟧]] 1950.", fix="February"),
            Example("It began on 28&nbsp;⟦february⟧ 1950.", fix="February"),
            Example("{|\n|-\n| 28 ⟦february⟧ 1950 || Rome\n|}", fix="February"),
            Example("{{Infobox film\n| released = 28 ⟦february⟧ 1950\n}}", fix="February"),
            Example("* '''28 ⟦february⟧''': the first game", fix="February"),
            Example("* 20 ⟦may⟧\n** It was cold in Rome.", fix="May"),
            Example("It opened in ⟦february⟧ 1950, and grew.", fix="February"),
            Example("[[File:A.jpg|thumb|Rome, 28 ⟦february⟧ 1950]]", fix="February"),
            Example("It began on 28 February 1950.", guard="the right form"),
            Example("The [[28 february group]] met.", guard="the title of a page"),
            Example(
                "in rome it was cold and wet on 28 february 1950", guard="a text without capitals"
            ),
            Example("All 28 may be lost.", guard="a verb"),
            Example("The 28 march on foot.", guard="a verb"),
            Example("Of 400, 28 may 1950s fans be.", guard="a verb"),
            Example("In 28 august bodies it sat.", guard="an adjective"),
            Example("A long march 30 km wide.", guard="a noun"),
            Example("They may 20 times fail.", guard="a verb"),
            Example("HE CAME ON 28 FEBRUARY 1950 TO ROME.", guard="a text in capitals"),
            Example("The NOVEMBER 7 unit of MAY 2.", guard="an abbreviation"),
            Example("Den 3 april 1950 var kall.", guard="another language"),
            Example("It came on 3 septembre 1950.", guard="another language"),
            Example("Augusta 2010 was its name.", guard="a name"),
            Example("The 30 members 2010 list.", guard="a word"),
            Example("''28 february'' is a film.", guard="a title"),
            Example('The stone reads "28 february 1950".', guard="a quotation"),
            Example("<ref>Daily News, 28 february 1950</ref>", guard="a reference"),
            Example("{{cite web|title=A|date=28 february 1950}}", guard="a template parameter"),
            Example("== Sources ==\n* Lee, Ann, 28 february 1950.", guard="a list of sources"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each word beside a day or a year that is a month name but for its letters."""
        text = unit.text
        letters = _Letters(unit)
        for pattern in (DAY_FIRST, MONTH_FIRST):
            for match in pattern.finditer(text):
                month = month_meant(match["word"], _has_day_and_year(match))
                if month is None or not _is_dated(text, match):
                    continue
                start, end = match.span("word")
                guard = _guard(unit, match, letters)
                if guard is not None:
                    yield Silenced(start, end, guard)
                    continue
                start, end, mended = _mended(text, start, end, month)
                yield Hit(
                    start=start,
                    end=end,
                    message=f"The month {match['word']} is written {month}.",
                    suggestions=(mended,),
                )


def _has_day_and_year(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return groups.get("day") is not None and groups.get("year") is not None


def _is_dated(text: str, match: re.Match[str]) -> bool:
    """Whether enough of a date stands beside the word for it to be a month."""
    word = match["word"]
    before = text[max(match.start() - 12, 0) : match.start()]
    groups = match.groupdict()
    has_day, has_year = groups.get("day") is not None, groups.get("year") is not None
    if _has_day_and_year(match):
        return True
    if word.lower() in WORDS_TOO or word.isupper():
        if has_day:
            return ON_BEFORE.search(before) is not None or _stands_alone(text, match)
        return CUE.search(before) is not None or _stands_alone(text, match)
    if word.lower().capitalize() in MONTHS:
        return True
    return CUE.search(before) is not None or has_year


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether the day and the word are all there is before a line end or a colon."""
    opens = match.start() < 4 and not text[: match.start()].strip()
    return opens and OWN_LINE.match(text, match.end()) is not None


def _mended(text: str, start: int, end: int, month: str) -> tuple[int, int, str]:
    """What to replace and with what: the word, or the date if it has other faults too."""
    low = max(start - 40, 0)
    window = text[low:start] + month + text[end : end + 40]
    for date in dates_in(window):
        if date.month_span.start != start - low:
            continue
        written, mended = window[date.start : date.end], well_formed(window, date)
        if written != mended and " of " not in written:
            shift = low if date.start <= start - low else 0
            return shift + date.start, low + date.end - len(month) + end - start, mended
    return start, end, month


def _guard(unit: Unit, match: re.Match[str], letters: _Letters) -> str | None:
    text = unit.text
    before = text[max(match.start() - 12, 0) : match.start()]
    if FOREIGN.search(before.lower()):
        return "a phrase of another language"
    if match["word"].isupper() and _is_in_capitals(text, match):
        return "a text in capitals"
    if match["word"].islower() and not letters.has_capitals:
        return "a text without capitals"
    if _is_in_title(unit, match):
        return Guard.LINK_TITLE.value
    groups = match.groupdict()
    if groups.get("only") is not None and counts_things(text, match.end(), int(groups["only"])):
        return "a number that counts something"
    if is_in_source_list(unit.document, unit.start + match.start()):
        return "a list of sources"
    return None


def _is_in_title(unit: Unit, match: re.Match[str]) -> bool:
    """Whether the word stands in a linked title that is more than this date."""
    start, end = unit.start + match.start(), unit.start + match.end()
    return any(
        mark.kind is Guard.LINK_TITLE
        and mark.start < end
        and start < mark.end
        and (mark.start < start or mark.end > end)
        for mark in marks_near(unit.document, start - LONGEST_TITLE, end)
    )


def _is_in_capitals(text: str, match: re.Match[str]) -> bool:
    near = text[max(match.start() - 30, 0) : match.start()] + text[match.end() : match.end() + 30]
    capitals = sum(map(str.isupper, near))
    return capitals * 100 > MOST_CAPITALS_OUT_OF_100 * sum(map(str.isalpha, near))


class _Letters:
    """Whether the text around a unit is written with capitals at all, looked up once if at all."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    @cached_property
    def has_capitals(self) -> bool:
        """Whether there are some; a short text is given the credit."""
        start = self._unit.start
        near = self._unit.document.prose.text[max(start - NEAR, 0) : start + NEAR]
        letters, capitals = sum(map(str.isalpha, near)), sum(map(str.isupper, near))
        return capitals * 200 > letters or letters < (LEAST_LETTERS if capitals else FEW_LETTERS)
