"""A small sample of real Wikipedia text (`data/sample`, see ATTRIBUTION.md there)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent / "data" / "sample"
EDITS_FILE = FOLDER / "edits.jsonl.gz"  # in the form `revlint lint --jsonl` reads, unpacked

Tier = Literal["mature", "medium", "short", "list-or-table", "disambig"]


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """A whole page. `mature`: more than 6,000 characters of prose, at least 5 references."""

    title: str
    tier: Tier
    text: str
    wiki: str
    rev_id: int | None = None
    timestamp: str | None = None

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True)
class SampleEdit:
    """One edit with the wikitext before and after it; ids are None where they are not known."""

    title: str
    old: str
    new: str
    wiki: str
    timestamp: str
    rev_id: int | None = None
    parent_id: int | None = None
    comment: str = ""

    def __str__(self) -> str:
        return self.title


@cache
def articles() -> tuple[SampleArticle, ...]:
    """The articles, sorted by tier and title."""
    return tuple(SampleArticle(**row) for row in _rows(FOLDER / "articles.jsonl.gz"))


@cache
def edits() -> tuple[SampleEdit, ...]:
    """The edits, sorted by title."""
    return tuple(SampleEdit(**row) for row in _rows(EDITS_FILE))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield json.loads(line)
