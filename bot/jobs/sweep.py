"""Learning what a wiki hides, and purging it everywhere.

The public log tells of most within minutes. Suppression is in no public log, and an entry can be
missed: so every revision that is kept is asked for again and again, in rounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager, nullcontext

import msgspec

from bot.ports import Cursor, Held, HiddenPart, TextKeeper, Tombstone, VisibilitySource
from bot.times import time_text_now

LOG_JOB = "sweep-log"
ROUND_JOB = "sweep-round"
# What one request may ask for.
BATCH = 50
ALL_GOES = frozenset({HiddenPart.TEXT, HiddenPart.PAGE})

Stop = Callable[[], bool]
RemoveReports = Callable[[Collection[int]], Collection[str]]
"""From revision ids to the names of the report files that are gone or shorter now."""


class SweepSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What a sweep did.

    ``hidden`` counts revisions by what was newly found hidden of them, ``purged`` the revisions
    that lost something (those with a hidden parent, too), ``files`` the reports that went. A
    round is ``complete`` when every revision that is kept has been asked for.
    """

    wiki: str
    rechecked: int = 0
    hidden: dict[str, int] = {}
    purged: int = 0
    files: int = 0
    resumed: int = 0
    complete: bool = False


Progress = Callable[[SweepSummary], None]


def sweep(
    source: VisibilitySource,
    keeper: TextKeeper,
    remove_reports: RemoveReports,
    *,
    limit: int | None,
    lock: AbstractContextManager[object] | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> SweepSummary:
    """One sweep: purges that were broken off, then the public log, then a part of the round.

    ``limit`` is how many kept revisions are asked for at most, after those the log names; the
    next sweep goes on from there. None asks for all of them, from the first. ``stop`` is asked
    between requests. Whatever ends the sweep early, the next one purges what this one left.

    Raises:
        TryLaterError: another process holds the lock, or the wiki asks to wait.
        WikiError: the wiki cannot be read.
        StoreError: the database refused. InputError: a report cannot be removed.
    """
    with lock or nullcontext():
        work = _Sweep(source, keeper, remove_reports)
        work.resume()
        work.read_log()
        return work.go_round(limit, progress, stop)


def purge_hidden(
    keeper: TextKeeper, remove_reports: RemoveReports, tombstones: Collection[Tombstone]
) -> tuple[frozenset[int], Collection[str]]:
    """Purge what the tombstones hide from everything; the revisions and files that lost it.

    Killed at any point, `TextKeeper.unsettled` gives the tombstones again.
    """
    by_wiki: dict[str, list[Tombstone]] = {}
    for one in tombstones:
        by_wiki.setdefault(one.wiki, []).append(one)
    lost: frozenset[int] = frozenset()
    files: list[str] = []
    for group in by_wiki.values():
        purged = keeper.hide(group)
        # Those without a row, too: a report may be older than the database.
        files += remove_reports(purged | {one.rev_id for one in group})
        keeper.settled(group, time_text_now())
        lost |= purged
    return lost, files


class _Sweep:
    def __init__(
        self, source: VisibilitySource, keeper: TextKeeper, remove_reports: RemoveReports
    ) -> None:
        self._source = source
        self._keeper = keeper
        self._remove_reports = remove_reports
        self._wiki = source.wiki
        self.summary = SweepSummary(wiki=source.wiki)

    def resume(self) -> None:
        """Finish what an earlier sweep, or another job, could not."""
        left = self._keeper.unsettled(self._wiki)
        if left:
            self._purge(left)
            self.summary = msgspec.structs.replace(self.summary, resumed=len(left))

    def read_log(self) -> None:
        """Ask for what the public log names since the last sweep."""
        since = self._keeper.cursor(self._wiki, LOG_JOB)
        touched = self._source.touched(since)
        self._recheck(self._keeper.held_among(self._wiki, touched.rev_ids, touched.page_ids))
        # Only now: what is not purged yet is named again.
        self._keeper.move_cursor(Cursor(self._wiki, LOG_JOB, touched.position))

    def go_round(
        self, limit: int | None, progress: Progress | None, stop: Stop | None
    ) -> SweepSummary:
        """Ask for kept revisions from where the last sweep ended."""
        position = self._keeper.cursor(self._wiki, ROUND_JOB) if limit is not None else None
        after = int(position or 0)
        done = 0
        while limit is None or done < limit:
            if stop is not None and stop():
                return self.summary
            size = BATCH if limit is None else min(BATCH, limit - done)
            batch = self._keeper.held(self._wiki, after=after, limit=size)
            self._recheck(batch)
            done += len(batch)
            is_end = len(batch) < size
            after = 0 if is_end else batch[-1].rev_id
            self._keeper.move_cursor(Cursor(self._wiki, ROUND_JOB, str(after)))
            self.summary = msgspec.structs.replace(self.summary, complete=is_end)
            if progress is not None:
                progress(self.summary)
            if is_end:
                break
        return self.summary

    def _recheck(self, batch: Iterable[Held]) -> None:
        kept = list(batch)
        # The findings of a revision compare it with its parent.
        ids = {one.rev_id for one in kept} | {one.parent_id for one in kept} - {0}
        if not ids:
            return
        hidden = self._source.hidden(ids)
        known = self._keeper.known(self._wiki, hidden)
        now = time_text_now()
        new = [
            Tombstone(wiki=self._wiki, rev_id=rev_id, parts=parts, noticed_at=now)
            for rev_id, parts in sorted(hidden.items())
            # With a hidden text nothing is kept: where something is, it came from elsewhere.
            if parts & ALL_GOES or not parts <= known.get(rev_id, frozenset())
        ]
        counts = Counter(self.summary.hidden)
        for one in new:
            counts.update(part.value for part in one.parts)
        if new:
            self._purge(new)
        self.summary = msgspec.structs.replace(
            self.summary,
            rechecked=self.summary.rechecked + len(kept),
            hidden=dict(sorted(counts.items())),
        )

    def _purge(self, tombstones: Collection[Tombstone]) -> None:
        lost, files = purge_hidden(self._keeper, self._remove_reports, tombstones)
        self.summary = msgspec.structs.replace(
            self.summary,
            purged=self.summary.purged + len(lost),
            files=self.summary.files + len(files),
        )
