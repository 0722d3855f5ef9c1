"""Whether a database is whole."""

from __future__ import annotations

import os

from sqlalchemy import Engine, text

from bot.errors import StoreError
from bot.store.engine import SERVER_NAMES
from bot.store.tables import Table

# Comparing the indexes with the tables reads everything: about a second for so many bytes.
LARGEST_FULLY_CHECKED_BYTES = 256 << 20
FAULTS_SHOWN = 20


def refuse_damage(engine: Engine, place: str) -> None:
    """Look at the database before anything is written to it.

    Raises:
        StoreError: it is damaged, or would not keep every character.
    """
    if engine.dialect.name == "sqlite":
        size = os.path.getsize(engine.url.database) if engine.url.database else 0
        check = "integrity_check" if size <= LARGEST_FULLY_CHECKED_BYTES else "quick_check"
        with engine.connect() as connection:
            answer = connection.execute(text(f"PRAGMA {check}(1)")).scalar_one()
        if answer != "ok":
            raise StoreError(f"{place}: the database is damaged ({answer}); restore a backup")
    elif engine.dialect.name in SERVER_NAMES:
        narrow = _narrow_columns(engine)
        if narrow:
            raise StoreError(f"{place}: {narrow[0]}")


def faults(engine: Engine) -> list[str]:
    """Everything that is wrong with the database, each in a sentence."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            answers = connection.execute(text(f"PRAGMA integrity_check({FAULTS_SHOWN})")).scalars()
            found = [answer for answer in answers if answer != "ok"]
            orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
        return found + [f"a row of {row[0]} belongs to no row of {row[2]}" for row in orphans]
    if engine.dialect.name not in SERVER_NAMES:
        return []
    found = _narrow_columns(engine)
    with engine.connect() as connection:
        for name in sorted(Table.metadata.tables):
            for row in connection.execute(text(f"CHECK TABLE `{name}`")):
                if row.Msg_type in ("error", "warning"):
                    found.append(f"{name}: {row.Msg_text}")
    return found


def _narrow_columns(engine: Engine) -> list[str]:
    """Columns that cannot take every character: an emoji needs four bytes."""
    query = text(
        "SELECT table_name, column_name, character_set_name FROM information_schema.columns"
        " WHERE table_schema = DATABASE() AND character_set_name IS NOT NULL"
        " AND character_set_name <> 'utf8mb4' ORDER BY table_name, ordinal_position"
    )
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    return [
        f"the column {column} of {table} has the character set {charset}; run: ALTER TABLE {table}"
        " CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
        for table, column, charset in rows
        if table in Table.metadata.tables
    ]
