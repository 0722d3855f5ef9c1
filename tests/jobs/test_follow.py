"""What a stream tells is linted, stored and purged as it comes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.model import ReportStatus, Revision
from bot.core.report import Linted
from bot.errors import TryLaterError, WikiError
from bot.jobs.follow import JOB
from bot.jobs.follow_summary import FollowSummary
from bot.jobs.lock import job_lock
from bot.jobs.reconcile import Reconciliation
from bot.ports import Cursor
from bot.store import Store
from bot.wiki.recent_changes import RecentChanges
from bot.wiki.selection import Choice, Selection
from bot.wiki.site import Wiki
from tests.jobs.finder import teh_report, teh_reports
from tests.jobs.following import Follower
from tests.mediawiki.accounts import ADMIN, TEST_BOT
from tests.mediawiki.event_relay import EventRelay
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.server import MediaWiki

pytestmark = pytest.mark.mediawiki


def test_each_edit_is_found_as_it_comes(follower: Follower, store: Store, actor: Actor) -> None:
    editor, bot = actor(), actor(TEST_BOT)
    ids: list[int] = []

    def act() -> None:
        editor.edit("Pune", "The city", "start")
        ids.append(editor.edit("Pune", "The city and teh river", "more")["newrevid"])
        bot.edit("Pune", "The city and teh river.", bot=True)
        editor.edit("Talk:Pune", "teh")

    summary = follower(lambda told: told.linted + sum(told.skipped.values()) == 4, act=act)
    assert (summary.linted, summary.findings, summary.from_list) == (2, 1, 0)
    assert summary.skipped == {"bot": 1, "namespace": 1}
    assert summary.complete
    assert summary.stream.connections == 1
    (finding,) = store.findings()
    assert (finding.rev_id, finding.finding.quote, finding.title) == (ids[0], "teh", "Pune")
    (report,) = store.reports(rev_ids=ids)
    assert (report.checked.summary, report.report.user) == ("more", "PlainUser")


def test_another_start_goes_on_where_the_last_one_ended(
    follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    editor = actor()
    follower(lambda told: told.linted == 1, act=lambda: editor.edit("Pune", "teh"))
    position = store.cursor("testwiki", JOB)
    assert position is not None
    between = editor.edit("Pune", "teh teh")["newrevid"]
    relay.wait_for(2)
    again = follower(lambda told: told.stream.connections == 1 and bool(told.until))
    assert relay.connections[0]["last_event_id"] == ""
    sent = json.loads(relay.connections[1]["last_event_id"])
    assert sent[0] == json.loads(position)["id"][0]
    assert sent[0].keys() == {"topic", "partition", "timestamp"}
    assert again.linted == 1
    assert store.seen("testwiki", [between]) == {between}
    assert len(store.findings()) == 2


def test_who_we_are_is_told(follower: Follower, relay: EventRelay) -> None:
    follower(lambda told: told.stream.connections == 1)
    (connection,) = relay.connections
    assert connection["agent"].startswith("revlint/")
    assert "tester@example.org" in connection["agent"]


def test_what_was_chosen_is_read_though_events_tell_neither_page_nor_tags(
    reader: Wiki, store: Store, actor: Actor, relay: EventRelay
) -> None:
    editor = actor()
    editor.edit("Pune", "[[Category:Cities]]")
    editor.edit("Fish", "A fish.")

    def outcomes(choice: Choice) -> list[str]:
        changes = RecentChanges(reader, selection=Selection(reader, choice))
        ids: list[int] = []

        def act() -> None:
            for title, text in (
                ("Fish", "Teh fish."),
                ("Fish", "#REDIRECT [[Pune]]"),
                ("Pune", "[[Category:Cities]] teh"),
            ):
                ids.append(editor.edit(title, f"{text} {choice}{choice.tags}")["newrevid"])

        summary = Follower(reader, changes, store, relay)(
            lambda _: store.seen("testwiki", ids) >= set(ids),
            act=act,
            source={"pages_first": True},
        )
        assert summary.stream.connections == 1
        reports = {one.report.rev_id: one.report for one in store.reports(rev_ids=ids)}
        return [reports[rev_id].reason or reports[rev_id].status.value for rev_id in ids]

    other = "not in a category"
    assert outcomes(Choice(categories=("Cities",))) == [other, other, "linted"]
    other = "without a tag"
    assert outcomes(Choice(tags=("mw-new-redirect",))) == [other, "linted", other]


def test_a_limit_ends_it_and_the_rest_comes_next(
    follower: Follower, store: Store, actor: Actor
) -> None:
    editor = actor()

    def act() -> None:
        for i in range(5):
            editor.edit(f"Page {i}", "teh")

    def never(_: object) -> bool:
        return False

    first = follower(never, act=act, limit=3)
    assert (first.linted, len(store.findings())) == (3, 3)
    follower(lambda told: told.linted == 2)
    assert len(store.findings()) == 5


def test_a_stop_keeps_what_was_linted(
    follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    editor = actor()
    linted: list[int] = []

    def act() -> None:
        relay.held = []
        for i in range(5):
            editor.edit(f"Page {i}", "teh")
        changes = relay.wait_for(5)
        relay.held = None
        for change in changes:
            relay.publish(change)

    def lint(revision: Revision) -> Linted:
        linted.append(revision.rev_id)
        return teh_report(revision)

    summary = follower(lambda _: len(linted) == 2, act=act, lint=lint, source={"linger_s": 1.0})
    assert (summary.linted, summary.complete) == (2, False)
    assert store.cursor("testwiki", JOB) is None
    assert store.seen("testwiki", linted) == set(linted)
    follower(lambda told: told.comparisons == 1)
    assert len(store.findings()) == 5


def test_hidden_text_is_purged_at_once(follower: Follower, store: Store, actor: Actor) -> None:
    """MediaWiki's own feed tells it as a log entry."""
    editor, admin = actor(), actor(ADMIN)
    secret = editor.edit("Pune", "teh secret", "secret summary")["newrevid"]
    editor.edit("Pune", "harmless")

    def act() -> None:
        assert len(store.findings()) == 1
        admin.write("revisiondelete", type="revision", ids=secret, hide="content|comment")

    summary = follower(lambda told: told.purged == 1, act=act)
    assert summary.purged == 1
    assert store.findings() == ()
    (report,) = store.reports(rev_ids=[secret])
    assert (report.report.status, report.report.reason) == (ReportStatus.SKIPPED, "hidden")
    assert (report.report.user, report.checked.summary) == ("", "")


def test_shown_again_is_not_hidden(follower: Follower, store: Store, actor: Actor) -> None:
    editor, admin = actor(), actor(ADMIN)
    edit = editor.edit("Pune", "teh")["newrevid"]
    editor.edit("Pune", "harmless")
    admin.write("revisiondelete", type="revision", ids=edit, hide="comment")

    def act() -> None:
        admin.write("revisiondelete", type="revision", ids=edit, show="comment")
        editor.edit("Mumbai", "later")

    summary = follower(lambda told: told.linted == 2, act=act)
    assert summary.purged == 0


VISIBILITY = "mediawiki.revision-visibility-change"
DELETE = "mediawiki.page-delete"
ALL = {"stream": {"streams": ("recentchange", VISIBILITY, DELETE)}}


def test_a_suppressed_revision_is_purged_by_its_own_stream(
    follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    """Suppressing leaves no public log entry, so that MediaWiki's feed is silent."""
    editor, admin = actor(), actor(ADMIN)
    secret = editor.edit("Pune", "teh secret")["newrevid"]
    editor.edit("Pune", "harmless")

    def act() -> None:
        admin.write("revisiondelete", type="revision", ids=secret, hide="content", suppress="yes")
        shown = {"text": False, "user": True, "comment": True}
        relay.publish(
            {"database": "otherwiki", "rev_id": secret, "visibility": shown}, stream=VISIBILITY
        )
        relay.publish(
            {"database": "testwiki", "rev_id": secret, "visibility": shown}, stream=VISIBILITY
        )

    summary = follower(lambda told: told.purged == 1, act=act, **ALL)
    assert summary.purged == 1
    assert store.findings() == ()


def test_a_deleted_page_is_purged(
    follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    editor, admin = actor(), actor(ADMIN)
    edits = [editor.edit("Pune", "teh" * n) for n in (1, 2)]
    kept = editor.edit("Mumbai", "teh")["newrevid"]

    def act() -> None:
        admin.write("delete", title="Pune")
        relay.publish({"database": "testwiki", "page_id": edits[0]["pageid"]}, stream=DELETE)

    summary = follower(lambda told: told.purged == 2, act=act, **ALL)
    assert summary.purged == 2
    assert [found.rev_id for found in store.findings()] == [kept]


def test_a_revision_hidden_in_the_batch_that_brings_it_leaves_nothing(
    follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    """The database server that answers may still give the text."""
    editor = actor()

    def act() -> None:
        relay.held = []
        secret = editor.edit("Pune", "teh secret", "secret")["newrevid"]
        (change,) = relay.wait_for(1)
        relay.held = None
        shown = {"text": False, "user": True, "comment": True}
        relay.publish(
            {"database": "testwiki", "rev_id": secret, "visibility": shown}, stream=VISIBILITY
        )
        relay.publish(change)

    summary = follower(lambda told: told.linted == 1, act=act, source={"linger_s": 1.0}, **ALL)
    assert summary.linted == 1
    assert store.findings() == ()


def test_a_revision_that_the_wiki_does_not_have_yet_is_asked_for_again(
    follower: Follower, store: Store, actor: Actor, relay: EventRelay
) -> None:
    """The database server that answers is behind the stream."""
    editor = actor()
    editor.edit("Pune", "teh")
    (change,) = relay.wait_for(1)
    coming = change["revision"]["new"] + 1

    def act() -> None:
        relay.publish(change, revision={"new": coming, "old": coming - 1})

    def catch_up(told: object) -> bool:
        if store.reports(rev_ids=[coming]) and not store.seen("testwiki", [coming]):
            relay.held = []
            editor.edit("Pune", "teh teh")
        return bool(store.seen("testwiki", [coming]))

    summary = follower(catch_up, act=act)
    assert summary.skipped == {"deleted": 1}
    assert [found.rev_id for found in store.findings()] == [coming, coming - 1]


def test_a_second_follower_comes_back_later(follower: Follower, tmp_path: Path) -> None:
    lock = tmp_path / "follow.lock"
    with job_lock(lock), pytest.raises(TryLaterError, match="another run is active"):
        follower(lambda told: True, lock=job_lock(lock))


def test_a_stream_that_does_not_exist_is_one_clear_error(follower: Follower) -> None:
    with pytest.raises(WikiError, match="HTTP 404; is it right"):
        follower(lambda told: False, stream={"url": follower.relay.url.replace("v2", "v3")})


def test_traces_that_another_reader_holds_are_purged_when_it_is_gone(
    follower: Follower, store: Store, actor: Actor, path: Path
) -> None:
    """Until then the position stays, so that a kill would not forget what is to be purged."""
    editor, admin = actor(), actor(ADMIN)
    secret = editor.edit("Pune", "teh secret", "secret summary")["newrevid"]
    editor.edit("Pune", "harmless")
    clock = [0.0]
    reviewer = sqlite3.connect(path, isolation_level=None)
    with closing(reviewer), Store.open(path, busy_timeout_s=0.1) as impatient:

        def act() -> None:
            reviewer.execute("BEGIN")
            reviewer.execute("SELECT * FROM findings").fetchall()
            admin.write("revisiondelete", type="revision", ids=secret, hide="content|comment")

        def let_go(told: FollowSummary) -> bool:
            if store.findings() == () and reviewer.in_transaction:
                assert store.cursor("testwiki", JOB) is None
                assert told.purged == 0
                reviewer.rollback()
                clock[0] = 10.0
            return told.purged == 1

        follower(let_go, act=act, store=impatient, steady=lambda: clock[0])
    assert store.cursor("testwiki", JOB) is not None
    assert all(b"secret" not in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_without_a_stream_the_list_brings_everything(
    follower: Follower, store: Store, actor: Actor
) -> None:
    ids = [actor().edit("Pune", "teh")["newrevid"]]
    clock = [0.0]

    def five_minutes_later(told: FollowSummary) -> bool:
        clock[0] = 300.0
        return told.linted == 2

    summary = follower(
        five_minutes_later,
        act=lambda: ids.append(actor().edit("Mumbai", "teh")["newrevid"]),
        stream={"url": "http://127.0.0.1:9/"},
        steady=lambda: clock[0],
    )
    assert (summary.from_list, summary.stream.connections) == (2, 0)
    assert store.seen("testwiki", ids) == set(ids)


def test_a_damaged_position_is_left_to_the_list(
    follower: Follower, store: Store, actor: Actor
) -> None:
    edit = actor().edit("Pune", "teh")["newrevid"]
    store.save([], Cursor("testwiki", JOB, "no position"))
    follower(lambda told: told.comparisons == 1)
    assert store.seen("testwiki", [edit]) == {edit}


def test_a_wiki_that_asks_to_wait_is_waited_for(
    follower: Follower, store: Store, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    editor = actor()
    failed: list[float] = []

    def act() -> None:
        editor.edit("Pune", "teh")
        fresh_wiki.override(
            "if ( isset( $_REQUEST['revids'] ) ) { http_response_code( 503 ); exit; }"
        )

    def come_back(told: FollowSummary) -> bool:
        failed.append(1)
        if len(failed) == 20:
            assert told.linted == 0
            fresh_wiki.override()
        return told.linted == 1

    follower(come_back, act=act)
    assert len(store.findings()) == 1


def test_parts_of_a_long_comparison_lose_nothing(
    follower: Follower, store: Store, actor: Actor
) -> None:
    editor = actor()
    ids = [editor.edit(f"Page {i}", "teh")["newrevid"] for i in range(7)]
    clock = [0.0]
    parts = Reconciliation(
        follower.source,
        teh_reports,
        store,
        since="2020-01-01T00:00:00Z",
        every_s=3600,
        part=2,
        steady=lambda: clock[0],
    )
    made = []
    while parts.due():
        step = parts.step()
        assert step is not None
        made.append(step.linted)
    assert (sum(made), len(made) > 2) == (7, True)
    assert store.seen("testwiki", ids) == set(ids)
    clock[0] = 3601.0
    assert parts.due()
