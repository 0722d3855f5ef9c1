"""Writing files that must be whole after a crash, and nobody else's to read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StoreError

PRIVATE = 0o600


@contextmanager
def appearing_whole(path: Path) -> Iterator[Path]:
    """An empty file beside ``path`` to be filled in the block; then it takes the place of it.

    Raises:
        StoreError: the folder cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.unlink(missing_ok=True)
        os.close(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE))
        try:
            yield temporary
            sync(temporary)
            os.replace(temporary, path)
        finally:
            for name in (temporary.name, f"{temporary.name}-wal", f"{temporary.name}-shm"):
                temporary.with_name(name).unlink(missing_ok=True)
        sync(path.parent)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error


def sync(path: Path) -> None:
    """Wait until the file, or the folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
