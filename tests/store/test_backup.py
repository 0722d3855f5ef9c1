"""Copies made while others write; what was hidden since does not come back with them."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.ports import Cursor, HiddenPart, ReviewVerdict, Tombstone
from bot.store import Copies, Store, backup, restore
from bot.store.tombstones import LOG_NAME, add_to_log, logged
from tests.store.builders import checked, finding

SECRET = "plugh 555-0100"
HIDDEN = Tombstone(
    wiki="testwiki",
    rev_id=5,
    parts=frozenset({HiddenPart.TEXT}),
    noticed_at="2026-03-04T05:06:07Z",
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "monday.sqlite3"


def everywhere(folder: Path) -> bytes:
    """All bytes of all files below the folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def fill(store: Store) -> None:
    store.save(
        [checked(5, finding(quote=SECRET)), checked(9, finding())], Cursor("testwiki", "run", "x")
    )


def test_a_backup_is_whole_and_private(sqlite: Store, copy: Path) -> None:
    fill(sqlite)
    backup(sqlite, copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    with Store.open(copy) as other:
        assert other.reports() == sqlite.reports()
        assert other.cursor("testwiki", "run") == "x"
    with pytest.raises(StoreError, match="is there already"):
        backup(sqlite, copy)


@pytest.mark.parametrize("case", ["state_fault-017"])
def test_a_backup_made_while_others_write_is_of_one_moment(
    sqlite: Store, path: Path, copy: Path, case: str
) -> None:
    """Each save moves the cursor to its last revision: the two must agree in every copy."""
    stop = threading.Event()
    saved = threading.Event()

    def write() -> None:
        with Store.open(path) as writer:
            for number in range(1, 10_000):
                batch = [checked(number * 10 + i, finding()) for i in range(5)]
                writer.save(batch, Cursor("testwiki", "run", str(number)))
                saved.set()
                if stop.is_set():
                    return

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    try:
        assert saved.wait(30)
        copies = [copy.with_name(f"{number}.sqlite3") for number in range(3)]
        for one in copies:
            backup(sqlite, one)
            saved.clear()
            assert saved.wait(30)
    finally:
        stop.set()
        writer.join(30)
    for one in copies:
        with Store.open(one) as opened:
            number = int(opened.cursor("testwiki", "run") or 0)
            newest = opened.reports(limit=1, rev_ids=range(number * 10, number * 10 + 40))
            assert len(opened.reports()) == number * 5
            assert newest[0].report.rev_id == number * 10 + 4
            assert opened.check() == []


def test_a_copy_that_fails_leaves_nothing(sqlite: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written: No such file or directory"):
        backup(sqlite, tmp_path / "nowhere" / "x.sqlite3")
    assert not (tmp_path / "nowhere").exists()


def test_what_is_hidden_leaves_the_listed_backups(
    sqlite: Store, tmp_path: Path, copy: Path
) -> None:
    fill(sqlite)
    backup(sqlite, copy)
    assert SECRET.encode() in copy.read_bytes()
    with Copies(sqlite) as copies:
        assert copies.hide([HIDDEN]) == {5}
    assert SECRET.encode() not in everywhere(tmp_path)
    with Store.open(copy) as other:
        assert other.reports() == sqlite.reports()
        assert other.tombstones() == [HIDDEN]


def test_a_revision_that_only_a_backup_holds_is_asked_for(sqlite: Store, copy: Path) -> None:
    fill(sqlite)
    backup(sqlite, copy)
    sqlite.prune("2030-01-01T00:00:00Z", force=True)
    with Copies(sqlite) as copies:
        assert [one.rev_id for one in copies.held("testwiki", after=0, limit=9)] == [5, 9]
        copies.hide([HIDDEN])
        assert [one.rev_id for one in copies.held("testwiki", after=0, limit=9)] == [9]


def test_a_purge_that_a_backup_missed_is_made_up(sqlite: Store, copy: Path) -> None:
    fill(sqlite)
    sqlite.hide([HIDDEN])
    with Store.open(copy) as other:
        fill(other)
    from bot.store.backup_list import noted

    assert sqlite.file is not None
    noted(sqlite.file, copy)
    with Copies(sqlite) as copies:
        assert copies.known("testwiki", [5]) == {5: frozenset()}


def test_backups_out_of_reach_are_named_and_removed_ones_forgotten(
    sqlite: Store, tmp_path: Path, copy: Path
) -> None:
    backup(sqlite, copy)
    away = tmp_path / "disk" / "other.sqlite3"
    away.parent.mkdir()
    backup(sqlite, away)
    away.parent.rename(tmp_path / "unmounted")
    copy.unlink()
    for _ in range(2):
        with Copies(sqlite) as copies:
            assert copies.away == [away]
    copy.write_bytes(b"not a database, but there" * 100)
    from bot.store.backup_list import noted

    noted(tmp_path / "revlint.sqlite", copy)
    with Copies(sqlite) as copies:
        assert len(copies.refused) == 1
        assert str(copy) in copies.refused[0]


LOST = pytest.mark.parametrize(
    "lost",
    [
        pytest.param("nothing", id="visibility-012"),
        "database damaged",
        "database and its log gone",
        "log beside the backup gone",
    ],
)


@LOST
def test_a_restored_backup_has_not_what_was_hidden_since(
    path: Path, tmp_path: Path, copy: Path, lost: str
) -> None:
    with Store.open(path) as store:
        fill(store)
        backup(store, copy)
        # Out of the sweep's reach, on another disk.
        copy.rename(tmp_path / "elsewhere")
        with Copies(store) as copies:
            copies.hide([HIDDEN])
        copy.parent.mkdir(exist_ok=True)
        add_to_log(copy.parent, [HIDDEN])
        store.mark("0123456789abcdef", ReviewVerdict.RIGHT, by="me", at="2026-01-01")
        store.save([checked(20)], Cursor("testwiki", "run", "y"))
    (tmp_path / "elsewhere").rename(copy)
    assert SECRET.encode() in copy.read_bytes()
    if lost == "database damaged":
        path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 9000)
    elif lost == "database and its log gone":
        path.unlink()
        (path.parent / LOG_NAME).unlink()
    elif lost == "log beside the backup gone":
        (copy.parent / LOG_NAME).unlink()
    kept, replayed = restore(copy, f"sqlite:///{path}")
    assert replayed == 1
    assert (kept is None) == (lost == "database and its log gone")
    copy.unlink()
    assert SECRET.encode() not in everywhere(tmp_path)
    with Store.open(path) as store:
        assert [one.report.reason for one in store.reports(rev_ids=[5])] == ["hidden"]
        assert store.cursor("testwiki", "run") == "x"
        assert store.tombstones() == [HIDDEN]
        store.save([checked(5, finding(quote=SECRET), ruleset="r2")])
    assert SECRET.encode() not in everywhere(tmp_path)
    if lost == "nothing":
        assert kept is not None
        with Store.open(kept) as before:
            assert before.cursor("testwiki", "run") == "y"


def test_the_database_before_a_restore_is_purged_later(
    path: Path, tmp_path: Path, copy: Path
) -> None:
    with Store.open(path) as store:
        backup(store, copy)
        fill(store)
    restore(copy, str(path))
    with Store.open(path) as store, Copies(store) as copies:
        assert SECRET.encode() in everywhere(tmp_path)
        copies.hide([HIDDEN])
    assert SECRET.encode() not in everywhere(tmp_path)


def _foreign(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute("CREATE TABLE recipes (name TEXT)")


def _newer(copy: Path) -> None:
    Store.open(copy).close()
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda copy: None, "cannot be read: No such file"),
        (lambda copy: copy.write_text("hello"), "is no SQLite database"),
        (lambda copy: copy.write_bytes(b"SQLite format 3\x00" + b"\xff" * 9000), "database"),
        (_foreign, "tables that are not revlint's"),
        (lambda copy: sqlite3.connect(copy).execute("VACUUM"), "holds none of revlint's tables"),
        (_newer, "has the form 9999, which this revlint does not know"),
    ],
)
def test_what_is_no_backup_is_refused_and_the_database_left(
    path: Path, copy: Path, make: object, said: str
) -> None:
    with Store.open(path) as store:
        fill(store)
    assert callable(make)
    make(copy)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=said):
        restore(copy, str(path))
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*before-restore*"))
    assert not list(path.parent.glob(".*part*"))


def test_the_database_itself_is_no_backup(sqlite: Store, path: Path) -> None:
    with pytest.raises(StoreError, match="is the database itself"):
        restore(path, str(path))


def test_a_database_in_use_is_not_replaced(path: Path, copy: Path, monkeypatch: object) -> None:
    with Store.open(path) as store:
        fill(store)
        backup(store, copy)
        shutil.copy(path, path.with_name("before"))
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM findings").fetchone()
            store.save([checked(30)])
            with pytest.raises(StoreError, match="another process"):
                restore(copy, str(path), busy_timeout_s=0.1)
    with Store.open(path) as store:
        assert store.seen("testwiki", [30]) == {30}


def test_a_server_is_backed_up_with_its_own_tools(server_store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"mariadb-dump --single-transaction.* sweep --all"):
        backup(server_store, tmp_path / "x")
    with pytest.raises(StoreError, match="mariadb-dump"):
        restore(tmp_path / "x", "mysql://me@localhost/x")


def test_a_log_line_cut_short_costs_nothing_else(tmp_path: Path) -> None:
    add_to_log(tmp_path, [HIDDEN])
    log = tmp_path / LOG_NAME
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    os.truncate(log, log.stat().st_size - 5)
    add_to_log(tmp_path, [HIDDEN])
    assert logged(tmp_path) == [HIDDEN]
