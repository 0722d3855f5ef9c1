"""Each new revision comes once, oldest first, and none is lost at an edge."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.model import Revision, Skipped
from bot.errors import ConfigurationError, InputError
from bot.ports import Batch
from bot.wiki.recent_changes import RecentChanges
from bot.wiki.site import Wiki
from bot.wiki.skip import SkipPolicy
from tests.mediawiki.accounts import ADMIN, TEST_BOT
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.history import PageHistory, PastRevision, import_history
from tests.mediawiki.overrides import clock
from tests.mediawiki.server import MediaWiki

pytestmark = [pytest.mark.mediawiki, pytest.mark.usefixtures("nothing_listed")]


def nothing_seen(_: Sequence[int]) -> set[int]:
    """For a first pass."""
    return set()


def test_oldest_first_and_each_once(reader: Wiki, actor: Actor) -> None:
    editor = actor()
    ids = [editor.edit(f"Page {i % 3}", str(i))["newrevid"] for i in range(7)]
    *batches, last = RecentChanges(reader).batches(None, nothing_seen)
    assert _ids(batches) == ids
    assert (last.items, last.final) == ((), True)
    assert last.since <= min(_times(batches)) <= max(_times(batches)) <= last.position


def test_no_row_is_lost_where_one_answer_ends(reader: Wiki, actor: Actor) -> None:
    """Many rows of one second, in answers of seven."""
    editor = actor()
    ids = [editor.edit(f"Page {i}", "x")["newrevid"] for i in range(55)]
    assert _ids(RecentChanges(reader, rows_a_request=7).batches(None, nothing_seen)) == ids


def test_rows_of_one_second_are_all_found(
    reader: Wiki, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    editor = actor()
    ids = [editor.edit(f"Page {i}", "x")["newrevid"] for i in range(30)]
    with closing(sqlite3.connect(fresh_wiki.database)) as database, database:
        (second,) = database.execute("SELECT max(rc_timestamp) FROM recentchanges").fetchone()
        database.execute("UPDATE recentchanges SET rc_timestamp = ?", (second,))
    fresh_wiki.clear_caches()
    assert _ids(RecentChanges(reader, rows_a_request=4).batches(None, nothing_seen)) == ids


def test_more_rows_of_one_second_than_an_answer_holds(
    reader: Wiki, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    """rc_fault-002: 600 rows of one second, of which the wiki lists 500 at a time."""
    first = int(actor().edit("Pune", "x")["newrevid"])
    with closing(sqlite3.connect(fresh_wiki.database)) as database, database:
        names = [row[1] for row in database.execute("PRAGMA table_info(recentchanges)")]
        kept = ", ".join(name for name in names if name not in ("rc_id", "rc_this_oldid"))
        database.executemany(
            f"INSERT INTO recentchanges ({kept}, rc_this_oldid)"
            f" SELECT {kept}, rc_this_oldid + ? FROM recentchanges WHERE rc_this_oldid = ?",
            [(number, first) for number in range(1, 600)],
        )
    fresh_wiki.clear_caches()
    found = _ids(RecentChanges(reader).batches(None, nothing_seen))
    assert found == list(range(first, first + 600))


def test_what_was_seen_is_left_out_and_counted(reader: Wiki, actor: Actor) -> None:
    editor = actor()
    ids = [editor.edit("Pune", str(i))["newrevid"] for i in range(4)]
    batches = list(RecentChanges(reader).batches(None, lambda asked: set(ids[:3]) & set(asked)))
    assert _ids(batches) == ids[3:]
    assert sum(batch.already_seen for batch in batches) == 3


def test_a_row_that_appears_late_is_found_within_the_overlap(
    reader: Wiki, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    now = datetime.now(UTC)
    editor = actor()
    fresh_wiki.override(clock(now))
    on_time = editor.edit("Pune", "on time")["newrevid"]
    *_, last = RecentChanges(reader).batches(None, nothing_seen)
    fresh_wiki.override(clock(now - timedelta(minutes=9)))
    late = editor.edit("Late", "late")["newrevid"]
    fresh_wiki.override(clock(now + timedelta(seconds=5)))
    found = RecentChanges(reader).batches(last.position, lambda ids: {on_time} & set(ids))
    assert _ids(found) == [late]


def test_a_shorter_overlap_is_refused(reader: Wiki) -> None:
    with pytest.raises(ConfigurationError, match="loses rows that appear late"):
        RecentChanges(reader, overlap=timedelta(minutes=9))


def test_a_limit_ends_before_the_first_that_is_left(reader: Wiki, actor: Actor) -> None:
    editor = actor()
    ids = [editor.edit("Pune", str(i))["newrevid"] for i in range(8)]
    source = RecentChanges(reader)
    seen: set[int] = set()
    after: str | None = None
    for part in (ids[:3], ids[3:6], ids[6:]):
        batches = list(source.batches(after, lambda asked: seen & set(asked), limit=3))
        assert _ids(batches) == part
        assert batches[-1].final == (part == ids[6:])
        seen.update(part)
        after = batches[-1].position


def test_every_row_is_accounted_for(reader: Wiki, actor: Actor) -> None:
    editor, admin = actor(), actor(ADMIN)
    plain = editor.edit("Pune", "x")["newrevid"]
    by_bot = actor(TEST_BOT).edit("Pune", "y", bot=True)["newrevid"]
    talk = editor.edit("Talk:Pune", "z")["newrevid"]
    hidden = editor.edit("Secret", "ring 555")["newrevid"]
    editor.edit("Secret", "")
    admin.write("revisiondelete", type="revision", ids=hidden, hide="content|comment|user")
    found = {
        item.revision.rev_id if isinstance(item, Skipped) else item.rev_id: item
        for batch in RecentChanges(reader).batches(None, nothing_seen)
        for item in batch.items
    }
    reasons = {
        rev_id: item.reason if isinstance(item, Skipped) else None for rev_id, item in found.items()
    }
    assert reasons == {
        plain: None,
        by_bot: "bot",
        talk: "namespace",
        hidden: "hidden",
        hidden + 1: "parent hidden",
    }
    assert "555" not in repr(found[hidden]) + repr(found[hidden + 1])
    skipped = found[by_bot]
    assert isinstance(skipped, Skipped)
    assert (skipped.revision.title, skipped.revision.page_id > 0) == ("Pune", True)


def test_a_page_deleted_between_list_and_text_is_skipped(
    reader: Wiki, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    """Its rows vanish with it, so they are put back as a lagging server would still show them."""
    gone = actor().edit("Gone", "x")["newrevid"]
    with closing(sqlite3.connect(fresh_wiki.database)) as database:
        rows = database.execute("SELECT * FROM recentchanges").fetchall()
        actor(ADMIN).write("delete", title="Gone")
        with database:
            marks = ",".join("?" * len(rows[0]))
            database.executemany(f"INSERT OR REPLACE INTO recentchanges VALUES ({marks})", rows)
    fresh_wiki.clear_caches()
    (item,) = [
        item for batch in RecentChanges(reader).batches(None, nothing_seen) for item in batch.items
    ]
    assert isinstance(item, Skipped)
    assert (item.reason, item.revision.rev_id, item.revision.title) == ("deleted", gone, "Gone")


def test_imported_history_is_not_new(reader: Wiki, fresh_wiki: MediaWiki) -> None:
    """rc_fault-004: the ids are new, the times are of 2009."""
    old = [
        PastRevision(text=f"text {year}", timestamp=datetime(year, 5, 1, tzinfo=UTC))
        for year in (2009, 2010)
    ]
    ids = import_history(fresh_wiki, PageHistory("History", old))["History"]
    # The import lists every revision of the wiki anew, so others may come as well.
    assert not set(ids) & set(_ids(RecentChanges(reader).batches(None, nothing_seen)))
    found = _ids(RecentChanges(reader).batches("2009-06-01T00:00:00Z", nothing_seen))
    assert (found[0], ids[0] in found) == (ids[1], False)


def test_an_old_revision_listed_as_new_is_skipped(
    reader: Wiki, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    edit = actor().edit("Pune", "x")["newrevid"]
    with closing(sqlite3.connect(fresh_wiki.database)) as database, database:
        database.execute(
            "UPDATE revision SET rev_timestamp = '20090501000000' WHERE rev_id = ?", (edit,)
        )
    fresh_wiki.clear_caches()
    (batch, _) = RecentChanges(reader).batches(None, nothing_seen)
    assert [item.reason for item in batch.items if isinstance(item, Skipped)] == ["imported"]


def test_a_gap_longer_than_the_list_is_told(reader: Wiki, actor: Actor) -> None:
    actor().edit("Pune", "x")
    source = RecentChanges(reader)
    long_ago = list(source.batches("2020-01-01T00:00:00Z", nothing_seen))
    assert {batch.unlisted_before for batch in long_ago} == {min(_times(long_ago))}
    just_now = list(source.batches(None, nothing_seen))
    assert {batch.unlisted_before for batch in just_now} == {None}


def test_a_quiet_wiki_moves_the_position_on(reader: Wiki) -> None:
    (first,) = RecentChanges(reader, SkipPolicy()).batches(None, nothing_seen)
    assert first.final
    assert first.position > first.since


def test_a_position_that_is_no_time_is_refused(reader: Wiki) -> None:
    with pytest.raises(InputError, match="'yesterday' is not a time such as"):
        list(RecentChanges(reader).batches("yesterday", nothing_seen))


def _items(batches: Iterable[Batch]) -> list[Revision]:
    return [
        item.revision if isinstance(item, Skipped) else item
        for batch in batches
        for item in batch.items
    ]


def _ids(batches: Iterable[Batch]) -> list[int]:
    return [revision.rev_id for revision in _items(batches)]


def _times(batches: Iterable[Batch]) -> list[str]:
    return [revision.timestamp for revision in _items(batches)]
