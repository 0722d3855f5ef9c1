"""The prose of a page, with an exact map to its wikitext."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rules.contract.block import Block
from rules.contract.span import Span

PLACEHOLDER = "￼"
"""Stands for an inline element without prose of its own; no pattern should match across it."""


class Prose:
    """What a reader sees of a page, block by block, and where each character comes from.

    ``text`` holds the blocks joined by line ends. Segment ``i`` maps
    ``text[prose_starts[i]:prose_ends[i]]`` to ``wikitext[wiki_starts[i]:wiki_ends[i]]``, either
    character by character (equal lengths) or one character to a whole entity or element.
    Characters between segments (the line ends that join blocks) come from nowhere.
    """

    __slots__ = (
        "_wiki_index",
        "blocks",
        "prose_ends",
        "prose_starts",
        "text",
        "wiki_ends",
        "wiki_starts",
    )

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        prose_starts: list[int],
        prose_ends: list[int],
        wiki_starts: list[int],
        wiki_ends: list[int],
    ) -> None:
        self.text = text
        self.blocks = tuple(blocks)
        self.prose_starts = prose_starts
        self.prose_ends = prose_ends
        self.wiki_starts = wiki_starts
        self.wiki_ends = wiki_ends
        self._wiki_index: tuple[list[int], list[int]] | None = None

    def wikitext_span(self, start: int, end: int) -> Span:
        """The smallest wikitext interval that holds the non-empty ``text[start:end]``.

        Raises:
            ValueError: the interval is empty, or its edge is a character that comes from nowhere.
        """
        if start >= end:
            raise ValueError(f"an empty prose interval has no place: [{start}, {end})")
        first = bisect_right(self.prose_starts, start) - 1
        last = bisect_right(self.prose_starts, end - 1) - 1
        if first < 0 or start >= self.prose_ends[first] or end > self.prose_ends[last]:
            raise ValueError(f"[{start}, {end}) begins or ends between two blocks")
        wiki_start = self.wiki_starts[first]
        if self._is_exact(first):
            wiki_start += start - self.prose_starts[first]
        wiki_end = self.wiki_ends[last]
        if self._is_exact(last):
            wiki_end -= self.prose_ends[last] - end
        return Span(wiki_start, wiki_end)

    def copied_from(self, start: int, end: int) -> tuple[Span, ...]:
        """The wikitext intervals from which ``text[start:end]`` is copied character by character.

        In order; what stands for an entity or an element is left out.
        """
        first = max(bisect_right(self.prose_starts, start) - 1, 0)
        last = bisect_left(self.prose_starts, end)
        found = []
        for segment in range(first, last):
            if self._is_exact(segment):
                begin = max(start, self.prose_starts[segment])
                stop = min(end, self.prose_ends[segment])
                if begin < stop:
                    back = self.wiki_starts[segment] - self.prose_starts[segment]
                    found.append(Span(begin + back, stop + back))
        return tuple(found)

    def is_unbroken(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` stands in the wikitext in one piece.

        Entities may be part of it; markup between its characters or a placeholder may not.
        """
        first = bisect_right(self.prose_starts, start) - 1
        last = bisect_right(self.prose_starts, end - 1) - 1
        if first < 0 or start >= end or PLACEHOLDER in self.text[start:end]:
            return False
        if start >= self.prose_ends[first] or end > self.prose_ends[last]:
            return False
        return all(
            self.wiki_ends[index] == self.wiki_starts[index + 1]
            and self.prose_ends[index] == self.prose_starts[index + 1]
            for index in range(first, last)
        )

    def is_verbatim(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` stands in the wikitext just so, without even an entity."""
        if not self.is_unbroken(start, end):
            return False
        span = self.wikitext_span(start, end)
        return span.end - span.start == end - start

    def position(self, wiki_offset: int) -> int | None:
        """The prose offset of the wikitext character at ``wiki_offset``; None if it is markup.

        A character of an entity or of an element without prose of its own has the place of the
        one character that stands for it.
        """
        order, parents = self._index()
        at = bisect_right(order, wiki_offset, key=self.wiki_starts.__getitem__) - 1
        # A caption or an argument lies inside the placeholder of its element: look outwards.
        while at >= 0:
            segment = order[at]
            if wiki_offset < self.wiki_ends[segment]:
                distance = wiki_offset - self.wiki_starts[segment]
                return self.prose_starts[segment] + (distance if self._is_exact(segment) else 0)
            at = parents[at]
        return None

    def spans_within(self, wiki_start: int, wiki_end: int) -> tuple[Span, ...]:
        """The prose intervals whose characters come from inside ``[wiki_start, wiki_end)``.

        By wikitext place; one for each piece of text that markup does not break. A character that
        stands for a whole element counts where the element begins.
        """
        order, _ = self._index()
        at = bisect_right(order, wiki_start, key=self.wiki_starts.__getitem__) - 1
        found = []
        for segment in order[
            max(at, 0) : bisect_left(order, wiki_end, key=self.wiki_starts.__getitem__)
        ]:
            start, end = self.wiki_starts[segment], self.wiki_ends[segment]
            if self._is_exact(segment):
                head = max(wiki_start - start, 0)
                tail = max(end - wiki_end, 0)
                if head + tail < end - start:
                    found.append(
                        Span(self.prose_starts[segment] + head, self.prose_ends[segment] - tail)
                    )
            elif start >= wiki_start:
                found.append(Span(self.prose_starts[segment], self.prose_ends[segment]))
        return tuple(found)

    def around(self, block: Block, wiki_start: int, wiki_end: int, reach: int) -> Span:
        """The part of a block around a wikitext interval, wide by ``reach`` on either side.

        It holds all prose of the block that comes from the interval or stands next to it.
        """
        first = bisect_left(self.prose_starts, block.start)
        last = bisect_left(self.prose_starts, block.end)
        # Within a block the segments stand in the order of the wikitext.
        at = bisect_right(self.wiki_starts, wiki_start, first, last) - 1
        after = bisect_left(self.wiki_ends, wiki_end, first, last)
        start, end = block.start, block.end
        if at >= first:
            start = self.prose_starts[at]
            if self._is_exact(at):
                start += min(wiki_start, self.wiki_ends[at]) - self.wiki_starts[at]
        if after < last:
            end = self.prose_ends[after]
            if self._is_exact(after):
                end -= self.wiki_ends[after] - max(wiki_end, self.wiki_starts[after])
        return Span(max(start - reach, block.start), min(end + reach, block.end))

    def block_at(self, position: int) -> Block:
        """The block that holds the prose offset ``position``.

        Raises:
            ValueError: the offset lies in no block.
        """
        index = bisect_right(self.blocks, position, key=_block_start) - 1
        if index < 0 or position >= self.blocks[index].end:
            raise ValueError(f"no block at prose offset {position}")
        return self.blocks[index]

    def blocks_within(self, start: int, end: int) -> tuple[Block, ...]:
        """The blocks that begin inside the prose interval ``[start, end)``."""
        first = bisect_left(self.blocks, start, key=_block_start)
        last = bisect_left(self.blocks, end, key=_block_start)
        return self.blocks[first:last]

    def blocks_touching(self, start: int, end: int) -> tuple[Block, ...]:
        """The blocks that share a character with the prose interval ``[start, end)``."""
        first = bisect_right(self.blocks, start, key=_block_end)
        last = bisect_left(self.blocks, end, key=_block_start)
        return self.blocks[first:last]

    def _index(self) -> tuple[list[int], list[int]]:
        """The segments by wikitext place, and for each in that order the one that encloses it."""
        if self._wiki_index is None:
            order = sorted(range(len(self.wiki_starts)), key=self._outer_first)
            parents: list[int] = []
            enclosing: list[int] = []
            for at, segment in enumerate(order):
                while (
                    enclosing and self.wiki_ends[order[enclosing[-1]]] <= self.wiki_starts[segment]
                ):
                    enclosing.pop()
                parents.append(enclosing[-1] if enclosing else -1)
                enclosing.append(at)
            self._wiki_index = order, parents
        return self._wiki_index

    def _is_exact(self, index: int) -> bool:
        return (
            self.prose_ends[index] - self.prose_starts[index]
            == self.wiki_ends[index] - self.wiki_starts[index]
        )

    def _outer_first(self, index: int) -> tuple[int, int]:
        return self.wiki_starts[index], -self.wiki_ends[index]


def _block_end(block: Block) -> int:
    return block.end


def _block_start(block: Block) -> int:
    return block.start
