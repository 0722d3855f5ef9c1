"""A change: what one revision did to a page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

import msgspec

from rules.contract.block import Block
from rules.contract.document import Document
from rules.contract.element import Element
from rules.contract.revision_info import RevisionInfo
from rules.contract.sentence import Sentence, SentencePair
from rules.contract.span import Span, Spans


class EqualRun(msgspec.Struct, frozen=True, gc=False):
    """A run of text that both revisions share: wikitext offsets on either side, and its length."""

    old_start: int
    new_start: int
    length: int


class Change:
    """A revision's new document, what it added and deleted, and the old document on demand.

    ``added`` are wikitext intervals of the new text, whole tokens, moved text left out;
    ``deleted`` the like of the old text. ``equal`` runs are ordered on both sides.
    ``old`` is None for a new page.
    """

    __slots__ = (
        "_changed_blocks",
        "_changed_elements",
        "_old",
        "_pairs",
        "_scan_old",
        "added",
        "deleted",
        "equal",
        "info",
        "new",
        "old_wikitext",
    )

    def __init__(
        self,
        *,
        info: RevisionInfo,
        new: Document,
        old_wikitext: str | None,
        scan_old: Callable[[str], Document],
        added: Spans,
        deleted: Spans,
        equal: Sequence[EqualRun],
    ) -> None:
        self.info = info
        self.new = new
        self.old_wikitext = old_wikitext
        self.added = added
        self.deleted = deleted
        self.equal = tuple(equal)
        self._scan_old = scan_old
        self._old: Document | None = None
        self._changed_blocks: tuple[Block, ...] | None = None
        self._changed_elements: tuple[Element, ...] | None = None
        self._pairs: tuple[SentencePair, ...] | None = None

    @property
    def old(self) -> Document | None:
        """The old document, scanned at the first call."""
        if self._old is None and self.old_wikitext is not None:
            self._old = self._scan_old(self.old_wikitext)
        return self._old

    def adds_to(self, start: int, end: int) -> bool:
        """Whether a prose interval of the new document holds an added character."""
        return self.added.touches(*self.new.prose.wikitext_span(start, end))

    def changed_blocks(self) -> tuple[Block, ...]:
        """The blocks of the new document that hold an added character, in order."""
        if self._changed_blocks is None:
            self._changed_blocks = tuple(
                block
                for block in (self.new.prose.blocks if self.added else ())
                if self.added.touches(block.wiki_start, block.wiki_end)
            )
        return self._changed_blocks

    def changed_elements(self) -> tuple[Element, ...]:
        """The elements of the new document that hold an added character, in order."""
        if self._changed_elements is None:
            self._changed_elements = tuple(
                element
                for element in (self.new.elements if self.added else ())
                if self.added.touches(element.start, element.end)
            )
        return self._changed_elements

    def old_offset(self, new_offset: int) -> int | None:
        """Where a character of the new wikitext stood in the old one; None if it did not."""
        index = bisect_right(self.equal, new_offset, key=_new_start) - 1
        if index < 0:
            return None
        run = self.equal[index]
        distance = new_offset - run.new_start
        return run.old_start + distance if distance < run.length else None

    def new_offset(self, old_offset: int) -> int | None:
        """Where a character of the old wikitext stands in the new one; None if it does not."""
        index = bisect_right(self.equal, old_offset, key=_old_start) - 1
        if index < 0:
            return None
        run = self.equal[index]
        distance = old_offset - run.old_start
        return run.new_start + distance if distance < run.length else None

    def sentence_pairs(self) -> tuple[SentencePair, ...]:
        """Each sentence of a changed block that was edited, beside the old one it grew out of.

        A pair shares at least half of the shorter sentence's characters, in place. Sentences that
        are new, or unchanged, are not paired.
        """
        if self._pairs is None:
            old = self.old if self.added or self.deleted else None
            self._pairs = () if old is None else tuple(self._edited_sentences(old))
        return self._pairs

    def _edited_sentences(self, old: Document) -> Iterator[SentencePair]:
        for block in self.new.prose.blocks:
            touched = self.added.touches(block.wiki_start, block.wiki_end)
            if not touched and not self._lost_text(block):
                continue
            for sentence in self.new.sentences(block):
                before = self._ancestor(sentence, old)
                if before is not None and (
                    old.prose.text[before.start : before.end]
                    != self.new.prose.text[sentence.start : sentence.end]
                ):
                    yield SentencePair(before, sentence)

    def _lost_text(self, block: Block) -> bool:
        """Whether something was deleted inside a block or beside it."""
        first = bisect_right(self.equal, block.wiki_start, key=_new_start) - 1
        last = bisect_right(self.equal, block.wiki_end - 1, key=_new_start)
        start = self.equal[first - 1].old_start + self.equal[first - 1].length if first > 0 else 0
        end = self.equal[last].old_start if last < len(self.equal) else 1 << 62
        return self.deleted.touches(start, end)

    def _ancestor(self, sentence: Sentence, old: Document) -> Sentence | None:
        shared: dict[Sentence, int] = {}
        for piece in self.new.prose.copied_from(sentence.start, sentence.end):
            for kept in self._kept(piece):
                for part in old.prose.spans_within(*kept):
                    for candidate in old.sentences_within(*part):
                        overlap = min(candidate.end, part.end) - max(candidate.start, part.start)
                        shared[candidate] = shared.get(candidate, 0) + overlap
        if not shared:
            return None
        best = max(shared, key=shared.__getitem__)
        shorter = min(best.end - best.start, sentence.end - sentence.start)
        return best if shared[best] * 2 >= shorter else None

    def _kept(self, piece: Span) -> Iterator[Span]:
        """The intervals of the old wikitext that an interval of the new one was kept from."""
        index = max(bisect_right(self.equal, piece.start, key=_new_start) - 1, 0)
        while index < len(self.equal) and self.equal[index].new_start < piece.end:
            run = self.equal[index]
            index += 1
            start = max(run.new_start, piece.start)
            end = min(run.new_start + run.length, piece.end)
            if start < end:
                back = run.old_start - run.new_start
                yield Span(start + back, end + back)


def _new_start(run: EqualRun) -> int:
    return run.new_start


def _old_start(run: EqualRun) -> int:
    return run.old_start
