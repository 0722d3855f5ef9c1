"""Bringing a database to the form this program knows, and refusing one it does not know."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.errors import StoreError

VERSION_TABLE = "alembic_version"


def upgrade(connection: Connection, place: str) -> None:
    """Bring the database to the newest form; an empty one gets all tables.

    ``connection`` is inside a write transaction, which the caller commits. ``place`` names the
    database in messages.

    Raises:
        StoreError: the database has a form that this program does not know, or is another's.
    """
    config = _configuration(connection)
    _refuse_unknown(connection, ScriptDirectory.from_config(config), place)
    command.upgrade(config, "head")


def downgrade(connection: Connection, place: str, revision: str) -> None:
    """Bring the database back to an earlier form; ``base`` is an empty database.

    Arguments and errors are those of `upgrade`.
    """
    config = _configuration(connection)
    _refuse_unknown(connection, ScriptDirectory.from_config(config), place)
    command.downgrade(config, revision)


def _refuse_unknown(connection: Connection, scripts: ScriptDirectory, place: str) -> None:
    present = MigrationContext.configure(connection).get_current_heads()
    known = {script.revision for script in scripts.walk_revisions()}
    unknown = sorted(set(present) - known)
    if unknown:
        raise StoreError(
            f"{place}: the database has the form {', '.join(unknown)}, which this revlint does not"
            " know; use the newer revlint that wrote it, or another database"
        )
    tables = set(inspect(connection).get_table_names()) - {VERSION_TABLE}
    if tables and not present:
        raise StoreError(
            f"{place}: the database holds tables that are not revlint's"
            f" ({', '.join(sorted(tables)[:3])}); name another one"
        )


def _configuration(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    return config
