"""When the person that a page is about was born and died, by each place that says so."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from rules.contract import BlockKind, Change, Document, Element, ElementKind, Span
from rules.facts.claim_moments import MOMENT, MOMENT_EDGE, Moment, moment, moment_of

BIRTH_FIELDS = frozenset({"birth_date", "birthdate", "date_of_birth", "born", "dob"})
DEATH_FIELDS = frozenset({"death_date", "deathdate", "date_of_death", "died", "dod"})

BIRTH_TEMPLATES = frozenset(
    {"birth date", "birth date and age", "birth date and age2", "bda", "dob", "birth year and age"}
)
DEATH_TEMPLATES = frozenset({"death date", "dod"})
DEATH_AND_BIRTH_TEMPLATES = frozenset({"death date and age", "dda", "death date and age2"})
WORDED_BIRTH = frozenset({"birth-date", "birth-date and age"})
WORDED_DEATH = frozenset({"death-date", "death-date and age"})
YEARS_ONLY = frozenset({"death year and age"})

ANIMAL = re.compile(r"horse|dog|animal|cat\b|hound|elephant|ship|book|film", re.IGNORECASE)
"""Infoboxes of subjects whose birth and age are not a person's."""

DATE = re.compile(rf"(?<![\w.,/-]){MOMENT}{MOMENT_EDGE}")
LIFESPAN = re.compile(
    rf"(?<![\w.,/-])(?P<born>{MOMENT})(?:\s[^\d()–—-]{{1,40}})?\s?[–—-]\s?"
    rf"(?:[^\d()–—-]{{1,30}}\s)?(?P<died>{MOMENT}){MOMENT_EDGE}"
)
BORN = re.compile(
    rf"\b(?:born|b\.)(?:\s(?:on|in)|[^\d()]{{0,60}}?)\s(?P<born>{MOMENT}){MOMENT_EDGE}"
)
DIED = re.compile(
    rf"\b(?:died|d\.)(?:\s(?:on|in)|[^\d()]{{0,60}}?)\s(?P<died>{MOMENT}){MOMENT_EDGE}"
)

DOUBT = re.compile(
    r"\bc\.|\bca\.?\s|\bcirca\b|\babout\b|\baround\b|\?|\bor\b|\bO\.?S\b|\bN\.?S\b|\bbetween\b|"
    r"\bbefore\b|\bafter\b|\bfl\.|\bbap|\bpossibly\b|\bprobably\b|\breign|\br\.|circa|\bbc\b|\bAH\b|"
    r"old\s?style|\bBCE?\b|disputed|unknown|approx",
    re.IGNORECASE,
)
"""Signs that a date is uncertain, of another calendar, or not of a life."""

CATEGORY = re.compile(r"\s*(\d{4})[ _](births|deaths)\s*\Z")
DISAMBIGUATION = re.compile(r"\s*[(,].*\Z", re.DOTALL)
NAME_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
NAME_REACH, BRACKET_REACH, LONGEST_BRACKET = 160, 200, 320
"""How far into the lead the name stands and the bracket opens, and how long that may be."""

HE, SHE = (
    re.compile(r"\b(?:he|his|him)\b", re.IGNORECASE),
    re.compile(r"\b(?:she|hers?)\b", re.IGNORECASE),
)
MOST_CLAIMS = 24
"""A page that tells more births and deaths is a list, or is not meant to be read."""

PRONOUN_REACH = 20_000
"""Code points of prose in which pronouns are counted."""


class LifeSource(enum.Enum):
    """Where a life date stands."""

    INFOBOX = "the infobox"
    LEAD = "the lead"
    CATEGORY = "a category"


class LifeDate(msgspec.Struct, frozen=True, gc=False):
    """One claim of a birth or a death: half-open offsets in the new wikitext."""

    moment: Moment
    start: int
    end: int
    source: LifeSource


class LifeDates(msgspec.Struct, frozen=True):
    """What a page says of its subject's life; all empty if it is not about one person.

    ``names`` are the words of the subject's name; ``pronoun`` is "he" or "she" by the clear
    majority of the page, else empty.
    """

    births: tuple[LifeDate, ...] = ()
    deaths: tuple[LifeDate, ...] = ()
    names: frozenset[str] = frozenset()
    pronoun: str = ""

    @property
    def is_person(self) -> bool:
        """Whether the page tells when its subject was born."""
        return bool(self.births)


def life_dates(change: Change) -> LifeDates:
    """The life dates of the page's subject, from the infobox, the lead and the categories."""
    return life_of(change.new, change.info.title)


def life_of(document: Document, title: str) -> LifeDates:
    """The life dates of the subject of a page with a title."""
    boxes_on_page = infoboxes(document)
    boxes = [box for box in boxes_on_page if field(document, box, BIRTH_FIELDS)]
    # A box further down is that of a work or a ship on a person's page.
    if any(ANIMAL.search(box.name) for box in (*boxes_on_page[:1], *boxes)):
        return LifeDates()
    if len(boxes) > 1:
        # A page about two people, or one about a person with a box for somebody close.
        boxes = [box for box in boxes if _is_named(document, box, title)]
        if len(boxes) != 1:
            return LifeDates()
    found = [item for box in boxes for item in _of_infobox(document, box)]
    found += _of_categories(document)
    names = _names(title, document, boxes)
    found += _of_lead(document, names, certain=bool(found))
    if len(found) > MOST_CLAIMS:
        return LifeDates()
    return LifeDates(
        births=tuple(date for is_birth, date in found if is_birth),
        deaths=tuple(date for is_birth, date in found if not is_birth),
        names=names,
        pronoun=_pronoun(document.prose.text[:PRONOUN_REACH]),
    )


def sharpest(dates: Sequence[LifeDate]) -> tuple[LifeDate, ...]:
    """The dates less those that only say a wider span around another: 1950 beside 3 May 1950."""
    return tuple(
        date
        for date in dates
        if not any(
            date.moment.first <= other.moment.first
            and other.moment.last <= date.moment.last
            and date.moment != other.moment
            for other in dates
        )
    )


Claim = tuple[bool, LifeDate]
"""Whether it is a birth, and the date."""


def infoboxes(document: Document) -> list[Element]:
    """The infoboxes of a page, in order."""
    return [
        element
        for element in document.elements
        if element.kind is ElementKind.TEMPLATE and element.name.lower().startswith("infobox")
    ]


def _is_named(document: Document, box: Element, title: str) -> bool:
    """Whether a box's own name holds every word of the title's."""
    span = field(document, box, frozenset({"name"}))
    if span is None:
        return False
    written = set(NAME_WORD.findall(document.wikitext[span.start : span.end]))
    return written >= set(NAME_WORD.findall(DISAMBIGUATION.sub("", title)))


def field(document: Document, box: Element, names: frozenset[str]) -> Span | None:
    """The value of the first parameter of a box that has one of the names."""
    for argument in document.arguments(box):
        if argument.name.lower().replace(" ", "_") in names:
            return Span(argument.start, argument.end)
    return None


def _of_infobox(document: Document, box: Element) -> Iterator[Claim]:
    for is_birth, names in ((True, BIRTH_FIELDS), (False, DEATH_FIELDS)):
        span = field(document, box, names)
        if span is None:
            continue
        inside = document.elements_within(span.start, span.end, ElementKind.TEMPLATE)
        claims = [claim for template in inside for claim in _of_template(document, template)]
        if claims:
            yield from claims
            continue
        written = document.wikitext[span.start : span.end]
        dates = list(DATE.finditer(written))
        if len(dates) != 1 or inside or DOUBT.search(written):
            continue
        at = moment_of(dates[0][0])
        if at is not None:
            start, end = dates[0].span()
            place = span.start + start, span.start + end
            yield is_birth, LifeDate(at, *place, LifeSource.INFOBOX)


def _of_template(document: Document, template: Element) -> Iterator[Claim]:
    name = template.name.strip().lower().replace("_", " ")
    values = document.parameters(template)

    def claim(is_birth: bool, at: Moment | None) -> Iterator[Claim]:
        if at is not None:
            yield is_birth, LifeDate(at, template.start, template.end, LifeSource.INFOBOX)

    if name in BIRTH_TEMPLATES or name in DEATH_TEMPLATES:
        yield from claim(name in BIRTH_TEMPLATES, _numbered(values, 1))
    elif name in DEATH_AND_BIRTH_TEMPLATES:
        yield from claim(False, _numbered(values, 1))
        yield from claim(True, _numbered(values, 4))
    elif name in YEARS_ONLY:
        yield from claim(False, _year(values.get("1", "")))
        yield from claim(True, _year(values.get("2", "")))
    elif name in WORDED_BIRTH or name in WORDED_DEATH:
        yield from claim(name in WORDED_BIRTH, _worded(values.get("1", "")))
        if name == "death-date and age":
            yield from claim(True, _worded(values.get("2", "")))


def _numbered(values: Mapping[str, str], first: int) -> Moment | None:
    written = [values.get(str(index), "").strip() for index in range(first, first + 3)]
    if not written[0].isdigit():
        return None
    parts: list[int] = []
    for part in written:
        if not part.isdigit():
            break
        parts.append(int(part))
    return moment(*parts) if 1000 <= parts[0] <= 2100 else None


def _year(written: str) -> Moment | None:
    return moment_of(written.strip()) if re.fullmatch(r"\s*[12]\d{3}\s*", written) else None


def _worded(written: str) -> Moment | None:
    dates = DATE.findall(written)
    return moment_of(dates[0]) if len(dates) == 1 and not DOUBT.search(written) else None


def _of_categories(document: Document) -> Iterator[Claim]:
    for element in document.elements:
        if element.kind is ElementKind.CATEGORY:
            match = CATEGORY.match(element.name.rpartition(":")[2])
            at = _year(match[1]) if match else None
            if match is not None and at is not None:
                date = LifeDate(at, element.start, element.end, LifeSource.CATEGORY)
                yield match[2] == "births", date


def _of_lead(document: Document, names: frozenset[str], *, certain: bool) -> Iterator[Claim]:
    """The dates in the first bracket after the subject's name in the first paragraph."""
    found = lead_bracket(document, names)
    if found is not None and not DOUBT.search(found[0]):
        yield from _of_bracket(document, *found, certain)


def lead_bracket(document: Document, names: frozenset[str]) -> tuple[str, int] | None:
    """What stands in the first bracket after the subject's name, and its offset in the prose."""
    prose = document.prose
    for block in prose.blocks:
        if block.section != 0:
            return None
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        text = prose.text[block.start : block.end]
        # Bold marks beside an apostrophe leave one behind.
        if not names & {word.rstrip("'’") for word in NAME_WORD.findall(text[:NAME_REACH])}:
            continue
        opening = text.find("(", 0, BRACKET_REACH)
        closing = text.find(")", opening, opening + LONGEST_BRACKET)
        if not -1 < opening < closing:
            return None
        return text[opening + 1 : closing], block.start + opening + 1
    return None


def _of_bracket(document: Document, bracket: str, offset: int, certain: bool) -> Iterator[Claim]:
    span = LIFESPAN.search(bracket)
    born, died = BORN.search(bracket), DIED.search(bracket)
    if not certain and born is None:
        return
    if span is not None:
        claims = [
            (True, span["born"], span.start("born")),
            (False, span["died"], span.start("died")),
        ]
    else:
        claims = [(True, born["born"], born.start("born"))] if born else []
        claims += [(False, died["died"], died.start("died"))] if died else []
    for is_birth, written, start in claims:
        at = moment_of(written)
        if at is not None:
            begin = offset + start
            place = document.prose.wikitext_span(begin, begin + len(written))
            yield is_birth, LifeDate(at, *place, LifeSource.LEAD)


def _names(title: str, document: Document, boxes: list[Element]) -> frozenset[str]:
    written = DISAMBIGUATION.sub("", title)
    for box in boxes:
        span = field(document, box, frozenset({"name"}))
        if span is not None:
            written += " " + document.wikitext[span.start : span.end]
    words = [word for word in NAME_WORD.findall(written) if word[0].isupper()]
    return frozenset([*words, *(word.replace("'", "’") for word in words)])


def _pronoun(text: str) -> str:
    he, she = len(HE.findall(text)), len(SHE.findall(text))
    if he > 4 * she:
        return "he"
    return "she" if she > 4 * he else ""
