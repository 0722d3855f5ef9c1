"""Faults to plant in the dates of real citations: days that cannot be, and mixed styles."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterator

from bench.planters_dates import DATE_DMY, DATE_MDY, MONTHS, NUMBERS, TAG
from bench.planting import Fault, Page, Planter

WEB = re.compile(r"\{\{\s*cite (?:web|news)\s*\|[^{}]*\}\}", re.IGNORECASE)
VALUE = re.compile(r"\|\s*(?P<name>date|access-?date)\s*=\s*(?P<value>[^|{}<]*?)\s*(?=[|}])")
COVER = re.compile(r"\|\s*(?:journal|magazine|periodical|volume|issue|number|isbn|issn|doi)\s*=")
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
BY_HAND = re.compile(r"<ref[^<>/]*>(?P<body>[^<>{}]{20,400})</ref>")
NAMES = MONTHS.split("|")
LEAST = 5
"""Dates of one style that a page has at least where one in another stands out."""


def impossible_citation(page: Page, dice: random.Random) -> Iterator[Fault]:
    """An access 20 to 900 days before publication, or a day that no month has."""
    for citation in WEB.finditer(page.text):
        values = {match["name"].replace("-", ""): match for match in VALUE.finditer(citation[0])}
        if COVER.search(citation[0]) or set(values) != {"date", "accessdate"}:
            continue
        published, accessed = _day(values["date"]["value"]), values["accessdate"]
        if published is None or _day(accessed["value"]) is None:
            continue
        wrong = published - datetime.timedelta(days=dice.randint(20, 900))
        written = _like(wrong, accessed["value"])
        if dice.random() < 0.3:
            written = _like(datetime.date(wrong.year, 2, 28), accessed["value"])
            written = written.replace("28", "30")
        at = citation.start() + accessed.start("value")
        yield Fault(at, citation.start() + accessed.end("value"), written, at, at + len(written))


def citation_in_other_style(page: Page, _: random.Random) -> Iterator[Fault]:
    """A date of a template where all others have one style; by hand, one that the tag excludes."""
    tag = TAG.search(page.text)
    if tag is None:
        yield from _in_templates(page)
        return
    own, other = (DATE_DMY, DATE_MDY) if tag[1].lower() == "dmy" else (DATE_MDY, DATE_DMY)
    for reference in BY_HAND.finditer(page.text):
        body = reference["body"]
        for match in own.finditer(body):
            # Within quotation marks, italics and links it may be a title's.
            head = body[: match.start()]
            closed = not (head.count('"') % 2 or head.count("''") % 2)
            if closed and head.count("[") == head.count("]") and body[match.end() :][:1] in ".,;)":
                day = _day(match[0])
                assert day is not None
                written = _written(day, other)
                at = reference.start("body") + match.start()
                yield Fault(at, at + len(match[0]), written, at, at + len(written))


def _in_templates(page: Page) -> Iterator[Fault]:
    found: dict[str, list[tuple[int, str]]] = {"date": [], "accessdate": []}
    for citation in WEB.finditer(page.text):
        for match in VALUE.finditer(citation[0]):
            if match["value"]:
                place = citation.start() + match.start("value"), match["value"]
                found[match["name"].replace("-", "")].append(place)
    for places in found.values():
        full = [(at, value) for at, value in places if _day(value) is not None]
        styles = {_style(value) for _, value in full}
        if len(full) <= LEAST or len(styles) != 1:
            continue
        other = DATE_DMY if styles == {DATE_MDY} else DATE_MDY
        for at, value in full:
            day = _day(value)
            assert day is not None
            written = _written(day, other)
            yield Fault(at, at + len(value), written, at, at + len(written))


def _style(value: str) -> re.Pattern[str]:
    return next(style for style in (DATE_DMY, DATE_MDY, ISO) if style.fullmatch(value))


def _day(value: str) -> datetime.date | None:
    """The day that a full date in one of three forms names, or None."""
    dmy, mdy, iso = (style.fullmatch(value) for style in (DATE_DMY, DATE_MDY, ISO))
    try:
        if dmy is not None:
            return datetime.date(int(dmy[3]), NUMBERS[dmy[2]], int(dmy[1]))
        if mdy is not None:
            return datetime.date(int(mdy[3]), NUMBERS[mdy[1]], int(mdy[2]))
        return None if iso is None else datetime.date.fromisoformat(value)
    except ValueError:
        return None


def _like(day: datetime.date, value: str) -> str:
    """A day written in the style of another."""
    return day.isoformat() if ISO.fullmatch(value) else _written(day, _style(value))


def _written(day: datetime.date, style: re.Pattern[str]) -> str:
    month = NAMES[day.month - 1]
    return (
        f"{day.day} {month} {day.year}" if style is DATE_DMY else f"{month} {day.day}, {day.year}"
    )


CITATION_DATE_PLANTERS: dict[str, Planter] = {
    "DAT022": impossible_citation,
    "DAT024": citation_in_other_style,
}
"""What is planted for each rule about the dates of citations."""
