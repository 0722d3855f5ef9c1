"""Typed elements and sections with their exact places."""

from __future__ import annotations

import pytest

from bot.core.wikitext import scan, template_parameters
from rules.contract import Document, Element, ElementKind


def only(wikitext: str, kind: ElementKind) -> tuple[Document, Element]:
    """A scanned text and its one element of a kind."""
    document = scan(wikitext)
    (found,) = [e for e in document.elements if e.kind is kind]
    return document, found


@pytest.mark.parametrize(
    ("kind", "wikitext", "whole", "name", "inner"),
    [
        (ElementKind.TEMPLATE, "a {{Cite web|url=b}} c", "{{Cite web|url=b}}", "Cite web", None),
        (ElementKind.TEMPLATE, "{{ cite_book <!-- x -->\n|a=b}}", None, "cite book", None),
        (ElementKind.PARAMETER, "a {{{b|c}}}", "{{{b|c}}}", "b", None),
        (ElementKind.LINK, "a [[b c|d]]s", "[[b c|d]]", "b c", "d"),
        (ElementKind.LINK, "a [[b c]]s", "[[b c]]", "b c", "b c"),
        (ElementKind.LINK, "[[a|b {{c|d}}]]", "[[a|b {{c|d}}]]", "a", "b {{c|d}}"),
        (ElementKind.FILE, "[[File:A.jpg|thumb|b]]", "[[File:A.jpg|thumb|b]]", "File:A.jpg", "b"),
        (ElementKind.CATEGORY, "[[Category:A|b]]", "[[Category:A|b]]", "Category:A", "b"),
        (ElementKind.INTERLANGUAGE, "[[fr:A]]", "[[fr:A]]", "fr:A", "fr:A"),
        (ElementKind.EXTERNAL_LINK, "[//a.b c d] e", "[//a.b c d]", "//a.b", " c d"),
        (
            ElementKind.EXTERNAL_LINK,
            "[http://a.b c [[d]] e] f",
            "[http://a.b c [[d]] e]",
            "http://a.b",
            " c [[d]] e",
        ),
        (ElementKind.BARE_URL, "x http://a.b/c, d", "http://a.b/c", "http://a.b/c", "http://a.b/c"),
        (ElementKind.REFERENCE, "a<ref name='b c'>d</ref>e", "<ref name='b c'>d</ref>", "b c", "d"),
        (ElementKind.REFERENCE, "a<ref name=b />c", "<ref name=b />", "b", ""),
        (ElementKind.REFERENCE, "<REF>a</REF >", "<REF>a</REF >", "", "a"),
        (ElementKind.COMMENT, "a<!-- b -->c", "<!-- b -->", "", " b "),
        (ElementKind.COMMENT, "a<!-- b", "<!-- b", "", " b"),
        (ElementKind.TAG, "a <br clear=all /> b", "<br clear=all />", "br", ""),
        (ElementKind.TAG, "<Math>a<b</math>", "<Math>a<b</math>", "math", "a<b"),
        (ElementKind.TABLE, "a\n{| b\n| c\n|}\nd", "{| b\n| c\n|}", "", "\n| c\n|}"),
        (ElementKind.TABLE, "{|\n| open", "{|\n| open", "", "\n| open"),
    ],
)
def test_an_element(
    kind: ElementKind, wikitext: str, whole: str | None, name: str, inner: str | None
) -> None:
    _, element = only(wikitext, kind)
    assert wikitext[element.start : element.end] == (wikitext if whole is None else whole)
    assert element.name == name
    if inner is not None:
        assert wikitext[element.inner_start : element.inner_end] == inner


def test_a_reference_keeps_its_attributes() -> None:
    _, reference = only('x<ref group="n" name = "b">c</ref>', ElementKind.REFERENCE)
    assert (reference.attributes, reference.name) == ('group="n" name = "b"', "b")


def test_the_places_of_a_templates_arguments() -> None:
    wikitext = "a {{t|1st| k = v |[[b|c]]|d={{e|f=g}}|x<ref>y=z</ref>}}"
    document = scan(wikitext)
    template = document.elements[0]
    assert [(a.name, wikitext[a.start : a.end]) for a in document.arguments(template)] == [
        ("1", "1st"),
        ("k", " v "),
        ("2", "[[b|c]]"),
        ("d", "{{e|f=g}}"),
        ("3", "x<ref>y=z</ref>"),
    ]
    assert document.parameters(template) == {
        "1": "1st", "k": "v", "2": "[[b|c]]", "d": "{{e|f=g}}", "3": "x<ref>y=z</ref>",
    }  # fmt: skip


def test_a_huge_template_is_not_given_to_the_parser() -> None:
    assert template_parameters("{{a|b=" + "c" * 30_000 + "}}") == {}
    assert template_parameters("no template") == {}


def test_elements_are_ordered_outer_first() -> None:
    wikitext = "{{a|[[b|<ref>c</ref>]]|{{d}}}}\n{|\n| [[e]]\n|}"
    elements = scan(wikitext).elements
    assert [wikitext[e.start : e.start + 3] for e in elements] == [
        "{{a", "[[b", "<re", "{{d", "{|\n", "[[e",
    ]  # fmt: skip
    document = scan(wikitext)
    inside = document.elements_within(2, 12, ElementKind.LINK, ElementKind.REFERENCE)
    assert [e.kind for e in inside] == [ElementKind.LINK, ElementKind.REFERENCE]


@pytest.mark.parametrize(
    ("wikitext", "kinds"),
    [
        ("[[a\nb]] [[]] [[|c]]", []),
        ("{{a}", []),
        ("<ref>a", []),
        ("<unknown>a</unknown>", []),
        ("<nowiki>[[a]]{{b}}</nowiki>", [ElementKind.TAG]),
        ("<!-- [[a]] -->", [ElementKind.COMMENT]),
        ("<ref>a<nowiki></ref>b</nowiki>", [ElementKind.REFERENCE]),
        ("<gallery>\nA|<ref>b\n</gallery>c</ref>", [ElementKind.TAG]),
        ("<ref>[[a</ref>]]", [ElementKind.REFERENCE]),
        ("[[a|{{b]]}}", [ElementKind.LINK]),
    ],
)
def test_what_is_no_element(wikitext: str, kinds: list[ElementKind]) -> None:
    assert [element.kind for element in scan(wikitext).elements] == kinds


def test_sections() -> None:
    wikitext = "lead\n== A <!-- x --> ==\na\n=== ''B'' [[c|d]] ===\nb\n==C {{e}}==\nc\n=F=\n"
    sections = scan(wikitext).sections
    assert [(s.index, s.level, s.title, s.parent) for s in sections] == [
        (0, 0, "", -1),
        (1, 2, "A", -1),
        (2, 3, "B d", 1),
        (3, 2, "C", -1),
        (4, 1, "F", -1),
    ]
    assert [wikitext[s.start : s.heading_end] for s in sections] == [
        "", "== A <!-- x --> ==", "=== ''B'' [[c|d]] ===", "==C {{e}}==", "=F=",
    ]  # fmt: skip
    assert [wikitext[s.heading_end : s.content_end].strip() for s in sections] == [
        "lead", "a", "b", "c", "",
    ]  # fmt: skip
    assert wikitext[sections[1].start : sections[1].end].endswith("b\n")


def test_a_block_knows_its_section() -> None:
    document = scan("lead\n== A ==\na {{infobox b|c=d}}\n\n== E ==\ne")
    assert [
        (document.prose.text[b.start : b.end].strip(), b.section) for b in document.prose.blocks
    ] == [("lead", 0), ("A", 1), ("a \ufffc", 1), ("E", 2), ("e", 2), ("d", 1)]


def test_lines_and_columns() -> None:
    document = scan("ab\n\ncd")
    assert [document.line_and_column(at) for at in (0, 2, 3, 4, 5)] == [
        (1, 1), (1, 3), (2, 1), (3, 1), (3, 2),
    ]  # fmt: skip


def test_deep_nesting_is_told() -> None:
    assert scan("{{a|" * 60 + "}}" * 60).incomplete is None
    assert "nested" in (scan("{{a|" * 70 + "}}" * 70).incomplete or "")
    assert "nested" in (scan("[[" * 70).incomplete or "")
