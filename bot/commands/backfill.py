"""``revlint backfill``: the revisions of dumps, linted on this machine."""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from bot import app
from bot.commands.database import finding_store, lock_file, one_at_a_time
from bot.commands.job_lint import JobLint
from bot.commands.logs import configure_logging
from bot.commands.settings import settings_from
from bot.commands.stopping import StoppedError, Stopping
from bot.commands.summaries import leave_metrics, print_summary, summary_line
from bot.config import Settings
from bot.core.pool import WorkerPool
from bot.jobs.dry_run import DryRun
from bot.jobs.run import RunSummary, run
from bot.sources.dump.changes import DumpChanges
from bot.sources.dump.stream import DumpStream

if TYPE_CHECKING:
    from bot.store import Store

JOB = "backfill"


def execute(options: argparse.Namespace) -> int:
    """Read the dumps one after the other and print what was done with each; 0 when it was."""
    configure_logging(options.log)
    known = app.entries()
    settings = settings_from(options, known)
    # A file that is missing is told before hours of work.
    for file in options.dumps:
        with DumpStream(Path(file)):
            pass
    with Stopping() as stopping, app.pool(settings, known) as pool:
        pool.start()
        with finding_store(settings, dry=options.dry_run) as store:
            for file in options.dumps:
                summary = _backfilled(Path(file), options, settings, pool, store, stopping)
                leave_metrics(options, settings, summary, JOB)
                print_summary(options, summary, f"{file}: {_line(summary)}")
                if stopping():
                    break
    return 0


def dump_job(stream: DumpStream) -> str:
    """The name under which a dump's position is kept: another file begins from its beginning."""
    told = f"{stream.path.name}\n{stream.size}"
    return f"dump-{hashlib.sha256(told.encode()).hexdigest()[:10]}"


def _backfilled(
    path: Path,
    options: argparse.Namespace,
    settings: Settings,
    pool: WorkerPool,
    store: Store | DryRun,
    stopping: Stopping,
) -> RunSummary:
    latest = RunSummary(wiki=settings.wiki.dbname)
    with DumpStream(path) as stream:
        changes = DumpChanges(
            stream,
            settings.wiki.dbname,
            namespaces=frozenset(settings.wiki.namespaces),
            most_bytes=settings.wiki.max_text_bytes,
            whole=options.whole,
        )
        bar = _Bar(stream, quiet=options.quiet or options.log is not None)

        def told(summary: RunSummary) -> None:
            nonlocal latest
            latest = summary
            bar.show(summary)

        try:
            with bar.progress:
                return run(
                    changes,
                    JobLint(pool, store, settings),
                    store,
                    limit=options.limit,
                    job=dump_job(stream),
                    lock=one_at_a_time(store, lock_file(settings, JOB), JOB, settings.wiki.dbname),
                    progress=told,
                    stop=stopping,
                )
        except StoppedError:
            # What was at hand will be done again.
            return latest


def _line(summary: RunSummary) -> str:
    first, last = int(summary.since or 0) + 1, int(summary.until or 0)
    pages = f"; pages {first:,} to {last:,}" if last >= first else ""
    times = f"; {summary.checked / summary.seconds:,.0f}/s" if summary.seconds else ""
    return summary_line(summary).replace(
        f"; window {summary.since} to {summary.until}", f"{pages}{times}"
    )


class _Bar:
    """How much of the file is read, how fast, and how long it will take."""

    def __init__(self, stream: DumpStream, *, quiet: bool) -> None:
        self._stream = stream
        self._began = time.monotonic()
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=Console(file=sys.stderr),
            disable=quiet or not sys.stderr.isatty(),
            transient=True,
        )
        self._task = self.progress.add_task(stream.path.name, total=stream.size)

    def show(self, summary: RunSummary) -> None:
        """Show what a summary tells."""
        rate = summary.checked / max(time.monotonic() - self._began, 1.0)
        done = f"{summary.checked:,} checked, {rate:,.0f}/s"
        self.progress.update(
            self._task,
            completed=self._stream.read_bytes,
            description=f"{done}, {summary.findings:,} findings",
        )
