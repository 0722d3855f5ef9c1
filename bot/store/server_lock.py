"""Names on a database server that one process at a time may hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text

from bot.errors import StoreError, TryLaterError
from bot.store.engine import SERVER_NAMES

# The server ends a connection that says nothing for some hours, and a lock goes with it.
A_YEAR_S = 31_536_000
# The names are those of the whole server; each may have 64 characters.
NAME = "CONCAT('revlint-', MD5(CONCAT(DATABASE(), ' ', :purpose)))"


@contextmanager
def server_lock(
    engine: Engine, place: str, purpose: str, *, wait_s: float = 0.0, refusal: str
) -> Iterator[None]:
    """Hold a database for a purpose; does nothing unless it is on a server.

    The server lets go when the process ends, however it ends. A server that is started again has
    forgotten it, and nobody is told.

    Raises:
        TryLaterError: another process still holds it after ``wait_s``; the message is ``refusal``
            after the database's ``place``.
        StoreError: the server cannot lock.
    """
    if engine.dialect.name not in SERVER_NAMES:
        yield
        return
    with engine.connect() as connection:
        connection.execute(text(f"SET SESSION wait_timeout = {A_YEAR_S}"))
        asked = {"purpose": purpose, "wait": wait_s}
        held = connection.execute(text(f"SELECT GET_LOCK({NAME}, :wait)"), asked).scalar_one()
        if held is None:
            raise StoreError(f"{place}: the database server cannot lock")
        if not held:
            raise TryLaterError(f"{place}: {refusal}")
        # A lock outlives the transaction it was taken in, which must not stay open.
        connection.commit()
        try:
            yield
        finally:
            # The lock goes with the connection, which is not as others expect it any more.
            connection.invalidate()
