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
    Class,
    Context,
    Example,
    Guard,
    Guarded,
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
from rules.facts.foreign_words import WINDOW, ends_like_a_foreign_word, is_foreign_passage
from rules.facts.guards import block_guards
from rules.facts.near_words import (
    Evidence,
    Near,
    common_start,
    is_running_text,
    near_words,
    near_words_now,
)
from rules.facts.variety import in_the_pages_variety, variety
from rules.facts.vocabulary import vocabulary
from rules.facts.words import UnknownWord, lacks_capitals, unknown_words

NAME_BEFORE = re.compile(r"\b([A-Z]\w*[a-z])\s\Z")
NAME_AFTER = re.compile(r"\s[A-Z]")
"""A small word between two capitalised ones is a particle of a name: Ahmad bnu Yusuf."""

INITIAL_BEFORE = re.compile(r"(?<![.\w])[A-Za-z]\.\s*\Z")
"""After an initial stands a species ("C. bishopi") or a person."""

INITIAL_AFTER = re.compile(r",\s[a-z]\b(?!\s)")
"""A surname before its initial, in a text without capitals: "mayou, r."."""

GLOSS_AFTER = re.compile(r"\s*(?:\)|[\"“‘]|meaning\b|literally\b)")

DERIVING = re.compile(r"(?:ality|ing|ed|ism|ists?|ers?)\Z")
"""An ending that writers put to a known word for the occasion: abject, abjecting."""

LONG_NAME, LEAST_ZIPF_OF_START = 7, 5.0
"""A shorter word with a capital has to be next to a very frequent one (Spce, space), or it is a
name or made of one: "Ranid frogs"."""

LEAST_ZIPF_OF_CERTAIN, LEAST_ZIPF_OF_LONG_CERTAIN, LONG = 5.0, 4.0, 10
"""Beside so frequent a word one that hardly anybody uses is a slip, whatever it ends in; the less
so the longer."""

LEAST_ZIPF_OF_TRIAL = 4.0
"""Where italics show which words are foreign, so frequent a word is worth a question."""

CONFIDENCE_ON_TRIAL = 0.6

LEAST_ZIPF_UNCAPITALISED, SHORTEST_UNCAPITALISED = 4.0, 5
LEAST_ZIPF_OF_SEVEN, SEVEN = 2.5, 7
"""In a text without capitals a short word may be a name, unless hardly anybody uses it and a letter
was left out of so frequent a word, or two changed places."""

SHORTEST_BASE = 5
FEWEST_LETTERS_UNCAPITALISED = 8
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
        # Quotations and titles are asked about in `check`: what the edit misspelt there is marked.
        guards=frozenset({Guard.SIC}),
        needs=(unknown_words, vocabulary, variety),
        examples=(
            Example("The first ⟦spce⟧ station was small.", fix="space"),
            Example("⟦Spce⟧ is the place where it began.", fix="Space"),
            Example("== ⟦Backgruond⟧ ==\nThe town is old.", fix="Background"),
            Example("Many ⟦philsophers⟧ agree with him.", fix="philosophers"),
            Example("* The ⟦governmnet's⟧ plan failed", fix="government's"),
            Example("[[File:A.jpg|thumb|The ⟦prgramme⟧ of Monday]]", fix="programme"),
            Example("{|\n| A ⟦landscpe⟧ by Turner\n|}", fix="landscape"),
            Example("{{Infobox person\n| known_for = ⟦philsophy⟧ of art\n}}", fix="philosophy"),
            Example("They ⟦whch⟧ came late left early.", fix="which"),
            Example("{{Use British English}}\nThe ⟦colr⟧ of the ⟦cemtre⟧ is green.", fix="colour"),
            Example("Then Zoorn ⟦cwould⟧ not come.", fix="would"),
            Example("It had a ⟦loca⟧ effect.", old="It had a local effect.", fix="local"),
            Example('It reads "a ⟦smalest⟧ part".', old='It reads "a smallest part".'),
            Example("See [[⟦rapdom⟧ walk]].", old="See [[random walk]]."),
            Example("The new ⟦constititution⟧ was read.", fix="constitution"),
            Example("The ⟦coalitio⟧ fell in May.", fix="coalition"),
            Example("It happened after the ⟦lates⟧ vote.", fix="latest"),
            Example("Many ruins of ⟦harrappa⟧ are left.", title="Harappa", fix="Harappa"),
            Example("the house has two ⟦subsidaries⟧. the town is old.", fix="subsidiaries"),
            Example("The zzzzqqq was small.", guard="nothing near"),
            Example("He met Spce and Landscpe there.", guard="names"),
            Example("* Ranid frogs of the south", guard="made of a name"),
            Example("The SPCE and the sPce and spce2 failed.", guard="acronyms and codes"),
            Example("The spce-age house is of spce/time.", guard="a piece of a longer word"),
            Example("The ''spce'' is Latin.", guard="italics"),
            Example('He wrote "the spce is small" there.', guard="a quotation"),
            Example("The spce of it. A spce is round.", guard="used elsewhere on the page"),
            Example("A spce is round. [[Category:Spce]]", guard="in a category"),
            Example("A spce is round.", title="Spce (plant)", guard="in the title"),
            Example("Most spces are round. It is the Spce family.", guard="a form of a name"),
            Example(
                "The spce is round and green.", old="A spce is red.", guard="used before the edit"
            ),
            Example("The histor. society met.", guard="shortened with a stop"),
            Example("Many harappaq are left.", title="Harappa", guard="a form of the title"),
            Example("It is called spce by locals.", guard="mentioned as a word"),
            Example("The shrub (landscpe) is red.", guard="glossed in brackets"),
            Example("The frog D. landscpe is red.", guard="a species"),
            Example("It is by Xhendrik landscpe Zoorn.", guard="a particle of a name"),
            Example("He wrote on geologia and philologia.", guard="foreign endings"),
            Example("{|\n| spce\n|}", guard="a short word in a text without capitals"),
            Example("It comes from Gwyr dwrch landscpe dwbrn of old.", guard="foreign passage"),
            Example("The mothers were abjecting to it.", guard="derived from a known word"),
            Example("It was {{lang|la|spce}} and <code>spce</code>.", guard="templates and code"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each unknown word with a likely correction, unless the page explains it."""
        assert unit.block is not None
        guarded: Guarded | None = None
        for word in context.fact(unknown_words).of(unit.block):
            # Most unknown words are terms that the page uses again: that is the cheap question.
            guard = word.guard or _guard_of_page(unit, word, context)
            if guard:
                yield Silenced(word.start, word.end, guard)
                continue
            near = near_words(word, unit, context)
            if near is None:
                continue
            if guarded is None:
                guarded = Guarded(block_guards(unit.document, unit.block))
            guard = _guard_of_place(unit, word, guarded)
            if near.evidence is Evidence.FORMER and guard and lexicon.zipf(word.text):
                # A quotation may have been put back to its author's old spelling.
                near = near_words_now(word, unit, context)
                if near is None:
                    continue
            if near.evidence is not Evidence.FORMER:
                guard = (
                    guard
                    or _guard_of_shape(word.text, near.words[0], unit.text)
                    or _guard_of_neighbours(unit.text, word, near.words[0])
                )
                if guard:
                    yield Silenced(word.start, word.end, guard)
                    continue
            yield _hit(word, near, unit, context)


def _hit(word: UnknownWord, near: Near, unit: Unit, context: Context) -> Hit:
    right = in_the_pages_variety(near.words, lambda: context.fact(variety))
    on_trial = near.evidence is not Evidence.FORMER and (
        near.evidence.is_weak or _may_be_foreign(word.text.lower(), near.words[0])
    )
    return Hit(
        start=word.start,
        end=word.end,
        message=f"“{word.text}” is in no dictionary; it was “{right[0]}” before the edit."
        if near.evidence is Evidence.FORMER
        else f"“{word.text}” is in no dictionary; “{right[0]}” may be meant.",
        suggestions=right,
        confidence=CONFIDENCE_ON_TRIAL if on_trial else None,
        on_trial=on_trial,
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
    other = plain[:-1] if plain.endswith("s") else plain + "s"
    if page.is_name(other):
        return "a form of a name on the page"
    return ""


def _guard_of_place(unit: Unit, word: UnknownWord, guarded: Guarded) -> str:
    """Why the place is not the article's own wording; that of a quotation, say."""
    kind = guarded.kind_at(unit.start + word.start, unit.start + word.end)
    return "" if kind is None else kind.value


def _guard_of_shape(word: str, right: str, text: str) -> str:
    lower = word.lower()
    if word != lower and (
        lexicon.zipf(lower)
        or (len(lower) < LONG_NAME and lexicon.zipf(right) < LEAST_ZIPF_OF_START)
    ):
        return "a name that begins a sentence"
    frequency = _lead(lower, right)
    trial = not lacks_capitals(text) and frequency >= LEAST_ZIPF_OF_TRIAL
    if not trial and _may_be_foreign(lower, right):
        return "ends like a foreign word"
    base = DERIVING.sub("", lower)
    if (
        base != lower
        and len(base) >= SHORTEST_BASE
        and base in lexicon.dictionary()
        and common_start(lower, right.lower()) < len(base)
    ):
        return "derived from a known word"
    if (
        len(lower) < FEWEST_LETTERS_UNCAPITALISED
        and lacks_capitals(text)
        and not (
            frequency >= (LEAST_ZIPF_UNCAPITALISED if len(lower) < SEVEN else LEAST_ZIPF_OF_SEVEN)
            and len(lower) >= SHORTEST_UNCAPITALISED
            and is_running_text(text)
            and _lacks_or_swaps_a_letter(lower, right.lower())
        )
    ):
        return "a short word in a text without capitals"
    return ""


def _lead(word: str, right: str) -> float:
    """Zipf frequency of the correction of a word that hardly anybody uses; else 0.0."""
    return lexicon.zipf(right) if lexicon.is_hardly_used(word) else 0.0


def _may_be_foreign(word: str, right: str) -> bool:
    """Whether the ending speaks for a foreign word more than the frequency for a slip."""
    certain = LEAST_ZIPF_OF_CERTAIN if len(word) < LONG else LEAST_ZIPF_OF_LONG_CERTAIN
    return _lead(word, right) < certain and ends_like_a_foreign_word(word, right.lower())


def _lacks_or_swaps_a_letter(word: str, right: str) -> bool:
    return len(right) == len(word) + 1 or sorted(word) == sorted(right)


def _guard_of_neighbours(text: str, word: UnknownWord, right: str) -> str:
    before = text[max(word.start - WINDOW, 0) : word.start]
    after = text[word.end : word.end + WINDOW]
    name = NAME_BEFORE.search(before)
    if (
        name is not None
        and not lexicon.is_known(name[1])
        and not word.text.endswith(("ed", "ing", "ly"))
        and (
            NAME_AFTER.match(after)
            or (
                word.end - word.start <= LONGEST_BESIDE_NAME
                and _lead(word.text, right) < LEAST_ZIPF_OF_CERTAIN
            )
        )
    ):
        return "part of a name"
    if INITIAL_BEFORE.search(before) or (lacks_capitals(text) and INITIAL_AFTER.match(after)):
        return "beside an initial"
    if before.endswith("(") and GLOSS_AFTER.match(after):
        return "a word glossed in brackets"
    if not (lacks_capitals(text) and len(word.text) >= LONG) and is_foreign_passage(before, after):
        # Without capitals names count as foreign words, and a long word is one slip away from an
        # English one by chance less often.
        return "in a foreign passage"
    return ""
