"""The names of a page: runs of capitalised words in its prose, its link targets and its title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

import msgspec

from rules.contract import Block, BlockKind, Change, ElementKind
from rules.facts import lexicon

NAME_WORD = r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*"
RUN = re.compile(
    rf"(?<![\w'’-]){NAME_WORD}(?:\.?[ \u00a0](?:(?:de|da|del|van|von|der|al|bin|ibn|ul|of)"
    rf"[ \u00a0])?{NAME_WORD}){{0,6}}"
)
"""Capitalised words one after the other, with initials and the particles of names."""

WORD_OF_RUN = re.compile(NAME_WORD)
SHORTEST_FIRST_NAME = 3
MOST_RUNS = 50_000

TITLES = frozenset(
    "Mr Mrs Ms Dr Sir Lord Lady King Queen Prince Princess President Minister Secretary General"
    " Colonel Captain Major Justice Judge Bishop Pope Saint St Professor Prof Prime Chief Governor"
    " Senator Mayor Sheikh Shaikh Syed Sayyid Pandit Shri Sri Maulana Begum Khan".split()
)
"""What stands before a name and is shared by many people."""


class NameUse(msgspec.Struct, frozen=True, gc=False):
    """A capitalised word that may be a name: half-open offsets in the prose.

    ``firsts`` are the words before it in its run that may be its bearer's first name.
    """

    start: int
    end: int
    text: str
    firsts: tuple[str, ...]


class Names:
    """The names of a page and how often and where each word of them stands."""

    __slots__ = ("_block_uses", "_change", "counts", "listed_with", "strong", "with_first")

    def __init__(self, change: Change) -> None:
        self._change = change
        self.counts: Counter[str] = Counter()
        self.with_first: dict[str, set[str]] = {}
        self.listed_with: dict[str, set[str]] = {}
        self._block_uses: dict[int, list[NameUse]] = {}
        document = change.new
        text = document.prose.text
        for match in islice(RUN.finditer(text), MOST_RUNS):
            uses = list(_uses(match[0], match.start()))
            block = document.prose.block_at(match.start())
            self._block_uses.setdefault(block.start, []).extend(uses)
            self.counts.update(use.text for use in uses)
            self._pair(uses, self.listed_with if is_listed(block) else self.with_first)
        elsewhere = [change.info.title]
        elsewhere += [
            element.name for element in document.elements if element.kind is ElementKind.LINK
        ]
        strong: set[str] = set()
        for name in elsewhere:
            for match in RUN.finditer(name):
                uses = list(_uses(match[0], 0))
                strong.update(use.text for use in uses)
                self._pair(uses, self.with_first)
        for block in document.prose.blocks:
            if block.kind is BlockKind.ARGUMENT:
                strong.update(use.text for use in self._block_uses.get(block.start, ()))
        self.strong = frozenset(strong)

    def of(self, block: Block) -> list[NameUse]:
        """The name words of a block, in order."""
        return self._block_uses.get(block.start, [])

    def _pair(self, uses: list[NameUse], places: dict[str, set[str]]) -> None:
        for use in uses:
            for first in use.firsts:
                places.setdefault(first, set()).add(use.text)


def page_names(change: Change) -> Names:
    """The names of the new text."""
    return Names(change)


def is_listed(block: Block) -> bool:
    """Whether a block is one of many alike, where namesakes stand one below the other."""
    return block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL)


def _uses(run: str, at: int) -> Iterator[NameUse]:
    firsts: list[str] = []
    for match in WORD_OF_RUN.finditer(run):
        word = match[0].removesuffix("'s").removesuffix("’s")
        end = match.start() + len(word)
        yield NameUse(at + match.start(), at + end, word, tuple(firsts))
        if (
            len(word) >= SHORTEST_FIRST_NAME
            and word not in TITLES
            and word.lower() not in lexicon.dictionary()
        ):
            firsts.append(word)
