"""What the words of a page tell of one word: that it is a name here, or used on purpose."""

from __future__ import annotations

from collections import Counter

from rules.contract import Change
from rules.facts.words import WORD

SEARCHES = 150
"""Words looked for one by one in a text before all of its words are counted: a search costs
a two-hundredth of the count, and hardly any edit asks for more than a few."""


class _Uses:
    """How often words stand in a text, as whole words."""

    __slots__ = ("_counts", "_searches", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._searches = 0
        self._counts: Counter[str] | None = None

    def count(self, word: str, enough: int = 1 << 30) -> int:
        """Whole-word occurrences of the word, in this very case, or as many as are enough."""
        self._searches += 1
        if self._counts is None:
            if self._searches <= SEARCHES:
                return self._search(word, enough)
            self._counts = Counter(WORD.findall(self._text))
        return self._counts[word]

    def _search(self, word: str, enough: int) -> int:
        text, found = self._text, 0
        at = text.find(word)
        while at != -1 and found < enough:
            end = at + len(word)
            if not (text[at - 1 : at].isalpha() or text[end : end + 1].isalpha()):
                found += 1
            at = text.find(word, end)
        return found


class Vocabulary:
    """The words of a page: wikitext with its links, categories and references, title, old text."""

    __slots__ = ("_new", "_old", "_prose", "_title", "title_words")

    def __init__(self, change: Change) -> None:
        self.title_words: tuple[str, ...] = tuple(WORD.findall(change.info.title))
        self._title = frozenset(word.lower() for word in self.title_words)
        self._prose = _Uses(change.new.prose.text)
        self._new = _Uses(change.new.wikitext.lower())
        self._old = _Uses((change.old_wikitext or "").lower())

    def is_name(self, word: str) -> bool:
        """Whether the title has the word, or the page has it capitalised or inside its markup.

        Markup are link targets, categories, templates and references. A capital that begins a
        sentence counts like a name's. The case of ``word`` is that of the place in question.
        """
        lower = word.lower()
        if lower in self._title:
            return True
        here = 0 if word == lower else 1
        return self._new.count(lower) > self._prose.count(lower) + here

    def is_used_elsewhere(self, word: str) -> bool:
        """Whether the title or, a second time, the new wikitext has the word, in any case."""
        lower = word.lower()
        return lower in self._title or self._new.count(lower, 2) > 1

    def uses_in_prose(self, word: str) -> int:
        """How often the page's prose has the word, in this very case."""
        return self._prose.count(word)

    def has(self, word: str) -> bool:
        """Whether the title, the new or the old wikitext has the word, in any case."""
        lower = word.lower()
        return lower in self._title or self._new.count(lower, 1) > 0 or self.was_used(lower)

    def was_used(self, word: str) -> bool:
        """Whether the old wikitext has the word, in any case."""
        return self._old.count(word.lower(), 1) > 0


def vocabulary(change: Change) -> Vocabulary:
    """The words of the page, new and old."""
    return Vocabulary(change)
