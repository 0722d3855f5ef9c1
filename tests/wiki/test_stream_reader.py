"""A stream is read whatever its server sends, in bounded memory."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain, repeat
from typing import Any

import pytest

from bot.errors import ConfigurationError
from bot.wiki.back_off import BackOff
from bot.wiki.stream_connection import retry_after_s
from bot.wiki.stream_events import Event, NewRevision
from bot.wiki.stream_position import Position
from bot.wiki.stream_reader import StreamReader
from bot.wiki.stream_settings import StreamSettings
from tests.mediawiki.event_relay import EventRelay

WAIT_S = 20.0


@pytest.fixture
def relay() -> Iterator[EventRelay]:
    """A server of its own: no wiki is needed to send events."""
    with EventRelay() as running:
        yield running


class Reading:
    """A reader of the relay, as a context manager."""

    def __init__(self, relay: EventRelay, steady: Callable[[], float], **changes: Any) -> None:
        fields = {"first_wait_s": 0.01, "longest_wait_s": 0.05, "silence_s": 30.0}
        settings = StreamSettings(contact="a@example.org", url=relay.url, **(fields | changes))
        self.reader = StreamReader(settings, "testwiki", Position(), steady=steady)

    def __enter__(self) -> StreamReader:
        self.reader.start()
        return self.reader

    def __exit__(self, *_: object) -> None:
        self.reader.close()
        self.reader._thread.join(5)
        assert not self.reader._thread.is_alive()


def change(new: int, **fields: Any) -> dict[str, Any]:
    revision = {"old": new - 1, "new": new}
    return {"wiki": "testwiki", "type": "edit", "title": "Pune", "revision": revision, **fields}


def revisions(reader: StreamReader, number: int) -> list[int]:
    """The next so many new revisions."""
    found: list[Event] = []
    while len(found) < number:
        received = reader.take(number - len(found), WAIT_S, 0)
        assert received is not None
        found.extend(received.events)
    return [event.row.revid for event in found if isinstance(event, NewRevision)]


def reading(relay: EventRelay, **changes: Any) -> Reading:
    return Reading(relay, lambda: 0.0, **changes)


def test_events_of_other_wikis_move_the_position_only(relay: EventRelay) -> None:
    with reading(relay) as reader:
        relay.publish(change(1), ms=int(datetime.now(UTC).timestamp() * 1000) - 5000)
        first = reader.take(1, WAIT_S, 0)
        relay.publish(change(2, wiki="enwiki"))
        second = reader.take(1, WAIT_S, 0)
    assert first is not None
    assert second is not None
    assert second.events == ()
    assert second.position.at > first.position.at


@pytest.mark.parametrize(
    "data", ["{", "[]", "\u2028", '{"wiki": "testwiki", "type": 7}', "x" * 5000]
)
def test_unreadable_events_are_counted_and_left_out(relay: EventRelay, data: str) -> None:
    with reading(relay) as reader:
        relay.publish_text(data)
        relay.publish(change(2))
        assert revisions(reader, 1) == [2]
        assert (reader.health.unreadable, reader.health.cuts) == (1, 0)


@pytest.mark.parametrize(
    "lines",
    [
        "retry: 999999999999999999999999\n\n",
        "retry: 86400000\n\n",
        "id: \0\ndata: {}\n\n",
        "id: bad\nevent: error\ndata: {}\n\n",
        ":" + "c" * 70_000 + "\n\n",
        "nonsense\n\n",
        "data\n\n",
        "\r\n\r\n",
        "data: {\ndata: }\n\n",
    ],
)
def test_odd_lines_change_nothing(relay: EventRelay, lines: str) -> None:
    relay.faults.before = lambda _: [lines]
    with reading(relay) as reader:
        for new in (1, 2):
            relay.publish(change(new))
        assert revisions(reader, 2) == [1, 2]
        assert reader.health.cuts == 0


def test_large_events_are_left_out_and_counted(relay: EventRelay) -> None:
    """One line too long, many lines that are too much together, and a comment without end."""
    many = "data: x\n" * 2000
    before = ["data: " + "x" * 200_000 + "\n\n", many + "\n", ":" + "x" * 200_000 + "\n\n"]
    relay.faults.before = lambda event: before[event.offset % 4 : event.offset % 4 + 1]
    with reading(relay, max_event_bytes=4096) as reader:
        for new in range(1, 9):
            relay.publish(change(new))
        assert revisions(reader, 8) == list(range(1, 9))
        assert reader.health.oversized == 4


def test_a_line_without_end_takes_no_memory(relay: EventRelay) -> None:
    part = "x" * 1_000_000
    # In parts, so that the server needs no memory for it either.
    relay.faults.before = lambda _: chain(["data: "], repeat(part, 40), ["\n\n"])
    with reading(relay) as reader:
        tracemalloc.start()
        relay.publish(change(1))
        relay.publish(change(2))
        assert revisions(reader, 2) == [1, 2]
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert reader.health.oversized == 2
    assert peak < 16 << 20


def test_no_more_wait_than_are_allowed(relay: EventRelay) -> None:
    with reading(relay, waiting_events=3) as reader:
        for new in range(1, 40):
            relay.publish(change(new))
        assert revisions(reader, 20) == list(range(1, 21))
        assert len(reader._waiting) <= 3
        assert revisions(reader, 19) == list(range(21, 40))


def test_canaries_are_counted_and_missed(relay: EventRelay) -> None:
    clock = [0.0]
    with Reading(relay, lambda: clock[0], canary_s=7200) as reader:
        clock[0] = 7201.0
        assert reader.health.canary_missing
        relay.publish_canary()
        relay.publish(change(5))
        assert revisions(reader, 1) == [5]
        assert (reader.health.canaries, reader.health.canary_missing) == (1, False)
        clock[0] = 2 * 7201.0
        assert reader.health.canary_missing


def test_a_server_without_canaries_raises_no_alarm(relay: EventRelay) -> None:
    clock = [0.0]
    with Reading(relay, lambda: clock[0], canary_s=0) as reader:
        clock[0] = 1e6
        assert not reader.health.canary_missing


def test_silence_makes_a_new_connection(relay: EventRelay) -> None:
    with reading(relay, silence_s=0.2) as reader:
        revisions_before = reader.health.connections
        assert reader.take(1, 0, 0) is None
        with relay._changed:
            assert relay._changed.wait_for(lambda: len(relay.connections) >= 3, WAIT_S)
        relay.publish(change(5))
        assert revisions(reader, 1) == [5]
        assert reader.health.connections > revisions_before


def test_a_position_that_the_server_does_not_know_is_asked_for_by_time(relay: EventRelay) -> None:
    with reading(relay) as reader:
        relay.publish(change(1))
        assert revisions(reader, 1) == [1]
        relay.faults.refusals.append((400, {}))
        relay.drop_clients()
        relay.publish(change(2))
        # What came a moment before comes again.
        assert revisions(reader, 2) == [1, 2]
    assert relay.connections[-1]["last_event_id"] == ""
    assert relay.connections[-1]["since"]


def test_asked_by_time_the_same_millisecond_is_not_passed_over(relay: EventRelay) -> None:
    """A server's id names the millisecond after an event, which another one may share."""
    ms = int(time.time() * 1000)
    with reading(relay) as reader:
        relay.publish(change(1), ms=ms)
        assert revisions(reader, 1) == [1]
        relay.faults.refusals.append((400, {}))
        relay.drop_clients()
        relay.publish(change(2), ms=ms)
        assert revisions(reader, 2) == [1, 2]


def test_waits_double_and_respect_what_is_asked() -> None:
    back_off = BackOff(1, 10)
    assert [back_off.next_s() for _ in range(6)] == [1, 2, 4, 8, 10, 10]
    back_off.reset()
    assert [back_off.next_s(5), back_off.next_s(0.1), back_off.next_s(86400)] == [5, 2, 10]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5.0),
        ("", None),
        ("-1", None),
        ("abc", None),
        ("٣", None),
        ("1" * 400, 111_111_111.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
    ],
)
def test_what_a_server_may_ask(value: str, seconds: float | None) -> None:
    assert retry_after_s(value) == seconds


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "http://stream.example.org/"},
        {"url": "ftp://127.0.0.1/"},
        {"url": "https:///x"},
        {"streams": ()},
        {"streams": ("a/../b",)},
        {"streams": ("a?since=1",)},
    ],
)
def test_settings_that_make_no_sense_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match="follow"):
        StreamSettings(contact="a@example.org", **fields)
