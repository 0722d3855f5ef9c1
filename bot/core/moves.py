"""Which added text is not new at all: it stood elsewhere on the page before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

PIECE = re.compile(r"\S(?:[^.!?\n]|[.!?](?=\S))*[.!?]?")
"""A sentence-like stretch: up to a stop before white space, or to the line's end."""

SPACE = re.compile(r"\s+")
LEAST_MOVED = 24
"""Code points below which equal text elsewhere is a coincidence, not a move."""

LEAST_MOVED_PART = 48
"""The same for the beginning or the end of a sentence that moved and was edited."""

MOST_SEARCHED = 50_000_000
"""Code points searched for moved pieces before an index of the page's pieces takes over: the
search is exact, the index knows only whole pieces, but costs one pass however many are asked."""


class KnownText:
    """A revision's text, asked what of the other revision's it holds already."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._searched = 0
        self._pieces: set[str] | None = None

    def strange(self, other: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The parts of ``other``'s spans that do not stand in this text."""
        for start, end in spans:
            if end - start < LEAST_MOVED:
                yield from _trimmed(other, start, end)
            elif not self._holds(other[start:end]):
                yield from self._strange_pieces(other, start, end)

    def _strange_pieces(self, other: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = start
        for match in PIECE.finditer(other, start, end):
            piece = match[0].rstrip()
            if len(piece) < LEAST_MOVED:
                continue
            # One that fills the whole span has been sought already.
            if len(piece) < end - start and self._holds(piece):
                yield from _trimmed(other, at, match.start())
                at = match.end()
                continue
            head = self._known_head(piece)
            tail = self._known_tail(piece[head:])
            if head:
                yield from _trimmed(other, at, match.start())
                at = match.start() + head
            if tail:
                yield from _trimmed(other, at, match.start() + len(piece) - tail)
                at = match.end()
        yield from _trimmed(other, at, end)

    def _known_head(self, piece: str) -> int:
        """The length of the whole words that the piece begins with and this text holds."""
        cuts = [m.start() for m in SPACE.finditer(piece) if m.start() >= LEAST_MOVED_PART]
        # Most pieces are new from their first words on: one search tells.
        if not cuts or not self._holds(piece[: cuts[0]]):
            return 0
        low, high = 1, len(cuts)
        while low < high:
            middle = (low + high) // 2
            if self._holds(piece[: cuts[middle]]):
                low = middle + 1
            else:
                high = middle
        return cuts[low - 1]

    def _known_tail(self, piece: str) -> int:
        """The length of the whole words that the piece ends with and this text holds."""
        cuts = [m.end() for m in SPACE.finditer(piece) if len(piece) - m.end() >= LEAST_MOVED_PART]
        if not cuts or not self._holds(piece[cuts[-1] :]):
            return 0
        low, high = 0, len(cuts) - 1
        while low < high:
            middle = (low + high) // 2
            if self._holds(piece[cuts[middle] :]):
                high = middle
            else:
                low = middle + 1
        return len(piece) - cuts[low]

    def _holds(self, piece: str) -> bool:
        self._searched += len(self._text)
        if self._searched <= MOST_SEARCHED:
            return piece in self._text
        if self._pieces is None:
            self._pieces = {match[0].rstrip() for match in PIECE.finditer(self._text)}
        return piece in self._pieces


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """An interval without the white space at its ends, if anything is left."""
    piece = text[start:end]
    if piece.strip():
        yield end - len(piece.lstrip()), start + len(piece.rstrip())
