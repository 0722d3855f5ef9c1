"""The number in Western grouping that is shown beside one in South Asian grouping."""

from __future__ import annotations

from bot.core.model import Revision
from tests.linting import lint_revision, rule


def evidence(text: str) -> list[list[str]]:
    found = lint_revision([rule("NUM001")], Revision(new=text))
    for finding in found:
        for item in finding.evidence:
            assert text[item.start : item.end] == item.quote
    return [[item.quote for item in finding.evidence] for finding in found]


def test_the_nearest_western_number_of_the_passage_is_evidence() -> None:
    text = "Of 1,250,000 people, 5,54,202 left, while around 52,486 came."
    assert evidence(text) == [["1,250,000"]]


def test_another_passage_gives_none() -> None:
    assert evidence("Some 5,54,202 left.\n\nThen 52,486 came.") == [[]]


def test_a_number_that_is_itself_south_asian_gives_none() -> None:
    assert evidence("Some 5,54,202 left and 1,25,000 came.") == [[], []]


def test_a_false_precision_and_its_grouping_are_both_found() -> None:
    text = "Approximately 5,54,202 people left, while around 52,486 came home."
    found = lint_revision([rule("NUM001"), rule("NUM012")], Revision(new=text))
    assert [(f.code, f.quote) for f in found if f.start < 20] == [
        ("NUM012", "Approximately 5,54,202"),
        ("NUM001", "5,54,202"),
    ]
