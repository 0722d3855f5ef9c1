"""A position never moves back, and asks for nothing twice that need not be."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.wiki.stream_position import MAX_PLACES, Place, Position, stored_position

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
MS = int(NOW.timestamp() * 1000)


def event_id(*places: tuple[str, dict[str, int]]) -> str:
    return json.dumps([{"topic": topic, "partition": 0, **place} for topic, place in places])


def after(*ids: str, dated: str = "") -> Position:
    position = Position()
    for one in ids:
        position = position.after(one, dated, NOW)
    return position


def test_nothing_read_asks_for_nothing() -> None:
    assert Position().header() == ""
    assert stored_position(None) == Position()


def test_what_is_stored_is_read_again_and_sorts_by_time() -> None:
    first = after(event_id(("eqiad.x", {"timestamp": MS - 5000})))
    later = first.after(event_id(("eqiad.x", {"timestamp": MS})), "", NOW)
    assert stored_position(later.text()) == later
    assert first.text() < later.text()
    assert later.at == "2026-01-15T12:00:00.000Z"


def test_an_earlier_time_changes_nothing() -> None:
    position = after(
        event_id(("eqiad.x", {"timestamp": MS})), event_id(("eqiad.x", {"timestamp": MS - 9_000}))
    )
    assert position.id == (Place("eqiad.x", 0, timestamp=MS),)


def test_an_open_offset_does_not_replace_a_known_time() -> None:
    position = after(
        event_id(("eqiad.x", {"timestamp": MS}), ("codfw.x", {"offset": -1})),
        event_id(("eqiad.x", {"offset": -1}), ("codfw.x", {"timestamp": MS + 7})),
    )
    assert json.loads(position.header()) == [
        {"topic": "eqiad.x", "partition": 0, "timestamp": MS},
        {"topic": "codfw.x", "partition": 0, "timestamp": MS + 7},
    ]


def test_a_topic_without_events_is_asked_for_from_shortly_before_the_others() -> None:
    position = after(event_id(("eqiad.x", {"timestamp": MS}), ("codfw.x", {"offset": -1})))
    assert json.loads(position.header())[1] == {
        "topic": "codfw.x",
        "partition": 0,
        "timestamp": MS - 60_000,
    }


def test_offsets_are_kept_as_they_are_with_the_events_own_time() -> None:
    position = after(event_id(("x", {"offset": 0})), dated="2026-01-15T11:59:00Z")
    assert json.loads(position.header()) == [{"topic": "x", "partition": 0, "offset": 0}]
    assert position.at == "2026-01-15T11:59:00.000Z"
    later = position.after(event_id(("x", {"offset": 7})), "2031-01-01T00:00:00Z", NOW)
    assert later.id == (Place("x", 0, offset=7),)
    assert later.at == "2026-01-15T12:00:00.000Z"


def test_a_time_to_come_is_not_believed() -> None:
    known = after(event_id(("x", {"timestamp": MS})))
    assert known.after(event_id(("x", {"timestamp": MS + 10**10})), "", NOW) == known
    assert after(event_id(("x", {"timestamp": 10**30}))).header() == (
        '[{"topic":"x","partition":0,"offset":-1}]'
    )


@pytest.mark.parametrize(
    "strange",
    ["", "17", "[1]", "[{}]", "x" * 9000, '[{"topic":1,"partition":0}]', "\ud800", "[" * 5000],
)
def test_an_id_of_another_form_leaves_the_position(strange: str) -> None:
    known = after(event_id(("x", {"timestamp": MS})))
    assert known.after(strange, "", NOW) == known


def test_many_topics_do_not_grow_without_end() -> None:
    ids = [event_id((f"t{i}", {"timestamp": MS})) for i in range(3 * MAX_PLACES)]
    assert len(after(*ids).id) == MAX_PLACES


@pytest.mark.parametrize("topic", ["a\r\nHost: x", "a\n", "\u2028", "é", "", "a" * 250])
def test_no_topic_can_spoil_the_header(topic: str) -> None:
    assert after(event_id((topic, {"timestamp": MS}))) == Position()


def test_its_age() -> None:
    position = after(event_id(("x", {"timestamp": MS})))
    assert position.older_than(timedelta(days=7), NOW + timedelta(days=8))
    assert not position.older_than(timedelta(days=7), NOW + timedelta(days=6))
    assert not Position().older_than(timedelta(days=7), NOW)


@pytest.mark.parametrize("text", ["x", "[]", '{"at": 1}', '{"at": "soon"}', '{"at": "2026-01-01"}'])
def test_a_damaged_position_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a position"):
        stored_position(text)
