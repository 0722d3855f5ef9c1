"""A grammar engine with a memory: what it said of a sentence once, it need not read again."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence

from rules.contract import EngineError, Grammar, GrammarMatch

LONGEST = 2_000
"""Code points of a sentence that an engine is given: some of their rules are quadratic."""

SENTENCES_KEPT = 4_096
"""About 8 MB at most, and more sentences than nearly every page has."""

SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which no engine's encoding can carry."""


class CachedGrammar:
    """Another engine, asked only for sentences it has not read lately, and never for long ones."""

    def __init__(self, engine: Grammar, size: int = SENTENCES_KEPT) -> None:
        self.engine = engine
        self._size = size
        self._known: OrderedDict[str, tuple[GrammarMatch, ...]] = OrderedDict()

    @property
    def name(self) -> str:
        """What reports call the engine."""
        return self.engine.name

    def load(self) -> None:
        """Load the other engine."""
        self.engine.load()

    def check(self, texts: Sequence[str]) -> Sequence[Sequence[GrammarMatch]]:
        """The matches in each text, in order; what is not known is asked in one batch.

        Raises:
            EngineError: the engine could not read all of them; holds those before the first gap.
        """
        wanted = [readable(text) for text in texts]
        found = {text: self._known[text] for text in wanted if text in self._known}
        missing = [text for text in dict.fromkeys(wanted) if text not in found]
        failure: EngineError | None = None
        if missing:
            answers: Sequence[Sequence[GrammarMatch]]
            try:
                answers = self.engine.check(missing)
            except EngineError as error:
                failure, answers = error, error.done
            for text, matches in zip(missing, answers, strict=False):
                found[text] = _off_the_cut(text, matches)
        for text in wanted:
            if text in found:
                self._keep(text, found[text])
        if failure is None:
            return [found[text] for text in wanted]
        done = []
        for text in wanted:
            if text not in found:
                break
            done.append(found[text])
        raise EngineError(str(failure), done) from failure

    def _keep(self, text: str, matches: tuple[GrammarMatch, ...]) -> None:
        self._known[text] = matches
        self._known.move_to_end(text)
        if len(self._known) > self._size:
            self._known.popitem(last=False)


def readable(text: str) -> str:
    """The text as an engine may have it, code point for code point, cut between words."""
    if len(text) > LONGEST:
        head = text[:LONGEST]
        space = head.rfind(" ")
        text = head[:space] if space > 0 else head
    return SURROGATE.sub("\ufffd", text)


def _off_the_cut(text: str, matches: Sequence[GrammarMatch]) -> tuple[GrammarMatch, ...]:
    """The matches, less those at the end of a text that may have been cut: the rest is unknown."""
    if len(text) < LONGEST // 2:
        return tuple(matches)
    return tuple(match for match in matches if match.end < len(text) - 1)
