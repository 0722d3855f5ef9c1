"""What stands around a date: a sentence that speaks of calendars, a page that does, fiction."""

from __future__ import annotations

import re
from bisect import bisect_right

from rules.contract import Change, Sentence, Unit, local

NEAR = 300
"""Code points of a sentence, either side, that are read for what it is about."""

ABOUT_CALENDARS = frozenset(
    "calendar calendars julian hijri hebrew coptic ethiopian bikram saka discordian fiction "
    "fictional fictionally imaginary hoax erroneous erroneously mistaken mistakenly misdated "
    "incorrect incorrectly wrong wrongly discrepancy discrepancies inconsistent inconsistency "
    "invalid error errors typo contradicts contradict contradicted contradiction actually reckoned "
    "reckoning universe weekday".split()
)
"""Words of a sentence that may know that its date is odd."""

WORD = re.compile(r"[A-Za-z]+")
OLD_STYLE = re.compile(r"\bO\.\s?S\.|[Oo]ld [Ss]tyle|\(OS\)")
STORY_SECTION = re.compile(
    r"\b(?:plot|synopsis|story(?:line)?|premise|fictional|in-universe|character|lore|setting|"
    r"gameplay|narrative)\b",
    re.IGNORECASE,
)
GREGORIAN = re.compile(r"Gregorian|New Style|\bN\.\s?S\.", re.IGNORECASE)


def may_know_of_odd_dates(unit: Unit, start: int) -> bool:
    """Whether the sentence at ``start`` of a unit tells of calendars, mistakes or fiction.

    Or whether its section tells a story.
    """
    document, place = unit.document, unit.start + start
    if unit.block is not None:
        sentences = document.sentences(unit.block)
        index = bisect_right(sentences, place, key=_sentence_start) - 1
        if index >= 0 and place < sentences[index].end:
            near = slice(
                max(sentences[index].start, place - NEAR), min(sentences[index].end, place + NEAR)
            )
            text = document.prose.text[near]
            if not ABOUT_CALENDARS.isdisjoint(WORD.findall(text.lower())):
                return True
            if OLD_STYLE.search(text):
                return True
    section = document.section_at(document.prose.wikitext_span(place, place + 1).start)
    return STORY_SECTION.search(section.title) is not None


@local
def states_gregorian(change: Change) -> bool:
    """Whether a page names the Gregorian calendar for its dates; of a part, its whole page."""
    return GREGORIAN.search(change.page_wikitext) is not None


def _sentence_start(sentence: Sentence) -> int:
    return sentence.start
