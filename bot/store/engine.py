"""A database engine with the promises that the store builds on."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from bot.errors import StoreError

# A second process (a reviewer's `mark` during a run) waits so long for the write lock.
BUSY_TIMEOUT_S = 30.0
# In one piece it waits no longer, or a signal would go unheard.
SLICE_S = 0.5
# Write-ahead logging needs memory shared between processes, which these cannot give.
# https://www.sqlite.org/wal.html, "All processes using a database must be on the same host"
NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "gpfs", "fuse.sshfs"}
    | {"fuse.glusterfs", "fuse.ceph-fuse", "fuse.s3fs", "fuse.rclone", "orangefs", "ocfs2"}
)
# How mountinfo writes blanks and backslashes.
_OCTAL = re.compile(r"\\([0-7]{3})")
MOUNTS = Path("/proc/self/mountinfo")
# Errors after which the same transaction may pass: another one was in the way (a deadlock, a lock
# that was waited for too long, a row that both added), or the connection is gone.
# https://mariadb.com/docs/server/reference/error-codes
PASSING_ERRORS = frozenset({1020, 1062, 1205, 1213, 1927, 2006, 2013, 4031})
# No text is cut short or changed to fit, whatever the server's own configuration says.
STRICT = "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'"
SERVER_NAMES = frozenset({"mysql", "mariadb"})
WRITES = {"revlint_writes": True}
"""Execution options of a connection whose transaction is going to write."""


def database_url(url_or_path: str | os.PathLike[str]) -> URL:
    """The address of a database given as an SQLAlchemy URL or as the path of an SQLite file."""
    text = os.fspath(url_or_path)
    if "://" not in text:
        return URL.create("sqlite", database=os.path.abspath(text))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise StoreError("the database address is not of the form dialect://…") from error
    # Without a driver's name SQLAlchemy would take one that has to be compiled.
    return (
        url.set(drivername=f"{url.drivername}+pymysql") if url.drivername in SERVER_NAMES else url
    )


def place_of(url: URL) -> str:
    """How messages name the database: the file, or server and name without any secret."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    # Options may hold a password as well.
    return URL.create(
        url.drivername, url.username, None, url.host, url.port, url.database
    ).render_as_string()


def database_engine(url: URL, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Engine:
    """An engine whose transactions are durable, and whose deletions leave nothing behind.

    Raises:
        StoreError: the folder is missing or on a network disk, or the driver is not installed.
    """
    try:
        if url.get_backend_name() != "sqlite":
            return _server_engine(url)
        _prepare_file(Path(url.database or ""))
        engine = create_engine(url, connect_args={"timeout": busy_timeout_s})
    except (ImportError, NoSuchModuleError) as error:
        is_known = url.get_driver_name() == "pymysql"
        remedy = "; install it with: pip install 'revlint[mariadb]'" if is_known else f": {error}"
        raise StoreError(f"the driver for {url.drivername} is not installed{remedy}") from error
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", lambda connection: _begin(connection, busy_timeout_s))
    return engine


def _server_engine(url: URL) -> Engine:
    arguments: dict[str, Any] = {}
    if url.get_backend_name() in SERVER_NAMES:
        arguments = {"charset": "utf8mb4", "init_command": STRICT}
    return create_engine(
        url, connect_args=arguments, pool_pre_ping=True, isolation_level="READ COMMITTED"
    )


def may_pass(error: BaseException | None) -> bool:
    """Whether the transaction that failed so is worth another try."""
    if not isinstance(error, DBAPIError):
        return False
    number = error.orig.args[0] if error.orig is not None and error.orig.args else None
    return error.connection_invalidated or number in PASSING_ERRORS


def _prepare_file(path: Path) -> None:
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist")
    kind = file_system(path.parent, MOUNTS.read_text() if MOUNTS.exists() else "")
    if kind in NETWORK_FILE_SYSTEMS or kind.startswith("nfs"):
        raise StoreError(
            f"{path}: SQLite is not safe on a network disk ({kind}); use a local folder or MariaDB"
        )
    try:
        # It quotes unpublished drafts and text that may be hidden later: nobody else's to read.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(f"{path}: the database cannot be written: {error.strerror}") from error


def file_system(path: Path, mountinfo: str) -> str:
    """The type of the file system that holds ``path``, by the text of Linux's mountinfo.

    Empty if the text does not tell. The form is described in proc(5).
    """
    place = path.resolve()
    found, kind = -1, ""
    for line in mountinfo.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if not dash or len(fields) < 5:
            continue
        mount = Path(_OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[4]))
        if (place == mount or mount in place.parents) and len(mount.parts) >= found:
            found, kind = len(mount.parts), after.split(" ")[0]
    return kind


def _set_pragmas(connection: Any, _record: object) -> None:
    # The driver would open transactions only before some statements; `_begin` opens them all.
    connection.isolation_level = None
    cursor = connection.cursor()
    (mode,) = cursor.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StoreError(f"SQLite refuses write-ahead logging here (journal mode {mode})")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _begin(connection: Connection, patience_s: float) -> None:
    if not connection.get_execution_options().get("revlint_writes"):
        connection.exec_driver_sql("BEGIN")
        return
    # A transaction that reads first and then writes fails if another wrote in between; one that
    # takes the write lock at once waits for it.
    with short_waits(connection.connection.driver_connection, patience_s) as over:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except OperationalError as error:
                if over() or not _is_busy(error.orig):
                    raise


@contextmanager
def short_waits(raw: Any, patience_s: float) -> Iterator[Callable[[], bool]]:
    """Let SQLite's connection wait for others in slices, to be repeated until the result is true.

    It would wait ``patience_s`` in one piece otherwise, in which no signal's handler runs.
    """
    ends = time.monotonic() + patience_s
    raw.execute(f"PRAGMA busy_timeout = {round(1000 * min(SLICE_S, patience_s))}")
    try:
        yield lambda: time.monotonic() >= ends
    finally:
        raw.execute(f"PRAGMA busy_timeout = {round(1000 * patience_s)}")


def _is_busy(error: BaseException | None) -> bool:
    # The kind is in the lower byte, below what else there is to say of it.
    return (
        isinstance(error, sqlite3.OperationalError)
        and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    )
