"""The tables: revisions looked at, findings, verdicts, cursors, drafts, tombstones.

The migrations make them; a test compares the two. Lengths of key columns are bounded, so that
their indexes fit into MariaDB's limit with four bytes a character, and compared byte for byte.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Float, ForeignKey, Index, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.store.types import AnyJson, AnyText, LongInteger

WIKI_LENGTH = 64
FINGERPRINT_LENGTH = 64
RULESET_LENGTH = 64
CODE_LENGTH = 32
WORD_LENGTH = 16
TIMESTAMP_LENGTH = 32
HASH_LENGTH = 64
MARKER_LENGTH = 64

MARIADB = {"mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin", "mysql_engine": "InnoDB"}


class Table(DeclarativeBase):
    """The base of all tables; constraints have names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class RevisionRow(Table):
    """A revision that was looked at, with its latest report but for the findings."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("wiki", "rev_id"),
        Index(None, "wiki", "page_id"),
        Index(None, "wiki", "timestamp"),
        MARIADB,
    )

    id: Mapped[int] = mapped_column(LongInteger, primary_key=True)
    wiki: Mapped[str] = mapped_column(String(WIKI_LENGTH))
    rev_id: Mapped[int] = mapped_column(LongInteger)
    parent_id: Mapped[int] = mapped_column(LongInteger)
    page_id: Mapped[int] = mapped_column(LongInteger)
    namespace: Mapped[int]
    title: Mapped[str] = mapped_column(AnyText)
    timestamp: Mapped[str] = mapped_column(String(TIMESTAMP_LENGTH))
    user: Mapped[str] = mapped_column(AnyText)
    summary: Mapped[str] = mapped_column(AnyText)
    status: Mapped[str] = mapped_column(String(WORD_LENGTH))
    reason: Mapped[str | None] = mapped_column(AnyText)
    ruleset: Mapped[str] = mapped_column(String(RULESET_LENGTH))
    engine: Mapped[str] = mapped_column(AnyText)
    added_chars: Mapped[int]
    ms: Mapped[float] = mapped_column(Float(53))
    counts: Mapped[dict[str, int]] = mapped_column(AnyJson)
    failures: Mapped[list[Any]] = mapped_column(AnyJson)
    unused_suppressions: Mapped[list[Any]] = mapped_column(AnyJson)


class FindingRow(Table):
    """A finding of one set of rules in one revision; ``position`` keeps the report's order.

    ``fate`` says what a later revision, ``fate_rev_id``, has of it.
    """

    __tablename__ = "findings"
    __table_args__ = (
        UniqueConstraint("revision_id", "fingerprint", "ruleset"),
        Index(None, "fingerprint"),
        Index(None, "code"),
        MARIADB,
    )

    id: Mapped[int] = mapped_column(LongInteger, primary_key=True)
    revision_id: Mapped[int] = mapped_column(
        LongInteger, ForeignKey("revisions.id", ondelete="CASCADE")
    )
    ruleset: Mapped[str] = mapped_column(String(RULESET_LENGTH))
    fingerprint: Mapped[str] = mapped_column(String(FINGERPRINT_LENGTH))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(CODE_LENGTH))
    name: Mapped[str] = mapped_column(AnyText)
    status: Mapped[str] = mapped_column(String(WORD_LENGTH))
    severity: Mapped[str] = mapped_column(String(WORD_LENGTH))
    category: Mapped[str] = mapped_column(String(WORD_LENGTH))
    confidence: Mapped[float] = mapped_column(Float(53))
    origin: Mapped[str] = mapped_column(String(WORD_LENGTH))
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    quote: Mapped[str] = mapped_column(AnyText)
    section: Mapped[str] = mapped_column(AnyText)
    line_number: Mapped[int]
    column_number: Mapped[int]
    message: Mapped[str] = mapped_column(AnyText)
    suggestions: Mapped[list[str]] = mapped_column(AnyJson)
    source_name: Mapped[str] = mapped_column(AnyText)
    source_url: Mapped[str] = mapped_column(AnyText)
    evidence: Mapped[list[Any]] = mapped_column(AnyJson)
    surroundings: Mapped[dict[str, Any] | None] = mapped_column(AnyJson)
    fate: Mapped[str | None] = mapped_column(String(WORD_LENGTH))
    fate_rev_id: Mapped[int | None] = mapped_column(LongInteger)


class VerdictRow(Table):
    """What a reviewer said of a finding on a page; a later row overrules an earlier one."""

    __tablename__ = "verdicts"
    __table_args__ = (Index(None, "wiki", "page_id", "fingerprint"), MARIADB)

    id: Mapped[int] = mapped_column(LongInteger, primary_key=True)
    wiki: Mapped[str] = mapped_column(String(WIKI_LENGTH))
    page_id: Mapped[int] = mapped_column(LongInteger)
    fingerprint: Mapped[str] = mapped_column(String(FINGERPRINT_LENGTH))
    verdict: Mapped[str] = mapped_column(String(WORD_LENGTH))
    reviewer: Mapped[str] = mapped_column(AnyText)
    note: Mapped[str] = mapped_column(AnyText)
    given_at: Mapped[str] = mapped_column(String(TIMESTAMP_LENGTH))


class CursorRow(Table):
    """How far a job has come on a wiki."""

    __tablename__ = "cursors"
    __table_args__ = (MARIADB,)

    wiki: Mapped[str] = mapped_column(String(WIKI_LENGTH), primary_key=True)
    job: Mapped[str] = mapped_column(String(WORD_LENGTH), primary_key=True)
    position: Mapped[str] = mapped_column(AnyText)


class DraftRow(Table):
    """A text to be posted on a wiki, and how far that has come."""

    __tablename__ = "drafts"
    __table_args__ = (
        UniqueConstraint("marker"),
        Index(None, "wiki", "state"),
        Index(None, "wiki", "page_id"),
        Index(None, "wiki", "rev_id"),
        MARIADB,
    )

    id: Mapped[int] = mapped_column(LongInteger, primary_key=True)
    wiki: Mapped[str] = mapped_column(String(WIKI_LENGTH))
    kind: Mapped[str] = mapped_column(String(WORD_LENGTH))
    title: Mapped[str] = mapped_column(AnyText)
    heading: Mapped[str] = mapped_column(AnyText)
    body: Mapped[str] = mapped_column(AnyText)
    content_hash: Mapped[str] = mapped_column(String(HASH_LENGTH))
    page_id: Mapped[int] = mapped_column(LongInteger)
    rev_id: Mapped[int] = mapped_column(LongInteger)
    editor: Mapped[str] = mapped_column(AnyText)
    fingerprints: Mapped[list[str]] = mapped_column(AnyJson)
    created_at: Mapped[str] = mapped_column(String(TIMESTAMP_LENGTH))
    state: Mapped[str] = mapped_column(String(WORD_LENGTH))
    decided_by: Mapped[str] = mapped_column(AnyText)
    decided_at: Mapped[str] = mapped_column(String(TIMESTAMP_LENGTH))
    note: Mapped[str] = mapped_column(AnyText)
    marker: Mapped[str] = mapped_column(String(MARKER_LENGTH))
    posted_rev_id: Mapped[int] = mapped_column(LongInteger)
    tries: Mapped[int]
    updated_at: Mapped[str] = mapped_column(String(TIMESTAMP_LENGTH))


class DecisionRow(Table):
    """What a named person decided of one exact content of a draft: once, and for good."""

    __tablename__ = "draft_decisions"
    __table_args__ = (UniqueConstraint("draft_id", "content_hash"), MARIADB)

    id: Mapped[int] = mapped_column(LongInteger, primary_key=True)
    draft_id: Mapped[int] = mapped_column(LongInteger, ForeignKey("drafts.id", ondelete="CASCADE"))
    content_hash: Mapped[str] = mapped_column(String(HASH_LENGTH))
    decision: Mapped[str] = mapped_column(String(WORD_LENGTH))
    decided_by: Mapped[str] = mapped_column(AnyText)
    decided_at: Mapped[str] = mapped_column(String(TIMESTAMP_LENGTH))
    note: Mapped[str] = mapped_column(AnyText)


class LeaseRow(Table):
    """Who alone may write on a wiki, and until when."""

    __tablename__ = "leases"
    __table_args__ = (MARIADB,)

    wiki: Mapped[str] = mapped_column(String(WIKI_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(String(WORD_LENGTH), primary_key=True)
    holder: Mapped[str] = mapped_column(String(MARKER_LENGTH))
    expires_at: Mapped[str] = mapped_column(String(TIMESTAMP_LENGTH))


class TombstoneRow(Table):
    """That a wiki hides parts of a revision (words by a space), stored here or not.

    ``purged_at`` is empty until no file outside the database holds them either.
    """

    __tablename__ = "tombstones"
    __table_args__ = (MARIADB,)

    wiki: Mapped[str] = mapped_column(String(WIKI_LENGTH), primary_key=True)
    rev_id: Mapped[int] = mapped_column(LongInteger, primary_key=True, autoincrement=False)
    parts: Mapped[str] = mapped_column(String(TIMESTAMP_LENGTH))
    noticed_at: Mapped[str] = mapped_column(String(TIMESTAMP_LENGTH))
    purged_at: Mapped[str | None] = mapped_column(String(TIMESTAMP_LENGTH))
