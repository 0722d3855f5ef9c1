"""Which of several hits at one place become findings."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from rules.contract import EvidenceQuote, Hit, Meta, Origin, Severity, Spans

GRAVITY = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.ADVICE: 0}


class Placed(msgspec.Struct, frozen=True):
    """A hit in its final coordinates, before its fingerprint is known."""

    meta: Meta
    hit: Hit
    origin: Origin
    start: int
    end: int
    suggestions: tuple[str, ...]
    evidence: tuple[EvidenceQuote, ...]


def settled(placed: Iterable[Placed], superseders: Mapping[str, frozenset[str]]) -> list[Placed]:
    """The hits that stand, by place.

    A hit falls where one of a superseding rule overlaps it, however grave either is; where the
    same rule marked the same interval before; and where a weightier hit overlaps it and suggests
    something else. ``superseders`` names for a code the codes of the rules that replace it.
    """
    by_text: tuple[list[Placed], list[Placed]] = ([], [])
    for item in placed:
        by_text[item.origin is not Origin.SUMMARY].append(item)
    return [item for items in by_text for item in _settled(items, superseders)]


def _settled(items: list[Placed], superseders: Mapping[str, frozenset[str]]) -> list[Placed]:
    covered = _covered(items, frozenset().union(*superseders.values()))
    kept: list[Placed] = []
    marked: set[tuple[str, int, int]] = set()
    mended = _Mended()
    for item in sorted(items, key=_by_weight):
        code, start, end = item.meta.code, item.start, item.end
        if (code, start, end) in marked:
            continue
        if any(
            covered[other].touches(start, end)
            for other in superseders.get(code, ())
            if other in covered
        ):
            continue
        if item.suggestions and mended.conflict_with(item):
            continue
        marked.add((code, start, end))
        kept.append(item)
        if item.suggestions:
            mended.add(item)
    return sorted(kept, key=_by_place)


def _covered(items: Iterable[Placed], codes: frozenset[str]) -> dict[str, Spans]:
    """The intervals that each of some rules marks."""
    found: dict[str, list[tuple[int, int]]] = {}
    for item in items:
        if item.meta.code in codes:
            found.setdefault(item.meta.code, []).append((item.start, item.end))
    return {code: Spans.merged(spans) for code, spans in found.items()}


class _Mended:
    """The intervals for which a suggestion stands already, searchable by place."""

    def __init__(self) -> None:
        self._places: list[tuple[int, int, str, str]] = []
        self._longest = 0

    def add(self, item: Placed) -> None:
        insort(self._places, (item.start, item.end, item.meta.code, item.suggestions[0]))
        self._longest = max(self._longest, item.end - item.start)

    def conflict_with(self, item: Placed) -> bool:
        """Whether another rule suggests something else for an overlapping interval."""
        own = (item.start, item.end, item.suggestions[0])
        return any(
            item.meta.code != code and own != (start, end, text)
            for start, end, code, text in self._near(item.start, item.end)
        )

    def _near(self, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
        at = bisect_left(self._places, (start - self._longest,))
        while at < len(self._places) and self._places[at][0] < end:
            if self._places[at][1] > start:
                yield self._places[at]
            at += 1


def _by_weight(item: Placed) -> tuple[int, float, int, int, str]:
    confidence = item.meta.confidence if item.hit.confidence is None else item.hit.confidence
    return (
        -GRAVITY[item.meta.severity],
        -confidence,
        item.start - item.end,
        item.start,
        item.meta.code,
    )


def _by_place(item: Placed) -> tuple[int, int, str]:
    return item.start, item.end, item.meta.code
