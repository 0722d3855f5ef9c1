"""Text that the wiki hides leaves the database, its log, and does not come back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from bot.core.model import ReportStatus, Surroundings
from bot.errors import StoreError
from bot.store import Store
from tests.store.builders import checked, finding

SECRET = "ring 555-0100 after midnight"


def test_forgotten_text_is_in_no_file(sqlite: Store, path: Path) -> None:
    secrets = [
        msgspec.structs.replace(
            checked(i, finding(quote=f"{SECRET} {i}"), user=SECRET, summary=SECRET),
            surroundings={finding().fingerprint: Surroundings(before=SECRET, old=SECRET)},
        )
        for i in range(1, 60)
    ]
    sqlite.save(secrets)
    assert SECRET.encode() in _bytes(path)
    assert sqlite.forget("testwiki", range(1, 100)) == 59
    assert SECRET.encode() not in _bytes(path)


def test_the_revisions_of_pages_are_known(store: Store) -> None:
    store.save([checked(i, finding(), page_id=i % 3 + 1) for i in range(1, 8)])
    assert store.revisions_of("testwiki", [1, 9]) == {3, 6}
    assert store.revisions_of("testwiki", []) == frozenset()
    assert store.revisions_of("enwiki", [1]) == frozenset()


def test_a_forgotten_revision_stays_out(store: Store) -> None:
    store.save([checked(1, finding()), checked(5, finding())])
    store.forget("testwiki", [1])
    assert store.save([checked(1, finding(), ruleset="another")]) == 0
    assert store.seen("testwiki", [1]) == {1}
    (report,) = store.reports(rev_ids=[1])
    assert (report.report.status, report.report.reason) == (ReportStatus.SKIPPED, "hidden")
    assert report.report.findings == ()
    assert [found.rev_id for found in store.findings()] == [5]


def test_a_reader_in_the_way_is_reported(path: Path) -> None:
    with Store.open(path, busy_timeout_s=0.1) as store:
        store.save([checked(1, finding())])
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM findings").fetchone()
            with pytest.raises(StoreError, match="purge again"):
                store.forget("testwiki", [1])
        assert store.forget("testwiki", [1]) == 1


def test_a_writer_in_the_way_is_reported(path: Path) -> None:
    with (
        Store.open(path, busy_timeout_s=0.1) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as writer,
    ):
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="the database refused: database is locked"):
            store.save([checked(1)])
        writer.execute("ROLLBACK")
        assert store.save([checked(1)]) == 1


def _bytes(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
