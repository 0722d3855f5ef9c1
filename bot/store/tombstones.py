"""What a wiki has hidden: marks that stay when the text is gone, in the database and in a log.

The log lies in the folder of the database and in that of each backup. It is only ever added to,
so that a backup which was out of reach, or whose database is lost, can be purged when it returns.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import StoreError
from bot.ports import HiddenPart, Tombstone
from bot.store.chunks import chunks
from bot.store.tables import TombstoneRow

LOG_NAME = "revlint-tombstones.jsonl"

Parts = frozenset[HiddenPart]
NOTHING: Parts = frozenset()


def recorded(session: Session, tombstones: Iterable[Tombstone]) -> None:
    """Add the tombstones; one that tells nothing new changes nothing."""
    for wiki, group in _by_wiki(tombstones).items():
        rows = _rows(session, wiki, group)
        for rev_id, tombstone in group.items():
            row = rows.get(rev_id)
            if row is None:
                session.add(
                    TombstoneRow(
                        wiki=wiki,
                        rev_id=rev_id,
                        parts=_words(tombstone.parts),
                        noticed_at=tombstone.noticed_at,
                    )
                )
            elif not tombstone.parts <= _parts(row.parts):
                row.parts = _words(tombstone.parts | _parts(row.parts))
                row.purged_at = None
    session.flush()


def known_parts(session: Session, wiki: str, rev_ids: Collection[int]) -> dict[int, Parts]:
    """What is hidden of the revisions, as far as tombstones tell."""
    found: dict[int, Parts] = {}
    for ids in chunks(rev_ids):
        query = select(TombstoneRow.rev_id, TombstoneRow.parts).where(
            TombstoneRow.wiki == wiki, TombstoneRow.rev_id.in_(ids)
        )
        found |= {rev_id: _parts(words) for rev_id, words in session.execute(query)}
    return found


def all_tombstones(
    session: Session, *, wiki: str | None = None, unsettled: bool = False
) -> list[Tombstone]:
    """The tombstones, by wiki and revision; ``unsettled``: whose purge did not come to its end."""
    query = select(TombstoneRow).order_by(TombstoneRow.wiki, TombstoneRow.rev_id)
    if wiki is not None:
        query = query.where(TombstoneRow.wiki == wiki)
    if unsettled:
        query = query.where(TombstoneRow.purged_at.is_(None))
    return [
        Tombstone(
            wiki=row.wiki, rev_id=row.rev_id, parts=_parts(row.parts), noticed_at=row.noticed_at
        )
        for row in session.scalars(query)
    ]


def settled(session: Session, tombstones: Iterable[Tombstone], at: str) -> None:
    """Note that nothing is left of what the tombstones hide, unless they hide more by now."""
    for wiki, group in _by_wiki(tombstones).items():
        for rev_id, row in _rows(session, wiki, group).items():
            if _parts(row.parts) <= group[rev_id].parts:
                row.purged_at = at


def lifted(session: Session, wiki: str, rev_ids: Collection[int]) -> None:
    """Take back that the revisions are deleted: their page is there again."""
    for ids in chunks(rev_ids):
        query = select(TombstoneRow).where(
            TombstoneRow.wiki == wiki,
            TombstoneRow.rev_id.in_(ids),
            TombstoneRow.parts == HiddenPart.PAGE.value,
        )
        for row in session.scalars(query):
            session.delete(row)


def add_to_log(folder: Path, tombstones: Sequence[Tombstone]) -> None:
    """Append to the log in the folder; it is on the disk when this returns.

    Raises:
        StoreError: the log cannot be written.
    """
    encoder = msgspec.json.Encoder()
    data = b"".join(encoder.encode(one) + b"\n" for one in tombstones)
    path = folder / LOG_NAME
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # A line that a crash cut short must not swallow the next one.
            size = os.fstat(descriptor).st_size
            if size and os.pread(descriptor, 1, size - 1) != b"\n":
                data = b"\n" + data
            # A disk that is nearly full takes a part, and says so the next time only.
            while data:
                data = data[os.write(descriptor, data) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise StoreError(f"{path}: the tombstones cannot be kept: {error.strerror}") from error


def logged(folder: Path) -> list[Tombstone]:
    """The tombstones of the log in the folder; none if there is no log.

    A line that cannot be read is passed over: a crash may have cut it short, and the purge that
    it was written for had not begun.

    Raises:
        StoreError: the log is there and cannot be read.
    """
    path = folder / LOG_NAME
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError(f"{path}: the tombstones cannot be read: {error.strerror}") from error
    found = []
    for line in lines:
        with contextlib.suppress(msgspec.DecodeError):
            found.append(msgspec.json.decode(line, type=Tombstone))
    return found


def _by_wiki(tombstones: Iterable[Tombstone]) -> Mapping[str, dict[int, Tombstone]]:
    """The tombstones by wiki and revision, those on the same revision made one."""
    found: dict[str, dict[int, Tombstone]] = {}
    for one in tombstones:
        group = found.setdefault(one.wiki, {})
        earlier = group.get(one.rev_id)
        if earlier is not None:
            one = msgspec.structs.replace(earlier, parts=earlier.parts | one.parts)
        group[one.rev_id] = one
    return found


def _rows(session: Session, wiki: str, rev_ids: Collection[int]) -> dict[int, TombstoneRow]:
    rows: dict[int, TombstoneRow] = {}
    for ids in chunks(rev_ids):
        query = select(TombstoneRow).where(TombstoneRow.wiki == wiki, TombstoneRow.rev_id.in_(ids))
        rows |= {row.rev_id: row for row in session.scalars(query)}
    return rows


def _words(parts: Parts) -> str:
    return " ".join(sorted(part.value for part in parts))


def _parts(words: str) -> Parts:
    return frozenset(HiddenPart(word) for word in words.split())
