"""The words around a finding, and what later revisions made of it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


COLUMNS: dict[str, Any] = {
    "surroundings": sa.JSON(),
    "fate": sa.String(16),
    "fate_rev_id": sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
}


def upgrade() -> None:
    """Add the columns; findings of before know neither."""
    present = _present()
    for name, kind in COLUMNS.items():
        if name not in present:
            op.add_column("findings", sa.Column(name, kind))


def downgrade() -> None:
    """Remove the columns."""
    for name in _present() & set(COLUMNS):
        op.drop_column("findings", name)


def _present() -> set[str]:
    """The columns there are: MariaDB keeps those of a step that was broken off."""
    return {column["name"] for column in sa.inspect(op.get_bind()).get_columns("findings")}
