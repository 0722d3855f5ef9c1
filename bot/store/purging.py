"""The one place that knows which tables hold text of a wiki, and empties them of what is hidden.

A table with such text has a line in `PURGES`. A test fills every table's text with a secret, and
fails for a table that is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from bot.core.model import ReportStatus
from bot.core.skip import DELETED, HIDDEN, PARENT_DELETED, PARENT_HIDDEN
from bot.ports import Held, HiddenPart, Tombstone
from bot.store.chunks import chunks
from bot.store.draft_rows import purge_drafts
from bot.store.tables import FindingRow, RevisionRow, Table, VerdictRow
from rules.contract import Origin


class Going(msgspec.Struct, frozen=True, kw_only=True):
    """The revisions of one wiki that lose something.

    ``content`` loses all that was said of the text and who made it and why, with the reason;
    ``user`` and ``summary`` lose only those. ``page`` loses its title besides.
    """

    content: Mapping[int, str]
    page: frozenset[int]
    user: frozenset[int]
    summary: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        """All of them."""
        return self.user | self.summary | frozenset(self.content)


Purge = Callable[[Session, str, Going], None]


def purge(session: Session, tombstones: Iterable[Tombstone]) -> dict[str, frozenset[int]]:
    """Empty every table of what the tombstones hide; the revisions that lost it, by wiki.

    A revision whose parent's text is hidden loses its findings as well: they compare the two.
    """
    by_wiki: dict[str, list[Tombstone]] = {}
    for one in tombstones:
        by_wiki.setdefault(one.wiki, []).append(one)
    lost: dict[str, frozenset[int]] = {}
    for wiki, group in by_wiki.items():
        going = _going(session, wiki, group)
        for empty in PURGES:
            empty(session, wiki, going)
        lost[wiki] = going.all
    session.flush()
    return lost


def held(session: Session, wiki: str, *, after: int, limit: int) -> list[Held]:
    """The first revisions by id above ``after`` of which something is kept that may be hidden."""
    query = (
        select(RevisionRow.rev_id, RevisionRow.parent_id)
        .where(RevisionRow.wiki == wiki, RevisionRow.rev_id > after, _keeps_something())
        .order_by(RevisionRow.rev_id)
        .limit(limit)
    )
    return [Held(rev_id, parent_id) for rev_id, parent_id in session.execute(query)]


def held_among(
    session: Session, wiki: str, rev_ids: Collection[int], page_ids: Collection[int]
) -> list[Held]:
    """As `held`, of these revisions, their children, and these pages."""
    found: set[Held] = set()
    for column, values in (
        (RevisionRow.rev_id, rev_ids),
        (RevisionRow.parent_id, rev_ids),
        (RevisionRow.page_id, page_ids),
    ):
        for chunk in chunks(values):
            query = select(RevisionRow.rev_id, RevisionRow.parent_id).where(
                RevisionRow.wiki == wiki, column.in_(chunk), _keeps_something()
            )
            found |= {Held(*row) for row in session.execute(query)}
    return sorted(found, key=lambda one: one.rev_id)


def _keeps_something() -> Any:
    return or_(
        RevisionRow.status != ReportStatus.SKIPPED.value,
        RevisionRow.user != "",
        RevisionRow.summary != "",
    )


def _going(session: Session, wiki: str, tombstones: Collection[Tombstone]) -> Going:
    content: dict[int, str] = {}
    for one in tombstones:
        if HiddenPart.TEXT in one.parts:
            content[one.rev_id] = HIDDEN
        elif HiddenPart.PAGE in one.parts:
            content.setdefault(one.rev_id, DELETED)
    children: dict[int, str] = {}
    for ids in chunks(content):
        query = select(RevisionRow.rev_id, RevisionRow.parent_id).where(
            RevisionRow.wiki == wiki, RevisionRow.parent_id.in_(ids)
        )
        for rev_id, parent_id in session.execute(query):
            is_hidden = content[parent_id] == HIDDEN
            children[rev_id] = PARENT_HIDDEN if is_hidden else PARENT_DELETED
    return Going(
        content=children | content,
        page=frozenset(one.rev_id for one in tombstones if HiddenPart.PAGE in one.parts),
        user=frozenset(one.rev_id for one in tombstones if HiddenPart.USER in one.parts),
        summary=frozenset(one.rev_id for one in tombstones if HiddenPart.SUMMARY in one.parts),
    )


def _verdict_notes_and_findings(session: Session, wiki: str, going: Going) -> None:
    """A reviewer's note on a finding may quote it; the verdict itself stays."""
    query = select(
        FindingRow.id,
        FindingRow.fingerprint,
        FindingRow.origin,
        FindingRow.evidence,
        RevisionRow.rev_id,
        RevisionRow.page_id,
    ).join(RevisionRow, FindingRow.revision_id == RevisionRow.id)
    doomed: list[int] = []
    notes: set[tuple[int, str]] = set()
    for ids in chunks(going.summary | frozenset(going.content)):
        for row in session.execute(
            query.where(RevisionRow.wiki == wiki, RevisionRow.rev_id.in_(ids))
        ):
            if row.rev_id in going.content or _speaks_of_summary(row.origin, row.evidence):
                doomed.append(row.id)
                notes.add((row.page_id, row.fingerprint))
    for page_id in {page for page, _ in notes}:
        for fingerprints in chunks([name for page, name in notes if page == page_id]):
            session.execute(
                update(VerdictRow)
                .where(
                    VerdictRow.wiki == wiki,
                    VerdictRow.page_id == page_id,
                    VerdictRow.fingerprint.in_(fingerprints),
                )
                .values(note="")
            )
    for ids in chunks(doomed):
        session.execute(delete(FindingRow).where(FindingRow.id.in_(ids)))


def _speaks_of_summary(origin: str, evidence: list[dict[str, object]]) -> bool:
    return origin == Origin.SUMMARY.value or any(
        one["in"] == Origin.SUMMARY.value for one in evidence
    )


def _revisions(session: Session, wiki: str, going: Going) -> None:
    for ids in chunks(going.all):
        query = select(RevisionRow).where(RevisionRow.wiki == wiki, RevisionRow.rev_id.in_(ids))
        for row in session.scalars(query):
            reason = going.content.get(row.rev_id)
            if row.rev_id in going.user:
                row.user = ""
            if row.rev_id in going.page:
                row.title = ""
            if row.rev_id in going.summary:
                row.summary = ""
                # A rule that failed over the summary may quote it.
                row.failures = []
            if reason is None or (row.reason == HIDDEN and reason != HIDDEN):
                continue
            if row.status != ReportStatus.SKIPPED.value or not reason.startswith("parent"):
                row.status, row.reason = ReportStatus.SKIPPED.value, reason
            row.user = row.summary = row.ruleset = row.engine = ""
            row.added_chars, row.counts = 0, {}
            row.failures, row.unused_suppressions = [], []


def columns(
    table: type[Table],
    *,
    content: Collection[str] = (),
    user: Collection[str] = (),
    summary: Collection[str] = (),
    **withdrawn: object,
) -> Purge:
    """A purge of a table with columns ``wiki`` and ``rev_id``: the named columns become empty.

    ``content`` names those that say something of the text, ``user`` those with the editor's name,
    ``summary`` those with the summary; all three go with the text. ``withdrawn`` are columns and
    what they become with it (a state, so that nobody sends what is empty).
    """
    named: Any = table

    def empty(session: Session, wiki: str, going: Going) -> None:
        losses: tuple[tuple[Collection[int], dict[str, object]], ...] = (
            (going.user, dict.fromkeys(user, "")),
            (going.summary, dict.fromkeys(summary, "")),
            (going.content, dict.fromkeys((*content, *user, *summary), "") | withdrawn),
        )
        for rev_ids, values in losses:
            for ids in chunks(rev_ids if values else ()):
                session.execute(
                    update(table).where(named.wiki == wiki, named.rev_id.in_(ids)).values(values)
                )

    return empty


def _drafts(session: Session, wiki: str, going: Going) -> None:
    # A message quotes the edit, and names its editor.
    purge_drafts(session, wiki, going.all)


PURGES: tuple[Purge, ...] = (
    _verdict_notes_and_findings,
    _revisions,
    _drafts,
)
