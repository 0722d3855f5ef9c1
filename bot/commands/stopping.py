"""Ending a long job when asked to: in good order if that is quick, else at once."""

from __future__ import annotations

import signal
import time
from types import FrameType, TracebackType
from typing import Any, Self

from bot.errors import TryLaterError

# What is at hand may be finished for so long. Service managers kill after 10 s or more.
GRACE_S = 5.0
SLICE_S = 0.5
ASKING = (signal.SIGTERM, signal.SIGINT)


class StoppedError(BaseException):
    """The time to end in good order is over; not an Exception, so that nothing holds it up."""


class Stopping:
    """Whether SIGTERM or Ctrl-C has come, as a context manager.

    After ``grace_s`` more, or at the second time, StoppedError is raised wherever the program is,
    within a wait for the wiki, too. What was not stored by then will be done again.
    """

    def __init__(self, grace_s: float = GRACE_S) -> None:
        self._grace_s = grace_s
        self._asked = False
        self._before: dict[signal.Signals, Any] = {}

    def __call__(self) -> bool:
        return self._asked

    def sleep(self, seconds: float) -> None:
        """Wait; if the program is asked to end meanwhile, TryLaterError."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            if self._asked:
                raise TryLaterError("asked to stop")
            time.sleep(min(SLICE_S, left))

    def __enter__(self) -> Self:
        for number in ASKING:
            self._before[number] = signal.signal(number, self._ask)
        self._before[signal.SIGALRM] = signal.signal(signal.SIGALRM, self._end)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self._asked:
            self._end(number, frame)
        self._asked = True
        signal.setitimer(signal.ITIMER_REAL, self._grace_s)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        raise StoppedError
