"""Which databases are opened, made, brought up to date, or refused."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Float
from sqlalchemy.dialects.mysql import DOUBLE

from bot.errors import StoreError
from bot.store import Store
from bot.store.engine import file_system
from bot.store.tables import Table
from tests.store.builders import checked, finding


def test_the_migrations_make_the_tables_that_the_code_uses(store: Store) -> None:
    with store._connection() as connection:
        options = {"compare_server_default": True, "compare_type": _is_another_type}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Table.metadata) == []


def _is_another_type(*types: object) -> bool | None:
    """MariaDB calls a FLOAT of 53 bits a DOUBLE; None leaves the comparison to Alembic."""
    there, wanted = types[-2:]
    return False if isinstance(there, DOUBLE) and isinstance(wanted, Float) else None


def test_a_url_and_a_path_open_the_same_file(path: Path) -> None:
    with Store.open(path) as store:
        store.save([checked(1)])
    with Store.open(f"sqlite:///{path}") as store:
        assert store.seen("testwiki", [1]) == {1}


def test_the_file_is_its_owners_only(sqlite: Store, path: Path) -> None:
    sqlite.save([checked(1)])
    files = sorted(path.parent.glob(f"{path.name}*"))
    assert [file.name for file in files] == [path.name, f"{path.name}-shm", f"{path.name}-wal"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_every_connection_is_durable_and_purges(sqlite: Store) -> None:
    with sqlite._connection() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "secure_delete": 1,
        "foreign_keys": 1,
    }


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    path.write_text("no database, but long enough to look at" * 50)
    with pytest.raises(StoreError, match=f"{path}: the database refused: file is not a database"):
        Store.open(path)


def test_a_damaged_database_is_refused(path: Path) -> None:
    with Store.open(path) as store:
        store.save([checked(i, finding(), summary="x" * 3000) for i in range(1, 60)])
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\xff" * 64)
    with pytest.raises(StoreError, match=r"damaged|malformed"):
        Store.open(path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"the folder .*/nowhere does not exist"):
        Store.open(tmp_path / "nowhere" / "revlint.sqlite")


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written: Is a directory"):
        Store.open(tmp_path)


def test_a_missing_driver_is_named() -> None:
    with pytest.raises(StoreError, match="the driver for mysql\\+nodriver is not installed"):
        Store.open("mysql+nodriver://user:password@host/db")


def test_no_password_in_messages() -> None:
    with pytest.raises(StoreError) as caught:
        Store.open("sqlite+pysqlite://user:secret@host")
    assert "secret" not in str(caught.value)


MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:26 / /data/project rw,noatime shared:9 - nfs4 server:/project rw,vers=4.2
31 30 0:27 / /data/project/local\\040disk rw - ext4 /dev/vdb rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me", "ext4"),
        ("/data/project/bot", "nfs4"),
        ("/data/projects", "ext4"),
        ("/data/project/local disk/x", "ext4"),
    ],
)
def test_the_file_system_of_a_folder(folder: str, kind: str) -> None:
    assert file_system(Path(folder), MOUNTS) == kind


def test_this_machines_mounts_can_be_read(tmp_path: Path) -> None:
    assert file_system(tmp_path, Path("/proc/self/mountinfo").read_text())
