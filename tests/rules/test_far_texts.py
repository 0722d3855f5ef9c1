"""What stands far away on a long page counts as it should, and no more."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from tests.linting import lint_revision, quotes, rule

WORDS = "They were all asked again. "


def filler(length: int) -> str:
    return WORDS * (length // len(WORDS))


def messages(code: str, new: str, title: str = "") -> list[str]:
    return [found.message for found in lint_revision([rule(code)], Revision(new=new, title=title))]


@pytest.mark.parametrize("between", [0, 700, 5_000])
def test_shares_earlier_in_a_paragraph_excuse_a_remainder_however_far(between: int) -> None:
    text = "Of all who came, 85% were asked. {} Some 60% took A, 30% B, and the remaining 25% left."
    assert quotes("CLM004", text.format(filler(between))) == []
    assert quotes("CLM004", text.replace("85%", "all").format(filler(between))) == [
        "the remaining 25%"
    ]


@pytest.mark.parametrize(("between", "is_near"), [(100, True), (600, False)])
def test_a_western_number_is_named_only_if_it_is_near(between: int, is_near: bool) -> None:
    text = f"It cost 5,54,202 rupees. {filler(between)} It had 1,234,567 visitors."
    (message,) = messages("NUM001", text)
    assert ("1,234,567 nearby" in message) == is_near


@pytest.mark.parametrize(("between", "found"), [(100, ["69,1977"]), (3_000, [])])
def test_a_number_nearby_shows_that_commas_group(between: int, found: list[str]) -> None:
    text = f"There were 69,1977 of them. {filler(between)} There were 12,345 more."
    assert quotes("NUM003", text) == found


def test_a_malformed_number_is_no_proof_of_another_where_the_passage_ends() -> None:
    for length in range(1_940, 2_000):
        text = f"There were 69,1977 of them {'x' * length} 12,3456 12,345"
        cut = text[: text.rindex(" ")] + " and more" + " words" * 400
        assert quotes("NUM003", cut) == []


PERSON = "'''Ann Lee''' (born 3 May 1950) is a singer.\n\nIn 1965, at the age of 12, she left."


@pytest.mark.parametrize(("births", "found"), [(1, ["at the age of 12"]), (30, [])])
def test_a_page_of_many_births_is_nobodys(births: int, found: list[str]) -> None:
    categories = "\n[[Category:1950 births]]" * births
    revision = Revision(new=PERSON + categories, title="Ann Lee")
    assert [one.quote for one in lint_revision([rule("CLM005")], revision)] == found


@pytest.mark.parametrize(("years", "count"), [(1, 1), (60, 0)])
def test_a_list_of_many_dates_is_not_one_event(years: int, count: int) -> None:
    told = "".join(f"\n\nLee was born in {1800 + n} in Rome." for n in range(years))
    text = f"'''Ann Lee''' (born 3 May 1950) is a singer.{told}\n[[Category:1950 births]]"
    revision = Revision(new=text, title="Ann Lee")
    assert len(lint_revision([rule("CLM006")], revision)) == count
