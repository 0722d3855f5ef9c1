"""The headings under which findings are shown, and their order there."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from bot.core.model import SEVERITY_ORDER, Report
from rules.contract import Class, Finding, Origin, Status


class Heading(enum.Enum):
    """Where a finding is shown, in the order of the page."""

    INTRODUCED = "Introduced"
    SUMMARY = "In the edit summary"
    PREVIEW = "Preview"
    EXISTING = "Already on the page"


def heading(finding: Finding) -> Heading:
    """The heading of a finding: what the edit did not do is never under what it did."""
    if finding.origin is Origin.EXISTING:
        return Heading.EXISTING
    if finding.status is Status.PREVIEW:
        return Heading.PREVIEW
    return Heading.SUMMARY if finding.origin is Origin.SUMMARY else Heading.INTRODUCED


def arranged(report: Report) -> dict[Heading, tuple[Finding, ...]]:
    """The findings under each heading that has any, the most important first."""
    found: dict[Heading, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(heading(finding), []).append(finding)
    return {h: by_importance(found[h]) for h in Heading if h in found}


def by_importance(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Substantive before cosmetic, graver before lighter, then by place."""
    return tuple(sorted(findings, key=importance))


def importance(finding: Finding) -> tuple[bool, int, int, int, str]:
    """What findings are sorted by."""
    return (
        finding.category is not Class.SUBSTANTIVE,
        -SEVERITY_ORDER[finding.severity],
        finding.start,
        finding.end,
        finding.code,
    )
