"""When the subject of a page began and ended, by every place of the page that says so.

Birth and death of a person, foundation or opening of an institution, release of a work: infobox,
lead, sentences further down and categories. An attribute that some place tells with a doubt, or in
two calendars, is left out altogether.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator

import msgspec

from rules.contract import Argument, Document, Element, ElementKind, Span
from rules.facts.claim_moments import MOMENT, MOMENT_EDGE, Moment, moment, moment_of
from rules.facts.life_dates import (
    BIRTH_FIELDS,
    DEATH_FIELDS,
    DOUBT,
    LifeDate,
    LifeDates,
    LifeSource,
    field,
    infoboxes,
    lead_bracket,
)


class Attribute(enum.Enum):
    """What is dated."""

    BIRTH = "birth"
    DEATH = "death"
    FOUNDATION = "foundation"
    OPENING = "opening"
    RELEASE = "release"


class ToldDate(msgspec.Struct, frozen=True, gc=False):
    """One place that dates an attribute of the page's subject: half-open wikitext offsets.

    ``where`` names the place to a reader: "the infobox".
    """

    attribute: Attribute
    moment: Moment
    start: int
    end: int
    where: str


FIELDS = {
    Attribute.FOUNDATION: frozenset(
        """founded foundation established established_date formed formation inception date_founded
        founded_date founding_date date_formed foundation_date date_established""".split()
    ),
    Attribute.OPENING: frozenset(
        "opened opening_date open_date opened_date opening date_opened".split()
    ),
    Attribute.RELEASE: frozenset(
        "released release release_date release_dates pub_date published publication_date".split()
    ),
}
DATE_TEMPLATES = frozenset(
    {"start date", "start date and age", "release date", "film date", "release date and age"}
)
DATE = re.compile(rf"(?<![\w.,/-]){MOMENT}{MOMENT_EDGE}(?!\s?(?:B\.?C|AH\b))")
REFERENCE = re.compile(r"<ref[^<>]*/>|<ref[^<>]*>[^<]*</ref>|<!--[^<>]*-->", re.IGNORECASE)
AGAIN = re.compile(
    r"\bre-?(?:founded|established|formed|opened|open|incorporated|launch|release|issue)|reunion|"
    r"merge[rd]?\b|predecessor|successor|originally|original|incorporated|charter|present form|"
    r"current|modern|officially|soft|premi[eè]re?|festival|preview|demo\b|beta\b|season|chapter|"
    r"volume|part\b|remaster|reissue",
    re.IGNORECASE,
)
"""Signs of a second beginning beside the first one."""

TITLES = frozenset({"established_title", "founded_title"})
FOUNDED = re.compile(r"found|establish", re.IGNORECASE)
WORK_CATEGORY = re.compile(
    r"(?P<year>1[89]\d\d|20\d\d)\s(?:[\w-]+\s){0,3}(?:films|albums|novels|EPs|video games)\s*\Z"
)


def told_dates(document: Document, life: LifeDates) -> tuple[list[ToldDate], set[Attribute]]:
    """The dates of infobox, lead and categories; and the attributes that are in doubt."""
    found = [*_of_life(document, life), *_of_work_categories(document)]
    doubtful = _doubtful_of_life(document, life)
    boxes = infoboxes(document)
    for box in boxes[:1]:
        for attribute, names in FIELDS.items():
            span = field(document, box, names)
            if span is None or _is_of_another_event(document, box, attribute):
                continue
            date = _of_field(document, span, attribute)
            if date is None:
                doubtful.add(attribute)
            else:
                found.append(date)
    if any(field(document, box, names) for box in boxes[1:] for names in FIELDS.values()):
        doubtful |= set(FIELDS)
    return found, doubtful


def _is_of_another_event(document: Document, box: Element, attribute: Attribute) -> bool:
    """Whether a settlement's box says that its date is of something else: "Incorporated"."""
    span = field(document, box, TITLES) if attribute is Attribute.FOUNDATION else None
    return span is not None and not FOUNDED.search(document.wikitext, span.start, span.end)


def _of_life(document: Document, life: LifeDates) -> Iterator[ToldDate]:
    for attribute, dates in ((Attribute.BIRTH, life.births), (Attribute.DEATH, life.deaths)):
        for date in dates:
            span = _without_markup(document, date)
            yield ToldDate(attribute, date.moment, *span, date.source.value)


def _without_markup(document: Document, date: LifeDate) -> Span:
    """The part of a date template that tells the date, so that its settings do not count."""
    if date.source is LifeSource.INFOBOX:
        for element in document.elements_within(date.start, date.end, ElementKind.TEMPLATE):
            figures = _figures(document, element)
            years = [a for a in figures if _figure(document, a.start, a.end) == date.moment.year]
            if years:
                after = [a for a in figures if a.start >= years[0].start][:3]
                return Span(years[0].start, after[-1].end)
    return Span(date.start, date.end)


def _figure(document: Document, start: int, end: int) -> int:
    return int(document.wikitext[start:end])


def _doubtful_of_life(document: Document, life: LifeDates) -> set[Attribute]:
    doubtful: set[Attribute] = set()
    for attribute, dates in ((Attribute.BIRTH, life.births), (Attribute.DEATH, life.deaths)):
        # Two people share a page: brothers, a duo.
        if len({d.moment for d in dates if d.source is LifeSource.CATEGORY}) > 1:
            doubtful.add(attribute)
    both = {Attribute.BIRTH, Attribute.DEATH}
    bracket = lead_bracket(document, life.names)
    if bracket is not None and DOUBT.search(bracket[0]) and DATE.search(bracket[0]):
        doubtful |= both
    for box in infoboxes(document):
        for attribute, names in ((Attribute.BIRTH, BIRTH_FIELDS), (Attribute.DEATH, DEATH_FIELDS)):
            span = field(document, box, names)
            if span is not None and DOUBT.search(
                REFERENCE.sub("", document.wikitext[span.start : span.end])
            ):
                doubtful.add(attribute)
    return doubtful


def _of_field(document: Document, span: Span, attribute: Attribute) -> ToldDate | None:
    """The one date of an infobox value; the year, where several dates share it."""
    written = REFERENCE.sub(_blank, document.wikitext[span.start : span.end])
    if DOUBT.search(written) or AGAIN.search(written):
        return None
    where = LifeSource.INFOBOX.value
    templates = document.elements_within(span.start, span.end, ElementKind.TEMPLATE)
    dated = [t for t in templates if t.name.strip().lower().replace("_", " ") in DATE_TEMPLATES]
    if dated:
        return _of_template(document, dated[0], attribute) if len(dated) == 1 else None
    dates = [(match, moment_of(match[0])) for match in DATE.finditer(written)]
    moments = [at for _, at in dates if at is not None]
    if not moments or len({at.year for at in moments}) != 1:
        return None
    # Two days of one year may be two countries', or a beginning and its public day.
    at = moments[0] if len(moments) == 1 else moment(moments[0].year)
    start, end = dates[0][0].span()
    if at is None:
        return None
    return ToldDate(attribute, at, span.start + start, span.start + end, where)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _of_template(document: Document, template: Element, attribute: Attribute) -> ToldDate | None:
    figures = _figures(document, template)
    values = [_figure(document, item.start, item.end) for item in figures]
    years = {value for value in values if value >= 1000}
    if len(years) != 1 or values[0] not in years:
        return None
    several = sum(value in years for value in values) > 1
    at = moment(values[0]) if several else moment(*values[:3])
    if at is None:
        return None
    last = figures[0] if several else figures[:3][-1]
    return ToldDate(attribute, at, figures[0].start, last.end, LifeSource.INFOBOX.value)


def _figures(document: Document, template: Element) -> list[Argument]:
    """The unnamed arguments of a template that are plain numbers."""
    return [
        argument
        for argument in document.arguments(template)
        if argument.name.isdigit()
        and document.wikitext[argument.start : argument.end].strip().isdecimal()
    ]


def _of_work_categories(document: Document) -> Iterator[ToldDate]:
    found = []
    for element in document.elements:
        if element.kind is ElementKind.CATEGORY:
            match = WORK_CATEGORY.match(element.name.rpartition(":")[2].strip())
            at = moment(int(match["year"])) if match is not None else None
            if at is not None:
                place = element.start, element.end
                found.append(ToldDate(Attribute.RELEASE, at, *place, LifeSource.CATEGORY.value))
    # Films of several years share a page with what they were made from.
    if len({date.moment.year for date in found}) == 1:
        yield from found
