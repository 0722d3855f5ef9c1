"""Copies of an SQLite database: made while others write, and put back without what was hidden."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import StoreError
from bot.ports import Tombstone
from bot.store import backup_list
from bot.store.engine import BUSY_TIMEOUT_S, database_url
from bot.store.files import appearing_whole, sync
from bot.store.store import Store
from bot.store.tombstones import add_to_log, logged

ON_A_SERVER = (
    "a database on a server is backed up with its own tools: mariadb-dump --single-transaction"
    " --default-character-set=utf8mb4 --result-file=FILE DATABASE; after loading such a file run"
    " `revlint sweep --all` before anything else, or what was hidden since comes back"
)
SQLITE_HEADER = b"SQLite format 3\x00"


def backup(store: Store, target: Path) -> None:
    """Write a copy of the database as it is at one moment; it appears whole or not at all.

    It is noted in the list beside the database, so that it can be purged with it, and the
    tombstones of today are written into a log beside it.

    Raises:
        StoreError: the database is on a server, the file is there already, or cannot be written.
    """
    file = store.file
    if file is None:
        raise StoreError(ON_A_SERVER)
    if target.exists():
        raise StoreError(f"{target}: is there already; name another file")
    # First, so that no copy is ever there that nobody knows of.
    with appearing_whole(target) as temporary:
        backup_list.noted(file, target)
        _copy(file, temporary)
        if tombstones := store.tombstones():
            add_to_log(target.parent, tombstones)
    # Again: a sweep may have met the list when the file was not there yet.
    backup_list.noted(file, target)


def restore(
    source: Path, url: str, *, busy_timeout_s: float = BUSY_TIMEOUT_S
) -> tuple[Path | None, int]:
    """Put a backup in the place of a database; where the old one is now, and tombstones replayed.

    ``url`` names the database as for `Store.open`.

    What was hidden since the backup was made is purged from it before it takes that place: as
    the present database tells, if there is one, and the logs beside it and beside the backup.
    Nobody else may have the database open.

    Raises:
        StoreError: the file is no database of revlint, has a form this program does not know, is
            damaged, or another process uses the present database.
    """
    target = file_of(url)
    _refuse_foreign(source)
    if target.exists() and target.samefile(source):
        raise StoreError(f"{source}: is the database itself; name a backup")
    tombstones = _all_logged(source, target)
    with appearing_whole(target) as temporary:
        _copy(source, temporary)
        with Store.open(temporary) as store:
            tombstones += store.tombstones()
            store.hide(tombstones)
            store.empty_write_ahead_log()
        if tombstones:
            add_to_log(target.parent, tombstones)
        kept = _set_aside(target, busy_timeout_s)
    return kept, len({(one.wiki, one.rev_id) for one in tombstones})


def _all_logged(source: Path, target: Path) -> list[Tombstone]:
    found = logged(source.parent)
    if target.parent.resolve() != source.parent.resolve():
        found += logged(target.parent)
    if target.exists() and target.stat().st_size:
        try:
            with Store.unchecked(target) as present:
                if present.form():
                    present.upgrade()
                    found += present.tombstones()
        except StoreError:
            # A damaged database is what backups are for; then the logs must do.
            pass
    return found


def _set_aside(target: Path, busy_timeout_s: float) -> Path | None:
    """Give the present database another name, and note that it keeps old text."""
    if not target.exists():
        return None
    wal, shm = (target.with_name(f"{target.name}{suffix}") for suffix in ("-wal", "-shm"))
    try:
        with Store.unchecked(target, busy_timeout_s=busy_timeout_s) as present:
            present.empty_write_ahead_log()
    except StoreError as error:
        if "another process" in str(error):
            raise
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    kept = target.with_name(f"{target.name}.before-restore-{stamp}")
    # A second name, not another one: at no moment is there no database under its own.
    os.link(target, kept)
    for path in (wal, shm):
        if path.exists():
            os.rename(path, kept.with_name(kept.name + path.name.removeprefix(target.name)))
    sync(target.parent)
    backup_list.noted(target, kept)
    return kept


def _refuse_foreign(source: Path) -> None:
    try:
        with source.open("rb") as file:
            head = file.read(len(SQLITE_HEADER))
    except OSError as error:
        raise StoreError(f"{source}: cannot be read: {error.strerror}") from error
    if head != SQLITE_HEADER:
        raise StoreError(f"{source}: is no SQLite database, so no backup of revlint's")
    with Store.unchecked(source) as store:
        if store.check():
            raise StoreError(f"{source}: the backup is damaged; take another one")
        if not store.form():
            raise StoreError(f"{source}: holds none of revlint's tables; is it another's database?")


def _copy(source: Path, target: Path) -> None:
    """Fill the empty file ``target`` with what is committed; free pages are not copied."""
    try:
        with closing(sqlite3.connect(source, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise StoreError(f"{target}: the copy was refused: {error}") from error


def file_of(url: str) -> Path:
    """The SQLite file that an address names.

    Raises:
        StoreError: it names a database on a server.
    """
    parsed = database_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise StoreError(ON_A_SERVER)
    return Path(parsed.database)
