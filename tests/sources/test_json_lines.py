"""Revisions from JSON lines: order, single errors, and lines that mean harm."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from typing import Any

import pytest

from bot.core.model import Revision
from bot.sources.json_lines import (
    LONGEST_LINE_BYTES,
    LineError,
    NumberedRevision,
    revisions,
)
from tests.sample import EDITS_FILE, edits


def read(data: bytes) -> list[NumberedRevision | LineError]:
    return list(revisions(io.BytesIO(data)))


def only_error(line: bytes) -> LineError:
    (item,) = read(line)
    assert isinstance(item, LineError)
    return item


def test_every_field_is_read() -> None:
    line = (
        b'{"rev_id": 7, "parent_id": 6, "page_id": 5, "namespace": 2, "title": "T", "user": "U", '
        b'"timestamp": "2025-02-19T20:37:00Z", "comment": "c", "tags": ["a", "b"], "minor": true, '
        b'"bot": true, "hidden": true, "content_model": "text", "wiki": "enwiki", "old": "o", '
        b'"new": "n"}'
    )
    assert read(line) == [
        NumberedRevision(
            1,
            Revision(
                rev_id=7,
                parent_id=6,
                page_id=5,
                namespace=2,
                title="T",
                user="U",
                timestamp="2025-02-19T20:37:00Z",
                summary="c",
                tags=("a", "b"),
                minor=True,
                bot=True,
                hidden=True,
                content_model="text",
                wiki="enwiki",
                old="o",
                new="n",
            ),
        )
    ]


def test_only_new_is_needed_and_unknown_fields_are_ignored() -> None:
    assert read(b'{"new": "n", "later": {"deep": [1]}}') == [NumberedRevision(1, Revision(new="n"))]


def test_order_is_kept_and_a_bad_line_costs_only_itself() -> None:
    items = read(b'{"new":"a"}\n\n  \r\n{oops\n{"new":"b"}\r\n{"new":5}\n{"new":"c"}')
    assert [(type(i), i.line) for i in items] == [
        (NumberedRevision, 1),
        (LineError, 4),
        (NumberedRevision, 5),
        (LineError, 6),
        (NumberedRevision, 7),
    ]
    assert [i.revision.new for i in items if isinstance(i, NumberedRevision)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"new": 5}', "new: expected `str`, got `int`"),
        (b'{"new": null}', "new: expected `str`, got `null`"),
        (b'{"new": "a", "tags": ["x", 1]}', "tags[1]: expected `str`, got `int`"),
        (b'{"new": "a", "rev_id": "7"}', "rev_id: expected `int`, got `str`"),
        (b'{"new": "a", "rev_id": 1.5}', "rev_id: expected `int`, got `float`"),
        (b'{"new": "a", "minor": 1}', "minor: expected `bool`, got `int`"),
        (b"{}", "object missing required field `new`"),
        (b"[]", "expected `object`, got `array`"),
        (b"null", "expected `object`, got `null`"),
        (b'{"new": "\xff"}', "a text is not UTF-8: invalid start byte"),
        (
            b'{"new": "a", "timestamp": "soon"}',
            "timestamp: expected an ISO 8601 time, got 'soon'",
        ),
        (
            b'{"new": "a", "timestamp": "0001-01-01T00:00:00+23:00"}',
            "timestamp: expected an ISO 8601 time, got '0001-01-01T00:00:00+23:00'",
        ),
        (
            b'{"new": "a", "page_id": 9223372036854775808}',
            "page_id: expected an identifier of 63 bits",
        ),
    ],
)
def test_the_wrong_field_is_named(line: bytes, message: str) -> None:
    assert only_error(line).message == message


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b'{"new": "a"} {"new": "b"}',
        b'{"new": "a\x00b"}',
        b'{"new": "a", "x": NaN}',
        b'{"new": "\\ud800", "x": NaN}',
        b'{"new": "\\ud800", "rev_id": ' + b"9" * 5000 + b"}",
        b'{"new": "a", "rev_id": ' + b"9" * 5000 + b"}",
        b"\xff\xfe",
        b"\x00",
    ],
)
def test_what_is_no_json_object_is_an_error_of_its_line(line: bytes) -> None:
    assert only_error(line).line == 1


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_deep_nesting_is_an_error_of_its_line(opening: bytes) -> None:
    error = only_error(b'{"rev_id": 7, "new": "\\ud800", "x": ' + opening * 100_000)
    assert error.line == 1


def test_an_error_says_which_revision_as_far_as_it_can_be_read() -> None:
    error = only_error(b'{"rev_id": 7, "title": "T", "new": 5}')
    assert (error.rev_id, error.title) == (7, "T")
    error = only_error(b'{"rev_id": true, "title": 8, "new": 5}')
    assert (error.rev_id, error.title) == (0, "")


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        (b"a\\ud800b", "a�b"),
        (b"a\\udc00\\ud800b", "a��b"),
        (b"\\ud83d\\ude00\\uDFFF", "😀�"),
        (b"a\\u0000b", "a\x00b"),
    ],
)
def test_lone_surrogates_and_nul_keep_their_place(escaped: bytes, text: str) -> None:
    assert read(b'{"new": "' + escaped + b'", "\\ud800": ["\\ud800"]}') == [
        NumberedRevision(1, Revision(new=text))
    ]


def test_a_byte_order_mark_may_open_the_stream() -> None:
    assert read(b'\xef\xbb\xbf{"new": "a"}\n') == [NumberedRevision(1, Revision(new="a"))]


class Lines(io.RawIOBase):
    """A stream of one endless-looking line and a short one, made as it is read."""

    def __init__(self, length: int) -> None:
        self.left = length
        self.last = b'\n{"new": "after"}\n'

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        if self.left:
            size = min(len(view), self.left)
            view[:size] = b"x" * size
            self.left -= size
            return size
        size = min(len(view), len(self.last))
        view[:size], self.last = self.last[:size], self.last[size:]
        return size


def test_a_line_that_is_too_long_is_passed_over_without_being_held() -> None:
    stream = io.BufferedReader(Lines(5 * LONGEST_LINE_BYTES))
    tracemalloc.start()
    items = list(revisions(stream))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert items == [
        LineError(1, "the line is longer than 16 MiB"),
        NumberedRevision(2, Revision(new="after")),
    ]
    assert peak < 3 * LONGEST_LINE_BYTES


def test_the_longest_line_is_read() -> None:
    frame = b'{"new":""}\n'
    line = b'{"new":"' + b"x" * (LONGEST_LINE_BYTES + 1 - len(frame)) + b'"}\n'
    assert len(line) == LONGEST_LINE_BYTES + 1
    items = read(line + b'{"new":"b"}')
    assert [type(item) for item in items] == [NumberedRevision, NumberedRevision]


def test_only_one_line_is_read_ahead() -> None:
    stream = io.BytesIO(b'{"new":"a"}\n{"new":"b"}\n')
    first = next(revisions(stream))
    assert first == NumberedRevision(1, Revision(new="a"))
    assert stream.tell() == len(b'{"new":"a"}\n')


def test_real_edits_come_out_as_they_went_in() -> None:
    items = read(gzip.decompress(EDITS_FILE.read_bytes()))
    read_back = [item for item in items if isinstance(item, NumberedRevision)]
    assert len(read_back) == len(edits())
    by_text = {(i.revision.title, i.revision.new) for i in read_back}
    assert by_text == {(edit.title, edit.new) for edit in edits()}


def test_what_the_standard_library_writes_is_read() -> None:
    text = "Ünï 😀 \x7f \u2028 \"'\\"
    line = json.dumps({"new": text, "old": None}).encode()
    assert read(line) == [NumberedRevision(1, Revision(new=text))]
