"""Reports and findings as rows, and back."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.core.model import Report, ReportStatus, RuleFailure, Suppression, Surroundings
from bot.ports import Checked, Fate, FateKind
from bot.store.tables import FindingRow, RevisionRow
from rules.contract import Class, EvidenceQuote, Finding, Origin, Severity, Source, Status


def revision_values(checked: Checked) -> dict[str, Any]:
    """The columns of a revision's row."""
    report = checked.report
    return {
        "wiki": report.wiki,
        "rev_id": report.rev_id,
        "parent_id": report.parent_id,
        "page_id": report.page_id,
        "namespace": checked.namespace,
        "title": report.title,
        "timestamp": report.timestamp,
        "user": report.user,
        "summary": checked.summary,
        "status": report.status.value,
        "reason": report.reason,
        "ruleset": report.ruleset,
        "engine": report.engine,
        "added_chars": report.added_chars,
        "ms": report.ms,
        "counts": dict(report.counts),
        "failures": msgspec.to_builtins(report.failures),
        "unused_suppressions": msgspec.to_builtins(report.unused_suppressions),
    }


def finding_values(
    finding: Finding, position: int, ruleset: str, surroundings: Surroundings | None = None
) -> dict[str, Any]:
    """The columns of a finding's row but for its revision."""
    return {
        "ruleset": ruleset,
        "fingerprint": finding.fingerprint,
        "position": position,
        "code": finding.code,
        "name": finding.name,
        "status": finding.status.value,
        "severity": finding.severity.value,
        "category": finding.category.value,
        "confidence": finding.confidence,
        "origin": finding.origin.value,
        "start_offset": finding.start,
        "end_offset": finding.end,
        "quote": finding.quote,
        "section": finding.section,
        "line_number": finding.line,
        "column_number": finding.column,
        "message": finding.message,
        "suggestions": list(finding.suggestions),
        "source_name": finding.source.name,
        "source_url": finding.source.url,
        "evidence": msgspec.to_builtins(finding.evidence),
        "surroundings": None if surroundings is None else msgspec.to_builtins(surroundings),
    }


def finding_of(row: FindingRow) -> Finding:
    """The finding as it was stored."""
    return Finding(
        code=row.code,
        name=row.name,
        status=Status(row.status),
        severity=Severity(row.severity),
        category=Class(row.category),
        confidence=row.confidence,
        origin=Origin(row.origin),
        start=row.start_offset,
        end=row.end_offset,
        quote=row.quote,
        section=row.section,
        line=row.line_number,
        column=row.column_number,
        message=row.message,
        suggestions=tuple(row.suggestions),
        source=Source(row.source_name, row.source_url),
        evidence=msgspec.convert(row.evidence, tuple[EvidenceQuote, ...]),
        fingerprint=row.fingerprint,
    )


def surroundings_of(row: FindingRow) -> Surroundings:
    """The words around the finding as they were stored; empty if they were not."""
    return msgspec.convert(row.surroundings or {}, Surroundings)


def fate_of(row: FindingRow) -> Fate | None:
    """What became of the finding; None if no later revision was looked at."""
    if row.fate is None or row.fate_rev_id is None:
        return None
    return Fate(FateKind(row.fate), row.fate_rev_id)


def report_of(row: RevisionRow, findings: tuple[Finding, ...]) -> Report:
    """The report as it was stored; its place in an input file is not kept."""
    return Report(
        wiki=row.wiki,
        title=row.title,
        rev_id=row.rev_id,
        parent_id=row.parent_id,
        page_id=row.page_id,
        timestamp=row.timestamp,
        user=row.user,
        status=ReportStatus(row.status),
        reason=row.reason,
        ruleset=row.ruleset,
        engine=row.engine,
        added_chars=row.added_chars,
        ms=row.ms,
        counts=row.counts,
        findings=findings,
        failures=msgspec.convert(row.failures, tuple[RuleFailure, ...]),
        unused_suppressions=msgspec.convert(row.unused_suppressions, tuple[Suppression, ...]),
    )
