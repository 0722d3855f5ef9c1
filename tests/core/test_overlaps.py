"""Which of two overlapping hits becomes a finding."""

from __future__ import annotations

from rules.contract import Rule, Scope, Severity
from tests.core.rules import findings, word_rule

TEXT = "one two three four"


def codes(*rules: Rule, text: str = TEXT, summary: str = "") -> list[str]:
    """The codes of what is found, in order."""
    return [finding.code for finding in findings(rules, text, summary=summary)]


def test_different_suggestions_for_one_place_are_one_finding() -> None:
    left, right = word_rule("one two", ["x"], code="AAA001"), word_rule("two", ["y"], code="BBB001")
    assert codes(left, right) == ["AAA001"]
    assert codes(right, left) == ["AAA001"]


def test_the_graver_the_surer_then_the_longer_wins() -> None:
    long = word_rule("one two", ["x"], code="AAA001", severity=Severity.ADVICE)
    grave = word_rule("two", ["y"], code="BBB001")
    assert codes(long, grave) == ["BBB001"]
    sure = word_rule("two", ["y"], code="BBB001", severity=Severity.ADVICE, confidence=0.95)
    assert codes(long, sure) == ["BBB001"]


def test_the_same_suggestion_and_no_suggestion_do_not_conflict() -> None:
    same = [word_rule("two", ["x"], code=code) for code in ("AAA001", "BBB001")]
    assert codes(*same) == ["AAA001", "BBB001"]
    assert codes(word_rule("two", code="AAA001"), word_rule("two", ["x"], code="BBB001")) == [
        "AAA001", "BBB001",
    ]  # fmt: skip


def test_neighbours_do_not_conflict() -> None:
    left, right = word_rule("one ", ["x"], code="AAA001"), word_rule("two", ["y"], code="BBB001")
    assert codes(left, right) == ["AAA001", "BBB001"]


def test_a_superseding_rule_wins_however_grave_the_other() -> None:
    weak = word_rule(
        "two", code="AAA001", severity=Severity.ADVICE, confidence=0.5, supersedes=("BBB001",)
    )
    strong = word_rule("one two three", ["x"], code="BBB001")
    assert codes(weak, strong) == ["AAA001"]
    assert codes(word_rule("four", code="AAA001", supersedes=("BBB001",)), strong) == [
        "BBB001", "AAA001",
    ]  # fmt: skip


def test_two_rules_may_supersede_the_same() -> None:
    first = word_rule("one", code="AAA001", supersedes=("CCC001",))
    second = word_rule("four", code="BBB001", supersedes=("CCC001",))
    both = word_rule("one|four", ["x"], code="CCC001")
    assert codes(first, second, both) == ["AAA001", "BBB001"]


def test_one_rule_says_one_thing_of_one_interval() -> None:
    twice = word_rule("two", ["x"])
    assert codes(twice, twice) == ["TST001"]


def test_the_text_and_the_summary_do_not_overlap() -> None:
    in_summary = word_rule("one", ["x"], code="AAA001", scope=Scope.SUMMARY)
    assert codes(in_summary, word_rule("one", ["y"], code="BBB001"), summary=TEXT) == [
        "AAA001", "BBB001",
    ]  # fmt: skip


def test_many_hits_in_one_place() -> None:
    long = word_rule(".+", code="AAA001")
    words = word_rule(r"\w+", ["x"], code="BBB001")
    letters = word_rule(r"\w", ["y"], code="CCC001")
    text = "word " * 300
    assert sorted(codes(long, words, letters, text=text)) == ["AAA001", *["BBB001"] * 300]
