"""The findings' database for a job that learns at once what the wiki hides."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

from bot.jobs.sweep import purge_hidden
from bot.output.report_files import remove_reports
from bot.ports import HiddenPart, Tombstone
from bot.store import Copies, Store
from bot.times import time_text_now


class PurgingStore(Store):
    """A store whose `forget` reaches the backups and the reports in ``report_folder`` as well."""

    report_folder: Path | None = None

    def forget(self, wiki: str, rev_ids: Collection[int], *, at: str = "") -> int:
        """Purge revisions that the wiki has hidden as a whole; the number of those that were there.

        Raises:
            StoreError: traces may be left; a sweep takes up what remains.
        """
        now = at or time_text_now()
        parts = frozenset({HiddenPart.TEXT, HiddenPart.USER, HiddenPart.SUMMARY})
        tombstones = [
            Tombstone(wiki=wiki, rev_id=rev_id, parts=parts, noticed_at=now) for rev_id in rev_ids
        ]
        present = self.seen(wiki, rev_ids)
        remove = partial(remove_reports, self.report_folder) if self.report_folder else _nothing
        with Copies(self) as copies:
            purge_hidden(copies, remove, tombstones)
        return len(present)


def _nothing(_rev_ids: Collection[int]) -> list[str]:
    return []
