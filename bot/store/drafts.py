"""Drafts in the database: made, decided on by people, and taken through the outbox.

Every change names the state and the content it starts from, so that of two at once one wins.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.core.outgoing import (
    DUE,
    EDITABLE,
    ONE_OPEN,
    DraftKind,
    DraftState,
    Limits,
    NewDraft,
    OutgoingDraft,
    content_hash,
    new_marker,
    tidied,
)
from bot.errors import DraftChangedError, StoreError
from bot.ports import Posting, PostingOutcome, StoredFinding
from bot.store.draft_rows import add_drafts, draft_of, put_text
from bot.store.reading import stored_findings
from bot.store.store import Store
from bot.store.tables import DecisionRow, DraftRow, LeaseRow

APPROVED = DraftState.APPROVED

_STATE_AFTER = {
    PostingOutcome.SENT: DraftState.SENT,
    PostingOutcome.ALREADY: DraftState.SENT,
    PostingOutcome.REFUSED: DraftState.REFUSED,
    PostingOutcome.WITHDRAWN: DraftState.WITHDRAWN,
    PostingOutcome.UNKNOWN: DraftState.SENDING,
}


class DraftBox:
    """The drafts of a store. Every method is one transaction, and raises StoreError as it does."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # Reading

    def get(self, draft_id: int) -> OutgoingDraft:
        """One draft.

        Raises:
            StoreError: there is none of this id.
        """
        with self._store._session() as session:
            return draft_of(_row(session, draft_id))

    def drafts(
        self, *, wiki: str | None = None, states: Collection[DraftState] = (), limit: int = 1000
    ) -> tuple[OutgoingDraft, ...]:
        """Drafts in these states (none: all), latest first."""
        query = select(DraftRow).order_by(DraftRow.id.desc()).limit(limit)
        if wiki is not None:
            query = query.where(DraftRow.wiki == wiki)
        if states:
            query = query.where(DraftRow.state.in_([state.value for state in states]))
        with self._store._session() as session:
            return tuple(draft_of(row) for row in session.scalars(query))

    # Making and deciding

    def findings(self, draft: OutgoingDraft) -> tuple[StoredFinding, ...]:
        """The findings that a draft speaks of, as far as they are stored."""
        if not draft.rev_id or not draft.fingerprints:
            return ()
        with self._store._session() as session:
            found = stored_findings(session, wiki=draft.wiki, rev_id=draft.rev_id)
        wanted = set(draft.fingerprints)
        return tuple(one for one in found if one.finding.fingerprint in wanted)

    def add(
        self, drafts: Sequence[NewDraft], *, at: str, limits: Limits = ONE_OPEN
    ) -> tuple[OutgoingDraft, ...]:
        """Those of the drafts that are new: see `add_drafts`."""
        with self._store._session(writes=True) as session:
            return add_drafts(session, drafts, at=at, limits=limits)

    def edit(
        self, draft_id: int, seen_hash: str, *, heading: str, body: str, at: str
    ) -> OutgoingDraft:
        """The draft with another heading and text, which wait for an approval of their own.

        Raises:
            StoreError: it has changed since, is under way, or the text can never be posted.
        """
        with self._store._session(writes=True) as session:
            row = _row(session, draft_id)
            _refuse_another(row, seen_hash)
            if DraftState(row.state) not in EDITABLE:
                raise StoreError(f"draft {draft_id} is {row.state} and cannot be changed any more")
            # A marker of its own for each text: an approval can never fit an earlier one.
            put_text(row, tidied(heading), tidied(body), new_marker())
            row.state, row.updated_at = DraftState.DRAFT.value, at
            row.decided_by = row.decided_at = row.note = ""
            row.tries = 0
            return draft_of(row)

    def decide(
        self, draft_id: int, seen_hash: str, *, approve: bool, by: str, at: str, note: str = ""
    ) -> OutgoingDraft:
        """The draft as a named person approved or rejected exactly what they saw.

        Raises:
            StoreError: no name; the draft has changed since, or somebody has decided already.
        """
        if not by.strip():
            raise StoreError("a decision needs the name of the person who takes it")
        decision = APPROVED if approve else DraftState.REJECTED
        try:
            with self._store._session(writes=True) as session:
                row = _row(session, draft_id)
                _refuse_another(row, seen_hash)
                if row.state != DraftState.DRAFT.value:
                    who = f" by {row.decided_by}" if row.decided_by else ""
                    raise StoreError(f"draft {draft_id} is {row.state}{who} already")
                decided = session.execute(
                    update(DraftRow)
                    .where(
                        DraftRow.id == draft_id,
                        DraftRow.state == DraftState.DRAFT.value,
                        DraftRow.content_hash == seen_hash,
                    )
                    .values(
                        state=decision.value,
                        decided_by=by,
                        decided_at=at,
                        note=note,
                        updated_at=at,
                    )
                )
                if _count(decided) != 1:
                    raise StoreError(f"draft {draft_id} was decided on by another at this moment")
                session.add(
                    DecisionRow(
                        draft_id=draft_id,
                        content_hash=seen_hash,
                        decision=decision.value,
                        decided_by=by,
                        decided_at=at,
                        note=note,
                    )
                )
                session.flush()
                session.refresh(row)
                return draft_of(row)
        except StoreError as error:
            if isinstance(error.__cause__, IntegrityError):
                raise StoreError(f"draft {draft_id} was decided on by another") from error
            raise

    # The outbox

    def due(self, wiki: str, limit: int) -> tuple[OutgoingDraft, ...]:
        """What waits to be posted, longest waiting first; what may be out already before that."""
        found: list[OutgoingDraft] = []
        with self._store._session() as session:
            for state in DUE:
                query = (
                    select(DraftRow)
                    .where(DraftRow.wiki == wiki, DraftRow.state == state.value)
                    .order_by(DraftRow.updated_at, DraftRow.id)
                    .limit(limit)
                )
                found += [draft_of(row) for row in session.scalars(query)]
        return tuple(found[:limit])

    def begin(self, draft: OutgoingDraft, *, at: str) -> None:
        """Note that the draft goes out now; committed before the first byte leaves.

        Raises:
            DraftChangedError: it is not what was approved, or another has taken it.
        """
        with self._store._session(writes=True) as session:
            row = _row(session, draft.id)
            _refuse_another(row, draft.content_hash)
            stored = draft_of(row)
            if content_hash(stored, row.marker) != row.content_hash:
                raise DraftChangedError(
                    f"draft {draft.id} is not the text that its approval speaks of"
                )
            if stored.kind is DraftKind.TALK and not _is_approved(session, row):
                raise DraftChangedError(f"draft {draft.id} has no approval of this text")
            taken = session.execute(
                update(DraftRow)
                .where(
                    DraftRow.id == draft.id,
                    DraftRow.state == draft.state.value,
                    DraftRow.tries == draft.tries,
                    DraftRow.state.in_([state.value for state in DUE]),
                )
                .values(state=DraftState.SENDING.value, tries=row.tries + 1, updated_at=at)
            )
            if _count(taken) != 1:
                raise DraftChangedError(f"draft {draft.id} was taken by another pass")

    def finish(self, draft: OutgoingDraft, posting: Posting, *, at: str) -> None:
        """Keep what became of the draft."""
        if posting.outcome is PostingOutcome.LATER:
            state = draft.waiting_state
        else:
            state = _STATE_AFTER[posting.outcome]
        with self._store._session(writes=True) as session:
            row = _row(session, draft.id)
            _refuse_another(row, draft.content_hash)
            row.state, row.updated_at = state.value, at
            row.posted_rev_id = posting.rev_id or row.posted_rev_id
            row.note = posting.reason or row.note

    # Who alone may write

    def take_lease(self, wiki: str, name: str, holder: str, *, now: str, until: str) -> str:
        """Empty if ``holder`` has the lease now, else until when another has it.

        Times are ISO 8601 in UTC, of one form, so that they sort as text.
        """
        with self._store._session(writes=True) as session:
            row = session.get(LeaseRow, (wiki, name), with_for_update=True)
            if row is not None and row.holder != holder and row.expires_at > now:
                return row.expires_at
            session.merge(LeaseRow(wiki=wiki, name=name, holder=holder, expires_at=until))
            return ""

    def free_lease(self, wiki: str, name: str, holder: str) -> None:
        """Let another have it; nothing happens if ``holder`` has it no more."""
        with self._store._session(writes=True) as session:
            session.execute(
                delete(LeaseRow).where(
                    LeaseRow.wiki == wiki, LeaseRow.name == name, LeaseRow.holder == holder
                )
            )


def _is_approved(session: Session, row: DraftRow) -> bool:
    query = select(DecisionRow.id).where(
        DecisionRow.draft_id == row.id,
        DecisionRow.content_hash == row.content_hash,
        DecisionRow.decision == APPROVED.value,
    )
    return bool(row.decided_by) and session.scalar(query) is not None


def _row(session: Session, draft_id: int) -> DraftRow:
    row = session.get(DraftRow, draft_id)
    if row is None:
        raise StoreError(f"there is no draft {draft_id}")
    return row


def _refuse_another(row: DraftRow, seen_hash: str) -> None:
    if row.content_hash != seen_hash:
        raise DraftChangedError(
            f"draft {row.id} has changed since it was shown; look at it again"
            f" (now {row.content_hash[:12]})"
        )


def _count(result: Any) -> int:
    assert isinstance(result, CursorResult)
    return result.rowcount
