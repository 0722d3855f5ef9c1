"""How far a pass is, on a terminal."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn


class Told(Protocol):
    """What is told while a pass goes on."""

    @property
    def since(self) -> str | None: ...
    @property
    def until(self) -> str | None: ...
    @property
    def checked(self) -> int: ...
    @property
    def findings(self) -> int: ...


class WindowProgress:
    """A bar over the time that a pass covers: from where it began to now.

    Nothing is shown unless standard error is a terminal, and nothing if ``quiet``.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=Console(file=sys.stderr),
            disable=quiet or not sys.stderr.isatty(),
            transient=True,
        )
        self._task = self._bar.add_task("reading the list of changes", total=None)
        self._now = datetime.now(UTC)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def __call__(self, summary: Told) -> None:
        """Show how far it is."""
        text = f"{summary.checked:,} checked, {summary.findings:,} findings"
        if summary.since and summary.until:
            began = datetime.fromisoformat(summary.since)
            whole = max((self._now - began).total_seconds(), 1.0)
            done = (datetime.fromisoformat(summary.until) - began).total_seconds()
            self._bar.update(self._task, total=whole, completed=min(done, whole), description=text)
        else:
            self._bar.update(self._task, description=text)
