"""``revlint run``: one pass over a wiki's recent changes."""

from __future__ import annotations

import argparse
import signal
import sys
from datetime import timedelta
from pathlib import Path
from types import FrameType

from bot import app
from bot.commands.job_lint import JobLint
from bot.commands.settings import settings_from
from bot.commands.wiki import connected
from bot.config import Settings
from bot.jobs.run import RunSummary, run


def execute(options: argparse.Namespace) -> int:
    """Make the pass and print what it did; 0 when the work was done."""
    known = app.entries()
    settings = settings_from(options, known)
    progress = None if options.quiet or not sys.stderr.isatty() else _show
    stopping = _Stop()
    with app.worker(settings, known) as worker:
        # The worker is forked before a wiki or a database is open: it shares no connection.
        worker.start()
        from bot.store import Store
        from bot.wiki.recent_changes import RecentChanges
        from bot.wiki.skip import SkipPolicy

        with Store.open(settings.store.url) as store:
            policy = SkipPolicy(
                namespaces=frozenset(settings.wiki.namespaces),
                tags=frozenset(settings.lint.skip_tags),
                max_bytes=settings.wiki.max_text_bytes,
            )
            source = RecentChanges(
                connected(settings),
                policy,
                overlap=timedelta(minutes=settings.run.overlap_minutes),
                batch_size=settings.run.batch_size,
            )
            summary = run(
                source,
                JobLint(worker, store, settings),
                store,
                since=options.since,
                limit=settings.run.limit,
                lock=_lock(settings),
                progress=progress,
                stop=stopping,
            )
    if progress is not None:
        sys.stderr.write("\n")
    print(summary_line(summary))
    return 0


def summary_line(summary: RunSummary) -> str:
    """A pass in one line: counts by outcome, skips by reason, the window covered."""
    skipped = sum(summary.skipped.values())
    parts = [
        f"{summary.wiki}: {summary.checked} checked",
        f"{summary.incomplete} incomplete",
        f"{summary.failed} failed",
        f"{skipped} skipped"
        + (
            " (" + ", ".join(f"{reason} {n}" for reason, n in summary.skipped.items()) + ")"
            if skipped
            else ""
        ),
        f"{summary.already_seen} seen before",
        f"{summary.findings} findings",
    ]
    line = ", ".join(parts)
    if summary.since and summary.until:
        line += f"; window {summary.since} to {summary.until}"
    if not summary.complete:
        line += "; more is waiting"
    if summary.unlisted_before:
        line += f"; LOST: the wiki no longer lists changes before {summary.unlisted_before}"
    return line


class _Stop:
    """Whether SIGTERM has come; the pass ends after the revision at hand, all kept."""

    def __init__(self) -> None:
        self._asked = False
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True

    def __call__(self) -> bool:
        return self._asked


def _lock(settings: Settings) -> Path | None:
    """A file beside the database that one pass at a time may hold; none for a server."""
    scheme, _, path = settings.store.url.partition(":///")
    return Path(f"{path}.lock") if scheme.startswith("sqlite") and path else None


def _show(summary: RunSummary) -> None:
    sys.stderr.write(f"\r{summary.checked:,} checked, {summary.findings:,} findings ")
    sys.stderr.flush()
