"""Finds one fact to which the added text itself gives two values, in two of its sentences.

Both sentences have to be new, and to tell the same thing: an attribute of the page's subject, or
much the same words with the same names. Other years, parts and people are other facts; a value
that agrees in either sentence cancels it, and three sentences of one shape are a series. Infobox
against lead is another rule's matter. Neither value is called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    Evidence,
    Example,
    Guard,
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
from rules.facts.claim import PlaceKind
from rules.facts.claim_changes import adds_digits
from rules.facts.claim_pairs import contradictions
from rules.facts.claims import claims
from rules.facts.figure_additions import adds_figure

SURE, LEAST = 0.85, 0.7
"""Confidences from which a finding is shown, and shown on trial."""

TOLD = frozenset({PlaceKind.LEAD, PlaceKind.PROSE, PlaceKind.CAPTION})


class SameRevisionTwoValues(Rule):
    """The added text opens the bridge in 1931, and again in 1933."""

    meta = Meta(
        code="CLM011",
        name="same-revision-two-values",
        summary="The added text itself gives one fact two values",
        why="Text written in one edit that gives two values for one fact is wrong in one of them.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        only_if=adds_figure,
        status=Status.PREVIEW,
        confidence=0.86,
        needs=(claims,),
        guards=frozenset({Guard.QUOTATION, Guard.SIC}),
        examples=(
            Example(
                "The company moved its head office to Rome in 1950. It built a mill there.\n\nThe"
                " company moved its head office to Rome in ⟦1953⟧."
            ),
            Example(
                "Foo Bridge is a bridge. It has a length of 1,234 m.\n\nThe bridge has a length of"
                " ⟦1,334 m⟧.",
                title="Foo Bridge",
            ),
            Example(
                "He served as chair of the Dallas Bureau from 2003 to 2004. He left.\n\nHe served"
                " as chair of the Dallas Bureau from 2003 to ⟦2011⟧."
            ),
            Example(
                "The town counted 1,950 births in 367,832 homes of brick.\n\nThe town counted"
                " 1,950 births in 1.02 homes of brick.",
                guard="amounts of another order, as in a row of figures",
            ),
            Example(
                "On 9 May, 189 new cases were found in town. On 10 May, 212 new cases were found in"
                " town. On 11 May, 230 new cases were found in town.",
                guard="a series",
            ),
            Example(
                "In 2010 the town had 12,345 inhabitants. In 2020 the town had 13,111 inhabitants.",
                guard="other years",
            ),
            Example(
                "England had 56,000,000 inhabitants in towns. Wales had 3,100,000 inhabitants in"
                " towns.",
                guard="another subject",
            ),
            Example(
                "The company moved its head office to Rome in 1950. The company moved its head"
                " office to Milan in 1953.",
                guard="another place",
            ),
            Example(
                "He was elected mayor of the town in 2015. He was re-elected mayor of the town in"
                " 2019.",
                guard="another event",
            ),
            Example(
                "Foo Bridge is a bridge. It has a length of 1,234 m.\n\nThe bridge has a length of"
                " about 1.2 km.",
                title="Foo Bridge",
                guard="rounded",
            ),
            Example(
                "Foo Bridge is a bridge. It was to have a length of 1,300 m, as planned.\n\nThe"
                " bridge has a length of 1,334 m. It would have had a length of 1,234 m.",
                title="Foo Bridge",
                guard="planned",
            ),
            Example(
                "The company moved its head office to Rome in 1953.\n\nThe company moved its head"
                " office to Rome in 1950.",
                old="The company moved its head office to Rome in 1953.",
                guard="one of them stood there before",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each pair of added sentences that give one fact two values."""
        if not adds_digits(context.change):
            return
        known = context.fact(claims)
        added = tuple(c for c in known.added() if c.place.kind in TOLD)
        if len(added) < 2:
            return
        for found in contradictions(known, added, added):
            if found.confidence < LEAST:
                continue
            pair = sorted((found.first, found.second), key=lambda claim: claim.place.start)
            yield Hit(
                start=pair[1].place.start,
                end=pair[1].place.end,
                message=f"The added text says “{pair[0].written}” in one sentence and"
                f" “{pair[1].written}” in another, for what reads as the same fact. They differ:"
                f" {found.reason}.",
                confidence=found.confidence,
                evidence=(Evidence(pair[0].place.start, pair[0].place.end),),
                on_trial=found.confidence < SURE,
            )
