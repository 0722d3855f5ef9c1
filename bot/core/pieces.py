"""The pieces of a text that a difference is made of: lines, and the words inside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import msgspec

LETTERS = (
    r"\w\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0711\u0730-\u074a\u07a6-\u07f3\u0816-\u082d\u08d3-\u0963\u0966-\u0e3e\u0e40-\u0f00"
    r"\u0f18-\u0f39\u0f3e-\u0fbc\u1000-\u1049\u1050-\u109f\u135d-\u135f\u1712-\u1734"
    r"\u1752-\u1773\u1780-\u17d3\u180b-\u180f\u1ab0-\u1aff\u1b00-\u1b44\u1dc0-\u1dff"
    r"\u200c\u200d\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ua66f-\ua67d\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Letters, digits, and what ``\\w`` leaves out: vowel signs, accents and joiners of all scripts, so
that a word of Hindi or Thai is one token."""

TOKEN = re.compile(rf"[{LETTERS}]+(?:[.,'’·][{LETTERS}]+)*|\S")
"""A word or number with its inner points, or one sign."""


class Pieces(msgspec.Struct):
    """A sequence to align: the compared keys, and each one's half-open place in its text."""

    keys: list[str]
    starts: list[int]
    ends: list[int]


def lines(text: str, start: int, end: int) -> Pieces:
    """The lines of a stretch of text, each with its line end."""
    pieces = Pieces([], [], [])
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop == -1 else stop + 1
        pieces.keys.append(text[start:stop])
        pieces.starts.append(start)
        pieces.ends.append(stop)
        start = stop
    return pieces


def words(text: str, stretches: Sequence[tuple[int, int]]) -> Pieces:
    """The tokens of some stretches; one that follows white space has a space in its key."""
    pieces = Pieces([], [], [])
    keys, starts, ends = pieces.keys, pieces.starts, pieces.ends
    for start, end in stretches:
        # A stretch begins with a line or in front of white space.
        before = -1
        for match in TOKEN.finditer(text, start, end):
            at, after = match.span()
            # White space is part of what is compared: joining or parting words is a change.
            keys.append(match[0] if at == before else " " + match[0])
            starts.append(at)
            ends.append(after)
            before = after
    return pieces


def stretches(
    pieces: Pieces, first: int, last: int, without: Collection[int]
) -> list[tuple[int, int]]:
    """The places of the lines ``first`` to ``last``, less some, neighbours joined."""
    found: list[tuple[int, int]] = []
    for index in range(first, last):
        if index in without:
            continue
        start, end = pieces.starts[index], pieces.ends[index]
        if found and found[-1][1] == start:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found
