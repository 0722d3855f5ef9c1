"""How long to wait before the next try."""

from __future__ import annotations

FIRST_S = 1.0
LONGEST_S = 300.0


class BackOff:
    """Waits that double from try to try, up to a limit; what a server asks for is respected."""

    def __init__(self, first_s: float = FIRST_S, longest_s: float = LONGEST_S) -> None:
        self.first_s = first_s
        self.longest_s = longest_s
        self._next_s = first_s

    def next_s(self, asked_s: float | None = None) -> float:
        """Seconds to wait now; at least ``asked_s``, but never more than the limit."""
        own, self._next_s = self._next_s, min(self._next_s * 2, self.longest_s)
        return min(max(own, asked_s or 0.0), self.longest_s)

    def reset(self) -> None:
        """Begin with the shortest wait again: it worked."""
        self._next_s = self.first_s
