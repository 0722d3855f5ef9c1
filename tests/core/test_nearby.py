"""Sections read alone read as they do on their page, and the rules say the same of them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import lint
from bot.core.diff import difference
from bot.core.lint import Linter
from bot.core.matcher import Matcher
from bot.core.model import Revision
from bot.core.near import is_clean, windows
from bot.core.nearby import Nearby, parts_of
from bot.core.prepare import prepare
from bot.core.wikitext import scan
from rules.catalog import catalogue
from rules.contract import Document, Finding
from rules.facts.guards import block_guards
from tests import sample
from tests.core.test_scanner_properties import SCRAPS

LINTER = Linter([entry.rule({}) for entry in catalogue().values()], block_guards, strict=True)
HEADINGS = (
    "\n== A ==\n",
    "\n=== B ===\n",
    "\n==C==",
    "\n= D =\n",
    "\n====\n",
    "\n== E == <!-- -->\n",
)
SCRAP = st.sampled_from([*SCRAPS, *HEADINGS, *HEADINGS, " ", "\n", "word ", "Two words. "])
HEADING = st.sampled_from(HEADINGS)
TEXT = st.lists(SCRAP, max_size=14).map("".join)
CLOSED_SCRAPS = """
 a. {{b}} {{infobox|a=b|c=[[d]]}} [[File:a.jpg|thumb|b]] <ref>c</ref> <ref/> ''d'' '''e''' !! ||
 <nowiki>[[</nowiki> <!--{{--> {{nowrap|f}} <blockquote> </blockquote> {{quote|g}}
""".split()
TABLE = "\n{|\n|-\n! h !! i\n| j || k\n|}\n"
CLOSED = st.lists(
    st.sampled_from([*CLOSED_SCRAPS, TABLE, "\n* l\n", "\n;m:n\n", " ", "\n\n", *HEADINGS]),
    max_size=14,
).map("".join)


def reading(document: Document, start: int, end: int) -> list[object]:
    """What is read of an interval of a document, in offsets that count from there."""
    prose, found = document.prose, list[object]()
    for block in prose.blocks:
        if block.wiki_start < end and start < block.wiki_end:
            copied = prose.copied_from(block.start, block.end)
            places = [(span.start - start, span.end - start) for span in copied]
            text = prose.text[block.start : block.end]
            marks = [
                (mark.kind, mark.start - block.start, mark.end - block.start)
                for mark in document.marks
                if block.start <= mark.start < block.end
            ]
            found.append((block.kind, block.name, text, places, marks))
    for element in document.elements_within(start, end):
        found.append((element.kind, element.start - start, element.end - start, element.name))
    return found


@settings(max_examples=500, deadline=None)
@given(CLOSED, HEADING, TEXT | CLOSED, TEXT | CLOSED, HEADING, CLOSED | TEXT)
def test_a_window_reads_as_its_place_on_the_page(
    before: str, first: str, old: str, new: str, last: str, after: str
) -> None:
    texts = (before + first + old + last + after, before + first + new + last + after)
    found = windows(*texts, difference(*texts).equal, largest_share=1.0) or ()
    for window in found:
        places = ((window.old_start, window.old_end), (window.new_start, window.new_end))
        for text, (start, end) in zip(texts, places, strict=True):
            alone, on_page = scan(text[start:end]), scan(text)
            assert on_page.incomplete is None
            assert reading(alone, 0, end - start) == reading(on_page, start, end)
    if len(found) == 1:
        old_rest, new_rest = (
            text[: place[0]] + text[place[1] :] for text, place in zip(texts, places, strict=True)
        )
        assert old_rest == new_rest


@pytest.mark.parametrize(
    "text",
    [
        "{{a\n== B ==\n}}",
        "[[a\n== B ==\n]]",
        "{|\n|a\n== B ==\n|}",
        "<!--\n== B ==\n-->",
        "<nowiki>\n== B ==\n</nowiki>",
        "<ref>\n== B ==\n</ref>",
        "<span title='\n== B ==\n'>",
    ],
)
def test_an_edge_inside_markup_is_not_clean(text: str) -> None:
    assert is_clean(text, ())
    assert not is_clean(text, (text.index("=="),))


@pytest.mark.parametrize("text", ["{{a", "[[a", "{|\n|a", "<!--", "<nowiki>", "<ref>", "{{a]]}}"])
def test_open_markup_is_not_clean(text: str) -> None:
    assert not is_clean(text + "\n" if text != "{{a]]}}" else "[[{{a]]}}", ())


def findings(revision: Revision) -> tuple[Finding, ...]:
    return LINTER.lint(prepare(revision)).findings


FAULTS = (
    "It was was in the 1990's.", " 5<sup>th</sup> ", "''\"we will not leave them alone\"''", "[[",
    "It began on 31 June 1950.", "teh", "5,54,202 of 1,250,000", "\n== Empty ==\n", "colour color",
    "<ref>{{cite web|date=12 June 2010|access-date=3 May 2010}}</ref>", "In 1948, it opened.", "",
    "He died in 1990, aged 52.", "On 3 May 1950 and May 4, 1950 it rained.", "—", "“", "\n\n", "|}",
    "They grew wheat,, rice ,and maize.The rest — or most— was a newly-made thing.", ", ", " ,",
)  # fmt: skip


DOUBLED = "== A ==\nText of it.\n\n== B ==\nThey grew wheat,, rice and maize.\n\n== C ==\n"
DOUBLED += "It is a long section of the page. " * 9


@pytest.mark.parametrize(
    ("new", "speaks"),
    [
        (DOUBLED.replace("maize", "oats"), False),
        (DOUBLED.replace("They grew", "Here they first grew"), False),
        (DOUBLED.replace("maize", "maize,, oats"), True),
        (DOUBLED.replace("Text of", "Text,, of"), True),
    ],
)
def test_a_fault_that_was_there_does_not_bring_in_the_page(new: str, speaks: bool) -> None:
    rule = catalogue()["TYP007"].rule({})
    parts = parts_of(prepare(Revision(old=DOUBLED, new=new)))
    assert parts is not None
    assert any(Nearby(part, Matcher([rule])).may_speak(rule) for part in parts) is speaks


@pytest.mark.parametrize("seed", range(6))
def test_a_part_hides_no_finding(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    said = 0
    for article in sample.articles():
        text = article.text
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(text))
            end = at + chance.choice((0, 0, 5, 30, 400))
            text = text[:at] + chance.choice(FAULTS) + text[end:]
        for old, new in ((article.text, text), (text, article.text)):
            revision = Revision(old=old, new=new, title=article.title, wiki=article.wiki)
            apart = findings(revision)
            with monkeypatch.context() as patched:
                patched.setattr(lint, "parts_of", lambda change: None)
                assert apart == findings(revision)
            said += len(apart)
    assert said
