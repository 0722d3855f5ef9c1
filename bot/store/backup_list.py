"""Which backups there are of a database: a list in a file beside it.

A backup that is listed loses what the wiki hides together with the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from bot.errors import StoreError
from bot.store.files import appearing_whole


def listed(database: Path) -> list[Path]:
    """The backups, as they were noted.

    Raises:
        StoreError: the list is there and cannot be read.
    """
    path = _list_of(database)
    try:
        lines = path.read_bytes().splitlines()
        return [Path(msgspec.json.decode(line, type=str)) for line in lines]
    except FileNotFoundError:
        return []
    except (OSError, msgspec.DecodeError) as error:
        raise StoreError(f"{path}: the list of backups cannot be read: {error}") from error


def listed_and_there(database: Path) -> tuple[list[Path], list[Path]]:
    """The backups that are there, and those that are out of reach (their folder is not there).

    One that was removed from its folder is taken off the list.
    """
    there, away, gone = [], [], []
    for path in listed(database):
        if path.exists():
            there.append(path)
        elif path.parent.is_dir():
            gone.append(path)
        else:
            away.append(path)
    if gone:
        _write(database, [path for path in listed(database) if path not in gone])
    return there, away


def noted(database: Path, backup: Path) -> None:
    """Add a backup to the list."""
    known = listed(database)
    if backup.absolute() not in known:
        _write(database, [*known, backup.absolute()])


def _write(database: Path, backups: Iterable[Path]) -> None:
    with appearing_whole(_list_of(database)) as temporary:
        temporary.write_bytes(b"".join(msgspec.json.encode(str(path)) + b"\n" for path in backups))


def _list_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.backups")
