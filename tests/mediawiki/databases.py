"""Copying a wiki's SQLite files, so that a state can be kept and restored."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

# MediaWiki's name for the wiki, which is also its pywikibot family and its event streams' `wiki`.
WIKI_ID = "testwiki"
CONTENT = (WIKI_ID, f"{WIKI_ID}_jobqueue")
# Kept when the content is restored, so that whoever is logged in stays so.
SESSIONS = "wikicache"


def database_file(directory: Path, name: str) -> Path:
    """The file of the database `name`."""
    return directory / f"{name}.sqlite"


def fold_write_ahead_logs(directory: Path) -> None:
    """Move what is in the write-ahead logs into the main files: copying those is then enough."""
    for name in (*CONTENT, SESSIONS):
        path = database_file(directory, name)
        if path.exists() and path.stat().st_size:
            with contextlib.closing(sqlite3.connect(path, timeout=10)) as db:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copy_content(source: Path, target: Path) -> None:
    """Put the content of `source` in place of that in `target`, under a running server too.

    Each file is a new inode: a request still at its work after the response keeps the old one.
    """
    for name in CONTENT:
        new = database_file(target, f"{name}-new")
        shutil.copyfile(database_file(source, name), new)
        final = database_file(target, name)
        for suffix in ("-wal", "-shm"):
            final.with_name(final.name + suffix).unlink(missing_ok=True)
        new.replace(final)
