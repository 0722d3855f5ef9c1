"""Which sources a page cites where, told apart by what they are and not by how they are written.

The same source may stand as a reference of its own, by its name, as {{sfn}}, {{harvnb}} or {{r}},
in a bundle or defined in the list at the end. Two citations are of one source if they share a key:
an address, an identifier, an author with a year, a title, a name, or else their words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

import msgspec

from rules.contract import Change, Document, Element, ElementKind
from rules.facts.citations import is_reference

NO_SOURCE = frozenset(
    """rp;ran;reflist;dead link;webarchive;wayback;listref;note label;ref label;notetag;note;
    refbegin;refend;notelist""".replace("\n    ", "").split(";")
)
"""Templates that belong to a reference, or list them, and name no source themselves."""

SHORT_FORM = re.compile(r"(?:harv|sfn|snf|sfm|shortened footnote|citeref)", re.IGNORECASE)
NAMED = frozenset({"r", "ref name"})
NOTE = re.compile(r"(?:efn|refn|#tag:\s*ref|multiref|unbulleted list citebundle)", re.IGNORECASE)
GROUP = re.compile(r"\bgroup\s{0,5}=\s{0,5}[\"']?([\w -]{1,40})", re.IGNORECASE)

ADDRESS = re.compile(r"(?:https?:)?//([^\s\[\]<>\"{}|]{3,2000})", re.IGNORECASE)
ARCHIVED = re.compile(
    r"(?:web\.archive\.org/web|wayback\.archive\.org/web|archive\.(?:org/wayback|is|today|ph|li|fo|"
    r"vn|md)|webcitation\.org|ghostarchive\.org/archive)/[^/]{0,40}(?:/(?:https?:/{1,2})?)?",
    re.IGNORECASE,
)
TRACKING = re.compile(r"[?&](?:utm_\w{1,20}|referrer|fbclid|gclid|ref)=[^&#]{0,200}")
IDENTIFIER = re.compile(
    r"\b(doi|isbn|pmid|pmc|oclc|jstor|bibcode|arxiv|asin)\s{0,9}[=|:]?\s{0,9}"
    r"([\w./()<>:;-]{4,80})",
    re.IGNORECASE,
)
TITLE = re.compile(r"\|\s{0,9}title\s{0,9}=\s{0,9}([^|{}]{4,300})", re.IGNORECASE)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?|n\.d\.")
SIGNS = re.compile(r"[\W_]+")
SHORTEST_WORDS = 3

LONGEST = 20_000
"""Code points of a reference that are read."""


class Citation(msgspec.Struct, frozen=True):
    """One place where a source is cited: the outermost element, and the keys of what it cites."""

    element: Element
    keys: frozenset[str]


class CitedSources:
    """The citations of one document, in order of place."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._names: dict[str, frozenset[str]] | None = None
        self._elements: tuple[Element, ...] | None = None
        self._read: dict[int, Citation] = {}
        self._uses: Counter[str] | None = None

    @property
    def all(self) -> tuple[Citation, ...]:
        """Every citation of the page, those of the list at the end among them."""
        return tuple(self._citation(element) for element in self._places())

    def within(self, start: int, end: int) -> tuple[Citation, ...]:
        """The citations that begin in a wikitext interval."""
        places = self._places()
        first = bisect_left(places, start, key=_start)
        last = bisect_right(places, end - 1, key=_start)
        return tuple(self._citation(element) for element in places[first:last])

    def keys_within(self, start: int, end: int) -> frozenset[str]:
        """The keys of all sources cited in a wikitext interval."""
        return frozenset(key for found in self.within(start, end) for key in found.keys)

    def uses(self) -> Counter[str]:
        """How often each key is cited on the page."""
        if self._uses is None:
            self._uses = Counter(key for citation in self.all for key in citation.keys)
        return self._uses

    def _places(self) -> tuple[Element, ...]:
        if self._elements is None:
            self._elements = tuple(_outermost(self.document.elements))
        return self._elements

    def _citation(self, element: Element) -> Citation:
        """What an element cites, read when it is first asked for."""
        found = self._read.get(element.start)
        if found is None:
            found = self._read[element.start] = Citation(element, self._keys(element))
        return found

    def _keys(self, element: Element) -> frozenset[str]:
        text = self.document.wikitext
        if element.kind is ElementKind.REFERENCE:
            return self._reference_keys(element)
        if element.kind is ElementKind.TEMPLATE:
            name = element.name.strip().lower()
            if name in NAMED or name.startswith("r/"):
                return frozenset(self._of_names(element))
            if SHORT_FORM.match(name):
                return frozenset(self._of_short_form(element))
        body = text[element.start : element.end][:LONGEST]
        return frozenset(_body_keys(body)) | self._nested(element)

    def _reference_keys(self, element: Element) -> frozenset[str]:
        body = self.document.wikitext[element.inner_start : element.inner_end].strip()[:LONGEST]
        keys = frozenset(_body_keys(body)) | self._nested(element) if body else frozenset()
        if element.name:
            keys |= {_named(element.name)} | self._defined().get(_named(element.name), frozenset())
        return keys

    def _nested(self, element: Element) -> frozenset[str]:
        """The keys of short forms and names inside a reference or a note."""
        inner = self.document.elements_within(
            element.start + 1,
            element.end,
            ElementKind.TEMPLATE,
            ElementKind.REFERENCE,
        )
        found: set[str] = set()
        for item in inner:
            name = item.name.strip().lower()
            if item.kind is ElementKind.REFERENCE:
                found |= {_named(item.name)} if item.name else set()
            elif SHORT_FORM.match(name):
                found |= set(self._of_short_form(item))
            elif name in NAMED:
                found |= set(self._of_names(item))
        return frozenset(found)

    def _of_names(self, template: Element) -> Iterator[str]:
        text = self.document.wikitext
        for argument in self.document.arguments(template):
            value = text[argument.start : argument.end].strip()
            if value and (argument.name.isdigit() or argument.name.startswith("name")):
                yield _named(value)
                yield from self._defined().get(_named(value), frozenset())

    def _of_short_form(self, template: Element) -> Iterator[str]:
        """{{sfn|Lee|Ray|1990|p=5}} is "lee ray 1990", whatever its page."""
        text = self.document.wikitext
        words: list[str] = []
        for argument in self.document.arguments(template):
            value = text[argument.start : argument.end].strip()
            if argument.name.isdigit() and value:
                words.append(_plain(value))
                if YEAR.fullmatch(value):
                    yield " ".join(words)
                    words = []
        if words:
            yield " ".join(words)

    def _defined(self) -> dict[str, frozenset[str]]:
        """What each name of a reference stands for."""
        if self._names is None:
            self._names = {}
            text = self.document.wikitext
            for element in self.document.elements:
                if element.kind is ElementKind.REFERENCE and element.name:
                    body = text[element.inner_start : element.inner_end].strip()[:LONGEST]
                    if body:
                        # What is named inside it in turn is not followed.
                        self._names.setdefault(_named(element.name), frozenset(_body_keys(body)))
        return self._names


def cited_sources(change: Change) -> CitedSources:
    """The citations of the new document."""
    return CitedSources(change.new)


def old_cited_sources(change: Change) -> CitedSources | None:
    """The citations of the old document; None for a new page."""
    return None if change.old is None else CitedSources(change.old)


def is_explanatory(citation: Citation, document: Document) -> bool:
    """Whether a note only explains, and names no source."""
    element = citation.element
    if element.kind is ElementKind.TEMPLATE and not NOTE.match(element.name.strip()):
        return False
    if element.kind is ElementKind.REFERENCE and not GROUP.search(element.attributes):
        return False
    if element.kind not in (ElementKind.TEMPLATE, ElementKind.REFERENCE):
        return False
    inside = document.elements_within(element.start + 1, element.end)
    return not any(is_reference(item) for item in inside)


def _outermost(elements: tuple[Element, ...]) -> Iterator[Element]:
    end = 0
    for element in elements:
        if element.start >= end and is_reference(element):
            if element.kind is ElementKind.TEMPLATE and element.name.strip().lower() in NO_SOURCE:
                continue
            end = element.end
            yield element


def _body_keys(body: str) -> Iterator[str]:
    found = False
    for match in ADDRESS.finditer(body):
        found = True
        yield _address(match[1])
    for match in IDENTIFIER.finditer(body):
        found = True
        yield f"{match[1].lower()}:{_plain(match[2])}"
    for match in TITLE.finditer(body):
        title = _plain(match[1])
        if len(title.split()) >= SHORTEST_WORDS:
            found = True
            yield title
    if not found:
        words = _plain(body)
        if words:
            yield words[:120]


def _address(written: str) -> str:
    """An address without what differs between two ways to the same page."""
    inner = ARCHIVED.sub("", written, count=1)
    plain = TRACKING.sub("", inner or written).rstrip("/.,;:)").lower()
    return "//" + plain.removeprefix("https://").removeprefix("http://").removeprefix("www.")


def _named(name: str) -> str:
    return f"name:{' '.join(name.split())}"


def _plain(text: str) -> str:
    return " ".join(SIGNS.split(text.lower())).strip()


def _start(element: Element) -> int:
    return element.start
