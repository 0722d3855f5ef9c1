"""The dates that a citation template names."""

from __future__ import annotations

import datetime

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.facts.citation_dates import CitationDates, citation_dates


def read(wikitext: str) -> CitationDates | None:
    (element, *_) = prepare(Revision(new=wikitext)).new.elements
    return citation_dates(wikitext[element.start : element.end], element)


def test_each_date_has_its_place_and_day() -> None:
    text = "{{cite web | date = 3 May 2010 |title=A|access-date=May 4, 2010}}"
    found = read(text)
    assert found is not None
    assert [(f.label, text[slice(*f.span)], f.day) for f in found.fields] == [
        ("publication date", "3 May 2010", datetime.date(2010, 5, 3)),
        ("access date", "May 4, 2010", datetime.date(2010, 5, 4)),
    ]
    assert not found.has_cover


def test_a_day_that_does_not_exist_is_no_day() -> None:
    found = read("{{cite web|archive-date=2010-02-30}}")
    assert found is not None
    assert [(f.label, f.day) for f in found.fields] == [("archive date", None)]


def test_years_are_kept_apart() -> None:
    text = "{{cite book|year=2010}}"
    found = read(text)
    assert found is not None
    ((span, year),) = found.years
    assert (text[slice(*span)], year, found.has_cover) == ("2010", 2010, True)


@pytest.mark.parametrize(
    "value",
    ["May 2010", "2010", "c. 3 May 2010", "3–5 May 2010", "3 May", "{{date|3 May 2010}}", ""],
)
def test_what_is_no_full_date_is_left_out(value: str) -> None:
    found = read(f"{{{{cite web|date={value}}}}}")
    assert found is not None
    assert found.fields == ()


def test_the_last_of_two_counts() -> None:
    found = read("{{cite web|date=3 May 2010|date=4 May 2010}}")
    assert found is not None
    assert [f.written for f in found.fields] == ["4 May 2010"]


def test_a_nested_template_is_not_read() -> None:
    found = read("{{cite web|title={{x|date=3 May 2010}}|date=4 May 2010}}")
    assert found is not None
    assert [f.written for f in found.fields] == ["4 May 2010"]


@pytest.mark.parametrize("wikitext", ["{{Infobox film|date=3 May 2010}}", "[[cite web]]"])
def test_other_elements_cite_nothing(wikitext: str) -> None:
    assert read(wikitext) is None
