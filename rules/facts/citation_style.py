"""The style of the dates in a page's citations: of publication, of access, and by hand."""

from __future__ import annotations

import datetime
from collections import Counter

import msgspec

from rules.contract import Change, ElementKind
from rules.facts.citation_dates import PUBLISHED_LABELS, CitationDate, citation_dates
from rules.facts.date_style import clear_majority, style_tags
from rules.facts.dates import DateForm
from rules.facts.reference_dates import reference_dates

ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()
)


class CitationStyle(msgspec.Struct, frozen=True):
    """The form that nearly all citations of a page give their dates, or None where there is none.

    ``published`` and ``read`` are those of citation templates: dates of publication may have
    another form than those of access and archiving, which share theirs. ``by_hand`` is that of
    references without a template. ``is_tagged``: the page has a tag for its style, so that the
    templates show their dates in it however they are written.
    """

    published: DateForm | None
    read: DateForm | None
    by_hand: DateForm | None
    is_tagged: bool

    def of(self, date: CitationDate) -> DateForm | None:
        """The form that a date of a citation template should have; None if any will do."""
        if self.is_tagged:
            return None
        return self.published if date.label in PUBLISHED_LABELS else self.read


def citation_style(change: Change) -> CitationStyle:
    """The style of the citations in the old text, or of a new page in its own."""
    document = change.old or change.new
    published: Counter[DateForm] = Counter()
    read: Counter[DateForm] = Counter()
    by_hand: Counter[DateForm] = Counter()
    for element in document.elements:
        if element.kind is ElementKind.REFERENCE:
            by_hand.update(date.written.form for date in reference_dates(document, element))
        if element.kind is not ElementKind.TEMPLATE:
            continue
        citation = citation_dates(document.wikitext[element.start : element.end], element)
        for date in () if citation is None else citation.fields:
            (published if date.label in PUBLISHED_LABELS else read)[date.form] += 1
    return CitationStyle(
        clear_majority(published),
        clear_majority(read),
        clear_majority(by_hand),
        is_tagged=bool(style_tags(change.new)),
    )


def in_form(day: datetime.date, month_name: str, form: DateForm) -> str:
    """A day in one of the forms; ``month_name`` as it was written, or empty for the full name."""
    if form is DateForm.ISO:
        return day.isoformat()
    name = month_name or ENGLISH_MONTHS[day.month - 1]
    if form is DateForm.DMY:
        return f"{day.day} {name} {day.year}"
    return f"{name} {day.day}, {day.year}"
