"""A store that waits for another process still hears what it is asked."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread, Timer

import pytest

from bot.commands.stopping import StoppedError, Stopping
from bot.errors import StoreError
from bot.store import Store
from bot.store import store as stores
from tests.store.builders import checked

LET_GO_AFTER_S = 15.0
PATIENCE_S = 1.0
MOST_QUESTIONS = 40


def saved(store: Store) -> object:
    return store.save([checked(2)])


@pytest.mark.parametrize(
    ("held", "waiting"),
    [
        pytest.param(["BEGIN IMMEDIATE"], saved, id="for a writer"),
        pytest.param(
            ["BEGIN", "SELECT * FROM revisions"], Store.empty_write_ahead_log, id="for a reader"
        ),
    ],
)
def test_a_stop_is_heard_during_a_wait(
    held: list[str], waiting: Callable[[Store], object], path: Path
) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    with Store.open(path) as store, closing(other):
        store.save([checked(1)])
        for statement in held:
            other.execute(statement).fetchall()
        if waiting is not saved:
            # Something the reader does not know of, and that stays in the log for its sake.
            store.save([checked(3)])
        let_go = Timer(LET_GO_AFTER_S, other.execute, ["ROLLBACK"])
        let_go.start()
        asked = Timer(0.2, os.kill, [os.getpid(), signal.SIGTERM])
        with Stopping(grace_s=0.1):
            asked.start()
            with pytest.raises(StoppedError):
                waiting(store)
        assert other.in_transaction, "the other one had to let go first"
        let_go.cancel()
        other.rollback()
        # The broken-off wait has left nothing behind.
        assert store.save([checked(2)]) == 1
        store.empty_write_ahead_log()


def test_where_two_empty_the_log_nobody_asks_without_a_pause(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second is refused at once, for SQLite does not let it wait."""
    asked: list[bool] = []

    def counted(raw: sqlite3.Connection) -> bool:
        asked.append(kept_from_emptying(raw))
        return asked[-1]

    kept_from_emptying = stores._kept_from_emptying
    monkeypatch.setattr(stores, "_kept_from_emptying", counted)
    reader = sqlite3.connect(path, isolation_level=None)
    first = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    with Store.open(path, busy_timeout_s=PATIENCE_S) as store, closing(reader), closing(first):
        store.save([checked(1)])
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM revisions").fetchall()
        store.save([checked(2)])
        emptying = Thread(target=first.execute, args=["PRAGMA wal_checkpoint(TRUNCATE)"])
        emptying.start()
        with pytest.raises(StoreError, match="another process reads the database"):
            store.empty_write_ahead_log()
        reader.execute("ROLLBACK")
        emptying.join()
        assert 1 < len(asked) < MOST_QUESTIONS
