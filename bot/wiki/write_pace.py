"""At most one write in so many seconds, by a clock that nobody sets."""

from __future__ import annotations

import time
from collections.abc import Callable

LEAST_S = 10.0
"""What a bot without a right to more is granted: https://en.wikipedia.org/wiki/WP:BOTPERF."""


class WritePace:
    """Waits before a write. The first one waits too: another pass may just have ended."""

    def __init__(
        self,
        interval_s: float = LEAST_S,
        *,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._interval_s = max(LEAST_S, interval_s)
        self._sleep = sleep
        self._clock = clock
        self._latest = clock()

    def wait(self) -> None:
        """Return when the next write may go out."""
        while (left := self._latest + self._interval_s - self._clock()) > 0:
            self._sleep(left)

    def note(self) -> None:
        """A write goes out now."""
        self._latest = self._clock()
