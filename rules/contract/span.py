"""Half-open intervals of code points."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open interval ``start <= i < end``, in code points of the text its owner names."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spans:
    """Ordered, disjoint, non-empty intervals of one text, searchable in logarithmic time."""

    items: tuple[Span, ...] = ()

    @classmethod
    def merged(cls, spans: Iterable[tuple[int, int]]) -> Spans:
        """The union of intervals given in any order; empty ones vanish, touching ones join."""
        joined: list[Span] = []
        for start, end in sorted(spans):
            if start >= end:
                continue
            if joined and start <= joined[-1].end:
                joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
            else:
                joined.append(Span(start, end))
        return cls(tuple(joined))

    def __iter__(self) -> Iterator[Span]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def size(self) -> int:
        """Code points covered."""
        return sum(end - start for start, end in self.items)

    def touches(self, start: int, end: int) -> bool:
        """Whether any code point of ``[start, end)`` is covered."""
        # (end,) sorts before (end, anything): the count of intervals that start before `end`.
        index = bisect_left(self.items, (end,))
        return index > 0 and self.items[index - 1].end > start and start < end

    def covers(self, start: int, end: int) -> bool:
        """Whether every code point of the non-empty ``[start, end)`` is covered."""
        index = bisect_right(self.items, (start, 1 << 62))
        return index > 0 and self.items[index - 1].end >= end > start

    def within(self, start: int, end: int) -> tuple[Span, ...]:
        """The parts of the intervals that lie inside ``[start, end)``."""
        first = max(bisect_right(self.items, (start, 1 << 62)) - 1, 0)
        last = bisect_left(self.items, (end,))
        return tuple(
            Span(max(span.start, start), min(span.end, end))
            for span in self.items[first:last]
            if span.end > start
        )
