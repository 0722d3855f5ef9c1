"""Where a fault can be planted: the plain sentences of an article; and what a fault is."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cached_property

import msgspec

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.contract import Block, BlockKind, Document, Guard, Sentence


class Fault(msgspec.Struct, frozen=True):
    """``new[start:end]`` takes the place of a page's text in that interval; a finding is due on
    ``[mark_start, mark_end)`` of the new text, or of the summary where ``summary`` is not empty.

    ``before`` is what the older revision had in the interval, where that is not the page's text;
    ``timestamp`` when the newer one was saved, in ISO 8601, where the fault depends on it.
    """

    start: int
    end: int
    text: str
    mark_start: int
    mark_end: int
    summary: str = ""
    before: str | None = None
    timestamp: str = ""


class Page:
    """A mature article, and the sentences of its running text that a fault can be planted in."""

    def __init__(self, title: str, text: str) -> None:
        self.title = title
        self.text = text

    @cached_property
    def document(self) -> Document:
        """The page, scanned."""
        return prepare(Revision(new=self.text, title=self.title)).new

    @cached_property
    def sentences(self) -> tuple[tuple[int, str], ...]:
        """Where in the wikitext a plain sentence begins, and its text, in order.

        Each stands in the wikitext just as it is read, so that offsets in it are offsets there.
        """
        return tuple(
            place
            for block in self.paragraphs
            for sentence in self.document.sentences(block)
            if self._is_plain(block, sentence)
            for place in self._verbatim_parts(sentence)
        )

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks of running text that are no quotation as a whole."""
        quoted = [span for span in self.document.marks if span.kind is Guard.QUOTATION]
        return tuple(
            block
            for block in self.document.prose.blocks
            if block.kind is BlockKind.PARAGRAPH
            and not any(span.start <= block.start and block.end <= span.end for span in quoted)
        )

    def _is_plain(self, block: Block, sentence: Sentence) -> bool:
        prose = self.document.prose
        if set('"“”«»‘') & set(prose.text[sentence.start : sentence.end]):
            return False
        if prose.text.count('"', block.start, sentence.start) % 2:
            return False
        return "''" not in self.text[slice(*prose.wikitext_span(sentence.start, sentence.end))]

    def _verbatim_parts(self, sentence: Sentence) -> Iterator[tuple[int, str]]:
        prose = self.document.prose
        for part in prose.spans_within(*prose.wikitext_span(sentence.start, sentence.end)):
            start = prose.wikitext_span(part.start, part.end).start
            if prose.is_verbatim(part.start, part.end) and self.text[start - 1] not in "[|":
                yield start, prose.text[part.start : part.end]

    def places(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """Each match in a plain sentence, with the wikitext offset that match offsets add to."""
        for start, words in self.sentences:
            for match in pattern.finditer(words):
                yield start, match


Planter = Callable[[Page, random.Random], Iterator[Fault]]


def swapped(start: int, match: re.Match[str], text: str, lead: int = 0, tail: int = 0) -> Fault:
    """The match replaced by ``text``; the finding is due on it, less ``lead`` and ``tail``."""
    at = start + match.start()
    return Fault(at, start + match.end(), text, at + lead, at + len(text) - tail)
