"""An example: a text with the fault marked, or one that must stay silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

OPEN, CLOSE = "⟦", "⟧"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """A text without its marks, and the half-open intervals that were marked."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Wikitext with each expected finding between ``⟦`` and ``⟧``; without marks, a silent one.

    ``fix`` is the suggestion for the first mark; put in place, it must silence the rule there.
    ``old`` is the text before the edit (None: a new page). For a rule about the edit summary the
    marks stand in ``summary``, and ``text`` is the page. ``guard`` says why a silent example is
    silent.
    """

    text: str
    fix: str | None = None
    old: str | None = None
    summary: str = ""
    title: str = "Example"
    guard: str = ""
    timestamp: datetime | None = None

    @property
    def marked(self) -> MarkedText:
        """The wikitext without marks, and where they stood."""
        return _unmarked(self.text)

    @property
    def marked_summary(self) -> MarkedText:
        """The summary without marks, and where they stood."""
        return _unmarked(self.summary)

    @property
    def is_silent(self) -> bool:
        """Whether nothing is to be found."""
        return not self.marked.spans and not self.marked_summary.spans


def _unmarked(text: str) -> MarkedText:
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for number, piece in enumerate(text.split(OPEN)):
        if number:
            inside, closed, rest = piece.partition(CLOSE)
            if not closed:
                raise ValueError(f"a {OPEN} without its {CLOSE} in example {text!r}")
            spans.append((length, length + len(inside)))
            parts += inside, rest
            length += len(inside) + len(rest)
        else:
            parts.append(piece)
            length += len(piece)
    return MarkedText(text="".join(parts), spans=tuple(spans))
