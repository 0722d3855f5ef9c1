"""Events become typed values, or nothing, or a refusal."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.wiki.stream_events import (
    Canary,
    DeletedPage,
    Event,
    HiddenRevisions,
    NewRevision,
    UnreadableEventError,
    event_of,
    head_of,
)

CHANGE = {
    "wiki": "testwiki",
    "meta": {"stream": "mediawiki.recentchange", "domain": "test.example"},
    "type": "edit",
    "namespace": 0,
    "title": "Pune",
    "user": "A",
    "comment": "c",
    "bot": False,
    "minor": True,
    "timestamp": 1_700_000_000,
    "length": {"old": 3, "new": 5},
    "revision": {"old": 8, "new": 9},
}


def told(event: Any) -> Event | None:
    data = json.dumps(event)
    return event_of(head_of(data), data, "testwiki")


def of_stream(stream: str, **fields: Any) -> dict[str, Any]:
    return {"meta": {"stream": stream}, **fields}


def test_an_edit() -> None:
    event = told(CHANGE)
    assert isinstance(event, NewRevision)
    row = event.row
    assert (row.revid, row.old_revid, row.title, row.newlen, row.minor) == (9, 8, "Pune", 5, True)
    assert row.timestamp == "2023-11-14T22:13:20Z"


def test_a_new_page_with_nothing_before_it() -> None:
    length = {"old": None, "new": 5}
    event = told(CHANGE | {"type": "new", "revision": {"old": None, "new": 9}, "length": length})
    assert isinstance(event, NewRevision)
    assert event.row.old_revid == 0


@pytest.mark.parametrize(
    "change",
    [
        {"wiki": "enwiki"},
        {"type": "log", "log_type": "move", "log_params": []},
        {"type": "categorize"},
        {"type": "edit", "revision": None},
    ],
)
def test_of_no_interest(change: dict[str, Any]) -> None:
    assert told(CHANGE | change) is None


def test_a_canary_is_not_the_example_it_copies() -> None:
    meta = {"stream": "mediawiki.recentchange", "domain": "canary"}
    assert told(CHANGE | {"meta": meta}) == Canary()


@pytest.mark.parametrize(
    ("parameters", "hidden"),
    [
        ({"type": "revision", "ids": ["5", 6], "ofield": 0, "nfield": 1}, (5, 6)),
        ({"type": "revision", "ids": ["5"], "ofield": 1, "nfield": 0}, None),
        ({"type": "logging", "ids": ["5"], "nfield": 1}, None),
    ],
)
def test_a_log_entry_of_hidden_revisions(parameters: Any, hidden: Any) -> None:
    log = {"type": "log", "log_type": "delete", "log_action": "revision", "log_params": parameters}
    event = told(CHANGE | log)
    assert event == (HiddenRevisions(hidden) if hidden else None)


@pytest.mark.parametrize("part", ["text", "user", "comment"])
def test_a_visibility_change(part: str) -> None:
    stream = "mediawiki.revision-visibility-change"
    shown = {"text": True, "user": True, "comment": True}
    event = of_stream(stream, database="testwiki", rev_id=5, visibility=shown | {part: False})
    assert told(event) == HiddenRevisions((5,))
    assert told(event | {"visibility": shown}) is None
    assert told(event | {"database": "enwiki"}) is None


@pytest.mark.parametrize("stream", ["mediawiki.page-delete", "mediawiki.page-suppress"])
def test_a_deleted_page(stream: str) -> None:
    assert told(of_stream(stream, database="testwiki", page_id=7)) == DeletedPage(7)


def test_a_page_change() -> None:
    change = of_stream(
        "mediawiki.page_change.v1",
        wiki_id="testwiki",
        page_change_kind="edit",
        page={"page_id": 7, "page_title": "New_Delhi", "namespace_id": 0},
        revision={"rev_id": 9, "rev_parent_id": 8, "rev_dt": "2026-01-15T12:00:00Z", "rev_size": 4},
        performer={"user_text": "B", "groups": ["*", "bot"]},
    )
    event = told(change)
    assert isinstance(event, NewRevision)
    assert (event.row.pageid, event.row.title, event.row.bot) == (7, "New Delhi", True)
    assert told(change | {"page_change_kind": "delete"}) == DeletedPage(7)
    assert told(change | {"page_change_kind": "move"}) is None
    hidden = {"rev_id": 9, "is_editor_visible": False}
    kind = "visibility_change"
    assert told(change | {"page_change_kind": kind, "revision": hidden}) == HiddenRevisions((9,))


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{",
        "[]",
        '"\\ud800',
        '{"meta": 1}',
        "[" * 100_000,
        json.dumps(CHANGE | {"revision": {"new": "9"}}),
        json.dumps(CHANGE | {"type": None}),
        json.dumps(of_stream("mediawiki.page-delete", database="testwiki")),
    ],
)
def test_another_form_is_refused(data: str) -> None:
    with pytest.raises(UnreadableEventError):
        event_of(head_of(data), data, "testwiki")


def test_an_impossible_time_is_no_time() -> None:
    event = told(CHANGE | {"timestamp": 10**17})
    assert isinstance(event, NewRevision)
    assert event.row.timestamp == ""
