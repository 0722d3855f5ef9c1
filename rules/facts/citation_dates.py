"""The dates of a citation: published, accessed, archived, each with its place."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left

import msgspec

from rules.contract import Element, ElementKind, Span
from rules.facts.dates import DateForm, calendar_day, dates_in

CITATION = re.compile(r"(?:cite|citation)(?:[ _-][a-z0-9 _-]{1,30})?\Z", re.IGNORECASE)
COVER_DATED = re.compile(
    r"cite[ _-](?:journal|magazine|book|encyclop\w+|conference|thesis|report|serial|"
    r"map|dictionary|paper|arxiv|biorxiv|ssrn|medrxiv|citeseerx|techreport|document|sign|"
    r"court|comic\w*|game|video[ _-]game|tech report|patent|wikisource|act)",
    re.IGNORECASE,
)
"""What is cited by the date of its cover, its hearing or its term."""

COVER_PARAMETERS = frozenset(
    "journal magazine periodical volume issue number isbn issn doi pmid pmc jstor bibcode arxiv "
    "chapter edition series encyclopedia conference asin oclc s2cid".split()
)
"""Parameters of a citation that has such a date whatever the template's name."""

ACCESS = {"access-date": "access date", "accessdate": "access date"}
ARCHIVE = {"archive-date": "archive date", "archivedate": "archive date"}
PUBLICATION = "publication date"
PUBLISHED = {
    "date": PUBLICATION,
    "publication-date": PUBLICATION,
    "publicationdate": PUBLICATION,
    "air-date": "air date",
    "airdate": "air date",
}
PUBLISHED_LABELS = frozenset(PUBLISHED.values())
DATES = ACCESS | ARCHIVE | PUBLISHED
PARAMETER = re.compile(
    rf"\|\s{{0,20}}({'|'.join([*DATES, *sorted(COVER_PARAMETERS), 'year'])})\s{{0,20}}=",
    re.IGNORECASE,
)

YEAR = re.compile(r"[12]\d{3}\Z")

LONGEST_VALUE = 40
"""Characters; the longest full date has 18, and a long value is no date."""


class CitationDate(msgspec.Struct, frozen=True):
    """A date of a citation: its span in the template, and the day, None if there is no such day.

    ``label`` says in words which of its dates it is, ``written`` is the date as it stands there,
    ``month_name`` its month, empty in an ISO date.
    """

    label: str
    span: Span
    written: str
    day: datetime.date | None
    form: DateForm
    month_name: str


class CitationDates(msgspec.Struct, frozen=True):
    """The full dates of a citation, its years with their spans, and whether it has a cover's date.

    Such a date may lie ahead of the day on which the thing came out.
    """

    fields: tuple[CitationDate, ...]
    years: tuple[tuple[Span, int], ...]
    has_cover: bool


def citation_dates(text: str, element: Element) -> CitationDates | None:
    """The dates of a citation template, ``text`` its own wikitext; None for another element.

    Only what fills its parameter is read: one full date, with a comment after it at most.
    """
    if element.kind is not ElementKind.TEMPLATE or CITATION.match(element.name.strip()) is None:
        return None
    fields: dict[str, CitationDate] = {}
    years: dict[str, tuple[Span, int]] = {}
    has_cover = COVER_DATED.match(element.name.strip()) is not None
    stops = (*element.pipes, element.inner_end)
    # Most parameters are of no interest, so they are looked for instead of read one by one.
    for match in PARAMETER.finditer(text):
        index = bisect_left(stops, element.start + match.start())
        if index + 1 >= len(stops) or stops[index] != element.start + match.start():
            # A bar inside a nested template or a link.
            continue
        name = match[1].lower()
        # A comment after a date does not count.
        value = text[match.end() : stops[index + 1] - element.start]
        written = value.partition("<!--")[0].strip()
        if not written:
            continue
        has_cover = has_cover or name in COVER_PARAMETERS
        label = DATES.get(name)
        if (label is None and name != "year") or len(written) > LONGEST_VALUE:
            continue
        start = match.end() + len(value) - len(value.lstrip())
        span = Span(start, start + len(written))
        if label is None:
            if YEAR.match(written):
                years[name] = span, int(written)
            continue
        date = _date(label, span, written)
        # Of a parameter that is given twice the last one is shown.
        fields.pop(label, None)
        if date is not None:
            fields[label] = date
    return CitationDates(tuple(fields.values()), tuple(years.values()), has_cover)


def _date(label: str, span: Span, written: str) -> CitationDate | None:
    """The full date that fills a parameter, or None."""
    dates = dates_in(written)
    if len(dates) != 1:
        return None
    date = dates[0]
    if (
        (date.start, date.end) != (0, len(written))
        or len(date.days) != 1
        or date.year is None
        or date.form is DateForm.YMD
    ):
        return None
    return CitationDate(label, span, written, calendar_day(date), date.form, date.month_name)
