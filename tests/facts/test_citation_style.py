"""The style of the dates in a page's citations."""

from __future__ import annotations

import datetime

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.facts.citation_style import CitationStyle, citation_style, in_form
from rules.facts.dates import DateForm

DMY = "".join(f"{{{{cite web|title=A|date={day} May 2010}}}}" for day in range(1, 6))
ISO_READ = "".join(f"{{{{cite web|title=A|archive-date=2010-05-0{day}}}}}" for day in range(1, 6))


def style(new: str, old: str | None = None) -> CitationStyle:
    return citation_style(prepare(Revision(new=new, old=old)))


def test_publication_and_access_have_styles_of_their_own() -> None:
    found = style("A.", old=DMY + ISO_READ)
    assert (found.published, found.read, found.by_hand) == (DateForm.DMY, DateForm.ISO, None)


def test_a_new_page_sets_its_own_style() -> None:
    assert style(DMY).published is DateForm.DMY


def test_too_few_or_too_mixed_dates_set_none() -> None:
    mixed = "{{cite web|title=A|date=May 6, 2010}}" * 2
    assert style("A.", old=DMY.rpartition("{{")[0]).published is None
    assert style("A.", old=DMY + mixed).published is None


def test_references_by_hand_are_counted_apart() -> None:
    text = "".join(f"<ref>News, May {day}, 2010.</ref>" for day in range(1, 6))
    found = style(text)
    assert (found.by_hand, found.published) == (DateForm.MDY, None)


def test_a_tag_frees_the_templates() -> None:
    assert style("{{Use mdy dates|cs1-dates=ly}}" + DMY).is_tagged
    assert not style(DMY).is_tagged


@pytest.mark.parametrize(
    ("month", "form", "written"),
    [
        ("Sept", DateForm.DMY, "3 Sept 2010"),
        ("September", DateForm.MDY, "September 3, 2010"),
        ("", DateForm.DMY, "3 September 2010"),
        ("Sep", DateForm.ISO, "2010-09-03"),
    ],
)
def test_a_day_is_put_into_each_form(month: str, form: DateForm, written: str) -> None:
    assert in_form(datetime.date(2010, 9, 3), month, form) == written
