"""The variety of English a page is written in, by its tag or by its clear majority."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import resources

import msgspec

from rules.contract import PROSE_BLOCKS, Change, Document, ElementKind
from rules.facts import lexicon
from rules.facts.variety_tags import Spelling, spelling_of_template
from rules.facts.words import WORD

LEAST_INSTANCES, LEAST_SHARE = 5, 0.8
"""What makes a clear majority."""

CANADIAN_STRETCH = 1_500
"""Code points in which "Canada" or "Canadian" stands once where a page is about Canada, whose
English takes colour and centre with analyze and jewelry."""

MOST_LEAD_OF_S = 0.7
"""How much more frequent (in powers of ten) -ise may be where -ize is in use at all."""

IZE = re.compile(r"([a-z]{3,24})i([sz])(e|es|ed|ing|ation|ations|er|ers)\Z")
NEVER_IN_Z = frozenset(
    """advert adv chast circumc compr compromis comprom desp dev disgu enterpr exc exerc exorc
    expert franch improv inc merchand pedestrian prem prom prec pr rev superv surm surpr telev
    treat""".split()
)
"""What stands before -ise in words that no variety writes with z, or that both write with s."""


class Variety(msgspec.Struct, frozen=True):
    """How a page spells: None if neither a tag nor a clear majority tells.

    ``tag`` is the template's name where there is one, else empty. ``american`` and ``british``
    count the telling words, ``in_s`` and ``in_z`` those in -ise and -ize (the former are among the
    British ones); all are 0 if a tag made the count needless.
    """

    spelling: Spelling | None
    tag: str = ""
    american: int = 0
    british: int = 0
    in_s: int = 0
    in_z: int = 0

    @property
    def ise(self) -> bool:
        """Whether -ise is the clear majority over -ize, which a British tag leaves open."""
        return is_majority(self.in_s, self.in_z)

    @property
    def ize(self) -> bool:
        """Whether -ize is the clear majority over -ise."""
        return is_majority(self.in_z, self.in_s)


def variety(change: Change) -> Variety:
    """The variety of the new text; a tag counts for more than any number of words."""
    tagged = tagged_variety(change.new)
    return tagged if tagged is not None else majority_variety(change.new)


def tagged_variety(document: Document) -> Variety | None:
    """What the first variety template of a page says; None if it has none."""
    for element in document.elements:
        if element.kind is ElementKind.TEMPLATE and element.name[:3].lower() in ("use", "eng"):
            spelling = spelling_of_template(element.name)
            if spelling is not None:
                return Variety(spelling, element.name.strip())
    return None


def majority_variety(document: Document) -> Variety:
    """What the small-letter words of the page's own prose say.

    Only words that one side of the Atlantic does not use count; -ize is at home on both, so a
    page in British spelling is Oxford if its -ize words are the clear majority too.
    """
    text = document.prose.text
    counts: Counter[str] = Counter()
    for block in document.prose.blocks:
        if block.kind in PROSE_BLOCKS:
            counts.update(WORD.findall(text, block.start, block.end))
    american = british = ise = ize = 0
    markers = _markers()
    for word, count in counts.items():
        marker = markers.get(word)
        if marker is not None:
            american += count * (marker is Spelling.AMERICAN)
            british += count * (marker is Spelling.BRITISH)
        elif (letter := ise_or_ize(word)) is not None:
            ise += count * (letter == "s")
            ize += count * (letter == "z")
    spelling = None
    if is_majority(american, british + ise):
        spelling = Spelling.AMERICAN
    elif is_majority(british, american) and is_majority(ize, ise):
        spelling = Spelling.OXFORD
    elif is_majority(british + ise, american):
        spelling = Spelling.CANADIAN if _is_about_canada(text) else Spelling.BRITISH
    return Variety(spelling, american=american, british=british + ise, in_s=ise, in_z=ize)


def is_majority(ours: int, theirs: int) -> bool:
    """Whether so many uses are a clear majority over the others."""
    return ours >= LEAST_INSTANCES and ours >= LEAST_SHARE * (ours + theirs)


def marked_spelling(word: str) -> Spelling | None:
    """American for color, British for colour, None for a word that tells nothing.

    Any case. -ise and -ize are left to `ise_or_ize`.
    """
    return _markers().get(word.lower())


def counterpart(word: str) -> str | None:
    """The same word as the other side of the Atlantic spells it, in small letters, or None."""
    return _counterparts().get(word.lower())


def ise_or_ize(word: str) -> str | None:
    """The letter, s or z, of a word that may be written with either; None for other words.

    None, too, where the dictionaries have a form in z that hardly anybody writes (reprized).
    """
    return _ise_or_ize(word) if "i" in word[3:] else None


@lru_cache(maxsize=8192)
def _ise_or_ize(word: str) -> str | None:
    match = IZE.match(word)
    if match is None or match[1] in NEVER_IN_Z:
        return None
    other = "z" if match[2] == "s" else "s"
    also = f"{match[1]}i{other}{match[3]}"
    if also not in lexicon.dictionary():
        return None
    in_s, in_z = (word, also) if other == "z" else (also, word)
    return match[2] if lexicon.zipf(in_z) >= lexicon.zipf(in_s) - MOST_LEAD_OF_S else None


def in_the_pages_variety(words: tuple[str, ...], ask: Callable[[], Variety]) -> tuple[str, ...]:
    """The suggestions with the page's own spelling before the other one.

    ``ask`` measures the page, and is called only if some suggestion has two spellings.
    """
    if not any(word.lower() in _counterparts() for word in words):
        return words
    wanted = _leading(ask())
    if wanted is None:
        return words
    ordered: list[str] = []
    for word in words:
        other = counterpart(word)
        if other is not None and marked_spelling(word) is not wanted:
            other = other.capitalize() if word[0].isupper() else other
            ordered += [other, word]
        else:
            ordered.append(word)
    return tuple(dict.fromkeys(ordered))


def _leading(found: Variety) -> Spelling | None:
    """The page's side of the Atlantic; where it has none, that of more of its words."""
    if found.spelling is Spelling.CANADIAN:
        return None
    if found.spelling is not None:
        is_american = found.spelling is Spelling.AMERICAN
    elif found.american == found.british:
        return None
    else:
        is_american = found.american > found.british
    return Spelling.AMERICAN if is_american else Spelling.BRITISH


def _is_about_canada(text: str) -> bool:
    times = text.count("Canad")
    return times >= LEAST_INSTANCES and times * CANADIAN_STRETCH >= len(text)


@cache
def _counterparts() -> dict[str, str]:
    pairs = {}
    for american, british in _pairs():
        pairs[american] = british
        pairs[british] = american
    return pairs


@cache
def _markers() -> dict[str, Spelling]:
    markers = {}
    for american, british in _pairs():
        markers[american] = Spelling.AMERICAN
        markers[british] = Spelling.BRITISH
    return markers


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    path = resources.files("rules").joinpath("data", "lexicon", "varieties.txt")
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        american, british, *endings = line.partition("#")[0].split() or ("", "")
        found += [(american + e.strip("-"), british + e.strip("-")) for e in endings]
    return tuple(found)
