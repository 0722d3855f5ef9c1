"""What the disk, the clock and chance may do to a database."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.ports import Cursor, HiddenPart, Tombstone
from bot.store import Copies, Store, backup
from bot.store import engine as engine_module
from tests.store.builders import checked, finding
from tests.store.databases import Database, content

NOBODY = 65534


@pytest.mark.parametrize("case", ["state_fault-003"])
def test_a_database_that_may_not_grow_keeps_the_state_before(
    sqlite: Store, path: Path, case: str
) -> None:
    sqlite.save([checked(1)], Cursor("testwiki", "run", "first"))
    with sqlite._connection() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
    batch = [checked(i, summary="x" * 5000) for i in range(2, 60)]
    with pytest.raises(StoreError, match="database or disk is full"):
        sqlite.save(batch, Cursor("testwiki", "run", "second"))
    assert sqlite.cursor("testwiki", "run") == "first"
    assert sqlite.seen("testwiki", range(1, 60)) == {1}
    assert sqlite.check() == []


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach."""
    with tempfile.TemporaryDirectory(prefix="revlint-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.mark.parametrize("case", ["state_fault-005"])
@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_may_not_be_written_stops_the_start(
    open_folder: Path, there: bool, case: str
) -> None:
    path = open_folder / "revlint.sqlite"
    if there:
        Store.open(path).close()
    said = open_folder / "said"
    said.touch()
    if os.geteuid() == 0:  # whom no mode stops
        for one in (open_folder, said, *([path] if there else [])):
            os.chown(one, NOBODY, NOBODY)
    open_folder.chmod(0o555)
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            with Store.open(path) as store:
                store.save([checked(1)])
        except StoreError as error:
            said.write_text(str(error))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    open_folder.chmod(0o755)
    message = said.read_text()
    assert message.startswith(f"{path}: the database ")
    assert ("cannot be written: Permission denied" in message) is not there
    with closing(sqlite3.connect(path)) as database:
        tables = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'revisions'")
        assert tables.fetchone() == (int(there),)
        if there:
            assert database.execute("SELECT count(*) FROM revisions").fetchone() == (0,)


@pytest.mark.parametrize("case", ["state_fault-011"])
@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "nfs"])
def test_a_network_disk_is_refused_before_anything_is_written(
    path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, case: str
) -> None:
    """No network disk can be mounted here: what the system says of this folder is replaced."""
    mounts = path.with_name("mountinfo")
    folder = str(path.parent).replace(" ", "\\040")
    mounts.write_text(
        "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw\n"
        f"30 22 0:26 / {folder} rw,noatime shared:9 - {kind} server:/project rw\n"
    )
    monkeypatch.setattr(engine_module, "MOUNTS", mounts)
    with pytest.raises(StoreError, match=rf"not safe on a network disk \({kind}\); use a local"):
        Store.open(path)
    assert not path.exists()


@pytest.mark.parametrize("case", ["state_fault-018"])
def test_a_changed_byte_in_any_page_of_structure_is_seen_at_the_start(
    path: Path, case: str
) -> None:
    """One byte of each page's head; and of each index, which must agree with its table."""
    with Store.open(path) as store:
        store.save([checked(i, finding(), title=f"Page {i}") for i in range(1, 60)])
    whole = path.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    with closing(sqlite3.connect(path)) as database:
        indexes = {
            root
            for (root,) in database.execute("SELECT rootpage FROM sqlite_master WHERE type='index'")
        }
    places = [number * size for number in range(1, len(whole) // size)]
    places += [number * size - 3 for number in indexes if whole[(number - 1) * size] == 10]
    unseen = []
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 0x55
        path.write_bytes(changed)
        if not _is_refused(path):
            unseen.append(place)
    path.write_bytes(whole)
    Store.open(path).close()
    # The last bytes of an index that holds nothing are in no use.
    assert len(places) > 20
    used = [place for place in unseen if whole[place] or place % size == 0]
    assert used == []


def _is_refused(path: Path) -> bool:
    try:
        Store.open(path).close()
    except StoreError:
        return True
    return False


def test_pruning_keeps_verdicts_cursors_and_tombstones(store: Store, stored: Database) -> None:
    old = [checked(i, finding(), timestamp=f"2025-01-0{i}T00:00:00Z") for i in (1, 4)]
    new = [checked(i, finding(), timestamp=f"2025-06-0{i}T00:00:00Z") for i in (6, 8)]
    gone = checked(9, timestamp="")
    store.save([*old, *new, gone], Cursor("testwiki", "run", "x"))
    store.hide(
        [
            Tombstone(
                wiki="testwiki", rev_id=4, parts=frozenset({HiddenPart.TEXT}), noticed_at="2025"
            )
        ]
    )
    before = content(stored)
    assert store.prune("2025-06-01T00:00:00Z") == {("testwiki", 1), ("testwiki", 4)}
    after = content(stored)
    assert [one.report.rev_id for one in store.reports()] == [8, 6, 9]
    assert len(after["findings"]) == 2
    for table in ("verdicts", "cursors", "tombstones"):
        assert after[table] == before[table]
    store.save([checked(4, finding())])
    assert store.reports(rev_ids=[4])[0].report.reason == "hidden"


@pytest.mark.parametrize("case", ["state_fault-007"])
def test_a_clock_a_year_ahead_prunes_nothing(store: Store, stored: Database, case: str) -> None:
    store.save([checked(i, finding(), timestamp=f"2025-06-0{i}T00:00:00Z") for i in (6, 8)])
    before = content(stored)
    with pytest.raises(StoreError, match="is the clock right\\? Nothing was removed"):
        store.prune("2026-03-01T00:00:00Z")
    assert content(stored) == before
    assert len(store.prune("2026-03-01T00:00:00Z", force=True)) == 2


def test_pruning_takes_the_backups_along(sqlite: Store, path: Path, tmp_path: Path) -> None:
    sqlite.save([checked(1, timestamp="2025-01-01T00:00:00Z"), checked(5)])
    backup(sqlite, tmp_path / "copy.sqlite3")
    with Copies(sqlite) as copies:
        assert copies.prune("2025-02-01T00:00:00Z") == {("testwiki", 1)}
    with Store.open(tmp_path / "copy.sqlite3") as copy:
        assert [one.report.rev_id for one in copy.reports()] == [5]
