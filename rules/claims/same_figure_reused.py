"""Finds one share of one group given for two different things: "74 % of Pakistanis", twice.

Both mentions must name the group in the same words, within a few paragraphs, and tell different
things of it; round figures and census series, where equal shares are no wonder, are left alone. Two
attributes may well have the same figure: it is a question to the source and no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

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
    Sentence,
    Severity,
    Source,
    Status,
    Unit,
    Verdict,
)
from rules.facts.figure_additions import adds_figure

SHARE = re.compile(
    r"(?<![\w.,–-])(?P<figure>\d{1,2}(?:\.\d+)?)[ \u00a0]?(?:%|per\s?cent)\s(?P<group>of\s"
    r"(?:all\s|the\s|its\s|those\s|surveyed\s|adult\s|young\s)?(?:[A-Z][\w’'-]{2,}s|respondents|"
    r"voters|participants|interviewees|adults|readers|viewers|teachers|physicians|scientists|"
    r"economists|members|employers|employees|patients)(?!\w))"
)
CLOSE = 3_000
"""Code points between two mentions that a reader takes in together."""

ALIKE = 0.25
"""The share of words in common above which two sentences tell the same."""

LEAST_WORDS = 2
"""Words of content that a mention needs on either side, to be told apart."""

SERIES = re.compile(
    r"\b(?:households?|famil(?:y|ies)|census|aged?|years old|married|"
    r"turnout|seats|shares|stake|income|literacy|ancestry|descent|religio\w+|ethnic\w*)\b",
    re.IGNORECASE,
)
"""Words of censuses and counts, in which the same share returns by chance or by nature."""

WORD = re.compile(r"[^\W\d_]{4,}")
EMPTY = frozenset(
    "that this these those with from were have been their they while only around about according "
    "which when during after before also than more less such into over same said would year years "
    "percent survey poll found reported considered felt believed thought viewed".split()
)
LONGEST_SENTENCE = 1_500
STEM = 6


class _Mention(msgspec.Struct, frozen=True):
    start: int
    end: int
    sentence: Sentence
    words: frozenset[str]


class SameFigureReused(Rule):
    """74 % of Pakistanis, twice."""

    meta = Meta(
        code="CLM016",
        name="same-figure-reused",
        summary="The same share of the same group given for two different things",
        why="One figure for two different answers of one group may be a slip of the pen, so both"
        " should be checked against their source.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ADVICE,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        only_if=adds_figure,
        triggers=(r"%|[Pp]er[\s\x{A0}]?cent",),
        status=Status.PREVIEW,
        confidence=0.65,
        guards=frozenset({Guard.QUOTATION, Guard.ITALIC, Guard.SIC}),
        examples=(
            Example(
                "In 2012, around 74% of Pakistanis saw the neighbour as an enemy.\n\nAccording to"
                " the survey, ⟦74% of Pakistanis⟧ knew that strikes caused few deaths."
            ),
            Example(
                "About 37 per cent of respondents wanted a larger harbour. Some ⟦37 per cent of"
                " respondents⟧ had never travelled abroad by train."
            ),
            Example(
                "In 2012, around 74% of Pakistanis saw the neighbour as an enemy.\n\nAccording to"
                " the survey, 47% of Pakistanis knew that strikes caused few deaths.",
                guard="other figures",
            ),
            Example(
                "In 2012, around 74% of Pakistanis saw it as an enemy.\n\nAccording to the survey,"
                " 74% of Jordanians knew that strikes caused few deaths.",
                guard="another group",
            ),
            Example(
                "In 2012, around 74% of Pakistanis saw the neighbour as an enemy.\n\nThe 74% of"
                " Pakistanis who saw the neighbour as an enemy were asked again.",
                guard="the same told again",
            ),
            Example(
                "Some 50% of Pakistanis saw the neighbour as an enemy. According to the survey, 50%"
                " of Pakistanis knew that strikes caused few deaths.",
                guard="a round figure",
            ),
            Example(
                "At the census 37% of households had children under the roof. Some 37% of"
                " households had a person living alone.",
                guard="a census",
            ),
            Example(
                'One paper wrote: "74% of Pakistanis saw the neighbour as an enemy". Another wrote:'
                ' "74% of Pakistanis knew that strikes caused few deaths".',
                guard="quotations",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each share that was given for something else shortly before."""
        text = unit.text
        last: dict[tuple[Decimal, str], _Mention] = {}
        for match in SHARE.finditer(text):
            figure = Decimal(match["figure"])
            if figure % 10 == 0 or figure % 25 == 0:
                continue
            mention = _mention(unit, match)
            if mention is None:
                continue
            key = figure, match["group"].lower()
            before = last.get(key)
            last[key] = mention
            if before is None or mention.start - before.start > CLOSE:
                continue
            if before.sentence != mention.sentence and not _same_matter(before, mention):
                yield Hit(
                    start=mention.start,
                    end=mention.end,
                    message=f"The same figure, {text[mention.start : mention.end]}, is given"
                    " shortly before for something else.",
                    evidence=(Evidence(before.start, before.end),),
                )


def _mention(unit: Unit, match: re.Match[str]) -> _Mention | None:
    found = unit.document.sentences_within(*match.span())
    if len(found) != 1 or found[0].end - found[0].start > LONGEST_SENTENCE:
        return None
    text = unit.text[found[0].start : found[0].end]
    if SERIES.search(text):
        return None
    rest = unit.text[match.end() : found[0].end]
    content = {word[0].lower() for word in WORD.finditer(rest)} - EMPTY
    words = frozenset(word[:STEM] for word in content)
    if len(words) < LEAST_WORDS:
        return None
    return _Mention(match.start(), match.end(), found[0], words)


def _same_matter(one: _Mention, other: _Mention) -> bool:
    shared = len(one.words & other.words)
    return shared / min(len(one.words), len(other.words)) > ALIKE
