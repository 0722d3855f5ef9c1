"""What the wiki hides leaves every table, and what is saved later does not bring it back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import JSON, String, Text, insert
from sqlalchemy.types import TypeDecorator

from bot.core.model import ReportStatus
from bot.ports import Checked, Held, HiddenPart, ReviewVerdict, Tombstone
from bot.store import Store
from bot.store.tables import Table
from rules.contract import EvidenceQuote, Origin
from tests.store.builders import checked, finding
from tests.store.databases import Database, content

SECRET = "plugh 555-0100"
AT = "2026-03-04T05:06:07Z"
TEXT, USER, SUMMARY, PAGE = HiddenPart.TEXT, HiddenPart.USER, HiddenPart.SUMMARY, HiddenPart.PAGE


def tombstone(rev_id: int, *parts: HiddenPart) -> Tombstone:
    return Tombstone(wiki="testwiki", rev_id=rev_id, parts=frozenset(parts), noticed_at=AT)


def secretive(rev_id: int, part: HiddenPart | None = None) -> Checked:
    """A report with the secret in one part, or in all."""
    told = {one: SECRET if part in (one, None) else "x" for one in HiddenPart}
    from_summary = finding(
        "summary0", origin=Origin.SUMMARY, quote=told[SUMMARY], message=told[SUMMARY], evidence=()
    )
    beside_it = finding("beside00", evidence=(EvidenceQuote("summary", 0, 1, told[SUMMARY]),))
    in_text = finding(
        "text0000",
        quote=told[TEXT],
        message=told[TEXT],
        section=told[TEXT],
        suggestions=(told[TEXT],),
        evidence=(EvidenceQuote("old", 0, 1, told[TEXT]),),
    )
    return checked(
        rev_id,
        from_summary,
        beside_it,
        in_text,
        user=told[USER],
        summary=told[SUMMARY],
        title=told[PAGE],
        failures=(),
    )


@pytest.mark.parametrize(
    ("part", "left"),
    [
        pytest.param(TEXT, [], id="visibility-001"),
        pytest.param(USER, ["summary0", "beside00", "text0000"], id="visibility-002"),
        pytest.param(SUMMARY, ["text0000"], id="visibility-003"),
        pytest.param(PAGE, [], id="visibility-006"),
    ],
)
def test_each_part_goes_by_itself(
    store: Store, stored: Database, part: HiddenPart, left: list[str]
) -> None:
    store.save([secretive(5, part), checked(9, finding())])
    assert SECRET in repr(content(stored))
    assert store.hide([tombstone(5, part)]) == {5}
    assert SECRET not in repr(content(stored))
    reports = {one.report.rev_id: one.report for one in store.reports()}
    assert [one.fingerprint for one in reports[5].findings] == left
    assert reports[9].findings == (finding(),)
    assert list(store.tombstones()) == [tombstone(5, part)]
    # A check that began before, or of an old dump, ends now.
    store.save([secretive(5, part if part is not PAGE else None)])
    if part is not PAGE:
        assert SECRET not in repr(content(stored))


@pytest.mark.parametrize("part", [TEXT, USER, SUMMARY])
def test_a_revision_that_was_not_stored_yet_comes_without_it(
    store: Store, stored: Database, part: HiddenPart
) -> None:
    assert store.hide([tombstone(5, part)]) == {5}
    store.save([secretive(5, part)])
    assert SECRET not in repr(content(stored))
    assert store.seen("testwiki", [5]) == {5}


@pytest.mark.parametrize(
    ("part", "reason"),
    [pytest.param(TEXT, "parent hidden", id="visibility-008"), (PAGE, "parent deleted")],
)
def test_what_was_compared_with_a_hidden_text_goes_too(
    store: Store, stored: Database, part: HiddenPart, reason: str
) -> None:
    store.save([checked(4, finding("aaaaaaaa")), secretive(5), checked(6, finding())])
    store.mark("text0000", ReviewVerdict.RIGHT, by="me", at=AT, note=f"“{SECRET}” is wrong")
    assert store.hide([tombstone(4, part)]) == {4, 5}
    reports = {one.report.rev_id: one.report for one in store.reports()}
    assert (reports[5].status, reports[5].reason) == (ReportStatus.SKIPPED, reason)
    assert reports[6].findings == (finding(),)
    kept = repr(content(stored)).replace(repr(SECRET), "", 1)  # the title of a page that is there
    assert SECRET not in kept
    assert len(stored.rows("SELECT * FROM verdicts")) == 1


def test_a_late_check_against_a_hidden_parent_is_not_kept(store: Store, stored: Database) -> None:
    store.hide([tombstone(4, TEXT)])
    store.save([secretive(5, TEXT)])
    assert SECRET not in repr(content(stored))
    assert store.reports()[0].report.reason == "parent hidden"


def test_a_page_that_comes_back_is_checked_again(store: Store) -> None:
    store.save([checked(5, finding())])
    store.hide([tombstone(5, PAGE)])
    assert store.seen("testwiki", [5]) == set()
    assert store.save([checked(5, finding())]) == 1
    assert store.tombstones() == []


def test_tombstones_add_up_and_are_settled(store: Store) -> None:
    store.hide([tombstone(5, USER)])
    store.settled(store.tombstones(), AT)
    assert store.tombstones(unsettled=True) == []
    store.hide([tombstone(5, USER)])
    assert store.tombstones(unsettled=True) == []
    before = store.tombstones()
    store.hide([tombstone(5, TEXT)])
    assert list(store.tombstones(unsettled=True)) == [tombstone(5, USER, TEXT)]
    # What was settled before says nothing of what came since.
    store.settled(before, AT)
    assert len(store.tombstones(unsettled=True)) == 1


def test_held_are_those_that_keep_something(store: Store) -> None:
    skipped: dict[str, Any] = {"status": ReportStatus.SKIPPED, "ruleset": "", "user": ""}
    store.save(
        [
            *(checked(2), checked(4, page_id=8), checked(6)),
            *(checked(8, summary="", **skipped), checked(6, wiki="enwiki")),
        ]
    )
    store.hide([tombstone(2, TEXT)])
    assert store.held("testwiki", after=0, limit=9) == [Held(4, 3), Held(6, 5)]
    assert store.held("testwiki", after=4, limit=9) == [Held(6, 5)]
    assert store.held("testwiki", after=0, limit=1) == [Held(4, 3)]
    assert store.held_among("testwiki", [5, 6, 77], [8]) == [Held(4, 3), Held(6, 5)]


def test_no_table_with_text_is_forgotten(store: Store, stored: Database) -> None:
    """Every text of every table is filled with the secret, and must be empty after the purge.

    A new table with text of a wiki needs a line in `bot.store.purging.PURGES`.
    """
    ours = {
        # Names and numbers of ours.
        ("verdicts", "reviewer"),
        ("cursors", "position"),
        ("drafts", "decided_by"),
        ("drafts", "fingerprints"),
        ("draft_decisions", "decided_by"),
    }
    with store._connection(writes=True) as connection:
        for table in Table.metadata.sorted_tables:
            connection.execute(insert(table).values(_filled(table)))
    store.hide([tombstone(5, TEXT, USER, SUMMARY, PAGE)])
    left = set()
    for table in Table.metadata.sorted_tables:
        names = [column.name for column in table.columns]
        for row in stored.rows(f"SELECT {', '.join(names)} FROM {table.name}"):
            left |= {
                (table.name, name)
                for name, value in zip(names, row, strict=True)
                if SECRET in repr(value)
            }
    assert left <= ours


def _filled(table: Any) -> dict[str, Any]:
    keys: dict[str, Any] = {
        "wiki": "testwiki",
        "rev_id": 5,
        "revision_id": 1,
        "id": 1,
        "page_id": 7,
        "fingerprint": "0123456789abcdef",
        "status": "linted",
        "state": "draft",
        "draft_id": 1,
        "origin": "added",
        "timestamp": AT,
        "noticed_at": AT,
        "given_at": AT,
    }
    return {
        column.name: keys.get(column.name, _value(column.type))
        for column in table.columns
        if table.name != "tombstones" or column.name in ("wiki", "rev_id", "noticed_at", "parts")
    } | ({"parts": "user"} if table.name == "tombstones" else {})


def _value(kind: Any) -> Any:
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    if isinstance(kind, JSON):
        return [{"in": "old", "quote": SECRET}]
    if isinstance(kind, Text):
        return SECRET
    return "x" if isinstance(kind, String) else 0
