"""Asks a second opinion whether an added sentence contradicts another on the page.

Only where an engine is configured. It is shown a few pairs of sentences that speak of the same
thing, and its answer is a question for a person: it never says which sentence is wrong, and its
findings stay in preview. A language model's verdict counts only if it quotes the two places word
for word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.contract import (
    Class,
    Context,
    EngineKind,
    Evidence,
    Example,
    Hit,
    Judgement,
    Meta,
    Rule,
    Scope,
    Sentence,
    Severity,
    Source,
    Status,
    TextName,
    Unit,
    Verdict,
)
from rules.facts.opinion_pairs import opinion_pairs

HIGHEST_CONFIDENCE = 0.84
"""Below what makes a finding: no engine's word alone does."""


@dataclass(frozen=True, slots=True)
class Options:
    """``least`` is the probability of a contradiction, in 0–1, from which a pair is shown."""

    least: float = 0.9


class EntailmentConflict(Rule):
    """The bridge was closed in 1990 … The bridge was never closed."""

    Options = Options
    meta = Meta(
        code="CLM020",
        name="entailment-conflict",
        summary="Two sentences that a second opinion takes for a contradiction",
        why="A page that says two different things about one matter is wrong in one of the two"
        " places.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ADVICE,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        status=Status.PREVIEW,
        confidence=0.75,
        engine=EngineKind.ENTAILMENT,
        examples=(
            Example(
                "The old bridge at Hallam was rebuilt by the council.\n\n⟦The old bridge at Hallam"
                " was not rebuilt by the council.⟧ It is made of stone."
            ),
            Example(
                "The old bridge at Hallam was rebuilt by the council.\n\nThe old bridge at Hallam"
                " was rebuilt by the town council.",
                guard="the two agree",
            ),
            Example(
                "The old bridge at Hallam was rebuilt by the council.\n\nShe was not fond of the"
                " music of her time.",
                guard="about something else",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """The pairs that the engine takes for contradictions; none where there is no engine.

        Raises:
            EntailmentError: it could not judge all pairs; after what it judged was told.
        """
        opinions = context.entailment
        if opinions is None:
            return
        pairs = opinion_pairs(context.change, opinions.most_pairs, whole_page=opinions.whole_page)
        texts = [
            (unit.text[p.first.start : p.first.end], unit.text[p.second.start : p.second.end])
            for p in pairs
        ]
        failure = opinions.ask(texts)
        told: set[int] = set()
        for pair, pair_texts in zip(pairs, texts, strict=True):
            judgement = opinions.of(pair_texts)
            if judgement is None or judgement.contradict < self.options.least:
                continue
            marked, other = pair.second, pair.first
            if not context.change.adds_to(marked.start, marked.end):
                marked, other = other, marked
            # The best pair of a sentence is enough to make a person look at it.
            if marked.start not in told:
                told.add(marked.start)
                yield _hit(marked, other, judgement)
        if failure is not None:
            raise failure


def _hit(marked: Sentence, other: Sentence, judgement: Judgement) -> Hit:
    quotes = [f"“{q}”" for q in (judgement.first_quote, judgement.second_quote) if q]
    where = f": {' and '.join(quotes)}" if quotes else ""
    return Hit(
        start=marked.start,
        end=marked.end,
        message="This sentence and another one on the page may differ, says a second opinion that"
        f" is often mistaken{where}. Compare the two.",
        confidence=round(HIGHEST_CONFIDENCE * judgement.contradict, 3),
        evidence=(Evidence(other.start, other.end, TextName.NEW_PROSE),),
    )
