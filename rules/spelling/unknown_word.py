"""Finds words that no dictionary holds and that are one slip away from a frequent word.

It looks at small-letter words and at capitalised ones that begin a sentence or a heading. A word
that the page uses elsewhere, or used before the edit, is a term of its subject; names, species,
transliterations, words mentioned as words, foreign passages, pieces of longer words, quotations
and italics are left alone. Where no capital letter shows which words are names, only long words
are judged.
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
from rules.facts.vocabulary import vocabulary
from rules.facts.words import WORD, UnknownWord, unknown_words

NAME_BEFORE = re.compile(r"\b([A-Z]\w*[a-z])\s\Z")
NAME_AFTER = re.compile(r"\s[A-Z]")
"""A small word between two capitalised ones is a particle of a name: Ahmad bnu Yusuf."""

INITIAL_BEFORE = re.compile(r"\b[A-Za-z]\.\s*\Z")
"""After an initial stands a species ("C. bishopi") or a person."""

INITIAL_AFTER = re.compile(r",\s[a-z]\b(?!\s)")
"""A surname before its initial, in a text without capitals: "mayou, r."."""

GLOSS_AFTER = re.compile(r"\s*(?:\)|[\"“‘]|meaning\b|literally\b)")

INFLECTED_ENDINGS = ("a", "e", "i", "o", "u", "en", "is", "us", "um", "os")
"""A foreign cognate differs from the English word in its ending more often than a slip does."""

WINDOW = 80
"""Code points on either side in which other foreign words are looked for."""

FEWEST_STRANGERS = 2
"""Unknown words around, with no correction of their own, that make a foreign passage."""

FEWEST_LETTERS_UNCAPITALISED = 7
LONGEST_BESIDE_NAME = 6


class UnknownWordRule(Rule):
    """spce → space."""

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
            guard = (
                word.guard
                or _guard_of_page(unit, word, context)
                or _guard_of_shape(word.text, near[0], unit.text)
                or _guard_of_neighbours(unit.text, word)
            )
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


def _guard_of_page(unit: Unit, word: UnknownWord, context: Context) -> str:
    page = context.fact(vocabulary)
    if page.is_used_elsewhere(word.text):
        return "used elsewhere on the page"
    if page.was_used(word.text) and context.change.adds_to(
        unit.start + word.start, unit.start + word.end
    ):
        return "used on the page before the edit"
    plain = word.text.lower()
    if page.is_name(plain.removesuffix("s")) or page.is_name(plain + "s"):
        return "a form of a name on the page"
    return ""


def _guard_of_shape(word: str, right: str, text: str) -> str:
    lower = word.lower()
    if word != lower and lexicon.zipf(lower):
        return "a name that begins a sentence"
    head = _common_start(lower, right.lower())
    doubled = lower[-1] == lower[-2]
    if head >= len(lower) - 1 and len(right) <= len(lower) and not doubled:
        # The last letter is extra, or another one.
        if lower.endswith(INFLECTED_ENDINGS):
            return "ends like a foreign word"
    if len(lower) < FEWEST_LETTERS_UNCAPITALISED and text.islower():
        return "a short word in a text without capitals"
    return ""


def _guard_of_neighbours(text: str, word: UnknownWord) -> str:
    before = text[max(word.start - WINDOW, 0) : word.start]
    after = text[word.end : word.end + WINDOW]
    name = NAME_BEFORE.search(before)
    if name is not None and (
        NAME_AFTER.match(after)
        or (
            word.end - word.start <= LONGEST_BESIDE_NAME
            and not lexicon.is_known(name[1].lower())
            and not word.text.endswith(("ed", "ing", "ly"))
        )
    ):
        return "part of a name"
    if INITIAL_BEFORE.search(before) or (text.islower() and INITIAL_AFTER.match(after)):
        return "beside an initial"
    if before.endswith("(") and GLOSS_AFTER.match(after):
        return "a word glossed in brackets"
    if _strangers(before) + _strangers(after) >= FEWEST_STRANGERS:
        return "in a foreign passage"
    return ""


def _strangers(text: str) -> int:
    """How many small-letter words are unknown and no slip of a known one."""
    return sum(
        len(word) > 2
        and word.islower()
        and not lexicon.is_known(word)
        and not lexicon.misspelling(word)
        and not lexicon.suggestions(word)
        for word in WORD.findall(text)
    )


def _common_start(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
