"""Drafts as rows: what makes one new, and how one loses its text.

For use within a transaction of the caller's, such as that which keeps the findings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.core.outgoing import (
    ONE_OPEN,
    OPEN,
    DraftKind,
    DraftState,
    Limits,
    NewDraft,
    OutgoingDraft,
    content_hash,
    linked_revisions,
    new_marker,
    tidied,
    unfit,
)
from bot.errors import StoreError
from bot.store.chunks import chunks
from bot.store.tables import DecisionRow, DraftRow

GONE = "the revision it speaks of was hidden"


def add_drafts(
    session: Session, drafts: Iterable[NewDraft], *, at: str, limits: Limits = ONE_OPEN
) -> tuple[OutgoingDraft, ...]:
    """The drafts that were new, now stored, within the caller's transaction.

    A message is new if none of its findings was ever in a draft for this page (but in one that
    was withdrawn before anybody tried to send it), and within the limits. A report page is new if
    its text differs from the one that waits; it takes that one's place.

    Raises:
        StoreError: a draft can never be posted as it is.
    """
    added = []
    for draft in drafts:
        tidy = msgspec.structs.replace(
            draft, heading=tidied(draft.heading), body=tidied(draft.body)
        )
        if problem := unfit(tidy):
            raise StoreError(f"a draft for {tidy.title!r} cannot be kept: {problem}")
        known = (
            _is_known(session, tidy) or _is_too_much(session, tidy, limits, at)
            if tidy.kind is DraftKind.TALK
            else _replaced_report(session, tidy, at)
        )
        if known:
            continue
        row = DraftRow(
            wiki=tidy.wiki,
            kind=tidy.kind.value,
            title=tidy.title,
            page_id=tidy.page_id,
            rev_id=tidy.rev_id,
            editor=tidy.editor,
            fingerprints=list(tidy.fingerprints),
            created_at=at,
            updated_at=at,
            state=(DraftState.DRAFT if tidy.kind is DraftKind.TALK else DraftState.PENDING).value,
            decided_by="",
            decided_at="",
            note="",
            posted_rev_id=0,
            tries=0,
        )
        put_text(row, tidy.heading, tidy.body, new_marker())
        session.add(row)
        session.flush()
        added.append(draft_of(row))
    return tuple(added)


def purge_drafts(session: Session, wiki: str, rev_ids: Collection[int]) -> int:
    """Empty the drafts about revisions that the wiki hides; the number of drafts.

    What waits is withdrawn; the rows stay as a mark, with no text and no name.
    """
    purged = 0
    for chunk in chunks(rev_ids):
        query = select(DraftRow).where(DraftRow.wiki == wiki, DraftRow.rev_id.in_(chunk))
        for row in session.scalars(query):
            row.title = row.heading = row.body = row.editor = ""
            row.note = GONE
            if DraftState(row.state) in OPEN:
                row.state = DraftState.WITHDRAWN.value
            # What a person noted may quote the draft.
            decisions = update(DecisionRow).where(DecisionRow.draft_id == row.id)
            session.execute(decisions.values(note=""))
            purged += 1
    return purged + _purge_reports(session, wiki, rev_ids)


def _purge_reports(session: Session, wiki: str, rev_ids: Collection[int]) -> int:
    """Empty the report pages that link to one of the revisions, posted ones too."""
    wanted = frozenset(rev_ids)
    purged = 0
    query = select(DraftRow).where(
        DraftRow.wiki == wiki, DraftRow.kind == DraftKind.REPORT.value, DraftRow.body != ""
    )
    for row in session.scalars(query):
        if wanted.isdisjoint(linked_revisions(row.body)):
            continue
        row.body, row.note = "", GONE
        if DraftState(row.state) in OPEN:
            row.state = DraftState.WITHDRAWN.value
        purged += 1
    return purged


def _is_known(session: Session, draft: NewDraft) -> bool:
    query = select(DraftRow).where(DraftRow.wiki == draft.wiki, DraftRow.page_id == draft.page_id)
    wanted = set(draft.fingerprints)
    return any(
        wanted & set(row.fingerprints)
        for row in session.scalars(query)
        if row.state != DraftState.WITHDRAWN.value or row.tries
    )


def _is_too_much(session: Session, draft: NewDraft, limits: Limits, at: str) -> bool:
    """Whether the editor or the page has had enough messages, or will have."""
    rows = select(DraftRow).where(
        DraftRow.wiki == draft.wiki,
        DraftRow.kind == DraftKind.TALK.value,
        DraftRow.state.in_([state.value for state in {*OPEN, DraftState.SENT}]),
    )
    about_page = list(session.scalars(rows.where(DraftRow.page_id == draft.page_id)))
    waiting = [row for row in about_page if DraftState(row.state) in OPEN]
    if sum(row.editor == draft.editor for row in waiting) >= limits.most_open:
        return True
    if _reached(about_page, limits.per_page, limits.page_days, at):
        return True
    if not draft.editor:
        return False
    to_editor = list(session.scalars(rows.where(DraftRow.editor == draft.editor)))
    return _reached(to_editor, limits.per_editor, limits.editor_days, at)


def _reached(rows: Collection[DraftRow], most: int | None, days: float, at: str) -> bool:
    if most is None:
        return False
    since = datetime.fromisoformat(at) - timedelta(days=days)
    return most <= sum(
        DraftState(row.state) in OPEN or datetime.fromisoformat(row.updated_at) >= since
        for row in rows
    )


def _replaced_report(session: Session, draft: NewDraft, at: str) -> bool:
    query = select(DraftRow).where(
        DraftRow.wiki == draft.wiki,
        DraftRow.kind == DraftKind.REPORT.value,
        DraftRow.state == DraftState.PENDING.value,
    )
    for row in session.scalars(query):
        if row.title != draft.title:
            continue
        if row.body == draft.body:
            return True
        row.state, row.updated_at = DraftState.WITHDRAWN.value, at
        row.note = "a later text took its place"
    return False


def put_text(row: DraftRow, heading: str, body: str, marker: str) -> None:
    """Give the row this content.

    Raises:
        StoreError: it can never be posted.
    """
    row.heading, row.body, row.marker = heading, body, marker
    text = NewDraft(
        wiki=row.wiki, kind=DraftKind(row.kind), title=row.title, heading=heading, body=body
    )
    if problem := unfit(text):
        raise StoreError(f"the draft cannot be kept so: {problem}")
    row.content_hash = content_hash(text, marker)


def draft_of(row: DraftRow) -> OutgoingDraft:
    """The draft as it was stored."""
    return OutgoingDraft(
        id=row.id,
        wiki=row.wiki,
        kind=DraftKind(row.kind),
        title=row.title,
        heading=row.heading,
        body=row.body,
        page_id=row.page_id,
        rev_id=row.rev_id,
        editor=row.editor,
        fingerprints=tuple(row.fingerprints),
        content_hash=row.content_hash,
        marker=row.marker,
        created_at=row.created_at,
        updated_at=row.updated_at,
        state=DraftState(row.state),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        note=row.note,
        posted_rev_id=row.posted_rev_id,
        tries=row.tries,
    )
