"""A wiki's new revisions as an event stream tells of them, with their text."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Sequence

import msgspec

from bot.core.model import Revision, Skipped
from bot.core.skip import DELETED
from bot.errors import TryLaterError, WikiError
from bot.ports import SeenFilter, StreamBatch
from bot.times import asked_time, time_text
from bot.wiki.api_types import ApiChange
from bot.wiki.back_off import BackOff
from bot.wiki.recent_changes import RecentChanges
from bot.wiki.revisions import IDS_A_REQUEST, fetched_revisions
from bot.wiki.site import Wiki
from bot.wiki.skip import ChangeFacts, skip_reason
from bot.wiki.stream_events import DeletedPage, HiddenRevisions, NewRevision
from bot.wiki.stream_position import Position, stored_position
from bot.wiki.stream_reader import Clock, Received, StreamReader, utc_now
from bot.wiki.stream_settings import StreamSettings

LOG = logging.getLogger(__name__)

# The longest that a batch lets wait for it.
TICK_S = 0.5
# Others may join the first revision of a batch for so long.
LINGER_S = 0.2
# The database server that answers can be behind the stream.
LATE_TRIES = 3
LATE_AFTER_S = 5.0
# A wiki that asks to wait is waited for; one that only fails, so many times in a row.
FAILURES = 10


class EventStream:
    """The stream of one wiki; ``changes`` makes revisions of what it tells.

    ``pages_first`` asks the wiki for the page and the tags of each revision, which a stream may
    not tell, before it is decided which to read.
    """

    def __init__(
        self,
        wiki: Wiki,
        changes: RecentChanges,
        settings: StreamSettings,
        *,
        pages_first: bool = False,
        tick_s: float = TICK_S,
        linger_s: float = LINGER_S,
        late_after_s: float = LATE_AFTER_S,
        now: Clock = utc_now,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wiki = wiki
        self._changes = changes
        self._settings = settings
        self._pages_first = pages_first
        self._tick_s = tick_s
        self._linger_s = linger_s
        self._late_after_s = late_after_s
        self._now = now
        self._steady = steady

    @property
    def wiki(self) -> str:
        """The wiki's database name."""
        return self._wiki.dbname

    def batches(
        self, after: str | None, seen: SeenFilter, since: str | None = None
    ) -> Generator[StreamBatch, None, None]:
        """What came after the position ``after``, without end; an empty batch now and then.

        A time ``since`` that is still to come is taken as now. A position of an unknown form is
        none: what it stood for is left to the wiki's API.

        Raises:
            InputError: ``since`` is not a time.
            WikiError: there is no such stream, or the wiki cannot be read however often tried.
        """
        position, begin = self._beginning(after, since)
        reader = StreamReader(
            self._settings,
            self.wiki,
            position,
            begin,
            now=self._now,
            steady=self._steady,
        )
        reader.start()
        late = _Late(self._late_after_s, self._steady)
        try:
            while True:
                rows = late.due()
                if rows:
                    yield from self._read(rows, Received((), Position()), reader, late)
                received = reader.take(IDS_A_REQUEST, self._tick_s, self._linger_s)
                if received is None:
                    yield StreamBatch(health=reader.health)
                else:
                    yield from self._of(received, seen, reader, late)
        finally:
            reader.close()

    def _beginning(self, after: str | None, since: str | None) -> tuple[Position, str]:
        if since is not None:
            asked = asked_time(since)
            now = self._now()
            if asked > now:
                LOG.warning("%s is still to come; beginning now", since)
            return Position(), time_text(min(asked, now))
        try:
            return stored_position(after), ""
        except ValueError as error:
            LOG.warning("%s; the stream is read from now on, and the gap filled", error)
            return Position(), ""

    def _of(
        self, received: Received, seen: SeenFilter, reader: StreamReader, late: _Late
    ) -> Generator[StreamBatch, None, None]:
        rows = {
            event.row.revid: event.row
            for event in received.events
            if isinstance(event, NewRevision)
        }
        told = sum(isinstance(event, NewRevision) for event in received.events)
        known = seen(list(rows)) if rows else frozenset[int]()
        new = [row for rev_id, row in rows.items() if rev_id not in known]
        yield from self._read(new, received, reader, late, already_seen=told - len(new))

    def _read(
        self,
        rows: Sequence[ApiChange],
        received: Received,
        reader: StreamReader,
        late: _Late,
        already_seen: int = 0,
    ) -> Generator[StreamBatch, None, None]:
        """One batch of these rows, and empty ones until the wiki has given their text."""
        told = _purges(received)
        if rows and (told.hidden or told.deleted_pages):
            # Purging needs no answer of the wiki. Once more after the texts, which a database
            # server that is behind may still give.
            yield msgspec.structs.replace(told, health=reader.health)
        back_off = BackOff(self._settings.first_wait_s, self._settings.longest_wait_s)
        failures = 0
        while True:
            try:
                items = self._items(rows)
                break
            except WikiError as error:
                failures += not isinstance(error, TryLaterError)
                if failures >= FAILURES:
                    raise
                wait_s = back_off.next_s()
                LOG.warning("%s; next try in %.0f s", error, wait_s)
            until = self._steady() + wait_s
            while (left := until - self._steady()) > 0:
                time.sleep(min(left, self._tick_s))
                yield StreamBatch(health=reader.health)
        late.note(rows, items)
        position = received.position
        yield msgspec.structs.replace(
            told,
            items=tuple(items),
            already_seen=already_seen,
            position=position.text() if position.at or position.id else None,
            until=position.at or None,
            health=reader.health,
        )

    def _items(self, rows: Sequence[ApiChange]) -> list[Revision | Skipped]:
        if self._pages_first and rows:
            rows = self._with_pages(rows)
        return self._changes.items(rows) if rows else []

    def _with_pages(self, rows: Sequence[ApiChange]) -> list[ApiChange]:
        policy = self._changes.policy
        asked = [
            row.revid
            for row in rows
            if skip_reason(ChangeFacts(namespace=row.ns, bot=row.bot), policy) is None
        ]
        found = fetched_revisions(self._wiki, asked, content=False)
        return [
            msgspec.structs.replace(
                row, pageid=found[row.revid].page.pageid, tags=found[row.revid].revision.tags
            )
            if row.revid in found
            else row
            for row in rows
        ]


class _Late:
    """Revisions that the stream told of and the wiki does not have yet."""

    def __init__(self, after_s: float, steady: Callable[[], float]) -> None:
        self._after_s = after_s
        self._steady = steady
        self._waiting: dict[int, tuple[float, ApiChange]] = {}
        self._tries: dict[int, int] = {}

    def note(self, rows: Sequence[ApiChange], items: Sequence[Revision | Skipped]) -> None:
        """Keep those of the rows in mind that are not there; give up the others."""
        for row, item in zip(rows, items, strict=True):
            tries = self._tries.pop(row.revid, 0) + 1
            if isinstance(item, Skipped) and item.reason == DELETED and tries < LATE_TRIES:
                self._tries[row.revid] = tries
                self._waiting[row.revid] = (self._steady() + self._after_s, row)

    def due(self) -> list[ApiChange]:
        """Those to ask for again now, one request's worth."""
        now = self._steady()
        rows = [row for at, row in self._waiting.values() if at <= now][:IDS_A_REQUEST]
        for row in rows:
            del self._waiting[row.revid]
        return rows


def _purges(received: Received) -> StreamBatch:
    """What may not be read any longer, each once."""
    hidden: dict[int, None] = {}
    deleted: dict[int, None] = {}
    for event in received.events:
        if isinstance(event, HiddenRevisions):
            hidden |= dict.fromkeys(event.rev_ids)
        elif isinstance(event, DeletedPage):
            deleted[event.page_id] = None
    return StreamBatch(hidden=tuple(hidden), deleted_pages=tuple(deleted))
