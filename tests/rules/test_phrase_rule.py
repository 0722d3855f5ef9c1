"""Rules that are tables of phrases."""

from __future__ import annotations

import re

import pytest
import re2

from bot.core.matcher import Matcher
from rules.contract import Guard, Status
from rules.phrase_rule import PhraseRule, PhraseTable, PhraseTableError, _meta, _table, _trigger
from tests.core.rules import findings

TABLE = """
code = "XYZ001"
name = "odd-phrase"
doc = "What it finds."
summary = "An odd phrase."
why = "It is odd."
source = "MOS:X"
severity = "warning"
category = "cosmetic"
status = "preview"
message = "“{{phrase}}” is odd."
examples = [{{ text = "An ⟦odd thing⟧." }}]
{more}
[[phrases]]
pattern = '\\bodd\\s+thing\\b'
use = ["strange thing"]
unless = '\\bfamous\\b'
unless_why = "it is famous"
[[phrases]]
pattern = 'Café\\b'
exact = true
message = "No {{phrase}} here."
"""


def rule(more: str = "") -> PhraseRule:
    return PhraseRule(_table("odd.toml", TABLE.format(more=more)))


def test_each_phrase_is_found_with_its_message_and_suggestion() -> None:
    found = findings([rule()], "An ODD\xa0thing in a Café\n\ncafé odd\nthings")
    assert [(f.quote, f.message, f.suggestions) for f in found] == [
        ("ODD\xa0thing", "“ODD\xa0thing” is odd.", ("strange thing",)),
        ("Café", "No Café here.", ()),
    ]


def test_a_guard_in_the_same_block_silences_its_row_only() -> None:
    found = findings([rule()], "The famous odd thing in a Café\n\nAn odd thing")
    assert [f.quote for f in found] == ["Café", "odd thing"]


def test_quotations_are_read_only_if_the_table_says_so() -> None:
    text = "He said “an odd thing” now"
    assert findings([rule()], text) == ()
    assert len(findings([rule("in_quotations = true")], text)) == 1
    assert rule("in_quotations = true").meta.guards == {Guard.SIC}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code = ", "odd.toml"),
        (TABLE.format(more="colour = 3"), "colour"),
        (TABLE.format(more="").replace('"warning"', '"grave"'), "severity"),
        (TABLE.format(more='silent_if = ["namde"]'), "no guard 'namde'"),
    ],
)
def test_a_wrong_table_names_its_file_and_key(text: str, message: str) -> None:
    with pytest.raises(PhraseTableError, match=message):
        _table("odd.toml", text)


ROWS = """
silent_if = ["named"]
one_a_block = true
running_text = true
[[phrases]]
pattern = '\\b(?:a|the) (great)\\b'
unless_before = 'so a '
unless_after = ' (?:aunt|deal)'
unless_why = "a plain sense"
[[phrases]]
pattern = '\\bsplendid\\b'
on_trial = true
"""


def test_a_group_of_the_pattern_is_what_is_marked_and_its_neighbours_guard_it() -> None:
    text = "It is so a great hit.\n\nA great deal.\n\nSee the great hit.\n\n== The great hit =="
    assert [(f.quote, f.start) for f in findings([rule(ROWS)], text)] == [("great", 46)]


def test_all_of_a_block_are_one_finding_on_what_was_added() -> None:
    old = "The great hit was good. It was heard."
    new = "The great hit was good. It was a great and splendid one, and heard."
    (found,) = findings([rule(ROWS)], new, old)
    assert (found.quote, found.start) == ("great", 33)
    assert [new[e.start : e.end] for e in found.evidence] == ["great", "splendid"]
    assert found.status is Status.PREVIEW


def test_a_named_guard_keeps_a_row_silent() -> None:
    assert findings([rule(ROWS)], "Lee called it a great hit.") == ()


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"a\s+b", "a\u2009b"),
        (r"a[\s-]b", "a\xa0b"),
        (r"a[^\s]b", "axb"),
        (r"a[]\s]b", "a]b"),
        (r"café\b", "café c"),
        (r"\bétat\b", "l état, c"),
        (r"(?i)\bone\b", "ONE"),
        (r"\\s", r"\s"),
    ],
)
def test_a_trigger_fires_wherever_the_pattern_matches(pattern: str, text: str) -> None:
    assert re.search(pattern, text)
    assert re2.search(_trigger(pattern), text)


def test_triggers_of_a_table_are_built() -> None:
    table = _table("odd.toml", TABLE.format(more=""))
    made = PhraseTable(_meta(table), table.doc, "odd.toml", table).rule()
    assert Matcher([made]).fired("an odd\u00a0thing") == {"XYZ001"}
