"""The name of a finding."""

from __future__ import annotations

import unicodedata

from bot.core.fingerprint import fingerprint


def name(text: str, quote: str, code: str = "NUM001", ordinal: int = 0) -> str:
    start = text.index(quote)
    return fingerprint(code, text, start, start + len(quote), ordinal)


def test_it_is_sixteen_hexadecimal_digits() -> None:
    assert len(name("a b c", "b")) == 16
    assert int(name("a b c", "b"), 16) >= 0


def test_it_does_not_depend_on_case_white_space_or_composition() -> None:
    text = "The Café was  bad\tthere"
    assert name(text, "bad") == name("the café WAS bad there", "bad")
    assert name(text, "bad") == name(unicodedata.normalize("NFD", text), "bad")


def test_it_does_not_depend_on_other_lines_or_far_text() -> None:
    line = "word " * 20 + "bad" + " word" * 20
    assert name(f"{line}", "bad") == name(f"other\n{line}\nother", "bad")
    assert name(f"x {line}", "bad") == name(f"{line} x", "bad")


def test_it_depends_on_everything_else() -> None:
    names = {
        name("a bad cat", "bad"),
        name("a bad cat", "bad", code="NUM002"),
        name("a bad cat", "bad", ordinal=1),
        name("a bad dog", "bad"),
        name("b bad cat", "bad"),
        name("a worse cat", "worse"),
    }
    assert len(names) == 6


def test_a_lone_surrogate_has_a_name() -> None:
    assert len(name("a \ud800 bad", "bad")) == 16
