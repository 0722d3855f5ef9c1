"""``revlint sweep``: purge what the wiki has hidden."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

import msgspec

from bot import app
from bot.commands.database import one_at_a_time
from bot.commands.logs import configure_logging
from bot.commands.settings import settings_from
from bot.commands.stopping import StoppedError, Stopping
from bot.commands.wiki import connected
from bot.jobs.sweep import SweepSummary, sweep
from bot.output.escape_terminal import escape_terminal
from bot.output.report_files import remove_reports


def execute(options: argparse.Namespace) -> int:
    """Make the sweep and print what it did; 0, or 2 if a backup could not be purged."""
    from bot.store import Copies, Store
    from bot.wiki.visibility import Visibility

    configure_logging(options.log)
    settings = settings_from(options, app.entries())
    quiet = options.quiet or options.log is not None or not sys.stderr.isatty()
    progress = None if quiet else _show
    with (
        Stopping() as stopping,
        Store.open(settings.store.url) as store,
        Copies(store) as copies,
    ):
        try:
            summary = sweep(
                Visibility(connected(settings)),
                copies,
                partial(remove_reports, Path(settings.output.directory)),
                limit=None if options.all else settings.sweep.limit,
                lock=one_at_a_time(store, lock_beside(store.file), "sweep", settings.wiki.dbname),
                progress=progress,
                stop=stopping,
            )
        except StoppedError:
            # The next sweep finishes what this one began.
            return 0
    if progress is not None:
        sys.stderr.write("\n")
    if options.json:
        print(msgspec.json.encode(summary).decode())
    else:
        print(summary_line(summary))
    for path in copies.away:
        print(
            f"revlint: the backup {escape_terminal(str(path))} is out of reach; what is hidden"
            " leaves it when it is restored",
            file=sys.stderr,
        )
    for reason in copies.refused:
        print(f"revlint: a backup could not be purged: {escape_terminal(reason)}", file=sys.stderr)
    return 2 if copies.refused else 0


def summary_line(summary: SweepSummary) -> str:
    """A sweep in one line."""
    hidden = ", ".join(f"{part} {count}" for part, count in summary.hidden.items()) or "nothing"
    line = (
        f"{summary.wiki}: {summary.rechecked} rechecked, newly hidden: {hidden};"
        f" {summary.purged} purged, {summary.files} reports removed"
    )
    if summary.resumed:
        line += f"; {summary.resumed} left by a sweep that was broken off"
    return line + ("" if summary.complete else "; the round goes on with the next sweep")


def lock_beside(database: Path | None) -> Path | None:
    """A file that one sweep at a time may hold; none for a database on a server."""
    return None if database is None else database.with_name(f"{database.name}.sweep.lock")


def _show(summary: SweepSummary) -> None:
    sys.stderr.write(f"\r{summary.rechecked:,} rechecked, {summary.purged:,} purged ")
    sys.stderr.flush()
