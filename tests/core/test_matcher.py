"""Which rules may fire on a text."""

from __future__ import annotations

import pytest

from bot.core.matcher import TRIGGERS_OF_A_SET, Matcher
from tests.core.rules import word_rule


def test_every_rule_with_a_trigger_in_the_text_fires() -> None:
    matcher = Matcher(
        [
            word_rule("x", code="AAA001", triggers=(r"(?i)teh", r"\d{4}")),
            word_rule("x", code="BBB001", triggers=(r"\bcafé",)),
            word_rule("x", code="CCC001"),
        ]
    )
    assert matcher.fired("TEH") == {"AAA001"}
    assert matcher.fired("in 1999 the café") == {"AAA001", "BBB001"}
    assert matcher.fired("\ud800 teh") == {"AAA001"}
    assert matcher.fired("") == frozenset()
    assert Matcher([]).fired("teh") == frozenset()


def test_more_triggers_than_a_set_takes_are_all_tried() -> None:
    count = 2 * TRIGGERS_OF_A_SET + 1
    rules = [word_rule("x", code=f"AAA{n:03}", triggers=(f"word{n}x",)) for n in range(count)]
    matcher = Matcher(rules)
    for n in range(count):
        assert matcher.fired(f"a word{n}x") == {f"AAA{n:03}"}


@pytest.mark.parametrize("pattern", [r"(a)\1", r"(?<=a)b", r"(?=a)", r"(?>a)", "(", "a{2000}"])
def test_a_trigger_that_is_no_re2_pattern_is_refused_by_name(pattern: str) -> None:
    with pytest.raises(ValueError, match="ABC123"):
        Matcher([word_rule("x", code="ABC123", triggers=(pattern,))])


def test_a_pattern_that_makes_others_hang_is_linear() -> None:
    matcher = Matcher([word_rule("x", triggers=(r"(\w+\s?)*$", r"(a|aa)+$"))])
    assert matcher.fired("a" * 50_000 + "!") == {"TST001"}
