"""Whether a capitalised word of a heading is a common word or a part of a name, by the page's text.

Names of works, events, bodies and people are most of the capitals in headings. So a word is common
only if English has it in small letters, no name is usually built with it, and the page itself uses
it small and not as a name. Everything else is a name or unknown.
"""

from __future__ import annotations

import enum
import re
from collections import Counter

from rules.contract import BlockKind, Change, ElementKind
from rules.facts import lexicon

NAME_HEADS = frozenset(
    """war wars battle battles siege campaign operation army navy force forces corps division
    regiment battalion brigade squadron fleet command guard
    age ages era period dynasty empire kingdom republic caliphate sultanate duchy union federation
    league state states province region district county city town village borough parish
    territory island islands isles river lake sea ocean bay gulf valley mountain mountains mount
    hill hills peak park forest desert coast cape point street road avenue square bridge way
    line railway route station airport port harbour harbor canal
    church cathedral abbey mosque temple synagogue school college university academy institute
    hospital library museum gallery theatre theater hall house palace castle tower court centre
    center building hotel club stadium arena ground
    north south east west northern southern eastern western central upper lower
    party congress parliament senate assembly council committee commission board ministry
    department faculty office agency bureau service court government administration minister
    president king queen prince princess emperor governor general secretary mayor bishop pope saint
    act bill treaty constitution convention agreement declaration charter accord accords pact
    revolution reformation renaissance rebellion revolt uprising movement crisis depression
    deal plan project program programme initiative foundation society association company
    corporation group bank fund trust order brotherhood
    cup championship championships open final finals series season games tour trophy prize
    award awards medal grand slam masters super bowl world all star
    day week month night festival show album book books edition version episode chapter volume part
    act scene song story tale adventures
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday spring
    big great new old golden black white red blue green silver
    internet web bible god lord testament gospel
    phase stage level class type series model mark generation group round
    """.split()
)
"""Words that names are built with, whatever else they are."""

HEADING_NOUNS = frozenset(
    """links reading references sources notes footnotes bibliography publications works
    life lives career childhood youth education background family marriage death legacy
    influence influences reception criticism criticisms controversy controversies history
    origins origin etymology overview summary introduction description features
    characteristics structure
    opinion views beliefs relations relationship relationships issues problems challenges concerns
    causes effects impact consequences aftermath outcome results achievements accomplishments
    honours honors recognition accolades statistics records demographics geography climate economy
    culture politics religion language languages transport transportation infrastructure
    tourism population ecology wildlife environment health habitat distribution behaviour behavior
    taxonomy diet reproduction conservation uses applications methods methodology techniques
    equipment weapons vehicles personnel members staff roster lineup discography filmography
    appearances performances production development design release releases
    plot characters cast themes style analysis interpretation interpretations
    facilities activities events traditions customs attractions landmarks people residents
    alumni academics athletics sports rankings admissions
    advantages disadvantages benefits drawbacks alternatives examples types
    births deaths events sources pressures changes trends findings
    implications recommendations objectives goals aims responsibilities duties
    """.split()
)
"""Nouns of which headings are made, and names hardly ever."""

LEAST_ZIPF = 3.3
KNOWN_ZIPF = 3.8
"""How well known a word must be to pass for common; and to do so unseen, at a heading's start."""

SHARE_OF_CAPITALS = 4
"""A word is common with at least so many small uses for one with a capital inside a sentence."""

SMALL_WORD = re.compile(r"(?<![\w'’-])[a-z]{2,30}(?![\w’-])")
INNER_CAPITAL = re.compile(r"(?<=[a-z0-9,;:)\"'’\u2013-] )[A-Z][a-z]{1,30}(?![\w])")
"""A capitalised word inside a sentence."""

PAIR = re.compile(
    r"(?<!\w)(?=(?P<first>[A-Z][a-z]{1,30})(?: (?:and|of|the|for|in|on|to|with|&)){0,2}"
    r" (?P<second>[A-Z][a-z]{1,30})(?!\w))"
)
"""Two capitalised words side by side, or with small words of names between them."""

NAMING_KINDS = frozenset({ElementKind.LINK, ElementKind.CATEGORY})


class Kind(enum.Enum):
    """What a page tells of a capitalised word."""

    COMMON = "a common word"
    NAME = "a name"
    UNKNOWN = "unknown"


class HeadingWords:
    """The words of a page outside its headings: small, capitalised inside sentences, in pairs."""

    __slots__ = ("_capital", "_pairs", "_small", "_title")

    def __init__(self, change: Change) -> None:
        document = change.new
        text = document.prose.text
        self._small: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        self._pairs: set[tuple[str, str]] = set()
        self._title = change.info.title
        for block in document.prose.blocks:
            if block.kind is BlockKind.HEADING:
                continue
            part = text[block.start : block.end]
            self._small.update(SMALL_WORD.findall(part))
            self._capital.update(INNER_CAPITAL.findall(part))
            self._add_pairs(part)
        for element in document.elements:
            if element.kind in NAMING_KINDS:
                self._add_pairs(element.name.replace("_", " "))
        self._add_pairs(self._title)

    def kind(self, word: str) -> Kind:
        """What the page tells of a capitalised word of a heading."""
        small = word.lower()
        uses, names = self._small[small], self._capital[word]
        if small not in lexicon.dictionary() or small in NAME_HEADS:
            return Kind.NAME if names and not uses else Kind.UNKNOWN
        if names * SHARE_OF_CAPITALS > uses:
            return Kind.NAME if names and not uses else Kind.UNKNOWN
        if lexicon.zipf(small) < LEAST_ZIPF:
            return Kind.UNKNOWN
        return Kind.COMMON if uses or small in HEADING_NOUNS else Kind.UNKNOWN

    def may_begin(self, word: str) -> bool:
        """Whether a word that has its capital as a heading's first is else a common word."""
        small = word.lower()
        if small not in lexicon.dictionary() or self._capital[word] > self._small[small]:
            return False
        return self._small[small] > 0 or lexicon.zipf(small) >= KNOWN_ZIPF

    def is_named(self, first: str, second: str) -> bool:
        """Whether the page has the two words in capitals, as in a name, outside its headings."""
        return (first, second) in self._pairs

    def is_small(self, word: str) -> bool:
        """Whether the page uses the small-letter word."""
        return self._small[word] > 0

    def _add_pairs(self, text: str) -> None:
        self._pairs.update((match["first"], match["second"]) for match in PAIR.finditer(text))


def page_words(change: Change) -> HeadingWords:
    """The words of the new text, counted once."""
    return HeadingWords(change)
