"""Which added text is not new at all: it stood elsewhere on the page before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

PIECE = re.compile(r"\S[^.!?\n]*[.!?\n]*")
"""A sentence-like stretch: up to its stops or the line's end."""

LEAST_MOVED = 24
"""Code points below which equal text elsewhere is a coincidence, not a move."""

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
                yield start, end
            elif not self._holds(other[start:end]):
                yield from self._strange_pieces(other, start, end)

    def _strange_pieces(self, other: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = start
        for match in PIECE.finditer(other, start, end):
            piece = match[0].rstrip()
            if len(piece) >= LEAST_MOVED and self._holds(piece):
                if match.start() > at:
                    yield at, match.start()
                at = match.end()
        if at < end:
            yield at, end

    def _holds(self, piece: str) -> bool:
        self._searched += len(self._text)
        if self._searched <= MOST_SEARCHED:
            return piece in self._text
        if self._pieces is None:
            self._pieces = {match[0].rstrip() for match in PIECE.finditer(self._text)}
        return piece in self._pieces
