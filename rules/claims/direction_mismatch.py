"""Finds a rise that goes down and a fall that goes up: "rose from 50 to 30".

Both figures must measure the same. Left alone: ranks, odds, times of day, years, eras and negative
figures, where less may be more; exchange rates; "fell from 30 to 50 per cent", which may say by how
much; and depths, which rise as they shrink.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

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
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
)
from rules.facts.claim_movements import Movement, movements, sizes

OTHER_WAY = re.compile(
    r"\b(?:rank(?:s|ed|ing|ings)?|position|places?|placed|seed(?:s|ed|ing)?|charts?|no\.|nos\.|"
    r"numbers? (?:one|two|three|\d)|standings?|table|tier|divisions?|league|class|"
    r"grades?|handicaps?|odds|"
    r"ratios?|spot|list|finish(?:ed)?|top|world rankings?|percentile|quartile|magnitude|"
    r"exchange|currency|currencies|rupees?|pesos?|liras?|roubles?|rubles?|yen|"
    r"dollar|pound sterling|"
    r"devalu\w*|depreciat\w*|depths?|below|underwater|deficit|losses|golf|strokes|par|bc|bce|"
    r"shutter|aperture|f-number|gears?|latitudes?|longitude|wavelengths?|countdown|"
    r"per \d|every \d|one in|1 in)(?!\w)|#",
    re.IGNORECASE,
)
"""Words by which a smaller figure may be the higher one."""


BEFORE, AFTER = 300, 200
"""Code points around a movement in which such a word counts."""


class DirectionMismatch(Rule):
    """Rose from 50 to 30; fell from 3 % to 8 %."""

    meta = Meta(
        code="CLM003",
        name="direction-mismatch",
        summary="A rise that goes down, or a fall that goes up",
        why="A figure that rises cannot go from 50 to 30, so the verb or one of the figures must"
        " be wrong.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.SENTENCE,
        status=Status.STABLE,
        confidence=0.9,
        guards=frozenset({Guard.QUOTATION, Guard.ITALIC, Guard.SIC}),
        triggers=(r"(?i)\bfrom (?:[a-z.]+ ){0,4}[^a-z]{0,4}\d", r"(?i)\bfrom [a-z-]+ to "),
        examples=(
            Example("Membership ⟦rose from 50 to 30⟧ that year."),
            Example("Unemployment ⟦fell from 3% to 8%⟧."),
            Example("Sales ⟦grew from $5 million to $3 million⟧."),
            Example("The population ⟦increased from 12,000 in 1950 to 9,000⟧ in 1960."),
            Example("They ⟦raised the number of seats from 120 to 102⟧."),
            Example("The staff was ⟦cut from 40 to 400⟧."),
            Example("The crew ⟦grew from nine to five⟧."),
            Example("There were ⟦5,000 pupils, up from 6,000⟧ in 2010."),
            Example("Turnout was ⟦61%, down from 55%⟧ in 2011."),
            Example("It has ⟦300 seats, an increase from 400⟧."),
            Example("The road was ⟦lowered from 5 km to 8 km⟧."),
            Example("Membership rose from 30 to 50 that year.", guard="agrees"),
            Example("Unemployment fell from 8% to 3%.", guard="agrees"),
            Example("The band rose from 50 to 30 on the charts.", guard="a rank"),
            Example("She climbed from No. 50 to No. 30.", guard="a rank"),
            Example("He rose from 50th to 30th place.", guard="ordinals"),
            Example("It fell from −5 °C to −3 °C.", guard="negative figures"),
            Example("The estate grew from 1950 to 1930.", guard="years"),
            Example("The tide falls from 6 pm to 11 pm.", guard="times of day"),
            Example("Prices fell from 30 to 50 percent.", guard="by how much"),
            Example("The water drops from 10 to 20 metres there.", guard="by how much"),
            Example("The share rose from one in 50 to one in 30.", guard="odds"),
            Example("The rupee fell from 50 to 60 a dollar.", guard="an exchange rate"),
            Example("Sales grew from 900,000 to 1 million.", guard="agrees in millions"),
            Example("Sales grew from 3 to 5 million.", guard="the million is left out"),
            Example("It rose from 500 m to 3 km.", guard="other units"),
            Example("The fort rose from a depth of 50 m to 30 m.", guard="a depth"),
            Example("Turnout was 55%, down from 61% in 2011.", guard="agrees"),
            Example("It was ranked 50, up from 60 in 2010.", guard="a rank"),
            Example("The lead was cut from 5–0 to 5–4.", guard="scores"),
            Example("It rose from 5 kg to 3% of the total.", guard="not one measure"),
            Example('He wrote that it "rose from 50 to 30".', guard="a quotation"),
            Example("The dynasty fell from 300 BC to 200 BC.", guard="an era"),
            Example("He grew up from 1990 to 1985 or so.", guard="years"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each movement whose figures go the other way than its word."""
        text = unit.text
        for movement in movements(text):
            if any(_fits(movement.up, *pair) for pair in sizes(movement)):
                continue
            guard = _guard(text, movement)
            if guard is None:
                yield _hit(text, movement)
            else:
                yield Silenced(movement.start, movement.end, guard)


def _fits(up: bool, first: Decimal, last: Decimal) -> bool:
    return first == last or (first < last) is up


def _guard(text: str, movement: Movement) -> str | None:
    first, last = movement.first, movement.last
    if first.amount.value < 0 or last.amount.value < 0:
        return "negative figures"
    if OTHER_WAY.search(text, max(movement.start - BEFORE, 0), movement.end + AFTER):
        return "a smaller figure may be the higher one: a rank, odds, an exchange rate, a depth"
    bare = not (first.percent or first.units or first.currency or first.noun)
    if not movement.up and bare and (last.percent or last.units):
        return "it may say by how much it fell"
    return None


def _hit(text: str, movement: Movement) -> Hit:
    word = text[movement.word.start : movement.word.end]
    first, last = (
        text[figure.start : figure.end].strip() for figure in (movement.first, movement.last)
    )
    way = "more" if movement.last.amount.value > movement.first.amount.value else "less"
    return Hit(
        start=movement.start,
        end=movement.end,
        message=f"The text says “{word}”, from {first} to {last}, which is {way}. These differ.",
        evidence=(Evidence(movement.word.start, movement.word.end),),
    )
