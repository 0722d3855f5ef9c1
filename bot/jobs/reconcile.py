"""The wiki's list of changes beside a stream: it has what the stream lost, if not so soon."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from bot.errors import WikiError
from bot.jobs.linting import Lint, Stop
from bot.jobs.run import RunSummary, run
from bot.ports import ChangeSource, FindingStore

LOG = logging.getLogger(__name__)

JOB = "follow-list"
"""The name under which it is kept how far the list was compared."""

# The stream goes on between the parts of a long comparison.
PART = 100
AGAIN_S = 60.0
# While there is no stream, it is asked more often.
ALONE_S = 300.0


class Reconciliation:
    """Compares the list with what is stored, at the start and then every ``every_s`` seconds."""

    def __init__(
        self,
        changes: ChangeSource,
        lint: Lint,
        store: FindingStore,
        *,
        since: str | None,
        every_s: float,
        part: int = PART,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._changes = changes
        self._lint = lint
        self._store = store
        self._every_s = every_s
        self._part = part
        self._steady = steady
        self._since = since
        self._whole = False
        self._due = self._tried = steady()

    def due(self, *, alone: bool = False) -> bool:
        """Whether there is something to do now; ``alone``: without the stream."""
        now = self._steady()
        return now >= self._due or (alone and now >= self._tried + ALONE_S)

    def hurry(self, gap: str) -> None:
        """Begin a comparison now: the stream has nothing of what happened from ``gap`` on."""
        self._due = min(self._due, self._steady())
        if self._since is None and self._store.cursor(self._changes.wiki, JOB) is None:
            self._since = gap

    def step(self, stop: Stop | None = None, limit: int | None = None) -> RunSummary | None:
        """One part of a comparison; None if the wiki could not be read, which is tried again.

        Raises:
            StoreError: the database refused.
        """
        self._tried = self._steady()
        part = limit if self._whole else min(limit or self._part, self._part)
        try:
            made = self._pass(part, stop)
        except WikiError as error:
            LOG.warning("the list of changes: %s; next try in %.0f s", error, AGAIN_S)
            self._due = self._steady() + AGAIN_S
            return None
        if made.complete:
            self._since, self._whole = None, False
            self._due = self._tried + self._every_s
        elif made.until is not None:
            # If it did not move on, more revisions than a part takes are of one second, or are
            # not there and come again each time.
            self._whole = made.until == self._since
            self._since = made.until
        return made

    def _pass(self, limit: int | None, stop: Stop | None) -> RunSummary:
        return run(
            self._changes,
            self._lint,
            self._store,
            since=self._since,
            limit=limit,
            job=JOB,
            stop=stop,
        )
