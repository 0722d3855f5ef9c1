"""Finds a part that is more than its whole: "12 of the 8 members", "120 % of voters".

And "60 % … and the remaining 70 %", where no percentages nearby make it add up, and "Of the 50
members, 30 voted for it and the remaining 10 against it". Percentages above 100 that compare,
that grow, or that measure capacity or coverage are left alone, as are answers that overlap: only
what is called the remainder is added up.
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
from rules.facts.claim_parts import (
    Remainder,
    odd_remaining_count,
    odd_remaining_share,
    parts_of_wholes,
    shares_above_all,
    told_shares,
)

COMPARED = re.compile(
    r"\b(?:equal\w*|equivalent|compar\w+|relative|than|exceed\w*|gr[eo]w\w*|growth|increas\w*|ris\w+|"
    r"rose|rais\w+|times|gdp|capacity|coverage|covered|penetration|subscri\w+|doses?|vaccin\w+|"
    r"income|poverty|averages?|median|wages?|level|size|quota|target|immuni[sz]\w*|per capita|"
    r"original|former|previous|claim\w*|alleg\w*|fraud\w*|rigg\w+|impossib\w+|error\w*|joke\w*|"
    r"overlap\w*|projected|what|mobile|phones?|because|enrol\w+|ratio|index)\b",
    re.IGNORECASE,
)
"""Words by which more than all may be meant: comparison, growth, coverage, fraud."""

BEFORE, AFTER = 300, 200
"""Code points around a share in which such a word counts."""

ENDS_NUMBER = (
    r"(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty|red|and|ion)"
)
OPENS_NUMBER = r"(?:\d|one|two|thr|fou?r|fiv|fif|six|sev|eig|nin|ten|ele|twe|thi)"
"""How number words end and begin: few sentences hold "ty of the ele"."""

LOOSE = re.compile(
    r"\b(?:half|third|quarter|dozen|most|several|some|few|majority|minority|many|each|both|about|"
    r"approximately|around|nearly|almost|over|none|all but|another|more|pair|couple|double|"
    r"a|an)\b",
    re.IGNORECASE,
)
"""Words that stand for counts without naming them, so that nothing can be added up."""


class PartExceedsWhole(Rule):
    """12 of the 8 members."""

    meta = Meta(
        code="CLM004",
        name="part-exceeds-whole",
        summary="A part that is more than its whole, or parts that do not add up to it",
        why="No more than 8 of 8 members can have voted, so one of the figures must be wrong.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.SENTENCE,
        needs=(told_shares,),
        status=Status.STABLE,
        confidence=0.9,
        guards=frozenset({Guard.QUOTATION, Guard.ITALIC, Guard.SIC}),
        triggers=(
            rf"(?i){ENDS_NUMBER} (?:out )?of (?:[a-z]+ ){{0,3}}{OPENS_NUMBER}",
            r"(?i) of wh(?:om|ich) ",
            r"(?i)\d(?:%| ?per ?cent| %) of ",
            r"(?i)\bthe (?:remaining|other|rest)\b.*(?:%|per ?cent)",
            r"\bOf [a-z]+ [0-9a-z-]+ .*\bthe (?:remaining|other) ",
        ),
        examples=(
            Example("In all ⟦12 of the 8⟧ members voted for it."),
            Example("He won ⟦nine of his seven⟧ games."),
            Example("They sold ⟦240 of the first 190⟧ cars."),
            Example("They won ⟦15 out of 12⟧ games that year."),
            Example("There were ⟦54 wards, of whom 62⟧ were old."),
            Example("There were 62 wards, of which 54 were old.", guard="agrees"),
            Example("He made two albums, of which 500 copies were sold.", guard="not the same"),
            Example("The law was backed by ⟦120% of voters⟧."),
            Example("In 2001, ⟦140 per cent of the population⟧ spoke French."),
            Example("Some 60% of it is owned by the city and ⟦the remaining 70%⟧ by the state."),
            Example("Of the 50 members, 30 voted for it and ⟦the remaining 10⟧ against it."),
            Example("In all 8 of the 12 members voted for it.", guard="agrees"),
            Example("All of them, eight of the eight members, voted.", guard="all of them"),
            Example("In 1920 of the 12 members three left.", guard="a year"),
            Example("Chapter 12 of the 8 volumes tells it.", guard="a label"),
            Example("Twenty-five of the 30 members left.", guard="a longer number word"),
            Example("He saw 12 of the Seven Wonders.", guard="a name"),
            Example("They moved 12 of the 8 km of track.", guard="a unit follows"),
            Example("Sales were 120% of the previous year's.", guard="growth"),
            Example("Debt is 120% of GDP.", guard="GDP"),
            Example("The plant ran at 120% of capacity.", guard="capacity"),
            Example("Mobile coverage is 120% of the population.", guard="coverage"),
            Example("The figure is equal to 150% of the population of 1950.", guard="compared"),
            Example("It was fraud: 120% of voters had voted.", guard="fraud"),
            Example("The world's majority (0.01%) was not asked.", guard="no part is named"),
            Example(
                "Polls gave 60% to tea, 50% to coffee and 30% to milk.", guard="answers overlap"
            ),
            Example(
                "Some 60% are Thai, and 80% of these are Buddhists; the remaining 20% are"
                " Muslims, Hindus and others.",
                guard="a part of a part",
            ),
            Example(
                "A has 30%. B has 20% and the remaining 50% is in the hands of C.",
                guard="the sentence before",
            ),
            Example("In 1995 it bought 30% and in 2000 the remaining 20%.", guard="a part untold"),
            Example("Some 33.3% went to A, 33.3% to B, and the remaining 33.4% to C.", guard="sum"),
            Example(
                "Of the 50 members, 30 voted for it, half of the rest against it, and the"
                " remaining 10 were away.",
                guard="half",
            ),
            Example(
                "Of the 50 members, 30 voted for it, 10 against it, and the remaining 10 were"
                " away.",
                guard="agrees",
            ),
            Example(
                "Of the 12 people, 73,811 and 31,180 made 104,991.", guard="no remainder is named"
            ),
            Example('The report says "12 of the 8 members" voted.', guard="a quotation"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each part above its whole, each share above all, and each odd remainder."""
        text = unit.text
        for found in parts_of_wholes(text):
            if found.part > found.whole:
                yield Hit(
                    start=found.start,
                    end=found.end,
                    message=f"The part, {text[slice(*found.part_span)]}, is more than its whole,"
                    f" {text[slice(*found.whole_span)]}.",
                    evidence=(Evidence(*found.part_span), Evidence(*found.whole_span)),
                )
        for span in shares_above_all(text):
            if COMPARED.search(text, max(span.start - BEFORE, 0), span.end + AFTER):
                yield Silenced(span.start, span.end, "it compares, grows, or is disputed")
            else:
                yield Hit(
                    start=span.start,
                    end=span.end,
                    message="A share of a body of people or votes cannot be above 100 per cent.",
                )
        yield from _remainders(unit, context)


def _remainders(unit: Unit, context: Context) -> Iterator[Verdict]:
    text = unit.text

    def earlier() -> list[Decimal]:
        if unit.block is None:
            return []
        return context.fact(told_shares).before(unit.block, unit.start)

    share = odd_remaining_share(text, earlier)
    if share is not None:
        yield _remainder(text, share)
    count = odd_remaining_count(text)
    if count is not None:
        if LOOSE.search(text):
            yield Silenced(*count.span, "a part without a figure")
        else:
            yield _remainder(text, count)


def _remainder(text: str, found: Remainder) -> Hit:
    parts = ", ".join(text[slice(*span)] for span in found.parts)
    return Hit(
        start=found.span.start,
        end=found.span.end,
        message=f"“{text[slice(*found.span)]}” does not add up to a whole with {parts}.",
        confidence=0.86,
        evidence=tuple(Evidence(*span) for span in found.parts),
    )
