"""A second opinion with a memory: a pair that was judged once is not asked again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from bot.engines.cached import readable
from rules.contract import Entailment, EntailmentError, Judgement, TextPair

PAIRS_KEPT = 8_192
"""About 6 MB of sentences of usual length."""


class CachedEntailment:
    """Another engine, asked only for pairs that it has not judged lately.

    One cache serves one engine, and an engine one model by its checksum: nothing is remembered
    across models.
    """

    def __init__(self, engine: Entailment, size: int = PAIRS_KEPT) -> None:
        self.engine = engine
        self._size = size
        self._known: OrderedDict[tuple[str, TextPair], Judgement | None] = OrderedDict()

    @property
    def name(self) -> str:
        """What reports call the engine."""
        return self.engine.name

    @property
    def most_pairs(self) -> int:
        """How many candidates of a revision the engine is shown."""
        return self.engine.most_pairs

    @property
    def timeout_s(self) -> float:
        """Seconds for one revision."""
        return self.engine.timeout_s

    def score(self, pairs: Sequence[TextPair], within_s: float) -> Sequence[Judgement | None]:
        """The judgement on each pair, in order.

        Raises:
            EntailmentError: the engine could not judge all; holds those before the first gap.
        """
        name = self.name
        pairs = [(readable(first), readable(second)) for first, second in pairs]
        found = {pair: self._known[name, pair] for pair in pairs if (name, pair) in self._known}
        missing = [pair for pair in dict.fromkeys(pairs) if pair not in found]
        failure: EntailmentError | None = None
        if missing:
            answers: Sequence[Judgement | None]
            try:
                answers = self.engine.score(missing, within_s)
            except EntailmentError as error:
                failure, answers = error, error.judged
            found.update(zip(missing, answers, strict=False))
        for pair, judgement in found.items():
            self._known[name, pair] = judgement
            self._known.move_to_end((name, pair))
        while len(self._known) > self._size:
            self._known.popitem(last=False)
        if failure is None:
            return [found[pair] for pair in pairs]
        judged = []
        for pair in pairs:
            if pair not in found:
                break
            judged.append(found[pair])
        raise EntailmentError(str(failure), judged) from failure
