"""The words of a changed page that no dictionary holds: what the spelling rules look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

import msgspec

from rules.contract import PLACEHOLDER, Block, BlockKind, Change, Document, local
from rules.facts import lexicon

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
"""A run of letters, with apostrophes between them."""

BEFORE = frozenset(' \t\n\u00a0\u2009\u200a([{"“”‘«»„—,;!?')
"""What may stand right before a whole word. A stop may not (example.com), nor a colon
(de:hypnose), an apostrophe (that of 'bout), a hyphen or a slash: the word would be
a piece of a longer one."""

AFTER = frozenset(" \t\n\u00a0\u2009\u200a)]}\"“”’'»—,;:!?…" + PLACEHOLDER)
"""What may stand right after a whole word, besides a stop that ends it."""

STOP = re.compile(rf"\.(?:\Z|[\s\"”’'){PLACEHOLDER}.])")
ABBREVIATION = re.compile(r"\.[\"”’')]{0,2},?\s{1,4}[a-z]")
"""A stop before a small letter shortens a word more often than it ends a sentence."""

LONGEST_SHORTENED = 5
"""Where no sentence begins with a capital, that tells nothing of a longer word."""

SENTENCE_START = re.compile(r"(?:\A\s*|[.!?][\"”’')\]]{0,3}\s+|\n)[\"“‘'(\[]{0,2}\Z")
LONGEST_START = 12
"""Code points before a word in which the end of the sentence before it is looked for."""

MENTION = re.compile(
    r"\b(?:called|termed|named|known(?: locally)? as|words?|terms?|names?(?: being)?|spelled|spelt|"
    r"pronounced|plural|singular|genitive|roman[iz]{1,2}ed|transliterated)(?: as| of| for| is)?"
    r"[:,]?\s(?:[\"“‘(])?\Z"
)
"""What announces a word as a word, or a name in another language."""

LONGEST_MENTION = 40

SHORTEST_JUDGED, LONGEST_JUDGED = 3, 32
"""Letters. Nothing longer is a slip of one key, and every look-up costs more with the length."""

FOREIGN_SHARE, FOREIGN_WORDS = 0.4, 20
"""A text with so many unknown words among its different ones is not in English."""

NEAR = 60
"""Code points between an unknown word and the end of any finding it gives rise to."""

NEXT_WORD = re.compile(r"[,;:]?\s+(\w+)")
RUNNING_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.IMAGE_CAPTION})


class UnknownWord(msgspec.Struct, frozen=True, gc=False):
    """A word that no dictionary holds: half-open offsets in its text, and why to leave it alone.

    ``guard`` is empty if its shape and its neighbours let it be judged.
    """

    start: int
    end: int
    text: str
    guard: str = ""


class UnknownWords:
    """The unknown words of a document, block by block.

    ``together`` are blocks that will be asked for anyway: they are read in one go, which costs
    much less than one by one where a page has thousands of cells. Of a ``part`` of a change, only
    words near what it added are told: no other can become a finding there.
    """

    __slots__ = ("_blocks", "_document", "_part", "_together")

    def __init__(
        self, document: Document, together: Sequence[Block] = (), part: Change | None = None
    ) -> None:
        self._document = document
        self._part = part
        self._together = together
        self._blocks: dict[int, tuple[UnknownWord, ...]] = {}

    def of(self, block: Block) -> tuple[UnknownWord, ...]:
        """Those of a block, in order, in offsets of the block's own text."""
        found = self._blocks.get(block.start)
        if found is None:
            if self._together:
                self._read(self._together)
                self._together = ()
            if block.start not in self._blocks:
                self._read([block])
            found = self._blocks[block.start]
        return found

    def _read(self, blocks: Sequence[Block]) -> None:
        prose = self._document.prose.text
        strange = _strange_words([prose[block.start : block.end] for block in blocks])
        for block in blocks:
            places = [
                match.span()
                for match in WORD.finditer(prose, block.start, block.end)
                if match[0] in strange
            ]
            if not places:
                self._blocks[block.start] = ()
                continue
            text = prose[block.start : block.end]
            here = [(start - block.start, end - block.start) for start, end in places]
            names = starts_are_names(block)
            found = _unknown(text, here, starts_are_names=names)
            self._blocks[block.start] = tuple(
                word for word in found if self._part is None or _is_near(self._part, block, word)
            )


def _is_near(part: Change, block: Block, word: UnknownWord) -> bool:
    start = max(block.start + word.start - NEAR, block.start)
    return part.adds_to(start, min(block.start + word.end + NEAR, block.end))


def starts_are_names(block: Block) -> bool:
    """Whether a capital at the start of a block may be a name's: in cells, items and values."""
    return block.kind not in RUNNING_TEXT and block.kind is not BlockKind.HEADING


@local
def unknown_words(change: Change) -> UnknownWords:
    """The unknown words of a change's new document."""
    part = change if change.is_part else None
    return UnknownWords(change.new, change.changed_blocks(), part)


def unknown_words_of(text: str, *, starts_are_names: bool = False) -> Iterator[UnknownWord]:
    """The words of a text that no dictionary holds, in order.

    Capitalised words inside a sentence are names, and never given. With ``starts_are_names``
    (cells, list items, values) nor is one at the start of a text, unless a sentence follows.
    """
    strange = _strange_words([text])
    places = [match.span() for match in WORD.finditer(text) if match[0] in strange]
    return _unknown(text, places, starts_are_names=starts_are_names)


def _unknown(
    text: str, places: Sequence[tuple[int, int]], *, starts_are_names: bool
) -> Iterator[UnknownWord]:
    """Those of the strange words at these places that no derivation makes known.

    None of a text in another language.
    """
    if _is_foreign(text, places):
        return
    for start, end in places:
        word = text[start:end]
        if word[0].isupper() and not begins_sentence(text, start, end, starts_are_names):
            continue
        if not lexicon.is_known(word):
            yield UnknownWord(start, end, word, _guard(text, start, end))


def _strange_words(texts: Iterable[str]) -> set[str]:
    """The words that are not in the dictionaries as they stand and are fit to be judged."""
    # Most of a text are plain words between spaces: what splits off them is cheap to set aside.
    pieces = set(chain.from_iterable(map(str.split, texts))) - lexicon.dictionary()
    words = set(WORD.findall(" ".join(pieces))) - lexicon.dictionary()
    return {word for word in words if _may_be_judged(word)}


def _is_foreign(text: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether so many of a text's different words are unknown that it is not in English."""
    if len(places) < FOREIGN_WORDS:
        return False
    strange = {text[start:end] for start, end in places}
    if len(strange) < FOREIGN_WORDS:
        return False
    small = sum(word.islower() and not lexicon.is_known(word) for word in strange)
    return small >= FOREIGN_SHARE * len(set(text.split()))


def _may_be_judged(word: str) -> bool:
    """False for acronyms, camel case, single letters, and capitals whose small form is known."""
    if not SHORTEST_JUDGED <= len(word) <= LONGEST_JUDGED or not word[1:].islower():
        return False
    return not word[0].isupper() or word.lower() not in lexicon.dictionary()


def begins_sentence(text: str, start: int, end: int, starts_are_names: bool) -> bool:
    """Whether a capitalised word is one because a sentence or a heading begins with it."""
    before = text[max(start - LONGEST_START, 0) : start]
    if start > LONGEST_START:
        # The slice must not look like the start of the text.
        before = "x" + before
    if not SENTENCE_START.search(before):
        return False
    following = NEXT_WORD.match(text, end, end + 40)
    if following is None:
        # Nothing follows it: it stands alone, as a heading of one word does.
        return not starts_are_names and not before.strip()
    return following[1].islower()


@lru_cache(maxsize=4)
def lacks_capitals(text: str) -> bool:
    """Whether a text is written in small letters throughout; asked of each word of a long one."""
    return text.islower()


def _guard(text: str, start: int, end: int) -> str:
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if MENTION.search(text, max(start - LONGEST_MENTION, 0), start):
        return "mentioned as a word"
    if before and before not in BEFORE:
        return "a piece of a longer word" if before != PLACEHOLDER else "right after markup"
    if after == ".":
        if ABBREVIATION.match(text, end) and (
            end - start <= LONGEST_SHORTENED or not lacks_capitals(text)
        ):
            return "shortened with a stop"
        if not STOP.match(text, end):
            return "a piece of a longer word"
    elif after and after not in AFTER:
        return "a piece of a longer word"
    if after in "'’" and text[end + 1 : end + 2].isalnum():
        return "a piece of a longer word"
    return ""
