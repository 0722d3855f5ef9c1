"""What a rule may know of a revision besides its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionInfo:
    """A revision's circumstances; who made it is left out on purpose: rules judge text only.

    ``timestamp`` is in UTC, or None where the source gives none (two files).
    """

    title: str = ""
    wiki: str = ""
    rev_id: int = 0
    parent_id: int = 0
    page_id: int = 0
    namespace: int = 0
    timestamp: datetime | None = None
    summary: str = ""
    tags: tuple[str, ...] = ()
    minor: bool = False
