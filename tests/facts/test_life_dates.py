"""The life dates of a page's subject, by each place that tells them."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.facts.life_dates import LifeDates, LifeSource, life_dates, sharpest


def _life(text: str, title: str = "Ann Lee") -> LifeDates:
    return life_dates(prepare(Revision(new=text, title=title)))


@pytest.mark.parametrize(
    "field",
    [
        "{{birth date|1950|5|3}}",
        "{{Birth date and age|df=yes|1950|05|03}}",
        "{{birth-date|3 May 1950}}",
        "3 May 1950, [[Rome]]",
        "May 3, 1950",
    ],
)
def test_an_infobox_tells_the_birth(field: str) -> None:
    life = _life(f"{{{{Infobox person\n| birth_date = {field}\n}}}}\n'''Ann Lee''' sings.")
    (birth,) = life.births
    assert birth.moment.first.isoformat() == birth.moment.last.isoformat() == "1950-05-03"
    assert birth.source is LifeSource.INFOBOX


def test_one_template_tells_death_and_birth() -> None:
    life = _life(
        "{{Infobox person\n| birth_date = {{birth date|1950|5|3}}\n"
        "| death_date = {{death date and age|1990|6|4|1950|5|3}}\n}}\n'''Ann Lee''' sang."
    )
    assert [date.moment.year for date in life.deaths] == [1990]
    assert [date.moment.first.isoformat() for date in life.births] == ["1950-05-03"] * 2


def test_the_lead_and_the_categories_tell_them_too() -> None:
    text = "'''Ann Lee''' (3 May 1950 – 4 June 1990) sang.\n[[Category:1950 births]]"
    life = _life(text)
    assert {date.source for date in life.births} == {LifeSource.LEAD, LifeSource.CATEGORY}
    assert [text[date.start : date.end] for date in life.deaths] == ["4 June 1990"]
    assert [date.source for date in sharpest(life.births)] == [LifeSource.LEAD]


@pytest.mark.parametrize(
    "text",
    [
        "'''The Long War''' (28 July 1914 – 11 November 1918) was a war.",
        "'''Ann Lee''' (born c. 1950) sings.",
        "'''Ann Lee''' (born 1950 or 1951) sings.",
        "{{Infobox racehorse\n| birth_date = 1950\n}}\n'''Ann Lee''' ran.",
        "{{Infobox person\n| birth_date = {{circa|1950}}\n}}\n'''Ann Lee''' sang.",
    ],
)
def test_doubtful_dates_and_other_subjects_are_left_out(text: str) -> None:
    assert not _life(text, "The Long War" if "War" in text else "Ann Lee").is_person


def test_the_pronoun_is_that_of_the_clear_majority() -> None:
    assert _life("'''Ann Lee''' (born 1950) sings. She has a dog.").pronoun == "she"
    assert _life("'''Ann Lee''' (born 1950) sings. She met him. He left.").pronoun == ""
