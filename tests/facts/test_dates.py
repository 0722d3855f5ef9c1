"""The dates in a text: every part with its exact place."""

from __future__ import annotations

import pytest

from rules.facts.dates import DateForm, dates_in, month_days


def found(text: str) -> list[tuple[str, str, tuple[int, ...], int, int | None]]:
    return [
        (date.form.name, text[date.start : date.end], date.days, date.month, date.year)
        for date in dates_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 3 May 1950.", [("DMY", "3 May 1950", (3,), 5, 1950)]),
        ("on May 3, 1950, he", [("MDY", "May 3, 1950", (3,), 5, 1950)]),
        ("on May 3,1950 he", [("MDY", "May 3,1950", (3,), 5, 1950)]),
        ("on 03\u00a0Sept. 1950", [("DMY", "03\u00a0Sept. 1950", (3,), 9, 1950)]),
        ("on 3rd of May 1950", [("DMY", "3rd of May 1950", (3,), 5, 1950)]),
        ("on 3rd of  May   1950", [("DMY", "3rd of  May   1950", (3,), 5, 1950)]),
        ("on May 3   -17, 2009", [("MDY", "May 3   -17, 2009", (3, 17), 5, 2009)]),
        ("on May   3,   1950, he", [("MDY", "May   3,   1950", (3,), 5, 1950)]),
        ("1950 May 3", [("YMD", "1950 May 3", (3,), 5, 1950)]),
        ("seen 1950-05-03.", [("ISO", "1950-05-03", (3,), 5, 1950)]),
        ("3–5 May", [("DMY", "3–5 May", (3, 5), 5, None)]),
        ("3, 4 and 5 May 1950", [("DMY", "3, 4 and 5 May 1950", (3, 4, 5), 5, 1950)]),
        ("May 3 and 4, 1950", [("MDY", "May 3 and 4, 1950", (3, 4), 5, 1950)]),
        ("May 3 and 4 people", [("MDY", "May 3", (3,), 5, None)]),
        (
            "30 April 1950–3 May 1951",
            [
                ("DMY", "30 April 1950", (30,), 4, 1950),
                ("DMY", "3 May 1951", (3,), 5, 1951),
            ],
        ),
        (
            "May 3 to 5 June",
            [("MDY", "May 3", (3,), 5, None), ("DMY", "5 June", (5,), 6, None)],
        ),
        ("31 April 1950", [("DMY", "31 April 1950", (31,), 4, 1950)]),
        ("May 3, 1,200 people", [("MDY", "May 3", (3,), 5, None)]),
    ],
)
def test_dates_are_found_with_their_places(text: str, expected: list[object]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in June 2008",
        "May 12,000 people",
        "10:03 May Day",
        "in column 3    May",
        "the 007 May special",
        "may 3 people vote",
        "flight 1950-05-03-7",
        "Apollo 11 July 20, 1969",
        "35 May 1950",
        "00 May 1950",
        "a rate of 3.5 May be low",
    ],
)
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert found(text) == []


def test_the_parts_are_placed_exactly() -> None:
    text = "It ran 03–05 [May] or May 3rd, 1950."
    (date,) = dates_in(text)
    assert date.form is DateForm.MDY
    assert [text[a:b] for a, b in date.day_spans] == ["3"]
    assert text[slice(*date.month_span)] == "May"
    assert date.year_span is not None
    assert text[slice(*date.year_span)] == "1950"
    assert date.ordinal


def test_the_length_of_february() -> None:
    assert [month_days(2, year) for year in (1900, 2000, 2023, 2024, None)] == [28, 29, 28, 29, 29]
