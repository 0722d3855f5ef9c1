"""Titles that are left out, and the line on which a key stands."""

from __future__ import annotations

import pytest

from bot.config import IgnoredTitles
from bot.config.titles import PatternError
from bot.config.toml_place import line_of

TOML = """\
# run.limit = 1
a = 1
[run]
limit = 5
  "quoted key" = 6
[ rules . NUM001 ]
options = { x = 1 }
options.y.z = 2
[[list]]
name = 1
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("a",), 2),
        (("run",), 3),
        (("run", "limit"), 4),
        (("run", "quoted key"), 5),
        (("run", "missing"), 3),
        (("rules", "NUM001"), 6),
        (("rules", "NUM001", "options", "x"), 7),
        (("rules", "NUM001", "options", "y", "z"), 8),
        (("list", "name"), 10),
        (("nowhere",), None),
        ((), None),
    ],
)
def test_the_line_of_a_key(path: tuple[str, ...], line: int | None) -> None:
    assert line_of(TOML, path) == line


def test_titles_are_left_out_exactly_or_by_pattern() -> None:
    ignored = IgnoredTitles(["Main Page", "A_b"], ["^List of ", r"\p{L}discography$"])
    assert ignored.reason("Main_Page") == "ignored title"
    assert ignored.reason("A b") == "ignored title"
    assert ignored.reason("List_of kilns") == "ignored title pattern ^List of "
    assert ignored.reason("édiscography") == r"ignored title pattern \p{L}discography$"
    assert ignored.reason("Main Page 2") is None
    assert ignored.reason("A list of kilns") is None
    assert ignored.reason("") is None


@pytest.mark.parametrize("title", ["a" * 26 + "!", "\x00", "😀" * 10_000])
def test_a_pattern_that_would_take_re_hours_is_answered(title: str) -> None:
    assert IgnoredTitles([], [r"([a-z]+\s?)*$x"]).reason(title) is None


@pytest.mark.parametrize("pattern", [r"\bx", r"a\W", r"\\\b", "\ud800"])
def test_patterns_are_refused_when_made(pattern: str) -> None:
    with pytest.raises(PatternError):
        IgnoredTitles([], [pattern])


def test_an_escaped_backslash_before_a_letter_is_allowed() -> None:
    assert IgnoredTitles([], [r"a\\b"]).reason("a\\b") is not None
