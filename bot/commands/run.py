"""``revlint run``: one pass over a wiki's recent changes."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

from bot import app
from bot.commands.logs import configure_logging
from bot.commands.progress import WindowProgress
from bot.commands.settings import settings_from
from bot.commands.wiki import connected, selection
from bot.config import IgnoredTitles, Settings
from bot.core.model import Report, ReportStatus, Revision
from bot.core.report import Job, blank_report
from bot.core.worker import Worker
from bot.jobs.dry_run import DryRun
from bot.jobs.metrics import write_metrics
from bot.jobs.run import JOB, RunSummary, run
from bot.ports import Checked, FindingStore


def execute(options: argparse.Namespace) -> int:
    """Make the pass and print what it did; 0 when the work was done."""
    configure_logging(options.log)
    known = app.entries()
    settings = settings_from(options, known)
    stopping = _Stop()
    with app.worker(settings, known) as worker:
        # The worker is forked before a wiki or a database is open: it shares no connection.
        worker.start()
        from bot.wiki.recent_changes import RecentChanges
        from bot.wiki.skip import SkipPolicy

        with _store(settings, dry=options.dry_run) as store:
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
            with WindowProgress(quiet=options.quiet or options.log is not None) as progress:
                summary = run(
                    source,
                    _Lint(worker, store, settings),
                    store,
                    since=options.since,
                    limit=settings.run.limit,
                    lock=None if options.dry_run else _lock(settings),
                    progress=progress,
                    stop=stopping,
                )
    if isinstance(store, DryRun):
        _print_findings(store.checked)
    elif file := options.metrics or settings.metrics.file:
        write_metrics(summary, Path(file), job=JOB, finished=datetime.now(UTC))
    print(summary_json(summary, dry=options.dry_run) if options.json else summary_line(summary))
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


def summary_json(summary: RunSummary, *, dry: bool = False) -> str:
    """A pass as a line of JSON: the summary's fields, and ``checked``, ``dry_run``."""
    import msgspec

    fields = {**msgspec.to_builtins(summary), "checked": summary.checked, "dry_run": dry}
    return msgspec.json.encode(fields).decode()


def _print_findings(checked: list[Checked]) -> None:
    """What a pass would have stored, a line each."""
    from bot.output.escape_terminal import escape_terminal

    for one in checked:
        report = one.report
        for finding in report.findings:
            print(
                f"{report.rev_id} {finding.code} {escape_terminal(report.title)}:"
                f" {escape_terminal(finding.quote)}"
            )


@contextmanager
def _store(settings: Settings, *, dry: bool) -> Iterator[FindingStore]:
    """The findings' database; a dry pass makes none, and leaves one that is there as it is."""
    from bot.store import Store

    path = _file(settings)
    if dry and path and not path.exists():
        yield DryRun(None)
        return
    with Store.open(settings.store.url) as store:
        yield DryRun(store) if dry else store


class _Lint:
    """From a revision to its report, with the page's dismissed findings left out."""

    def __init__(self, worker: Worker, store: FindingStore, settings: Settings) -> None:
        self._worker = worker
        self._store = store
        self._titles = IgnoredTitles(
            settings.lint.ignore_titles, settings.lint.ignore_title_patterns
        )

    def __call__(self, revision: Revision) -> Report:
        reason = self._titles.reason(revision.title)
        if reason is not None:
            return blank_report(Job(revision), ReportStatus.SKIPPED, reason, self._worker.ruleset)
        dismissed = self._store.dismissed(revision.wiki, [revision.page_id])
        marks = tuple(sorted(dismissed.get(revision.page_id, ())))
        return self._worker.lint(Job(revision, dismissed=marks)).report


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
    path = _file(settings)
    return path.with_name(f"{path.name}.lock") if path else None


def _file(settings: Settings) -> Path | None:
    """The database's file; None for one in memory or on a server."""
    scheme, _, path = settings.store.url.partition(":///")
    return Path(path) if scheme.startswith("sqlite") and path else None
