"""One scheduled pass over a wiki's new revisions."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

import msgspec

from bot.core.model import Report, ReportStatus, Revision, Skipped
from bot.jobs.follow_up import REVERTING, FollowUp
from bot.jobs.linting import Lint, Stop
from bot.ports import Batch, ChangeSource, Checked, Cursor, FindingStore, Sighting

LOG = logging.getLogger(__name__)

JOB = "run"


class RunSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What a pass did.

    ``linted``, ``incomplete`` and ``failed`` count revisions by the outcome of their check, and
    ``skipped`` those without one by the reason. ``since`` and ``until`` bound the window that was
    covered, in the source's positions; it ends early if the pass was stopped (``complete`` is
    false then). ``unlisted_before`` is set if the source no longer knows what happened between
    ``since`` and that time: a lost window. ``seconds`` is how long it took so far.
    """

    wiki: str
    linted: int = 0
    incomplete: int = 0
    failed: int = 0
    skipped: dict[str, int] = {}
    already_seen: int = 0
    findings: int = 0
    since: str | None = None
    until: str | None = None
    complete: bool = False
    unlisted_before: str | None = None
    seconds: float = 0.0

    @property
    def checked(self) -> int:
        """Revisions that were handed to the lint."""
        return self.linted + self.incomplete + self.failed


Progress = Callable[[RunSummary], None]


def run(
    source: ChangeSource,
    lint: Lint,
    store: FindingStore,
    *,
    since: str | None = None,
    limit: int | None = None,
    job: str = JOB,
    lock: AbstractContextManager[object] | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> RunSummary:
    """What one pass did: the changes since the job's cursor (or ``since``) linted and stored.

    Reports and the cursor are stored batch by batch, each in one transaction; whatever ends the
    pass early, the next one goes on after the last whole batch and repeats nothing that was
    stored. ``limit`` bounds the revisions looked at, skipped ones included. ``progress`` is
    called after each batch. ``stop`` is asked again and again; what has been linted by then is
    kept. ``lock`` keeps others from the same job meanwhile.

    Raises:
        TryLaterError: another process holds the lock, or the wiki asks to wait.
        WikiError: the wiki cannot be read.
        StoreError: the database refused.
    """
    began = time.monotonic()
    with lock or nullcontext():
        reached = store.cursor(source.wiki, job)
        summary = RunSummary(wiki=source.wiki)
        batches = source.batches(
            since or reached, lambda rev_ids: store.seen(source.wiki, rev_ids), limit
        )
        for batch in batches:
            checked, stopped = checked_items(batch.items, lint, stop, store)
            # A pass over earlier changes must not lead the next one back to them.
            if not stopped:
                reached = max(reached or "", batch.position)
            cursor = Cursor(source.wiki, job, reached) if reached else None
            store.save(checked, cursor)
            summary = _with(summary, batch, checked, stopped, time.monotonic() - began)
            if progress is not None:
                progress(summary)
            if stopped or (stop is not None and not batch.final and stop()):
                return summary
        return summary


def checked_items(
    items: Sequence[Revision | Skipped], lint: Lint, stop: Stop | None, store: FindingStore
) -> tuple[list[Checked], bool]:
    """A report on each item, up to where a stop was asked for, and whether it was.

    ``store`` is asked for findings in earlier revisions of the same pages.
    """
    done: list[Checked] = []
    follow_up = FollowUp(items, store)
    results = lint([item for item in items if isinstance(item, Revision)], stop)
    for item in items:
        if isinstance(item, Skipped):
            done.append(_skipped(item, follow_up.undone(item.revision, done)))
            continue
        linted = next(results, None)
        if linted is None:
            return done, True
        report = linted.report
        done.append(
            Checked(
                report=report,
                namespace=item.namespace,
                summary=item.summary,
                surroundings=linted.surroundings,
                sightings=follow_up.sightings(item, done),
                is_revert=not REVERTING.isdisjoint(item.tags),
            )
        )
        LOG.info(
            "%s %d added=%d findings=%d failures=%d ms=%.0f",
            report.wiki,
            report.rev_id,
            report.added_chars,
            len(report.findings),
            len(report.failures),
            report.ms,
        )
    return done, False


def _skipped(item: Skipped, undone: tuple[Sighting, ...]) -> Checked:
    revision = item.revision
    report = Report(
        wiki=revision.wiki,
        title=revision.title,
        rev_id=revision.rev_id,
        parent_id=revision.parent_id,
        page_id=revision.page_id,
        timestamp=revision.timestamp,
        status=ReportStatus.SKIPPED,
        reason=item.reason,
    )
    # Who made it and why is of no use to anybody, and might have to be purged later.
    return Checked(
        report=report,
        namespace=revision.namespace,
        sightings=undone,
        is_revert=bool(undone),
    )


def _with(
    summary: RunSummary, batch: Batch, checked: list[Checked], stopped: bool, seconds: float
) -> RunSummary:
    reports = [one.report for one in checked]
    statuses = Counter(report.status for report in reports)
    skipped = Counter(summary.skipped)
    skipped.update(
        report.reason or "" for report in reports if report.status is ReportStatus.SKIPPED
    )
    return msgspec.structs.replace(
        summary,
        linted=summary.linted + statuses[ReportStatus.LINTED],
        incomplete=summary.incomplete + statuses[ReportStatus.INCOMPLETE],
        failed=summary.failed + statuses[ReportStatus.FAILED],
        skipped=dict(sorted(skipped.items())),
        already_seen=summary.already_seen + batch.already_seen,
        findings=summary.findings + sum(len(report.findings) for report in reports),
        since=batch.since,
        until=summary.until if stopped else batch.position,
        complete=batch.final and not stopped,
        unlisted_before=batch.unlisted_before,
        seconds=round(seconds, 3),
    )
