"""Guards: kinds of places where a prose rule stays silent unless it says otherwise."""

from __future__ import annotations

import enum

import msgspec


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
