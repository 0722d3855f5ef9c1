"""The prose of a document block by block, for rules about what stands beside what.

A fault of punctuation may be made by taking words out, so that nothing is added where it stands.
Rules about it compare the whole text before and after, and read the prose of either here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rules.contract import (
    PLACEHOLDER,
    Block,
    BlockKind,
    Document,
    Element,
    ElementKind,
    Guard,
    Guarded,
    Span,
)
from rules.facts.citations import REQUESTS
from rules.facts.guards import block_guards

INVISIBLE = re.compile(
    r"(?:[ \t\u00a0]|&nbsp;|'{2,5}+|\[\[(?:[^\[\]|{}<>\n]{1,255}\|)?|\]\]|"
    r"</?(?:b|i|em|strong|small|span|u)(?: [^<>]{0,100})?>)*+\Z",
    re.IGNORECASE,
)
"""Markup that changes how words look and not which words stand side by side. Possessive: a long row
of apostrophes could be divided in countless ways."""

FOOTNOTE_TEMPLATE = re.compile(
    r"(?:sfn\w{0,3}|efn(?:-\w{1,3})?|refn|rp?|ran|snf|sfm|#tag:\s?ref\b.{0,60}|notetag|"
    r"shortened footnote|ref label|note label|.{1,40}/fn|"
    r"(?:better source|clarification|page|verification|year|date)s? needed|better source|"
    r"clarify|who\??|when\??|which\??|vague|dubious|(?:according to|by) whom\??|"
    r"failed verification|dead link|verify source|disputed inline|unreliable source\??|"
    r"full citation needed)\Z",
    re.IGNORECASE,
)
"""Templates that a reader sees as a raised mark and not as words."""


class ProseRun:
    """One block of prose: its text, and where a piece of it stands in the wikitext.

    All offsets that are handed in count in ``text``.
    """

    __slots__ = ("_guarded", "block", "document", "text")

    def __init__(self, document: Document, block: Block) -> None:
        self.document = document
        self.block = block
        self.text = document.prose.text[block.start : block.end]
        self._guarded: Guarded | None = None

    def wikitext_span(self, start: int, end: int) -> Span:
        """The smallest wikitext interval that holds the non-empty ``text[start:end]``."""
        return self.document.prose.wikitext_span(self.block.start + start, self.block.start + end)

    def is_unbroken(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` stands in the wikitext in one piece, entities allowed."""
        return self.document.prose.is_unbroken(self.block.start + start, self.block.start + end)

    def is_verbatim(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` stands in the wikitext just so."""
        return self.document.prose.is_verbatim(self.block.start + start, self.block.start + end)

    def guard(self, start: int, end: int, kinds: Collection[Guard]) -> str | None:
        """Why ``text[start:end]`` is not the article's own wording; None if it is."""
        if self._guarded is None:
            self._guarded = Guarded(block_guards(self.document, self.block))
        kind = self._guarded.kind_at(start + self.block.start, end + self.block.start, kinds)
        return None if kind is None else kind.value

    def are_neighbours(self, left: int, right: int) -> bool:
        """Whether only white space, bold, italics, link brackets, comments and references stand
        between the characters at two offsets."""
        start = self.wikitext_span(left, left + 1).end
        end = self.wikitext_span(right, right + 1).start
        if right == left + 1 and start == end:
            return True
        if start > end:
            return False
        at, between = start, ""
        for element in self.document.elements_within(start, end):
            if element.start >= at and _is_transparent(element):
                between += self.document.wikitext[at : element.start]
                at = element.end
        if at > end:
            return False
        return INVISIBLE.match(between + self.document.wikitext[at:end]) is not None

    def only_references(self, start: int, end: int) -> bool:
        """Whether each character of ``text[start:end]`` stands for a reference or a request for
        one."""
        return all(
            self.text[at] == PLACEHOLDER and self._is_reference(at) for at in range(start, end)
        )

    def _is_reference(self, at: int) -> bool:
        span = self.wikitext_span(at, at + 1)
        inside = self.document.elements_within(span.start, span.end)
        return bool(inside) and inside[0].start == span.start and _is_transparent(inside[0])


def prose_runs(document: Document, kinds: Collection[BlockKind]) -> Iterator[ProseRun]:
    """The blocks of these kinds, in order."""
    for block in document.prose.blocks:
        if block.kind in kinds:
            yield ProseRun(document, block)


def _is_transparent(element: Element) -> bool:
    """Whether an element leaves the words on either side of it neighbours."""
    if element.kind is ElementKind.TEMPLATE:
        name = element.name.strip()
        return FOOTNOTE_TEMPLATE.match(name) is not None or name.lower() in REQUESTS
    return element.kind in (ElementKind.REFERENCE, ElementKind.COMMENT)
