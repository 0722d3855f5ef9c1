"""Two spellings that may be one name, and whether the page has another one for a name at hand."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from rules.contract import Change, local
from rules.facts.names import WORD_OF_RUN

SHORTEST, LONG = 5, 8
"""Letters of a name that is judged, and from which two slips are allowed for."""

BESIDE = 2
"""Code points between an addition and a name that it may still be part of: a link's brackets."""

MOST_SOUGHT = 24
"""Names beyond which reading the page as such costs no more than to look for each."""

MOST_CANDIDATES = 4_000
"""Words of the page with the same first letter beyond which it is read as such, too."""

MARKUP = r"''+|\[\[|\]\]|\{\{|\}\}|<[^<>\n]{0,99}>"
ENTITY = r"&#?\w{1,8};"
"""What may stand in the middle of a word without parting it, and for a letter of it."""

NOT_SHOWN = re.compile(MARKUP)


def is_near(word: str, other: str) -> bool:
    """Whether two name words begin alike and are one slip apart, or two if they are long."""
    if word[0] != other[0] or len(other) < SHORTEST:
        return False
    one, two = _folded(word), _folded(other)
    if one == two:
        # Accents, apostrophes and hyphens are left out by choice as often as by mistake.
        return False
    most = 2 if min(len(one), len(two)) >= LONG else 1
    return OSA.distance(one, two, score_cutoff=most) <= most


def is_judged(word: str) -> bool:
    """Whether a name word is long enough to be judged, and no acronym."""
    return len(word) >= SHORTEST and not word.isupper()


@local
def may_be_spelt_otherwise(change: Change) -> bool:
    """Whether the page may hold another spelling of a name that a part of a change adds.

    True of a whole page, where all names are read. The page's wikitext is looked through for words
    alike, with and without the markup inside them: far more are found than are names there.
    """
    if not change.is_part:
        return True
    sought = _added_names(change)
    if len(sought) > MOST_SOUGHT:
        return True
    page = f"{change.info.title}\n{change.page_wikitext}"
    by_letter: dict[str, set[str]] = {}
    for word in sought:
        by_letter.setdefault(word[0], set()).add(word)
    return any(_has_alike(page, letter, words) for letter, words in by_letter.items())


def _added_names(change: Change) -> set[str]:
    """The name words that what was added may be part of."""
    prose, found = change.new.prose, set[str]()
    for block in change.changed_blocks():
        near = [
            prose.around(block, start, end, BESIDE)
            for start, end in change.added.within(block.wiki_start, block.wiki_end)
        ]
        for match in WORD_OF_RUN.finditer(prose.text, block.start, block.end):
            if any(start < match.end() and match.start() < end for start, end in near):
                word = match[0].removesuffix("'s").removesuffix("’s")
                if is_judged(word):
                    found.add(word)
    return found


def _has_alike(page: str, letter: str, words: set[str]) -> bool:
    """Whether a wikitext may hold a word near one of these, which all begin with a letter."""
    if not letter.isascii():
        page = html.unescape(page)
    pattern = re.compile(rf"{letter}(?:[^\W\d_]|['’-](?=[^\W\d_])|{MARKUP}|{ENTITY})+")
    written = set(pattern.findall(page))
    if len(written) > MOST_CANDIDATES:
        return True
    others = {other for found in written for other in _readings(found)}
    return any(_is_alike(word, other) for other in others for word in words)


def _readings(written: str) -> Iterator[str]:
    """The name words that a word with markup in it may be: with all its letters, or parted by it.

    The words keep no ending of the possessive.
    """
    texts = [written]
    if not written.isalpha():
        plain = html.unescape(written)
        texts = [NOT_SHOWN.sub("", plain), *NOT_SHOWN.split(plain)]
    for text in texts:
        for word in WORD_OF_RUN.findall(text):
            yield word.removesuffix("'s").removesuffix("’s")


def _is_alike(word: str, other: str) -> bool:
    are_plain = word.isascii() and other.isascii() and word.isalpha() and other.isalpha()
    # Of plain words no letter is left out when they are compared.
    return (not are_plain or abs(len(word) - len(other)) <= 2) and is_near(word, other)


def _folded(word: str) -> str:
    """The word's letters in lower case, without accents."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", word.lower()) if letter.isalpha()
    )
