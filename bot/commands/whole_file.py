"""A file that appears whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from bot.errors import InputError
from bot.whole_files import FOR_ALL, UNFINISHED


class WholeFile:
    """Takes data for a file whose name may be settled later; it is there from ``keep`` on.

    It is written beside its place and renamed, so that no reader meets half a file.

    Raises:
        InputError: the folder or the file cannot be written; names ``path``.
    """

    def __init__(self, path: Path, *, is_folder: bool = False) -> None:
        self._path = path
        folder = path if is_folder else path.parent
        try:
            handle, self._temporary = tempfile.mkstemp(dir=folder, prefix=UNFINISHED)
        except OSError as error:
            raise self._failed(error) from error
        self._file = os.fdopen(handle, "wb")

    def write(self, data: bytes) -> None:
        """Add to the file."""
        try:
            self._file.write(data)
        except OSError as error:
            raise self._failed(error) from error

    def keep(self, name: str | None = None) -> Path:
        """Put the file in its place, under ``name`` if the path is a folder; its path."""
        path = self._path / name if name is not None else self._path
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            os.chmod(self._temporary, FOR_ALL)
            os.replace(self._temporary, path)
        except OSError as error:
            raise self._failed(error) from error
        return path

    def discard(self) -> None:
        """Leave nothing behind, unless it was kept."""
        # On a full disk closing fails, too, and what was not written is not wanted.
        with suppress(OSError):
            self._file.close()
        Path(self._temporary).unlink(missing_ok=True)

    def _failed(self, error: OSError) -> InputError:
        return InputError(f"{self._path}: cannot be written: {error.strerror or error}")
