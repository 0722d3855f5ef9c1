"""The store: reports and cursors in one transaction, verdicts, and reading both back."""

from __future__ import annotations

import itertools
import os
import random
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from bot.core.model import ReportStatus
from bot.core.outgoing import NewDraft
from bot.core.skip import DELETED
from bot.errors import StoreError
from bot.ports import (
    Checked,
    Cursor,
    Earlier,
    Held,
    HiddenPart,
    ReviewVerdict,
    StoredFinding,
    StoredReport,
    Tombstone,
)
from bot.store import health, purging, schema
from bot.store.chunks import chunks
from bot.store.draft_rows import add_drafts
from bot.store.engine import (
    BUSY_TIMEOUT_S,
    WRITES,
    database_engine,
    database_url,
    may_pass,
    place_of,
    short_waits,
)
from bot.store.fates import earlier_findings, note_sightings
from bot.store.pruning import pruned
from bot.store.purging import purge
from bot.store.reading import stored_findings, stored_reports
from bot.store.saving import save_reports
from bot.store.server_lock import server_lock
from bot.store.tables import CursorRow, RevisionRow
from bot.store.tombstones import all_tombstones, known_parts, recorded, settled
from bot.store.verdicts import dismissed_fingerprints, recorded_verdict

# A transaction that another one was in the way of is begun so often, with pauses that grow.
TRIES = 6
FIRST_WAIT_S = 0.02
# So soon it is asked again whether readers have let the write-ahead log go.
AGAIN_S = 0.05
# Another process may be changing the form of the database for so long.
FORM_WAIT_S = 60.0

Result = TypeVar("Result")


class Store:
    """An open database. Every method is one transaction; nothing of SQLAlchemy leaves it.

    All methods raise StoreError if the database refuses; what they were to write is then not
    there, not even in part.
    """

    def __init__(self, engine: Engine, place: str, busy_timeout_s: float) -> None:
        self._engine = engine
        self._place = place
        self._busy_timeout_s = busy_timeout_s

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
            with store._translated():
                health.refuse_damage(store._engine, store._place)
            store.upgrade()
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
        return cls(database_engine(url, busy_timeout_s), place_of(url), busy_timeout_s)

    @property
    def file(self) -> Path | None:
        """The SQLite file; None for a database on a server, or in memory."""
        if self._engine.dialect.name != "sqlite" or not self._engine.url.database:
            return None
        return Path(self._engine.url.database)

    def form(self) -> str:
        """The form of the database; empty if it has none of our tables."""
        with self._connection() as connection:
            return schema.form(connection, self._place)

    def upgrade(self) -> None:
        """Bring the database to the newest form; an empty one gets all tables."""
        with (
            self._translated(),
            self._form_alone(),
            self._connection(writes=True) as connection,
        ):
            schema.upgrade(connection, self._place)

    def downgrade(self, form: str) -> None:
        """Bring the database back to an earlier form; ``base`` removes everything."""
        with (
            self._translated(),
            self._form_alone(),
            self._connection(writes=True) as connection,
        ):
            schema.downgrade(connection, self._place, form)

    def _form_alone(self) -> AbstractContextManager[None]:
        return server_lock(
            self._engine,
            self._place,
            "form",
            wait_s=FORM_WAIT_S,
            refusal="another process is changing the form of the database",
        )

    @contextmanager
    def alone(self, job: str) -> Iterator[None]:
        """Keep others from the same job on this database, if it is on a server.

        A file has a lock file beside it instead, which needs no open database.

        Raises:
            TryLaterError: another process is at it.
        """
        refusal = f"another run is active ({job})"
        with ExitStack() as held:
            # What the job itself meets is not the database's.
            with self._translated():
                held.enter_context(server_lock(self._engine, self._place, job, refusal=refusal))
            yield

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

    def save(
        self,
        checked: Sequence[Checked],
        cursor: Cursor | None = None,
        *,
        drafts: Sequence[NewDraft] = (),
        at: str = "",
    ) -> int:
        """Keep reports and the cursor in one transaction; the number of reports that were new.

        ``drafts`` made of the reports are kept with them, as made ``at`` (ISO 8601 in UTC).

        A revision that is already stored is left as it is, unless it was checked with another
        set of rules (then its report is replaced, and the old findings stay under theirs), its
        check had not been finished, or it had not been there. One that the wiki hides is never
        replaced. What a revision says of findings in earlier ones is noted with those.

        Raises:
            StoreError: also if a report names no wiki or revision.
        """

        def work(session: Session) -> int:
            new = save_reports(session, checked)
            add_drafts(session, drafts, at=at)
            note_sightings(session, checked)
            if cursor is not None:
                session.merge(CursorRow(wiki=cursor.wiki, job=cursor.job, position=cursor.position))
            return new

        return self._written(work)

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

    def move_cursor(self, cursor: Cursor) -> None:
        """Keep a job's position."""
        self.save([], cursor)

    # Hidden text

    def forget(self, wiki: str, rev_ids: Collection[int], *, at: str = "") -> int:
        """Purge revisions that the wiki has hidden as a whole; the number of those that were there.

        See `hide`. ``at`` is when it was noticed, ISO 8601 in UTC.
        """
        parts = frozenset({HiddenPart.TEXT, HiddenPart.USER, HiddenPart.SUMMARY})
        tombstones = [
            Tombstone(wiki=wiki, rev_id=rev_id, parts=parts, noticed_at=at) for rev_id in rev_ids
        ]
        present = self.seen(wiki, rev_ids)
        self.hide(tombstones)
        return len(present)

    def hide(self, tombstones: Sequence[Tombstone]) -> frozenset[int]:
        """Purge what the tombstones hide; the ids of all revisions that lost something.

        The tombstones stay, and nothing that is saved later brings back what they hide.
        Afterwards neither the file nor its write-ahead log holds it.
        """

        def work(session: Session) -> frozenset[int]:
            recorded(session, tombstones)
            return frozenset().union(*purge(session, tombstones).values())

        lost = self._written(work)
        self.empty_write_ahead_log()
        return lost

    def held(self, wiki: str, *, after: int, limit: int) -> Sequence[Held]:
        """The first ``limit`` revisions by id above ``after`` that keep something to be hidden."""
        with self._session() as session:
            return purging.held(session, wiki, after=after, limit=limit)

    def held_among(
        self, wiki: str, rev_ids: Collection[int], page_ids: Collection[int]
    ) -> Sequence[Held]:
        """As `held`: those that are, or whose parent is, among the revisions, or of the pages."""
        with self._session() as session:
            return purging.held_among(session, wiki, rev_ids, page_ids)

    def known(self, wiki: str, rev_ids: Collection[int]) -> Mapping[int, frozenset[HiddenPart]]:
        """What tombstones say is hidden of the revisions."""
        with self._session() as session:
            return known_parts(session, wiki, rev_ids)

    def tombstones(
        self, *, wiki: str | None = None, unsettled: bool = False
    ) -> Sequence[Tombstone]:
        """All tombstones; or only those whose purge did not come to its end outside of here."""
        with self._session() as session:
            return all_tombstones(session, wiki=wiki, unsettled=unsettled)

    def settled(self, tombstones: Sequence[Tombstone], at: str) -> None:
        """Note that nothing that these hide is left anywhere; ``at`` is ISO 8601 in UTC."""
        self._written(lambda session: settled(session, tombstones, at))

    def prune(self, before: str, *, force: bool = False) -> frozenset[tuple[str, int]]:
        """Remove revisions made before then (ISO 8601, UTC) with their findings; wiki and id each.

        Verdicts, cursors and tombstones stay.

        Raises:
            StoreError: also if nothing would be left, unless ``force``: then rather the clock is
                wrong.
        """
        removed = self._written(lambda session: pruned(session, before, force=force))
        self.empty_write_ahead_log()
        return removed

    def check(self) -> Sequence[str]:
        """Everything that is wrong with the database, each in a sentence; may take long."""
        with self._translated():
            return health.faults(self._engine)

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
        return self._written(
            lambda session: recorded_verdict(
                session, fingerprint, verdict, by=by, at=at, note=note, wiki=wiki, page_id=page_id
            )
        )

    def dismissed(self, wiki: str, page_ids: Collection[int]) -> Mapping[int, frozenset[str]]:
        """The fingerprints not to be shown again, by page id; pages without any are left out.

        These are the findings whose latest verdict is `DISMISS` or `WRONG`.
        """
        with self._session() as session:
            return dismissed_fingerprints(session, wiki, page_ids)

    # What became of findings

    def earlier(self, wiki: str, page_ids: Collection[int]) -> dict[int, list[Earlier]]:
        """The findings in the text of pages' revisions, by page id, of each the latest 200."""
        with self._session() as session:
            return earlier_findings(session, wiki, page_ids)

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

    def _written(self, work: Callable[[Session], Result]) -> Result:
        """The result of work in one write transaction, begun again if another was in the way.

        ``work`` may be called several times, each time with everything as it was before.
        """
        for attempt in itertools.count(1):
            try:
                with self._session(writes=True) as session:
                    return work(session)
            except StoreError as error:
                if attempt == TRIES or not may_pass(error.__cause__):
                    raise
                # Not in step with the other one, or both meet again.
                time.sleep(FIRST_WAIT_S * 2**attempt * random.random())
        raise AssertionError("unreachable")

    @contextmanager
    def _session(self, *, writes: bool = False) -> Iterator[Session]:
        with self._connection(writes=writes) as connection, Session(connection) as session:
            yield session
            session.flush()

    @contextmanager
    def _connection(self, *, writes: bool = False) -> Iterator[Connection]:
        """One transaction, committed at the end of the block, with foreign errors translated."""
        with self._translated(), self._engine.connect() as fresh:
            connection = fresh.execution_options(**WRITES) if writes else fresh
            with connection.begin():
                yield connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise StoreError(f"{self._place}: the database refused: {error.orig}") from error
        except (SQLAlchemyError, OverflowError, UnicodeError) as error:
            # The full message quotes the statement's values, which are a wiki's text.
            raise StoreError(
                f"{self._place}: a value does not fit into the database ({type(error).__name__})"
            ) from error

    def empty_write_ahead_log(self) -> None:
        """Move SQLite's log into the database, so that nothing purged is left in it.

        Raises:
            StoreError: another process reads the database and is in the way.
        """
        if self._engine.dialect.name != "sqlite":
            return
        # Not within a transaction, which the connections of the engine begin by themselves.
        try:
            with (
                closing(self._engine.raw_connection()) as raw,
                short_waits(raw.driver_connection, self._busy_timeout_s) as over,
            ):
                while (busy := _kept_from_emptying(raw.driver_connection)) and not over():
                    # Where another one is at the same, SQLite does not wait at all.
                    time.sleep(AGAIN_S)
        except sqlite3.Error as error:
            raise StoreError(f"{self._place}: the database refused: {error}") from error
        if busy:
            raise StoreError(
                f"{self._place}: another process reads the database, so that purged text is still"
                " in its write-ahead log; purge again"
            )


def _kept_from_emptying(raw: Any) -> bool:
    return any(row[0] for row in raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
