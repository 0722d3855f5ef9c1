"""What a new revision says of the findings in earlier ones of its page."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.follow_up import still_stands
from bot.core.model import ReportStatus, Revision, Surroundings
from bot.ports import Checked, Earlier, FindingStore, Sighting
from rules.contract import Origin

REVERTING = frozenset({"mw-rollback", "mw-undo", "mw-manual-revert"})
"""The tags of revisions that restore an older text."""

ROLLBACK = "mw-rollback"


def sightings(
    revision: Revision, store: FindingStore, before: Sequence[Checked]
) -> tuple[Sighting, ...]:
    """For each finding in an earlier revision of the page, whether its words are still there.

    ``before`` was checked in this pass and is not stored yet.
    """
    return tuple(
        Sighting(
            one.rev_id, one.fingerprint, still_stands(one.quote, one.surroundings, revision.new)
        )
        for one in _earlier(revision, store, before)
    )


def undone(
    revision: Revision, store: FindingStore, before: Sequence[Checked]
) -> tuple[Sighting, ...]:
    """The same of a revision whose text was not read: a rollback undoes the one before it."""
    if ROLLBACK not in revision.tags:
        return ()
    return tuple(
        Sighting(one.rev_id, one.fingerprint, stands=False)
        for one in _earlier(revision, store, before)
        if one.rev_id == revision.parent_id
    )


def _earlier(revision: Revision, store: FindingStore, before: Sequence[Checked]) -> list[Earlier]:
    if revision.page_id <= 0:
        return []
    found = list(store.earlier(revision.wiki, revision.page_id, revision.rev_id))
    for checked in before:
        report = checked.report
        if (
            report.status is ReportStatus.SKIPPED
            or (report.wiki, report.page_id) != (revision.wiki, revision.page_id)
            or report.rev_id >= revision.rev_id
        ):
            continue
        found += [
            Earlier(
                report.rev_id,
                finding.fingerprint,
                finding.quote,
                checked.surroundings.get(finding.fingerprint, Surroundings()),
            )
            for finding in report.findings
            if finding.origin is Origin.ADDED
        ]
    return found
