"""Faults to plant in real text about lives: dates that two places of a page give differently."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bench.planting import Fault, Page, Planter, swapped

YEAR = r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
KINDS = ("birth", "death", "foundation", "opening", "release")
FIELDS = {
    "birth": "birth_date",
    "death": "death_date",
    "foundation": "founded|foundation|established|formation|established_date",
    "opening": "opened|opening_date|opened_date",
    "release": "released|release_date|release|pub_date|published",
}
CATEGORIES = {
    "birth": "births",
    "death": "deaths",
    "release": r"[\w ]{0,20}?(?:films|albums|novels)",
}
VERBS = {
    "birth": "born",
    "death": "died|was killed|passed away",
    "foundation": "founded|established|formed",
    "opening": "opened",
    "release": "released|published",
}
BRACKET = re.compile(r"'''[^\n(]{0,80}\((?P<body>[^()\n]{0,300})\)")
LEAD_WORK = re.compile(
    rf"'''[^\n.]{{0,80}}? is an? {YEAR} [^.\n]{{0,80}}?(?:film|album|novel|game)\b"
)
DATED_ACT = re.compile(
    r"(?:In|On) (?:[A-Z][a-z]+ (?:\d{1,2}, )?|\d{1,2} [A-Z][a-z]+ )?(?P<year>1\d{3}|20\d\d),? "
)
BIRTHS = re.compile(r"\[\[Category:(1[5-9]\d\d|20\d\d) births")
DEATHS = re.compile(r"\[\[Category:(1[5-9]\d\d|20\d\d) deaths")


def life_date_changed(page: Page, dice: random.Random) -> Iterator[Fault]:
    """The year of one of several mentions of a birth, death, foundation, opening or release."""
    for kind in KINDS:
        places = list(dict.fromkeys(_mentions(page, kind)))
        years = [year for _, year in places]
        common = max(years, key=years.count, default=0)
        if years.count(common) < 2:
            continue
        for at, year in places:
            if year == common:
                wrong = str(year + dice.choice((-1, 1)) * dice.randint(2, 20))
                yield Fault(at, at + 4, wrong, at, at + 4)


def _mentions(page: Page, kind: str) -> Iterator[tuple[int, int]]:
    """Where a year of the kind stands in the wikitext, and the year."""
    field = re.search(rf"\|\s*(?:{FIELDS[kind]})\s*=(?P<value>[^\n]*)", page.text)
    if field is not None:
        year = re.search(YEAR, field["value"])
        if year is not None:
            yield field.start("value") + year.start(), int(year[0])
    if kind in CATEGORIES:
        for match in re.finditer(rf"\[\[Category:(\d{{4}}) {CATEGORIES[kind]}\]\]", page.text):
            yield match.start(1), int(match[1])
    if kind in ("birth", "death"):
        bracket = BRACKET.search(page.text)
        years = list(re.finditer(YEAR, bracket["body"])) if bracket is not None else []
        wanted = 0 if kind == "birth" else 1
        if bracket is not None and len(years) > wanted and len(years) <= 2:
            match = years[wanted]
            yield bracket.start("body") + match.start(), int(match[0])
    if kind == "release":
        work = LEAD_WORK.search(page.text)
        if work is not None:
            yield work.start(1), int(work[1])
    surname = page.title.split("(")[0].split()[-1]
    who = "He|She" if kind in ("birth", "death") else "It|The [a-z]+"
    told = re.compile(
        rf"\A(?:{who}|(?:[A-Z][\w.]+ ){{0,3}}{re.escape(surname)}) (?:was |"
        rf"is [^.,]{{0,80}}?)?(?:{VERBS[kind]})\b"
        rf"[^.;\d]{{0,60}}? (?:in|on) (?:(?:{MONTHS}) (?:\d\d?, )?|\d\d? (?:{MONTHS}) )?{YEAR}"
    )
    for start, match in page.places(told):
        yield start + match.start(1), int(match[1])


def act_outside_life(page: Page, dice: random.Random) -> Iterator[Fault]:
    """An act of the page's person dated 3 to 30 years after the death or before the birth."""
    born, died = BIRTHS.search(page.text), DEATHS.search(page.text)
    if born is None:
        return
    surname = page.title.split("(")[0].split()[-1]
    act = re.compile(rf"\A{DATED_ACT.pattern}(?:he|she|{re.escape(surname)}) [a-z]+ed\b")
    for start, match in page.places(act):
        year = int(born[1]) - dice.randint(3, 30)
        if died is not None and dice.random() < 0.6:
            year = int(died[1]) + dice.randint(3, 30)
        at = match.start("year") - match.start()
        yield swapped(start, match, f"{match[0][:at]}{year}{match[0][at + 4 :]}")


CLAIM_LIFE_PLANTERS: dict[str, Planter] = {
    "CLM006": life_date_changed,
    "CLM007": act_outside_life,
}
"""What is planted for each rule about the dates of lives."""
