"""Stopping when the system asks for it."""

from __future__ import annotations

import signal
from types import FrameType


class Stopping:
    """Whether SIGTERM has come; who asks between pieces of work can keep what is done."""

    def __init__(self) -> None:
        self._asked = False
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True

    def __call__(self) -> bool:
        return self._asked
