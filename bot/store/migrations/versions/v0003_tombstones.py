"""Tombstones of what a wiki has hidden; revisions that were purged before get theirs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table. What is there already is passed over: MariaDB may have been killed here."""
    op.create_table(
        "tombstones",
        sa.Column("wiki", sa.String(64), primary_key=True),
        sa.Column("rev_id", LONG, primary_key=True, autoincrement=False),
        sa.Column("parts", sa.String(32), nullable=False),
        sa.Column("noticed_at", sa.String(32), nullable=False),
        sa.Column("purged_at", sa.String(32)),
        if_not_exists=True,
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        mysql_engine="InnoDB",
    )
    op.execute(
        "INSERT INTO tombstones (wiki, rev_id, parts, noticed_at)"
        " SELECT wiki, rev_id, 'summary text user', timestamp FROM revisions"
        " WHERE status = 'skipped' AND reason = 'hidden' AND NOT EXISTS (SELECT 1 FROM tombstones t"
        " WHERE t.wiki = revisions.wiki AND t.rev_id = revisions.rev_id)"
    )


def downgrade() -> None:
    """Remove it; the revisions' own rows still say that they are hidden."""
    op.drop_table("tombstones", if_exists=True)
