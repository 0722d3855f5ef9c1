"""Finds words that no dictionary holds and that are one slip away from a frequent word.

It looks at small-letter words and at capitalised ones that begin a sentence or a heading. A word
that the page uses elsewhere, or used before the edit, is a term of its subject; names, species,
transliterations, mentions of a word as a word, foreign passages, pieces of longer words,
quotations and italics are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    PLACEHOLDER,
    Class,
    Context,
    Example,
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
from rules.facts import lexicon
from rules.facts.variety import in_the_pages_variety, variety
from rules.facts.vocabulary import Vocabulary, vocabulary
from rules.facts.words import WORD, UnknownWord, unknown_words


class UnknownWordRule(Rule):
    """Spce → space."""

    meta = Meta(
        code="SPL002",
        name="unknown-word",
        summary="A word in no dictionary, one slip away from a common one (spce)",
        why="A misspelt word slows the reader down and makes the article look careless.",
        source=Source.enwiki("MOS:SPELL"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.9,
        needs=(unknown_words, vocabulary, variety),
        examples=(
            Example("The first ⟦spce⟧ station was small.", fix="space"),
            Example("The zzzzqqq was small.", guard="nothing near"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each unknown word with a likely correction, unless the page explains it."""
        assert unit.block is not None
        for word in context.fact(unknown_words).of(unit.block):
            near = lexicon.suggestions(word.text)
            if not near:
                continue
            guard = word.guard or _guard(unit, word, context)
            if guard:
                yield Silenced(word.start, word.end, guard)
                continue
            right = in_the_pages_variety(near, lambda: context.fact(variety))
            yield Hit(
                start=word.start,
                end=word.end,
                message=f"“{word.text}” is in no dictionary; “{right[0]}” may be meant.",
                suggestions=right,
            )


def _guard(unit: Unit, word: UnknownWord, context: Context) -> str:
    page = context.fact(vocabulary)
    start, end = unit.start + word.start, unit.start + word.end
    if page.is_used_elsewhere(word.text):
        return "used elsewhere on the page"
    if context.change.adds_to(start, end) and page.was_used(word.text):
        return "used on the page before the edit"
    return ""
