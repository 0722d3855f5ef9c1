"""Files that appear whole or not at all, whatever the disk and the power do meanwhile."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

UNFINISHED = ".revlint-"
"""How the name of a file begins that is not finished; a killed program leaves one behind."""

FOR_ALL = 0o644


def write_whole(path: Path, data: bytes, mode: int = FOR_ALL) -> None:
    """Write beside the target, wait for the disk, and rename; else the target stays as it was.

    Raises:
        OSError: the folder cannot be written, or the disk is full.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
