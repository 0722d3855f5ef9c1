"""The names of a page's references: where each is defined, and where it is only used."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import msgspec

from rules.contract import Document, Element, ElementKind

ATTRIBUTE = re.compile(
    r"""(?<![\w-])(name|group|follow|extends|details)\s*=\s*"""
    r"""(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
GIVEN_NAME = re.compile(
    r"\|[ \t\n]*(?:(?:ref|note|fn)?[ _-]?name|ref\d?)[ \t]*=[ \t]*[\"'“”]?([^|{}\[\]<>\n]{1,200})",
    re.IGNORECASE,
)
"""A template that makes a reference, {{refn|name=a|…}}, or an infobox that names one, ref=e18."""

QUOTES = " \t\n\"'“”‘’"
SPACES = re.compile(r"[\s_]+")
NOTES = re.compile(r"<!--.*?-->", re.DOTALL)
REFERENCE_LISTS = re.compile(
    r"(?:ref(?:erence)?[ -]?list|references?|note[ -]?list|notes|efn[ -]?list.*|refs)\Z",
    re.IGNORECASE,
)
LONGEST_COMPARED = 5_000


class NamedReference(msgspec.Struct, frozen=True, gc=False):
    """A reference with a name: half-open wikitext offsets of its opening tag, or of all of it
    where it has no content.

    ``key`` is the name as compared, white space and quotation marks evened out. ``group`` is the
    one written on it or on the list that it stands in. ``content`` is what it says, white space
    evened out; empty where the name is only used.
    """

    key: str
    name: str
    group: str
    start: int
    end: int
    content: str


class ReferenceNames(msgspec.Struct, frozen=True):
    """The named references of a page by place, and the names that templates are given."""

    references: tuple[NamedReference, ...]
    given: frozenset[str]

    @property
    def defined(self) -> frozenset[str]:
        """The names with content somewhere, in whatever group."""
        return self.given | {item.key for item in self.references if item.content}

    @property
    def undefined(self) -> frozenset[str]:
        """The names that are used and have content nowhere."""
        return frozenset(item.key for item in self.references) - self.defined

    @property
    def defined_twice(self) -> frozenset[tuple[str, str]]:
        """The names and groups with two different contents."""
        contents: dict[tuple[str, str], str] = {}
        return frozenset(
            (item.key, item.group)
            for item in self.references
            if item.content
            and contents.setdefault((item.key, item.group), item.content) != item.content
        )


def name_key(name: str) -> str:
    """A name as names are compared here: quotation marks off, white space and "_" alike."""
    return SPACES.sub(" ", html.unescape(name).strip(QUOTES)).strip()


def reference_names(document: Document) -> ReferenceNames:
    """The named references of a document; those in comments and nowiki are none."""
    lists = list(_lists(document))
    found = []
    at = 0
    for element in document.elements:
        if element.kind is not ElementKind.REFERENCE:
            continue
        attributes = _attributes(element)
        name = attributes.get("name", "")
        if not name or "{" in name or "follow" in attributes:
            continue
        while at < len(lists) and lists[at][1] <= element.start:
            at += 1
        group = attributes.get("group", "")
        if not group and at < len(lists) and lists[at][0] <= element.start:
            group = lists[at][2]
        body = document.wikitext[element.inner_start : element.inner_end]
        if "<!--" in body:
            body = NOTES.sub("", body[:LONGEST_COMPARED])
        content = " ".join(body[:LONGEST_COMPARED].split())
        end = element.inner_start if content else element.end
        found.append(
            NamedReference(
                name_key(name), name.strip(QUOTES), name_key(group), element.start, end, content
            )
        )
    given = (name_key(match[1]) for match in GIVEN_NAME.finditer(document.wikitext))
    return ReferenceNames(tuple(found), frozenset(given))


def _attributes(element: Element) -> dict[str, str]:
    return {
        match[1].lower(): next((g for g in match.groups()[1:] if g is not None), "")
        for match in ATTRIBUTE.finditer(element.attributes)
    }


def _lists(document: Document) -> Iterator[tuple[int, int, str]]:
    """The lists of references that hold definitions: start, end, group."""
    opened: tuple[int, str] | None = None
    for element in document.elements:
        if element.kind is ElementKind.TEMPLATE and REFERENCE_LISTS.match(element.name):
            group = next(
                (
                    document.wikitext[argument.start : argument.end]
                    for argument in document.arguments(element)
                    if argument.name == "group"
                ),
                "",
            )
            yield element.start, element.end, group
        elif element.kind is ElementKind.TAG and element.name == "references":
            written = document.wikitext[element.start : element.end]
            if written.startswith("</"):
                if opened is not None:
                    yield opened[0], element.end, opened[1]
                opened = None
            elif not written.endswith("/>"):
                match = ATTRIBUTE.search(written)
                group = "" if match is None else next((g for g in match.groups()[1:] if g), "")
                opened = element.start, group


def has_reference_list(document: Document) -> bool:
    """Whether the text shows its references somewhere, as a whole page does."""
    return any(True for _ in _list_places(document))


def _list_places(document: Document) -> Iterator[int]:
    for element in document.elements:
        is_template = element.kind is ElementKind.TEMPLATE
        if (is_template and REFERENCE_LISTS.match(element.name)) or (
            element.kind is ElementKind.TAG and element.name == "references"
        ):
            yield element.start


def last_reference_list(document: Document) -> int:
    """Where the last list of references begins; the length of the text if there is none."""
    return max(_list_places(document), default=len(document.wikitext))
