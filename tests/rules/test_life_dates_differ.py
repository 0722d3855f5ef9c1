"""What the examples cannot say of dates that differ: which edit brings it in, and what is shown."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from tests.linting import lint_revision, quotes, rule

PAGE = (
    "{{{{Infobox person\n| birth_date = {{{{birth date|{box}|6|14|df=y}}}}\n}}}}\n"
    "'''Karl Holm''' (14 June {lead} – 3 May 1991) was a Danish sculptor.\n\n"
    "Holm was born in Odense on 14 June {text}.\n[[Category:{category} births]]"
)
SAME = dict.fromkeys(("box", "lead", "text", "category"), 1920)


def _page(**years: int) -> str:
    return PAGE.format(**{**SAME, **years})


@pytest.mark.parametrize(
    ("place", "quote"),
    [
        ("box", "1930|6|14"),
        ("lead", "14 June 1930"),
        ("text", "14 June 1930"),
        ("category", "[[Category:1930 births]]"),
    ],
)
def test_the_changed_place_is_marked_once(place: str, quote: str) -> None:
    new = _page(**{place: 1930})
    assert quotes("CLM006", new, _page(), title="Karl Holm") == [quote]


def test_the_other_places_are_shown_and_none_is_called_wrong() -> None:
    revision = Revision(old=_page(), new=_page(lead=1930), title="Karl Holm")
    (finding,) = lint_revision([rule("CLM006")], revision)
    assert [item.quote for item in finding.evidence] == [
        "1920|6|14",
        "[[Category:1920 births]]",
        "14 June 1920",
    ]
    assert "wrong" not in finding.message


def test_a_setting_of_the_template_is_no_change_of_its_date() -> None:
    old = _page(lead=1930).replace("|df=y", "")
    assert quotes("CLM006", _page(lead=1930), old, title="Karl Holm") == []


def test_a_difference_that_was_there_is_not_blamed_on_another_edit() -> None:
    old = _page(lead=1930)
    assert quotes("CLM006", old + "\nHe died in 1991.", old, title="Karl Holm") == []


def test_a_page_with_a_second_box_for_somebody_close_keeps_its_own_dates() -> None:
    box = "{{Infobox person\n| name = Ida Holm\n| birth_date = {{birth date|1900|1|2}}\n}}\n"
    own = "{{Infobox person\n| name = Karl Holm\n| birth_date = 14 June 1920\n}}\n"
    lead = "'''Karl Holm''' (14 June 1930 – 3 May 1991) was a sculptor.\n\n== Ida ==\n"
    assert quotes("CLM006", own + lead + box, title="Karl Holm") == ["14 June 1930"]


def test_two_boxes_that_date_a_foundation_are_two_subjects() -> None:
    box = "{{{{Infobox company\n| founded = {}\n}}}}\n"
    text = box.format(1950) + "Acme was founded in 1940.\n\n" + box.format(1940)
    assert quotes("CLM006", text, title="Acme") == []


def test_an_endless_sentence_is_passed_over() -> None:
    text = "Acme " + "was founded in 1940 and " * 20_000
    page = "{{Infobox company\n| founded = 1950\n}}\n" + text
    assert quotes("CLM006", page, title="Acme") == []
