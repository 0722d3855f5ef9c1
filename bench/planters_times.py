"""Faults to plant in real text: ranges of dates, decades, times of day, eras, words of time."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bench.planters_dates import DATE_DMY, DATE_MDY, MONTHS
from bench.planting import Fault, Page, Planter, swapped

DAYS = re.compile(
    rf"(?<![\w–-])(?P<a>\d{{1,2}})(?P<dash>–)(?P<b>\d{{1,2}}) (?:{MONTHS})\b(?: \d{{4}})?|"
    rf"\b(?:{MONTHS}) (?P<c>\d{{1,2}})(?P<dash2>–)(?P<d>\d{{1,2}})\b(?:, \d{{4}})?"
)
DAYS_WITH_YEAR = re.compile(
    rf"(?<![\w–-])(?P<a>\d{{1,2}})(?P<joint>–| to )(?P<b>\d{{1,2}})(?P<tail> (?:{MONTHS}) \d{{4}})|"
    rf"\b(?P<head>(?:{MONTHS}) )(?P<c>\d{{1,2}})(?P<joint2>–| to )(?P<d>\d{{1,2}})"
    rf"(?P<tail2>, \d{{4}})"
)
DASHED = re.compile(
    rf"(?<![\w–-])(?:(?:{MONTHS})–(?:{MONTHS})|(?:{MONTHS}) \d{{4}} – (?:{MONTHS}) \d{{4}}|"
    rf"\d{{1,2}} (?:{MONTHS})(?: \d{{4}})? – \d{{1,2}} (?:{MONTHS})|"
    rf"(?:{MONTHS}) \d{{1,2}}(?:, \d{{4}})? – (?:{MONTHS}) \d{{1,2}}|\d{{4}}–present)\b"
)
YEARS = re.compile(r"(?<![\w–-])((?:1[5-9]|20)\d\d)–((?:1[5-9]|20)\d\d)(?![\w–-])")
IN_YEAR = re.compile(r"(?<= in )((?:1[5-9]|20)\d\d)(?=[ ,.])(?! [A-Z])")
DECADE = re.compile(r"(?<=(?:the| in|rly|ate|mid)[ -])((?:1\d|20)\d0)s(?=[ ,.;)])(?! [A-Z])")
TIME = re.compile(r"(?<![\w:.])(1[0-2]|[1-9])(:[0-5]\d)?(?: |&nbsp;|\u00a0)([ap]\.?m\.?)(?!\w)")
ORDINAL = re.compile(r"(?<![\w,.])(\d{1,3})(st|nd|rd|th)(?![\w<])")
ERA = re.compile(r"(?<![\w,.–-])(\d{1,4})(?: |&nbsp;|\u00a0)(BCE?|CE)(?!\w)")
PRESENT = re.compile(r"(?<= )(?:is|are|has|have)(?= (?!been\b|become\b|not\b)[a-z]{3,})")
PAST_OR_DATED = re.compile(r"\d|\b(?:was|were|had|did|would|century|centuries|decades?|years?)\b")


def dash_of_range(page: Page, dice: random.Random) -> Iterator[Fault]:
    """5–7 May becomes 5-7 May, 5—7 May or 5 – 7 May; May – June a hyphenated range."""
    for start, match in page.places(DAYS):
        yield swapped(start, match, match[0].replace("–", dice.choice(("-", "—", " – ", " - "))))
    for start, match in page.places(DATE_DMY):
        if int(match[1]) > 3:
            earlier = int(match[1]) - dice.randint(1, 3)
            joiner = dice.choice(("-", "—", " – ", " - ", "  -"))
            yield swapped(start, match, f"{earlier}{joiner}{match[0]}")
    for start, match in page.places(YEARS):
        first, last = match[1], match[2]
        # Up to 12 it might be a month, which is another fault.
        if first[:2] == last[:2] and max(int(first[2:]), 12) < int(last[2:]):
            yield swapped(start, match, f"{first}-{last[2:]}")
    for start, match in page.places(DASHED):
        wrong = ("-", "—", "–", " - ") if " – " in match[0] else ("-", "—", " - ")
        yield swapped(start, match, re.sub(" ?– ?", dice.choice(wrong), match[0]))


def reversed_days(page: Page, _: random.Random) -> Iterator[Fault]:
    """5–7 May 1950 becomes 7–5 May 1950, and 5 May 1950 becomes 8–5 May 1950."""
    for start, match in page.places(DAYS_WITH_YEAR):
        if match["a"] and int(match["a"]) < int(match["b"]):
            yield swapped(start, match, f"{match['b']}{match['joint']}{match['a']}{match['tail']}")
        elif match["c"] and int(match["c"]) < int(match["d"]):
            text = f"{match['head']}{match['d']}{match['joint2']}{match['c']}{match['tail2']}"
            yield swapped(start, match, text)
    for pattern, group in ((DATE_DMY, 1), (DATE_MDY, 2)):
        for start, match in page.places(pattern):
            day = int(match[group])
            if day < 25:
                head, tail = match[0].split(match[group], 1)
                yield swapped(start, match, f"{head}{day + 3}–{match[group]}{tail}")


def short_range(page: Page, dice: random.Random) -> Iterator[Fault]:
    """2002–2005 becomes 2002–05 or 2002-05, and in 2002 becomes in 2002–05."""
    for start, match in page.places(YEARS):
        first, last = match[1], match[2]
        if first[:2] == last[:2] and 1 <= int(last[2:]) <= 12 and int(first) < int(last):
            yield swapped(start, match, f"{first}{dice.choice('–-')}{last[2:]}")
    for start, match in page.places(IN_YEAR):
        last = int(match[1][2:]) + dice.randint(2, 5)
        if last <= 12:
            yield swapped(start, match, f"{match[1]}{dice.choice('–-')}{last:02}")


def decade_apostrophe(page: Page, _: random.Random) -> Iterator[Fault]:
    """The 1990s becomes the 1990's."""
    for start, match in page.places(DECADE):
        yield swapped(start, match, f"{match[1]}'s")


def time_of_day(page: Page, dice: random.Random) -> Iterator[Fault]:
    """8:55 pm becomes 8:55PM and the like; the same after dates, where no time was told."""
    for start, match in page.places(TIME):
        letters = match[3].replace(".", "")
        yield swapped(start, match, _wrong_time(int(match[1]), match[2] or ":00", letters, dice))
    for pattern in (DATE_DMY, DATE_MDY):
        for start, match in page.places(pattern):
            at = start + match.end()
            if page.text[at] in ".,;":
                minute = f":{dice.randint(1, 59):02}"
                time = _wrong_time(dice.randint(1, 11), minute, dice.choice(("am", "pm")), dice)
                yield Fault(at, at, f" at {time}", at + 4, at + 4 + len(time))


def raised_suffix(page: Page, _: random.Random) -> Iterator[Fault]:
    """5th becomes 5<sup>th</sup>."""
    for start, match in page.places(ORDINAL):
        yield swapped(start, match, f"{match[1]}<sup>{match[2]}</sup>")


def word_of_time(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A word that goes out of date, in a sentence about the present without a date."""
    for start, words in page.sentences:
        # What is read here may be the piece before a link.
        end = page.text.find(". ", start + len(words) - 2)
        whole = page.text[start : end if end != -1 else start + len(words)]
        if PAST_OR_DATED.search(re.sub(r"<ref.*", "", whole)) or not words[:1].isupper():
            continue
        match = PRESENT.search(words)
        if match is None:
            continue
        if dice.random() < 0.5:
            word = dice.choice(("currently", "presently"))
            at = start + match.end()
            yield Fault(at, at, f" {word}", at + 1, at + 1 + len(word))
        else:
            word = dice.choice(("In recent years", "Nowadays", "At present", "To date"))
            opening = f"{word}, {words[0].lower()}"
            yield Fault(start, start + 1, opening, start, start + len(word))


def era_form(page: Page, dice: random.Random) -> Iterator[Fault]:
    """300 BC becomes 300BC or BC 300."""
    for start, match in page.places(ERA):
        wrong = (f"{match[1]}{match[2]}", f"{match[2]} {match[1]}")
        yield swapped(start, match, dice.choice(wrong))


def _wrong_time(hour: int, minute: str, letters: str, dice: random.Random) -> str:
    forms = [
        f"{hour}{minute}{letters.upper()}",
        f"{hour}{minute} {letters.upper()}",
        f"{hour}{minute}{letters}",
        f"{hour}{minute.replace(':', '.')} {letters}",
    ]
    if letters == "pm" and hour < 12:
        forms.append(f"{hour + 12}{minute} pm")
    if hour < 10:
        forms.append(f"0{hour}{minute} {letters}")
    return dice.choice(forms)


TIME_PLANTERS: dict[str, Planter] = {
    "DAT014": dash_of_range,
    "DAT015": reversed_days,
    "DAT016": short_range,
    "DAT017": decade_apostrophe,
    "DAT018": time_of_day,
    "DAT019": raised_suffix,
    "DAT020": word_of_time,
    "DAT023": era_form,
}
"""What is planted for each rule about ranges, decades, hours and eras."""
