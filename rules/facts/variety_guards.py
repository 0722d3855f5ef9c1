"""Why a telling word may be spelt so in any variety: it is a name, foreign, a term, or named.

A name keeps its spelling (World Trade Center, Gray), and so does a word in another language
(centre culturel), a fixed term (rigor mortis), and a word that the text speaks of ("gray in
American English", "tyre or tire").
"""

from __future__ import annotations

import re

from rules.facts import lexicon
from rules.facts.words import LONGEST_MENTION, MENTION, begins_sentence

OFFICE_AFTER = re.compile(r"\s(?:Secretar(?:y|ies)|Ministers?|Attach[ée]s?|Advis[eo]rs?)\b")
NATION_BEFORE = re.compile(
    r"\b(?:U\.?S\.?A?\.?|America(?:n)?|United\sStates|Pentagon|Australian?|British|UK|Canadian|"
    r"Indian|Israeli|Philippine)(?:['’]s)?\s(?:[A-Z]\w{2,12}\s){0,2}\Z"
)
OFFICES = frozenset({"defense", "defence"})
"""A title of office is spelt in the page's variety, unless its country spells it so itself."""

ALWAYS_NAMES = frozenset(
    """labour labor saviour savior gray grey honor honour saber sabre specter spectre armor armour
    tyre storey""".split()
)
"""With a capital these are parties, persons, places, ships and Jesus, also where a sentence
begins."""

NAME_GOES_ON = re.compile(r"(?:\s(?:of|for|on|in|and|at|to|against|the)){1,2}\s[A-Z]")
"""What follows the first word of a name: Center for American Progress, Organization of the …"""

NAME_INSIDE = re.compile(r"(?<=[a-z,;][ \u00a0])[A-Z][a-z]{3,24}\b")
"""A capitalised word that no sentence begins with."""

DEFENCE_OFFICE = re.compile(
    r"\b(?:departments?|ministr(?:y|ies)|ministers?|secretar(?:y|ies)|assistants?)\s(?:of|for)\s\Z",
    re.IGNORECASE,
)
FIXED_BEFORE = {
    "honor": re.compile(r"\bmedals?\sof\s\Z", re.IGNORECASE),
    "defense": DEFENCE_OFFICE,
    "defence": DEFENCE_OFFICE,
    "gray": re.compile(r"\d[\s\u00a0]\Z"),
}
FIXED_AFTER = {
    "gray": re.compile(r"\s(?:wol(?:f|ves)|whales?|fox(?:es)?|squirrels?|seals?|partridges?)\b"),
    "rigor": re.compile(r"\smortis\b"),
    "program": re.compile(r"\s(?:code|counter|files?|memory|verification)\b"),
    "center": re.compile(r"[\s-]field(?:er)?s?\b"),
    "labor": re.compile(r"\sparty\b"),
    "labour": re.compile(r"\sparty\b"),
    "metre": re.compile(r"[\s-]gauge\b"),
    "story": re.compile(r"\sarcs?\b"),
    "saber": re.compile(r"[\s-]toothed\b"),
}
"""What makes the word part of a term or an office that is spelt so in every variety."""

PIECE_BEFORE = re.compile(r"[\w.@/\\#$&=<>’'-]\Z")
PIECE_AFTER = re.compile(r"[\w@/\\=(&]|[.:]\w")
"""Signs that make it a piece of an address, of code or of a longer word; a hyphen after it only
joins words."""

WORD_BEFORE = re.compile(r"([^\W\d_]{2,24})\s\Z")
WORD_AFTER = re.compile(r"\s(?!de (?:facto|jure)\b)([^\W\d_]{2,24})")
PARTICLES = frozenset("de du des del della di da la le les el et und nel".split())
"""Words of other languages that the dictionaries have as parts of English names."""

VARIETY_NAMED = re.compile(
    r"\b(?:American?|North American|British|Commonwealth|Canadian|Australian|Oxford|U\.?S\.?|"
    r"U\.?K\.?)"
    r"(?:\s(?:and|or)\s\w{2,14})?"
    r"(?:\sEnglish|\sspellings?|\susage|\sform|:)|\b(?:AmE|BrE|en-US|en-GB)\b"
)
NAMED_WITHIN = 40
"""Code points beside a word in which the name of a variety makes it a spelling spoken of."""

BETWEEN_SPELLINGS = re.compile(
    r"\A[\s,;(]*(?:/|\(|\bor\b|\balso\b|\band\b|\bsometimes\b|\bvs?\b|\bspel)", re.IGNORECASE
)
SPELLINGS_WITHIN = 30


def is_term(text: str, start: int, end: int) -> bool:
    """Whether the word belongs to a term or an office that every variety spells so."""
    form = text[start:end].lower()
    for key in (form, form.removesuffix("s")):
        after, before = FIXED_AFTER.get(key), FIXED_BEFORE.get(key)
        if after is not None and after.match(text, end):
            return True
        if before is not None and before.search(text[max(start - 24, 0) : start]):
            return True
    return False


def is_piece(text: str, start: int, end: int) -> bool:
    """Whether the word is a part of an address, of code, or of a longer word."""
    if PIECE_AFTER.match(text, end):
        return True
    if not PIECE_BEFORE.search(text[max(start - 1, 0) : start]):
        return False
    # The first part of a compound ("self-organised") may be any word.
    return text[start - 1] != "-" or text[max(start - 2, 0) : start - 1].isupper()


def is_name(text: str, start: int, end: int, starts_are_names: bool) -> bool:
    """Whether the word's capital is that of a name."""
    word = text[start:end]
    if not word[0].isupper():
        return not word.islower()
    lower = word.lower()
    if lower in ALWAYS_NAMES or not word[1:].islower() or NAME_GOES_ON.match(text, end):
        return True
    if begins_sentence(text, start, end, starts_are_names):
        return False
    return not is_office(text, start, end) or bool(
        NATION_BEFORE.search(text[max(start - 60, 0) : start])
    )


def is_office(text: str, start: int, end: int) -> bool:
    """Whether it is the Defense of "Defense Secretary"."""
    return text[start:end].lower() in OFFICES and OFFICE_AFTER.match(text, end) is not None


def is_foreign(text: str, start: int, end: int) -> bool:
    """Whether a small-letter neighbour is no English word: "centre culturel"."""
    before, after = (
        WORD_BEFORE.search(text[max(start - 24, 0) : start]),
        WORD_AFTER.match(text, end),
    )
    return any(
        match is not None
        and match[1].islower()
        and (
            match[1] in PARTICLES
            or not (lexicon.is_known(match[1]) or lexicon.misspelling(match[1]))
        )
        for match in (before, after)
    )


def is_spoken_of(text: str, start: int, end: int, other: str) -> bool:
    """Whether the text speaks of the spelling: by a variety's name, or beside the other one.

    ``other`` is the counterpart, in any case.
    """
    if MENTION.search(text, max(start - LONGEST_MENTION, 0), start):
        return True
    before = text[max(start - NAMED_WITHIN, 0) : start]
    after = text[end : end + NAMED_WITHIN]
    if VARIETY_NAMED.search(before) or VARIETY_NAMED.search(after):
        return True
    other = other.lower()
    near = after[:SPELLINGS_WITHIN].lower()
    if other in near and BETWEEN_SPELLINGS.match(near):
        return True
    near = before[-SPELLINGS_WITHIN:].lower()
    at = near.rfind(other)
    return at != -1 and BETWEEN_SPELLINGS.match(near[at + len(other) :]) is not None
