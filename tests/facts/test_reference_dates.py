"""The dates that an editor wrote by hand in a reference."""

from __future__ import annotations

import datetime

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.contract import ElementKind
from rules.facts.reference_dates import ReferenceDate, reference_dates


def read(body: str) -> list[ReferenceDate]:
    document = prepare(Revision(new=f"Rome fell.<ref>{body}</ref> It rose.")).new
    (reference,) = [e for e in document.elements if e.kind is ElementKind.REFERENCE]
    return reference_dates(document, reference)


def written(body: str) -> list[str]:
    text = f"Rome fell.<ref>{body}</ref> It rose."
    at = text.index("<ref>")
    return [text[at + d.written.start : at + d.written.end] for d in read(body)]


@pytest.mark.parametrize(
    ("body", "dates"),
    [
        ("News, 3 May 2010. Retrieved June 4, 2011.", ["3 May 2010", "June 4, 2011"]),
        ("[http://a.b Rome] (3 May 2010), accessed 2011-06-04", ["3 May 2010", "2011-06-04"]),
        ("{{cite web|title=A|date=1 May 2010}} Retrieved 3 May 2010.", ["3 May 2010"]),
        ("''News'' 3 May 2010", ["3 May 2010"]),
        ("3 May 2010", ["3 May 2010"]),
        ("News, 3   May  2010", ["3   May  2010"]),
    ],
)
def test_dates_that_are_parts_of_the_citation_are_read(body: str, dates: list[str]) -> None:
    assert written(body) == dates


@pytest.mark.parametrize(
    "body",
    [
        "''Rome on 3 May 2010'', News.",
        '"Rome, 3 May 2010", News.',
        "[http://a.b Rome, 3 May 2010]",
        "[[Rome, 3 May 2010]]",
        "The 3 May 2010 report, p. 4.",
        "News, May 2010.",
        "News, 3–5 May 2010.",
        "<!-- 3 May 2010 -->",
        "{{cite web|date=3 May 2010}}",
    ],
)
def test_titles_and_what_is_no_full_date_are_left_out(body: str) -> None:
    assert written(body) == []


@pytest.mark.parametrize(
    ("body", "day", "is_access"),
    [
        ("News, 3 May 2010.", datetime.date(2010, 5, 3), False),
        ("News. Retrieved on 3 May 2010.", datetime.date(2010, 5, 3), True),
        ("News. Accessed: 2010-05-03", datetime.date(2010, 5, 3), True),
        ("News, 31 June 2010.", None, False),
    ],
)
def test_each_has_its_day_and_what_it_is_the_day_of(
    body: str, day: datetime.date | None, is_access: bool
) -> None:
    (found,) = read(body)
    assert (found.day, found.is_access) == (day, is_access)
