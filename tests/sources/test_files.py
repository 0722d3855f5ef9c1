"""Revisions from files: exact texts, and refusals that name the file."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from bot.errors import InputError
from bot.sources.files import LARGEST_BYTES, revision_from_files, text_from


def written(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_two_files_are_a_revision_with_title_and_summary(tmp_path: Path) -> None:
    old = written(tmp_path, "old", "Größe\n".encode())
    new = written(tmp_path, "new", "Größe 😀\n".encode())
    revision = revision_from_files(old, new, title="T", summary="s", wiki="enwiki")
    assert (revision.old, revision.new) == ("Größe\n", "Größe 😀\n")
    assert (revision.title, revision.summary, revision.wiki) == ("T", "s", "enwiki")


def test_without_an_old_file_it_is_a_new_page(tmp_path: Path) -> None:
    assert revision_from_files(None, written(tmp_path, "new", b"a")).old is None


def test_line_ends_marks_and_nul_are_kept_so_that_offsets_are_exact(tmp_path: Path) -> None:
    text = "\ufeffa\r\nb\rc\n\u2028d\x00e"
    assert text_from(written(tmp_path, "f", text.encode())) == text


@pytest.mark.parametrize("side", ["old", "new"])
def test_a_dash_is_standard_input(tmp_path: Path, side: str) -> None:
    other = written(tmp_path, "f", b"from file")
    pair = ("-", other) if side == "old" else (other, "-")
    revision = revision_from_files(*pair, stdin=io.BytesIO(b"from stdin"))
    assert getattr(revision, side) == "from stdin"
    assert {revision.old, revision.new} == {"from stdin", "from file"}


def test_both_from_standard_input_is_refused() -> None:
    with pytest.raises(InputError, match="not both"):
        revision_from_files("-", "-", stdin=io.BytesIO(b"a"))


def test_a_blank_old_page_is_allowed_and_an_empty_new_text_is_not(tmp_path: Path) -> None:
    empty = written(tmp_path, "empty", b"")
    assert revision_from_files(empty, written(tmp_path, "new", b"a")).old == ""
    with pytest.raises(InputError, match="empty: the file is empty"):
        revision_from_files(None, empty)
    with pytest.raises(InputError, match="standard input: the file is empty"):
        revision_from_files(None, "-", stdin=io.BytesIO())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"abc\xff", r"f: not UTF-8 at byte 3 \(0xff\)$"),
        ("ä".encode() + b"\xed\xa0\x80", r"f: not UTF-8 at byte 2 \(0xed\)$"),
        (b"\x89PNG\r\n\x00\x00", r"f: this is a binary file, not a text$"),
        ("text".encode("utf-16"), r"f: this is UTF-16 text; save it as UTF-8$"),
        (b"a" * (LARGEST_BYTES + 1), r"f: larger than 2 MiB"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        text_from(written(tmp_path, "f", data))


def test_the_largest_page_is_read_whole(tmp_path: Path) -> None:
    assert len(text_from(written(tmp_path, "f", b"a" * LARGEST_BYTES))) == LARGEST_BYTES


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere: there is no such file"):
        text_from(str(tmp_path / "nowhere"))
    with pytest.raises(InputError, match="this is a folder, not a file"):
        text_from(str(tmp_path))


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "\ud800"])
def test_an_impossible_name_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        text_from(name)


def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"piped")
    os.close(writing)
    try:
        assert text_from(f"/dev/fd/{reading}") == "piped"
    finally:
        os.close(reading)
