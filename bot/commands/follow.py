"""``revlint follow``: a wiki's new revisions as they come."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import app
from bot.commands.job_lint import JobLint
from bot.commands.run import summary_line
from bot.commands.settings import settings_from
from bot.commands.stopping import StoppedError, Stopping
from bot.commands.wiki import connected
from bot.config import Settings
from bot.core.worker import Worker
from bot.jobs.follow import follow
from bot.jobs.follow_summary import FollowSummary

SHOW_EVERY_S = 0.5


def execute(options: argparse.Namespace) -> int:
    """Follow until asked to end, and print what was done; 0 then."""
    known = app.entries()
    settings = settings_from(options, known)
    told = _Told(quiet=options.quiet or not sys.stderr.isatty())
    with Stopping() as stopping:
        try:
            with app.worker(settings, known) as worker:
                # The worker is forked before a wiki or a database is open: it shares no connection.
                worker.start()
                _follow(options, settings, worker, told, stopping)
        except StoppedError:
            # Whatever was at hand will be done again.
            pass
    told.end()
    if told.summary is not None:
        print(follow_line(told.summary))
    return 0


def _follow(
    options: argparse.Namespace, settings: Settings, worker: Worker, told: _Told, stop: Stopping
) -> None:
    from bot.store import Store
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
    with Store.open(settings.store.url) as store:
        wiki = connected(settings)
        changes = RecentChanges(
            wiki,
            policy,
            overlap=timedelta(minutes=settings.run.overlap_minutes),
            batch_size=settings.run.batch_size,
        )
        told.summary = FollowSummary(wiki=settings.wiki.dbname)
        told.summary = follow(
            EventStream(wiki, changes, stream_settings),
            changes,
            JobLint(worker, store, settings),
            store,
            since=options.since,
            limit=options.limit,
            lock=_lock(settings),
            progress=told,
            stop=stop,
            reconcile_s=wanted.reconcile_minutes * 60,
        )


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
    """The latest summary, shown on one line of the terminal unless ``quiet``."""

    def __init__(self, *, quiet: bool) -> None:
        self.summary: FollowSummary | None = None
        self._quiet = quiet
        self._began = time.monotonic()
        self._shown = 0.0

    def __call__(self, summary: FollowSummary) -> None:
        self.summary = summary
        now = time.monotonic()
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


def _lock(settings: Settings) -> Path | None:
    """A file beside the database that one follower of the wiki may hold; none for a server."""
    scheme, _, path = settings.store.url.partition(":///")
    if not scheme.startswith("sqlite") or not path:
        return None
    return Path(f"{path}.follow-{settings.wiki.dbname}.lock")
