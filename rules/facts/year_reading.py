"""Which numbers are years: four digits where a year may stand, and numbers with an era."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator

from rules.facts.numbers import (
    CURRENCY_BEFORE,
    UNIT,
    counted_noun,
    is_list_noun,
    word_before,
)


class Era(enum.Enum):
    """How a year counts, as it is written."""

    NONE = ""
    AD = "AD"
    CE = "CE"
    BC = "BC"
    BCE = "BCE"


SPACE = "[ \n\u00a0\u2009\u202f]"
ERA = r"(?:BCE?|CE|AD|B\.\s?C\.(?:\s?E\.)?|C\.\s?E\.|A\.\s?D\.)(?!\w)"
"""An era after a year; the stop of a sentence is no part of it."""

ERA_HINT = re.compile(r"BC|CE|AD|[AB]\.\s?[CD]\.|C\.\s?E\.")
YEAR_ERA = re.compile(rf"(\d(?<![\w.,/:-].)(?:\d?,\d{{3}}|\d{{0,3}})){SPACE}?({ERA})")
ERA_YEAR = re.compile(rf"(?<!\w)(AD|A\.D\.|BCE|BC|CE){SPACE}(\d{{1,4}})(?![,.]\d|\w|{SPACE}?{ERA})")
YEAR = re.compile(
    r"([12](?<![\w.,/:#№§+$£€₹¥°^=_-].)\d{3})"
    r"(?!\w|[,.:/]\d|[%°′″×^]|-(?!\d)\w)(?:[–-](\d{2,4})(?!\w|[,.:/–-]\d))?"
)
"""A bare year, or a range of two; a hyphen before or a word after makes it part of a code."""

CUES = frozenset(
    "in since by until till during of after before from between and to through early late mid "
    "mid- circa c. ca. about around year years season the its their his her first summer spring "
    "autumn winter fall born b. died d. est est. established founded released copyright © that "
    "this for with at on".split()
)
"""Words before four digits that make them a year, if nothing is counted."""

QUANTITY_CUES = frozenset(
    "about around over nearly almost some approximately roughly than least most to only exactly "
    "of under all these those another every seat seats seating worth weighs weighing cost costs "
    "costing".split()
)
"""Words that may open a quantity; before a counted noun four digits are no year then."""

NAMES_BEFORE = frozenset(
    "flight model type class series unit population asteroid ngc ic iso rfc utc gmt est bs din "
    "iec ieee windows office code postcode box hms uss peugeot boeing airbus extension".split()
)
OPENING = frozenset("([–—|\n")
EARLIEST, LATEST = 1000, 2100


def era_of(written: str) -> Era:
    """The era that letters with or without points stand for."""
    return Era["".join(filter(str.isalpha, written)).upper()]


def eras_written(text: str) -> Iterator[tuple[int, int, int, Era]]:
    """Start, end, number and era of each year that names its era."""
    if ERA_HINT.search(text) is None:
        return
    ends = set()
    for match in YEAR_ERA.finditer(text):
        ends.add(match.end())
        yield match.start(), match.end(), int(match[1].replace(",", "")), era_of(match[2])
    for match in ERA_YEAR.finditer(text):
        if match.end(1) not in ends:
            yield match.start(), match.end(), int(match[2]), era_of(match[1])


def years_written(text: str) -> Iterator[tuple[int, int]]:
    """The places of the bare years of a text, 1000–2100; two for a range of full years.

    Four digits with a unit, a currency or a counted noun are no year unless a word before says so.
    """
    for match in YEAR.finditer(text):
        start, end = match.span(1)
        last = match[2]
        if not _may_be_year(text, start, end, last is not None):
            continue
        yield start, end
        if last is not None and len(last) == 4 and last[0] in "12":
            yield match.span(2)


def _may_be_year(text: str, start: int, end: int, is_range: bool) -> bool:
    if not EARLIEST <= int(text[start:end]) <= LATEST:
        return False
    before = text[max(start - 24, 0) : start]
    word = word_before(before)
    if word in NAMES_BEFORE or is_list_noun(word) or CURRENCY_BEFORE.search(before[-7:]):
        return False
    if is_range:
        return True
    if not text[end : end + 1].strip("-,;.)]|"):
        following = text[end + 1 : end + 2]
        if text[end : end + 1] != "-" and not following.isalpha():
            return True
    unit = UNIT.match(text, end)
    # "In 1950 in Rome": these letters are a word here.
    if unit is not None and unit[0] != " in":
        return False
    opens = before != "" and (word in CUES or before.rstrip()[-1:] in OPENING)
    if word in QUANTITY_CUES or not opens:
        return counted_noun(text, end) is None
    return True
