"""Lines and pieces of the text view, excerpts, and replacements at their smallest."""

from __future__ import annotations

import pytest

from bot.core.excerpt import Excerpt, excerpt, line_of
from bot.output.changed_lines import Mark, Piece, changed_lines
from bot.output.small_change import small_change
from rules.contract import Spans


def test_a_line_is_cut_where_tint_or_marks_change() -> None:
    text = "one\ntwo three four\nfive"
    lines, after = changed_lines(text, Spans.merged([(8, 13)]), [Mark(1, 10, 15), Mark(2, 10, 13)])
    assert [(line.number, line.left_out) for line in lines] == [(2, 1)]
    assert after == 1
    assert lines[0].pieces == (
        Piece("two ", is_added=False),
        Piece("th", is_added=True),
        Piece("ree", is_added=True, numbers=(1, 2), begins=(1, 2)),
        Piece(" f", is_added=False, numbers=(1,)),
        Piece("our", is_added=False),
    )


def test_a_mark_over_several_lines_begins_once() -> None:
    text = "ab\n\ncd\nef"
    lines, after = changed_lines(text, Spans(), [Mark(7, 1, 6)])
    assert [line.number for line in lines] == [1, 2, 3]
    assert [[(p.text, p.numbers, p.begins) for p in line.pieces] for line in lines] == [
        [("a", (), ()), ("b", (7,), (7,))],
        [],
        [("cd", (7,), ())],
    ]
    assert after == 1


def test_an_empty_line_between_two_shown_ones_is_no_gap() -> None:
    lines, _ = changed_lines("a\n\nb\nc\n\nd", Spans.merged([(0, 1), (3, 4), (8, 9)]), [])
    assert [(line.number, line.left_out) for line in lines] == [(1, 0), (2, 0), (3, 0), (6, 2)]


def test_an_added_empty_line_is_shown() -> None:
    lines, after = changed_lines("a\n\nb", Spans.merged([(2, 3)]), [])
    assert [line.number for line in lines] == [2]
    assert after == 1


def test_nothing_changed_shows_nothing_unless_everything_is_wanted() -> None:
    assert changed_lines("a\nb", Spans(), []) == ([], 2)
    lines, after = changed_lines("a\nb", Spans(), [], everything=True)
    assert [[p.text for p in line.pieces] for line in lines] == [["a"], ["b"]]
    assert after == 0


def test_only_what_is_unchanged_and_unmarked_is_cut_short() -> None:
    text = "x" * 1000 + "new" + "y" * 1000
    lines, _ = changed_lines(text, Spans.merged([(1000, 1003)]), [Mark(1, 1003, 2003)])
    assert lines[0].pieces == (
        Piece("x" * 120, is_added=False, rest="x" * 120, is_cut=True),
        Piece("new", is_added=True),
        Piece("y" * 1000, is_added=False, numbers=(1,), begins=(1,)),
    )


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (8, 13, Excerpt("one two ", "three", " four")),
        (0, 3, Excerpt("", "one", " two…")),
        (19, 22, Excerpt("", "six", " five six")),
        (14, 22, Excerpt("…two three ", "four", "", more_lines=1)),
        (90, 99, Excerpt("…five six", "", "")),
    ],
)
def test_an_excerpt_stays_on_its_line_and_cuts_at_words(
    start: int, end: int, expected: Excerpt
) -> None:
    text = "one two three four\nsix five six"
    around = {0: 6, 14: 12}.get(start, 10)
    assert excerpt(text, start, end, around=around, longest=20) == expected


def test_a_quote_is_cut_when_it_is_too_long() -> None:
    found = excerpt("a " + "b" * 30 + " c", 2, 32, around=10, longest=20)
    assert found == Excerpt("a ", "b" * 20 + "…", "")


def test_lines_count_from_one() -> None:
    assert [line_of("a\nb\n", offset) for offset in range(4)] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("12 %", "12%", ("12 %", "12%")),
        ("", "x", ("", "x")),
        (
            "a" * 40 + " Spce " + "b" * 40,
            "a" * 40 + " Space " + "b" * 40,
            ("…aaaaaaaaa Spce bbbbbbbbb…", "…aaaaaaaaa Space bbbbbbbbb…"),
        ),
        ("a" * 60, "a" * 60 + "b", ("…" + "a" * 12, "…" + "a" * 12 + "b")),
        ("x" * 60, "y" * 60, ("x" * 60, "y" * 60)),
    ],
)
def test_a_replacement_is_shown_with_little_around_it(
    old: str, new: str, shown: tuple[str, str]
) -> None:
    assert small_change(old, new) == shown
