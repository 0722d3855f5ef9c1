"""What holds for the scan of every text, honest or not."""

from __future__ import annotations

import os
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.wikitext import scan
from rules.contract import PLACEHOLDER, Document, ElementKind
from tests.core.pages import CORPUS, corpus_texts, sample_texts

SCRAPS = """
 | || !! {| |} |- |+ {{ }} {{{ }}} [[ ]] [ ] [http://a.b ' '' ''' ''''' <ref> </ref> <ref/> <nowiki>
 </nowiki> <gallery> </gallery> <!-- --> <br> <i> </i> <blockquote> </blockquote> <div> </div> == =
 * # : ; &nbsp; &amp; __NOTOC__ http://a.b/c {{infobox {{quote {{nowrap| {{snd}} [[File:a.jpg|thumb|
 {{ubl| {{! a b1 . ? " “ ” — é न 😀 style=x|
""".split()
MARKUP = st.lists(
    st.sampled_from([*SCRAPS, " ", "\n", "\n\n", "\r\n", "word ", "Two words. ", "\0", "\ud800"]),
    max_size=40,
).map("".join)


def assert_map_is_exact(document: Document) -> None:
    """Every prose character is its wikitext character, or one sign for a whole element."""
    prose, readable = document.prose, document.wikitext.replace("\0", "\ufffd")
    before = 0
    for start, end, wiki_start, wiki_end in zip(
        prose.prose_starts, prose.prose_ends, prose.wiki_starts, prose.wiki_ends, strict=True
    ):
        assert before <= start < end
        assert 0 <= wiki_start < wiki_end <= len(readable)
        if end - start == wiki_end - wiki_start:
            assert prose.text[start:end] == readable[wiki_start:wiki_end]
        else:
            assert end - start == 1
        # What no segment covers are the line ends that join the blocks.
        assert set(prose.text[before:start]) <= {"\n"}
        before = end
    assert set(prose.text[before:]) <= {"\n"}


def assert_blocks_are_sound(document: Document) -> None:
    """Blocks are ordered and apart; inside one, wikitext places only ascend."""
    prose = document.prose
    for left, right in pairwise(prose.blocks):
        assert left.end < right.start
    for block in prose.blocks:
        assert block.start < block.end
        assert prose.text[block.start : block.end].strip()
        assert prose.wikitext_span(block.start, block.end) == (block.wiki_start, block.wiki_end)
        assert 0 <= block.section < len(document.sections)
        inside = [
            index for index, at in enumerate(prose.prose_starts) if block.start <= at < block.end
        ]
        for index in inside[1:]:
            assert prose.wiki_ends[index - 1] <= prose.wiki_starts[index]
        before = block.start
        for sentence in document.sentences(block):
            assert before <= sentence.start < sentence.end <= block.end
            assert not prose.text[before : sentence.start].strip()
            before = sentence.end
        assert not prose.text[before : block.end].strip()


def assert_elements_are_sound(document: Document) -> None:
    """Elements are in order, inside the text, and their inside is inside them."""
    places = [(element.start, -element.end) for element in document.elements]
    assert places == sorted(places)
    for element in document.elements:
        assert 0 <= element.start <= element.inner_start <= element.inner_end <= element.end
        assert element.end <= len(document.wikitext)
    for mark in document.marks:
        assert 0 <= mark.start < mark.end <= len(document.prose.text)


def assert_sections_are_sound(document: Document) -> None:
    """Sections cover the text without a gap, a subsection inside its parent."""
    sections = document.sections
    assert sections[0].start == 0
    for left, right in pairwise(sections):
        assert left.content_end == right.start
    assert sections[-1].content_end == len(document.wikitext)
    for section in sections[1:]:
        assert section.start < section.heading_end <= section.content_end <= section.end
        if section.parent >= 0:
            parent = sections[section.parent]
            assert parent.level < section.level
            assert parent.start < section.start < section.end <= parent.end


def assert_sound(text: str) -> Document:
    document = scan(text)
    assert document.wikitext == text
    assert_map_is_exact(document)
    assert_blocks_are_sound(document)
    assert_elements_are_sound(document)
    assert_sections_are_sound(document)
    return document


def assert_nothing_leaks(document: Document) -> None:
    """No character of the prose stands where a reader of the page sees none."""
    text, prose = document.wikitext, document.prose
    unseen = (ElementKind.COMMENT, ElementKind.REFERENCE, ElementKind.CATEGORY)
    hidden = []
    for element in document.elements:
        is_empty_tag = element.kind is ElementKind.TAG and element.inner_end == element.inner_start
        if element.kind in unseen or is_empty_tag:
            hidden.append((element.start, element.end))
        elif element.is_piped:
            hidden.append((element.start, element.pipes[0]))
    for start, end in hidden:
        for span in prose.spans_within(start, end):
            assert prose.text[span.start : span.end] == PLACEHOLDER, text[start:end]


def test_the_sample_is_read_soundly() -> None:
    for text in sample_texts():
        document = assert_sound(text)
        assert document.incomplete is None
        assert_nothing_leaks(document)


@pytest.mark.corpus
@pytest.mark.skipif(CORPUS not in os.environ, reason=f"{CORPUS} names no folder")
def test_a_corpus_is_read_soundly() -> None:
    for text in corpus_texts():
        assert_nothing_leaks(assert_sound(text))


@settings(max_examples=400, deadline=None)
@given(MARKUP)
def test_scraps_of_markup_are_read_soundly(text: str) -> None:
    assert_sound(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_soundly(text: str) -> None:
    assert_sound(text)


@settings(max_examples=200, deadline=None)
@given(MARKUP, st.data())
def test_a_place_in_the_prose_is_found_again(text: str, data: st.DataObject) -> None:
    document = scan(text)
    prose = document.prose
    if not prose.blocks:
        return
    block = data.draw(st.sampled_from(prose.blocks))
    at = data.draw(st.integers(block.start, block.end - 1))
    span = prose.wikitext_span(at, at + 1)
    assert prose.position(span.start) == at
    if span.end - span.start == 1:
        assert prose.spans_within(*span) == ((at, at + 1),)
    assert prose.block_at(at) == block
    assert block in prose.blocks_touching(at, at + 1)


@pytest.mark.parametrize("separator", ["\n\n", "\n== A ==\n"])
def test_paragraphs_do_not_depend_on_each_other(separator: str) -> None:
    """A paragraph reads the same alone and on a page, unless markup opened before it."""
    paragraphs = ["a '''b''' [[c]].", "d {{e}} ''f'' g<ref>h</ref>", "1 &ndash; 2 [http://i.j k]"]
    whole = scan(separator.join(paragraphs)).prose
    alone = [scan(paragraph).prose.text.strip() for paragraph in paragraphs]
    read = [whole.text[b.start : b.end].strip() for b in whole.blocks]
    assert [text for text in read if text != "A"] == alone


def test_words_of_hidden_places_are_not_read() -> None:
    text = """{{Cite|title=HIDDEN}}<ref name="HIDDEN">HIDDEN [[a|HIDDEN]]</ref>[[HIDDEN|seen]]
<!-- HIDDEN --><nowiki>HIDDEN</nowiki><math>HIDDEN</math> [http://a.b/HIDDEN seen] http://HIDDEN.b
{| class="HIDDEN" {{style|HIDDEN}}
|- style="HIDDEN" <!--
HIDDEN -->
! scope="HIDDEN" | seen
| style="{{HIDDEN|HIDDEN}}" | seen || title=HIDDEN | seen
|}
[[File:HIDDEN.jpg|thumb|alt=HIDDEN|link=HIDDEN|seen<ref>HIDDEN</ref>]]
[[Category:HIDDEN]] <span title="HIDDEN">seen</span> {{infobox a|image=HIDDEN|b=seen|c={{HIDDEN}}}}
<gallery caption="HIDDEN">
File:HIDDEN.jpg|alt=HIDDEN|seen {{HIDDEN
|d=HIDDEN}}
</gallery>
<syntaxhighlight lang="HIDDEN">HIDDEN</syntaxhighlight> {{{HIDDEN|HIDDEN}}}
"""
    document = assert_sound(text)
    assert re.findall(r"HIDDEN|seen", document.prose.text) == ["seen"] * 9
