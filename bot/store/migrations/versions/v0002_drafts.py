"""Drafts with their decisions, and leases: what is written on a wiki, and by whom."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import LONGTEXT

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Written out here, not imported: a step stays what it was when the program's own types change.
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(LONGTEXT(), "mysql", "mariadb")
MARIADB: dict[str, Any] = {
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mysql_engine": "InnoDB",
}


def upgrade() -> None:
    """Make the tables and their indexes."""
    op.create_table(
        "drafts",
        sa.Column("id", LONG, primary_key=True),
        sa.Column("wiki", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("heading", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("page_id", LONG, nullable=False),
        sa.Column("rev_id", LONG, nullable=False),
        sa.Column("editor", TEXT, nullable=False),
        sa.Column("fingerprints", sa.JSON, nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("decided_by", TEXT, nullable=False),
        sa.Column("decided_at", sa.String(32), nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("marker", sa.String(64), nullable=False),
        sa.Column("posted_rev_id", LONG, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("updated_at", sa.String(32), nullable=False),
        sa.UniqueConstraint("marker", name="uq_drafts_marker"),
        if_not_exists=True,
        **MARIADB,
    )
    _index("drafts", "wiki", "state")
    _index("drafts", "wiki", "page_id")
    _index("drafts", "wiki", "rev_id")
    op.create_table(
        "draft_decisions",
        sa.Column("id", LONG, primary_key=True),
        sa.Column(
            "draft_id",
            LONG,
            sa.ForeignKey("drafts.id", name="fk_draft_decisions_draft_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("decided_by", TEXT, nullable=False),
        sa.Column("decided_at", sa.String(32), nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.UniqueConstraint(
            "draft_id", "content_hash", name="uq_draft_decisions_draft_id_content_hash"
        ),
        if_not_exists=True,
        **MARIADB,
    )
    op.create_table(
        "leases",
        sa.Column("wiki", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.String(32), nullable=False),
        if_not_exists=True,
        **MARIADB,
    )


def downgrade() -> None:
    """Remove the tables."""
    for table in ("leases", "draft_decisions", "drafts"):
        op.drop_table(table, if_exists=True)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns), if_not_exists=True)
