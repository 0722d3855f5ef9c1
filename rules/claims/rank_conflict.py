"""Finds two ranks of one thing: "the largest city in Norway", "the second-largest city in Norway".

The same subject (by name, or the page's own), the same quality, class and region, on one page, and
neither sentence with a year, another measure ("by area") or circle ("among"): then one of the two
cannot hold.
"""

from __future__ import annotations

import re
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
from rules.facts.claim_ranks import SUPERLATIVE, Rank, ranks

WORTH_READING = re.compile(rf"(?:the|['’]s)\s(?:[a-z0-9]+[\s-])?(?:{SUPERLATIVE})\s")


class RankConflict(Rule):
    """The largest city in Norway; the second-largest city in Norway."""

    meta = Meta(
        code="CLM013",
        name="rank-conflict",
        summary="Two different ranks of one thing in the same class and region",
        why="A city cannot be both the largest and the second-largest of a country, so one of the"
        " two must be wrong, or needs its year or measure.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ADVICE,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        triggers=(
            r"[\s\x{A0}](?:the|\S+['’]s)[\s\x{A0}](?:\w+[\s\x{A0}-])?(?:\w+est|most)[\s\x{A0}-]",
        ),
        status=Status.PREVIEW,
        confidence=0.75,
        guards=frozenset({Guard.QUOTATION, Guard.ITALIC, Guard.SIC}),
        examples=(
            Example(
                "'''Bergen''' is the second-largest city in Norway.\n\nIt has a port. It is the"
                " ⟦largest city in Norway⟧ and lies on the coast.",
                title="Bergen",
            ),
            Example(
                "The island has a lake. Lake Anna is the deepest lake in Norway.\n\nLake Anna is"
                " the ⟦third-deepest lake in Norway⟧ and is cold.",
                title="An island",
            ),
            Example(
                "Bergen is the second-largest city in Norway. It is the largest port in Norway.",
                title="Bergen",
                guard="another class",
            ),
            Example(
                "Bergen is the second-largest city in Norway. It is the largest city in Vestland.",
                title="Bergen",
                guard="another region",
            ),
            Example(
                "Bergen is the second-largest city in Norway. Oslo is the largest city in Norway.",
                title="Bergen",
                guard="another subject",
            ),
            Example(
                "Bergen is the second-largest city in Norway. In 1830 it was the largest city in"
                " Norway.",
                title="Bergen",
                guard="another time",
            ),
            Example(
                "Bergen is the second-largest city in Norway. It is the largest city in Norway by"
                " area.",
                title="Bergen",
                guard="another measure",
            ),
            Example(
                "Bergen is the second-largest city in Norway. It is the second-largest city in"
                " Norway and lies on the coast.",
                title="Bergen",
                guard="the same rank",
            ),
            Example(
                "Bergen is the second-largest city in Norway. It is the second-largest"
                " metropolitan area in Norway, after the largest city in Norway.",
                title="Bergen",
                guard="metropolitan area",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each rank that differs from one given before for the same."""
        title = context.change.info.title
        given: dict[tuple[str, str, str, str], Rank] = {}
        read = -1
        for match in WORTH_READING.finditer(unit.text):
            sentences = unit.document.sentences_within(*match.span())
            if not sentences or sentences[0].start == read:
                continue
            read = start = sentences[0].start
            for rank in ranks(unit.text[start : sentences[0].end], title):
                before = given.setdefault(rank.key, _moved(rank, start))
                if before.ordinal != rank.ordinal:
                    yield _hit(unit.text, before, _moved(rank, start))


def _moved(rank: Rank, distance: int) -> Rank:
    return Rank(
        rank.start + distance,
        rank.end + distance,
        rank.subject,
        rank.ordinal,
        rank.adjective,
        rank.kind,
        rank.region,
    )


def _hit(text: str, before: Rank, rank: Rank) -> Hit:
    one, other = text[before.start : before.end], text[rank.start : rank.end]
    return Hit(
        start=rank.start,
        end=rank.end,
        message=f"“{other}” here, and “{one}” elsewhere on the page. These differ.",
        evidence=(Evidence(before.start, before.end),),
    )
