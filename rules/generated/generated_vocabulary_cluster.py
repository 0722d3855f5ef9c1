"""Counts words that generated text is fond of, where many distinct ones stand close together.

It is a number in the report and never a finding: people write these words as well, and the number
says nothing of a single passage. It may help someone who looks through many edits to see where to
look first. One or a few of them are not counted, nor what was there before, quotations and titles.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Source,
    Status,
    Unit,
    Verdict,
)
from rules.facts.generated_vocabulary import VOCABULARY, generated_vocabulary

_OLD = "The mill is a crucial and enduring testament, vibrant, pivotal and intricate tapestry. "


class GeneratedVocabularyCluster(Rule):
    """A vibrant tapestry that underscores a pivotal, enduring testament."""

    meta = Meta(
        code="AIX004",
        name="generated-vocabulary-cluster",
        summary="Words of generated text close together, as a number only",
        why="Many of them together are a reason to look at the sources first, and no more.",
        source=Source.enwiki("WP:AISIGNS"),
        severity=Severity.ADVICE,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.COUNT,
        needs=(generated_vocabulary,),
        triggers=(f"(?i){VOCABULARY}",),
        confidence=0.5,
        examples=(
            Example(
                "⟦Nestled⟧ by a river, the mill ⟦stands as⟧ a ⟦testament⟧ to its ⟦enduring⟧"
                " owners, ⟦showcasing⟧ a ⟦vibrant⟧ trade."
            ),
            Example(
                "The ⟦pivotal⟧ mill ⟦underscores⟧ an ⟦intricate⟧ trade.\n\nIt ⟦boasts⟧ a ⟦vibrant⟧"
                " yard, ⟦fostering⟧ trade. A vibrant one."
            ),
            Example(
                "The pivotal mill boasts a vibrant yard, and a testament to its enduring owners.",
                guard="only five",
            ),
            Example(f"{_OLD}It closed.", old=_OLD, guard="they were there before"),
            Example("It was crucial, crucial, crucial, crucial, crucial, crucial.", guard="one"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each listed word of a cluster, where it stands first."""
        start, end = unit.start, unit.start + len(unit.text)
        for word in context.fact(generated_vocabulary):
            if start <= word.start and word.end <= end:
                yield Hit(
                    start=word.start - start,
                    end=word.end - start,
                    message=f"“{word.name}” is one of several words close together that generated"
                    " text is fond of. That is a sign, never proof.",
                )
