"""A wiki's new revisions as they come, without end."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext

import msgspec

from bot.errors import StoreError
from bot.jobs.follow_summary import FollowSummary, with_batch, with_pass
from bot.jobs.linting import Lint, Stop
from bot.jobs.reconcile import Reconciliation
from bot.jobs.run import checked_items
from bot.ports import ChangeSource, Checked, Cursor, FollowStore, StreamBatch, StreamSource
from bot.times import asked_time, time_text, time_text_now

LOG = logging.getLogger(__name__)

JOB = "follow"
RECONCILE_S = 3600.0
# A position without work to be stored with it is written down no more often.
IDLE_COMMIT_S = 5.0
# A database that another process reads keeps traces of purged text; so soon it is tried again.
PURGE_AGAIN_S = 2.0

Progress = Callable[[FollowSummary], None]


def follow(
    stream: StreamSource,
    changes: ChangeSource,
    lint: Lint,
    store: FollowStore,
    *,
    since: str | None = None,
    limit: int | None = None,
    lock: AbstractContextManager[object] | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
    reconcile_s: float = RECONCILE_S,
    steady: Callable[[], float] = time.monotonic,
) -> FollowSummary:
    """What was done until ``stop`` said so, or ``limit`` revisions had been looked at.

    Every revision is looked at once at least: the stream's position is stored in one transaction
    with the reports on what came before it, and what is stored already is not linted again.
    ``changes`` is asked at the start and then every ``reconcile_s`` seconds for what the stream
    did not tell, from where it was last asked or from ``since``.

    Raises:
        TryLaterError: another process holds the lock.
        WikiError: there is no such stream, or the wiki cannot be read however often tried.
        StoreError: the database refused.
    """
    with lock or nullcontext():
        keeper = _Keeper(store, stream.wiki, steady)
        since = _not_to_come(since)
        reconciliation = Reconciliation(
            changes, lint, store, since=since, every_s=reconcile_s, steady=steady
        )
        summary = FollowSummary(wiki=stream.wiki)
        alarm = _CanaryAlarm()
        gaps = 0
        stopped = False
        batches = stream.batches(
            store.cursor(stream.wiki, JOB),
            lambda rev_ids: store.seen(stream.wiki, rev_ids),
            since,
        )
        with closing(batches):
            for batch in batches:
                items = batch.items if limit is None else batch.items[: limit - _looked_at(summary)]
                cut = len(items) < len(batch.items)
                checked, stopped = checked_items(items, lint, stop, store)
                stopped = stopped or cut
                purged = keeper.keep(batch, checked, moved=not stopped)
                summary = with_batch(summary, batch, checked, purged)
                alarm.look(summary)
                if len(batch.health.gaps) > gaps:
                    gaps = len(batch.health.gaps)
                    reconciliation.hurry(batch.health.gaps[-1])
                if not stopped and reconciliation.due(alone=not batch.health.connected):
                    left = None if limit is None else limit - _looked_at(summary)
                    made = reconciliation.step(stop, left) if left != 0 else None
                    summary = summary if made is None else with_pass(summary, made)
                if progress is not None:
                    progress(summary)
                if stopped or (stop is not None and stop()):
                    break
                if limit is not None and _looked_at(summary) >= limit:
                    break
        keeper.commit()
        if stopped:
            summary = msgspec.structs.replace(summary, complete=False)
        return summary


class _Keeper:
    """Stores reports with the stream's position, and purges what was hidden."""

    def __init__(self, store: FollowStore, wiki: str, steady: Callable[[], float]) -> None:
        self._store = store
        self._wiki = wiki
        self._steady = steady
        self._position: str | None = None
        self._committed = steady()
        self._to_purge: set[int] = set()
        self._purge_again = 0.0

    def keep(self, batch: StreamBatch, checked: list[Checked], *, moved: bool) -> int:
        """Store a batch; the number of revisions purged.

        The position is stored only once everything before it is stored and purged.
        """
        if moved and batch.position is not None:
            self._position = batch.position
        self._to_purge.update(batch.hidden)
        if batch.deleted_pages:
            self._to_purge |= self._store.revisions_of(self._wiki, batch.deleted_pages)
        if checked and not self._to_purge:
            self.commit(checked)
            return 0
        if checked:
            self._store.save(checked)
        purged = self._purge()
        if purged or self._steady() - self._committed >= IDLE_COMMIT_S:
            self.commit()
        return purged

    def commit(self, checked: list[Checked] | None = None) -> None:
        """Store reports and the position, unless something remains to be purged."""
        position = None if self._to_purge else self._position
        if checked or position is not None:
            cursor = Cursor(self._wiki, JOB, position) if position is not None else None
            self._store.save(checked or [], cursor)
        if position is not None:
            self._position = None
            self._committed = self._steady()

    def _purge(self) -> int:
        if not self._to_purge or self._steady() < self._purge_again:
            return 0
        try:
            purged = self._store.forget(self._wiki, sorted(self._to_purge))
        except StoreError as error:
            # The rows are gone, but not every trace of them.
            LOG.warning("%s", error)
            self._purge_again = self._steady() + PURGE_AGAIN_S
            return 0
        self._to_purge.clear()
        LOG.info("%s: purged %d revisions that were hidden", self._wiki, purged)
        return purged


class _CanaryAlarm:
    """Says once when canaries stay away, and once when they come again."""

    def __init__(self) -> None:
        self._missing = False

    def look(self, summary: FollowSummary) -> None:
        missing = summary.stream.canary_missing
        if missing and not self._missing:
            LOG.error("%s: the stream has brought no canary for too long", summary.wiki)
        elif self._missing and not missing:
            LOG.warning("%s: the stream brings canaries again", summary.wiki)
        self._missing = missing


def _looked_at(summary: FollowSummary) -> int:
    return summary.checked + sum(summary.skipped.values())


def _not_to_come(since: str | None) -> str | None:
    """A time that is still to come would leave out what happens until then."""
    if since is None:
        return None
    return min(time_text(asked_time(since)), time_text_now())
