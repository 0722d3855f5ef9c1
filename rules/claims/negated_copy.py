"""Finds an added sentence that nearly repeats another of the page and says the opposite.

"The bridge was opened to traffic in 1950" and "The bridge was not opened to traffic in 1950": a
negation, or one word and its antonym, where all else is nearly the same. Where a name or a figure
differs as well, two things are meant, and where more sentences have the same shape, it is a series.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rules.contract import (
    Change,
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
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
    local,
)
from rules.facts.near_copies import READ, NearCopy, near_copies
from rules.facts.opposites import Opposite, opposite

SERIES = 2
"""Other sentences of the same shape from which on it is a series."""


RUN = 3
LEAST_REPEATED = 0.25
"""The share of a sentence's runs of three words that stand on the page twice, if it has a copy
there: about a tenth do where it has none."""


@local
def may_repeat_a_sentence(change: Change) -> bool:
    """Whether many runs of words of a sentence with added text stand on the page once more."""
    page = change.page_wikitext
    prose = change.new.prose.text
    for sentence in _added(change):
        words = prose[sentence.start : sentence.end].split()
        runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
        twice = sum(page.count(run) > 1 for run in runs)
        if runs and twice >= LEAST_REPEATED * len(runs):
            return True
    return False


class NegatedCopy(Rule):
    """It was opened; it was not opened."""

    meta = Meta(
        code="CLM015",
        name="negated-copy",
        summary="An added sentence nearly repeats another of the page and says the opposite",
        why="Of two sentences that differ in a “not” alone, one cannot be true.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        only_if=may_repeat_a_sentence,
        status=Status.PREVIEW,
        confidence=0.8,
        guards=frozenset({Guard.QUOTATION, Guard.SIC}),
        examples=(
            Example(
                "The bridge was opened to traffic by the governor in 1950.\n\n⟦The bridge was not"
                " opened to traffic by the governor in 1950.⟧",
                old="The bridge was opened to traffic by the governor in 1950.",
            ),
            Example(
                "The council won the case against the railway company in 1950.\n\n⟦The council did"
                " not win the case against the railway company in 1950.⟧",
                old="The council won the case against the railway company in 1950.",
            ),
            Example(
                "The parliament finally approved the treaty of friendship in 1950.\n\n⟦The"
                " parliament rejected the treaty of friendship in 1950.⟧",
                old="The parliament finally approved the treaty of friendship in 1950.",
            ),
            Example(
                "The bridge was opened to traffic by the governor in 1950.\n\nThe bridge was opened"
                " to traffic by the governor in 1950.",
                old="The bridge was opened to traffic by the governor in 1950.",
                guard="the same again",
            ),
            Example(
                "The bridge was opened to traffic by the governor in 1950.\n\nThe bridge was not"
                " opened to traffic by the governor in 1952.",
                old="The bridge was opened to traffic by the governor in 1950.",
                guard="another year",
            ),
            Example(
                "The treaty was approved by the parliament of Norway in spring.\n\nThe treaty was"
                " rejected by the parliament of Sweden in spring.",
                old="The treaty was approved by the parliament of Norway in spring.",
                guard="another country",
            ),
            Example(
                "* Output of the northern mines increased in that year.\n* Output of the southern"
                " mines decreased in that year.\n* Output of the western mines increased in that"
                " year.\n* Output of the eastern mines decreased in that year.",
                old="Text.",
                guard="a series",
            ),
            Example(
                "The bridge was not unsafe, and the governor lost no time.\n\nThe governor opened"
                " the bridge and it was never closed again by anyone.",
                old="The bridge was not unsafe, and the governor lost no time.",
                guard="other sentences",
            ),
            Example(
                "The county town and centre of Kent is Maidstone.\n\nThe county town and centre of"
                " Kent is Maidstone, but it is not an official capital.",
                old="The county town and centre of Kent is Maidstone.",
                guard="a clause more",
            ),
            Example(
                'He wrote: "The bridge was not opened to traffic by the governor in 1950."\n\nThe'
                " bridge was opened to traffic by the governor in 1950.",
                old="The bridge was opened to traffic by the governor in 1950.",
                guard="a quotation",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each sentence with added text that denies another of the page."""
        copies = list(near_copies(unit.document, _added(context.change)))
        shapes = Counter(sentence for copy in copies for sentence in (copy.one, copy.other))
        said: set[frozenset[tuple[str, ...]]] = set()
        for copy in copies:
            word = opposite(copy.one_tokens, copy.other_tokens)
            pair = frozenset((copy.one_tokens, copy.other_tokens))
            if word is None or pair in said:
                continue
            said.add(pair)
            if shapes[copy.one] > SERIES:
                yield Silenced(copy.one.start, copy.one.end, "a series of like sentences")
            else:
                yield _hit(copy, word)


def _hit(copy: NearCopy, word: Opposite) -> Hit:
    words = " and ".join(f"“{each}”" for each in (word.first, word.second) if each)
    return Hit(
        start=copy.one.start,
        end=copy.one.end,
        message=f"This nearly repeats another sentence of the page, but for {words}: the two say"
        " the opposite.",
        evidence=(Evidence(copy.other.start, copy.other.end),),
    )


def _added(change: Change) -> Iterator[Sentence]:
    for block in change.changed_blocks():
        if block.kind in READ:
            for sentence in change.new.sentences(block):
                if change.adds_to(sentence.start, sentence.end):
                    yield sentence
