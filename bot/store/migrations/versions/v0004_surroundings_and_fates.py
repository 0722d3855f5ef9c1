"""The words around a finding, and what later revisions made of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0001"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns; findings of before know neither."""
    with op.batch_alter_table("findings") as findings:
        findings.add_column(sa.Column("surroundings", sa.JSON()))
        findings.add_column(sa.Column("fate", sa.String(16)))
        findings.add_column(sa.Column("fate_rev_id", LONG))


def downgrade() -> None:
    """Remove the columns."""
    with op.batch_alter_table("findings") as findings:
        findings.drop_column("fate_rev_id")
        findings.drop_column("fate")
        findings.drop_column("surroundings")
