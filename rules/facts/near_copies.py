"""Sentences of a page that nearly repeat another, found by the rare words that they share."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec
from rapidfuzz.distance import Indel

from rules.contract import BlockKind, Document, Sentence

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*|\d[\d.,]*")
READ = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.IMAGE_CAPTION})
LEAST_TOKENS, MOST_TOKENS = 7, 80
"""Shorter sentences are alike by chance; longer ones are lists."""

LONGEST_SENTENCE = 1_500

KEYS, SHARED_KEYS = 8, 2
"""Words, likely to be rare, by which copies of a sentence are sought, and how many a copy keeps."""

LEAST_KEY = 5
MOST_POSTINGS = 8
"""A word in more sentences than this is not rare."""

MOST_SOUGHT = 2_000
"""Sentences sought at most: what adds more is a page of its own, and must not fill the memory."""

CANDIDATES = 8
"""Sentences that one is compared with at most."""

FEW_WORDS = 60
"""Up to so many words are sought one by one, which on a long page costs less than reading it."""

ALIKE = 0.7
"""The share of tokens in the same order above which a sentence is a near copy."""


class NearCopy(msgspec.Struct, frozen=True):
    """A sentence and an earlier or later one that nearly repeats it, with their tokens."""

    one: Sentence
    other: Sentence
    one_tokens: tuple[str, ...]
    other_tokens: tuple[str, ...]


def near_copies(document: Document, sought: Iterable[Sentence]) -> Iterator[NearCopy]:
    """The near copies of some sentences on their page; each pair once.

    The page is read once for the rare words of all that are sought; no two sentences are compared
    that share none, and each is compared with a few at most.
    """
    text = document.prose.text
    tokens = {s: tokens_of(text, s) for s in islice(sought, MOST_SOUGHT)}
    tokens = {s: found for s, found in tokens.items() if LEAST_TOKENS <= len(found) <= MOST_TOKENS}
    wanted = {key for found in tokens.values() for key in _keys(found)}
    postings = _postings(document, wanted)
    seen: set[tuple[int, int]] = set()
    for sentence, found in tokens.items():
        for other in _candidates(document, sentence, found, postings):
            pair = min(sentence.start, other.start), max(sentence.start, other.start)
            if pair in seen:
                continue
            seen.add(pair)
            compared = tokens_of(text, other)
            if LEAST_TOKENS <= len(compared) <= MOST_TOKENS and (
                Indel.normalized_similarity(found, compared, score_cutoff=ALIKE) >= ALIKE
            ):
                yield NearCopy(sentence, other, found, compared)


def tokens_of(text: str, sentence: Sentence) -> tuple[str, ...]:
    """The words and numbers of a sentence, as written; none of one that is too long to be one."""
    if sentence.end - sentence.start > LONGEST_SENTENCE:
        return ()
    return tuple(TOKEN.findall(text, sentence.start, sentence.end))


def _keys(tokens: tuple[str, ...]) -> list[str]:
    """The words of a sentence that are likely to be rare: figures, names and long words."""
    words = {token for token in tokens if len(token) >= LEAST_KEY or token.isdigit()}
    return sorted(words, key=_rarity)[:KEYS]


def _rarity(word: str) -> tuple[bool, int, str]:
    return not word[0].isdigit(), -len(word), word


def _postings(document: Document, wanted: set[str]) -> dict[str, list[int]]:
    """Where the wanted words stand in the prose; those in one place or too many are left out."""
    text = document.prose.text
    if len(wanted) <= FEW_WORDS:
        found = {word: _places(text, word) for word in wanted}
    else:
        found = {word: [] for word in wanted}
        for match in TOKEN.finditer(text):
            places = found.get(match[0])
            if places is not None and len(places) <= MOST_POSTINGS:
                places.append(match.start())
    return {word: places for word, places in found.items() if 1 < len(places) <= MOST_POSTINGS}


def _places(text: str, word: str) -> list[int]:
    """Where a word begins in a text; it stops when there are too many."""
    found: list[int] = []
    at = text.find(word)
    while at != -1 and len(found) <= MOST_POSTINGS:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            found.append(at)
        at = text.find(word, end)
    return found


def _candidates(
    document: Document,
    sentence: Sentence,
    tokens: tuple[str, ...],
    postings: dict[str, list[int]],
) -> list[Sentence]:
    """The sentences that share rare words with one, those that share most first."""
    shared: dict[Sentence, int] = {}
    keys = [key for key in _keys(tokens) if key in postings]
    for key in keys:
        for place in postings[key]:
            if sentence.start <= place < sentence.end:
                continue
            other = _sentence_at(document, place)
            if other is not None:
                shared[other] = shared.get(other, 0) + 1
    least = min(SHARED_KEYS, len(keys))
    ranked = sorted(
        (other for other, count in shared.items() if count >= least),
        key=lambda other: (-shared[other], other.start),
    )
    return ranked[:CANDIDATES]


def _sentence_at(document: Document, place: int) -> Sentence | None:
    block = document.prose.block_at(place)
    if block.kind not in READ:
        return None
    sentences = document.sentences(block)
    index = bisect_right(sentences, place, key=_start) - 1
    return sentences[index] if index >= 0 and place < sentences[index].end else None


def _start(sentence: Sentence) -> int:
    return sentence.start
