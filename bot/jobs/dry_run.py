"""A store that keeps nothing, for a pass that only shows what it would do."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.ports import Checked, Cursor, Earlier, FindingStore


class DryRun:
    """Answers as the store behind it does, and remembers in ``checked`` what it was to keep.

    Without a store behind it, nothing was seen before.
    """

    def __init__(self, store: FindingStore | None) -> None:
        self._store = store
        self.checked: list[Checked] = []

    def seen(self, wiki: str, rev_ids: Collection[int]) -> frozenset[int]:
        """Those of the revisions that need no second look."""
        return self._store.seen(wiki, rev_ids) if self._store else frozenset()

    def cursor(self, wiki: str, job: str) -> str | None:
        """The position of a job on a wiki; None before its first pass."""
        return self._store.cursor(wiki, job) if self._store else None

    def save(self, checked: Sequence[Checked], cursor: Cursor | None = None) -> int:
        """Keep nothing; the number of reports that were given."""
        self.checked.extend(one for one in checked if one.report.findings)
        return len(checked)

    def dismissed(self, wiki: str, page_ids: Collection[int]) -> Mapping[int, frozenset[str]]:
        """The fingerprints that reviewers do not want to see again, by page id."""
        return self._store.dismissed(wiki, page_ids) if self._store else {}

    def earlier(self, wiki: str, page_id: int, rev_id: int) -> Sequence[Earlier]:
        """The findings in the text of a page's revisions before one."""
        return self._store.earlier(wiki, page_id, rev_id) if self._store else ()
