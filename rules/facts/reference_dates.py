"""The dates that an editor wrote by hand in a reference, outside its templates and titles."""

from __future__ import annotations

import re

from rules.contract import Document, Element, ElementKind
from rules.facts.dates import DateForm, WrittenDate, dates_in, month_days

BLANK = "\ufffc"
SET_APART = re.compile(
    r"''[^'\n]{1,300}''|\"[^\"\n]{1,300}\"|“[^”\n]{1,300}”|‘[^’\n]{1,300}’|«[^»\n]{1,300}»"
)
"""Titles and quotations; longer ones are seldom closed."""

OPAQUE = frozenset(ElementKind) - {ElementKind.REFERENCE, ElementKind.TABLE}
FIELD_BEFORE = re.compile(
    rf"(?:\A|[{BLANK},.;:(–—]|\b(?:retrieved|accessed|archived|published|posted|updated|dated|"
    r"viewed|visited|released|issued|checked|on|from|of))\s{0,3}\Z",
    re.IGNORECASE,
)
FIELD_AFTER = re.compile(rf"\s{{0,3}}(?:[{BLANK},.;:)–—]|\Z|(?i:retrieved|accessed|archived)\b)")
"""What stands around a date that is a part of a citation; inside a title words do."""

LONGEST_LEAD = 24


def reference_dates(document: Document, reference: Element) -> list[WrittenDate]:
    """The full dates that stand as parts of a citation, in offsets of the reference's wikitext."""
    text = _by_hand(document, reference)
    return [
        date
        for date in dates_in(text)
        if date.year is not None
        and len(date.days) == 1
        and date.form is not DateForm.YMD
        and date.days[0] <= month_days(date.month, date.year)
        and FIELD_BEFORE.search(text[max(date.start - LONGEST_LEAD, 0) : date.start])
        and FIELD_AFTER.match(text, date.end)
    ]


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
