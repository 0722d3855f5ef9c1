"""The lint of one revision from end to end: prepare, apply the rules, report."""

from __future__ import annotations

import time

import msgspec

from bot.core.collector import without_collector
from bot.core.lint import Linter
from bot.core.model import Report, ReportStatus, Revision, Surroundings
from bot.core.prepare import prepare
from bot.core.surroundings import surroundings_of
from rules.contract import Finding


class Job(msgspec.Struct, frozen=True):
    """A revision to lint and how.

    ``whole_page`` also reports what was there before; ``summary_only`` reads the edit summary
    alone, because the text is unknown. ``rules_off`` are families and codes that make no sense on
    this text; ``silent`` are wikitext intervals where one code cannot judge, as ``(code, start,
    end)``. ``dismissed`` are fingerprints a reviewer has dismissed on this page.
    """

    revision: Revision
    whole_page: bool = False
    summary_only: bool = False
    rules_off: tuple[str, ...] = ()
    silent: tuple[tuple[str, int, int], ...] = ()
    dismissed: tuple[str, ...] = ()
    line: int = 0
    part: str = ""


class Linted(msgspec.Struct, frozen=True):
    """A report, the added intervals of the new wikitext, and the words around each finding, by
    its fingerprint."""

    report: Report
    added: tuple[tuple[int, int], ...] = ()
    surroundings: dict[str, Surroundings] = {}


def blank_report(job: Job, status: ReportStatus, reason: str | None, ruleset: str = "") -> Report:
    """A report without findings: for what was skipped, failed or could not be finished."""
    revision = job.revision
    return Report(
        wiki=revision.wiki,
        title=revision.title,
        rev_id=revision.rev_id,
        parent_id=revision.parent_id,
        page_id=revision.page_id,
        timestamp=revision.timestamp,
        user=revision.user,
        line=job.line,
        part=job.part,
        status=status,
        reason=reason,
        ruleset=ruleset,
    )


def linted(linter: Linter, job: Job, ruleset: str = "") -> Linted:
    """The report on one job. A rule that raises is a failure in it, and the others go on.

    A revision with a bad field (a timestamp that is none) gives a failed report that says so.
    """
    with without_collector():
        return _linted(linter, job, ruleset)


def _linted(linter: Linter, job: Job, ruleset: str) -> Linted:
    began = time.perf_counter()
    try:
        change = prepare(job.revision)
    except ValueError as error:
        return Linted(blank_report(job, ReportStatus.FAILED, f"bad revision: {error}", ruleset))
    chosen = linter.only_summary() if job.summary_only else linter.without(job.rules_off)
    outcome = chosen.lint(change, whole_page=job.whole_page, dismissed=job.dismissed)
    incomplete = outcome.incomplete
    if incomplete is None and outcome.failures:
        # What a rule did not see may hold its fault: the report must not pass for a clean one.
        incomplete = f"not read to the end by {', '.join(f.code for f in outcome.failures)}"
    report = msgspec.structs.replace(
        blank_report(job, ReportStatus.LINTED, None, ruleset),
        status=ReportStatus.INCOMPLETE if incomplete else ReportStatus.LINTED,
        reason=incomplete,
        added_chars=0 if job.summary_only else change.added.size,
        engine=outcome.engine,
        ms=round((time.perf_counter() - began) * 1000, 3),
        counts={"deleted_chars": change.deleted.size, **outcome.counts},
        findings=tuple(f for f in outcome.findings if not _cannot_judge(job, f)),
        failures=outcome.failures,
        unused_suppressions=outcome.unused_suppressions,
    )
    return Linted(
        report,
        tuple((start, end) for start, end in change.added),
        {one.fingerprint: surroundings_of(change, one) for one in report.findings},
    )


def _cannot_judge(job: Job, finding: Finding) -> bool:
    return any(
        code == finding.code and start < finding.end and finding.start < end
        for code, start, end in job.silent
    )
