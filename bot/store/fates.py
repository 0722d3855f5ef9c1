"""What later revisions made of findings."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.ports import Checked, Earlier, Fate, FateKind
from bot.store.chunks import chunks
from bot.store.rows import fate_of, surroundings_of
from bot.store.tables import FindingRow, RevisionRow
from rules.contract import Origin

MOST_FOLLOWED = 200
"""Of one page, so many findings are followed, the latest; a page with more is past mending."""


def earlier_findings(
    session: Session, wiki: str, page_ids: Collection[int]
) -> dict[int, list[Earlier]]:
    """The findings in pages' revisions that are of their text, by page id, latest first."""
    place = (
        func.row_number()
        .over(
            partition_by=RevisionRow.page_id,
            order_by=(RevisionRow.rev_id.desc(), FindingRow.position),
        )
        .label("place")
    )
    found: dict[int, list[Earlier]] = {}
    for chunk in chunks(page_ids):
        numbered = (
            select(FindingRow.id, RevisionRow.page_id, RevisionRow.rev_id, place)
            .join(RevisionRow, FindingRow.revision_id == RevisionRow.id)
            .where(
                RevisionRow.wiki == wiki,
                RevisionRow.page_id.in_(chunk),
                FindingRow.ruleset == RevisionRow.ruleset,
                FindingRow.origin == Origin.ADDED.value,
            )
            .subquery()
        )
        query = (
            select(FindingRow, numbered.c.page_id, numbered.c.rev_id)
            .join(numbered, FindingRow.id == numbered.c.id)
            .where(numbered.c.place <= MOST_FOLLOWED)
            .order_by(numbered.c.place)
        )
        for row, page_id, rev_id in session.execute(query):
            found.setdefault(page_id, []).append(
                Earlier(rev_id, row.fingerprint, row.quote, surroundings_of(row))
            )
    return found


def note_sightings(session: Session, checked: Sequence[Checked]) -> None:
    """Write down what revisions say of findings in earlier ones, which are stored already."""
    for one in sorted(checked, key=lambda one: one.report.rev_id):
        seen = {(s.rev_id, s.fingerprint): s.stands for s in one.sightings}
        if not seen:
            continue
        query = (
            select(FindingRow, RevisionRow.rev_id)
            .join(RevisionRow, FindingRow.revision_id == RevisionRow.id)
            .where(
                RevisionRow.wiki == one.report.wiki,
                RevisionRow.rev_id.in_({rev_id for rev_id, _ in seen}),
                FindingRow.ruleset == RevisionRow.ruleset,
            )
        )
        for row, rev_id in session.execute(query):
            stands = seen.get((rev_id, row.fingerprint))
            if stands is not None:
                fate = next_fate(
                    fate_of(row), one.report.rev_id, stands=stands, is_revert=one.is_revert
                )
                row.fate, row.fate_rev_id = fate.kind.value, fate.rev_id
    session.flush()


def next_fate(before: Fate | None, rev_id: int, *, stands: bool, is_revert: bool) -> Fate:
    """The fate of a finding after one more revision, in whatever order they are looked at.

    Words that come back stand again; the oldest revision without them, since they last stood,
    is the one that took them out.
    """
    kind = FateKind.STANDS if stands else FateKind.REVERTED if is_revert else FateKind.FIXED
    now = Fate(kind, rev_id)
    if before is None:
        return now
    if before.kind is FateKind.STANDS or stands:
        # Of two revisions that differ, or both have the words, the newer one tells.
        return max(before, now, key=lambda fate: fate.rev_id)
    return min(before, now, key=lambda fate: fate.rev_id)
