"""The dates of a sentence as claims: which moment, how firmly, and of what event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.facts.claim import Modifier, Quantity
from rules.facts.claim_attributes import DATE_WORDS
from rules.facts.claim_moments import Moment, moment
from rules.facts.claim_wording import stem
from rules.facts.date_reading import DatePrecision, DateReading, ranges_read
from rules.facts.year_reading import Era

REACH = 64
"""Code points either side of a value that are read for what it is of."""

AUXILIARIES = frozenset("is was were are be been being has had have did does do will would".split())
VERB = re.compile(
    r"\b(?!(?:hundred|indeed|need|speed|seed|breed|feed|sacred|naked|wicked)\b)"
    r"(?:[a-z]{2,}(?:-[a-z]+)?ed|is|was|were|are|be|been|has|had|have|became|began|begun|born|took|"
    r"made|went|led|won|came|left|held|met|lost|rose|fell|broke|gave|got|saw|set|ran|built|bought|"
    r"sold|sent|brought|wrote|written|flew|grew|died|dies|death|birth|completion|founding|"
    r"foundation|coronation|defunct|fought|hit|sank|struck|chosen|drew|beat|spent|taught|sang|"
    r"joins|wins|opens|closes|will|would)\b"
)
YEAR_OF_WORK = re.compile(
    r"\s(?!s\b)(?:[\w-]+\s){0,6}?(?:film|movie|album|novel|book|song|single|EP|comedy|drama|thriller|"
    r"documentary|musical|opera|play|painting|television|TV|video|animated|short|miniseries|game)\b"
)
IS_A = re.compile(r"\b(?:is|was)\s(?:an?|the)\s(?:[a-z]+\s)?\Z")
OPENING = re.compile(r"[\s￼]*(?:In|On|By|Since|During)\s(?:(?:early|late|mid)\s)?\Z")

Found = tuple[int, int, "Quantity | Moment", Modifier, str]
"""Start, end, value, modifier and attribute."""


def dated_values(text: str, dates: tuple[DateReading, ...]) -> Iterator[Found]:
    ends: dict[int, str] = {}
    for span in ranges_read(text, dates):
        ends[span.first.start] = "start"
        ends[span.last.start] = "end"
    for date in dates:
        at = _moment(date)
        if at is None:
            continue
        modifier = _date_modifier(text, date.start)
        attribute = _date_attribute(text, date)
        if date.start in ends:
            modifier = Modifier.EXACT
            attribute = f"{ends[date.start]} of {attribute.removeprefix('date of ')}".strip()
        yield date.start, date.end, at, modifier, attribute


def _moment(date: DateReading) -> Moment | None:
    if date.year is None or date.era not in (Era.NONE, Era.AD, Era.CE):
        return None
    if date.precision is DatePrecision.YEAR:
        return moment(date.year) if date.year >= 1000 else None
    if date.precision is DatePrecision.MONTH:
        return moment(date.year, date.month)
    if date.precision is DatePrecision.DAY and len(date.days) == 1 and date.year >= 1000:
        return moment(date.year, date.month, date.days[0])
    return None


DATE_HEDGE = re.compile(
    r"(?:\b(?P<about>circa|ca\.|c\.|about|around|approximately|roughly|early|late|mid)|"
    r"\b(?P<least>after)|\b(?P<most>before|until|till|by))[\s-]\Z",
    re.IGNORECASE,
)


DATE_HEDGES = {
    "about": Modifier.ABOUT,
    "least": Modifier.AT_LEAST,
    "most": Modifier.AT_MOST,
}


def _date_modifier(text: str, start: int) -> Modifier:
    match = DATE_HEDGE.search(text[max(start - 16, 0) : start])
    return Modifier.EXACT if match is None else DATE_HEDGES[match.lastgroup or "about"]


def _date_attribute(text: str, date: DateReading) -> str:
    before = text[max(date.start - REACH, 0) : date.start]
    after = text[date.end : date.end + 2 * REACH]
    if date.precision is DatePrecision.YEAR and IS_A.search(before) and YEAR_OF_WORK.match(after):
        return "released"
    clause = before[max(before.rfind(";"), before.rfind(":")) + 1 :]
    verbs = VERB.findall(clause)
    if not verbs and date.start < 20 and OPENING.fullmatch(text[: date.start]):
        verbs = [verb for verb in VERB.findall(after.partition(";")[0]) if verb not in AUXILIARIES][
            :1
        ]
    if not verbs or verbs[-1] in AUXILIARIES:
        return ""
    return DATE_WORDS.get(verbs[-1]) or f"date of {stem(verbs[-1])}"


def nearest_year(dates: tuple[DateReading, ...], start: int, end: int) -> frozenset[int]:
    near = [
        (max(date.start - end, start - date.end), date.year)
        for date in dates
        if date.year is not None
    ]
    return frozenset({min(near)[1]}) if near else frozenset()
