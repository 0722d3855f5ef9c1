"""What only a database on a server does: deadlocks, lost connections, two workers, charsets."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from bot.errors import StoreError, TryLaterError
from bot.ports import Cursor
from bot.store import Store
from tests.mariadb.server import MariaDB
from tests.store.builders import checked, finding
from tests.store.databases import NAME, Server, emptied


@pytest.fixture
def store(server_store: Store) -> Store:
    emptied(server_store)
    return server_store


@pytest.fixture
def other(mariadb: MariaDB, store: Store) -> Iterator[Any]:
    """A cursor of somebody else's transaction."""
    with mariadb.connection(NAME) as connection, connection.cursor() as cursor:
        yield cursor
        connection.rollback()


@pytest.fixture
def watcher(mariadb: MariaDB) -> Iterator[Any]:
    """A cursor that sees who waits for whom."""
    with mariadb.connection() as connection, connection.cursor() as cursor:
        connection.autocommit(True)
        yield cursor


class Saving(threading.Thread):
    """A save in another thread, with what came of it."""

    def __init__(self, store: Store, *rev_ids: int) -> None:
        super().__init__(daemon=True)
        self.store, self.rev_ids = store, rev_ids
        self.saved: int | None = None
        self.error: Exception | None = None
        self.start()

    def run(self) -> None:
        batch = [checked(one, finding(quote="new"), ruleset="r2") for one in self.rev_ids]
        try:
            self.saved = self.store.save(batch, Cursor("testwiki", "run", "new"))
        except Exception as error:
            self.error = error

    def outcome(self) -> int | None:
        self.join(30)
        assert not self.is_alive()
        if self.error is not None:
            raise self.error
        return self.saved


def waiting(watcher: Any) -> int:
    """The connection that waits for a lock, once there is one."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        watcher.execute(
            "SELECT trx_mysql_thread_id FROM information_schema.innodb_trx"
            " WHERE trx_state = 'LOCK WAIT'"
        )
        row = watcher.fetchone()
        if row is not None:
            return int(row[0])
        # The server shows the same picture again to whoever asks within a tenth of a second.
        time.sleep(0.12)
    raise AssertionError("nobody waits for a lock")


@pytest.mark.parametrize("case", ["state_fault-013"])
def test_a_deadlock_does_not_drop_the_batch(
    store: Store, other: Any, watcher: Any, case: str
) -> None:
    store.save([checked(1), checked(5)])
    # The other one holds 5 and wants 1, the store holds 1 and wants 5. The server ends the
    # transaction that has changed less: the store's.
    other.execute("UPDATE revisions SET title = 'x' WHERE wiki = 'testwiki' AND rev_id = 5")
    for number in range(200):
        other.execute("INSERT INTO cursors VALUES ('x', %s, '')", (str(number),))
    saving = Saving(store, 1, 5)
    waiting(watcher)
    watcher.execute("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")
    before = int(watcher.fetchone()[1])
    other.execute("UPDATE revisions SET title = 'x' WHERE wiki = 'testwiki' AND rev_id = 1")
    watcher.execute("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")
    assert int(watcher.fetchone()[1]) == before + 1
    other.connection.commit()
    assert saving.outcome() == 2
    assert [one.report.ruleset for one in store.reports()] == ["r2", "r2"]
    assert store.cursor("testwiki", "run") == "new"


def test_a_connection_lost_in_the_middle_is_made_again(
    store: Store, other: Any, watcher: Any
) -> None:
    store.save([checked(1)])
    other.execute("UPDATE revisions SET title = 'x' WHERE wiki = 'testwiki' AND rev_id = 1")
    saving = Saving(store, 1)
    watcher.execute("KILL %s", (waiting(watcher),))
    other.connection.rollback()
    assert saving.outcome() == 1
    assert store.reports()[0].report.findings == (finding(quote="new"),)


def test_idle_connections_may_be_lost(store: Store, watcher: Any) -> None:
    store.save([checked(1)])
    watcher.execute("SELECT id FROM information_schema.processlist WHERE db = %s", (NAME,))
    for (number,) in watcher.fetchall():
        watcher.execute("KILL %s", (number,))
    assert store.save([checked(2)]) == 1


def test_one_process_at_a_time_does_a_job(mariadb: MariaDB, store: Store, watcher: Any) -> None:
    mariadb.make_database("revlint_other")
    with (
        Store.open(mariadb.url(NAME)) as second,
        Store.open(mariadb.url("revlint_other")) as elsewhere,
        store.alone("run testwiki"),
    ):
        with (
            pytest.raises(TryLaterError, match=rf"/{NAME}: another run is active \(run testwiki\)"),
            second.alone("run testwiki"),
        ):
            pass
        with second.alone("run enwiki"), elsewhere.alone("run testwiki"):
            pass
    with Store.open(mariadb.url(NAME)) as second, second.alone("run testwiki"):
        # A server that is started again has forgotten it, which must not spoil what was done.
        watcher.execute("SELECT id FROM information_schema.processlist WHERE db = %s", (NAME,))
        for (number,) in watcher.fetchall():
            watcher.execute("KILL %s", (number,))
        assert second.save([checked(1)]) == 1
    # What goes wrong in the job is not the database's fault.
    with pytest.raises(OverflowError), store.alone("run testwiki"):
        raise OverflowError


def test_a_killed_process_lets_its_job_go(mariadb: MariaDB, store: Store) -> None:
    url = mariadb.url(NAME)
    holder = f"""
import sys
from bot.store import Store
with Store.open({url!r}) as store, store.alone("run testwiki"):
    print("held", flush=True)
    sys.stdin.read()
"""
    command = [sys.executable, "-c", holder]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(TryLaterError), store.alone("run testwiki"):
            pass
        process.kill()
    ends = time.monotonic() + 30
    while True:
        # The server needs a moment to notice.
        try:
            with store.alone("run testwiki"):
                break
        except TryLaterError:
            assert time.monotonic() < ends
            time.sleep(0.05)


def test_two_workers_with_the_same_revisions_store_each_once(
    store: Store, other: Any, watcher: Any
) -> None:
    # The first has added revision 1 and not committed; the second sees none, adds it, waits.
    columns = "wiki, rev_id, parent_id, page_id, namespace, title, timestamp, user, summary, status"
    other.execute(
        f"INSERT INTO revisions ({columns}, ruleset, engine, added_chars, ms, counts, failures,"
        " unused_suppressions) VALUES ('testwiki', 1, 0, 7, 0, '', '', '', '', 'linted', 'r2',"
        " '', 0, 0, '{}', '[]', '[]')"
    )
    saving = Saving(store, 1, 2)
    waiting(watcher)
    other.connection.commit()
    assert saving.outcome() == 1
    assert store.seen("testwiki", [1, 2]) == {1, 2}
    assert len(store.reports()) == 2


def test_a_lock_that_is_never_let_go_is_an_error(
    store: Store, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.store.TRIES", 2)
    store.save([checked(1)])
    other.execute("UPDATE revisions SET title = 'x' WHERE wiki = 'testwiki' AND rev_id = 1")
    with store._connection() as connection:
        connection.exec_driver_sql("SET GLOBAL innodb_lock_wait_timeout = 1")
    store.close()
    try:
        with pytest.raises(StoreError, match="Lock wait timeout exceeded"):
            store.save([checked(1, ruleset="r2")], Cursor("testwiki", "run", "x"))
    finally:
        other.execute("SET GLOBAL innodb_lock_wait_timeout = 20")
        store.close()
    other.connection.rollback()
    assert store.cursor("testwiki", "run") is None


@pytest.mark.parametrize("case", ["state_fault-014"])
def test_a_narrow_column_is_refused_not_filled_with_less(mariadb: MariaDB, case: str) -> None:
    database = Server(mariadb, "revlint_narrow")
    mariadb.make_database(database.name)
    with Store.open(database.url) as store:
        # The database's own default was narrow, the tables' is not.
        store.save([checked(1, finding(quote="a😀b"))])
        database.rows(
            "ALTER TABLE revisions MODIFY summary LONGTEXT CHARACTER SET utf8mb3 NOT NULL"
        )
        with pytest.raises(StoreError, match="Incorrect string value"):
            store.save([checked(2, summary="a😀b")], Cursor("testwiki", "run", "x"))
        assert store.seen("testwiki", [2]) == set()
        assert store.cursor("testwiki", "run") is None
        assert store.check() == [
            "the column summary of revisions has the character set utf8mb3; run: ALTER TABLE"
            " revisions CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
        ]
    with pytest.raises(StoreError, match="the column summary of revisions has the character set"):
        Store.open(database.url)
    database.rows("ALTER TABLE revisions CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
    with Store.open(database.url) as store:
        assert store.save([checked(2, summary="a😀b")]) == 1
        assert store.reports(rev_ids=[2])[0].checked.summary == "a😀b"


def test_the_server_may_be_lax_the_connection_is_not(store: Store) -> None:
    with store._connection() as connection:
        assert connection.exec_driver_sql(
            "SELECT @@sql_mode, @@character_set_connection, @@tx_isolation"
        ).one() == ("STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION", "utf8mb4", "READ-COMMITTED")


@pytest.mark.parametrize(
    "url",
    [
        "mysql://tester:Hidden-1@localhost/{name}?unix_socket={socket}",
        "mariadb+pymysql://tester@localhost/{name}?unix_socket={socket}&password=Hidden-1",
        "mysql+pymysql://tester:" + "Hidden-1" * 200 + "@localhost/{name}?unix_socket={socket}",
        "mysql://tester:Hidden-1@localhost/{name}?unix_socket=/nowhere/Hidden-1",
    ],
)
def test_no_password_in_messages(mariadb: MariaDB, url: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(url.format(name=NAME, socket=mariadb.socket))
    message = str(caught.value)
    assert "tester@localhost/revlint_test: the database refused: " in message
    assert "Hidden-1" not in message.partition("refused: ")[0]
    assert "Hidden-1" not in message or "/nowhere/" in message


def test_a_missing_driver_comes_with_the_remedy() -> None:
    program = """
import sys
sys.modules["pymysql"] = None
from bot.errors import StoreError
from bot.store import Store
try:
    Store.open("mysql://me:Hidden-1@localhost/x")
except StoreError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == (
        "the driver for mysql+pymysql is not installed; install it with:"
        " pip install 'revlint[mariadb]'\n"
    )
