"""What following a stream has done so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from bot.core.model import ReportStatus
from bot.jobs.run import RunSummary
from bot.ports import Checked, StreamBatch, StreamHealth


class LostWindow(msgspec.Struct, frozen=True):
    """A time of which nobody can tell any longer what happened; both ends are ISO 8601."""

    since: str
    until: str


class FollowSummary(RunSummary, frozen=True, kw_only=True):
    """What was done with a stream, and with the wiki's list of changes beside it.

    ``from_list`` counts the revisions of ``checked`` and ``skipped`` that the list told of first;
    most of those the stream never brought. ``purged`` counts revisions whose findings were
    removed because the wiki hid something of them. ``reconciled`` is the time up to which the
    list was compared. ``until`` is the time of the latest event. ``lost`` are windows that
    neither the stream nor the list reaches back to.
    """

    from_list: int = 0
    purged: int = 0
    comparisons: int = 0
    reconciled: str | None = None
    lost: tuple[LostWindow, ...] = ()
    stream: StreamHealth = StreamHealth()


def with_batch(
    summary: FollowSummary, batch: StreamBatch, checked: Sequence[Checked], purged: int
) -> FollowSummary:
    """The summary after a batch of the stream."""
    reports = [one.report for one in checked]
    statuses = Counter(report.status for report in reports)
    reasons = Counter(
        report.reason or "" for report in reports if report.status is ReportStatus.SKIPPED
    )
    return msgspec.structs.replace(
        summary,
        linted=summary.linted + statuses[ReportStatus.LINTED],
        incomplete=summary.incomplete + statuses[ReportStatus.INCOMPLETE],
        failed=summary.failed + statuses[ReportStatus.FAILED],
        skipped=_sum(summary.skipped, reasons),
        already_seen=summary.already_seen + batch.already_seen,
        findings=summary.findings + sum(len(report.findings) for report in reports),
        until=batch.until or summary.until,
        purged=summary.purged + purged,
        stream=batch.health,
    )


def with_pass(summary: FollowSummary, made: RunSummary) -> FollowSummary:
    """The summary after a comparison with the list, or a part of one."""
    lost = summary.lost
    if made.since and made.unlisted_before:
        window = LostWindow(made.since, made.unlisted_before)
        # The parts of one comparison tell of the same loss, each from where it began.
        if not any(one.until == window.until for one in lost):
            lost = (*lost, window)
    return msgspec.structs.replace(
        summary,
        linted=summary.linted + made.linted,
        incomplete=summary.incomplete + made.incomplete,
        failed=summary.failed + made.failed,
        skipped=_sum(summary.skipped, made.skipped),
        findings=summary.findings + made.findings,
        since=summary.since or made.since,
        from_list=summary.from_list + made.checked + sum(made.skipped.values()),
        comparisons=summary.comparisons + made.complete,
        reconciled=max(filter(None, (summary.reconciled, made.until)), default=None),
        complete=made.complete,
        unlisted_before=lost[-1].until if lost else None,
        lost=lost,
    )


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted((Counter(one) + Counter(other)).items()))
