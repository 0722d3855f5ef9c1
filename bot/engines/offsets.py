"""Offsets of engines that count UTF-16 units or UTF-8 bytes, as code points."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate


class CodePoints:
    """The places of a text's code points, counted in an engine's own units."""

    def __init__(self, text: str, size: Callable[[str], int]) -> None:
        self._length = len(text)
        self._starts = [0, *accumulate(map(size, text))]

    @classmethod
    def by_utf16(cls, text: str) -> CodePoints:
        """For an engine that counts UTF-16 code units, as Java does."""
        return cls(text, _utf16_units)

    @classmethod
    def by_utf8(cls, text: str) -> CodePoints:
        """For an engine that counts UTF-8 bytes, as Rust does."""
        return cls(text, _utf8_bytes)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The smallest interval of code points that holds ``[start, end)`` of those units.

        Raises:
            ValueError: the interval does not lie in the text.
        """
        if not 0 <= start <= end <= self._starts[-1]:
            raise ValueError(f"[{start}, {end}) is not in a text of {self._starts[-1]} units")
        return bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)


def _utf16_units(char: str) -> int:
    return 2 if char > "\uffff" else 1


def _utf8_bytes(char: str) -> int:
    if char < "\x80":
        return 1
    if char < "\u0800":
        return 2
    return 4 if char > "\uffff" else 3
