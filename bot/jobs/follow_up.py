"""What new revisions say of the findings in earlier ones of their pages."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.follow_up import PageWords
from bot.core.model import ReportStatus, Revision, Skipped, Surroundings
from bot.ports import Checked, Earlier, FindingStore, Sighting
from rules.contract import Origin

REVERTING = frozenset({"mw-rollback", "mw-undo", "mw-manual-revert"})
"""The tags of revisions that restore an older text."""

ROLLBACK = "mw-rollback"


class FollowUp:
    """The findings in earlier revisions of the pages of a batch, asked for once.

    A revision that was not read tells something if it is a rollback, which undoes the one before.
    ``before`` is what was checked in this batch already and is not stored yet.
    """

    def __init__(self, items: Sequence[Revision | Skipped], store: FindingStore) -> None:
        pages: dict[str, set[int]] = {}
        for item in items:
            revision = item.revision if isinstance(item, Skipped) else item
            if revision.page_id > 0 and (revision is item or ROLLBACK in revision.tags):
                pages.setdefault(revision.wiki, set()).add(revision.page_id)
        self._stored = {wiki: store.earlier(wiki, page_ids) for wiki, page_ids in pages.items()}

    def sightings(self, revision: Revision, before: Sequence[Checked]) -> tuple[Sighting, ...]:
        """For each finding in an earlier revision, whether its words are still on the page."""
        earlier = self._earlier(revision, before)
        if not earlier:
            return ()
        page = PageWords(revision.new)
        return tuple(
            Sighting(one.rev_id, one.fingerprint, page.have(one.quote, one.surroundings))
            for one in earlier
        )

    def undone(self, revision: Revision, before: Sequence[Checked]) -> tuple[Sighting, ...]:
        """The same of a revision whose text was not read."""
        if ROLLBACK not in revision.tags:
            return ()
        return tuple(
            Sighting(one.rev_id, one.fingerprint, stands=False)
            for one in self._earlier(revision, before)
            if one.rev_id == revision.parent_id
        )

    def _earlier(self, revision: Revision, before: Sequence[Checked]) -> list[Earlier]:
        if revision.page_id <= 0:
            return []
        stored = self._stored.get(revision.wiki, {}).get(revision.page_id, ())
        found = [one for one in stored if one.rev_id < revision.rev_id]
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
