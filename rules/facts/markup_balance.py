"""Openers and closers of markup that have no partner, as far as one page can tell.

What pairs with what is the scanner's word; here the rest is gathered, and what may stand alone
for a good reason is left out: brackets in brackets, and all that is not read as markup.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from rules.contract import Document, Element, ElementKind, Spans
from rules.facts.unread_markup import unread_spans

PAIRED_TAGS = "ref|gallery|math|nowiki|syntaxhighlight"
"""Tags of which the software shows the opener as text where the closer is missing; nobody may
leave them out, as with <li> or a <div> that a template closes."""

TOKEN = re.compile(
    r"\[\[|\]\]|\{\{+|\}\}+|<!--"
    rf"|</?(?i:{PAIRED_TAGS})(?=[\s/>])[^<>]*>"
)
TAG_NAME = re.compile(r"</?([a-zA-Z]+)")
SINGLE = re.compile(r"\[+|\]+")
LINKS = frozenset(
    {ElementKind.LINK, ElementKind.FILE, ElementKind.CATEGORY, ElementKind.INTERLANGUAGE}
)
REACH = 600
"""Code points of one line in which a bracket's partner is sought."""

MOST_MARKS = 300
"""A page with more is no page that somebody could mend place by place."""


class Mark(enum.Enum):
    """What has no partner."""

    LINK = "[["
    LINK_END = "]]"
    BRACES = "{{"
    BRACES_END = "}}"
    COMMENT = "<!--"
    TAG = "<tag>"
    REFERENCE_END = "</ref>"


class LooseMark(msgspec.Struct, frozen=True, gc=False):
    """A mark without its partner: half-open wikitext offsets, and the tag's name if it is one."""

    mark: Mark
    start: int
    end: int
    name: str = ""


def loose_marks(document: Document) -> tuple[LooseMark, ...]:
    """The marks without a partner, by place; none on a page nested too deeply to be read.

    Linear in the length of the wikitext, whatever it holds.
    """
    if document.incomplete is not None:
        return ()
    found = []
    pairs = _Pairs(document)
    unread = pairs.unread
    text = document.wikitext
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if unread.touches(start, end) and not text.startswith("<!--", start):
            continue
        if match[0][0] != "<" and pairs.tags.touches(start, end):
            # The attributes of a tag, style="{{a|b}}": nothing there is paired by the scanner.
            continue
        loose = pairs.loose(match[0], start, end)
        if loose is None:
            continue
        found.append(loose)
        if loose.mark is Mark.TAG and loose.name != "ref":
            # How the software reads what follows is anybody's guess.
            break
        if len(found) >= MOST_MARKS:
            break
    found = sorted(set(found), key=lambda mark: mark.start)
    return tuple(_without_broken_lines(found, text))


class _Pairs:
    """The marks of a document that have a partner."""

    def __init__(self, document: Document) -> None:
        self._text = document.wikitext
        self.unread = unread_spans(document)
        self._links: set[int] = set()
        self._braces: list[tuple[int, int]] = []
        self._tags: set[int] = set()
        self._tag_ends: set[int] = set()
        self._comments: dict[int, Element] = {}
        self._references: list[Element] = []
        for element in document.elements:
            if element.kind in LINKS:
                self._links |= {element.start, element.end - 2}
            elif element.kind in (ElementKind.TEMPLATE, ElementKind.PARAMETER):
                width = 2 if element.kind is ElementKind.TEMPLATE else 3
                self._braces.append((element.start, element.start + width))
                self._braces.append((element.end - width, element.end))
            elif element.kind in (ElementKind.REFERENCE, ElementKind.TAG):
                self._tags.add(element.start)
                if element.end > element.inner_end:
                    self._tag_ends.add(element.inner_end)
                    if element.kind is ElementKind.REFERENCE:
                        self._references.append(element)
            elif element.kind is ElementKind.COMMENT:
                self._comments[element.start] = element
        self._braces.sort()
        self.tags = Spans.merged(
            (element.start, element.inner_start)
            for element in document.elements
            if element.kind in (ElementKind.TAG, ElementKind.REFERENCE)
        )

    def loose(self, token: str, start: int, end: int) -> LooseMark | None:
        """The part of a token that has no partner."""
        if token == "[[":
            lone = start not in self._links and not self._is_bracketed(start, end)
            return LooseMark(Mark.LINK, start, end) if lone else None
        if token == "]]":
            lone = start not in self._links and not self._is_bracketed(start, end)
            return LooseMark(Mark.LINK_END, start, end) if lone else None
        if token == "<!--":
            comment = self._comments.get(start)
            if comment is None or (
                comment.end > comment.inner_end
                and self._text.find("<!--", comment.inner_start, comment.inner_end) == -1
            ):
                return None
            return LooseMark(Mark.COMMENT, start, end)
        if token[0] in "{}":
            left = end - start - sum(stop - at for at, stop in self._paired(start, end))
            if left < 2:
                return None
            # Openers are used up from the right, closers from the left.
            if token[0] == "{":
                return LooseMark(Mark.BRACES, start, start + left)
            return LooseMark(Mark.BRACES_END, end - left, end)
        return self._loose_tag(token, start, end)

    def _paired(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        first = bisect_left(self._braces, (start, start))
        last = bisect_left(self._braces, (end, end))
        return self._braces[first:last]

    def _loose_tag(self, token: str, start: int, end: int) -> LooseMark | None:
        name_match = TAG_NAME.match(token)
        name = name_match[1].lower() if name_match else ""
        if token[1] == "/":
            if name != "ref" or start in self._tag_ends:
                return None
            return LooseMark(Mark.REFERENCE_END, start, end, name)
        if token.endswith("/>") or start in self._tags:
            return None
        if name == "ref":
            # The reference that holds this opener took the closer that was meant for it.
            outer = self._reference_around(start)
            if outer is not None:
                return LooseMark(Mark.TAG, outer.start, outer.inner_start, name)
        return LooseMark(Mark.TAG, start, end, name)

    def _reference_around(self, offset: int) -> Element | None:
        at = bisect_left(self._references, offset, key=lambda element: element.start) - 1
        if at >= 0 and offset < self._references[at].end:
            return self._references[at]
        return None

    def _is_bracketed(self, start: int, end: int) -> bool:
        """Whether these are two single brackets: [he was [at home]], [[1] and 2]."""
        text = self._text
        if text[start] == "[":
            stop = text.find("\n", end, end + REACH)
            around = text[end : end + REACH if stop == -1 else stop]
            return self._surplus(around, "]") >= 2
        line = max(text.rfind("\n", max(start - REACH, 0), start), start - REACH, 0)
        return self._surplus(text[line:start][::-1], "[") >= 2

    def _surplus(self, text: str, closer: str) -> int:
        """How many single brackets of a text close what was opened before it."""
        depth = surplus = 0
        for match in SINGLE.finditer(text):
            if len(match[0]) != 1:
                if match[0][0] == closer:
                    break
                continue
            if match[0] == closer:
                if depth:
                    depth -= 1
                else:
                    surplus += 1
            else:
                depth += 1
        return surplus


def _without_broken_lines(marks: list[LooseMark], text: str) -> Iterator[LooseMark]:
    """The marks, less a link that a line break spoils: it has both its ends."""
    at = 0
    while at < len(marks):
        one, other = marks[at], marks[at + 1] if at + 1 < len(marks) else None
        if (
            other is not None
            and one.mark is Mark.LINK
            and other.mark is Mark.LINK_END
            and text.find("\n\n", one.start, other.end) == -1
        ):
            at += 2
            continue
        yield one
        at += 1
