"""The events of several streams in the order in which they came, and positions among them."""

from __future__ import annotations

import html
import json
import time
import urllib.parse
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

DATACENTRES = ("eqiad", "codfw")
RECENT_CHANGE = "mediawiki.recentchange"
FIRST_OFFSET = 4_000_000_000

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """An event; offsets count through all topics. `ms` is when it came."""

    offset: int
    ms: int
    topic: str
    data: str


class EventLog:
    """What Kafka keeps for an event stream server. Not safe for threads by itself."""

    def __init__(self) -> None:
        self.events: list[LoggedEvent] = []
        self.next_offset = FIRST_OFFSET

    def add(self, topic: str, data: str, ms: int | None = None) -> None:
        """Append an event."""
        at = int(time.time() * 1000) if ms is None else ms
        self.events.append(LoggedEvent(self.next_offset, at, topic, data))
        self.next_offset += 1

    def drop_before(self, ms: int) -> None:
        """Forget what came earlier, as retention does."""
        self.events = [event for event in self.events if event.ms >= ms]

    def start_by_id(self, topic: str, last_event_id: str) -> int:
        """The first offset to send of a topic. Raises ValueError for an id of another form."""
        places = json.loads(last_event_id)
        if not isinstance(places, list) or not all(isinstance(place, dict) for place in places):
            raise ValueError("not a list of places")
        for place in places:
            if place.get("topic") != topic:
                continue
            if place.get("offset", -1) >= 0:
                return int(place["offset"])
            if "timestamp" in place:
                return self.start_by_time(topic, int(place["timestamp"]))
        return self.next_offset

    def start_by_time(self, topic: str, ms: int) -> int:
        """The offset of the topic's first event at that time or later; else the next to come."""
        found = (event.offset for event in self.events if event.topic == topic and event.ms >= ms)
        return next(found, self.next_offset)

    def since(self, topics: dict[str, int]) -> list[LoggedEvent]:
        """The events from these offsets on, by topic."""
        first = min(topics.values(), default=self.next_offset)
        # The newest stand at the end: a poll must not walk through the whole history.
        index = len(self.events)
        while index and self.events[index - 1].offset >= first:
            index -= 1
        return [
            event
            for event in self.events[index:]
            if event.topic in topics and event.offset >= topics[event.topic]
        ]


def topics_of(streams: Sequence[str]) -> list[str]:
    """The topics behind streams, of both data centres; `recentchange` is short for its stream."""
    names = [RECENT_CHANGE if name == "recentchange" else name for name in streams]
    return [f"{centre}.{name}" for name in names for centre in DATACENTRES]


def stream_event(change: Json, *, stream: str, topic: str, offset: int) -> Json:
    """A change of MediaWiki's feed with what the event stream adds to it."""
    server = change.get("server_url", "")
    title = change.get("title", "").replace(" ", "_")
    address = f"{server}/wiki/" + urllib.parse.quote(title, safe="/:;,@!*()'~")
    moment = datetime.fromtimestamp(change.get("timestamp", time.time()), UTC)
    meta = {
        "uri": address,
        "request_id": str(uuid.uuid4()),
        "id": str(uuid.uuid4()),
        "domain": change.get("server_name", ""),
        "stream": stream,
        "dt": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "topic": topic,
        "partition": 0,
        "offset": offset,
    }
    added = {"meta": meta | change.get("meta", {})}
    if stream == RECENT_CHANGE:
        added |= {
            "title_url": address,
            "parsedcomment": html.escape(change.get("comment", "") or ""),
        }
    schema = f"/{stream.replace('.', '/')}/1.0.0"
    return {"$schema": schema, **added, **{k: v for k, v in change.items() if k != "meta"}}
