"""Prose as it is written: blocks, and the segments that map each character to the wikitext."""

from __future__ import annotations

from rules.contract import PLACEHOLDER, Block, BlockKind, Guard, GuardSpan, Prose

NOTHING_TO_READ = PLACEHOLDER + " \t\r\n"


class BlockWriter:
    """Collects the text of a page block by block, with the place of every character.

    ``marks`` are guarded intervals of the prose. A block of nothing but white space is dropped.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._out: list[str] = []
        self._length = 0
        self._prose_starts: list[int] = []
        self._prose_ends: list[int] = []
        self._wiki_starts: list[int] = []
        self._wiki_ends: list[int] = []
        self._blocks: list[Block] = []
        self.marks: list[GuardSpan] = []
        self._kind = BlockKind.PARAGRAPH
        self._block_name = ""
        self._block_start = 0
        self._block_segment = 0
        self._block_out = self._wordless_to = 0
        self._italic_from = -1

    def _written(self) -> Prose:
        self.marks.sort(key=_mark_place)
        return Prose(
            "".join(self._out),
            self._blocks,
            self._prose_starts,
            self._prose_ends,
            self._wiki_starts,
            self._wiki_ends,
        )

    def _restart(self, kind: BlockKind) -> None:
        self._finish()
        self._begin(kind)

    def _begin(self, kind: BlockKind) -> None:
        self._kind = kind
        self._block_start = self._length
        self._block_segment = len(self._prose_starts)
        self._block_out = self._wordless_to = len(self._out)
        self._italic_from = -1

    def _finish(self) -> None:
        self._end_italic()
        first = self._block_segment
        if len(self._prose_starts) == first:
            return
        if self._is_blank():
            self._forget()
            return
        # The section is filled in once all headings are known.
        self._blocks.append(
            Block(
                self._kind,
                self._block_start,
                self._length,
                self._wiki_starts[first],
                self._wiki_ends[-1],
                0,
                self._block_name,
            )
        )
        self._out.append("\n")
        self._length += 1
        self._begin(self._kind)

    def _is_empty(self) -> bool:
        return len(self._prose_starts) == self._block_segment

    def _is_blank(self) -> bool:
        return all(map(str.isspace, self._out[self._block_out :]))

    def _has_no_words(self) -> bool:
        """Whether the block so far holds at most elements without prose of their own."""
        while self._wordless_to < len(self._out):
            if self._out[self._wordless_to].strip(NOTHING_TO_READ):
                return False
            self._wordless_to += 1
        return True

    def _forget(self) -> None:
        first = self._block_segment
        del self._out[self._block_out :]
        del self._prose_starts[first:], self._prose_ends[first:]
        del self._wiki_starts[first:], self._wiki_ends[first:]
        while self.marks and self.marks[-1].start >= self._block_start:
            self.marks.pop()
        self._length = self._block_start

    def _copy(self, start: int, end: int) -> None:
        if start >= end:
            return
        self._out.append(self._text[start:end])
        if (
            self._wiki_ends
            and self._wiki_ends[-1] == start
            and len(self._prose_starts) > self._block_segment
            and self._prose_ends[-1] - self._prose_starts[-1]
            == self._wiki_ends[-1] - self._wiki_starts[-1]
        ):
            self._prose_ends[-1] += end - start
            self._wiki_ends[-1] = end
        else:
            self._prose_starts.append(self._length)
            self._prose_ends.append(self._length + end - start)
            self._wiki_starts.append(start)
            self._wiki_ends.append(end)
        self._length += end - start

    def _atom(self, sign: str, start: int, end: int) -> None:
        self._out.append(sign)
        self._prose_starts.append(self._length)
        self._prose_ends.append(self._length + 1)
        self._wiki_starts.append(start)
        self._wiki_ends.append(end)
        self._length += 1

    def _end_italic(self) -> None:
        if 0 <= self._italic_from < self._length:
            self.marks.append(GuardSpan(Guard.ITALIC, self._italic_from, self._length))
        self._italic_from = -1


def _mark_place(mark: GuardSpan) -> tuple[int, int]:
    return mark.start, -mark.end
