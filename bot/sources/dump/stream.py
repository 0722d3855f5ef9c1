"""The bytes of a dump, unpacked as they are read; what swells beyond measure is refused."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import queue
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from bot.errors import InputError

CHUNK_BYTES = 1 << 20
MOST_TIMES = 200
"""A dump with whole histories shrinks to a hundredth; 178 bytes of bz2 can hold 200 MB of one."""

UNSUSPECTED_BYTES = 64 << 20
"""Unpacked text that no ratio is asked for: a small file may well be repetitive."""

QUEUED_CHUNKS = 8

MAGIC = {
    b"BZh": "bz2",
    b"\x1f\x8b": "gz",
    b"\x28\xb5\x2f\xfd": "zst",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\xfd7zXZ\x00": "xz",
    b"<": "xml",
    b"\xef\xbb\xbf<": "xml",
}

BROKEN = (OSError, EOFError, lzma.LZMAError, zlib.error, ValueError)


class DumpStream:
    """A dump file, read once from the beginning.

    ``size`` is the file's length in bytes, and ``read_bytes`` how many of them were read so far.

    Raises:
        InputError: the file cannot be read, or is of an unknown kind, or its kind needs a package
            that is not installed.
    """

    def __init__(self, path: Path, most_times: float = MOST_TIMES) -> None:
        self.path = path
        self._most_times = most_times
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror}") from error
        self.size = os.fstat(self._file.fileno()).st_size
        head = self._file.read(6)
        self._file.seek(0)
        kinds = [kind for magic, kind in MAGIC.items() if head.startswith(magic)]
        if not kinds:
            self._file.close()
            raise InputError(f"{path}: neither XML nor bz2, gz, xz, zst or 7z")
        self.kind = kinds[0]

    @property
    def read_bytes(self) -> int:
        """How much of the file has been read."""
        return self.size if self._file.closed else min(self._file.tell(), self.size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[bytes]:
        """The unpacked bytes, a chunk at a time.

        Raises:
            InputError: the file is damaged, cut short, or unpacks to more than is believable.
        """
        unpacked = 0
        try:
            for chunk in self._chunks():
                unpacked += len(chunk)
                read = max(self.read_bytes, 1)
                if unpacked > UNSUSPECTED_BYTES and unpacked > self._most_times * read:
                    raise InputError(
                        f"{self.path}: unpacks to more than {self._most_times:g} times its size;"
                        " this is no dump"
                    )
                yield chunk
        except InputError:
            raise
        except BROKEN as error:
            raise InputError(f"{self.path}: damaged or cut short: {error}") from error

    def _chunks(self) -> Iterator[bytes]:
        if self.kind == "7z":
            yield from _seven_zip(self._file, self.path)
            return
        opened = self._opened()
        while chunk := opened.read(CHUNK_BYTES):
            yield chunk

    def _opened(self) -> IO[bytes]:
        openers: dict[str, Callable[[], Any]] = {
            "xml": lambda: self._file,
            "bz2": lambda: bz2.BZ2File(self._file),
            "gz": lambda: gzip.GzipFile(fileobj=self._file),
            "xz": lambda: lzma.LZMAFile(self._file),  # noqa: SIM115
            "zst": lambda: _zstandard(self._file, self.path),
        }
        opened: IO[bytes] = openers[self.kind]()
        return opened


def _zstandard(file: IO[bytes], path: Path) -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise _missing(path, "zst") from error
    return zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)


def _seven_zip(file: IO[bytes], path: Path) -> Iterator[bytes]:
    """The first member's bytes. The package pushes, so it works in a thread of its own."""
    try:
        import py7zr
        from py7zr.io import Py7zIO, WriterFactory
    except ImportError as error:
        raise _missing(path, "7z") from error

    chunks: queue.Queue[bytes | Exception | None] = queue.Queue(QUEUED_CHUNKS)
    given_up = threading.Event()

    class Pipe(Py7zIO):
        def write(self, data: bytes | bytearray) -> int:
            while not given_up.is_set():
                try:
                    chunks.put(bytes(data), timeout=0.2)
                    return len(data)
                except queue.Full:
                    continue
            raise _GivenUpError

        def read(self, size: int | None = None) -> bytes:
            return b""

        def seek(self, offset: int, whence: int = 0) -> int:
            return 0

        def flush(self) -> None:
            pass

        def size(self) -> int:
            return 0

    class Pipes(WriterFactory):
        def create(self, filename: str) -> Py7zIO:
            return Pipe()

    def unpack() -> None:
        end: Exception | None = None
        try:
            # Nothing is written to the disk, so it does not matter what a member calls itself.
            with py7zr.SevenZipFile(file) as archive:
                archive.extract(targets=archive.getnames()[:1], factory=Pipes())
        except _GivenUpError:
            return
        except Exception as error:
            end = error
        while not given_up.is_set():
            try:
                chunks.put(end, timeout=0.2)
                return
            except queue.Full:
                continue

    thread = threading.Thread(target=unpack, name="revlint-7z", daemon=True)
    thread.start()
    try:
        while (chunk := chunks.get()) is not None:
            if isinstance(chunk, Exception):
                raise InputError(f"{path}: damaged or cut short: {chunk}") from chunk
            yield chunk
    finally:
        given_up.set()
        thread.join()


class _GivenUpError(Exception):
    """Nobody reads any more."""


def _missing(path: Path, kind: str) -> InputError:
    return InputError(f"{path}: {kind} needs more packages: pip install 'revlint[dump]'")
