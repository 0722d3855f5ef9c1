"""Which sentences of a page are worth comparing: those that speak of the same thing.

A cheap ranking by words, for a second opinion that can be shown a few pairs only. It proposes and
never judges: rare words that two sentences share, the same years, decades and figures, words of
opposite meaning, and words for how long or how often.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from rules.contract import BlockKind, Change, Document, Sentence
from rules.facts.claim_poles import poles_of
from rules.facts.section_kinds import APPENDIX, PLOT, chain

BLOCKS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
FEWEST_WORDS = 5
LONGEST = 700
"""Code points of a sentence; beyond it stands a list, or text whose stops are missing."""

MOST_SENTENCES = 4_000
MOST_SHARING = 10
"""Sentences that may share a word before it is no sign of the same claim: the page's subject."""

MOST_NEAR = 12
"""For what is too common to be looked up, how many of the nearest sentences are tried."""

MOST_OF_ONE = 6
"""Pairs that one sentence may be part of, so that a long one does not crowd out the rest."""

WORD = re.compile(r"[^\W\d_]+")
YEAR = re.compile(r"(?<![\d.,])(1\d\d\d|20\d\d)(s)?(?![\d%]|[.,]\d)")
FIGURE = re.compile(r"(?<![\w.,])\d[\d,.]*\d(?!\w)")
LASTING = re.compile(
    r"\b(?:(?:several|many|few|two|three|four|five|\d+) (?:years|decades|months|times|centuries)|"
    r"since|always|never|multiple times|repeatedly|throughout|until|permanent(?:ly)?|brief(?:ly)?|"
    r"once|twice|long-standing|continu\w+)\b",
    re.IGNORECASE,
)
COMMON = frozenset(
    """about above after again against also although among another because been before being
    between both could does doing down during each ever every following from further have having
    here himself however into itself just known later like made many more most much near once only
    other others over same several should since some such than that their them then there these
    they this those through throughout under until upon used using very were what when where which
    while whom whose will with within without would year years time times including included
    additionally according part first second third three four five""".split()
)
WORTH_DECADE, WORTH_LASTING, WORTH_NEAR = 2.0, 1.5, 1.5
WORTH_OPPOSED = 2.5
WORTH_OPPOSED_STATES = 2.0
"""More, where both sentences say how long or how often: what lasts has no room for its opposite."""


class OpinionPair(msgspec.Struct, frozen=True, gc=False):
    """Two sentences of the new text in page order, and how much they have in common."""

    first: Sentence
    second: Sentence
    score: float


def opinion_pairs(change: Change, most: int, *, whole_page: bool = False) -> list[OpinionPair]:
    """The ``most`` best pairs of which one sentence was added to, best first.

    With ``whole_page`` pairs that the revision did not touch as well. Time grows with the length
    of the page, and not with its square: every feature leads to a few sentences only.
    """
    document = change.new
    sentences = list(islice(_sentences(document), MOST_SENTENCES))
    if whole_page:
        asked = list(range(len(sentences)))
    else:
        asked = [i for i, s in enumerate(sentences) if change.adds_to(s.start, s.end)]
    if not asked or len(sentences) < 2:
        return []
    scores = _scores(document, sentences, asked)
    text = document.prose.text
    used: Counter[int] = Counter()
    seen: set[tuple[str, str]] = set()
    found: list[OpinionPair] = []
    for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if len(found) >= most:
            break
        first, second = sentences[i], sentences[j]
        texts = (text[first.start : first.end], text[second.start : second.end])
        if used[i] >= MOST_OF_ONE or used[j] >= MOST_OF_ONE or texts in seen:
            continue
        if texts[0] == texts[1]:
            continue
        seen.add(texts)
        used.update((i, j))
        found.append(OpinionPair(first, second, score))
    return found


def _sentences(document: Document) -> Iterator[Sentence]:
    """The sentences that claim something: whole ones, outside plots and appendices."""
    left_out: dict[int, bool] = {}
    text = document.prose.text
    for block in document.prose.blocks:
        if block.kind not in BLOCKS:
            continue
        if block.section not in left_out:
            left_out[block.section] = any(
                APPENDIX.match(section.title) or PLOT.match(section.title)
                for section in chain(document, block.section)
            )
        if left_out[block.section]:
            continue
        for sentence in document.sentences(block):
            if sentence.end - sentence.start <= LONGEST:
                words = WORD.findall(text, sentence.start, sentence.end)
                if len(words) >= FEWEST_WORDS:
                    yield sentence


class _Features(msgspec.Struct, frozen=True):
    """What one sentence can be found by."""

    words: frozenset[str]
    near: frozenset[str]
    """Kinds that are too common to look up: decades, words for how long."""
    poles: frozenset[tuple[int, int]]


def _features(text: str) -> _Features:
    words: set[str] = set()
    near: set[str] = set()
    poles: set[tuple[int, int]] = set()
    for match in WORD.finditer(text):
        word = match[0].lower()
        poles |= poles_of(word)
        if len(word) > 3 and word not in COMMON:
            words.add(_stem(word))
    for match in YEAR.finditer(text):
        near.add(f"decade {match[1][:3]}")
        words.add(match[0])
    words.update(match[0] for match in FIGURE.finditer(text))
    if LASTING.search(text):
        near.add("lasting")
    return _Features(frozenset(words), frozenset(near), frozenset(poles))


def _stem(word: str) -> str:
    """A word without its commonest endings: strikes and strike, launched and launch."""
    for ending in ("ing", "ies", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _scores(
    document: Document, sentences: Sequence[Sentence], asked: Iterable[int]
) -> dict[tuple[int, int], float]:
    text = document.prose.text
    features = [_features(text[s.start : s.end]) for s in sentences]
    by_word: dict[str, list[int]] = {}
    by_kind: dict[str, list[int]] = {}
    by_pole: dict[tuple[int, int], list[int]] = {}
    for index, item in enumerate(features):
        for word in item.words:
            by_word.setdefault(word, []).append(index)
        for kind in item.near:
            by_kind.setdefault(kind, []).append(index)
        for pole in item.poles:
            by_pole.setdefault(pole, []).append(index)
    total = len(sentences)
    scores: dict[tuple[int, int], float] = {}
    is_asked = set(asked)
    for index in is_asked:
        own: dict[int, float] = {}
        item = features[index]
        for word in item.words:
            sharing = by_word[word]
            if len(sharing) <= MOST_SHARING:
                _add(own, sharing, math.log(1 + total / len(sharing)) / 2)
        for kind in item.near:
            worth = WORTH_LASTING if kind == "lasting" else WORTH_DECADE
            _add(own, _nearest(by_kind[kind], index), worth)
        for group, side in item.poles:
            _add(own, _nearest(by_pole.get((group, 1 - side), ()), index), 0.0)
        for other, score in own.items():
            if other == index or (other in is_asked and other < index):
                # Counted from the other end.
                continue
            distance = abs(other - index)
            pair = (min(index, other), max(index, other))
            scores[pair] = score + _opposition(item, features[other]) + WORTH_NEAR / distance
    return scores


def _opposition(one: _Features, other: _Features) -> float:
    if not any((group, 1 - side) in other.poles for group, side in one.poles):
        return 0.0
    lasting = "lasting" in one.near and "lasting" in other.near
    return WORTH_OPPOSED + (WORTH_OPPOSED_STATES if lasting else 0.0)


def _add(scores: dict[int, float], others: Iterable[int], worth: float) -> None:
    for other in others:
        scores[other] = scores.get(other, 0.0) + worth


def _nearest(places: Sequence[int], index: int) -> Sequence[int]:
    """The sentences among ordered ``places`` that stand nearest, on either side."""
    at = bisect_left(places, index)
    return places[max(at - MOST_NEAR, 0) : at + MOST_NEAR]
