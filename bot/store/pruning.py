"""Removing what is older than a limit."""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.errors import StoreError
from bot.store.chunks import chunks
from bot.store.tables import FindingRow, RevisionRow


def pruned(session: Session, before: str, *, force: bool = False) -> frozenset[tuple[str, int]]:
    """Remove revisions made before then with their findings; wiki and revision id of each.

    Verdicts, cursors and tombstones stay. A revision without a time (one that was not there) is
    left.

    Raises:
        StoreError: no revision would be left, and ``force`` is not set: rather the clock is wrong.
    """
    newest = session.scalar(select(func.max(RevisionRow.timestamp)))
    if newest and newest < before and not force:
        raise StoreError(
            f"the newest revision is of {newest}, so nothing made since {before} would be left; is"
            " the clock right? Nothing was removed (--force removes it all)"
        )
    old = RevisionRow.timestamp < before, RevisionRow.timestamp != ""
    rows = session.execute(select(RevisionRow.id, RevisionRow.wiki, RevisionRow.rev_id).where(*old))
    found = {row.id: (row.wiki, row.rev_id) for row in rows}
    for ids in chunks(found):
        session.execute(delete(FindingRow).where(FindingRow.revision_id.in_(ids)))
        session.execute(delete(RevisionRow).where(RevisionRow.id.in_(ids)))
    return frozenset(found.values())
