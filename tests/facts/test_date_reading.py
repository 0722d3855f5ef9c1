"""Every date of a text: its precision, year, era and weekday, and the ranges between dates."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.contract import TextName, Unit
from rules.facts.date_reading import DateReading, date_readings, dates_read, ranges_read


def read(text: str) -> list[tuple[str, str, int | None, str]]:
    return [
        (text[date.start : date.end], date.precision.name, date.year, date.era.value)
        for date in dates_read(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 3 May 1950 he left.", [("3 May 1950", "DAY", 1950, "")]),
        ("In May 1950 he left.", [("May 1950", "MONTH", 1950, "")]),
        ("In May of 1950 he left.", [("May of 1950", "MONTH", 1950, "")]),
        ("In 1950 he left.", [("1950", "YEAR", 1950, "")]),
        ("In 1950, people left.", [("1950", "YEAR", 1950, "")]),
        ("The 1990s and 1820’s.", [("1990s", "DECADE", 1990, ""), ("1820’s", "DECADE", 1820, "")]),
        ("A 19th-century house", [("19th-century", "CENTURY", 1801, "")]),
        ("the 5th century BC", [("5th century BC", "CENTURY", 500, "BC")]),
        ("in 44 BC.", [("44 BC", "YEAR", 44, "BC")]),
        ("about 10,000 BCE", [("10,000 BCE", "YEAR", 10000, "BCE")]),
        ("in AD 79", [("AD 79", "YEAR", 79, "AD")]),
        ("on 15 March 44 BC", [("15 March 44 BC", "DAY", 44, "BC")]),
        ("on 24 August AD 79", [("24 August AD 79", "DAY", 79, "AD")]),
        ("each Monday", [("Monday", "WEEKDAY", None, "")]),
        ("1962–1972", [("1962", "YEAR", 1962, ""), ("1972", "YEAR", 1972, "")]),
        ("the 2001–02 season", [("2001", "YEAR", 2001, "")]),
        ("the 1999 NBA Finals", [("1999", "YEAR", 1999, "")]),
    ],
)
def test_dates_and_their_precision(text: str, expected: list[object]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1500 soldiers fell",
        "around 1500 people came",
        "it costs $1999",
        "see p. 1999",
        "1950 km away",
        "the standard X3.159-1989",
        "1,950 and 19505 and 1950.5",
        "room 1950",
        "may and march",
        "Mondays",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "weekday", "place"),
    [
        ("Monday, 3 May 1950", 0, "Monday"),
        ("Tues. 3 May 1950", 1, "Tues"),
        ("Wednesday the 3rd of May 1950", 2, "Wednesday"),
        ("May 3, 1950 (Thursday)", 3, "Thursday"),
        ("3 May 1950, a Friday.", 4, "Friday"),
    ],
)
def test_the_weekday_of_a_date(text: str, weekday: int, place: str) -> None:
    (date,) = dates_read(text)
    assert date.weekday == weekday
    assert date.weekday_span is not None
    assert text[slice(*date.weekday_span)] == place


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("from 12 June to 3 May 1950", ["12 June to 3 May 1950"]),
        ("1962–1972", ["1962–1972"]),
        ("between 3 May 1950 and 5 June 1951", ["3 May 1950 and 5 June 1951"]),
        ("on 3 May 1950 and 5 June 1951", []),
        ("3 June – Sunday, 5 July 2020", ["3 June – Sunday, 5 July 2020"]),
        ("May 1950 until June 1951", ["May 1950 until June 1951"]),
        ("in 1950 and in 1951", []),
    ],
)
def test_ranges(text: str, ranges: list[str]) -> None:
    found = ranges_read(text, dates_read(text))
    assert [text[item.start : item.end] for item in found] == ranges


def test_the_dates_of_a_revision_are_read_once_a_block() -> None:
    change = prepare(Revision(new="On 3 May 1950.\n\nIn 1951."))
    readings = date_readings(change)
    document = change.new
    for block, quote in zip(document.prose.blocks, ("3 May 1950", "1951"), strict=True):
        text = document.prose.text[block.start : block.end]
        unit = Unit(text, block.start, TextName.NEW_PROSE, document, block)
        first: tuple[DateReading, ...] = readings.of(unit)
        assert [text[date.start : date.end] for date in first] == [quote]
        assert readings.of(unit) is first
