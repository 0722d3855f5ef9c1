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
        self._wiki_index: list[int] | None = None

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

    def is_unbroken(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` stands in the wikitext in one piece.

        Entities may be part of it; markup between its characters or a placeholder may not.
        """
        first = bisect_right(self.prose_starts, start) - 1
        last = bisect_right(self.prose_starts, end - 1) - 1
        if first < 0 or start >= end or PLACEHOLDER in self.text[start:end]:
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
        """The prose offset of the wikitext character at ``wiki_offset``; None if it is markup."""
        if self._wiki_index is None:
            self._wiki_index = sorted(range(len(self.wiki_starts)), key=self._narrowest_last)
        order = self._wiki_index
        at = bisect_right(order, wiki_offset, key=self.wiki_starts.__getitem__) - 1
        # A caption or an argument lies inside the placeholder of its element, so look a few back.
        for index in reversed(order[max(0, at - 8) : at + 1]):
            if self.wiki_starts[index] <= wiki_offset < self.wiki_ends[index]:
                if self._is_exact(index):
                    return self.prose_starts[index] + wiki_offset - self.wiki_starts[index]
                return self.prose_starts[index]
        return None

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

    def _is_exact(self, index: int) -> bool:
        return (
            self.prose_ends[index] - self.prose_starts[index]
            == self.wiki_ends[index] - self.wiki_starts[index]
        )

    def _narrowest_last(self, index: int) -> tuple[int, int]:
        return self.wiki_starts[index], -self.wiki_ends[index]


def _block_start(block: Block) -> int:
    return block.start
