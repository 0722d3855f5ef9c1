"""Guards: kinds of places where a prose rule stays silent unless it says otherwise."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable

import msgspec

from rules.contract.span import Spans


class Guard(enum.Enum):
    """Why a place in the prose is not the article's own wording."""

    QUOTATION = "inside a quotation"
    ITALIC = "in italics (a title, a foreign word or a name)"
    LINK_TITLE = "the title of a linked page"
    SIC = "marked as written so in the source"


ALL_GUARDS = frozenset(Guard)


class GuardSpan(msgspec.Struct, frozen=True, gc=False):
    """A guarded interval, half-open, in offsets of the prose text."""

    kind: Guard
    start: int
    end: int


class Guarded:
    """Guarded intervals of one text, searchable in logarithmic time."""

    __slots__ = ("_by_kind",)

    def __init__(self, spans: Iterable[GuardSpan]) -> None:
        found: dict[Guard, list[tuple[int, int]]] = {}
        for span in spans:
            found.setdefault(span.kind, []).append((span.start, span.end))
        self._by_kind = {kind: Spans.merged(places) for kind, places in found.items()}

    def kind_at(self, start: int, end: int, kinds: Collection[Guard] = ALL_GUARDS) -> Guard | None:
        """Which of the kinds ``[start, end)`` touches; None if it touches none."""
        for kind, spans in self._by_kind.items():
            if kind in kinds and spans.touches(start, end):
                return kind
        return None
