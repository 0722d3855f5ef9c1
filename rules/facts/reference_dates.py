"""The dates that an editor wrote by hand in a reference, outside its templates and titles."""

from __future__ import annotations

import datetime
import re

import msgspec

from rules.contract import Document, Element, ElementKind
from rules.facts.dates import DateForm, WrittenDate, calendar_day, dates_in

BLANK = "\ufffc"
SET_APART = re.compile(
    r"''[^'\n]{1,300}''|\"[^\"\n]{1,300}\"|“[^”\n]{1,300}”|‘[^’\n]{1,300}’|«[^»\n]{1,300}»"
)
"""Titles and quotations; longer ones are seldom closed."""

OPAQUE = frozenset(ElementKind) - {ElementKind.REFERENCE, ElementKind.TABLE}
FIELD_BEFORE = re.compile(
    rf"(?:\A|[{BLANK},.;:!?(–—]|\b(?:retrieved|accessed|archived|published|posted|updated|dated|"
    r"viewed|visited|released|issued|checked|on|from|of))\s{0,3}\Z",
    re.IGNORECASE,
)
ACCESS_BEFORE = re.compile(
    r"\b(?:retrieved|accessed|viewed|visited|checked)(?: on)?:?\s{0,3}\Z", re.IGNORECASE
)
FIELD_AFTER = re.compile(rf"\s{{0,3}}(?:[{BLANK},.;:)–—]|\Z|(?i:retrieved|accessed|archived)\b)")
"""What stands around a date that is a part of a citation; inside a title words do."""

LONGEST_LEAD = 24


class ReferenceDate(msgspec.Struct, frozen=True):
    """A full date of a reference; ``written`` has its places in the reference's wikitext.

    ``day`` is None if there is no such day. ``is_access``: a word says that the source was read
    then.
    """

    written: WrittenDate
    day: datetime.date | None
    is_access: bool


def reference_dates(document: Document, reference: Element) -> list[ReferenceDate]:
    """The full dates that stand as parts of a citation, in order."""
    text = _by_hand(document, reference)
    found = []
    for date in dates_in(text):
        if date.year is None or len(date.days) != 1 or date.form is DateForm.YMD:
            continue
        before = text[max(date.start - LONGEST_LEAD, 0) : date.start]
        if FIELD_BEFORE.search(before) and FIELD_AFTER.match(text, date.end):
            is_access = ACCESS_BEFORE.search(before) is not None
            found.append(ReferenceDate(date, calendar_day(date), is_access))
    return found


def _by_hand(document: Document, reference: Element) -> str:
    """The reference's wikitext, each place of it that is no running text made a placeholder."""
    at, end = reference.start, reference.end
    letters = list(BLANK * (end - at))
    inner = slice(reference.inner_start - at, reference.inner_end - at)
    letters[inner] = document.wikitext[reference.inner_start : reference.inner_end]
    for element in document.elements_within(reference.inner_start, reference.inner_end):
        if element.kind in OPAQUE:
            stop = min(element.end, end)
            letters[element.start - at : stop - at] = BLANK * (stop - element.start)
    return SET_APART.sub(lambda found: BLANK * len(found[0]), "".join(letters))
