"""One job at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StoreError, TryLaterError


@contextmanager
def job_lock(path: Path) -> Iterator[None]:
    """Hold the lock file, which is made if missing; it is let go when the process ends, too.

    Raises:
        TryLaterError: another process holds it.
        StoreError: the file cannot be made.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(f"{path}: the lock file cannot be made: {error.strerror}") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise TryLaterError(f"{path}: another run is active") from error
        yield
    finally:
        os.close(descriptor)
