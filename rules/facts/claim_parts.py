"""Parts and wholes that a sentence names: "12 of the 8 members", "… and the remaining 30 %"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, islice

import msgspec

from rules.contract import Block, Change, Document, Span, local
from rules.facts.claim_counts import COUNT
from rules.facts.claim_quantities import amount_at
from rules.facts.claim_units import unit_after
from rules.facts.numbers import numbers_something

NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{COUNT})(?:\s(?:hundred|thousand|million|billion))?"
PART_OF_WHOLE = re.compile(
    rf"(?<![\w.,:/$£€¥₹#–-])(?P<part>{NUMBER})\s(?:out\s)?of\s"
    rf"(?:the|its|their|these|those|his|her|our|all|all\sthe)\s"
    rf"(?:(?:first|last|remaining|original|other|available|total|current|initial)\s)?"
    rf"(?P<whole>{NUMBER})(?=\s(?!of\b|to\b|or\b|and\b|per\b|in\b|on\b)[a-z])"
    rf"|(?<![\w.,:/$£€¥₹#–-])(?P<out>{NUMBER})\sout\sof\s(?P<among>{NUMBER})(?=\s[a-z]+s\b)",
    re.IGNORECASE,
)
OF_WHOM = re.compile(
    rf"(?<![\w.,:/$£€¥₹#–-])(?P<whole>{NUMBER})\s(?:[a-z’'-]+\s){{0,2}}[a-z’'-]+,?\s"
    rf"\(?of\s(?:whom|which)\s(?:some\s|about\s|at\sleast\s)?(?P<part>{NUMBER})"
    r"(?=\s(?:were|was|are|is|had|have|has|died|survived|came|remain\w*|[a-z]+ed)\b)",
    re.IGNORECASE,
)
"""A verb after the part shows that it counts the same: not "two albums, of which 500 copies"."""

MOST_EARLIER = 3
"""Percentages of the sentences before that may belong to a remainder."""

NAME_AHEAD = re.compile(r"\s?[A-Z]")
YEARS = range(1000, 2101)
NUMBER_WORD_BEFORE = re.compile(
    rf"(?:\b(?:hundred|thousand|million|and|point|of the|{COUNT})[\s-])\Z", re.IGNORECASE
)

SHARE_OF = re.compile(
    r"(?<![\w.,–-])(?P<share>\d{3,4}(?:\.\d+)?)(?:\s?%|\sper\s?cent)\sof\s"
    r"(?:(?:all|the|its|their|these|those|registered|eligible|total|local|adult)\s){0,3}"
    r"(?:voters?|electors|electorate|votes?|members|respondents|population|inhabitants|residents|"
    r"households|pupils|students|people|persons|men|women|children|adults|patients|participants|"
    r"seats|delegates|shareholders|employees|workers|passengers|families)\b",
    re.IGNORECASE,
)
PERCENT = re.compile(
    r"(?<![\w.,])(?P<value>\d{1,3}(?:\.\d+)?)(?P<range>\s?[–-]\s?\d{1,3}(?:\.\d+)?)?"
    r"\s?(?:%|per\s?cent(?!\w)|percent(?!\w))",
    re.IGNORECASE,
)
REMAINING_SHARE = re.compile(
    r"\bthe\s(?:remaining|other|rest(?:,|\sof\s[^.;\d]{1,40})?)\s?,?\s?"
    r"(?P<value>\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent(?!\w)|percent(?!\w))",
    re.IGNORECASE,
)
OF_THE = re.compile(
    rf"\s*Of\s(?:the|its|their|these|those|his|her|all)\s(?P<whole>{NUMBER})\s[a-z]"
)
REMAINING_COUNT = re.compile(
    rf"\bthe\s(?:remaining|other)\s(?P<value>{NUMBER})(?![\w%-]|\s?per\s?cent|[.,]\d|\s(?:and|or)\s\d)",
    re.IGNORECASE,
)
ANY_COUNT = re.compile(
    rf"(?<![\w.,$£€–-])(?P<value>{NUMBER})(?![\w%-]|\s?per\s?cent|[.,]\d)", re.IGNORECASE
)
MOST_PARTS = 7
"""More figures than this are not added up in every way."""


class PartOfWhole(msgspec.Struct, frozen=True):
    """A part and the whole it is said to be of, with their places."""

    start: int
    end: int
    part: Decimal
    whole: Decimal
    part_span: Span
    whole_span: Span


class Remainder(msgspec.Struct, frozen=True):
    """A remainder that does not make the whole with the other parts; places of all of them."""

    span: Span
    value: Decimal
    parts: tuple[Span, ...]


def parts_of_wholes(text: str) -> Iterator[PartOfWhole]:
    """Each "12 of the 8 members" of a text, whatever its figures; labels and years left out."""
    for pattern in (PART_OF_WHOLE, OF_WHOM):
        for match in pattern.finditer(text):
            named = "out" if match.groupdict().get("out") else "part"
            groups = (named, "among" if named == "out" else "whole")
            part, whole = (amount_at(text, match.start(group)) for group in groups)
            if part is None or whole is None or any(map(_may_be_year, match.group(*groups))):
                continue
            if _is_label(text, match.start(groups[0])) or match[groups[1]][0].isupper():
                continue
            if pattern is OF_WHOM and _is_label(text, whole.start):
                continue
            if NAME_AHEAD.match(text, whole.end) or unit_after(text, whole.end):
                continue
            yield PartOfWhole(
                min(part.start, whole.start),
                max(part.end, whole.end),
                part.value,
                whole.value,
                Span(part.start, part.end),
                Span(whole.start, whole.end),
            )


def _is_label(text: str, start: int) -> bool:
    if numbers_something(text, start):
        return True
    return NUMBER_WORD_BEFORE.search(text[max(start - 14, 0) : start]) is not None


def _may_be_year(written: str) -> bool:
    return written.isdigit() and int(written) in YEARS


def shares_above_all(text: str) -> Iterator[Span]:
    """Each share of a body of people or votes that is above 100 per cent."""
    for match in SHARE_OF.finditer(text):
        if Decimal(match["share"]) > 100:
            yield Span(*match.span())


class ToldShares:
    """The percentages of a page, each block read once."""

    def __init__(self, document: Document) -> None:
        self._text = document.prose.text
        self._of_block: dict[int, tuple[list[int], list[Decimal]]] = {}

    def before(self, block: Block, at: int) -> list[Decimal]:
        """The last few of a block before an offset of the prose."""
        if block.start not in self._of_block:
            found = list(PERCENT.finditer(self._text, block.start, block.end))
            self._of_block[block.start] = (
                [match.start() for match in found],
                [Decimal(match["value"]) for match in found],
            )
        starts, values = self._of_block[block.start]
        last = bisect_left(starts, at)
        return values[max(last - MOST_EARLIER, 0) : last]


@local
def told_shares(change: Change) -> ToldShares:
    """The percentages that the blocks of a page tell."""
    return ToldShares(change.new)


def odd_remaining_share(text: str, earlier: Callable[[], Sequence[Decimal]]) -> Remainder | None:
    """A remaining percentage that makes more than 100 with those before it, however nested.

    ``earlier`` gives the last percentages before the sentence, which may belong here.
    """
    rest = REMAINING_SHARE.search(text)
    if rest is None:
        return None
    own = list(PERCENT.finditer(text, 0, rest.start()))
    if not own or any(match["range"] for match in own):
        return None
    shares = [Decimal(match["value"]) for match in own]
    value = Decimal(rest["value"])
    if len(shares) > MOST_PARTS:
        return None
    figures = [*earlier(), *shares][-MOST_PARTS:]
    slack = Decimal("1.1") + Decimal("0.5") * len(figures)
    # Less than 100 may lack a part that is told elsewhere, or not at all.
    if sum(shares) + value <= 100 + slack:
        return None
    if _completes(value, figures, (Decimal(100), *figures), slack):
        return None
    spans = tuple(Span(*match.span()) for match in own)
    return Remainder(Span(*rest.span()), value, spans)


def odd_remaining_count(text: str) -> Remainder | None:
    """A remaining count that no counts of the sentence complete to that of "Of the 50 members"."""
    whole = OF_THE.match(text)
    rest = REMAINING_COUNT.search(text) if whole else None
    if whole is None or rest is None:
        return None
    total, left = amount_at(text, whole.start("whole")), amount_at(text, rest.start("value"))
    found = list(islice(ANY_COUNT.finditer(text, whole.end("whole"), rest.start()), MOST_PARTS + 1))
    if total is None or left is None or not found or len(found) > MOST_PARTS:
        return None
    counts = [amount.value for match in found if (amount := amount_at(text, match.start()))]
    if any(_may_be_year(match["value"]) for match in found):
        return None
    if _completes(left.value, counts, (total.value, *counts), Decimal(0)):
        return None
    return Remainder(
        Span(*rest.span()),
        left.value,
        (Span(*whole.span("whole")), *(Span(*match.span()) for match in found)),
    )


def _completes(
    rest: Decimal, figures: list[Decimal], wholes: tuple[Decimal, ...], slack: Decimal
) -> bool:
    """Whether the rest and some of the figures make one of the wholes."""
    for size in range(1, len(figures) + 1):
        for chosen in combinations(figures, size):
            total = sum(chosen) + rest
            if any(abs(total - whole) <= slack for whole in wholes):
                return True
    return False
