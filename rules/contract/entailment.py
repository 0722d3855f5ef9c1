"""The port of the second opinion: whether two sentences contradict each other."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Protocol

import msgspec

from rules.contract.engine import EngineError

TextPair = tuple[str, str]
"""Two sentences, in the order in which the page has them."""


class Judgement(msgspec.Struct, frozen=True, gc=False):
    """What an engine thinks of a pair: three probabilities in 0–1 that add up to about 1.

    The quotes, if it gives them, stand word for word in the first and the second sentence.
    """

    entail: float
    neutral: float
    contradict: float
    first_quote: str = ""
    second_quote: str = ""


class EntailmentError(EngineError):
    """An engine is gone, too slow, or answers nonsense.

    ``judged`` are the answers it had given until then, for the first pairs of those asked.
    """

    def __init__(self, message: str, judged: Sequence[Judgement | None] = ()) -> None:
        super().__init__(message)
        self.judged = tuple(judged)


class Entailment(Protocol):
    """An engine that judges pairs of sentences.

    ``name`` is what reports call it. It is shown at most ``most_pairs`` candidates of a revision
    and as many pairs that findings are about, and has ``timeout_s`` seconds for all of them.
    """

    @property
    def name(self) -> str: ...

    @property
    def most_pairs(self) -> int: ...

    @property
    def timeout_s(self) -> float: ...

    def score(self, pairs: Sequence[TextPair], within_s: float) -> Sequence[Judgement | None]:
        """The judgement on each pair, in order; None where the answer cannot be relied on.

        Raises:
            EntailmentError: it could not judge all of them.
        """
        ...


class EntailmentOpinions:
    """What an engine says of pairs of sentences of one revision; each pair is asked once.

    ``whole_page`` says that pairs which the revision did not touch are wanted as well.
    """

    __slots__ = ("_engine", "_failure", "_known", "_left_s", "whole_page")

    def __init__(self, engine: Entailment, *, whole_page: bool = False) -> None:
        self._engine = engine
        self._left_s = engine.timeout_s
        self._known: dict[TextPair, Judgement | None] = {}
        self._failure: EntailmentError | None = None
        self.whole_page = whole_page

    @property
    def engine(self) -> str:
        """The name of the engine, if it was asked; else empty."""
        return self._engine.name if self._known or self._failure else ""

    @property
    def most_pairs(self) -> int:
        """How many candidates the engine may be shown."""
        return self._engine.most_pairs

    def ask(self, pairs: Sequence[TextPair]) -> EntailmentError | None:
        """Have these pairs judged together, best first; what went wrong, if anything did.

        After a failure the engine is not asked again about this revision.
        """
        wanted = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if not wanted or self._failure is not None:
            return self._failure
        began = time.monotonic()
        answers: Sequence[Judgement | None]
        try:
            if self._left_s <= 0:
                raise EntailmentError(f"{self._engine.name} has used up its time")
            answers = self._engine.score(wanted, self._left_s)
        except EntailmentError as error:
            self._failure = error
            answers = error.judged
        self._left_s -= time.monotonic() - began
        self._known.update(zip(wanted, answers, strict=False))
        return self._failure

    def of(self, pair: TextPair) -> Judgement | None:
        """The judgement on a pair that was asked about; None if there is none to rely on."""
        return self._known.get(pair)
