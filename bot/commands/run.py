"""``revlint run``: one pass over a wiki's recent changes."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import app
from bot.commands.database import finding_store, lock_file, one_at_a_time
from bot.commands.job_lint import JobLint
from bot.commands.logs import configure_logging
from bot.commands.progress import WindowProgress
from bot.commands.settings import settings_from
from bot.commands.stopping import StoppedError, Stopping
from bot.commands.summaries import leave_metrics, print_findings, print_summary, summary_line
from bot.commands.wiki import connected, selection
from bot.config import Settings
from bot.core.pool import WorkerPool
from bot.jobs.dry_run import DryRun
from bot.jobs.run import JOB, Progress, RunSummary, run
from bot.ports import Checked

if TYPE_CHECKING:
    from bot.store import Store


def execute(options: argparse.Namespace) -> int:
    """Make the pass and print what it did; 0 when the work was done."""
    configure_logging(options.log)
    known = app.entries()
    settings = settings_from(options, known)
    latest = RunSummary(wiki=settings.wiki.dbname)
    bar = WindowProgress(quiet=options.quiet or options.log is not None)
    checked: list[Checked] = []

    def told(summary: RunSummary) -> None:
        nonlocal latest
        latest = summary
        bar(summary)

    with Stopping() as stopping:
        try:
            with app.pool(settings, known) as pool:
                # The workers are forked before a wiki or a database is open: they share none.
                pool.start()
                with (
                    finding_store(settings, dry=options.dry_run, found=checked.append) as store,
                    bar,
                ):
                    latest = _run(options, settings, pool, store, told, stopping)
        except StoppedError:
            # What was at hand will be done again.
            pass
    for one in checked:
        print_findings(one)
    leave_metrics(options, settings, latest, JOB)
    print_summary(options, latest, summary_line(latest))
    return 0


def _run(
    options: argparse.Namespace,
    settings: Settings,
    pool: WorkerPool,
    store: Store | DryRun,
    told: Progress,
    stop: Stopping,
) -> RunSummary:
    from bot.wiki.recent_changes import RecentChanges
    from bot.wiki.skip import SkipPolicy

    policy = SkipPolicy(
        namespaces=frozenset(settings.wiki.namespaces),
        tags=frozenset(settings.lint.skip_tags),
        max_bytes=settings.wiki.max_text_bytes,
    )
    wiki = connected(settings)
    source = RecentChanges(
        wiki,
        policy,
        selection=selection(settings, wiki),
        overlap=timedelta(minutes=settings.run.overlap_minutes),
        batch_size=settings.run.batch_size,
    )
    return run(
        source,
        JobLint(pool, store, settings),
        store,
        since=options.since,
        limit=settings.run.limit,
        lock=one_at_a_time(store, lock_file(settings), JOB, settings.wiki.dbname),
        progress=told,
        stop=stop,
    )
