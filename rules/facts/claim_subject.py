"""Whether a sentence is about the person that the page is about."""

from __future__ import annotations

import re

from rules.contract import PLACEHOLDER
from rules.facts.claim_ages import AGE
from rules.facts.claim_moments import MOMENT, MOMENT_EDGE
from rules.facts.life_dates import LifeDates

RELATIVE = re.compile(
    r"\b(?:father|mother|parents?|brothers?|sisters?|siblings?|twins?|sons?|daughters?|child(?:ren)?|"
    r"wife|wives|husband|spouse|widow(?:er)?|uncle|aunt|nephew|niece|cousins?|grand\w+|step\w+|"
    r"half-\w+|fianc\w+|partner|girlfriend|boyfriend|colleague|friend|teacher|mentor|pupil|student|"
    r"infant|baby|boy|girl|who|whom|whose|horse|dog|cat|elder|younger|another|others|each|both|"
    r"respectively|they|their|someone|anyone|people|character|fictional|role|plays|played by)\b",
    re.IGNORECASE,
)
"""Words by which an age or a date in the sentence may be another person's."""

WORD = re.compile(r"[^\W\d_][\w’'-]*")
NEXT_NAME = re.compile(r"\s([^\W\d_a-z][\w’'-]+)")
NAME_BEFORE = re.compile(r"\b([^\W\d_a-z][\w’'.-]*)\s\Z")

UNNAMED_AGE = re.sub(r"\?P<\w+>", "?:", AGE.pattern)
OPENING = re.compile(
    rf"[\s￼]*(?:(?:later|early|late)\s)?(?:(?:in|on|by)\s(?:(?:early|late|mid)\s)?{MOMENT}{MOMENT_EDGE}"
    rf"|{UNNAMED_AGE})"
    r"(?:,[\s￼]|\s)",
    re.IGNORECASE,
)
"""An adverbial that may come before the subject."""

PLAIN_STARTS = frozenset(
    """In On At By From Since Until After Before During While When As Although Though Despite With
    Under Upon Following Later Then There This That These The It Its A An His Her But And For Early
    Late Aged Shortly Soon Around About Throughout Even However Eventually Finally Also Two Three
    One Born I Having Since Between Despite Because January February March April May June July
    August September October November December Within Over Now Only Most Many Some Such""".split()
)
"""Capitalised words that open a sentence without naming anyone."""


def adverbials_end(text: str) -> int:
    """Where the dates and ages that open a sentence end: "In 1895, at the age of 16, …"."""
    at = 0
    while (opening := OPENING.match(text, at)) is not None and opening.end() > at:
        at = opening.end()
    return at


def is_subject_word(word: str, life: LifeDates) -> bool:
    """Whether a word names the page's subject, or is the pronoun the page uses for it."""
    plain = word.removesuffix("'s").removesuffix("’s")
    return plain in life.names or (bool(life.pronoun) and plain.lower() == life.pronoun)


def starts_with_subject(text: str, life: LifeDates) -> bool:
    """Whether the first word of a text names the page's subject."""
    match = WORD.search(text, 0, 80)
    if match is None or text[: match.start()].strip(f" \n,(`‘ʻ{PLACEHOLDER}"):
        return False
    after = NEXT_NAME.match(text, match.end())
    # "Karl Jensen" shares a name with Karl Holm, no more.
    if after is not None and after[1] not in life.names and match[0] in life.names:
        return False
    return is_subject_word(match[0], life)


def ends_with_subject(text: str, word_start: int, word: str, life: LifeDates) -> bool:
    """Whether a word at an offset names the page's subject, and not a namesake: "Jens Holm"."""
    before = NAME_BEFORE.search(text[max(word_start - 40, 0) : word_start])
    if before is not None and before[1] not in life.names and before[1] not in PLAIN_STARTS:
        return False
    return is_subject_word(word, life)


def others_before(text: str, life: LifeDates) -> bool:
    """Whether the sentence before may have brought in another person for a pronoun to mean."""
    match = WORD.search(text, adverbials_end(text), adverbials_end(text) + 80)
    if match is not None and is_subject_word(match[0], life):
        return False
    if RELATIVE.search(text):
        return True
    if match is None:
        return False
    return match[0][0].isupper() and match[0] not in PLAIN_STARTS
