"""The test that a model has to pass before its opinion is asked: the pairs, and the figures."""

from __future__ import annotations

import enum
import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec

from rules.contract import Entailment, EntailmentError, TextPair

LEAST_AUROC = 0.75
MOST_NEIGHBOURS = 0.05
FLAGGED = 0.5
"""A probability of a contradiction from which a pair counts as flagged."""

LONG_S = 3_600.0
SET = "pairs.jsonl"


class Kind(enum.Enum):
    """What a pair is: only the perturbed ones conflict.

    A sentence with its copy that says otherwise; with its copy that says the same in slightly
    other words; with another sentence of its page about the same thing; with its neighbour.
    """

    PERTURBED = "perturbed"
    COPY = "copy"
    NATURAL = "natural"
    NEIGHBOUR = "neighbour"


class AdmissionPair(msgspec.Struct, frozen=True):
    """A pair of the set: its kind, the page it is from, and the two sentences."""

    kind: Kind
    title: str
    first: str
    second: str


class Figures(msgspec.Struct, frozen=True):
    """What a model achieved on the set whose checksum is ``pairs``.

    ``auroc`` compares perturbed duplicates with natural non-conflicts, ``auroc_copies`` with
    harmless copies; ``neighbours_flagged`` is a share of the neighbouring sentences.
    """

    pairs: str
    auroc: float
    auroc_copies: float
    neighbours_flagged: float

    @property
    def passed(self) -> bool:
        """Whether the model may be used."""
        return (
            min(self.auroc, self.auroc_copies) >= LEAST_AUROC
            and self.neighbours_flagged <= MOST_NEIGHBOURS
        )

    def lines(self) -> list[str]:
        """The figures for a person, each beside what is wanted."""
        return [
            f"perturbed duplicates against natural non-conflicts: AUROC {self.auroc:.3f}"
            f" (wanted: at least {LEAST_AUROC})",
            f"perturbed duplicates against harmless copies: AUROC {self.auroc_copies:.3f}"
            f" (wanted: at least {LEAST_AUROC})",
            f"neighbouring sentences taken for contradictions: {self.neighbours_flagged:.1%}"
            f" (wanted: at most {MOST_NEIGHBOURS:.0%})",
        ]


@cache
def admission_pairs() -> tuple[AdmissionPair, ...]:
    """The set, in its order."""
    return tuple(
        msgspec.convert(json.loads(line), AdmissionPair) for line in _text().splitlines() if line
    )


def set_checksum() -> str:
    """What names the set: a model is admitted for the set that it was tried on."""
    return hashlib.sha256(_text().encode("utf-8")).hexdigest()[:16]


def examined(engine: Entailment) -> Figures:
    """What an engine achieves on the set; takes as long as it takes.

    Raises:
        EntailmentError: the engine broke, or left a pair without an answer.
    """
    pairs = admission_pairs()
    asked: list[TextPair] = [(pair.first, pair.second) for pair in pairs]
    scores: dict[Kind, list[float]] = {kind: [] for kind in Kind}
    for pair, judgement in zip(pairs, engine.score(asked, LONG_S), strict=True):
        if judgement is None:
            raise EntailmentError(f"{engine.name} left a pair without an answer")
        scores[pair.kind].append(judgement.contradict)
    perturbed, neighbours = scores[Kind.PERTURBED], scores[Kind.NEIGHBOUR]
    return Figures(
        pairs=set_checksum(),
        auroc=auroc(perturbed, scores[Kind.NATURAL]),
        auroc_copies=auroc(perturbed, scores[Kind.COPY]),
        neighbours_flagged=sum(score >= FLAGGED for score in neighbours) / len(neighbours),
    )


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """How often a positive scores above a negative, a tie for a half; 0.5 is no better than chance.

    Both must not be empty.
    """
    ordered = sorted(negative)
    wins = sum(
        (bisect_left(ordered, score) + bisect_right(ordered, score)) / 2 for score in positive
    )
    return wins / (len(positive) * len(negative))


@cache
def _text() -> str:
    return files("bot.engines.admission").joinpath(SET).read_text(encoding="utf-8")
