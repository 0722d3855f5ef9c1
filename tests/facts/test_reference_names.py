"""The names of references: what defines one, what only uses it."""

from __future__ import annotations

import pytest

from bot.core.wikitext import scan
from rules.facts.reference_names import ReferenceNames, name_key, reference_names
from rules.facts.transclusions import may_take_up_references


def names(text: str) -> ReferenceNames:
    return reference_names(scan(text))


def test_definitions_and_uses() -> None:
    found = names("A.<ref name=\"a\">B</ref><ref name=a/><ref name='c d'></ref><ref>E</ref>")
    assert [(item.key, item.content) for item in found.references] == [
        ("a", "B"),
        ("a", ""),
        ("c d", ""),
    ]
    assert found.undefined == {"c d"}


@pytest.mark.parametrize(
    "written", ['"a b"', "'a b'", '" a  b "', '"a_b"', '"a&#32;b"', "a_b", "“a_b”"]
)
def test_ways_to_write_a_name(written: str) -> None:
    assert names(f"A.<ref name={written}>B</ref>").defined == {"a b"}


def test_a_group_is_that_of_the_list() -> None:
    text = '<references group="n">\n<ref name=a>B</ref>\n</references><ref name=a group=n />'
    assert [item.group for item in names(text).references] == ["n", "n"]
    text = "{{reflist|group=n|refs=<ref name=a>B</ref>}}<ref name=a>C</ref>"
    assert names(text).defined_twice == frozenset()


@pytest.mark.parametrize(
    "template",
    [
        "{{refn|name=a|B}}",
        '{{efn|name="a"|B}}',
        '{{#tag:ref|B|name="a"}}',
        "{{x|ref name=a}}",
        "{{Infobox language|ref=a}}",
    ],
)
def test_names_given_to_templates(template: str) -> None:
    assert names(f"<ref name=a />{template}").undefined == frozenset()


def test_the_key_of_a_name() -> None:
    assert name_key(' "A&amp;B_c" ') == "A&B c"


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("{{:Page}}", True),
        ("{{/Table}}", True),
        ("{{Excerpt|Page}}", True),
        ("{{#lst:Page|part}}", True),
        ("{{#section-h:Page|Part}}", True),
        ("{{Main page:Part}}", True),
        ("{{Infobox hydrogen}}", True),
        ("{{2010 cup standings}}", True),
        ("{{COVID-19 cases|a}}", True),
        ("{{NRISref|2009a}}", True),
        ("{{Infobox person|name=A}}", False),
        ("{{Use dmy dates}}{{short description|A}}{{clear}}", False),
        ("{{citation needed}}{{sfn|A|2000}}{{efn|B}}{{harv|C}}", False),
        ("{{#if:a|b}}{{DEFAULTSORT:A}}", False),
    ],
)
def test_what_may_bring_in_references(text: str, may: bool) -> None:
    assert may_take_up_references(scan(text), len(text)) is may
