"""What a run covered: how many revisions ended how, and the time window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.model import LintedText, Report, ReportStatus
from bot.output.arrangement import Heading, heading
from bot.times import utc_time


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


class Tally:
    """Totals in the making, a report at a time."""

    def __init__(self) -> None:
        self._outcomes: Counter[ReportStatus] = Counter()
        self._findings: Counter[Heading] = Counter()
        self._first = self._last = ""

    def add(self, report: Report) -> None:
        """Count one report."""
        self._outcomes[report.status] += 1
        self._findings.update(heading(finding) for finding in report.findings)
        if report.timestamp:
            self._first = min(self._first or report.timestamp, report.timestamp)
            self._last = max(self._last, report.timestamp)

    def totals(self) -> Totals:
        """The totals so far."""
        return Totals(
            checked=self._outcomes[ReportStatus.LINTED],
            incomplete=self._outcomes[ReportStatus.INCOMPLETE],
            skipped=self._outcomes[ReportStatus.SKIPPED],
            failed=self._outcomes[ReportStatus.FAILED],
            findings={h: self._findings[h] for h in Heading},
            first=self._first,
            last=self._last,
        )


def totals(texts: Iterable[LintedText]) -> Totals:
    """The totals of a run."""
    return totals_of(linted.report for linted in texts)


def totals_of(reports: Iterable[Report]) -> Totals:
    """The totals of reports."""
    tally = Tally()
    for report in reports:
        tally.add(report)
    return tally.totals()


def closing_line(sums: Totals) -> str:
    """The totals in one line; the times in it are as the wiki gave them, not escaped."""
    noun = "revision" if sums.revisions == 1 else "revisions"
    line = (
        f"{sums.revisions} {noun}: {sums.checked} checked, {sums.incomplete} incomplete, "
        f"{sums.skipped} skipped, {sums.failed} failed. "
    )
    line += "Findings: " + ", ".join(
        f"{sums.findings[heading]} {name}"
        for heading, name in (
            (Heading.INTRODUCED, "introduced"),
            (Heading.SUMMARY, "in edit summaries"),
            (Heading.PREVIEW, "preview"),
            (Heading.EXISTING, "already there"),
        )
    )
    line += "."
    if sums.first:
        line += " " + " – ".join(dict.fromkeys(map(readable_time, (sums.first, sums.last)))) + "."
    return line


def readable_time(timestamp: str) -> str:
    """``2025-02-19T20:37:00Z`` as ``19 February 2025, 20:37 UTC``; what is no time, as it is."""
    when = utc_time(timestamp)
    if when is None:
        return timestamp
    # Month names come from a list, not the locale: the report is in English everywhere.
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}, {when:%H:%M} UTC"


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
