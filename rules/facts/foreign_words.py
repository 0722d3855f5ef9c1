"""Whether an unknown word looks like one of another language: its ending, the words around it."""

from __future__ import annotations

from functools import lru_cache

from rules.facts import lexicon
from rules.facts.near_words import common_start
from rules.facts.words import WORD

FOREIGN_VOWELS = "aeiou"
FOREIGN_ENDINGS = ("en", "is", "us", "um", "os")
"""A foreign cognate differs from the English word in its ending more often than a slip does."""

WINDOW = 40
"""Code points on either side in which other foreign words are looked for."""

FEWEST_STRANGERS, LEAST_STRANGE_SHARE = 2, 0.4
"""Unknown words around, with no correction of their own, that make a foreign passage: so many,
and so large a share of the words."""


def ends_like_a_foreign_word(word: str, right: str) -> bool:
    """Whether the word, in small letters, differs from its correction by a foreign ending alone."""
    head = common_start(word, right)
    if len(right) > len(word):
        # Its last letter is missing: principa(l), analysi(s).
        return head == len(word) and word[-1] in "aio"
    if word[-1] == word[-2] or sorted(word) == sorted(right):
        return False
    if head >= len(word) - 1 and word[-1] in FOREIGN_VOWELS:
        return True
    return head >= len(word) - 2 and word.endswith(FOREIGN_ENDINGS)


def is_foreign_passage(before: str, after: str) -> bool:
    """Whether the words right before and right after a place are foreign ones.

    Both texts may be cut inside a word at their far ends.
    """
    words = [*WORD.findall(before)[1:], *WORD.findall(after)[:-1]]
    words = [word for word in words if len(word) > 2 and word.islower()]
    strangers = sum(map(_is_stranger, words))
    return strangers >= max(FEWEST_STRANGERS, LEAST_STRANGE_SHARE * len(words))


# The words around one place are those around the next, in a hostile text a thousand times over.
@lru_cache(maxsize=16384)
def _is_stranger(word: str) -> bool:
    """Whether a word is neither known nor a slip of a known one."""
    return not (lexicon.is_known(word) or lexicon.misspelling(word) or lexicon.suggestions(word))
