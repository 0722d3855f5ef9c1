"""The wikitext escaper by itself: what it writes for which character."""

from __future__ import annotations

import html
import string

import pytest

from bot.output.escape_wikitext import LIMIT, escape_wikitext


@pytest.mark.parametrize(
    ("raw", "escaped"),
    [
        ("plain words 12", "plain words 12"),
        ("[[a|b]]", "&#91;&#91;a&#124;b&#93;&#93;"),
        ("a_b", "a&#95;b"),
        ("&amp;", "&#38;amp&#59;"),
        ("a\r\nb\rc\nd", "a⏎b⏎c⏎d"),
        ("\x08\x1b\x85\t", "‹U+0008›‹U+001B›‹U+0085›‹U+0009›"),
        ("\u202ex\u2066", "‹U+202E›x‹U+2066›"),
        ("te\u200bh\ufeff", "te‹U+200B›h‹U+FEFF›"),
        ("می\u200cخواهم 👨\u200d👩", "می\u200cخواهم 👨\u200d👩"),
        ("\U000e0041", "‹U+E0041›"),
        ("\ufffe\ud800", "‹U+FFFE›‹U+D800›"),
        ("ISBN 1", "&#73;SBN 1"),
        ("RFC\u00a0PMID", "&#82;FC\u00a0&#80;MID"),
        ("\u0338x", "&#824;x"),
        ("e\u0301", "e\u0301"),
        (" x y ", "&#32;x y "),
        ("é – “x” …", "é – “x” …"),
        ("", ""),
    ],
)
def test_each_kind_of_character(raw: str, escaped: str) -> None:
    assert escape_wikitext(raw) == escaped


def test_no_punctuation_stays_but_that_of_references() -> None:
    escaped = escape_wikitext(string.punctuation)
    assert escaped == "".join(f"&#{ord(c)};" for c in string.punctuation)
    assert html.unescape(escaped) == string.punctuation


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("x" * LIMIT, "x" * LIMIT),
        ("x" * (LIMIT + 1), "x" * (LIMIT - 1) + "…"),
        ("{" * 5000, "{" * (LIMIT - 1) + "…"),
        ("\n" * 400, "⏎" * (LIMIT - 1) + "…"),
        ("x" * 298 + "\u202e" + "y", "x" * 298 + "…"),
        ("x" * 292 + "\u202e", "x" * 292 + "‹U+202E›"),
        ("x" * 292 + "\u202ey", "x" * 292 + "…"),
    ],
    ids=["fits", "one over", "punctuation", "lines", "mark", "mark fits", "mark over"],
)
def test_a_reader_sees_at_most_300_characters(raw: str, shown: str) -> None:
    assert html.unescape(escape_wikitext(raw)) == shown
    assert len(shown) <= LIMIT
