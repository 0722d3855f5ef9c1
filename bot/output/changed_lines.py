"""The lines of a text that matter to a reviewer, cut into pieces where tint or marks change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rules.contract import Spans

_KEPT_AT_A_CUT = 120
"""Characters left on either side where a long stretch without change or mark is cut out."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered half-open interval of the text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line: whether it was added, the marks that cover it, those that begin here.

    ``cut`` says that the piece stands for a longer one: ``text``, a gap, ``rest``.
    """

    text: str
    is_added: bool
    numbers: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    rest: str = ""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its number, counted from 1, and how many lines were left out just before it."""

    number: int
    pieces: tuple[Piece, ...]
    left_out: int

    @property
    def is_heading(self) -> bool:
        """Whether the line looks like a heading of wikitext."""
        return bool(self.pieces) and self.pieces[0].text.startswith("==")


def changed_lines(
    text: str, added: Spans, marks: Sequence[Mark], *, everything: bool = False
) -> tuple[list[Line], int]:
    """The lines that hold an added character or a mark, and how many lines follow the last one.

    With ``everything``, all lines. An empty line between two shown ones is shown too.
    """
    lines: list[Line] = []
    empty: list[Line] = []
    left_out = 0
    start = 0
    for number, content in enumerate(text.split("\n"), 1):
        end = start + len(content)
        here = [m for m in marks if m.start <= end and m.end > start]
        # All there is of an empty line is its end.
        if everything or here or added.touches(start, end if content else end + 1):
            if left_out == len(empty):
                lines += empty
                left_out = 0
            lines.append(Line(number, _pieces(text, start, end, added, here), left_out))
            left_out, empty = 0, []
        else:
            left_out += 1
            if not content:
                empty.append(Line(number, (), 0))
        start = end + 1
    return lines, left_out


def _pieces(
    text: str, start: int, end: int, added: Spans, marks: Sequence[Mark]
) -> tuple[Piece, ...]:
    edges = {start, end}
    tinted = added.within(start, end) if end > start else ()
    for span in tinted:
        edges.update(span)
    for mark in marks:
        edges.update(edge for edge in (mark.start, mark.end) if start < edge < end)
    order = sorted(edges)
    pieces = []
    for left, right in pairwise(order):
        covering = [m for m in marks if m.start < right and m.end > left]
        pieces.append(
            _shortened(
                Piece(
                    text[left:right],
                    any(span.start <= left < span.end for span in tinted),
                    tuple(m.number for m in covering),
                    tuple(m.number for m in covering if max(m.start, start) == left == m.start),
                )
            )
        )
    return tuple(pieces)


def _shortened(piece: Piece) -> Piece:
    if piece.is_added or piece.numbers or len(piece.text) <= 3 * _KEPT_AT_A_CUT:
        return piece
    return Piece(
        piece.text[:_KEPT_AT_A_CUT],
        is_added=False,
        rest=piece.text[-_KEPT_AT_A_CUT:],
        is_cut=True,
    )
