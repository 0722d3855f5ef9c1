"""What a run covered: how many revisions ended how, and the time window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.model import LintedText, ReportStatus
from bot.output.arrangement import Heading, heading


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of revisions by outcome and of findings by heading.

    ``first`` and ``last`` bound the revisions' timestamps, as the wiki writes them, empty where no
    revision has one.
    """

    checked: int
    incomplete: int
    skipped: int
    failed: int
    findings: dict[Heading, int]
    first: str
    last: str

    @property
    def revisions(self) -> int:
        """All revisions, whatever became of them."""
        return self.checked + self.incomplete + self.skipped + self.failed


def totals(texts: Iterable[LintedText]) -> Totals:
    """The totals of a run."""
    outcomes: Counter[ReportStatus] = Counter()
    findings: Counter[Heading] = Counter()
    times: list[str] = []
    for linted in texts:
        report = linted.report
        outcomes[report.status] += 1
        findings.update(heading(finding) for finding in report.findings)
        if report.timestamp:
            times.append(report.timestamp)
    return Totals(
        checked=outcomes[ReportStatus.LINTED],
        incomplete=outcomes[ReportStatus.INCOMPLETE],
        skipped=outcomes[ReportStatus.SKIPPED],
        failed=outcomes[ReportStatus.FAILED],
        findings={h: findings[h] for h in Heading},
        first=min(times, default=""),
        last=max(times, default=""),
    )


def readable_time(timestamp: str) -> str:
    """``2025-02-19T20:37:00Z`` as ``19 February 2025, 20:37 UTC``; what is no time, as it is."""
    from datetime import UTC, datetime

    try:
        when = datetime.fromisoformat(timestamp)
    except ValueError:
        return timestamp
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    # Month names come from a list, not the locale: the report is in English everywhere.
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}, {when:%H:%M} UTC"


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
