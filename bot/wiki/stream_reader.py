"""A thread that keeps a stream open, and hands over what it says about one wiki."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from bot.errors import WikiError
from bot.ports import StreamHealth
from bot.times import time_text, utc_time
from bot.wiki.back_off import BackOff
from bot.wiki.printable import printable
from bot.wiki.stream_events import Canary, Event, UnreadableEventError, event_of, head_of
from bot.wiki.stream_position import MARGIN, Position
from bot.wiki.stream_settings import StreamSettings

if TYPE_CHECKING:
    from bot.wiki.stream_connection import Message, StreamConnection

LOG = logging.getLogger(__name__)

# A server that is only busy; another 4xx says that we ask for the wrong thing.
_PASSING_4XX = frozenset({408, 425, 429})
_BAD_POSITION = frozenset({400, 416})

# A connection that stood for so long was a good one, though it brought nothing.
STABLE_S = 30.0

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


class Received(msgspec.Struct, frozen=True):
    """Events in the order in which they came, and the position after them."""

    events: tuple[Event, ...]
    position: Position


class StreamReader:
    """Reads a stream until it is closed, whatever happens to the connection.

    At most ``settings.waiting_events`` wait to be taken; then the server has to wait.
    """

    def __init__(
        self,
        settings: StreamSettings,
        wiki: str,
        position: Position,
        since: str = "",
        *,
        now: Clock = utc_now,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self.settings = settings
        self._wiki = wiki
        self._since = since
        self._now = now
        self._steady = steady
        self._changed = threading.Condition()
        self._waiting: deque[tuple[Event | None, Position]] = deque()
        self._newest = position
        self._health = StreamHealth()
        self._failure: WikiError | None = None
        self._tried = False
        self._closing = threading.Event()
        self._connection: StreamConnection | None = None
        self._canary_due = steady() + settings.canary_s
        self._thread = threading.Thread(target=self._run, name="event-stream", daemon=True)

    def start(self) -> None:
        """Begin; comes back once the first connection stands or has failed."""
        self._thread.start()
        with self._changed:
            self._changed.wait_for(lambda: self._tried, self.settings.silence_s)

    def close(self) -> None:
        """End the connection and the thread."""
        self._closing.set()
        with self._changed:
            connection = self._connection
            self._changed.notify_all()
        if connection is not None:
            connection.shut()
        self._thread.join(1.0)

    @property
    def health(self) -> StreamHealth:
        """How the stream has been so far."""
        silent = bool(self.settings.canary_s) and self._steady() > self._canary_due
        with self._changed:
            return msgspec.structs.replace(
                self._health, connected=self._connection is not None, canary_missing=silent
            )

    def take(self, most: int, wait_s: float, linger_s: float) -> Received | None:
        """What has come: up to ``most`` events; None if nothing came within ``wait_s``.

        After the first event others may follow for ``linger_s``.

        Raises:
            WikiError: the server says that there is no such stream.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._failure, wait_s)
            if self._waiting:
                self._changed.wait_for(lambda: len(self._waiting) >= most, linger_s)
            elif self._failure is not None:
                raise self._failure
            else:
                return None
            taken = [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]
            self._changed.notify_all()
        events = tuple(event for event, _ in taken if event is not None)
        return Received(events, taken[-1][1])

    # In the thread

    def _run(self) -> None:
        back_off = BackOff(self.settings.first_wait_s, self.settings.longest_wait_s)
        try:
            while not self._closing.is_set():
                wait_s = self._connected(back_off)
                with self._changed:
                    self._tried = True
                    self._changed.notify_all()
                if wait_s is None:
                    return
                self._closing.wait(wait_s)
        except Exception as error:
            LOG.exception("reading the event stream broke off")
            self._fail(WikiError(f"the event stream: {type(error).__name__}: {error}"))

    def _connected(self, back_off: BackOff) -> float | None:
        """Seconds to wait after one connection; None if there is no use in another."""
        from bot.wiki.stream_connection import StreamEndedError, StreamRefusedError

        came = False
        opened = math.inf
        try:
            with self._opened() as connection:
                opened = self._steady()
                for message in connection:
                    if not came:
                        came = True
                        back_off.reset()
                    if not self._handed_over(message):
                        return None
        except StreamRefusedError as error:
            return self._after_refusal(error, back_off)
        except StreamEndedError as error:
            if not self._closing.is_set():
                self._count(cuts=1)
                LOG.info("event stream: %s; connecting again", error)
        if self._steady() - opened >= STABLE_S:
            # There was nothing to tell, and nothing wrong.
            back_off.reset()
        return back_off.next_s()

    @contextmanager
    def _opened(self) -> Iterator[StreamConnection]:
        from bot.wiki.stream_connection import StreamConnection

        self._leave_history()
        connection = StreamConnection(
            self.settings.address,
            agent=self.settings.agent,
            silence_s=self.settings.silence_s,
            last_event_id=self._newest.header(),
            since=self._since,
            max_event_bytes=self.settings.max_event_bytes,
        )
        try:
            began = self._now()
            connection.open()
            self._count(connections=1)
            if not self._newest.id and not self._since:
                # A connection from now on may be cut before anything came that has an id.
                self._since = time_text(began - MARGIN)
            with self._changed:
                self._connection, self._tried = connection, True
                self._changed.notify_all()
            if self._closing.is_set():
                connection.shut()
            yield connection
        finally:
            with self._changed:
                self._connection = None
            connection.close()

    def _leave_history(self) -> None:
        """Go on from the present if the server's history does not reach back to the position."""
        position = self._newest
        if not position.older_than(self.settings.history, self._now()):
            return
        LOG.warning("event stream: its history does not reach back to %s", position.at)
        with self._changed:
            gaps = (*self._health.gaps, position.at)
            self._health = msgspec.structs.replace(self._health, gaps=gaps)
        self._newest, self._since = Position(), ""

    def _after_refusal(self, error: Exception, back_off: BackOff) -> float | None:
        status = getattr(error, "status", 0)
        self._count(refusals=1)
        if status in _BAD_POSITION and self._newest.id:
            # It does not know the topics of our position any longer; the time it does.
            LOG.warning("event stream: %s; asking by time instead of by position", error)
            # The time is that after the latest event; others may be of the same moment.
            at = utc_time(self._newest.at)
            self._since = time_text(at - MARGIN) if at else ""
            self._newest = msgspec.structs.replace(self._newest, id=())
            return back_off.next_s()
        passing = status >= 500 or status in _PASSING_4XX
        if not passing and not self._health.connections:
            self._fail(
                WikiError(f"{printable(self.settings.address)} answers {error}; is it right?")
            )
            return None
        wait_s = back_off.next_s(getattr(error, "wait_s", None))
        LOG.warning("event stream: %s; next try in %.0f s", error, wait_s)
        return wait_s

    def _handed_over(self, message: Message) -> bool:
        """Whether to go on after this event."""
        event: Event | None = None
        dated = ""
        if "\0" in message.data:
            self._count(oversized=1)
            LOG.warning("event stream: an event was too large and is left to the wiki's API")
        elif message.data:
            try:
                head = head_of(message.data)
                dated = head.meta.dt
                event = event_of(head, message.data, self._wiki)
            except UnreadableEventError as error:
                self._count(unreadable=1)
                LOG.info("event stream: unreadable event: %s", printable(str(error)))
        if isinstance(event, Canary):
            event = None
            self._canary_due = self._steady() + self.settings.canary_s
            self._count(canaries=1)
        self._newest = self._newest.after(message.event_id, dated, self._now())
        return self._put(event)

    def _put(self, event: Event | None) -> bool:
        with self._changed:
            self._changed.wait_for(
                lambda: len(self._waiting) < self.settings.waiting_events or self._closing.is_set()
            )
            if self._closing.is_set():
                return False
            if event is None and self._waiting:
                # Only the position moved on.
                last, _ = self._waiting.pop()
                self._waiting.append((last, self._newest))
            else:
                self._waiting.append((event, self._newest))
            self._changed.notify_all()
        return True

    def _count(self, **more: int) -> None:
        with self._changed:
            health = self._health
            changes = {name: getattr(health, name) + number for name, number in more.items()}
            self._health = msgspec.structs.replace(health, **changes)

    def _fail(self, error: WikiError) -> None:
        with self._changed:
            self._failure, self._tried = error, True
            self._changed.notify_all()
