"""One finding for each word form out of its page's variety, with its places and its reason."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from rules.contract import Finding, Status
from tests.linting import lint_revision, quotes, rule

BRITISH = "The colour of the harbour, the labour of the neighbour, honour and rumour."


def found(code: str, new: str, old: str | None = None, **fields: str) -> tuple[Finding, ...]:
    return lint_revision([rule(code)], Revision(new=new, old=old, **fields))


def test_each_form_is_one_finding_with_its_other_places() -> None:
    (color, center) = found(
        "ENG001", "{{Use Indian English}}\nIts color fell. A color rose.\n\nThe center of color.\n"
    )
    assert (color.quote, center.quote) == ("color", "center")
    assert [item.quote for item in color.evidence] == ["color", "color"]
    assert center.evidence == ()


def test_the_tag_is_named() -> None:
    (finding,) = found("ENG001", "{{use Pakistani English|date=May 2020}}\nIts color fell.")
    assert "{{use Pakistani English}}" in finding.message


def test_a_majority_is_given_with_its_counts() -> None:
    (finding,) = found("ENG001", f"{BRITISH}\n\nIts center fell.", f"{BRITISH}\n")
    assert "British English (6 telling words against 0)" in finding.message


def test_the_other_variety_is_the_evidence_of_a_mixture() -> None:
    (finding,) = found(
        "ENG001", "Its colour, its harbour, the labour of the honour. A defense of it.", ""
    )
    assert finding.quote == "defense"
    assert [item.quote for item in finding.evidence] == ["colour", "harbour", "labour"]
    assert finding.status is Status.STABLE


def test_a_mixture_of_two_words_is_on_trial() -> None:
    (finding,) = found("ENG001", "Its colour fell. A defense of it.", "")
    assert finding.status is Status.PREVIEW


def test_words_that_were_there_are_not_added() -> None:
    old = "{{Use British English}}\nIts color fell."
    assert quotes("ENG001", f"{old} It rose.", old) == []


@pytest.mark.parametrize(
    ("tag", "marked"),
    [
        ("Use British English", ["color", "center", "program"]),
        ("Use Australian English", ["color", "center"]),
        ("Use Canadian English", ["color", "center"]),
        ("Use Oxford spelling", ["color", "center", "program", "organised"]),
        ("Use American English", ["organised"]),
        ("Use IUPAC spelling", ["organised"]),
        ("Use dmy dates", ["organised"]),
    ],
)
def test_what_each_tag_excludes(tag: str, marked: list[str]) -> None:
    text = f"{{{{{tag}}}}}\nIts color was in the center. The radio program was organised."
    assert quotes("ENG001", text) == marked


def test_a_flip_shows_where_the_old_spelling_stood() -> None:
    tag = "{{Use British English}}\n"
    (finding,) = found("ENG002", f"{tag}Its color, a color.", f"{tag}Its colour, a colour.")
    assert finding.suggestions == ("colour",)
    assert [item.quote for item in finding.evidence] == ["colour", "color"]
    assert "in 2 places" in finding.message


@pytest.mark.parametrize(
    "summary", ["Undid revision 5 by A (talk)", "rv to good version", "Restored revision 7 by B"]
)
def test_an_older_text_put_back_is_no_flip(summary: str) -> None:
    tag = "{{Use British English}}\n"
    assert quotes("ENG002", f"{tag}Its color.", f"{tag}Its colour.", summary=summary) == []


def test_a_section_of_that_name_undoes_nothing() -> None:
    tag = "{{Use British English}}\n"
    new, old = f"{tag}Its color.", f"{tag}Its colour."
    assert quotes("ENG002", new, old, summary="/* Restored houses */ ce") == ["color"]
