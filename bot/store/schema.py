"""Bringing a database to the form this program knows, and refusing one it does not know."""

from __future__ import annotations

from collections.abc import Set

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect

from bot.errors import StoreError
from bot.store.tables import Table

VERSION_TABLE = "alembic_version"
FIRST_TABLES = frozenset({"revisions", "findings", "verdicts", "cursors"})


def upgrade(connection: Connection, place: str) -> None:
    """Bring the database to the newest form; an empty one gets all tables.

    ``connection`` is inside a write transaction, which the caller commits. ``place`` names the
    database in messages.

    Raises:
        StoreError: the database has a form that this program does not know, or is another's.
    """
    config = _configuration(connection)
    _refuse_unknown(connection, ScriptDirectory.from_config(config), place)
    if MigrationContext.configure(connection).get_current_heads():
        _refuse_missing(connection, FIRST_TABLES, place)
    command.upgrade(config, "head")
    _refuse_missing(connection, set(Table.metadata.tables), place)
    _refuse_missing_columns(connection, place)


def downgrade(connection: Connection, place: str, revision: str) -> None:
    """Bring the database back to an earlier form; ``base`` is an empty database.

    Arguments and errors are those of `upgrade`.
    """
    config = _configuration(connection)
    _refuse_unknown(connection, ScriptDirectory.from_config(config), place)
    try:
        command.downgrade(config, revision)
    except CommandError as error:
        raise StoreError(f"{place}: there is no earlier form {revision!r}") from error


def form(connection: Connection, place: str) -> str:
    """The form of the database; empty if it holds nothing. Errors are those of `upgrade`."""
    _refuse_unknown(connection, ScriptDirectory.from_config(_configuration(connection)), place)
    return ", ".join(MigrationContext.configure(connection).get_current_heads())


def _refuse_unknown(connection: Connection, scripts: ScriptDirectory, place: str) -> None:
    present = MigrationContext.configure(connection).get_current_heads()
    known = {script.revision for script in scripts.walk_revisions()}
    unknown = sorted(set(present) - known)
    if unknown:
        raise StoreError(
            f"{place}: the database has the form {', '.join(unknown)}, which this revlint does not"
            " know; use the newer revlint that wrote it, or another database"
        )
    tables = set(inspect(connection).get_table_names())
    # A first step that was killed half-way leaves MariaDB with some of our tables and no form.
    begun = VERSION_TABLE in tables and tables <= {VERSION_TABLE, *Table.metadata.tables}
    tables -= {VERSION_TABLE}
    if tables and not present and not begun:
        raise StoreError(
            f"{place}: the database holds tables that are not revlint's"
            f" ({', '.join(sorted(tables)[:3])}); name another one"
        )


def _refuse_missing(connection: Connection, wanted: Set[str], place: str) -> None:
    missing = wanted - set(inspect(connection).get_table_names())
    if missing:
        raise _missing("tables", missing, place)


def _refuse_missing_columns(connection: Connection, place: str) -> None:
    present = inspect(connection)
    missing = {
        f"{name}.{column.name}"
        for name, table in Table.metadata.tables.items()
        for column in table.columns
        if column.name not in {one["name"] for one in present.get_columns(name)}
    }
    if missing:
        raise _missing("columns", missing, place)


def _missing(what: str, names: Set[str], place: str) -> StoreError:
    # MariaDB drops one after the other, and notes the form afterwards.
    return StoreError(
        f"{place}: {what} are missing ({', '.join(sorted(names))}): somebody dropped them, or a"
        " step to an earlier form was broken off; repeat it (revlint db downgrade), or restore a"
        " backup"
    )


def _configuration(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    return config
