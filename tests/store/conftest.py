"""Stores: `store` is on each kind of database in turn, `sqlite` and `path` on a file alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import Store
from tests.mariadb.server import MariaDB
from tests.store.databases import Database, Server, Sqlite, emptied


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where an SQLite database is."""
    return tmp_path / "revlint.sqlite"


@pytest.fixture
def sqlite(path: Path) -> Iterator[Store]:
    """An open, empty store in an SQLite file."""
    with Store.open(path) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "mariadb"])
def database(request: pytest.FixtureRequest, path: Path) -> Database:
    """A database of each kind without any table."""
    if request.param == "sqlite":
        return Sqlite(path)
    server: MariaDB = request.getfixturevalue("mariadb")
    server.make_database("revlint_bare")
    return Server(server, "revlint_bare")


@pytest.fixture(scope="session")
def server_store(mariadb: MariaDB) -> Iterator[Store]:
    """A store on the server, used by one test after the other."""
    database = Server(mariadb)
    mariadb.make_database(database.name)
    with Store.open(database.url) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "mariadb"])
def store(request: pytest.FixtureRequest) -> Store:
    """An open, empty store on each kind of database."""
    if request.param == "sqlite":
        opened: Store = request.getfixturevalue("sqlite")
        return opened
    shared: Store = request.getfixturevalue("server_store")
    emptied(shared)
    return shared


@pytest.fixture
def stored(store: Store, path: Path, request: pytest.FixtureRequest) -> Database:
    """The database that `store` is open on, to be asked past the store."""
    if store.file is not None:
        return Sqlite(path)
    return Server(request.getfixturevalue("mariadb"))
