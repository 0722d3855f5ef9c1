"""Marks that silence findings, and which of them did nothing."""

from __future__ import annotations

import pytest

from bot.core.lint import Linter
from bot.core.model import Revision, Suppression
from bot.core.prepare import prepare
from rules.contract import Guard
from rules.facts.guards import block_guards
from tests.core.rules import findings, word_rule

RULES = [
    word_rule("bad", guards=frozenset(), code="NUM001"),
    word_rule("bad", guards=frozenset(), code="DAT001"),
]


def left(text: str) -> list[str]:
    """The codes that still speak."""
    return [finding.code for finding in findings(RULES, text)]


def unused(text: str) -> tuple[Suppression, ...]:
    """The marks that silenced nothing."""
    return Linter(RULES, block_guards).lint(prepare(Revision(new=text))).unused_suppressions


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("bad", ["DAT001", "NUM001"]),
        ("bad <!-- revlint: ignore NUM001 -->", ["DAT001"]),
        ("<!-- revlint: ignore num001, DAT001 --> bad", []),
        ("bad <!--revlint:ignore-->", []),
        ("<!-- revlint: ignore NUM001 -->\nbad", ["DAT001"]),
        ("x\n  <!-- revlint: ignore -->  \nbad\nbad", ["DAT001", "NUM001"]),
        ("x <!-- revlint: ignore -->\nbad", ["DAT001", "NUM001"]),
        ("bad\n<!-- revlint: ignore -->", ["DAT001", "NUM001"]),
        ("<!-- revlint: ignore numbers --> bad", ["DAT001", "NUM001"]),
        ("<!-- revlint: ignored --> bad", ["DAT001", "NUM001"]),
        ("<nowiki><!-- revlint: ignore --></nowiki> bad", ["DAT001", "NUM001"]),
        ("bad {{sic}}", []),
        ("bad {{Sic|hide=y}}", []),
        ("bad one two {{sic}}", []),
        ("bad one two three {{sic}}", ["DAT001", "NUM001"]),
        ("{{sic}} bad", ["DAT001", "NUM001"]),
        ("{{sic|x}} one two bad", ["DAT001", "NUM001"]),
    ],
)
def test_what_a_mark_silences(text: str, codes: list[str]) -> None:
    assert left(text) == codes


def test_marks_that_silenced_nothing_are_listed() -> None:
    idle = "<!-- revlint: ignore NUM002 -->"
    text = f"bad <!-- revlint: ignore NUM001 -->\nfine {idle}\n"
    assert unused(text) == (Suppression(2, idle),)
    assert unused("{{sic}} fine") == ()


def test_a_bracketed_sic_excuses_the_words_before_it() -> None:
    rule = [word_rule("bad", guards=frozenset({Guard.SIC}))]
    assert findings(rule, "a bad one [sic] here") == ()
    assert len(findings(rule, "a bad one two three [sic] here")) == 1
    assert len(findings(rule, "a [sic] bad")) == 1


def test_a_dismissal_hides_one_finding() -> None:
    text = "bad here and bad there"
    first, second = findings(RULES[:1], text)
    assert findings(RULES[:1], text, dismissed=[first.fingerprint]) == (second,)
