"""One source, however it is cited: by address, identifier, title, name, or author and year."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.facts.cited_sources import CitedSources, is_explanatory

SAME = [
    ("<ref>http://www.a.org/b/</ref>", "<ref>{{cite web|url=https://a.org/b|title=B}}</ref>"),
    ("<ref>https://a.org/b?utm_source=x</ref>", "<ref>[https://a.org/b The B]</ref>"),
    ("<ref>http://web.archive.org/web/2010/http://a.org/b</ref>", "<ref>http://a.org/b</ref>"),
    ("<ref>{{cite book|title=The Old Mill Book}}</ref>", "{{cite book|title=The old mill book}}"),
    ("<ref>Lee, doi: 10.1000/182</ref>", "<ref>{{cite journal|doi=10.1000/182}}</ref>"),
    ("{{sfn|Lee|Ray|1990|p=5}}", "<ref>{{harvnb|Lee|Ray|1990|pp=7–9}}</ref>"),
    ('<ref name="Lee" />', "{{r|Lee}}"),
    ('<ref name="Lee">Lee, the Mill</ref>', "<ref>Lee, ''the Mill''.</ref>"),
    ("{{refn|See {{harvtxt|Lee|1990}}.}}", "{{sfn|Lee|1990}}"),
]

OTHER = [
    ("<ref>http://a.org/b</ref>", "<ref>http://a.org/c</ref>"),
    ("{{sfn|Lee|1990}}", "{{sfn|Lee|1991}}"),
    ("<ref>Lee, the Mill</ref>", "<ref>Lee, the Town</ref>"),
    ('<ref name="Lee" />', '<ref name="Ray" />'),
]


def keys(wikitext: str) -> list[frozenset[str]]:
    document = prepare(Revision(new=wikitext)).new
    return [citation.keys for citation in CitedSources(document).all]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_two_ways_to_cite_one_source(first: str, second: str) -> None:
    one, other = keys(f"A.{first} B.{second}")
    assert one & other


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_two_sources(first: str, second: str) -> None:
    one, other = keys(f"A.{first} B.{second}")
    assert one
    assert not one & other


def test_a_name_stands_for_what_the_list_at_the_end_defines() -> None:
    page = 'A.<ref name="L"/> B.<ref>http://a.org/b</ref>\n<references>\n<ref name="L">http://a.org/b</ref>\n</references>'
    named, plain, _ = keys(page)
    assert named & plain


def test_templates_that_belong_to_a_reference_are_no_citations() -> None:
    assert len(keys("A.<ref>B</ref>{{rp|12}}{{dead link}} C.{{citation needed}}")) == 1


def test_a_note_without_a_source_only_explains() -> None:
    document = prepare(Revision(new="A.{{efn|Of wood.}} B.{{efn|Of wood.<ref>C</ref>}}")).new
    assert [is_explanatory(c, document) for c in CitedSources(document).all] == [True, False]
