"""A store that waits for another process still hears what it is asked."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest

from bot.commands.stopping import StoppedError, Stopping
from bot.store import Store
from tests.store.builders import checked

LET_GO_AFTER_S = 15.0


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
