"""Finds old values that an edit left behind: a figure changed here, the former one still there.

The diff tells which value took which one's place; the page is then searched for the former value,
and each sentence that still has it is asked whether it is about the same fact: the same attribute,
or a telling figure among the same words. A later year's figure beside an older one under its own
year is an update, not a fault. So is nothing at all where the page gave both values before.
Tables are left alone: their cells say too little of what they are. Neither value is called wrong.
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
    TextName,
    Unit,
    Verdict,
)
from rules.facts.claim import PlaceKind
from rules.facts.claim_changes import Replaced, may_replace_values, replaced_values
from rules.facts.claim_mentions import Mention, stale_mentions
from rules.facts.claims import claims, old_claims
from rules.facts.figure_additions import replaces_figure

SURE = 0.85
"""Confidence from which a finding is shown; below, it is on trial."""

MOST_EVIDENCE = 3

WHERE = {
    PlaceKind.INFOBOX: "in the infobox",
    PlaceKind.LEAD: "in the lead",
    PlaceKind.CAPTION: "in a caption",
}

BEFORE = (
    "The bridge is 1,234 m long and cost much.\n\n== Structure ==\nAt a length of 1,234 m, the"
    " bridge carries a road."
)


class StaleMention(Rule):
    """1,234 became 1,334 here, and 1,234 still stands there."""

    meta = Meta(
        code="CLM008",
        name="stale-mention",
        summary="A figure or date was changed in one place and left as it was in another",
        why="After the change the page gives two values for one fact, of which only one can be"
        " right.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        only_if=replaces_figure,
        status=Status.PREVIEW,
        confidence=0.88,
        needs=(claims, old_claims),
        guards=frozenset({Guard.QUOTATION, Guard.SIC}),
        examples=(
            Example(
                "The bridge is ⟦1,334 m⟧ long and cost much.\n\n== Structure ==\nAt a length of"
                " 1,234 m, the bridge carries a road.",
                old=BEFORE,
            ),
            Example(
                "{{Infobox town\n| population_total = ⟦12,435⟧\n}}\n'''Foo''' is a town with a"
                " population of 12,345.",
                old="{{Infobox town\n| population_total = 12,345\n}}\n'''Foo''' is a town with a"
                " population of 12,345.",
                title="Foo",
            ),
            Example(
                "The treaty was signed on ⟦4 May 1950⟧ in Rome.\n\n== Later ==\nSince the treaty"
                " was signed on 3 May 1950, peace held.",
                old="The treaty was signed on 3 May 1950 in Rome.\n\n== Later ==\nSince the treaty"
                " was signed on 3 May 1950, peace held.",
            ),
            Example(
                "Foo moved its head office to Rome in ⟦1952⟧.\n\n== Later ==\nAfter Foo moved its"
                " head office to Rome in 1950, it grew.",
                old="Foo moved its head office to Rome in 1950.\n\n== Later ==\nAfter Foo moved its"
                " head office to Rome in 1950, it grew.",
                title="Foo",
            ),
            Example(
                "The tunnel is ⟦{{convert|12.4|km|mi}}⟧ long.\n\n== Work ==\nThe 12.3 km long"
                " tunnel was dug by hand.",
                old="The tunnel is {{convert|12.3|km|mi}} long.\n\n== Work ==\nThe 12.3 km long"
                " tunnel was dug by hand.",
            ),
            Example(
                "The bridge is 1,334 m long and cost much.\n\n== Structure ==\nAt a length of"
                " 1,334 m, the bridge carries a road.",
                old=BEFORE,
                guard="changed in both places",
            ),
            Example(
                "In 2020 the town had 13,111 inhabitants.\n\n== History ==\nIn 2010 the town had"
                " 12,345 inhabitants.",
                old="In 2010 the town had 12,345 inhabitants.\n\n== History ==\nIn 2010 the town"
                " had 12,345 inhabitants.",
                guard="an update: the older figure keeps its year",
            ),
            Example(
                "The bridge is 1,334 m long.\n\n== Cost ==\nIt cost 1,234 pounds.",
                old="The bridge is 1,234 m long.\n\n== Cost ==\nIt cost 1,234 pounds.",
                guard="another attribute",
            ),
            Example(
                "The bridge is 1,240 m long.\n\n== Structure ==\nThe bridge has a length of"
                " 1,235 m.",
                old="The bridge is 1,235 m long.\n\n== Structure ==\nThe bridge has a length of"
                " 1,235 m.",
                guard="a rounding of it",
            ),
            Example(
                "He moved to Rome in 1951.\n\n== Music ==\nThe band toured Spain in 1950.",
                old="He moved to Rome in 1950.\n\n== Music ==\nThe band toured Spain in 1950.",
                guard="another event of that year",
            ),
            Example(
                'The bridge is 1,334 m long.\n\n== Press ==\nOne paper wrote: "the bridge is'
                ' 1,234 m long".',
                old='The bridge is 1,234 m long.\n\n== Press ==\nOne paper wrote: "the bridge is'
                ' 1,234 m long".',
                guard="a quotation",
            ),
            Example(
                "On 9 May, 289 new cases were found.\n\n== Later ==\nOn 12 May, 189 new cases were"
                " found, and on 13 May, 289.",
                old="On 9 May, 189 new cases were found.\n\n== Later ==\nOn 12 May, 189 new cases"
                " were found, and on 13 May, 289.",
                guard="a series that has both",
            ),
            Example(
                "{| class=wikitable\n| Rome || 1,234\n|}\nThe bridge is 1,334 m long.",
                old="{| class=wikitable\n| Rome || 1,234\n|}\nThe bridge is 1,234 m long.",
                guard="a table",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each replaced value whose former one still stands for the same fact."""
        change = context.change
        if not may_replace_values(change):
            return
        before = context.fact(old_claims)
        if before is None:
            return
        now = context.fact(claims)
        for replaced in replaced_values(change, now, before):
            mentions = stale_mentions(replaced, now)
            if mentions:
                yield _hit(replaced, mentions)


def _hit(replaced: Replaced, mentions: tuple[Mention, ...]) -> Hit:
    old, new = replaced.old, replaced.new
    certainty = mentions[0].certainty
    where = WHERE.get(mentions[0].claim.place.kind, "further on")
    if mentions[0].claim.place.start < new.place.start and where == "further on":
        where = "further up"
    evidence = [
        Evidence(mention.claim.place.start, mention.claim.place.end)
        for mention in mentions[:MOST_EVIDENCE]
    ]
    evidence.append(Evidence(old.place.start, old.place.end, TextName.OLD_PROSE))
    return Hit(
        start=new.place.start,
        end=new.place.end,
        message=f"“{old.written}” became “{new.written}” here, but “{mentions[0].claim.written}”"
        f" still stands {where} for what reads as the same fact. They differ; one of them needs"
        " the other's value or a source.",
        confidence=certainty,
        evidence=tuple(evidence),
        on_trial=certainty < SURE,
    )
