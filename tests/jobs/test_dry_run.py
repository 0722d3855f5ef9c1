"""A store that keeps nothing answers as one that does."""

from __future__ import annotations

import msgspec

from bot.core.model import ReportStatus
from bot.core.skip import DELETED
from bot.jobs.dry_run import DryRun
from bot.ports import Checked, Cursor
from bot.store import Store
from tests.store.builders import checked, finding


def not_there(rev_id: int) -> Checked:
    report = checked(rev_id).report
    skipped = msgspec.structs.replace(report, status=ReportStatus.SKIPPED, reason=DELETED)
    return Checked(report=skipped)


def test_it_remembers_what_a_store_would(store: Store) -> None:
    dry = DryRun(None, lambda _: None)
    batch = [checked(1, finding()), checked(2), not_there(3)]
    cursor = Cursor("testwiki", "run", "2025-02-19T20:37:00Z")
    for kept in (store, dry):
        assert kept.cursor("testwiki", "run") is None
        kept.save(batch, cursor)
        assert kept.seen("testwiki", [1, 2, 3, 4]) == {1, 2}
        assert kept.seen("enwiki", [1]) == frozenset()
        assert kept.cursor("testwiki", "run") == cursor.position
        assert kept.cursor("testwiki", "follow") is None


def test_it_tells_what_was_found_and_keeps_nothing(store: Store) -> None:
    store.save([checked(1)])
    told: list[Checked] = []
    dry = DryRun(store, told.append)
    dry.save([checked(2, finding()), checked(3)])
    assert [one.report.rev_id for one in told] == [2]
    assert dry.seen("testwiki", [1, 2, 3]) == {1, 2, 3}
    assert store.seen("testwiki", [1, 2, 3]) == {1}
    assert dry.forget("testwiki", [1]) == 0
    assert dry.revisions_of("testwiki", [7]) == frozenset()
    assert store.seen("testwiki", [1]) == {1}
