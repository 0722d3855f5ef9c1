"""Contradictions to plant in real text: one of two mentions changed, a fact told twice.

As in `bench.planters`, a planter knows the guideline and nothing of the rule; places are found
with plain patterns of its own. Two mentions are of one fact, as far as a pattern can tell, if the
same figures stand in two sentences that share two longer words (four, for a bare year), or in an
infobox and the lead.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from bench.planting import Fault, Page, swapped

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
FIGURE = re.compile(
    rf"(?<![\w.,–/-])(?:(?P<day>\d{{1,2}}) (?:{MONTHS}) (?:1[5-9]|20)\d\d"
    rf"|(?:{MONTHS}) (?P<us>\d{{1,2}}), (?:1[5-9]|20)\d\d"
    r"|(?P<year>(?:1[5-9]|20)\d\d)|(?P<number>[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{2,5}|"
    r"[1-9]\d{1,2}\.\d{1,2}))(?![\w–/%-]|[.,]\d)"
)
WORD = re.compile(r"[a-z]{5,}|(?<= )[A-Z][a-z]{3,}")
FIELD = re.compile(
    r"^\s*\|\s*(?:population(?:_total|_est)?|area(?:_total)?(?:_km2|_sq_mi)?|elevation(?:_m|_ft)?|"
    r"height|length(?:_km|_mi)?|seating_capacity|capacity|num_employees|students|gross|budget|"
    r"revenue|runtime|floor_count)\s*=(?P<value>[^\n]*)",
    re.MULTILINE,
)
DAY = re.compile(rf"\b\d{{1,2}} (?:{MONTHS})\b|\b(?:{MONTHS}) \d{{1,2}}\b")
LEAST_SHARED, LEAST_SHARED_OF_YEAR = 2, 4
COMMON = frozenset(
    """about after again against almost along among around because before being between during
    first later other since still their there these those through under until where which while
    would years second third number several""".split()
)


def _changed(match: re.Match[str], dice: random.Random) -> str:
    """Other figures of the same kind: another day, a year two to nine off, two digits swapped."""
    written = match[0]
    day = match["day"] or match["us"]
    if day is not None:
        other = str((int(day) + dice.randint(2, 9)) % 28 + 1)
        return written.replace(day, other if other != day else "28", 1)
    if match["year"] is not None:
        return str(int(written) + dice.choice((-1, 1)) * dice.randint(2, 9))
    places = [at for at, sign in enumerate(written) if sign.isdigit()]
    for first, last in pairwise(places):
        if written[first] != written[last] and (first or written[last] != "0"):
            swapped = written[last] + written[first + 1 : last] + written[first]
            return written[:first] + swapped + written[last + 1 :]
    return ("9" if written[0] != "9" else "8") + written[1:]


def _is_telling(match: re.Match[str]) -> bool:
    """Whether the figures are a date or have three significant digits."""
    digits = match[0].replace(",", "").replace(".", "").strip("0")
    return match["number"] is None or len(digits) >= 3


def _words(text: str) -> set[str]:
    return set(WORD.findall(text)) - COMMON


def _days(text: str) -> set[str]:
    return set(DAY.findall(text))


def changed_mention(page: Page, dice: random.Random) -> Iterator[Fault]:
    """One of two mentions of a figure or a date gets another value."""
    places: dict[str, list[tuple[int, str, re.Match[str]]]] = {}
    for start, text in page.sentences:
        for match in FIGURE.finditer(text):
            if _is_telling(match):
                places.setdefault(match[0], []).append((start, text, match))
    for found in places.values():
        sentences = {start for start, _, _ in found}
        if len(found) != 2 or len(sentences) != 2:
            continue
        (start, text, match), (_, other, _) = dice.sample(found, 2)
        if _days(text) ^ _days(other):
            # Reports of two days that happen to give the same figure.
            continue
        shared = len(_words(text) & _words(other))
        if shared >= (LEAST_SHARED_OF_YEAR if match["year"] else LEAST_SHARED):
            yield swapped(start, match, _changed(match, dice))


def lead_off_infobox(page: Page, dice: random.Random) -> Iterator[Fault]:
    """The lead's figure for an attribute in the infobox gets another value."""
    heading = page.text.find("\n==")
    box = page.text.find("{{Infobox")
    if box == -1 or heading == -1:
        return
    values = set()
    last = box
    for field in FIELD.finditer(page.text, box, heading):
        last = field.end()
        for match in FIGURE.finditer(re.sub(r"[|{}]", " ", field["value"])):
            values.add(match[0].replace(",", ""))
    for start, text in page.sentences:
        if not last < start < heading:
            continue
        for match in FIGURE.finditer(text):
            if match["number"] and match[0].replace(",", "") in values and _is_telling(match):
                yield swapped(start, match, _changed(match, dice))


LEAD_INS = ("", "", "Also, ", "However, ")


def told_twice(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A sentence is added twice in one edit, the second time with another figure."""
    for start, text in page.sentences:
        figures = [match for match in FIGURE.finditer(text) if _is_telling(match)]
        if len(re.findall(r"\d+", text)) > 1:
            # Beside other figures a year may be when they held, and the copy be true of another.
            figures = [match for match in figures if match["year"] is None]
        if not figures or not text[0].isupper() or text[-1] != "." or len(text) > 300:
            continue
        match = dice.choice(figures)
        other = _changed(match, dice)
        copy = text[: match.start()] + other + text[match.end() :]
        lead = dice.choice(LEAD_INS) if text.startswith(("The ", "It ", "He ", "She ")) else ""
        first = f"{text} {lead}"
        at = start + len(first) + match.start()
        yield Fault(start, start + len(text), first + copy, at, at + len(other), before="")


def lead_told_otherwise(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A sentence of the lead is repeated in the body with another figure."""
    heading = page.text.find("\n==")
    body = [start for start, text in page.sentences if start > heading and text[0].isupper()]
    if heading == -1 or not body:
        return
    for start, text in page.sentences:
        if start >= heading or text[-1] != "." or not text[0].isupper():
            continue
        for match in FIGURE.finditer(text):
            if _is_telling(match):
                other = _changed(match, dice)
                copy = text[: match.start()] + other + text[match.end() :] + " "
                place = dice.choice(body)
                at = place + match.start()
                yield Fault(place, place, copy, at, at + len(other))
