"""Finds two words written as one and one written as two: ofthe, al so.

Joined: an unknown word that is a function word and a frequent word without the space between them.
Split: neighbours of which one is no word at all and that together make a frequent word. It leaves
alone names, foreign passages, words that the page uses again, and anything with markup inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
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
from rules.facts.vocabulary import vocabulary
from rules.facts.words import unknown_words

FUNCTION_WORDS = frozenset(
    "the of in to and for with was were is are on by at from that as his her their its this which"
    " it he she they has had have be been not but or".split()
)
LAST_WORDS = frozenset("the of and to for with which that from were this they their have".split())
"""Function words that may be the second half: many a name and a Latin word ends in -is or -on."""

LEAST_ZIPF_JOINED, SHORTEST_OTHER = 4.3, 3
"""How frequent and how long the other word must be."""

LEAST_ZIPF_SPLIT, SHORTEST_WHOLE = 4.3, 4
"""How frequent and how long the whole must be that two pieces make."""

MOST_ZIPF_OF_PIECE = 4.6
"""A piece that is used more on its own (et al, de, la) is foreign sooner than broken off."""

PAIR = re.compile(
    r"(?<![^\s(\[\"“‘—–])(?=([a-z]{1,12}) ([a-z]{1,12})(?![^\s).,;:!?\]\"”’—–]))[a-z]"
)
"""Two small-letter words with one space, read at every word, so that pairs may overlap."""

ALWAYS_ONE = frozenset(
    {"him self", "it self", "them selves", "through out", "to gether"}
    | {f"al {rest}" for rest in ("so", "ways", "though", "most", "ready", "lowed", "together")}
)
"""Pairs of true words that never rightly stand side by side."""

ALWAYS_ONE_WORD = re.compile("|".join(sorted(ALWAYS_ONE)))

MOST_ZIPF_BESIDE_LETTER = 4.2
"""A more frequent word before a single letter is a word, and the letter a sign: "the y axis"."""

WORDS_OF_ONE_LETTER = frozenset("aio")
LETTERS = frozenset("bcdefghjklmnpqrstuvwxyz")
FOREIGN_NEIGHBOUR = re.compile(r"\b(?:et|de|la|el|al|le|il|du|des|der|den|van|von|ibn|bin|wa)\s\Z")
CAPITAL_BESIDE = re.compile(r"([A-Z]\w*)\s\Z")


class JoinedOrSplitWord(Rule):
    """ofthe → of the."""

    meta = Meta(
        code="SPL004",
        name="joined-or-split-word",
        summary="Two words written as one, or one as two (ofthe, al so)",
        why="A misplaced space slows the reader down.",
        source=Source.enwiki("MOS:SPELL"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.OFF,
        confidence=0.85,
        needs=(unknown_words, vocabulary),
        supersedes=("SPL001", "SPL002"),
        examples=(
            Example("It is north ⟦ofthe⟧ town.", fix="of the"),
            Example("He came ⟦tothe⟧ house ⟦andthe⟧ mill.", fix="to the"),
            Example("It is ⟦thegovernment⟧ that fell.", fix="the government"),
            Example("⟦Inthe⟧ town it rained.", fix="In the"),
            Example("He ⟦al so⟧ wrote books.", fix="also"),
            Example("He came ⟦wit h⟧ his son.", fix="with"),
            Example("* the ⟦gove rnment⟧ of the day", fix="government"),
            Example("They saw it ⟦them selves⟧.", fix="themselves"),
            Example("{|\n| north ⟦ofthe⟧ town\n|}", fix="of the"),
            Example("[[File:A.jpg|thumb|A view ⟦ofthe⟧ bay]]", fix="of the"),
            Example("He met Ofthe and Thegovernment there.", guard="names"),
            Example("Smith et al so wrote it.", guard="a Latin phrase"),
            Example("Abu al so Hasan wrote it.", guard="a name's particle"),
            Example("He is a way off and in to win; all ways lead on.", guard="true words"),
            Example("The ''ofthe'' of the title.", guard="italics"),
            Example('It reads "ofthe town".', guard="a quotation"),
            Example("The ofthe of it. An ofthe is round.", guard="used again"),
            Example("It is al&nbsp;so, or al ''so'', or [[al]] so.", guard="markup inside"),
            Example("It is therefore, another, often and inland.", guard="known words"),
            Example("It was ofthe [sic] town.", guard="marked"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each joined word and each broken one."""
        assert unit.block is not None
        for word in context.fact(unknown_words).of(unit.block):
            apart = _apart(word.text)
            if apart is None:
                continue
            guard = word.guard
            if not guard and context.fact(vocabulary).is_used_elsewhere(word.text):
                guard = "used elsewhere on the page"
            if guard:
                yield Silenced(word.start, word.end, guard)
                continue
            yield Hit(
                start=word.start,
                end=word.end,
                message=f"“{word.text}” is two words, “{apart}”, without their space.",
                suggestions=(apart,),
            )
        yield from _broken(unit)


def _broken(unit: Unit) -> Iterator[Verdict]:
    text = unit.text
    words = set(text.split())
    if (
        not ALWAYS_ONE_WORD.search(text)
        and words.isdisjoint(LETTERS)
        and not any(map(str.isalpha, filter(str.islower, words - lexicon.dictionary())))
    ):
        # Hardly any text has a piece of a word in it, and reading pairs takes longer.
        return
    for match in PAIR.finditer(text):
        first, second = match[1], match[2]
        start, end = match.start(), match.end(2)
        whole = first + second
        if f"{first} {second}" not in ALWAYS_ONE and not _are_pieces(first, second, whole):
            continue
        before = text[max(start - 16, 0) : start]
        capital = CAPITAL_BESIDE.search(before)
        is_name = capital is not None and capital[1].lower() not in lexicon.dictionary()
        if is_name or FOREIGN_NEIGHBOUR.search(before):
            yield Silenced(start, end, "beside a name or in a foreign phrase")
        elif unit.document.prose.is_verbatim(unit.start + start, unit.start + end):
            yield Hit(
                start=start,
                end=end,
                message=f"“{first} {second}” is “{whole}” with a space in it.",
                suggestions=(whole,),
            )


def _apart(word: str) -> str | None:
    """The word as a function word and a frequent one, in either order; None if it is not."""
    lower = word.lower()
    listed = lexicon.misspelling(word)
    if listed:
        return listed[0] if " " in listed[0] else None
    attested = lexicon.zipf(lower) > 0
    best: tuple[float, str] | None = None
    for at in range(2, len(lower) - 1):
        head, tail = lower[:at], lower[at:]
        both = head in FUNCTION_WORDS and tail in LAST_WORDS and head != tail
        if attested and not both:
            continue
        if not both and not (
            (head in FUNCTION_WORDS and _is_frequent(tail))
            or (tail in LAST_WORDS and _is_frequent(head))
        ):
            continue
        zipf = min(lexicon.zipf(head), lexicon.zipf(tail))
        if best is None or zipf > best[0]:
            best = zipf, f"{word[:at]} {word[at:]}"
    near = lexicon.suggestions(word) if best is not None else ()
    # "ther" is a slip of "there" sooner than two words.
    if best is None or (near and lexicon.zipf(near[0]) > best[0]):
        return None
    return best[1]


def _is_frequent(word: str) -> bool:
    return (
        len(word) >= SHORTEST_OTHER
        and lexicon.zipf(word) >= LEAST_ZIPF_JOINED
        and word in lexicon.dictionary()
    )


def _are_pieces(first: str, second: str, whole: str) -> bool:
    if len(whole) < SHORTEST_WHOLE or whole not in lexicon.dictionary():
        return False
    if lexicon.zipf(whole) < LEAST_ZIPF_SPLIT:
        return False
    if len(second) == 1:
        return second not in "aiosdn" and lexicon.zipf(first) < MOST_ZIPF_BESIDE_LETTER
    return any(
        not _is_word(piece) and (len(piece) == 1 or lexicon.zipf(piece) < MOST_ZIPF_OF_PIECE)
        for piece in (first, second)
    )


def _is_word(piece: str) -> bool:
    if len(piece) == 1:
        return piece in WORDS_OF_ONE_LETTER
    return piece in lexicon.dictionary()
