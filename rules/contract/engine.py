"""The ports behind which engines stand: what one is asked, and what it answers."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec


class EngineKind(enum.Enum):
    """The kinds of engine that a rule may need."""

    GRAMMAR = "grammar"
    ENTAILMENT = "entailment"


class GrammarMatch(msgspec.Struct, frozen=True, gc=False):
    """A place that a grammar engine marks: half-open code points of the text it was given.

    ``rule_id`` is the engine's own name of the fault. ``replacements`` stand for exactly that
    place, best first.
    """

    rule_id: str
    start: int
    end: int
    message: str = ""
    replacements: tuple[str, ...] = ()


class EngineError(Exception):
    """An engine is gone, too slow, or answers nonsense.

    ``done`` are the answers it had given until then, for the first texts of those asked.
    """

    def __init__(self, message: str, done: Sequence[Sequence[GrammarMatch]] = ()) -> None:
        super().__init__(message)
        self.done = tuple(done)


class Grammar(Protocol):
    """A grammar checker for English."""

    @property
    def name(self) -> str:
        """What reports call it, with its version if known."""
        ...

    def load(self) -> None:
        """Read what it needs before the first text, if that is still to be done.

        Raises:
            EngineError: it cannot.
        """
        ...

    def check(self, texts: Sequence[str]) -> Sequence[Sequence[GrammarMatch]]:
        """The matches in each text, in order; no text is read in the light of another.

        Raises:
            EngineError: it could not read all of them.
        """
        ...


class GrammarMatches:
    """What an engine says of the changed sentences of one revision.

    ``sentences`` gives all that will be asked for; they are sent together at the first question.
    """

    __slots__ = ("_answers", "_engine", "_failure", "_sentences")

    def __init__(self, engine: Grammar, sentences: Callable[[], Sequence[str]]) -> None:
        self._engine = engine
        self._sentences = sentences
        self._answers: dict[str, Sequence[GrammarMatch]] | None = None
        self._failure: EngineError | None = None

    @property
    def engine(self) -> str:
        """The name of the engine, if it was asked; else empty."""
        return "" if self._answers is None else self._engine.name

    def of(self, sentence: str) -> Sequence[GrammarMatch]:
        """The matches in a sentence.

        Raises:
            EngineError: the engine did not come to this sentence.
        """
        if self._answers is None:
            self._answers = {}
            self._ask(tuple(dict.fromkeys(self._sentences())))
        found = self._answers.get(sentence)
        if found is None and self._failure is None:
            self._ask((sentence,))
            found = self._answers.get(sentence)
        if found is None:
            raise self._failure or EngineError("the engine left a sentence without an answer")
        return found

    def _ask(self, texts: Sequence[str]) -> None:
        assert self._answers is not None
        answers: Sequence[Sequence[GrammarMatch]]
        try:
            answers = self._engine.check(texts)
        except EngineError as error:
            self._failure = error
            answers = error.done
        self._answers.update(zip(texts, answers, strict=False))
