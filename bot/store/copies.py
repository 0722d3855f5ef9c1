"""A database and its backups as one: what the wiki hides leaves all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.errors import StoreError
from bot.ports import Cursor, Held, HiddenPart, Tombstone
from bot.store.backup_list import listed_and_there
from bot.store.store import Store
from bot.store.tombstones import NOTHING, add_to_log


class Copies:
    """The open database and those of its listed backups that can be reached.

    ``away`` are the backups whose folder is not there now; ``refused`` says why others cannot be
    purged. Both lose what is hidden when they are restored.
    """

    def __init__(self, store: Store) -> None:
        self.away: list[Path] = []
        self.refused: list[str] = []
        self._main = store
        self._backups: list[Store] = []
        self._folders: list[Path] = []
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        file = self._main.file
        if file is None:
            return self
        there, self.away = listed_and_there(file)
        self._folders = list(dict.fromkeys([file.parent, *(path.parent for path in there)]))
        for path in there:
            try:
                backup = self._stack.enter_context(Store.unchecked(path))
                backup.upgrade()
                self._backups.append(backup)
            except StoreError as error:
                self.refused.append(str(error))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    @property
    def _all(self) -> list[Store]:
        return [self._main, *self._backups]

    def held(self, wiki: str, *, after: int, limit: int) -> Sequence[Held]:
        """The first ``limit`` revisions by id above ``after`` that any of them keeps."""
        found = {one for store in self._all for one in store.held(wiki, after=after, limit=limit)}
        return sorted(found, key=lambda one: (one.rev_id, one.parent_id))[:limit]

    def held_among(
        self, wiki: str, rev_ids: Collection[int], page_ids: Collection[int]
    ) -> Sequence[Held]:
        """As `held`: those that are, or whose parent is, among the revisions, or of the pages."""
        found = {one for store in self._all for one in store.held_among(wiki, rev_ids, page_ids)}
        return sorted(found, key=lambda one: (one.rev_id, one.parent_id))

    def known(self, wiki: str, rev_ids: Collection[int]) -> Mapping[int, frozenset[HiddenPart]]:
        """What is hidden of the revisions, as far as each of them knows it.

        A backup may have been made while a purge was under way.
        """
        found = dict(self._main.known(wiki, rev_ids))
        for backup in self._backups:
            own = backup.known(wiki, rev_ids)
            found = {rev_id: parts & own.get(rev_id, NOTHING) for rev_id, parts in found.items()}
        return found

    def hide(self, tombstones: Sequence[Tombstone]) -> frozenset[int]:
        """Purge what is hidden from all; the ids of the revisions that lost something.

        The logs come first: whatever happens next, they know.
        """
        for folder in self._folders:
            add_to_log(folder, tombstones)
        lost: frozenset[int] = frozenset()
        for store in self._all:
            lost |= store.hide(tombstones)
        return lost

    def unsettled(self, wiki: str) -> Sequence[Tombstone]:
        """Tombstones of a purge that did not come to its end."""
        return self._main.tombstones(wiki=wiki, unsettled=True)

    def settled(self, tombstones: Sequence[Tombstone], at: str) -> None:
        """Note that nothing that these hide is left anywhere."""
        for store in self._all:
            store.settled(tombstones, at)

    def cursor(self, wiki: str, job: str) -> str | None:
        """The position of a job on a wiki; None before its first pass."""
        return self._main.cursor(wiki, job)

    def move_cursor(self, cursor: Cursor) -> None:
        """Keep a job's position."""
        self._main.move_cursor(cursor)

    def prune(self, before: str, *, force: bool = False) -> frozenset[tuple[str, int]]:
        """Remove what is older than that from all, as `Store.prune`; wiki and id of each."""
        removed = self._main.prune(before, force=force)
        for backup in self._backups:
            removed |= backup.prune(before, force=True)
        return removed
