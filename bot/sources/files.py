"""A revision from two files, or from a file and standard input."""

from __future__ import annotations

import sys
from typing import BinaryIO

from bot.core.model import Revision
from bot.errors import InputError

STDIN = "-"
"""The name that stands for standard input."""

LARGEST_BYTES = 2 * 1024 * 1024
"""MediaWiki's own limit for a page's wikitext ($wgMaxArticleSize, 2,048 KiB)."""

BINARY_PROBE_BYTES = 1024
"""Binary formats show a NUL this early; wikitext with a stray NUL is still UTF-8."""

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def revision_from_files(
    old: str | None,
    new: str,
    *,
    title: str = "",
    summary: str = "",
    wiki: str = "",
    stdin: BinaryIO | None = None,
) -> Revision:
    """The revision that turned the file ``old`` into the file ``new``; without ``old`` a new page.

    ``-`` is standard input. Line ends and a byte order mark are kept, so that offsets in the
    report count in the file as it is. An empty ``old`` is a page that was blank; an empty ``new``
    is refused, since a failed redirection is far likelier than a blanked page.

    Raises:
        InputError: a file cannot be read, is no UTF-8 text, is too large, or ``new`` is empty.
    """
    if old == STDIN and new == STDIN:
        raise InputError("standard input can be the old text or the new one, not both")
    old_text = None if old is None else text_from(old, stdin=stdin)
    new_text = text_from(new, stdin=stdin)
    if not new_text:
        raise InputError(f"{_label(new)}: the file is empty, there is no new text to read")
    return Revision(old=old_text, new=new_text, title=title, summary=summary, wiki=wiki)


def text_from(path: str, *, stdin: BinaryIO | None = None) -> str:
    """The text of a file or of standard input, character for character.

    Raises:
        InputError: it cannot be read, is no UTF-8 text, or is larger than ``LARGEST_BYTES``.
    """
    label = _label(path)
    data = _bytes_of(path, stdin)
    if len(data) > LARGEST_BYTES:
        raise InputError(
            f"{label}: larger than {LARGEST_BYTES // (1024 * 1024)} MiB, "
            "the most that a wiki page can hold"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data.startswith(UTF16_MARKS):
            raise InputError(f"{label}: this is UTF-16 text; save it as UTF-8") from error
        if b"\0" in data[:BINARY_PROBE_BYTES]:
            raise InputError(f"{label}: this is a binary file, not a text") from error
        raise InputError(
            f"{label}: not UTF-8 at byte {error.start} (0x{data[error.start]:02x})"
        ) from error


def _bytes_of(path: str, stdin: BinaryIO | None) -> bytes:
    """The bytes behind a name, at most one more than are allowed."""
    try:
        if path == STDIN:
            return (stdin or sys.stdin.buffer).read(LARGEST_BYTES + 1)
        with open(path, "rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file") from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: this is a folder, not a file") from error
    except OSError as error:
        raise InputError(f"{_label(path)}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        # A NUL in the name, or a name that the file system's encoding cannot write.
        raise InputError(f"{path!r}: no file can have this name") from error


def _label(path: str) -> str:
    return "standard input" if path == STDIN else path
