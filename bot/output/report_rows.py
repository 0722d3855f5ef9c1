"""Which findings a public list shows, in which sections, and what it counts."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.model import Report, ReportStatus
from bot.ports import UNWANTED, ReviewedReport
from rules.contract import Finding, Origin, Severity, Status


class Group(enum.Enum):
    """The sections of the list, in order."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Row:
    """A finding and the revision that introduced it; ``namespace`` is the page's."""

    finding: Finding
    report: Report
    namespace: int

    @property
    def group(self) -> Group:
        """Its section: rules on trial have one of their own."""
        if self.finding.status is Status.PREVIEW:
            return Group.PREVIEW
        return _GROUPS[self.finding.severity]


_GROUPS = {
    Severity.ERROR: Group.ERROR,
    Severity.WARNING: Group.WARNING,
    Severity.ADVICE: Group.ADVICE,
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows by section, page, revision and place; the outcomes of all revisions.

    ``unwanted`` counts the findings that reviewers have dismissed or found wrong. ``first`` and
    ``last`` are the times of the first and last edit, empty if there is none.
    """

    rows: tuple[Row, ...]
    outcomes: Counter[ReportStatus]
    unwanted: int
    first: str
    last: str


def rows_of(reports: Iterable[ReviewedReport]) -> Rows:
    """The findings that revisions introduced, as rows, less those that nobody wants to see."""
    rows: list[Row] = []
    outcomes: Counter[ReportStatus] = Counter()
    times: list[str] = []
    unwanted = 0
    for one in reports:
        report = one.checked.report
        outcomes[report.status] += 1
        if report.timestamp:
            times.append(report.timestamp)
        for finding in report.findings:
            if finding.origin is Origin.EXISTING or report.rev_id <= 0:
                continue
            if one.verdicts.get(finding.fingerprint) in UNWANTED:
                unwanted += 1
                continue
            rows.append(Row(finding, report, one.checked.namespace))
    order = list(Group)
    rows.sort(
        key=lambda row: (
            order.index(row.group),
            row.report.title.casefold(),
            row.report.title,
            row.report.rev_id,
            row.finding.start,
            row.finding.code,
        )
    )
    return Rows(tuple(rows), outcomes, unwanted, min(times, default=""), max(times, default=""))
