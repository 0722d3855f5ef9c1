"""Whatever the stream does, each revision is linted once; the cases are in a file of the data."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.jobs.follow import JOB
from bot.jobs.follow_summary import LostWindow
from bot.jobs.reconcile import JOB as LIST_JOB
from bot.ports import Cursor
from bot.store import Store
from tests.jobs.finder import teh_report
from tests.jobs.following import Follower
from tests.mediawiki.event_relay import EventRelay
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.history import PageHistory, PastRevision, import_history
from tests.mediawiki.server import MediaWiki

pytestmark = pytest.mark.mediawiki

FILE = Path(__file__).parents[1] / "data" / "stream_faults.jsonl"
CASES = {case["id"]: case for case in map(json.loads, FILE.read_text().splitlines())}
PLAYED: set[str] = set()


def case(name: str) -> pytest.MarkDecorator:
    """The test plays this case."""
    PLAYED.add(name)
    return pytest.mark.parametrize("fault", [pytest.param(CASES[name]["fault"], id=name)])


def edits(actor: Actor, number: int, begin: int = 0) -> list[int]:
    """The ids of new pages' revisions, with a finding each."""
    editor = actor()
    return [editor.edit(f"Page {begin + i}", "teh")["newrevid"] for i in range(number)]


def found(store: Store) -> list[int]:
    """The revisions of all findings, in order, as often as there are findings."""
    return sorted(stored.rev_id for stored in store.findings())


@case("stream_fault-001")
def test_cuts_lose_and_double_nothing(
    fault: str, follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    ids: list[int] = []
    relay.faults.cut_after = 2

    def act() -> None:
        ids.extend(edits(actor, 4))
        assert relay.drop_clients() <= 1
        ids.extend(edits(actor, 3, 4))

    summary = follower(lambda told: told.linted == 7, act=act)
    assert found(store) == ids
    assert (summary.linted, summary.from_list) == (7, 0)
    assert summary.stream.connections >= 3
    # The first connection began at the present, every other where the last one had ended.
    assert [bool(one["last_event_id"]) for one in relay.connections] == [
        False,
        *[True] * (len(relay.connections) - 1),
    ]


@case("stream_fault-002")
def test_events_that_come_again_double_nothing(
    fault: str, follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    def act() -> None:
        relay.held = []
        edits(actor, 2)
        changes = relay.wait_for(2)
        relay.held = None
        now = int(time.time() * 1000)
        for _ in range(50):
            for change in changes:
                relay.publish(change, ms=now)

    summary = follower(lambda told: told.linted + told.already_seen == 100, act=act)
    assert (summary.linted, summary.already_seen) == (2, 98)
    assert len(store.findings()) == 2


@case("stream_fault-005")
def test_a_later_revision_first_skips_nothing(
    fault: str, follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    ids: list[int] = []
    changes: list[Any] = []

    def act() -> None:
        relay.held = []
        ids.extend(edits(actor, 2))
        changes.extend(relay.wait_for(2))
        relay.held = None
        relay.publish(changes[1])

    def between(told: Any) -> bool:
        if told.linted == 1 and len(changes) == 2:
            relay.publish(changes.pop(0))
        return bool(told.linted == 2)

    follower(between, act=act)
    assert found(store) == ids


@case("stream_fault-006")
def test_an_event_dated_long_ago_is_not_dropped_and_moves_nothing_back(
    fault: str, follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    ids: list[int] = []
    long_ago = datetime.now(UTC) - timedelta(days=21)

    def act() -> None:
        relay.held = []
        ids.extend(edits(actor, 2))
        first, second = relay.wait_for(2)
        relay.held = None
        relay.publish(first)
        stamp = {"dt": f"{long_ago:%Y-%m-%dT%H:%M:%SZ}"}
        relay.publish(
            second | {"meta": stamp, "timestamp": int(long_ago.timestamp())},
            ms=int(long_ago.timestamp() * 1000),
        )

    begun = datetime.now(UTC) - timedelta(seconds=1)
    follower(lambda told: told.linted == 2, act=act)
    assert found(store) == ids
    position = store.cursor("testwiki", JOB)
    assert position is not None
    assert datetime.fromisoformat(json.loads(position)["at"]) > begun


@case("stream_fault-008")
@pytest.mark.parametrize("status", [429, 503])
def test_refusals_are_followed_by_longer_and_longer_waits(
    fault: str, status: int, follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    ids: list[int] = []

    def act() -> None:
        relay.faults.refusals.extend([(status, {})] * 3 + [(status, {"Retry-After": "1"})])
        relay.drop_clients()
        ids.extend(edits(actor, 1))

    summary = follower(
        lambda told: told.linted == 1,
        act=act,
        stream={"first_wait_s": 0.05, "longest_wait_s": 2},
    )
    assert found(store) == ids
    assert summary.stream.refusals == 4
    times = [one["at"] for one in relay.connections]
    waits = [later - earlier for earlier, later in pairwise(times[1:])]
    # At least so long: the machine may add to it.
    assert all(wait >= least for wait, least in zip(waits, (0.1, 0.2, 0.4, 1.0), strict=True))


@case("stream_fault-009")
def test_a_gap_longer_than_the_streams_history_is_filled_from_the_list(
    fault: str,
    follower: Follower,
    store: Store,
    actor: Actor,
    relay: EventRelay,
    fresh_wiki: MediaWiki,
) -> None:
    ended = datetime.now(UTC) - timedelta(days=8)
    past = [PastRevision("teh" * n, ended + timedelta(days=n)) for n in range(1, 5)]
    missed = import_history(fresh_wiki, PageHistory("Past", past))["Past"]
    position = _position(ended)
    store.save([], Cursor("testwiki", JOB, position))
    store.save([], Cursor("testwiki", LIST_JOB, f"{ended:%Y-%m-%dT%H:%M:%SZ}"))
    ids: list[int] = []
    summary = follower(lambda told: told.linted == 6, act=lambda: ids.extend(edits(actor, 1)))
    # One page is the installation's own.
    assert summary.from_list == 5
    assert store.seen("testwiki", missed) == set(missed)
    assert summary.stream.gaps == (json.loads(position)["at"],)
    assert summary.complete
    # To ask for what is not kept would bring all that is, of every wiki.
    assert relay.connections[0]["last_event_id"] == ""


@case("stream_fault-010")
def test_a_window_that_nobody_lists_is_reported_as_lost(
    fault: str,
    follower: Follower,
    store: Store,
    fresh_wiki: MediaWiki,
) -> None:
    now = datetime.now(UTC)
    ended = now - timedelta(days=31)
    past = [
        PastRevision("teh", now - timedelta(days=30, hours=12)),
        PastRevision("teh teh", now - timedelta(days=28)),
        PastRevision("teh teh teh", now - timedelta(days=10)),
    ]
    _, *listed = import_history(fresh_wiki, PageHistory("Past", past))["Past"]
    oldest = _forget_changes_before(fresh_wiki, now - timedelta(days=30))
    store.save([], Cursor("testwiki", JOB, _position(ended)))
    store.save([], Cursor("testwiki", LIST_JOB, f"{ended:%Y-%m-%dT%H:%M:%SZ}"))
    summary = follower(lambda told: told.comparisons == 1)
    assert store.seen("testwiki", listed) == set(listed)
    began = ended - timedelta(minutes=10)
    assert summary.lost == (LostWindow(f"{began:%Y-%m-%dT%H:%M:%SZ}", oldest),)
    assert summary.unlisted_before == oldest


@case("stream_fault-011")
def test_what_the_stream_loses_the_list_brings(
    fault: str, follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    ids: list[int] = []
    clock = [0.0]
    relay.faults.lose = lambda change: change["title"] == "Page 1"

    def act() -> None:
        ids.extend(edits(actor, 3))

    def an_hour_later(told: Any) -> bool:
        if told.linted == 2:
            assert len(relay.lost) == 1
            clock[0] = 3600.0
        return bool(told.comparisons == 2)

    summary = follower(an_hour_later, act=act, steady=lambda: clock[0])
    assert found(store) == ids
    assert (summary.linted, summary.from_list) == (3, 1)


@case("stream_fault-013")
def test_a_line_of_ten_megabytes_is_left_to_the_list(
    fault: str, follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    ids: list[int] = []
    clock = [0.0]

    def act() -> None:
        relay.held = []
        ids.extend(edits(actor, 2))
        large, small = relay.wait_for(2)
        relay.held = None
        relay.publish(large, parsedcomment="x" * 10_000_000)
        relay.publish(small)

    def an_hour_later(told: Any) -> bool:
        clock[0] = 3600.0 if told.linted else 0.0
        return bool(told.comparisons == 2)

    summary = follower(an_hour_later, act=act, steady=lambda: clock[0])
    assert (summary.stream.oversized, summary.from_list) == (1, 1)
    assert found(store) == ids


@case("stream_fault-016")
def test_another_data_centre_goes_on_where_the_first_ended(
    fault: str, follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    """The switch comes while nobody is connected."""
    ids: list[int] = []
    asked: list[int] = []

    def act() -> None:
        ids.extend(edits(actor, 2))

    def switched(told: Any) -> bool:
        if told.linted == 2 and not asked:
            asked.append(len(relay.connections))
            relay.faults.refusals.extend([(503, {})] * 3)
            relay.drop_clients()
            relay.datacentre = "codfw"
            ids.extend(edits(actor, 2, 2))
        return bool(told.linted == 4)

    summary = follower(switched, act=act)
    assert found(store) == ids
    assert (summary.linted, summary.from_list) == (4, 0)
    places = json.loads(relay.connections[-1]["last_event_id"])
    first, second = (place["timestamp"] for place in places)
    # Shortly before, not from the start.
    assert 0 < first - second <= 60_000


@case("stream_fault-018")
def test_a_beginning_in_the_future_skips_nothing(
    fault: str, follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    before = edits(actor, 1)
    ids: list[int] = []
    summary = follower(
        lambda told: told.linted == 2,
        act=lambda: ids.extend(edits(actor, 1, 1)),
        since="2999-01-01T00:00:00Z",
    )
    assert found(store) == before + ids
    assert summary.complete
    assert relay.connections[0]["since"] < "2999"
    reached = store.cursor("testwiki", LIST_JOB)
    assert reached is not None
    assert reached < "2999"


@case("stream_fault-019")
def test_the_history_is_not_read_again_at_each_connection(
    fault: str, follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    ids = edits(actor, 3)
    relay.wait_for(3)
    relay.faults.cut_after = 2
    since = f"{datetime.now(UTC) - timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"
    summary = follower(
        lambda told: told.stream.connections == 3 and told.linted == 4,
        act=lambda: ids.extend(edits(actor, 1, 3)),
        since=since,
    )
    assert found(store) == ids
    assert relay.connections[0]["since"] == since
    assert [one["since"] for one in relay.connections[1:]] == [""] * 2
    # Each event once: three that the list had told of, or that told of first.
    assert summary.already_seen + summary.linted - summary.from_list == 4


@case("stream_fault-020")
@pytest.mark.parametrize("moment", ["handled", "in the transaction", "committed"])
def test_killed_around_the_commit_nothing_is_lost_or_doubled(
    fault: str,
    moment: str,
    follower: Follower,
    actor: Actor,
    path: Path,
    relay: EventRelay,
) -> None:
    ids = edits(actor, 1)
    follower(lambda told: told.linted == 1)
    follower.store.close()

    child = os.fork()
    if child == 0:
        _follow_until_killed(follower, path, moment)
    _wait_for_connections(relay, 2)
    ids += edits(actor, 1, 1)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    ids += edits(actor, 1, 2)
    with Store.open(path) as reopened:
        stored = reopened.seen("testwiki", ids)
        assert (ids[1] in stored) == (moment == "committed")
        follower(lambda told: bool(reopened.seen("testwiki", ids) >= set(ids)), store=reopened)
        assert found(reopened) == ids


def _follow_until_killed(follower: Follower, path: Path, moment: str) -> None:
    """What the forked process does; it does not come back."""
    try:
        with Store.open(path) as own:
            _kill(own, moment)
            follower(lambda _: False, store=own, lint=teh_report)
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(1)


def test_every_case_is_played() -> None:
    assert set(CASES) == PLAYED


def _kill(store: Store, moment: str) -> None:
    """Kill this process at the moment of the next report's storing."""
    save: Callable[..., int] = store.save

    def now() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def saving(checked: Any, cursor: Cursor | None = None) -> int:
        if not checked:
            return save(checked, cursor)
        if moment == "handled":
            now()
        if moment == "in the transaction":
            event.listen(store._engine, "commit", lambda _: now())
        new = save(checked, cursor)
        now()
        return new

    vars(store)["save"] = saving


def _wait_for_connections(relay: EventRelay, number: int) -> None:
    with relay._changed:
        assert relay._changed.wait_for(lambda: len(relay.connections) >= number, 30)


def _position(moment: datetime) -> str:
    """A stored position of that time."""
    ms = int(moment.timestamp() * 1000)
    place = {"topic": "eqiad.mediawiki.recentchange", "partition": 0, "timestamp": ms}
    at = f"{moment:%Y-%m-%dT%H:%M:%S}.{ms % 1000:03}Z"
    return json.dumps({"at": at, "id": [place]})


def _forget_changes_before(wiki: MediaWiki, moment: datetime) -> str:
    """Drop older rows from recent changes; the time of the oldest that is left."""
    stamp = f"{moment:%Y%m%d%H%M%S}"
    with closing(sqlite3.connect(wiki.database)) as database, database:
        database.execute("DELETE FROM recentchanges WHERE rc_timestamp < ?", (stamp,))
        (oldest,) = database.execute("SELECT min(rc_timestamp) FROM recentchanges").fetchone()
    wiki.clear_caches()
    return f"{datetime.strptime(oldest, '%Y%m%d%H%M%S'):%Y-%m-%dT%H:%M:%SZ}"
