"""A store that keeps nothing, for a job that only shows what it would do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from bot.core.skip import DELETED
from bot.ports import Checked, Cursor, Earlier, FindingStore


class DryRun:
    """Answers as the store behind it does, and tells ``found`` of each report with findings.

    Without a store behind it, nothing was seen before. What it was given to keep it remembers as
    long as it lives, so that a job that goes on and on does not begin again.
    """

    def __init__(self, store: FindingStore | None, found: Callable[[Checked], object]) -> None:
        self._store = store
        self._found = found
        self._seen: dict[str, set[int]] = {}
        self._cursors: dict[tuple[str, str], str] = {}

    def seen(self, wiki: str, rev_ids: Collection[int]) -> frozenset[int]:
        """Those of the revisions that need no second look."""
        stored = self._store.seen(wiki, rev_ids) if self._store else frozenset()
        return stored | self._seen.get(wiki, set()).intersection(rev_ids)

    def cursor(self, wiki: str, job: str) -> str | None:
        """The position of a job on a wiki; None before its first pass."""
        stored = self._store.cursor(wiki, job) if self._store else None
        return self._cursors.get((wiki, job), stored)

    def save(self, checked: Sequence[Checked], cursor: Cursor | None = None) -> int:
        """Keep nothing; the number of reports that were given."""
        for one in checked:
            # One that was not there may turn up late.
            if one.report.reason != DELETED:
                self._seen.setdefault(one.report.wiki, set()).add(one.report.rev_id)
            if one.report.findings:
                self._found(one)
        if cursor is not None:
            self._cursors[cursor.wiki, cursor.job] = cursor.position
        return len(checked)

    def dismissed(self, wiki: str, page_ids: Collection[int]) -> Mapping[int, frozenset[str]]:
        """The fingerprints that reviewers do not want to see again, by page id."""
        return self._store.dismissed(wiki, page_ids) if self._store else {}

    def earlier(self, wiki: str, page_ids: Collection[int]) -> Mapping[int, Sequence[Earlier]]:
        """The findings in the text of the pages' stored revisions, by page id."""
        return self._store.earlier(wiki, page_ids) if self._store else {}

    def revisions_of(self, wiki: str, page_ids: Collection[int]) -> frozenset[int]:
        """Nothing of these pages is kept."""
        return frozenset()

    def forget(self, wiki: str, rev_ids: Collection[int]) -> int:
        """Nothing is kept that could be purged."""
        return 0
