"""A change: what one revision did to a page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

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
    """What a revision added and deleted, and its documents, each scanned when it is asked for.

    ``added`` are wikitext intervals of the new text, whole tokens, moved text left out;
    ``deleted`` the like of the old text. ``equal`` runs are ordered on both sides.
    ``old`` is None for a new page. ``page_wikitext`` is the new text of the whole page, also where
    the change is cut down to a part of it.
    """

    __slots__ = (
        "_changed_blocks",
        "_changed_elements",
        "_new",
        "_old",
        "_pairs",
        "_scan",
        "added",
        "deleted",
        "equal",
        "info",
        "new_wikitext",
        "old_wikitext",
        "page_wikitext",
    )

    def __init__(
        self,
        *,
        info: RevisionInfo,
        new_wikitext: str,
        old_wikitext: str | None,
        scan: Callable[[str], Document],
        added: Spans,
        deleted: Spans,
        equal: Sequence[EqualRun],
        page_wikitext: str | None = None,
    ) -> None:
        self.info = info
        self.new_wikitext = new_wikitext
        self.old_wikitext = old_wikitext
        self.page_wikitext = new_wikitext if page_wikitext is None else page_wikitext
        self.added = added
        self.deleted = deleted
        self.equal = tuple(equal)
        self._scan = scan
        self._new: Document | None = None
        self._old: Document | None = None
        self._changed_blocks: tuple[Block, ...] | None = None
        self._changed_elements: tuple[Element, ...] | None = None
        self._pairs: tuple[SentencePair, ...] | None = None

    @property
    def new(self) -> Document:
        """The new document, scanned at the first call."""
        if self._new is None:
            self._new = self._scan(self.new_wikitext)
        return self._new

    @property
    def old(self) -> Document | None:
        """The old document, scanned at the first call."""
        if self._old is None and self.old_wikitext is not None:
            self._old = self._scan(self.old_wikitext)
        return self._old

    @property
    def is_part(self) -> bool:
        """Whether this is the change in a part of its page only."""
        return self.page_wikitext is not self.new_wikitext

    def between(self, old_start: int, old_end: int, new_start: int, new_end: int) -> Change:
        """The change as it is in a part of the page, in offsets that count from there.

        The part begins and ends in what both texts share.
        """
        old = self.old_wikitext
        return Change(
            info=self.info,
            new_wikitext=self.new_wikitext[new_start:new_end],
            old_wikitext=None if old is None else old[old_start:old_end],
            scan=self._scan,
            added=_shifted(self.added.within(new_start, new_end), new_start),
            deleted=_shifted(self.deleted.within(old_start, old_end), old_start),
            equal=[
                EqualRun(start + back - old_start, start - new_start, end - start)
                for start, end, back in self._runs_within(new_start, new_end)
            ],
            page_wikitext=self.page_wikitext,
        )

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

    def prose_near_additions(self, block: Block, reach: int) -> str:
        """The prose of a block near what was added to it, a line for each addition."""
        prose = self.new.prose
        return "\n".join(
            prose.text[slice(*prose.around(block, start, end, reach))]
            for start, end in self.added.within(block.wiki_start, block.wiki_end)
        )

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
        for start, end, back in self._runs_within(*piece):
            yield Span(start + back, end + back)

    def _runs_within(self, new_start: int, new_end: int) -> Iterator[tuple[int, int, int]]:
        """The parts of the equal runs in an interval of the new wikitext, and how far from there
        they stood in the old one."""
        index = max(bisect_right(self.equal, new_start, key=_new_start) - 1, 0)
        while index < len(self.equal) and self.equal[index].new_start < new_end:
            run = self.equal[index]
            index += 1
            start = max(run.new_start, new_start)
            end = min(run.new_start + run.length, new_end)
            if start < end:
                yield start, end, run.old_start - run.new_start


def _shifted(spans: Iterable[Span], origin: int) -> Spans:
    return Spans(tuple(Span(start - origin, end - origin) for start, end in spans))


def _new_start(run: EqualRun) -> int:
    return run.new_start


def _old_start(run: EqualRun) -> int:
    return run.old_start
