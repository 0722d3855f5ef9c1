"""Where the prose is not the article's own wording."""

from __future__ import annotations

import pytest

from bot.core.wikitext import scan
from rules.contract import Guard
from rules.facts.guards import block_guards


def guarded(wikitext: str) -> list[tuple[Guard, str]]:
    """The guarded stretches of all blocks."""
    document = scan(wikitext)
    return [
        (guard.kind, document.prose.text[guard.start : guard.end])
        for block in document.prose.blocks
        for guard in block_guards(document, block)
    ]


@pytest.mark.parametrize(
    ("wikitext", "expected"),
    [
        ("plain", []),
        ('a "b" c', [(Guard.QUOTATION, '"b"')]),
        ("x\n\n''y'' “z”", [(Guard.ITALIC, "y"), (Guard.QUOTATION, "“z”")]),
        ("{{quote|''y'' z}}", [(Guard.QUOTATION, "y z")]),
        ("[[a]] [[b|c]]", [(Guard.LINK_TITLE, "a")]),
        ("* 'a b'\n* c", [(Guard.QUOTATION, "'a b'")]),
        ("one two three four [sic] five", [(Guard.SIC, "two three four [sic]")]),
        ("one [sic]", [(Guard.SIC, "one [sic]")]),
        ("one [SIC!] two", [(Guard.SIC, "one [SIC!]")]),
        ("[sic] one", []),
        ('a "b\n\nc" d', [(Guard.QUOTATION, '"b')]),
    ],
)
def test_guards(wikitext: str, expected: list[tuple[Guard, str]]) -> None:
    assert guarded(wikitext) == expected


def test_a_mark_after_one_very_long_word() -> None:
    ((kind, text),) = guarded("a" * 100_000 + " [sic]")
    assert (kind, len(text)) == (Guard.SIC, 79 + len(" [sic]"))
