"""A dump as a source of a job's revisions, which goes on where it was left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.core.model import Revision, Skipped
from bot.errors import InputError
from bot.ports import Batch, SeenFilter
from bot.sources.dump.pages import DumpPages, DumpRevision
from bot.sources.dump.stream import DumpStream

BATCH = 200
DIGITS = 12
"""Positions are page numbers, written so that they sort as text."""

REMEMBERED_TEXTS = 20_000
"""Checksums of one page's earlier revisions that are kept, to know a return to one of them."""

HIDDEN = "hidden"
NAMESPACE = "namespace"
NOT_WIKITEXT = "not wikitext"
PARENT_HIDDEN = "parent hidden"
PARENT_MISSING = "parent not in the dump"
REVERT = "return to an earlier text"
TOO_LARGE = "too large"


class DumpChanges:
    """The revisions of a dump, each with the text it replaced.

    A dump of current revisions has no such text: only new pages can be linted from it, the others
    are skipped, unless ``whole``: then every text is read as if it were new.
    """

    def __init__(
        self,
        stream: DumpStream,
        wiki: str,
        *,
        namespaces: frozenset[int] | None = frozenset({0}),
        most_bytes: int = 2 << 20,
        whole: bool = False,
        batch_size: int = BATCH,
    ) -> None:
        self._stream = stream
        self._wiki = wiki
        self._namespaces = namespaces
        self._most_bytes = most_bytes
        self._whole = whole
        self._batch_size = batch_size

    @property
    def wiki(self) -> str:
        """The wiki's database name."""
        return self._wiki

    def batches(
        self, after: str | None, seen: SeenFilter, limit: int | None = None
    ) -> Iterator[Batch]:
        """The revisions of the pages after the one at position ``after``, at most ``limit``.

        Raises:
            InputError: the dump is damaged or none, or the position is not a page's number.
        """
        done = _page_number(after)
        since = position = _position(done)
        items: list[Revision | Skipped] = []
        left = limit
        pages = DumpPages(self._stream, self._path, wiki=self._wiki, most_bytes=self._most_bytes)
        page = _Page()
        with closing(pages.__iter__()) as revisions:
            for found in revisions:
                if found.page_number <= done:
                    continue
                if found.page_number != page.number:
                    # Whole pages only: in the midst of one, the text before is not at hand.
                    position = _position(found.page_number - 1)
                    limited = left is not None and left <= 0
                    if limited or len(items) >= self._batch_size:
                        yield self._batch(items, since, position, seen)
                        items = []
                    if limited:
                        return
                    page = _Page(found.page_number)
                elif len(items) >= self._batch_size:
                    # A page with a long history is stored in parts; it is read again from its
                    # beginning if this is where the job ends.
                    yield self._batch(items, since, position, seen)
                    items = []
                items.append(page.item(found, self._wiki, self._namespaces, self._whole))
                if left is not None:
                    left -= 1
        position = _position(max(page.number, done))
        yield self._batch(items, since, position, seen, final=True)

    @property
    def _path(self) -> Path:
        return self._stream.path

    def _batch(
        self,
        items: list[Revision | Skipped],
        since: str,
        position: str,
        seen: SeenFilter,
        *,
        final: bool = False,
    ) -> Batch:
        known = seen([_revision(item).rev_id for item in items]) if items else frozenset()
        new = tuple(item for item in items if _revision(item).rev_id not in known)
        return Batch(
            items=new,
            since=since,
            position=position,
            already_seen=len(items) - len(new),
            final=final,
        )


class _Page:
    """What is known of a page so far: its latest text, and the checksums of all of them."""

    def __init__(self, number: int = 0) -> None:
        self.number = number
        self._latest: DumpRevision | None = None
        self._sums: set[str] = set()

    def item(
        self, found: DumpRevision, wiki: str, namespaces: frozenset[int] | None, whole: bool
    ) -> Revision | Skipped:
        """The revision, or why it is skipped."""
        before, self._latest = self._latest, found
        returned = bool(found.sha1) and found.sha1 in self._sums
        if len(self._sums) < REMEMBERED_TEXTS:
            self._sums.add(found.sha1)
        if before is not None and before.rev_id != found.parent_id and found.parent_id:
            before = None
        reason = self._reason(found, before, namespaces, whole)
        if reason is None and returned:
            reason = REVERT
        revision = Revision(
            new=found.text or "" if reason is None else "",
            old=before.text if reason is None and before is not None and not whole else None,
            wiki=wiki,
            rev_id=found.rev_id,
            parent_id=found.parent_id,
            page_id=found.page_id,
            namespace=found.namespace,
            title=found.title,
            user=found.user,
            timestamp=found.timestamp,
            summary=found.comment,
            minor=found.minor,
            content_model=found.model,
        )
        return revision if reason is None else Skipped(revision, reason)

    @staticmethod
    def _reason(
        found: DumpRevision,
        before: DumpRevision | None,
        namespaces: frozenset[int] | None,
        whole: bool,
    ) -> str | None:
        if namespaces is not None and found.namespace not in namespaces:
            return NAMESPACE
        if found.model != "wikitext":
            return NOT_WIKITEXT
        if found.text is None:
            return TOO_LARGE if found.too_large else HIDDEN
        if whole or not found.parent_id:
            return None
        if before is None:
            return PARENT_MISSING
        if before.model != "wikitext":
            return NOT_WIKITEXT
        if before.text is None:
            return TOO_LARGE if before.too_large else PARENT_HIDDEN
        return None


def _revision(item: Revision | Skipped) -> Revision:
    return item.revision if isinstance(item, Skipped) else item


def _position(page: int) -> str:
    return str(page).zfill(DIGITS)


def _page_number(position: str | None) -> int:
    if position is None:
        return 0
    if not position.isdecimal():
        raise InputError(f"{position!r} is not the number of a page of a dump")
    return int(position)
