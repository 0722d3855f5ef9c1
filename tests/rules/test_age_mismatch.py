"""What the examples cannot say of ages: which edit brings the mismatch in."""

from __future__ import annotations

from bot.core.model import Revision
from tests.linting import lint_revision, quotes, rule

PAGE = (
    "{{{{Infobox person\n| birth_date = {{{{birth date|{year}|6|14|df=y}}}}\n"
    "| death_date = {{{{death date|1991|2|3|df=y}}}}\n}}}}\n"
    "'''Karl Holm''' was a Danish sculptor.\n\nHolm died at home, aged {age}."
)


def test_a_changed_birth_date_brings_the_mismatch_in() -> None:
    old, new = PAGE.format(year=1920, age=70), PAGE.format(year=1910, age=70)
    (finding,) = lint_revision([rule("CLM005")], Revision(old=old, new=new, title="Karl Holm"))
    assert finding.quote == "aged 70"
    assert [item.quote for item in finding.evidence] == [
        "{{birth date|1910|6|14|df=y}}",
        "{{death date|1991|2|3|df=y}}",
    ]


def test_a_changed_age_brings_the_mismatch_in() -> None:
    old, new = PAGE.format(year=1920, age=70), PAGE.format(year=1920, age=71)
    assert quotes("CLM005", new, old, title="Karl Holm") == ["aged 71"]


def test_a_mismatch_that_was_there_is_not_blamed_on_another_edit() -> None:
    old = PAGE.format(year=1920, age=77)
    assert quotes("CLM005", old + " He was buried there.", old, title="Karl Holm") == []


def test_sources_that_disagree_leave_every_age_that_one_allows() -> None:
    page = PAGE.format(year=1920, age=60) + "\n[[Category:1930 births]]"
    assert quotes("CLM005", page, title="Karl Holm") == []


def test_a_namesake_is_another_person() -> None:
    page = PAGE.format(year=1920, age=70) + " Jens Holm died aged 90."
    assert quotes("CLM005", page, title="Karl Holm") == []
