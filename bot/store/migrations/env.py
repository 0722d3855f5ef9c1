"""Runs the steps over the connection that `bot.store.schema` hands in."""

from __future__ import annotations

from alembic import context

from bot.store.tables import Table

# One transaction for all steps: a process that is killed half-way leaves the database as it was.
# (MariaDB commits each statement on its own.) SQLite alters a table by copying it, hence "batch".
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
