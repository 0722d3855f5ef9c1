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
from rules.facts.former_word import former_word
from rules.facts.guards import block_guards
from rules.facts.slips import one_edit_away
from rules.facts.variety import in_the_pages_variety, variety
from rules.facts.vocabulary import vocabulary
from rules.facts.words import WORD, UnknownWord, unknown_words

NAME_BEFORE = re.compile(r"\b([A-Z]\w*[a-z])\s\Z")
NAME_AFTER = re.compile(r"\s[A-Z]")
"""A small word between two capitalised ones is a particle of a name: Ahmad bnu Yusuf."""

INITIAL_BEFORE = re.compile(r"(?<![.\w])[A-Za-z]\.\s*\Z")
"""After an initial stands a species ("C. bishopi") or a person."""

INITIAL_AFTER = re.compile(r",\s[a-z]\b(?!\s)")
"""A surname before its initial, in a text without capitals: "mayou, r."."""

GLOSS_AFTER = re.compile(r"\s*(?:\)|[\"“‘]|meaning\b|literally\b)")

FOREIGN_VOWELS = "aeiou"
FOREIGN_ENDINGS = ("en", "is", "us", "um", "os")
"""A foreign cognate differs from the English word in its ending more often than a slip does."""

DERIVING = re.compile(r"(?:ality|ing|ed|ism|ists?|ers?)\Z")
"""An ending that writers put to a known word for the occasion: abject, abjecting."""

WINDOW = 40
"""Code points on either side in which other foreign words are looked for."""

FEWEST_STRANGERS, LEAST_STRANGE_SHARE = 2, 0.4
"""Unknown words around, with no correction of their own, that make a foreign passage: so many,
and so large a share of the words."""

LONG_NAME, LEAST_ZIPF_OF_START = 7, 5.0
"""A shorter word with a capital has to be next to a very frequent one (Spce, space), or it is a
name or made of one: "Ranid frogs"."""

MOST_ZIPF_OF_CERTAIN = 1.55
"""Up to this frequency hardly anybody uses a word, and a slip is likelier than a term."""

LEAST_ZIPF_OF_CERTAIN, LEAST_ZIPF_OF_LONG_CERTAIN, LONG = 5.0, 4.0, 10
"""Beside so frequent a word such a word is a slip, whatever it ends in; the less so the longer."""

LEAST_ZIPF_UNCAPITALISED, SHORTEST_UNCAPITALISED = 4.0, 5
LEAST_ZIPF_OF_SEVEN, SEVEN = 2.5, 7
"""In a text without capitals a short word may be a name, unless hardly anybody uses it and a letter
was left out of so frequent a word, or two changed places."""

FEWEST_SPACES_OF_A_TEXT = 6
"""Words without capitals are running text, and not a cell or an item, from here on."""

SHORTEST_FORMER = 3
USES_OF_A_RARE_WORD = 2
"""How often the page has to use a rare word before it may be proposed."""

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
            Example("It had a ⟦loca⟧ effect.", old="It had a local effect.", fix="local"),
            Example('It reads "a ⟦smalest⟧ part".', old='It reads "a smallest part".'),
            Example("See [[⟦rapdom⟧ walk]].", old="See [[random walk]]."),
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
            Example("It is called spce by locals.", guard="mentioned as a word"),
            Example("The shrub (landscpe) is red.", guard="glossed in brackets"),
            Example("The frog D. landscpe is red.", guard="a species"),
            Example("It is by Xhendrik landscpe Zoorn.", guard="a particle of a name"),
            Example("He wrote on psychologia and methodis.", guard="foreign endings"),
            Example("{|\n| spce\n|}", guard="a short word in a text without capitals"),
            Example("It comes from Gwyr dwrch landscpe dwbrn of old.", guard="foreign passage"),
            Example("The mothers were abjecting to it.", guard="derived from a known word"),
            Example("It was {{lang|la|spce}} and <code>spce</code>.", guard="templates and code"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each unknown word with a likely correction, unless the page explains it."""
        assert unit.block is not None
        for word in context.fact(unknown_words).of(unit.block):
            # Most unknown words are terms that the page uses again: that is the cheap question.
            guard = word.guard or _guard_of_page(unit, word, context)
            if guard:
                yield Silenced(word.start, word.end, guard)
                continue
            former = _former(unit, word, context)
            near = former or (
                lexicon.suggestions(word.text)
                or _near_on_page(word.text, context)
                or _near_name(word.text, unit.text)
            )
            if not near:
                continue
            guard = _guard_of_place(unit, word)
            if former and guard and lexicon.zipf(word.text):
                # A quotation may have been put back to its author's old spelling.
                former = ()
            if not former:
                guard = (
                    guard
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
                message=f"“{word.text}” is in no dictionary; it was “{former[0]}” before the edit."
                if former
                else f"“{word.text}” is in no dictionary; “{right[0]}” may be meant.",
                suggestions=right,
            )


def _former(unit: Unit, word: UnknownWord, context: Context) -> tuple[str, ...]:
    """The known word one slip away that the edit turned into this one."""
    was = former_word(context.change, unit.start + word.start, unit.start + word.end)
    if not was or was[0].isupper() != word.text[0].isupper() or not lexicon.is_known(was):
        return ()
    lower = word.text.lower()
    if len(was) < SHORTEST_FORMER or was.lower() not in one_edit_away(lower) or not lower.isascii():
        return ()
    if unit.text.islower() and lexicon.zipf(lower) > MOST_ZIPF_OF_CERTAIN:
        # Without capitals it may be a name put right: Terry, Terri.
        return ()
    return (was,)


def _near_on_page(word: str, context: Context) -> tuple[str, ...]:
    """Rare words one slip away that the page uses itself."""
    return tuple(
        near
        for near in lexicon.rare_neighbours(word)
        if context.fact(vocabulary).uses_in_prose(near) >= USES_OF_A_RARE_WORD
    )


def _near_name(word: str, text: str) -> tuple[str, ...]:
    """A well-known name one slip away, in a running text without capitals."""
    if not text.islower() or text.count(" ") < FEWEST_SPACES_OF_A_TEXT:
        return ()
    near = lexicon.name_neighbour(word)
    return () if near is None else (near,)


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


def _guard_of_place(unit: Unit, word: UnknownWord) -> str:
    """Why the place is not the article's own wording; that of a quotation, say."""
    assert unit.block is not None
    start, end = unit.start + word.start, unit.start + word.end
    for span in block_guards(unit.document, unit.block):
        if span.start < end and start < span.end:
            return span.kind.value
    return ""


def _guard_of_shape(word: str, right: str, text: str) -> str:
    lower = word.lower()
    if word != lower and (
        lexicon.zipf(lower)
        or (len(lower) < LONG_NAME and lexicon.zipf(right) < LEAST_ZIPF_OF_START)
    ):
        return "a name that begins a sentence"
    frequency = lexicon.zipf(right) if lexicon.zipf(lower) <= MOST_ZIPF_OF_CERTAIN else 0.0
    certain = LEAST_ZIPF_OF_CERTAIN if len(lower) < LONG else LEAST_ZIPF_OF_LONG_CERTAIN
    if frequency < certain and _ends_like_a_foreign_word(lower, right.lower()):
        return "ends like a foreign word"
    base = DERIVING.sub("", lower)
    if (
        base != lower
        and len(base) >= SHORTEST_BASE
        and base in lexicon.dictionary()
        and _common_start(lower, right.lower()) < len(base)
    ):
        return "derived from a known word"
    if (
        len(lower) < FEWEST_LETTERS_UNCAPITALISED
        and text.islower()
        and not (
            frequency >= (LEAST_ZIPF_UNCAPITALISED if len(lower) < SEVEN else LEAST_ZIPF_OF_SEVEN)
            and len(lower) >= SHORTEST_UNCAPITALISED
            and text.count(" ") >= FEWEST_SPACES_OF_A_TEXT
            and _lacks_or_swaps_a_letter(lower, right.lower())
        )
    ):
        return "a short word in a text without capitals"
    return ""


def _lacks_or_swaps_a_letter(word: str, right: str) -> bool:
    return len(right) == len(word) + 1 or sorted(word) == sorted(right)


def _ends_like_a_foreign_word(word: str, right: str) -> bool:
    head = _common_start(word, right)
    if len(right) > len(word):
        # Its last letter is missing: principa(l), analysi(s).
        return head == len(word) and word[-1] in "aio"
    if word[-1] == word[-2] or sorted(word) == sorted(right):
        return False
    if head >= len(word) - 1 and word[-1] in FOREIGN_VOWELS:
        return True
    return head >= len(word) - 2 and word.endswith(FOREIGN_ENDINGS)


def _guard_of_neighbours(text: str, word: UnknownWord) -> str:
    before = text[max(word.start - WINDOW, 0) : word.start]
    after = text[word.end : word.end + WINDOW]
    name = NAME_BEFORE.search(before)
    if (
        name is not None
        and not lexicon.is_known(name[1])
        and not word.text.endswith(("ed", "ing", "ly"))
        and (NAME_AFTER.match(after) or word.end - word.start <= LONGEST_BESIDE_NAME)
    ):
        return "part of a name"
    if INITIAL_BEFORE.search(before) or (text.islower() and INITIAL_AFTER.match(after)):
        return "beside an initial"
    if before.endswith("(") and GLOSS_AFTER.match(after):
        return "a word glossed in brackets"
    if not (text.islower() and len(word.text) >= LONG) and _is_foreign(before, after):
        # Without capitals names count as foreign words, and a long word is one slip away from an
        # English one by chance less often.
        return "in a foreign passage"
    return ""


def _is_foreign(before: str, after: str) -> bool:
    # The window may cut a word in two at its far ends.
    words = [*WORD.findall(before)[1:], *WORD.findall(after)[:-1]]
    words = [word for word in words if len(word) > 2 and word.islower()]
    strangers = sum(
        not (lexicon.is_known(word) or lexicon.misspelling(word) or lexicon.suggestions(word))
        for word in words
    )
    return strangers >= max(FEWEST_STRANGERS, LEAST_STRANGE_SHARE * len(words))


def _common_start(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
