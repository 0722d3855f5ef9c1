"""The first tables: revisions, findings, verdicts, cursors."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import LONGTEXT

revision = "0001"
down_revision = None
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
    """Make the tables and their indexes.

    MariaDB commits each statement by itself: a step that was killed half-way begins again, and
    passes over what is there already.
    """
    op.create_table(
        "revisions",
        sa.Column("id", LONG, primary_key=True),
        sa.Column("wiki", sa.String(64), nullable=False),
        sa.Column("rev_id", LONG, nullable=False),
        sa.Column("parent_id", LONG, nullable=False),
        sa.Column("page_id", LONG, nullable=False),
        sa.Column("namespace", sa.Integer, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("timestamp", sa.String(32), nullable=False),
        sa.Column("user", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("reason", TEXT),
        sa.Column("ruleset", sa.String(64), nullable=False),
        sa.Column("engine", TEXT, nullable=False),
        sa.Column("added_chars", sa.Integer, nullable=False),
        sa.Column("ms", sa.Float(53), nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("failures", sa.JSON, nullable=False),
        sa.Column("unused_suppressions", sa.JSON, nullable=False),
        sa.UniqueConstraint("wiki", "rev_id", name="uq_revisions_wiki_rev_id"),
        if_not_exists=True,
        **MARIADB,
    )
    _index("revisions", "wiki", "page_id")
    _index("revisions", "wiki", "timestamp")
    op.create_table(
        "findings",
        sa.Column("id", LONG, primary_key=True),
        sa.Column(
            "revision_id",
            LONG,
            sa.ForeignKey("revisions.id", name="fk_findings_revision_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("ruleset", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("severity", sa.String(16), nullable=False),
        sa.Column("category", sa.String(16), nullable=False),
        sa.Column("confidence", sa.Float(53), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("start_offset", sa.Integer, nullable=False),
        sa.Column("end_offset", sa.Integer, nullable=False),
        sa.Column("quote", TEXT, nullable=False),
        sa.Column("section", TEXT, nullable=False),
        sa.Column("line_number", sa.Integer, nullable=False),
        sa.Column("column_number", sa.Integer, nullable=False),
        sa.Column("message", TEXT, nullable=False),
        sa.Column("suggestions", sa.JSON, nullable=False),
        sa.Column("source_name", TEXT, nullable=False),
        sa.Column("source_url", TEXT, nullable=False),
        sa.Column("evidence", sa.JSON, nullable=False),
        sa.UniqueConstraint(
            "revision_id",
            "fingerprint",
            "ruleset",
            name="uq_findings_revision_id_fingerprint_ruleset",
        ),
        if_not_exists=True,
        **MARIADB,
    )
    _index("findings", "fingerprint")
    _index("findings", "code")
    op.create_table(
        "verdicts",
        sa.Column("id", LONG, primary_key=True),
        sa.Column("wiki", sa.String(64), nullable=False),
        sa.Column("page_id", LONG, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("reviewer", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("given_at", sa.String(32), nullable=False),
        if_not_exists=True,
        **MARIADB,
    )
    _index("verdicts", "wiki", "page_id", "fingerprint")
    op.create_table(
        "cursors",
        sa.Column("wiki", sa.String(64), primary_key=True),
        sa.Column("job", sa.String(16), primary_key=True),
        sa.Column("position", TEXT, nullable=False),
        if_not_exists=True,
        **MARIADB,
    )


def downgrade() -> None:
    """Remove everything."""
    for table in ("cursors", "verdicts", "findings", "revisions"):
        op.drop_table(table, if_exists=True)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns), if_not_exists=True)
