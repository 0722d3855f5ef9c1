"""Deleted, restored, merged and renamed: a revision keeps its key, and is linted once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.jobs.run import run
from bot.store import Store
from bot.wiki.recent_changes import RecentChanges
from tests.jobs.finder import teh_reports
from tests.mediawiki.accounts import ADMIN
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.overrides import clock
from tests.mediawiki.server import MediaWiki

pytestmark = pytest.mark.mediawiki

FROM_THE_BEGINNING = "2000-01-01T00:00:00Z"


def test_restored_revisions_are_not_linted_again(
    source: RecentChanges, store: Store, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    """rc_fault-005: undeleting brings the old ids back."""
    admin = actor(ADMIN)
    ids = [admin.edit("Pune", text)["newrevid"] for text in ("teh", "teh teh")]
    assert run(source, teh_reports, store).linted == 2
    with closing(sqlite3.connect(fresh_wiki.database)) as database:
        rows = database.execute("SELECT * FROM recentchanges").fetchall()
    admin.write("delete", title="Pune")
    admin.write("undelete", title="Pune")
    # The wiki lists them again, as it does after its lists are made anew.
    with closing(sqlite3.connect(fresh_wiki.database)) as database, database:
        database.execute("DELETE FROM recentchanges")
        marks = ", ".join("?" for _ in rows[0])
        database.executemany(f"INSERT INTO recentchanges VALUES ({marks})", rows)
    fresh_wiki.clear_caches()
    again = run(source, teh_reports, store, since=FROM_THE_BEGINNING)
    assert (again.linted, again.already_seen) == (0, 2)
    assert store.seen("testwiki", ids) == set(ids)
    assert sorted(found.rev_id for found in store.findings()) == ids


def test_a_revision_that_moved_to_another_page_is_not_linted_again(
    source: RecentChanges, store: Store, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    """rc_fault-009: a merge of histories gives revisions to another page."""
    admin = actor(ADMIN)
    early = admin.edit("Poona", "teh")["newrevid"]
    late = admin.edit("Poona", "teh!")["newrevid"]
    fresh_wiki.override(clock(datetime.now(UTC) + timedelta(hours=1)))
    target = admin.edit("Pune", "harmless")["newrevid"]
    fresh_wiki.override()
    assert run(source, teh_reports, store, since=FROM_THE_BEGINNING).linted >= 2
    admin.write("mergehistory", **{"from": "Poona", "to": "Pune"})
    moved = admin.get("query", prop="revisions", titles="Pune", rvlimit=10)["query"]["pages"][0]
    assert [one["revid"] for one in moved["revisions"]] == [target, late, early]
    again = run(source, teh_reports, store, since=FROM_THE_BEGINNING)
    assert again.findings == 0
    assert [one.report.rev_id for one in store.reports(rev_ids=[early, late])] == [late, early]
    assert [found.rev_id for found in store.findings()] == [early]


def test_a_page_that_is_gone_is_skipped_once_and_does_not_hold_up_the_rest(
    source: RecentChanges, store: Store, actor: Actor
) -> None:
    """rc_fault-008: the page is deleted between the list and the text."""
    admin = actor(ADMIN)
    admin.edit("Gone", "teh")
    kept = admin.edit("Kept", "teh")["newrevid"]
    admin.write("delete", title="Gone")
    first = run(source, teh_reports, store)
    assert first.complete
    assert [found.rev_id for found in store.findings()] == [kept]
    second = run(source, teh_reports, store)
    assert (second.linted, second.complete) == (0, True)
