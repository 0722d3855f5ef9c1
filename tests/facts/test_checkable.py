"""What counts as a checkable fact."""

from __future__ import annotations

import pytest

from rules.facts.checkable import checkable_facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("It opened on 3 May 1950 with 230 workers.", ["3 may 1950", "230"]),
        ("It opened on May 3, 1950.", ["may 3, 1950"]),
        ("It stood in the 1950s, until 1961–62.", ["1950s", "1961–62"]),
        ("It holds 12,500 people and 5% more.", ["12,500", "5"]),
        ("It cost $5 million at 17:54.", ["$5", "17:54"]),
        ("Plato (428–347 BC) wrote two books.", ["428–347"]),
        ('He called it "a very quiet town" once.', ['"a very quiet town"']),
        ('The "old mill" has 3 doors.', []),
        ("President Harry Truman asked Sir Ana Lee.", ["harry truman", "ana lee"]),
        ("Later Ana Lee moved to New York, which became Prime.", []),
        ("Later it was Ana Lee who left.", ["ana lee"]),
        ("The National Museum became larger.", []),
        ("It is a kind of bread.", []),
    ],
)
def test_facts_of_a_sentence(text: str, facts: list[str]) -> None:
    assert [fact.words for fact in checkable_facts(text)] == facts


def test_a_fact_knows_its_place() -> None:
    text = "In 1950 it had 230 rooms."
    assert [text[fact.start : fact.end] for fact in checkable_facts(text)] == ["1950", "230"]
