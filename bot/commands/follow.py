"""``revlint follow``: a wiki's new revisions as they come."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot import app
from bot.commands.database import finding_store, lock_file, one_at_a_time
from bot.commands.job_lint import JobLint
from bot.commands.logs import configure_logging
from bot.commands.settings import settings_from
from bot.commands.stopping import StoppedError, Stopping
from bot.commands.summaries import leave_metrics, print_findings, print_summary, summary_line
from bot.commands.wiki import connected, selection
from bot.config import Settings
from bot.core.pool import WorkerPool
from bot.jobs.dry_run import DryRun
from bot.jobs.follow import JOB, follow
from bot.jobs.follow_summary import FollowSummary

if TYPE_CHECKING:
    from bot.store import Store

SHOW_EVERY_S = 0.5
METRICS_EVERY_S = 15.0


def execute(options: argparse.Namespace) -> int:
    """Follow until asked to end, and print what was done; 0 then."""
    configure_logging(options.log)
    known = app.entries()
    settings = settings_from(options, known)
    told = _Told(
        lambda summary: leave_metrics(options, settings, summary, JOB),
        quiet=options.quiet
        or options.dry_run
        or options.log is not None
        or not sys.stderr.isatty(),
    )
    with Stopping() as stopping:
        try:
            with app.pool(settings, known) as pool:
                # The workers are forked before a wiki or a database is open: they share none.
                pool.start()
                _follow(options, settings, pool, told, stopping)
        except StoppedError:
            # Whatever was at hand will be done again.
            pass
    told.end()
    if told.summary is not None:
        leave_metrics(options, settings, told.summary, JOB)
        print_summary(options, told.summary, follow_line(told.summary))
    return 0


def _follow(
    options: argparse.Namespace, settings: Settings, pool: WorkerPool, told: _Told, stop: Stopping
) -> None:
    from bot.wiki.event_stream import EventStream
    from bot.wiki.recent_changes import RecentChanges
    from bot.wiki.skip import SkipPolicy
    from bot.wiki.stream_settings import StreamSettings

    wanted = settings.follow
    stream_settings = StreamSettings(
        contact=settings.wiki.contact,
        url=wanted.url,
        streams=wanted.streams,
        history=timedelta(days=wanted.history_days),
        canary_s=wanted.canary_hours * 3600,
        silence_s=wanted.silence_s,
    )
    policy = SkipPolicy(
        namespaces=frozenset(settings.wiki.namespaces),
        tags=frozenset(settings.lint.skip_tags),
        max_bytes=settings.wiki.max_text_bytes,
    )
    with _store(settings, dry=options.dry_run) as store:
        wiki = connected(settings)
        chosen = selection(settings, wiki)
        changes = RecentChanges(
            wiki,
            policy,
            selection=chosen,
            overlap=timedelta(minutes=settings.run.overlap_minutes),
            batch_size=settings.run.batch_size,
        )
        told.summary = FollowSummary(wiki=settings.wiki.dbname)
        told.summary = follow(
            # Events tell neither tags nor the page's id, which a selection asks about.
            EventStream(wiki, changes, stream_settings, pages_first=chosen is not None),
            changes,
            JobLint(pool, store, settings),
            store,
            since=options.since,
            limit=options.limit,
            lock=one_at_a_time(store, lock_file(settings, JOB), JOB, settings.wiki.dbname),
            progress=told,
            stop=stop,
            reconcile_s=wanted.reconcile_minutes * 60,
        )


@contextmanager
def _store(settings: Settings, *, dry: bool) -> Iterator[Store | DryRun]:
    from bot.commands.purging_store import PurgingStore

    if dry:
        with finding_store(settings, dry=True, found=print_findings) as shown:
            yield shown
        return
    with PurgingStore.open(settings.store.url) as store:
        store.report_folder = Path(settings.output.directory)
        yield store


def follow_line(summary: FollowSummary) -> str:
    """What was done in one line: as for a pass, and how the stream was."""
    stream = summary.stream
    line = summary_line(summary)
    line += f"; {summary.from_list} first told by the list of changes, {summary.purged} purged"
    line += f"; stream: {stream.connections} connections"
    for name in ("cuts", "refusals", "unreadable", "oversized"):
        if number := getattr(stream, name):
            line += f", {number} {name}"
    for gap in stream.gaps:
        line += f"; the stream no longer had what came after {gap}"
    for lost in summary.lost:
        line += f"; LOST: nobody tells what happened from {lost.since} to {lost.until}"
    if stream.canary_missing:
        line += "; ALARM: the stream brings no canaries"
    return line


def progress_line(summary: FollowSummary, took: timedelta, now: datetime) -> str:
    """How far it is and how fast, after ``took``."""
    rate = summary.checked / max(took.total_seconds(), 1.0)
    line = f"{summary.checked:,} checked, {summary.findings:,} findings, {rate:.1f}/s"
    if summary.until:
        behind = now - datetime.fromisoformat(summary.until)
        line += f", latest event {max(0, round(behind.total_seconds())):,} s ago"
    if not summary.stream.connected:
        line += ", no connection to the stream"
    return line


class _Told:
    """The latest summary, shown on one line of the terminal unless ``quiet``.

    Now and then ``leave`` is called with it, to write it down for monitoring.
    """

    def __init__(self, leave: Callable[[FollowSummary], None], *, quiet: bool) -> None:
        self._leave = leave
        self._left = time.monotonic()
        self.summary: FollowSummary | None = None
        self._quiet = quiet
        self._began = time.monotonic()
        self._shown = 0.0

    def __call__(self, summary: FollowSummary) -> None:
        self.summary = summary
        now = time.monotonic()
        if now - self._left >= METRICS_EVERY_S:
            self._left = now
            self._leave(summary)
        if self._quiet or now - self._shown < SHOW_EVERY_S:
            return
        self._shown = now
        line = progress_line(summary, timedelta(seconds=now - self._began), datetime.now(UTC))
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the line as it is and go to the next."""
        if self._shown:
            sys.stderr.write("\n")
