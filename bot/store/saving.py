"""Putting reports into the database so that doing it again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.core.model import Report, ReportStatus
from bot.core.skip import DELETED
from bot.errors import StoreError
from bot.ports import Checked
from bot.store.chunks import chunks
from bot.store.rows import finding_values, revision_values
from bot.store.tables import FindingRow, RevisionRow
from bot.store.veil import veiled

_UNFINISHED = frozenset({ReportStatus.INCOMPLETE.value, ReportStatus.FAILED.value})


def save_reports(session: Session, checked: Sequence[Checked]) -> int:
    """Add what is not there yet, replace what may be; the number of reports added or replaced.

    What tombstones hide of a revision is left out.

    Raises:
        StoreError: a report names no wiki or revision, or uses a fingerprint twice.
    """
    for one in checked:
        _refuse_unstorable(one.report)
    checked = veiled(session, checked)
    rows = _present_rows(session, checked)
    taken: list[tuple[RevisionRow, Checked]] = []
    for one in checked:
        key = (one.report.wiki, one.report.rev_id)
        row = rows.get(key)
        if row is None:
            row = rows[key] = RevisionRow(**revision_values(one))
            session.add(row)
        elif _may_replace(row, one.report):
            for name, value in revision_values(one).items():
                setattr(row, name, value)
        else:
            continue
        taken.append((row, one))
    session.flush()
    for row, one in taken:
        report = one.report
        session.execute(
            delete(FindingRow).where(
                FindingRow.revision_id == row.id, FindingRow.ruleset == report.ruleset
            )
        )
        session.add_all(
            FindingRow(
                revision_id=row.id,
                **finding_values(
                    finding, position, report.ruleset, one.surroundings.get(finding.fingerprint)
                ),
            )
            for position, finding in enumerate(report.findings)
        )
        session.flush()
    return len(taken)


def _present_rows(
    session: Session, checked: Sequence[Checked]
) -> dict[tuple[str, int], RevisionRow]:
    rows: dict[tuple[str, int], RevisionRow] = {}
    for wiki in {one.report.wiki for one in checked}:
        for ids in chunks([one.report.rev_id for one in checked if one.report.wiki == wiki]):
            query = select(RevisionRow).where(RevisionRow.wiki == wiki, RevisionRow.rev_id.in_(ids))
            rows |= {(wiki, row.rev_id): row for row in session.scalars(query)}
    return rows


def _may_replace(row: RevisionRow, report: Report) -> bool:
    if row.status == ReportStatus.SKIPPED.value:
        return row.reason == DELETED
    if report.status is ReportStatus.SKIPPED:
        return False
    finished = report.status is ReportStatus.LINTED
    return row.ruleset != report.ruleset or (row.status in _UNFINISHED and finished)


def _refuse_unstorable(report: Report) -> None:
    if not report.wiki or report.rev_id < 1:
        raise StoreError(
            "a report without a wiki and a revision id cannot be stored"
            f" (wiki {report.wiki!r}, revision {report.rev_id})"
        )
    fingerprints = [finding.fingerprint for finding in report.findings]
    if len(set(fingerprints)) != len(fingerprints):
        raise StoreError(
            f"{report.wiki} {report.rev_id}: two findings have the same fingerprint; report this"
            " as a fault in revlint"
        )
