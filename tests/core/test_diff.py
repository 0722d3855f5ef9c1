"""What a revision is said to have added and deleted."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from bot.core.diff import difference
from tests.hostile import Case, cases

WORDS = "river bridge council 1999 built the of and was church in 12 a by hall".split()


def added(old: str, new: str) -> list[str]:
    """The added stretches of the new text."""
    return [new[start:end] for start, end in difference(old, new).added]


def deleted(old: str, new: str) -> list[str]:
    """The deleted stretches of the old text."""
    return [old[start:end] for start, end in difference(old, new).deleted]


def sentence(seed: int, words: int = 12) -> str:
    """A sentence like no other."""
    draw = random.Random(seed)
    return " ".join(["The", *(draw.choice(WORDS) for _ in range(words)), f"no{seed}"]) + "."


PARAGRAPHS = [" ".join(sentence(10 * p + s) for s in range(4)) for p in range(6)]
PAGE = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("old", "new", "gained", "lost"),
    [
        ("in 1998 a", "in 1999 a", ["1999"], ["1998"]),
        ("5,000 men", "5,001 men", ["5,001"], ["5,000"]),
        ("teh cat", "the cat", ["the"], ["teh"]),
        ("a b", "a b c", ["c"], []),
        ("a b c", "a c", [], ["b"]),
        ("a b", "x a b", ["x"], []),
        ("a b.", "a b, c.", [", c"], []),
        ("ab cd", "abcd", ["abcd"], ["ab cd"]),
        ("abcd", "ab cd", ["ab cd"], ["abcd"]),
        ("a  b", "a b", [], []),
        ("a b\nc d", "a b c d", [], []),
        ("a\n", "a", [], []),
        ("A x. The c.", "A x. The b. The c.", ["The b."], []),
        ("A x. The b. The c.", "A x. The c.", [], ["The b."]),
        ("A\n* b\n", "A\n* c\n* b\n", ["* c"], []),
        ("", "a b\nc", ["a b\nc"], []),
        ("a b\nc", "", [], ["a b\nc"]),
        ("don't go", "dont go", ["dont"], ["don't"]),
        ("a [[b]] c", "a [[d|b]] c", ["d|"], []),
        ("a\nb\nc", "a\nb x\nc", ["x"], []),
        ("नमस्ते दुनिया", "नमस्ते दुनियाँ", ["दुनियाँ"], ["दुनिया"]),
        ("คำ ที่ นี้", "คำ ที่ นั้", ["นั้"], ["นี้"]),
        ("cafe\u0301 au", "cafe\u0300 au", ["cafe\u0300"], ["cafe\u0301"]),
        ("a\r\nb\r\nc", "a\nb\nc", [], []),
        ("a\u2028b", "a\u2028c", ["c"], ["b"]),
        ("a\ud800 b", "a\ud800 c", ["c"], ["b"]),
        ("😀 a 😀", "😀 b 😀", ["b"], ["a"]),
        ("a\0b", "a\0c", ["c"], ["b"]),
    ],
)
def test_whole_tokens_change(old: str, new: str, gained: list[str], lost: list[str]) -> None:
    assert added(old, new) == gained
    assert deleted(old, new) == lost


def rewrapped(page: str) -> str:
    return page.replace(" was", "\nwas").replace(". ", ".\n")


MOVES: dict[str, Callable[[str], str]] = {
    "nothing": lambda page: page,
    "a paragraph up": lambda page: "\n\n".join([PARAGRAPHS[4], *PARAGRAPHS[:4], PARAGRAPHS[5]]),
    "a paragraph down": lambda page: "\n\n".join([*PARAGRAPHS[1:], PARAGRAPHS[0]]),
    "all paragraphs reversed": lambda page: "\n\n".join(PARAGRAPHS[::-1]),
    "wrapped anew": rewrapped,
    "paragraphs split": lambda page: page.replace(". The", ".\n\nThe"),
    "paragraphs joined": lambda page: page.replace("\n\n", " "),
    "line ends of Windows": lambda page: page.replace("\n", "\r\n"),
    "blank lines": lambda page: page.replace("\n\n", "\n\n\n\n"),
    "spaces at the ends": lambda page: page.replace("\n", "  \n"),
}


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES.keys())
def test_what_only_moved_adds_and_deletes_nothing(move: Callable[[str], str]) -> None:
    assert added(PAGE, move(PAGE)) == []
    assert deleted(PAGE, move(PAGE)) == []
    assert added(move(PAGE), PAGE) == []


def test_a_section_that_moved_adds_only_what_was_written_into_it() -> None:
    sections = [f"== {n} ==\n{paragraph}\n" for n, paragraph in enumerate(PARAGRAPHS)]
    moved = [*sections[:1], *sections[3:], *sections[1:3]]
    assert added("".join(sections), "".join(moved)) == []
    moved[-1] = moved[-1].replace("no20.", "no20 entirely.")
    assert added("".join(sections), "".join(moved)) == ["entirely."]


def test_a_sentence_that_moved_to_another_paragraph_adds_nothing() -> None:
    moved = sentence(12)
    new = PAGE.replace(" " + moved, "").replace(sentence(41), f"{sentence(41)} {moved}")
    assert new.count(moved) == 1
    assert new != PAGE
    assert added(PAGE, new) == []
    assert deleted(PAGE, new) == []


def test_a_paragraph_copied_from_the_page_adds_nothing() -> None:
    assert added(PAGE, f"{PAGE}\n\n{PARAGRAPHS[2]}") == []


def test_one_of_two_equal_paragraphs_taken_away_deletes_nothing_else() -> None:
    assert added(f"{PAGE}\n\n{PARAGRAPHS[2]}", PAGE) == []


def test_short_lines_that_changed_places_add_nothing() -> None:
    rows = [f"|-\n| {n} || {n * 7 % 100}\n" for n in range(400)]
    table = "{|\n" + "".join(rows) + "|}\n"
    assert added(table, "{|\n" + "".join(reversed(rows)) + "|}\n") == []
    by_second = sorted(rows, key=lambda row: row.split("||")[1])
    assert added(table, "{|\n" + "".join(by_second) + "|}\n") == []


def test_a_short_line_that_stayed_does_not_excuse_another() -> None:
    assert added("* cat\n* dog\n", "* cat\n* dog\n* cat\n") == ["* cat"]


def test_a_moved_and_edited_row_adds_its_edit() -> None:
    rows = [f"| {n} || {n * 7 % 100} || name{n}\n" for n in range(50)]
    new = [*rows[25:], *rows[:25]]
    new[10] = new[10].replace("name35", "nome35")
    gained = added("".join(rows), "".join(new))
    assert any("nome35" in piece for piece in gained)
    assert sum(map(len, gained)) <= len(new[10])


def test_two_far_words_on_one_line_of_half_a_megabyte() -> None:
    words = [f"w{n % 977}" for n in range(110_000)]
    old = " ".join(words)
    words[100], words[-100] = "here", "there"
    assert added(old, " ".join(words)) == ["here", "there"]


def test_two_far_words_on_a_page_of_two_megabytes() -> None:
    lines = [sentence(n) for n in range(20_000)]
    old = "\n".join(lines)
    lines[10] += " here"
    lines[-10] += " there"
    assert added(old, "\n".join(lines)) == ["here", "there"]


def test_one_more_of_many_equal_lines() -> None:
    assert added("x\n" * 20_000, "x\n" * 20_001) == ["x"]


def test_alternating_lines_beyond_what_is_aligned_exactly() -> None:
    assert sum(map(len, added("a\nb\n" * 25_000, "b\na\n" * 25_000))) <= 2


def test_every_cell_of_a_large_table() -> None:
    rows = [f"| r{n} || {n % 50} || old{n % 9}\n" for n in range(5_000)]
    new = [row.replace("old", "new") for row in rows]
    gained = added("".join(rows), "".join(new))
    assert gained == [f"new{n % 9}" for n in range(5_000)]


@pytest.mark.parametrize("case", cases("diff_dos"), ids=str)
def test_equal_runs_of_hostile_pairs_are_exact(case: Case) -> None:
    old, new = case.pair
    for run in difference(old, new).equal:
        assert (
            old[run.old_start : run.old_start + run.length]
            == (new[run.new_start : run.new_start + run.length])
        )


def test_a_deletion_adds_nothing() -> None:
    new = PAGE.replace(sentence(21) + " ", "")
    assert added(PAGE, new) == []
    assert "".join(deleted(PAGE, new)) == sentence(21)
