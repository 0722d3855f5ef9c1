"""Revisions from a stream of JSON lines, one at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

import msgspec

from bot.core.model import Revision

LONGEST_LINE_BYTES = 16 * 1024 * 1024
"""Two texts of 2 MiB with every other character escaped still fit."""

SKIPPED_BYTES = 1024 * 1024
"""How much of a line that is too long is held at once while its end is sought."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")
SURROGATE = re.compile("[\ud800-\udfff]")

LARGEST_ID = 2**63 - 1
"""What a database column for an identifier can hold."""

IDENTIFIERS = ("rev_id", "parent_id", "page_id", "namespace")

PLACE = re.compile(r"^(?P<what>.*) - at `\$\.?(?P<path>.*)`$", re.DOTALL)


class NumberedRevision(msgspec.Struct, frozen=True):
    """A revision and the line it stands on, counted from 1."""

    line: int
    revision: Revision


class LineError(msgspec.Struct, frozen=True):
    """A line that holds no revision: its number, counted from 1, and why, in one sentence.

    ``rev_id`` and ``title`` are what the line says of itself, where that much can be read.
    """

    line: int
    message: str
    rev_id: int = 0
    title: str = ""


class _Identity(msgspec.Struct, frozen=True):
    rev_id: Any = 0
    title: Any = ""


_REVISION = msgspec.json.Decoder(Revision)
_IDENTITY = msgspec.json.Decoder(_Identity)


def revisions(stream: BinaryIO) -> Iterator[NumberedRevision | LineError]:
    """What each line of the stream holds, in order; blank lines are passed over.

    One line is held at a time, and none longer than ``LONGEST_LINE_BYTES``. Unknown fields are
    ignored. An escaped lone surrogate is read as U+FFFD, which no page can hold either, so that
    offsets still count as the sender counts them.
    """
    number = 0
    while line := stream.readline(LONGEST_LINE_BYTES + 1):
        number += 1
        if len(line) > LONGEST_LINE_BYTES and not line.endswith(b"\n"):
            del line
            _pass_over_line(stream)
            limit = LONGEST_LINE_BYTES // (1024 * 1024)
            yield LineError(number, f"the line is longer than {limit} MiB")
            continue
        if number == 1:
            line = line.removeprefix(BYTE_ORDER_MARK)
        if line.strip():
            yield _content(number, line)


def _pass_over_line(stream: BinaryIO) -> None:
    """Reads on to the end of the current line, holding little of it."""
    while (chunk := stream.readline(SKIPPED_BYTES)) and not chunk.endswith(b"\n"):
        pass


def _content(number: int, line: bytes) -> NumberedRevision | LineError:
    try:
        revision = _revision(line)
        _check(revision)
    except msgspec.ValidationError as error:
        return _line_error(number, line, _with_place(str(error)))
    except UnicodeDecodeError as error:
        return _line_error(number, line, f"a text is not UTF-8: {error.reason}")
    except RecursionError:
        return _line_error(number, line, "the values are nested too deeply")
    except ValueError as error:
        return _line_error(number, line, f"not a JSON object: {error}")
    return NumberedRevision(number, revision)


def _revision(line: bytes) -> Revision:
    try:
        return _REVISION.decode(line)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        # The fast decoder takes a lone surrogate for the end of the input.
        if not SURROGATE_ESCAPE.search(line):
            raise
        value = json.loads(line, parse_constant=_refuse_constant)
        return msgspec.convert(_without_surrogates(value), Revision)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _without_surrogates(value: Any) -> Any:
    """The value with U+FFFD for every lone surrogate in its texts."""
    if isinstance(value, str):
        return SURROGATE.sub("�", value)
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {SURROGATE.sub("�", key): _without_surrogates(v) for key, v in value.items()}
    return value


def _check(revision: Revision) -> None:
    """What the types alone cannot say.

    Raises:
        msgspec.ValidationError: an identifier is out of range, or the timestamp is not ISO 8601.
    """
    for name in IDENTIFIERS:
        if abs(getattr(revision, name)) > LARGEST_ID:
            raise msgspec.ValidationError(f"Expected an identifier of 63 bits - at `$.{name}`")
    try:
        revision.info()
    except (ValueError, OverflowError) as error:
        shown = revision.timestamp[:40]
        raise msgspec.ValidationError(
            f"Expected an ISO 8601 time, got {shown!r} - at `$.timestamp`"
        ) from error


def _with_place(message: str) -> str:
    """A decoder's message with the field first: ``new: expected `str`, got `int```."""
    match = PLACE.match(message)
    what, path = (match["what"], match["path"]) if match else (message, "")
    what = what[:1].lower() + what[1:]
    return f"{path}: {what}" if path else what


def _line_error(number: int, line: bytes, message: str) -> LineError:
    try:
        said = _IDENTITY.decode(line)
    except (ValueError, RecursionError):
        return LineError(number, message)
    rev_id = said.rev_id if type(said.rev_id) is int and abs(said.rev_id) <= LARGEST_ID else 0
    return LineError(number, message, rev_id, said.title if isinstance(said.title, str) else "")
