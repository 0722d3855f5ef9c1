"""Every string one slip of the keyboard away from a word, and how likely the slip is."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache, lru_cache

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWELS = frozenset("aeiouy")

# Log10 weights of an edit, to be added to a Zipf frequency. Set by hand, then moved one at
# a time to where the right word came first most often, over a sample of the listed
# misspellings and over common words with one random edit.
TRANSPOSED = 1.5
DOUBLED = 1.4
MISSING = 1.1
ADJACENT = 0.3
VOWEL_FOR_VOWEL = 0.4
EXTRA_ADJACENT = 0.3
FIRST_LETTER = -1.5

QWERTY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@lru_cache(maxsize=256)
def one_edit_away(word: str) -> Set[str]:
    """Every string one edit away: those of `edits`, without their weights and much sooner.

    Remembered, because several questions about a word follow one another.
    """
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {head + letter + tail for head, tail in splits for letter in LETTERS}
    del splits[-1]
    found.update([head + letter + tail[1:] for head, tail in splits for letter in LETTERS])
    found.update([head + tail[1:] for head, tail in splits])
    found.update([head + tail[1] + tail[0] + tail[2:] for head, tail in splits[:-1]])
    found.discard(word)
    return found


def edits(word: str) -> Iterator[tuple[str, float]]:
    """Every string one edit away, with the weight of the edit that leads to it.

    The edits undo a slip, so taking a letter out undoes an extra letter. Candidates
    come from the whole Latin alphabet of English and may be no words. After Peter
    Norvig, "How to Write a Spelling Corrector" (2007).
    """
    beside = _neighbours()
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        previous, following = head[-1:], tail[:1]
        first = FIRST_LETTER if at == 0 else 0.0
        for letter in LETTERS:
            doubled = letter in (previous, following)
            yield head + letter + tail, (DOUBLED if doubled else MISSING) + first
        if not tail:
            break
        rest = tail[1:]
        near = beside.get(following, "")
        if following == previous:
            weight = DOUBLED
        elif any(letter in near for letter in previous + rest[:1]):
            weight = EXTRA_ADJACENT
        else:
            weight = 0.0
        yield head + rest, weight + first
        for letter in LETTERS:
            if letter != following:
                if letter in VOWELS and following in VOWELS:
                    weight = VOWEL_FOR_VOWEL
                else:
                    weight = ADJACENT if letter in near else 0.0
                yield head + letter + rest, weight + first
        if rest and rest[0] != following:
            yield head + rest[0] + following + rest[1:], TRANSPOSED + first / 2


@cache
def _neighbours() -> dict[str, str]:
    """Letters beside each letter on a QWERTY keyboard."""
    beside: dict[str, str] = {}
    for row, keys in enumerate(QWERTY_ROWS):
        for column, key in enumerate(keys):
            near = keys[max(0, column - 1) : column] + keys[column + 1 : column + 2]
            if row:
                near += QWERTY_ROWS[row - 1][column : column + 2]
            if row + 1 < len(QWERTY_ROWS):
                near += QWERTY_ROWS[row + 1][max(0, column - 1) : column + 1]
            beside[key] = near
    return beside
