"""Reading reports, findings and verdicts back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.core.model import ReportStatus
from bot.ports import Checked, ReviewVerdict, StoredFinding, StoredReport
from bot.store.chunks import chunks
from bot.store.rows import fate_of, finding_of, report_of, surroundings_of
from bot.store.tables import FindingRow, RevisionRow, VerdictRow


def stored_reports(
    session: Session,
    *,
    wiki: str | None,
    statuses: Collection[ReportStatus],
    since: str | None,
    until: str | None,
    page_id: int | None,
    rev_ids: Collection[int] | None,
    limit: int | None,
) -> tuple[StoredReport, ...]:
    """The reports that pass every filter, newest first, each with its findings in order."""
    query = select(RevisionRow).order_by(RevisionRow.timestamp.desc(), RevisionRow.rev_id.desc())
    if wiki is not None:
        query = query.where(RevisionRow.wiki == wiki)
    if statuses:
        query = query.where(RevisionRow.status.in_([status.value for status in statuses]))
    if since is not None:
        query = query.where(RevisionRow.timestamp >= since)
    if until is not None:
        query = query.where(RevisionRow.timestamp <= until)
    if page_id is not None:
        query = query.where(RevisionRow.page_id == page_id)
    if rev_ids is not None:
        query = query.where(RevisionRow.rev_id.in_(rev_ids))
    rows = session.scalars(query.limit(limit)).all()
    return tuple(report for chunk in chunks(rows) for report in _with_findings(session, chunk))


def stored_findings(
    session: Session,
    *,
    wiki: str | None = None,
    page_id: int | None = None,
    rev_id: int | None = None,
    code: str | None = None,
    fingerprint: str | None = None,
    limit: int | None = None,
    current: bool = True,
) -> tuple[StoredFinding, ...]:
    """The findings that pass every filter, latest stored first.

    ``current`` leaves out those of a set of rules that was replaced by another since.
    """
    query = (
        select(FindingRow, RevisionRow)
        .join(RevisionRow, FindingRow.revision_id == RevisionRow.id)
        .order_by(FindingRow.id.desc())
    )
    if current:
        query = query.where(FindingRow.ruleset == RevisionRow.ruleset)
    if wiki is not None:
        query = query.where(RevisionRow.wiki == wiki)
    if page_id is not None:
        query = query.where(RevisionRow.page_id == page_id)
    if rev_id is not None:
        query = query.where(RevisionRow.rev_id == rev_id)
    if code is not None:
        query = query.where(FindingRow.code == code)
    if fingerprint is not None:
        query = query.where(FindingRow.fingerprint == fingerprint)
    pairs = [(row[0], row[1]) for row in session.execute(query.limit(limit))]
    verdicts = _verdicts_on(session, [revision for _, revision in pairs])
    return tuple(
        StoredFinding(
            finding=finding_of(finding),
            wiki=revision.wiki,
            page_id=revision.page_id,
            rev_id=revision.rev_id,
            title=revision.title,
            ruleset=finding.ruleset,
            verdict=verdicts[revision.wiki, revision.page_id].get(finding.fingerprint),
        )
        for finding, revision in pairs
    )


def verdicts_by_page(
    session: Session, wiki: str, page_ids: Collection[int]
) -> dict[int, dict[str, ReviewVerdict]]:
    """The latest verdict on each fingerprint, by page id; pages without any are left out."""
    found: dict[int, dict[str, ReviewVerdict]] = defaultdict(dict)
    for chunk in chunks(page_ids):
        query = (
            select(VerdictRow.page_id, VerdictRow.fingerprint, VerdictRow.verdict)
            .where(VerdictRow.wiki == wiki, VerdictRow.page_id.in_(chunk))
            .order_by(VerdictRow.id)
        )
        for page_id, fingerprint, verdict in session.execute(query):
            found[page_id][fingerprint] = ReviewVerdict(verdict)
    return dict(found)


def _with_findings(session: Session, rows: Sequence[RevisionRow]) -> list[StoredReport]:
    by_id = {row.id: row for row in rows}
    findings: dict[int, list[FindingRow]] = defaultdict(list)
    query = (
        select(FindingRow)
        .where(FindingRow.revision_id.in_(by_id))
        .order_by(FindingRow.revision_id, FindingRow.position)
    )
    for finding in session.scalars(query):
        if finding.ruleset == by_id[finding.revision_id].ruleset:
            findings[finding.revision_id].append(finding)
    verdicts = _verdicts_on(session, rows)
    reports = []
    for row in rows:
        own = findings[row.id]
        on_page = verdicts[row.wiki, row.page_id]
        reports.append(
            StoredReport(
                checked=Checked(
                    report=report_of(row, tuple(map(finding_of, own))),
                    namespace=row.namespace,
                    summary=row.summary,
                    surroundings={
                        one.fingerprint: surroundings_of(one) for one in own if one.surroundings
                    },
                ),
                verdicts={
                    one.fingerprint: on_page[one.fingerprint]
                    for one in own
                    if one.fingerprint in on_page
                },
                fates={one.fingerprint: fate for one in own if (fate := fate_of(one)) is not None},
            )
        )
    return reports


def _verdicts_on(
    session: Session, rows: Sequence[RevisionRow]
) -> defaultdict[tuple[str, int], dict[str, ReviewVerdict]]:
    found: defaultdict[tuple[str, int], dict[str, ReviewVerdict]] = defaultdict(dict)
    for wiki in {row.wiki for row in rows}:
        pages = {row.page_id for row in rows if row.wiki == wiki}
        for page_id, verdicts in verdicts_by_page(session, wiki, pages).items():
            found[wiki, page_id] = verdicts
    return found
