"""What the rules about sources show, and how sure they are."""

from __future__ import annotations

import pytest

from bot import app
from bot.config import load_settings
from bot.core.model import Revision
from rules.contract import Finding
from tests.linting import lint_revision, quotes, rule

SOURCED = "The mill had {} workers in all its years.<ref name=A>Lee, ''The Mill''</ref>"


def changed(old: str, new: str, **details: str) -> tuple[Finding, ...]:
    return lint_revision([rule("CIT003")], Revision(new=new, old=old, **details))


def test_old_and_new_value_and_the_reference_are_shown() -> None:
    (found,) = changed(SOURCED.format("1,234"), SOURCED.format("1,324"))
    assert "“1,234” became “1,324”" in found.message
    assert "Lee, ''The Mill''" in found.message
    assert [(e.text, e.quote) for e in found.evidence] == [
        ("old", "1,234"),
        ("new", "<ref name=A>Lee, ''The Mill''</ref>"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "confidence"),
    [
        ("1,234", "12,340", 0.9),
        ("1,234", "1,324", 0.9),
        ("1,234", "1,934", 0.75),
        ("1,234", "1,244", 0.6),
        ("1,234", "5,678", 0.6),
    ],
)
def test_confidence_comes_from_the_shape(old: str, new: str, confidence: float) -> None:
    (found,) = changed(SOURCED.format(old), SOURCED.format(new))
    assert found.confidence == confidence


def test_a_year_that_stays_makes_it_surer() -> None:
    text = "At the census of 2001 the town had {} inhabitants.<ref>A</ref>"
    (found,) = changed(text.format("7,305"), text.format("9,871"))
    assert found.confidence == 0.7


def test_a_date_that_moves_on_to_the_time_of_the_edit_is_an_update() -> None:
    text = "The mill was closed for good in May {}.<ref>A</ref>"
    assert changed(text.format(2011), text.format(2019))
    assert not changed(text.format(2011), text.format(2019), timestamp="2019-06-01T00:00:00Z")


def test_a_definition_that_changed_elsewhere_is_another_reference() -> None:
    text = (
        "The mill had {} workers in all.<ref name=A />\n\n"
        "<references><ref name=A>{}</ref></references>"
    )
    assert changed(text.format("1,234", "Lee"), text.format("1,324", "Lee"))
    assert not changed(text.format("1,234", "Lee"), text.format("1,324", "Ray"))


def test_a_removed_reference_is_shown() -> None:
    old = "The mill had many workers then.<ref>Lee, the Mill</ref> It burnt."
    new = "The mill had many workers then. It burnt."
    (found,) = lint_revision([rule("CIT004")], Revision(new=new, old=old))
    assert "Lee, the Mill" in found.message
    assert [(e.text, e.quote) for e in found.evidence] == [("old", "<ref>Lee, the Mill</ref>")]


def test_a_paragraph_that_was_deleted_with_its_reference_is_no_text_kept() -> None:
    old = "The mill had many workers then.<ref>A</ref>\n\nIt burnt in the end."
    assert quotes("CIT004", "It burnt in the end.", old) == []


def test_the_english_wikipedia_brings_its_own_domains() -> None:
    codes = app.entries()
    settings = load_settings(known_codes=codes, dbname="enwiki")
    options = settings.rules["CIT007"].options
    page = "A.<ref>{{cite web|url=https://www.dailymail.co.uk/b|title=B}}</ref>"
    assert lint_revision([codes["CIT007"].rule()], Revision(new=page)) == ()
    (found,) = lint_revision([codes["CIT007"].rule(options)], Revision(new=page))
    assert found.message.startswith("dailymail.co.uk is deprecated")


def test_quotations_of_a_paragraph_are_one_finding() -> None:
    page = (
        'Lee said that it was "the finest mill in the world". She added that "no other had so many'
        ' stones and men".'
    )
    (found,) = lint_revision([rule("CIT002")], Revision(new=page))
    assert [item.quote for item in found.evidence] == ['"no other had so many stones and men"']
