"""Finds amounts that the infobox and the lead give differently: population, area, height, gross.

Only attributes that both places name in so many words are compared, each for one time and one
part: an estimate of another year, a metropolitan area, a record are other facts. Rounding, hedges,
bounds and conversions are allowed for, and a second value in either place that agrees cancels it.
Life dates are another rule's matter. Neither place is called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.contract import (
    BlockKind,
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
from rules.facts.claim_attributes import LIFE
from rules.facts.claim_changes import adds_digits
from rules.facts.claim_pairs import Contradiction, contradictions
from rules.facts.claims import claims
from rules.facts.figure_additions import adds_figure

SURE, LEAST = 0.85, 0.6
"""Confidences from which a finding is shown, and shown on trial."""


class InfoboxDiffers(Rule):
    """Population 12,345 in the infobox, 12,435 in the lead."""

    meta = Meta(
        code="CLM009",
        name="infobox-differs",
        summary="The infobox and the lead give different values for one attribute",
        why="Infobox and lead sum up the same page, so that one attribute cannot have two values"
        " there.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        only_if=adds_figure,
        status=Status.PREVIEW,
        confidence=0.88,
        needs=(claims,),
        guards=frozenset({Guard.QUOTATION, Guard.SIC}),
        examples=(
            Example(
                "{{Infobox settlement\n| population_total = 12345\n| population_as_of = 2010\n}}\n"
                "'''Foo''' is a town. It has a population of ⟦12,435⟧ at the 2010 census.",
                title="Foo",
            ),
            Example(
                "{{Infobox building\n| height = ⟦{{convert|310|m|ft}}⟧\n}}\n'''Foo''' is a tower."
                " The tower is 301 m tall.",
                old="{{Infobox building\n| height = {{convert|301|m|ft}}\n}}\n'''Foo''' is a tower."
                " The tower is 301 m tall.",
                title="Foo",
            ),
            Example(
                "{{Infobox lake\n| area = 55.4 km2\n}}\n'''Lake Foo''' is a lake. It covers ⟦75.4"
                " km2⟧.",
                title="Lake Foo",
            ),
            Example(
                "{{Infobox film\n| gross = $160.2 million\n}}\n'''Foo''' is a film. It grossed"
                " ⟦$181 million⟧.",
                title="Foo",
            ),
            Example(
                "{{Infobox settlement\n| population_total = 12345\n| population_as_of = 2010\n}}\n"
                "'''Foo''' is a town. It has a population of 13,435 at the 2020 census.",
                title="Foo",
                guard="another year",
            ),
            Example(
                "{{Infobox settlement\n| population_total = 12345\n}}\n'''Foo''' is a town. It has"
                " a metropolitan population of 43,435.",
                title="Foo",
                guard="the metropolitan area",
            ),
            Example(
                "{{Infobox settlement\n| population_total = 12345\n}}\n'''Foo''' is a town. It has"
                " a population of about 12,000.",
                title="Foo",
                guard="rounded",
            ),
            Example(
                "{{Infobox settlement\n| population_total = 12345\n}}\n'''Foo''' is a town. It has"
                " a population of over 10,000.",
                title="Foo",
                guard="a bound",
            ),
            Example(
                "{{Infobox lake\n| area = {{convert|55.4|km2|sqmi}}\n}}\n'''Lake Foo''' is a lake."
                " It covers 21.4 square miles.",
                title="Lake Foo",
                guard="converted",
            ),
            Example(
                "{{Infobox settlement\n| population_total = 73811\n}}\n'''Foo''' is a county."
                " Barton is a town with a population of 31,180.",
                title="Foo County",
                guard="another subject",
            ),
            Example(
                "{{Infobox building\n| height = 310 m\n}}\n'''Foo''' is a tower. Its spire has a"
                " height of 45 m.",
                title="Foo",
                guard="a part",
            ),
            Example(
                "{{Infobox company\n| num_employees = 350,600 (2018)\n}}\n'''Foo''' is a company."
                " It had 290,000 employees in 2005.",
                title="Foo",
                guard="another year",
            ),
            Example(
                "{{Infobox film\n| budget = $30 million\n}}\n'''Foo''' is a film. It was planned"
                " with a budget of $25 million.",
                title="Foo",
                guard="planned",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each attribute of which infobox and lead give amounts that exclude each other."""
        blocks = unit.document.prose.blocks
        if not any(block.kind is BlockKind.ARGUMENT for block in blocks):
            return
        if not adds_digits(context.change):
            return
        known = context.fact(claims)
        box = tuple(claim for claim in known.infobox if claim.attribute not in LIFE)
        for found in contradictions(known, known.lead, box):
            if found.confidence >= LEAST:
                yield _hit(found)


def _hit(found: Contradiction) -> Hit:
    lead, box = found.first, found.second
    shown, other = (box, lead) if box.added and not lead.added else (lead, box)
    return Hit(
        start=shown.place.start,
        end=shown.place.end,
        message=f"{lead.attribute.capitalize()}: “{lead.written}” in the lead, “{box.written}” in"
        f" the infobox. They differ: {found.reason}.",
        confidence=found.confidence,
        evidence=(Evidence(other.place.start, other.place.end),),
        on_trial=found.confidence < SURE,
    )
