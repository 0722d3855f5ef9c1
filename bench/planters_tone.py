"""Faults to plant in real text: praise, vague sources, remarks, doubt, worn phrases, you and we."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bench.planting import Fault, Page, Planter, swapped
from rules.contract import PLACEHOLDER

PUFFERY = (
    "iconic", "world-class", "breathtaking", "renowned", "unparalleled", "magnificent", "stunning",
    "prestigious", "exquisite", "awe-inspiring", "must-see", "amazing", "world-renowned",
)  # fmt: skip
VAGUE = (
    "It is reported that", "It is said that", "Some say that", "Many believe that",
    "It can be argued that", "Critics claim that", "It has been suggested that",
    "Experts say that", "It is widely believed that", "Some historians argue that",
)  # fmt: skip
REMARKS = (
    "Interestingly", "Unfortunately", "Of course", "It should be noted that", "Fortunately",
    "Needless to say", "Surprisingly", "It is important to note that", "Sadly", "Ironically",
)  # fmt: skip
DOUBTS = ("alleged", "so-called", "purported")
ADDRESS = (
    "As you can see,", "If you look closely,", "As our sources show,", "You will find that",
    "In your opinion perhaps,", "Today we know that", "As this shows us,",
)  # fmt: skip
HONORIFICS = ("Shri", "Smt.", "His Excellency", "Her Highness")

ARTICLE = re.compile(r"(?<= )(a|the|its) (?=[a-z]{4,} (?:of|in|for|and|with|at|on) )")
OPENING = re.compile(r"(?:The|It|In|A|This|They|He|She|His|Her|Its|Most|There|During) (?=[a-z])")
DIED = re.compile(r"(?<= )died(?= (?:in|on|at|of|from) )")
FIRST = re.compile(r"(?<= )became(?= the first )")
PRINTED = re.compile(r"(?<= )(?=[A-Z][a-z]+ [A-Z][a-z]+ (?:was|became|had|is|and|of|in|to) )")


def _bare_sentences(page: Page) -> Iterator[tuple[int, str]]:
    """The plain sentences of paragraphs below the lead in which nothing is cited."""
    prose = page.document.prose
    bare = [
        (block.wiki_start, block.wiki_end)
        for block in page.paragraphs
        if block.section and PLACEHOLDER not in prose.text[block.start : block.end]
    ]
    for start, words in page.sentences:
        if any(first <= start < last for first, last in bare):
            yield start, words


def _opened(page: Page, phrases: tuple[str, ...], dice: random.Random) -> Iterator[Fault]:
    """Phrases before a sentence, whose first word then has a small letter."""
    for start, words in _bare_sentences(page):
        match = OPENING.match(words)
        if match is None:
            continue
        phrase = dice.choice(phrases)
        comma = "" if phrase.endswith(("that", ",")) else ","
        text = f"{phrase}{comma} {match[0][0].lower()}{match[0][1:]}"
        yield Fault(start, start + match.end(), text, start, start + len(phrase))


def _inserted(
    page: Page, pattern: re.Pattern[str], words: tuple[str, ...], dice: random.Random
) -> Iterator[Fault]:
    """A word before what the pattern finds the article of."""
    for start, sentence in _bare_sentences(page):
        for match in pattern.finditer(sentence):
            word = dice.choice(words)
            at = start + match.end()
            yield Fault(at, at, f"{word} ", at, at + len(word))


def praise(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A word of praise before a noun."""
    yield from _inserted(page, ARTICLE, PUFFERY, dice)


def vague_source(page: Page, dice: random.Random) -> Iterator[Fault]:
    """It is reported that, some say that, before a sentence without a reference."""
    yield from _opened(page, VAGUE, dice)


def remark(page: Page, dice: random.Random) -> Iterator[Fault]:
    """Interestingly, unfortunately, before a sentence."""
    yield from _opened(page, REMARKS, dice)


def doubt(page: Page, dice: random.Random) -> Iterator[Fault]:
    """Alleged, so-called, purported before a noun."""
    yield from _inserted(page, ARTICLE, DOUBTS, dice)


def worn_phrase(page: Page, dice: random.Random) -> Iterator[Fault]:
    """Died becomes passed away; became the first becomes made history as the first."""
    for start, match in page.places(DIED):
        yield swapped(start, match, dice.choice(("passed away", "breathed his last")))
    for start, match in page.places(FIRST):
        yield swapped(start, match, "made history as", tail=3)


def address(page: Page, dice: random.Random) -> Iterator[Fault]:
    """As you can see, before a sentence."""
    yield from _opened(page, ADDRESS, dice)


def honorific(page: Page, dice: random.Random) -> Iterator[Fault]:
    """Shri, His Excellency before a name of two words."""
    for start, match in page.places(PRINTED):
        word = dice.choice(HONORIFICS)
        at = start + match.start()
        yield Fault(at, at, f"{word} ", at, at + len(word))


TONE_PLANTERS: dict[str, Planter] = {
    "TON001": praise,
    "TON002": vague_source,
    "TON003": remark,
    "TON004": doubt,
    "TON005": worn_phrase,
    "TON006": address,
    "TON007": honorific,
}
