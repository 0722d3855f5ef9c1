"""A written date put in the guideline's form, and the places where a date is no date to mend."""

from __future__ import annotations

import re

from rules.contract import BlockKind, Document, Unit
from rules.facts.dates import DateForm, WrittenDate, stands_in_title
from rules.facts.numbers import UNIT, numbers_something

SPACES = " \n\u00a0\u2009\u202f"
GAPS = re.compile(rf"[{SPACES}]+")
DASH_JOINER = re.compile(rf"[{SPACES}]{{0,3}}[-–—‒][{SPACES}]{{0,3}}")
SUFFIX = re.compile(r"\A(?:st|nd|rd|th)")

EVENT = (
    r"(?:attacks?|plots?|movements?|incidents?|committees?|coups?|bombings?|massacres?|riots?|"
    r"uprisings?|revolutions?|revolts?|agreements?|constitution|insurrection|hijack\w*|protests?|"
    r"demonstrations?|crackdown|crisis|putsch|shootings?|raids?|alliance|brigades?|group|"
    r"memorandum|declaration|events|disaster|earthquake|strikes?|celebrations?|parades?)\b"
)
NAMES_EVENT = re.compile(rf"(?:['’]s)?[ \u00a0-](?:(?!I\b)[A-Z](?!\.?[A-Z]{{1,3}}\b)|{EVENT})")
"""A capitalised word or such a noun right after a date makes it a name: 26th of July Movement.

Short words in capitals (UTC, EST, BBC) do not.
"""

PLACE_AFTER = re.compile(
    r"[ \u00a0](?:City|Street|Avenue|Bridge|Square|Road|Park|Hospital|University|Stadium|Movement|"
    r"Group|Brigade|Organi[sz]ation|Airport|Station|Day|Fools?|Fair|Boulevard|Governorate|Dam|"
    r"Constitution|Revolution|Massacre|Alliance|Committee|School|Prize)\b"
)
"""A noun in capitals that goes by a date wherever it stands: 9th of June Street."""

ON_BEFORE = re.compile(r"\b(?:[Oo]n|[Oo]f)\s(?:the\s)?\Z")

SOURCES = re.compile(
    r"\s*(?:references?|notes?|footnotes?|citations?|bibliography|further reading|sources?|"
    r"external links?|works cited|literature|notes and references|publications?)\s*\Z",
    re.IGNORECASE,
)
"""Titles of sections whose lists follow the style of their citations."""

TIME_AFTER = re.compile(
    rf"[{SPACES}]?(?:hours?|hrs?|h|UTC|GMT|UT|Z|[A-Z]{{1,3}}[SD]?T|local|o['’]clock)\b"
)
COUNT_VERB = re.compile(
    rf"[{SPACES}](?:were|of (?:the|them|these|those|its|his|their)|more|out of|or (?:more|so)|"
    r"additional|new|other)\b"
)
COUNTED = re.compile(
    rf"[{SPACES}](?:[A-Za-z][a-z-]{{2,16}}[{SPACES}])?(?:people|persons|men|women|children|police|"
    r"cattle|sheep|aircraft|personnel|staff|troops|infantry|cavalry|dead|killed|wounded|"
    r"(?!was\b|has\b|does\b|its\b|his\b|this\b)[a-z]{2,20}(?<!ss)(?<!us)(?<!is)s)\b(?!['’])"
)
"""A plural noun right after the number, or one word later; a year may stand before any of them, but
then with a comma or a small word between."""

RUNS_ON = re.compile(rf"[{SPACES}][a-z]")
CLAUSE_NEXT = re.compile(
    rf"[{SPACES}](?:in|at|on|by|from|to|and|or|when|while|as|after|before|during|until|for|with|"
    r"but|is|was|the|a|an|he|she|it|they|his|her|its|their|between|because|though|although)\b"
)


def well_formed(text: str, date: WrittenDate) -> str:
    """The same date, in the same order, as the guideline writes it.

    Leading zeros, suffixes, "of" and needless commas are gone, a range of days has an unspaced en
    dash, and a month-day-year date its comma. Spaces that do not break are kept.
    """
    days = _days(text, date)
    if date.form is DateForm.DMY:
        mended = days + _space(text, date.day_spans[-1].end, date.month_span.start)
        mended += _month(text, date)
        if date.year_span is not None:
            mended += _space(text, date.month_span.end, date.year_span.start) + str(date.year)
        return mended
    if date.form is DateForm.MDY:
        mended = _month(text, date)
        mended += _space(text, date.month_span.end, date.day_spans[0].start) + days
        return mended if date.year_span is None else f"{mended}, {date.year}"
    return text[date.start : date.end]


def single_spaced(text: str) -> str:
    """The text with each run of spaces made one, which does not break if one of them did not."""
    return GAPS.sub(_one_space, text)


def is_in_source_list(document: Document, prose_start: int) -> bool:
    """Whether a place of the prose lies in a section that lists sources."""
    place = document.prose.wikitext_span(prose_start, prose_start + 1).start
    return SOURCES.match(document.section_at(place).title) is not None


def counts_things(text: str, year_end: int, year: int) -> bool:
    """Whether the four digits that end at ``year_end`` count something: "in May, 1950 men"."""
    if COUNT_VERB.match(text, year_end) or TIME_AFTER.match(text, year_end):
        return True
    if CLAUSE_NEXT.match(text, year_end):
        # "in Rome" is no inch.
        return False
    if UNIT.match(text, year_end) or COUNTED.match(text, year_end):
        return True
    return year % 100 == 0 and RUNS_ON.match(text, year_end) is not None


def form_guard(unit: Unit, date: WrittenDate) -> str | None:
    """Why the form of a date is not to be mended where it stands; None if it may be."""
    text = unit.text
    if date.form is DateForm.DMY and numbers_something(text, date.start):
        return "a number that belongs to the word before"
    if date.year_span is not None and counts_things(text, date.year_span.end, date.year or 0):
        return "a number that counts something"
    if stands_in_title(unit, date):
        return "the title of a linked page"
    if is_in_source_list(unit.document, unit.start + date.start):
        return "a list of sources"
    return None


def other_fault(text: str, date: WrittenDate) -> str | None:
    """The fault of form, if any, whose own finding mends the whole date; named as a guard.

    A date with several faults is reported once: for its leading zero, else for its suffix, else for
    the dash between its days.
    """
    if any(text[span.start] == "0" for span in date.day_spans):
        return "mended with the leading zero of its day"
    if date.ordinal:
        return "mended with the suffix of its day"
    if len(date.days) == 2:
        joiner = text[date.day_spans[0].end : date.day_spans[1].start]
        if joiner != "–" and DASH_JOINER.fullmatch(joiner):
            return "mended with the dash between its days"
    return None


def is_prose_block(unit: Unit) -> bool:
    """Whether a unit is running text and not a table, a heading or an infobox value."""
    return unit.block is not None and unit.block.kind in (
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.IMAGE_CAPTION,
    )


def _days(text: str, date: WrittenDate) -> str:
    parts: list[str] = []
    at = date.day_spans[0].start
    for day, span in zip(date.days, date.day_spans, strict=True):
        joiner = SUFFIX.sub("", text[at : span.start])
        parts += "–" if DASH_JOINER.fullmatch(joiner) else single_spaced(joiner), str(day)
        at = span.end
    return "".join(parts)


def _month(text: str, date: WrittenDate) -> str:
    end = date.month_span.end
    dotted = text[end : end + 1] == "." and end < date.end
    return date.month_name + "." * dotted


def _space(text: str, start: int, end: int) -> str:
    """The first space between two parts of a date, one that does not break if there is one."""
    return _unbreakable(text[start:end])


def _one_space(gap: re.Match[str]) -> str:
    return _unbreakable(gap[0])


def _unbreakable(gap: str) -> str:
    return next((sign for sign in gap if sign in "\u00a0\u202f\u2009"), " ")
