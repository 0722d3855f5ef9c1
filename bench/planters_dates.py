"""Faults to plant in the dates of real text: their form, their style, and days that cannot be."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterator

import msgspec

from bench.planting import Fault, Page, Planter, swapped

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT_MONTHS = ("April", "June", "September", "November")
DATE_DMY = re.compile(rf"(?<![\w–-])([1-9]|[12]\d|3[01]) ({MONTHS}) (1[6-9]\d\d|20\d\d)(?![\w–-])")
DATE_MDY = re.compile(rf"(?<![\w–-])({MONTHS}) ([1-9]|[12]\d|3[01]), (1[6-9]\d\d|20\d\d)(?![\w–-])")
MONTH_YEAR = re.compile(
    rf"(?<=[a-z] )(?<!\d )({MONTHS}) (1[6-9]\d\d|20\d\d)(?=[ ,.;)])(?! [a-z]+s\b)"
)
TAG = re.compile(r"\{\{\s*use (dmy|mdy) dates", re.IGNORECASE)
NUMBERS = {name: number for number, name in enumerate(MONTHS.split("|"), 1)}
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
FIRST_GREGORIAN_EVERYWHERE = 1924
MISSPELT = {
    "January": ("Janurary", "Januray"), "February": ("Feburary", "Febuary"), "March": ("Mrach",),
    "April": ("Apirl", "Arpil"), "May": (), "June": (), "July": ("Jully",),
    "August": ("Augest", "Agust"), "September": ("Septmber", "Setpember"),
    "October": ("Ocotber", "Octobor"), "November": ("Novemeber", "Novmber"),
    "December": ("Decmber", "Deceember"),
}  # fmt: skip


def leading_zero(page: Page, _: random.Random) -> Iterator[Fault]:
    """3 May 1950 becomes 03 May 1950."""
    for pattern, group in ((DATE_DMY, 1), (DATE_MDY, 2)):
        for start, match in page.places(pattern):
            if len(match[group]) == 1:
                at = match.start(group) - match.start()
                yield swapped(start, match, f"{match[0][:at]}0{match[0][at:]}")


def ordinal_day(page: Page, dice: random.Random) -> Iterator[Fault]:
    """3 May 1950 becomes 3rd May 1950, 3rd of May 1950 or, with two spaces, 3rd of  May 1950."""
    for start, match in page.places(DATE_DMY):
        joiner = dice.choice((" ", " of ", " of  "))
        yield swapped(start, match, f"{_ordinal(match[1])}{joiner}{match[2]} {match[3]}")
    for start, match in page.places(DATE_MDY):
        yield swapped(start, match, f"{match[1]} {_ordinal(match[2])}, {match[3]}")


def month_of_year(page: Page, _: random.Random) -> Iterator[Fault]:
    """May 1950 becomes May of 1950."""
    for start, match in page.places(MONTH_YEAR):
        yield swapped(start, match, f"{match[1]} of {match[2]}")


def month_comma_year(page: Page, _: random.Random) -> Iterator[Fault]:
    """May 1950 becomes May, 1950."""
    for start, match in page.places(MONTH_YEAR):
        yield swapped(start, match, f"{match[1]}, {match[2]}")


def comma_left_out(page: Page, _: random.Random) -> Iterator[Fault]:
    """A date is added as May 3 1950; to take out a comma alone adds nothing to look at."""
    for start, match in page.places(DATE_MDY):
        fault = swapped(start, match, f"{match[1]} {match[2]} {match[3]}")
        yield msgspec.structs.replace(fault, before="")


def comma_put_in(page: Page, _: random.Random) -> Iterator[Fault]:
    """3 May 1950 becomes 3 May, 1950."""
    for start, match in page.places(DATE_DMY):
        yield swapped(start, match, f"{match[1]} {match[2]}, {match[3]}")


def numeric_date(page: Page, dice: random.Random) -> Iterator[Fault]:
    """3 May 1950 becomes 03/05/1950, 3.5.1950 or 5/3/1950."""
    for start, day, month, year, match in _dates(page):
        if day <= 12:
            forms = (
                f"{day:02}/{month:02}/{year}",
                f"{day}.{month}.{year}",
                f"{month}/{day}/{year}",
            )
            yield swapped(start, match, dice.choice(forms))


def iso_date(page: Page, _: random.Random) -> Iterator[Fault]:
    """3 May 1950 becomes 1950-05-03, outside tables and infoboxes."""
    for start, day, month, year, match in _dates(page):
        line = page.text.rfind("\n", 0, start) + 1
        if page.text[line : line + 4].lstrip()[:1] in "|!":
            continue
        yield swapped(start, match, f"{year}-{month:02}-{day:02}")


def impossible_date(page: Page, dice: random.Random) -> Iterator[Fault]:
    """The date becomes a 31st of a short month or a 30 February."""
    for pattern in (DATE_DMY, DATE_MDY):
        for start, match in page.places(pattern):
            if int(match[3]) < 1800:
                continue
            day, month = dice.choice([("31", name) for name in SHORT_MONTHS] + [("30", "February")])
            dmy = pattern is DATE_DMY
            date = f"{day} {month} {match[3]}" if dmy else f"{month} {day}, {match[3]}"
            yield swapped(start, match, date)


def wrong_weekday(page: Page, dice: random.Random) -> Iterator[Fault]:
    """On 3 May 1950 becomes on Friday, 3 May 1950, which was a Wednesday."""
    for start, day, month, year, match in _dates(page):
        before = page.text[start + match.start() - 3 : start + match.start()]
        if year >= FIRST_GREGORIAN_EVERYWHERE and before.lower() == "on ":
            right = datetime.date(year, month, day).weekday()
            wrong = WEEKDAYS[(right + dice.randint(1, 6)) % 7]
            yield swapped(start, match, f"{wrong}, {match[0]}")


def slip_in_month(page: Page, dice: random.Random) -> Iterator[Fault]:
    """3 May 1950 becomes 3 may 1950, 3 MAY 1950 or, where a slip is known, 3 Ocotber 1950."""
    for pattern, group in ((DATE_DMY, 2), (DATE_MDY, 1)):
        for start, match in page.places(pattern):
            name = match[group]
            slip = dice.choice((name.lower(), name.upper(), *MISSPELT[name]))
            yield swapped(start, match, match[0].replace(name, slip))


def other_date_style(page: Page, _: random.Random) -> Iterator[Fault]:
    """A date in the style that the page's tag excludes."""
    tag = TAG.search(page.text)
    if tag is None:
        return
    if tag[1].lower() == "dmy":
        for start, match in page.places(DATE_DMY):
            yield swapped(start, match, f"{match[2]} {match[1]}, {match[3]}")
    else:
        for start, match in page.places(DATE_MDY):
            yield swapped(start, match, f"{match[2]} {match[1]} {match[3]}")


def _dates(page: Page) -> Iterator[tuple[int, int, int, int, re.Match[str]]]:
    """Each date: where its sentence starts, day, month, year, and the match."""
    for start, match in page.places(DATE_DMY):
        yield start, int(match[1]), NUMBERS[match[2]], int(match[3]), match
    for start, match in page.places(DATE_MDY):
        yield start, int(match[2]), NUMBERS[match[1]], int(match[3]), match


def _ordinal(day: str) -> str:
    suffix = "th" if day in ("11", "12", "13") else {"1": "st", "2": "nd", "3": "rd"}.get(day[-1])
    return f"{day}{suffix or 'th'}"


DATE_PLANTERS: dict[str, Planter] = {
    "DAT001": leading_zero,
    "DAT002": ordinal_day,
    "DAT003": month_of_year,
    "DAT004": month_comma_year,
    "DAT005": comma_left_out,
    "DAT006": comma_put_in,
    "DAT007": numeric_date,
    "DAT008": iso_date,
    "DAT009": impossible_date,
    "DAT010": wrong_weekday,
    "DAT011": slip_in_month,
    "DAT012": other_date_style,
    # The fault is planted in place of the page's own date, so the edit rewrites it.
    "DAT013": other_date_style,
}
"""What is planted for each rule about single dates."""
