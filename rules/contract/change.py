"""A change: what one revision did to a page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

import msgspec

from rules.contract.block import Block
from rules.contract.document import Document
from rules.contract.revision_info import RevisionInfo
from rules.contract.sentence import Sentence, SentencePair
from rules.contract.span import Spans


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

    __slots__ = ("_old", "_scan_old", "added", "deleted", "equal", "info", "new", "old_wikitext")

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
        if not self.added:
            return ()
        return tuple(
            block
            for block in self.new.prose.blocks
            if self.added.touches(block.wiki_start, block.wiki_end)
        )

    def old_offset(self, new_offset: int) -> int | None:
        """Where a character of the new wikitext stood in the old one; None if it did not."""
        index = bisect_right(self.equal, new_offset, key=_new_start) - 1
        if index < 0:
            return None
        run = self.equal[index]
        distance = new_offset - run.new_start
        return run.old_start + distance if distance < run.length else None

    def sentence_pairs(self) -> tuple[SentencePair, ...]:
        """Each sentence of a changed block that was edited, beside the old one it grew out of.

        A pair shares at least half of the shorter sentence's characters, in place. Sentences that
        are new, or unchanged, are not paired.
        """
        old = self.old
        if old is None:
            return ()
        pairs = []
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
                    pairs.append(SentencePair(before, sentence))
        return tuple(pairs)

    def _lost_text(self, block: Block) -> bool:
        start, end = self.old_offset(block.wiki_start), self.old_offset(block.wiki_end - 1)
        return start is not None and end is not None and self.deleted.touches(start, end + 1)

    def _ancestor(self, sentence: Sentence, old: Document) -> Sentence | None:
        shared: dict[Sentence, int] = {}
        span = self.new.prose.wikitext_span(sentence.start, sentence.end)
        index = max(bisect_right(self.equal, span.start, key=_new_start) - 1, 0)
        for run in self.equal[index:]:
            start = max(run.new_start, span.start)
            end = min(run.new_start + run.length, span.end)
            if run.new_start >= span.end:
                break
            if start >= end:
                continue
            for offset in range(start, end):
                position = old.prose.position(offset - run.new_start + run.old_start)
                if position is None:
                    continue
                for candidate in old.sentences(old.prose.block_at(position)):
                    if candidate.start <= position < candidate.end:
                        shared[candidate] = shared.get(candidate, 0) + 1
        if not shared:
            return None
        best = max(shared, key=shared.__getitem__)
        shorter = min(best.end - best.start, sentence.end - sentence.start)
        return best if shared[best] * 2 >= shorter else None


def _new_start(run: EqualRun) -> int:
    return run.new_start
