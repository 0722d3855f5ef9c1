"""The two kinds of database as tests meet them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.store import Store
from tests.mariadb.server import MariaDB

NAME = "revlint_test"


@dataclass(frozen=True, slots=True)
class Sqlite:
    """A file of our own."""

    path: Path

    @property
    def url(self) -> str:
        """The address that `Store.open` takes."""
        return str(self.path)

    @property
    def place(self) -> str:
        """What messages call it."""
        return str(self.path)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database answers, asked past the store."""
        with closing(sqlite3.connect(self.path, timeout=30)) as connection, connection:
            return connection.execute(query).fetchall()

    def tables(self) -> set[str]:
        """The names of its tables."""
        return {row[0] for row in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}


@dataclass(frozen=True, slots=True)
class Server:
    """A database on the test server."""

    server: MariaDB
    name: str = NAME

    @property
    def url(self) -> str:
        """The address that `Store.open` takes."""
        return self.server.url(self.name)

    @property
    def place(self) -> str:
        """What messages call it."""
        return f"mysql+pymysql://tester@localhost/{self.name}"

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database answers, asked past the store."""
        with self.server.connection(self.name) as connection, connection.cursor() as cursor:
            cursor.execute(query)
            found = list(cursor.fetchall())
            connection.commit()
            return found

    def tables(self) -> set[str]:
        """The names of its tables."""
        return {row[0] for row in self.rows("SHOW TABLES")}


Database = Sqlite | Server


def content(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row by table."""
    return {
        table: sorted(database.rows(f"SELECT * FROM {table}"), key=repr)
        for table in sorted(database.tables())
    }


def emptied(store: Store) -> None:
    """Remove every row of the tables."""
    from bot.store.tables import Table

    with store._connection(writes=True) as connection:
        for table in reversed(Table.metadata.sorted_tables):
            connection.execute(table.delete())
