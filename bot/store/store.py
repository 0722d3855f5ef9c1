"""The store: reports and cursors in one transaction, verdicts, and reading both back."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, delete, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from bot.core.model import ReportStatus
from bot.errors import StoreError
from bot.ports import Checked, Cursor, Earlier, ReviewVerdict, StoredFinding, StoredReport
from bot.store import schema
from bot.store.chunks import chunks
from bot.store.engine import BUSY_TIMEOUT_S, WRITES, database_engine, database_url
from bot.store.fates import earlier_findings, note_sightings
from bot.store.reading import stored_findings, stored_reports
from bot.store.saving import DELETED, HIDDEN, save_reports
from bot.store.tables import CursorRow, FindingRow, RevisionRow
from bot.store.verdicts import dismissed_fingerprints, recorded_verdict


class Store:
    """An open database. Every method is one transaction; nothing of SQLAlchemy leaves it.

    All methods raise StoreError if the database refuses; what they were to write is then not
    there, not even in part.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self._place = place

    @classmethod
    def open(
        cls, url_or_path: str | os.PathLike[str], *, busy_timeout_s: float = BUSY_TIMEOUT_S
    ) -> Self:
        """The database of an SQLAlchemy URL, or the SQLite file of a path, made if missing.

        ``busy_timeout_s`` is how long to wait for another process to finish writing (SQLite).

        Raises:
            StoreError: it cannot be opened, is damaged, or has a form this program does not know.
        """
        store = cls.unchecked(url_or_path, busy_timeout_s=busy_timeout_s)
        try:
            store._refuse_damage()
            with store._connection(writes=True) as connection:
                schema.upgrade(connection, store._place)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def unchecked(
        cls, url_or_path: str | os.PathLike[str], *, busy_timeout_s: float = BUSY_TIMEOUT_S
    ) -> Self:
        """The database as it is, for `downgrade`; nothing else works on an old form."""
        url = database_url(url_or_path)
        is_file = url.get_backend_name() == "sqlite" and url.database
        place = url.database if is_file else url.render_as_string(hide_password=True)
        return cls(database_engine(url, busy_timeout_s), place or "")

    def downgrade(self, form: str) -> None:
        """Bring the database back to an earlier form; ``base`` removes everything."""
        with self._connection(writes=True) as connection:
            schema.downgrade(connection, self._place, form)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # What a job needs

    def seen(self, wiki: str, rev_ids: Collection[int]) -> frozenset[int]:
        """Those of the revisions that need no second look.

        One that was not there is not among them: it may turn up late.
        """
        found: set[int] = set()
        with self._session() as session:
            for chunk in chunks(rev_ids):
                query = select(RevisionRow.rev_id, RevisionRow.reason).where(
                    RevisionRow.wiki == wiki, RevisionRow.rev_id.in_(chunk)
                )
                found.update(
                    rev_id for rev_id, reason in session.execute(query) if reason != DELETED
                )
        return frozenset(found)

    def cursor(self, wiki: str, job: str) -> str | None:
        """The position of a job on a wiki; None before its first pass."""
        with self._session() as session:
            row = session.get(CursorRow, (wiki, job))
            return None if row is None else row.position

    def save(self, checked: Sequence[Checked], cursor: Cursor | None = None) -> int:
        """Keep reports and the cursor in one transaction; the number of reports that were new.

        A revision that is already stored is left as it is, unless it was checked with another
        set of rules (then its report is replaced, and the old findings stay under theirs), its
        check had not been finished, or it had not been there. One that the wiki hides is never
        replaced. What a revision says of findings in earlier ones is noted with those.

        Raises:
            StoreError: also if a report names no wiki or revision.
        """
        with self._session(writes=True) as session:
            new = save_reports(session, checked)
            note_sightings(session, checked)
            if cursor is not None:
                session.merge(CursorRow(wiki=cursor.wiki, job=cursor.job, position=cursor.position))
        return new

    def revisions_of(self, wiki: str, page_ids: Collection[int]) -> frozenset[int]:
        """The revisions of these pages that are stored, purged and skipped ones included."""
        found: set[int] = set()
        with self._session() as session:
            for chunk in chunks(page_ids):
                query = select(RevisionRow.rev_id).where(
                    RevisionRow.wiki == wiki, RevisionRow.page_id.in_(chunk)
                )
                found.update(session.scalars(query))
        return frozenset(found)

    def forget(self, wiki: str, rev_ids: Collection[int]) -> int:
        """Purge what the wiki has hidden: findings, user, summary; the number of revisions.

        The row stays as a mark that the revision must not be stored again. Afterwards neither
        the file nor its write-ahead log holds the text.
        """
        purged = 0
        with self._session(writes=True) as session:
            for chunk in chunks(rev_ids):
                query = select(RevisionRow).where(
                    RevisionRow.wiki == wiki, RevisionRow.rev_id.in_(chunk)
                )
                rows = session.scalars(query).all()
                ids = [row.id for row in rows]
                session.execute(delete(FindingRow).where(FindingRow.revision_id.in_(ids)))
                for row in rows:
                    row.status, row.reason = ReportStatus.SKIPPED.value, HIDDEN
                    row.user = row.summary = row.ruleset = row.engine = ""
                    row.added_chars, row.counts = 0, {}
                    row.failures, row.unused_suppressions = [], []
                purged += len(rows)
        self._empty_write_ahead_log()
        return purged

    # Verdicts

    def mark(
        self,
        fingerprint: str,
        verdict: ReviewVerdict,
        *,
        by: str,
        at: str,
        note: str = "",
        wiki: str | None = None,
        page_id: int | None = None,
    ) -> StoredFinding:
        """Record a reviewer's verdict on a finding; the finding with that verdict.

        ``fingerprint`` may be shortened as long as it is unambiguous. ``at`` is ISO 8601 in UTC.
        ``wiki`` and ``page_id`` are needed only if the fingerprint stands on several pages.

        Raises:
            StoreError: also if no finding, or more than one, answers to the fingerprint; the
                message names the nearest.
        """
        with self._session(writes=True) as session:
            return recorded_verdict(
                session, fingerprint, verdict, by=by, at=at, note=note, wiki=wiki, page_id=page_id
            )

    def dismissed(self, wiki: str, page_ids: Collection[int]) -> Mapping[int, frozenset[str]]:
        """The fingerprints not to be shown again, by page id; pages without any are left out.

        These are the findings whose latest verdict is `DISMISS` or `WRONG`.
        """
        with self._session() as session:
            return dismissed_fingerprints(session, wiki, page_ids)

    # What became of findings

    def earlier(self, wiki: str, page_id: int, rev_id: int) -> list[Earlier]:
        """The findings in the text of a page's revisions before one, latest first, 200 at most."""
        with self._session() as session:
            return earlier_findings(session, wiki, page_id, rev_id)

    # Reading back

    def reports(
        self,
        *,
        wiki: str | None = None,
        statuses: Collection[ReportStatus] = (),
        since: str | None = None,
        until: str | None = None,
        page_id: int | None = None,
        rev_ids: Collection[int] | None = None,
        limit: int | None = None,
    ) -> tuple[StoredReport, ...]:
        """Stored reports by time of edit, newest first, each with its findings in order.

        ``since`` and ``until`` are ISO 8601 in UTC, both included; no status means every one.
        """
        with self._session() as session:
            return stored_reports(
                session,
                wiki=wiki,
                statuses=statuses,
                since=since,
                until=until,
                page_id=page_id,
                rev_ids=rev_ids,
                limit=limit,
            )

    def findings(
        self,
        *,
        wiki: str | None = None,
        page_id: int | None = None,
        code: str | None = None,
        fingerprint: str | None = None,
        limit: int | None = None,
    ) -> tuple[StoredFinding, ...]:
        """Findings of the latest check of their revision, latest stored first."""
        with self._session() as session:
            return stored_findings(
                session,
                wiki=wiki,
                page_id=page_id,
                code=code,
                fingerprint=fingerprint,
                limit=limit,
            )

    # Transactions

    @contextmanager
    def _session(self, *, writes: bool = False) -> Iterator[Session]:
        with self._connection(writes=writes) as connection, Session(connection) as session:
            yield session
            session.flush()

    @contextmanager
    def _connection(self, *, writes: bool = False) -> Iterator[Connection]:
        """One transaction, committed at the end of the block, with foreign errors translated."""
        try:
            with self._engine.connect() as fresh:
                connection = fresh.execution_options(**WRITES) if writes else fresh
                with connection.begin():
                    yield connection
        except DBAPIError as error:
            raise StoreError(f"{self._place}: the database refused: {error.orig}") from error
        except (SQLAlchemyError, OverflowError, UnicodeError) as error:
            # The full message quotes the statement's values, which are a wiki's text.
            raise StoreError(
                f"{self._place}: a value does not fit into the database ({type(error).__name__})"
            ) from error

    def _refuse_damage(self) -> None:
        if self._engine.dialect.name != "sqlite":
            return
        with self._connection() as connection:
            answer = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
        if answer != "ok":
            raise StoreError(f"{self._place}: the database is damaged ({answer}); restore a backup")

    def _empty_write_ahead_log(self) -> None:
        if self._engine.dialect.name != "sqlite":
            return
        # Not within a transaction, which the connections of the engine begin by themselves.
        raw = self._engine.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = any(row[0] for row in cursor.fetchall())
            cursor.close()
        finally:
            raw.close()
        if busy:
            raise StoreError(
                f"{self._place}: another process reads the database, so that purged text is still"
                " in its write-ahead log; purge again"
            )
