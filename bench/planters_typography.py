"""Faults to plant in real text: hyphens for dashes, spaces and marks too many, adverbs tied."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bench.planting import Fault, Page, Planter, swapped

CLAUSE_DASH = re.compile(r"(?<=[a-z])(?: – |—)(?=[a-z])")
COMMA = re.compile(r"(?<=[a-z]{3}), (?=[a-z]{2})")
NAMED_COMMA = re.compile(r"(?<=[a-z]{3}), (?=[A-Z][a-z]{2})")
STOP = re.compile(
    r"(?<=[a-z]{4})\. (?=(?:The|In|It|He|She|This|They|After|However|By|On|These|His|Her|When)\b)"
)
LAST_STOP = re.compile(r"(?<=[a-z]{5})\.(?=\Z| )")
SEMICOLON = re.compile(r"(?<=[a-z]{4}); (?=[a-z])")
WORDS_BEFORE = re.compile(r"[a-z']+\Z")
WORD_AFTER = re.compile(r"[. ;,]*([A-Za-z]+)")
NEGATION = re.compile(
    r"(?<= )(?:(do|does|did|is|are|was|were|has|have|had|could|would|should) not|cannot|it is)"
    r"(?= [a-z])"
)
ADVERB = re.compile(r"(?<= )([a-z]{3,}ly) (?=(?:[a-z]{3,}ed|built|known|made|held|grown)\b)")
NOT_ADVERBS = frozenset(
    "only early family likely weekly monthly daily yearly friendly supply apply reply".split()
)


def hyphen_for_dash(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A dash between clauses becomes a hyphen or two; a comma does where the page has no dash."""
    for start, match in page.places(CLAUSE_DASH):
        yield swapped(start, match, dice.choice((" - ", "--", " -- ")))
    for start, match in page.places(re.compile(r"(?<=[a-z]{3}), (?=(?:which|including|while)\b)")):
        yield swapped(start, match, dice.choice((" - ", "--", " -- ")))


def ellipsis_sign(page: Page, _: random.Random) -> Iterator[Fault]:
    """A full stop becomes the sign of an ellipsis."""
    for start, match in page.places(LAST_STOP):
        yield swapped(start, match, "…")


def misplaced_space(page: Page, dice: random.Random) -> Iterator[Fault]:
    """``word ,word``, ``word , word``, ``word,word``, ``word .``, ``word.The``."""
    for start, words in page.sentences:
        for pattern in (COMMA, NAMED_COMMA, SEMICOLON):
            for match in pattern.finditer(words):
                mark = match[0][0]
                wrong = dice.choice((f" {mark}", f" {mark} ", mark))
                if wrong != mark:
                    lead = start + match.start()
                    yield Fault(lead, start + match.end(), wrong, lead, lead + 2)
                    continue
                yield _glued(page, start + match.start(), mark)
        for match in LAST_STOP.finditer(words):
            yield swapped(start, match, " .")
    for start, match in page.places(STOP):
        yield _glued(page, start + match.start(), ".")
    for block in page.paragraphs:
        place = page.document.prose.wikitext_span(block.start, block.end)
        for match in STOP.finditer(page.text, place.start, place.end):
            prose = page.document.prose.position(match.start())
            if prose is not None and page.document.prose.is_verbatim(prose - 4, prose + 4):
                yield _glued(page, match.start(), ".")


def _glued(page: Page, at: int, mark: str) -> Fault:
    """The space after the mark at ``at`` taken out; the finding is due on both words."""
    before = WORDS_BEFORE.search(page.text, max(at - 30, 0), at)
    after = WORD_AFTER.match(page.text, at)
    head = before.start() if before else at
    tail = after.end(1) if after else at + 2
    return Fault(at, at + 2, mark, head, tail - 1)


def doubled_mark(page: Page, dice: random.Random) -> Iterator[Fault]:
    """``,,``, ``, ,``, ``..``, ``,.``, ``;;``."""
    for pattern in (COMMA, SEMICOLON):
        for start, match in page.places(pattern):
            mark = match[0][0]
            wrong = dice.choice((f"{mark}{mark} ", f"{mark} {mark} "))
            yield swapped(start, match, wrong, tail=1)
    for start, match in page.places(LAST_STOP):
        yield swapped(start, match, dice.choice(("..", ",.")))


def contracted(page: Page, _: random.Random) -> Iterator[Fault]:
    """do not becomes don't."""
    for start, match in page.places(NEGATION):
        if match[1]:
            yield swapped(start, match, f"{match[1]}n't")
        else:
            yield swapped(start, match, "can't" if match[0] == "cannot" else "it's")


def tied_adverb(page: Page, _: random.Random) -> Iterator[Fault]:
    """newly created becomes newly-created."""
    for start, match in page.places(ADVERB):
        if match[1] not in NOT_ADVERBS:
            after = WORD_AFTER.match(page.text, start + match.end())
            assert after is not None
            at = start + match.start()
            yield Fault(at, start + match.end(), f"{match[1]}-", at, after.end(1))


TYPOGRAPHY_PLANTERS: dict[str, Planter] = {
    "TYP003": hyphen_for_dash,
    "TYP005": ellipsis_sign,
    "TYP006": misplaced_space,
    "TYP007": doubled_mark,
    "TYP008": contracted,
    "TYP009": tied_adverb,
}
"""What is planted for each rule about marks and the spaces beside them."""
