"""pywikibot's throttle with a steady clock, without a shared file, and with an end to patience.

Imported when a wiki is connected to, as it needs pywikibot.
"""

from __future__ import annotations

import time
from typing import Any

from pywikibot.throttle import Throttle

from bot.errors import TryLaterError


class Pacing(Throttle):  # type: ignore[misc]
    """Waits between requests, and as long as the wiki asks, up to a limit.

    pywikibot's own measures by the wall clock, so that a clock set back makes it wait for as
    long, and it multiplies every wait by the number of processes that its control file lists,
    killed ones included.
    """

    def __init__(self, site: Any, longest_wait_s: float) -> None:
        self.longest_wait_s = longest_wait_s
        self._wiki = str(site)
        self._latest = 0.0
        super().__init__(site)

    def checkMultiplicity(self) -> None:  # noqa: N802
        """One run reads a wiki at a time (it holds a lock), so there is nobody to count."""
        self.process_multiplicity = 1

    def get_delay(self, *, write: bool = False) -> float:
        """Seconds to leave between requests."""
        usual = self.writedelay if write else self.delay
        return float(max(self.mindelay, self.retry_after, min(usual, self.maxdelay)))

    def waittime(self, write: bool = False) -> float:
        """Seconds left until the next request may go out."""
        return max(0.0, self.get_delay(write=write) - (time.monotonic() - self._latest))

    def __call__(self, *, requestsize: int = 1, write: bool = False) -> None:
        """Wait until the next request may go out."""
        self._sleep(self.waittime(write))
        self._latest = time.monotonic()

    def lag(self, lagtime: float | None = None) -> None:
        """Wait because the wiki's databases lag behind, for as long as it said."""
        self._sleep(max(self.retry_after, lagtime or 0.0))

    def _sleep(self, seconds: float) -> None:
        if seconds > self.longest_wait_s:
            raise TryLaterError(f"{self._wiki} asks to wait {seconds:.0f} s; run again later")
        time.sleep(seconds)
