"""How far a stream was read, as its server's event ids tell it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated

import msgspec

from bot.times import utc_time

# What a topic that nothing was received from is asked for once more: topics are not in step.
MARGIN = timedelta(minutes=1)
# A time further ahead of the clock than this is a mistake of whoever wrote it.
AHEAD = timedelta(hours=1)
# A stream of Wikimedia has a topic in each of two data centres; a request may join several.
MAX_PLACES = 64
MAX_ID_CHARS = 8192

# Kafka's rule for names; they are sent back in a header.
Topic = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9._-]{1,249}\Z")]


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """The next event of a topic's partition: by time in ms, or by offset (-1: the next to come)."""

    topic: Topic
    partition: int
    timestamp: int | None = None
    offset: int | None = None

    @property
    def known(self) -> bool:
        """Whether it says more than "what comes next"."""
        return self.timestamp is not None or (self.offset is not None and self.offset >= 0)


class Position(msgspec.Struct, frozen=True):
    """How far a stream was read; ``at`` is the time of the latest event, ISO 8601 in UTC.

    As text, a later one sorts after an earlier one.
    """

    at: str = ""
    id: tuple[Place, ...] = ()

    def text(self) -> str:
        """The form that a store keeps."""
        return msgspec.json.encode(self).decode()

    def after(self, event_id: str, dated: str, now: datetime) -> Position:
        """The position after an event; it never moves back.

        ``event_id`` is the server's, ``dated`` the event's own time or empty. Topics that the id
        leaves open, and times that are still to come, change nothing. An id of an unknown form
        leaves the position where it is.
        """
        try:
            news = _places(event_id)
        except (msgspec.MsgspecError, ValueError):
            return self
        latest = int((now + AHEAD).timestamp() * 1000)
        places = {(place.topic, place.partition): place for place in self.id}
        for new in news:
            key = (new.topic, new.partition)
            old = places.get(key)
            if old is None or not old.known:
                # Without a time that can be believed, the next to come will do.
                bad = new.timestamp is not None and new.timestamp > latest
                places[key] = Place(new.topic, new.partition, offset=-1) if bad else new
            elif new.known and (new.timestamp or 0) <= latest:
                places[key] = _later(old, new)
        times = [place.timestamp for place in places.values() if place.timestamp is not None]
        at = _iso(max(times)) if times else _not_after(dated, now)
        return Position(max(self.at, at), tuple(places.values())[:MAX_PLACES])

    def header(self) -> str:
        """What to send as Last-Event-ID; empty if nothing was received yet.

        A topic that nothing was received from is asked for from shortly before the latest event
        of the others: since the connection was cut, it may have become the one that is written to.
        """
        times = [place.timestamp for place in self.id if place.timestamp is not None]
        if not self.id:
            return ""
        start = max(times) - int(MARGIN.total_seconds() * 1000) if times else None
        places = [
            place
            if place.known or start is None
            else Place(place.topic, place.partition, timestamp=start)
            for place in self.id
        ]
        return msgspec.json.encode(places).decode()

    def older_than(self, age: timedelta, now: datetime) -> bool:
        """Whether the latest event is longer ago than that."""
        return bool(self.at) and datetime.fromisoformat(self.at) < now - age


def stored_position(text: str | None) -> Position:
    """The position that was kept as text; one at which nothing was read for None.

    Raises:
        ValueError: the text is not of that form.
    """
    if not text:
        return Position()
    try:
        position = msgspec.json.decode(text, type=Position)
        if position.at and datetime.fromisoformat(position.at).tzinfo is None:
            raise ValueError("its time has no zone")
    except (msgspec.MsgspecError, ValueError) as error:
        raise ValueError(f"not a position in a stream: {error}") from error
    return position


def _places(event_id: str) -> Sequence[Place]:
    if len(event_id) > MAX_ID_CHARS:
        raise ValueError("too long an id")
    return msgspec.json.decode(event_id, type=list[Place])


def _later(old: Place, new: Place) -> Place:
    if old.timestamp is not None and new.timestamp is not None:
        return new if new.timestamp > old.timestamp else old
    if old.offset is not None and new.offset is not None:
        return new if new.offset > old.offset else old
    return new


def _iso(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return ""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{rest:03}Z"


def _not_after(dated: str, now: datetime) -> str:
    moment = utc_time(dated)
    if moment is None:
        return ""
    return _iso(int(min(moment, now).timestamp() * 1000))
