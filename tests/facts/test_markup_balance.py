"""Which marks stand alone, and that it costs no more on hostile text."""

from __future__ import annotations

import pytest

from bot.core.wikitext import scan
from rules.facts.markup_balance import MOST_MARKS, loose_marks


def loose(text: str) -> list[tuple[str, int]]:
    return [(text[mark.start : mark.end], mark.start) for mark in loose_marks(scan(text))]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("[[a]", [("[[", 0)]),
        ("a]] b", [("]]", 1)]),
        ("[[a]] [[b", [("[[", 6)]),
        ("[[a|b] c [[d]]", [("[[", 0)]),
        ("{{a|{{b}}", [("{{", 0)]),
        ("{{a}}}}", [("}}", 5)]),
        ("{{{{a}}", [("{{", 0)]),
        ("{{a|[[b}}", [("[[", 4)]),
        ("<ref>a", [("<ref>", 0)]),
        ("<ref>a<ref>b</ref>", [("<ref>", 0)]),
        ("<ref>a<ref>b<ref>c</ref>", [("<ref>", 0)]),
        ("<ref>a</ref>b</ref>", [("</ref>", 13)]),
        ("<REF>{{a</REF>", [("{{", 5)]),
        ("a <!-- b", [("<!--", 2)]),
        ("a <!-- b <!-- c --> d", [("<!--", 2)]),
        ("<math>x", [("<math>", 0)]),
        ("[http://a.example b]]", [("]]", 19)]),
    ],
)
def test_what_stands_alone(text: str, marks: list[tuple[str, int]]) -> None:
    assert loose(text) == marks


@pytest.mark.parametrize(
    "text",
    [
        "[[a|b]] {{c|{{d}}}} {{{1|}}} {{e|{{{2}}}}}",
        "[[[a]]]",
        "[[a\nb]]",
        "[[1] and 2]",
        "[a [b]]",
        "[http://a.example b [[c]] d]",
        "[[File:A.jpg|thumb|a [[b]] {{c}}]]",
        "{|\n| {{a}}\n|}",
        "<nowiki>[[</nowiki><pre>{{</pre><code>]]</code><math>}}</math>",
        "<ref name=a/> <ref>b</ref> <references/>",
        '<div style="{{a|b}}">c</div>',
        "<!-- [[ {{ <ref> -->",
        "<ref>a<!-- b --></ref>",
        "<gallery>\nFile:A.jpg|[[b]]\n</gallery>",
    ],
)
def test_what_has_its_partner_or_needs_none(text: str) -> None:
    assert loose(text) == []


@pytest.mark.parametrize("piece", ["]] ", "</ref>", "<ref>", "[ ", "[[a|", "{{", "<!--", "[[a]\n"])
def test_many_at_once(piece: str) -> None:
    assert len(loose_marks(scan(piece * 20_000))) <= MOST_MARKS


def test_a_page_too_deep_to_read_is_not_judged() -> None:
    assert loose("{{a|\n" * 5_000) == []
