"""Steps from one form of the database to another, both ways, with data, and killed half-way."""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Iterator

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import event

from bot.errors import StoreError
from bot.ports import Cursor, HiddenPart, ReviewVerdict, Tombstone
from bot.store import Store
from tests.store.builders import checked, finding
from tests.store.databases import Database, Server, content

STEPS = [
    script.revision
    for script in ScriptDirectory("bot/store/migrations").walk_revisions("base", "heads")
][::-1]
TOMBSTONE = Tombstone(
    wiki="testwiki", rev_id=9, parts=frozenset({HiddenPart.USER}), noticed_at="2026-01-02T03:04:05Z"
)


def _fill(store: Store) -> None:
    store.save([checked(1, finding(quote="😀")), checked(3)], Cursor("testwiki", "run", "x"))
    store.mark("0123456789abcdef", ReviewVerdict.RIGHT, by="me", at="2026-01-01T00:00:00Z")
    store.forget("testwiki", [3], at="2026-01-02T03:04:05Z")
    store.hide([TOMBSTONE])


@pytest.mark.parametrize("form", STEPS)
def test_data_survive_the_way_down_and_up_again(database: Database, form: str) -> None:
    with Store.open(database.url) as store:
        _fill(store)
        before = store.reports(), store.findings(), store.cursor("testwiki", "run")
        store.downgrade(form)
        store.upgrade()
        assert (store.reports(), store.findings(), store.cursor("testwiki", "run")) == before
        # A form without tombstones loses what they say beyond the revisions that are kept.
        expected = {3} if form < "0003" else {3, 9}
        assert {one.rev_id for one in store.tombstones()} == expected


def test_nothing_is_left_below_the_first_form(database: Database) -> None:
    with Store.open(database.url) as store:
        _fill(store)
        store.downgrade("base")
    assert database.tables() <= {"alembic_version"}
    with Store.open(database.url) as store:
        assert store.reports() == ()
        assert store.save([checked(1, finding())]) == 1


def test_a_step_up_that_was_killed_begins_again(database: Database) -> None:
    """Really killed: no clean-up of the program or of the driver takes place."""
    with Store.open(database.url) as store:
        whole = content(database)
        store.downgrade("base")
    statements = _strides(database)
    while _ends_before(database, next(statements), down=False):
        with Store.open(database.url) as store:
            assert content(database) == whole
            store.downgrade("base")
    assert next(statements) > 10, "the statements were not counted"


def test_a_step_down_that_was_killed_begins_again(database: Database) -> None:
    statements = _strides(database)
    Store.open(database.url).close()
    while _ends_before(database, next(statements), down=True):
        told = _refusal(database)
        if not {"revisions", "tombstones"} <= database.tables():
            assert "tables are missing (" in told
        if told:
            assert isinstance(database, Server)
            assert "are missing (" in told
            with Store.unchecked(database.url) as store:
                store.downgrade("base")
        with Store.open(database.url) as store:
            store.save([checked(1, finding())])
            assert store.seen("testwiki", [1]) == {1}
    assert next(statements) > 5, "the statements were not counted"


def _refusal(database: Database) -> str:
    """Why the database is not opened; empty if it is."""
    try:
        Store.open(database.url).close()
    except StoreError as error:
        return str(error)
    return ""


def _strides(database: Database) -> Iterator[int]:
    """Numbers of statements; SQLite is asked less often, for one transaction holds them all."""
    return itertools.count(2, 3 if isinstance(database, Server) else 7)


def _ends_before(database: Database, statements: int, *, down: bool) -> bool:
    """Whether a process that takes the steps was killed after so many changing statements."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            store = Store.unchecked(database.url)
            left = statements

            @event.listens_for(store._engine, "after_cursor_execute")
            def count(*arguments: object) -> None:
                nonlocal left
                words = str(arguments[2]).split()
                if words[0] in {"CREATE", "DROP", "ALTER", "INSERT", "UPDATE", "DELETE"}:
                    left -= 1
                    if not left:
                        os.kill(os.getpid(), signal.SIGKILL)

            if down:
                store.downgrade("base")
            else:
                store.upgrade()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("case", ["state_fault-016"])
def test_an_unknown_form_is_refused_by_name(database: Database, case: str) -> None:
    Store.open(database.url).close()
    database.rows("UPDATE alembic_version SET version_num = '9999'")
    before = content(database)
    with pytest.raises(StoreError) as caught:
        Store.open(database.url)
    assert str(caught.value).startswith(
        f"{database.place}: the database has the form 9999, which this revlint does not know"
    )
    assert content(database) == before


def test_a_database_of_something_else_is_refused_untouched(database: Database) -> None:
    database.rows("CREATE TABLE recipes (name INTEGER)")
    with pytest.raises(StoreError, match=r"tables that are not revlint's \(recipes\)"):
        Store.open(database.url)
    assert database.tables() == {"recipes"}


def test_processes_may_open_a_new_database_at_once(database: Database) -> None:
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                Store.open(database.url).close()
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0, 0]
    assert len(database.rows("SELECT * FROM alembic_version")) == 1
