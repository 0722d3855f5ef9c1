"""Finds amounts and dates that the lead gives otherwise than another part of the page.

A blind comparison, without the help of the diff, and so in preview: it speaks only of values with
three significant digits and of dates, told of the page's subject by the same attribute or in much
the same words, and only if one of both was added. Two sentences of the lead are compared as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.contract import (
    BlockKind,
    Class,
    Context,
    Document,
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
from rules.facts.claim import Claim, PlaceKind
from rules.facts.claim_changes import adds_digits
from rules.facts.claim_pairs import contradictions, of_lead, tells_enough
from rules.facts.claims import Claims, claims
from rules.facts.figure_additions import adds_figure

LEAST = 0.7
LONGEST_BODY = 300_000
"""Code points of prose; a longer page is not compared."""

TOLD = frozenset({PlaceKind.LEAD, PlaceKind.PROSE})


class LeadBodyDiffers(Rule):
    """A length of 1,234 m in the lead, of 1,334 m in the body."""

    meta = Meta(
        code="CLM014",
        name="lead-body-differs",
        summary="The lead gives an amount or a date otherwise than the rest of the page",
        why="The lead sums up the page, so that what it says has to be what the page says.",
        source=Source.enwiki("MOS:LEAD"),
        severity=Severity.ADVICE,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        only_if=adds_figure,
        status=Status.PREVIEW,
        confidence=0.75,
        needs=(claims,),
        guards=frozenset({Guard.QUOTATION, Guard.SIC}),
        examples=(
            Example(
                "Foo Bridge is a bridge. It has a length of 1,234 m.\n\n== Structure ==\nThe bridge"
                " has a length of ⟦1,334 m⟧.",
                old="Foo Bridge is a bridge. It has a length of 1,234 m.\n\n== Structure ==\n",
                title="Foo Bridge",
            ),
            Example(
                "The company moved its head office to Rome in ⟦1953⟧.\n\n== Growth ==\nThe company"
                " moved its head office to Rome in 1950.",
                old="\n\n== Growth ==\nThe company moved its head office to Rome in 1950.",
            ),
            Example(
                "Foo Bridge is a bridge. It has a length of 1,234 m.\n\n== Structure ==\nThe bridge"
                " has a length of about 1.2 km.",
                old="Foo Bridge is a bridge. It has a length of 1,234 m.\n\n== Structure ==\n",
                title="Foo Bridge",
                guard="rounded",
            ),
            Example(
                "It has a length of 1,234 m.\n\n== Structure ==\nThe old bridge, at Barton, had a"
                " length of 1,334 m.",
                old="It has a length of 1,234 m.\n\n== Structure ==\n",
                guard="another thing",
            ),
            Example(
                "The town has 12,345 inhabitants.\n\n== History ==\nThe town had 9,345 inhabitants"
                " in 1950. The town had 10,111 inhabitants in 1960.",
                old="The town has 12,345 inhabitants.\n\n== History ==\n",
                guard="a series",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each value of the lead that another sentence excludes, where one of both was added."""
        change = context.change
        if not adds_digits(change) or len(unit.text) > LONGEST_BODY:
            return
        known = context.fact(claims)
        added = tuple(c for c in known.added() if _may_tell(c))
        if not added:
            return
        lead = tuple(c for c in known.lead if _may_tell(c))
        if not lead:
            return
        # Both new is the matter of a rule of its own.
        pairs = [*contradictions(known, added, [c for c in lead if not c.added])]
        if of_lead(added):
            body = [c for c in _body(known, unit.document) if not c.added]
            pairs += contradictions(known, of_lead(added), body)
        for found in pairs:
            telling = found.copied or (tells_enough(found.first) and tells_enough(found.second))
            if found.confidence >= LEAST and telling:
                new, old = found.first, found.second
                yield Hit(
                    start=new.place.start,
                    end=new.place.end,
                    message=f"“{new.written}” stands here and “{old.written}” elsewhere, for what"
                    f" may be the same fact. They differ: {found.reason}.",
                    confidence=min(found.confidence, 0.84),
                    evidence=(Evidence(old.place.start, old.place.end),),
                )


def _may_tell(claim: Claim) -> bool:
    return claim.place.kind in TOLD


def _body(known: Claims, document: Document) -> Iterator[Claim]:
    for block in document.prose.blocks:
        if block.kind is BlockKind.PARAGRAPH and block.section > 0:
            yield from (claim for claim in known.of_block(block) if _may_tell(claim))
