"""What the examples cannot say of acts outside a life: which edit brings them in."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from tests.linting import lint_revision, quotes, rule

PAGE = (
    "{{{{Infobox person\n| birth_date = {{{{birth date|1920|6|14}}}}\n"
    "| death_date = {{{{death date|{death}|2|3}}}}\n}}}}\n"
    "'''Karl Holm''' was a Danish sculptor.\n\nIn {act}, Holm {verb} to Rome."
)


def _page(death: int = 1991, act: int = 1985, verb: str = "moved") -> str:
    return PAGE.format(death=death, act=act, verb=verb)


def test_a_changed_death_brings_the_act_in_and_is_shown() -> None:
    revision = Revision(old=_page(), new=_page(death=1981), title="Karl Holm")
    (finding,) = lint_revision([rule("CLM007")], revision)
    assert finding.quote == "1985"
    assert [item.quote for item in finding.evidence] == ["{{death date|1981|2|3}}"]


def test_an_act_that_was_there_is_not_blamed_on_another_edit() -> None:
    old = _page(act=1999)
    assert quotes("CLM007", old + " He was buried there.", old, title="Karl Holm") == []


@pytest.mark.parametrize("year", [1920, 1991])
def test_the_years_of_birth_and_death_are_within_the_life(year: int) -> None:
    assert quotes("CLM007", _page(act=year), title="Karl Holm") == []


def test_what_happens_to_works_after_death_cannot_happen_before_birth() -> None:
    assert quotes("CLM007", _page(act=1999, verb="returned"), title="Karl Holm") == ["1999"]
    assert quotes("CLM007", _page(act=1999, verb="belonged"), title="Karl Holm") == []
    assert quotes("CLM007", _page(act=1899, verb="belonged"), title="Karl Holm") == ["1899"]


def test_a_living_person_has_no_end() -> None:
    page = "'''Karl Holm''' (born 1950) is a sculptor.\n\nIn 2049, Holm moved to Rome."
    assert quotes("CLM007", page, title="Karl Holm") == []
