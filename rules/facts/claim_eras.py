"""Whether a page counts years backwards, or in another calendar, and in which sections."""

from __future__ import annotations

import re

import msgspec

from rules.contract import Change

OTHER_ERA = re.compile(
    r"\b(?:[Bb]\.?\s?[Cc]\b|BCE|bce|B\.P\.|BP|Ma|Mya|mya|Myr|kya|kyr|ka|years? ago|AH|A\.H\.|AM|"
    r"Anno|[mb]illion years|geologic|[Pp]rehistor\w+|(?:Palaeo|Paleo|Meso|Neo)(?:lithic|zoic)|"
    r"(?:Bronze|Iron|Stone) Age)\b|[Cc]entur(?:y|ies) B"
)
"""What makes a range near it count backwards, or in another calendar."""

PAGE_ERA = re.compile(r"\b(?:B\.C\.|b\.c\.|BCE?|bce?|BP)(?!\w)")
PAGE_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
YEARS_PER_ERA = 6
"""A page with fewer modern years than this for each BC may leave the BC out of a range."""


class Eras(msgspec.Struct, frozen=True):
    """Where years may be counted otherwise.

    ``sections`` are the indices of those that say so in their prose, or in their heading or one
    above it; ``page`` if the page says so often enough for all of it.
    """

    sections: frozenset[int]
    page: bool


def eras(change: Change) -> Eras:
    """The sections of the new document in which a year need not be one of our era."""
    document = change.new
    text = document.prose.text
    marked = {
        block.section
        for block in document.prose.blocks
        if PAGE_ERA.search(text, block.start, block.end)
    }
    below: set[int] = set()
    for section in document.sections:
        if section.parent in below or OTHER_ERA.search(section.title):
            below.add(section.index)
    count = len(PAGE_ERA.findall(text))
    return Eras(
        sections=frozenset(marked | below),
        page=count * YEARS_PER_ERA > len(PAGE_YEAR.findall(text)),
    )
