"""Finds keys struck at random: asdfgh, hjkhjkhjk, loooooong.

That is a word of no dictionary that walks along a row of the keyboard, is made of its home row
with hardly a vowel, or repeats a letter four times and more. Where taking the repeats out leaves a
known word, that word is offered. It leaves alone names, sounds in quotation marks or announced as
sounds, placeholders (yyyy, xxxxx), numerals, codes, and words that the title has.
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

WALKS = tuple(
    "asdf sdfg dfgh fghj ghjk hjkl lkjh kjhg jhgf hgfd gfds fdsa zxcv xcvb cvbn vbnm mnbv nbvc bvcx"
    " vcxz qwert ertyu rtyui tyuio yuiop poiuy oiuyt iuytr uytre trewq".split()
)
"""Runs along a row, either way; on the upper row, where vowels make words of shorter ones
(property, were), five keys."""

WORD = re.compile(
    r"(?<![^\s\uFFFC(\[{\"“‘'—–/])[^\W\d_]{4,60}(?![^\s\uFFFC)\]}\"”’'—–,;:!?./])(?!\.\w)"
)
RUN = re.compile(r"([^\W\d_])\1{3,}", re.IGNORECASE)
WALK = re.compile("|".join(WALKS), re.IGNORECASE)
HOME_ROW = re.compile(r"[asdfghjkl]{7,60}\Z", re.IGNORECASE)
NO_VOWEL = re.compile(r"[sdfghjkl]{5}", re.IGNORECASE)
"""So many keys of the home row, five of them without its one vowel between, are no word of any
language that is written in Latin letters."""

PLACEHOLDER_LETTERS = frozenset("xyzndmhswkivlc")
"""A word of one of them alone is a placeholder, a format (yyyy, hhhh) or a numeral."""

SHORTEST_ONE_LETTER = 6
SOUND = re.compile(
    r"\b(?:sounds?|call(?:s|ing)?|cr(?:y|ies)|songs?|vocali[sz]\w+|onomatop\w+|pronounced|"
    r"laugh\w*|scream\w*|shout\w*|chant\w*|sequences?|strings?|strand|poly|typ(?:ed|ing)|"
    r"keyboards?|keys|layout|row|qwerty|buzz|trill|notes?|going|goes)\b",
    re.IGNORECASE,
)
REACH = 80
"""Code points before the word in which a sound or a string of letters may be announced."""


class KeyboardMash(Rule):
    """asdfgh."""

    meta = Meta(
        code="SPL008",
        name="keyboard-mash",
        summary="Keys struck at random, or one letter many times (asdfgh)",
        why="Letters without meaning are a slip, a test or a prank, and no part of the article.",
        source=Source.enwiki("WP:TESTEDIT"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.93,
        supersedes=("SPL001", "SPL002"),
        triggers=(
            f"(?i)(?:{'|'.join(WALKS)})",
            r"(?i)[asdfghjkl]{7}",
            "(?i)(?:" + "|".join(letter * 4 for letter in "abcdefghijklmnopqrstuvwxyz") + ")",
        ),
        examples=(
            Example("He was born in 1950. ⟦asdfgh⟧"),
            Example("The town ⟦asdfasdf⟧ is old."),
            Example("== ⟦hjkhjkhjk⟧ ==\nIt is old."),
            Example("* bread and ⟦qwertyui⟧"),
            Example("It is old. ⟦ahsghgkhdkk⟧"),
            Example("{|\n| ⟦zxcvbn⟧ || 1950\n|}"),
            Example("{{Infobox person\n| occupation = ⟦fghjkl⟧\n}}"),
            Example("The road is ⟦loooooong⟧ and winds.", fix="long"),
            Example("It was ⟦verrrrry⟧ good, ⟦ASDFGHJKL⟧.", fix="very"),
            Example("He is ⟦aaaaaaaa⟧ a king."),
            Example("It is ⟦sooooo⟧ old.", fix="so"),
            Example("The QWERTY layout and property, poetry, were.", guard="known words"),
            Example("The row asdfghjkl is on the keyboard's asdf keys.", guard="a keyboard's keys"),
            Example("It has flagfall, alkahals and alfalfas.", guard="a vowel every few letters"),
            Example("He met Aaaagh and Hjklfds there.", guard="names"),
            Example("The band Asdfgh played.", title="Asdfgh", guard="in the title"),
            Example('It makes a "brrrrrr" and "aaaargh".', guard="sounds in quotes"),
            Example("Its call is a loud krrrrrr at night.", guard="a sound"),
            Example("The ''zzzzzz'' of a bee.", guard="italics"),
            Example("Write yyyy and xxxxxxx, XXXX or MMMM.", guard="placeholders"),
            Example("It has <code>asdfgh</code> and x_asdf and asdf.com, asdf12.", guard="codes"),
            Example("The strand aaaaaaaa was cut; the sequence ttttttt.", guard="a sequence"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each word struck at random."""
        text = unit.text
        for match in WORD.finditer(text):
            word = match[0]
            if not _is_mash(word):
                continue
            start, end = match.span()
            guard = _guard(text, start, word, context.change.info.title)
            if guard:
                yield Silenced(start, end, guard)
                continue
            right = _without_repeats(word)
            yield Hit(
                start=start,
                end=end,
                message=f"“{word}” looks like keys struck at random."
                if right is None
                else f"“{word}” repeats a letter; “{right}” may be meant.",
                suggestions=() if right is None else (right,),
            )


def _is_mash(word: str) -> bool:
    run = RUN.search(word)
    if (
        run is None
        and not WALK.search(word)
        and not (HOME_ROW.match(word) and NO_VOWEL.search(word))
    ):
        return False
    lower = word.lower()
    if lexicon.is_known(lower) or lexicon.is_known(word):
        return False
    if len(set(lower)) == 1:
        return len(word) >= SHORTEST_ONE_LETTER and lower[0] not in PLACEHOLDER_LETTERS
    return True


def _guard(text: str, start: int, word: str, title: str) -> str:
    if word.lower() in title.lower():
        return "in the title"
    before = text[max(start - REACH, 0) : start]
    if word[0].isupper() and not word.isupper() and before.strip():
        return "a name"
    if word[0].isupper() and word.isupper() and not WALK.search(word):
        return "capitals: a name or a code"
    if SOUND.search(before):
        return "announced as a sound or as letters"
    return ""


def _without_repeats(word: str) -> str | None:
    """The known word that is left when the repeated letters are written once or twice."""
    for times in (1, 2):
        plain = RUN.sub(r"\1" * times, word)
        if plain != word and len(plain) > 1 and lexicon.is_known(plain.lower()):
            return plain
    return None
