"""``revlint db``: back up, restore, check and prune the database."""

from __future__ import annotations

import argparse
import glob
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from bot import app
from bot.commands.publish import publish_lock
from bot.commands.settings import settings_from
from bot.commands.sweep import lock_beside
from bot.config import Settings
from bot.jobs.lock import job_lock
from bot.output.escape_terminal import escape_terminal
from bot.output.report_files import remove_reports
from bot.times import time_text


def execute(options: argparse.Namespace) -> int:
    """Carry out the action; 0, or 2 if the check found something wrong."""
    settings = settings_from(options, app.entries())
    actions = {
        "backup": _backup,
        "restore": _restore,
        "check": _check,
        "prune": _prune,
        "downgrade": _downgrade,
    }
    return actions[options.action](options, settings)


def _backup(options: argparse.Namespace, settings: Settings) -> int:
    from bot.store import Store, backup

    with Store.open(settings.store.url) as store:
        backup(store, Path(options.file))
    _say(f"{options.file}: {Path(options.file).stat().st_size:,} bytes")
    return 0


def _restore(options: argparse.Namespace, settings: Settings) -> int:
    from bot.store import file_of, restore

    database = file_of(settings.store.url)
    with ExitStack() as held:
        # No job may have the database open, or it would go on with the old one.
        for path in _locks(database, settings):
            held.enter_context(job_lock(path))
        kept, replayed = restore(Path(options.file), settings.store.url)
    old = f"; the database before is {kept}" if kept else ""
    _say(f"{database}: restored, {replayed} hidden revisions kept out{old}")
    return 0


def _locks(database: Path, settings: Settings) -> list[Path]:
    """The files that jobs hold while they have the database open."""
    own = {database.with_name(f"{database.name}.lock"), publish_lock(settings)}
    # Followers and backfills have one for each wiki, there since they first ran.
    others = database.parent.glob(f"{glob.escape(database.name)}.*.lock")
    sweeps = lock_beside(database)
    return sorted(own | set(others) | ({sweeps} if sweeps else set()))


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from bot.store import Copies, Store

    with Store.open(settings.store.url) as store, Copies(store) as copies:
        faults = [*store.check(), *copies.refused]
        form = store.form()
        unfinished = len(store.tombstones(unsettled=True))
        away = copies.away
    for fault in faults:
        _say(f"damaged: {fault}")
    if unfinished:
        _say(f"{unfinished} hidden revisions are not purged everywhere yet; run revlint sweep")
    for path in away:
        _say(f"the backup {path} is out of reach")
    _say(f"form {form}: " + (f"{len(faults)} faults" if faults else "nothing is wrong"))
    return 2 if faults else 0


def _prune(options: argparse.Namespace, settings: Settings) -> int:
    from bot.store import Copies, Store

    limit = datetime.now(UTC) - options.older_than
    before = time_text(limit)
    with Store.open(settings.store.url) as store, Copies(store) as copies:
        removed = copies.prune(before, force=options.force)
        # Nobody would ask about these any more, should the wiki hide them later.
        files = remove_reports(Path(settings.output.directory), [rev_id for _, rev_id in removed])
    _say(f"{len(removed)} revisions made before {before} and {len(files)} reports removed")
    for reason in copies.refused:
        print(f"revlint: a backup could not be pruned: {escape_terminal(reason)}", file=sys.stderr)
    return 2 if copies.refused else 0


def _downgrade(options: argparse.Namespace, settings: Settings) -> int:
    from bot.store import Store

    with Store.unchecked(settings.store.url) as store:
        store.downgrade(options.form)
    _say(f"the database has the form {options.form}")
    return 0


def _say(text: str) -> None:
    print(escape_terminal(text))
