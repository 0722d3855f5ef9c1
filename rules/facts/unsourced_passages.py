"""The passages a change added that name no source, and those that need none.

A passage is what the edit added in one place: whole sentences, and paragraphs that follow each
other, over headings that were added with them. A paragraph that was there, or that is sourced,
ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from rules.contract import (
    PLACEHOLDER,
    Block,
    BlockKind,
    Change,
    Document,
    Sentence,
    Silenced,
)
from rules.facts.citations import asks_for_source, has_reference
from rules.facts.sourcing import SectionGuards

LEAST_WORDS = 6
WHOLE = 0.85
"""The share of a sentence's characters that makes it added as a whole: a rewritten one keeps
more of its old words."""

FULL_STOP = re.compile(rf"[.!?:][\"'”’)\]]{{0,3}}[\s{PLACEHOLDER}]*\Z")
VERB = re.compile(
    r"\b(?:is|was|were|are|be|been|has|have|had|became|won|made|led|ran|took|began|built|held|"
    r"left|lost|sold|wrote|gave|came|went|rose|fell|grew|set|bought|met|[a-z]{3,20}ed)\b"
)
"""An entry of a list without a verb is a title or a name, not a statement."""

LETTER = re.compile(r"[^\W\d_]")
FARTHEST_LIST = 20_000
"""Code points after a colon in which the end of what it announces is looked for."""


class Part(msgspec.Struct, frozen=True):
    """The added, unsourced sentences of one paragraph or list item, in order; at least one."""

    block: Block
    sentences: tuple[Sentence, ...]


Passage = tuple[Part, ...]


class AddedText(msgspec.Struct, frozen=True):
    """What a change added in whole sentences: ``passages`` without a source, in page order, and
    the ``excused`` places, in offsets of the new prose, each with its reason."""

    passages: tuple[Passage, ...]
    excused: tuple[Silenced, ...]


def unsourced_passages(change: Change) -> AddedText:
    """The added passages of the new document, whether they state facts or not.

    A source anywhere in the added sentences of a paragraph, or after them in it, counts for all of
    them.
    """
    found = list(_Passages(change).found())
    return AddedText(
        tuple(item for item in found if not isinstance(item, Silenced)),
        tuple(item for item in found if isinstance(item, Silenced)),
    )


def adds_a_sentence(change: Change) -> bool:
    """Whether a change adds a whole sentence, without which it has no passage."""
    return any(
        block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        and bool(_added_sentences(change, block))
        for block in change.changed_blocks()
    )


class _Passages:
    """Walks a change and gathers its passages."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.document = change.new
        self._passage: list[Part] = []
        self._sections = SectionGuards(change.new)

    def found(self) -> Iterator[Passage | Silenced]:
        """The added passages without a source, and the added paragraphs that need none."""
        sourced_header = False
        for block in self.document.prose.blocks:
            if block.kind is BlockKind.HEADING:
                sourced_header = has_reference(self.document, block.wiki_start, block.wiki_end)
                if not self.change.added.touches(block.wiki_start, block.wiki_end):
                    yield from self._finished()
                continue
            if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
                continue
            added = _added_sentences(self.change, block)
            guard = self._guard(block, added) if added else None
            if block.kind is BlockKind.PARAGRAPH:
                if _has_words(self.document, block):
                    sourced_header = has_reference(self.document, block.wiki_start, block.wiki_end)
            elif added and guard is None and sourced_header:
                guard = "a list with a source in its header"
            if guard is not None:
                yield Silenced(added[0].start, added[-1].end, guard)
                yield from self._finished()
            elif added:
                self._passage.append(Part(block, added))
            elif _is_running_text(self.document, block):
                yield from self._finished()
        yield from self._finished()

    def _finished(self) -> Iterator[Passage]:
        if self._passage:
            yield tuple(self._passage)
            self._passage = []

    def _guard(self, block: Block, added: tuple[Sentence, ...]) -> str | None:
        document = self.document
        start = document.prose.wikitext_span(added[0].start, added[0].end).start
        end = sources_end(document, block)
        if has_reference(document, start, end):
            return "a source in the paragraph"
        if asks_for_source(document, start, end):
            return "a source is asked for already"
        return self._sections.of(block.section)


def sources_end(document: Document, block: Block) -> int:
    """Where the text ends whose sources count for a paragraph, in wikitext offsets.

    What a colon announces (a quotation, a list, a table) may carry the source, and so may a set-off
    quotation that the paragraph leads into.
    """
    text = document.prose.text[block.start : block.end].rstrip(PLACEHOLDER + " \n")
    announces = text.endswith(":")
    for following in document.prose.blocks_within(block.end, block.end + FARTHEST_LIST):
        if not announces and not _has_words(document, following):
            continue
        announces = announces or following.kind is BlockKind.QUOTATION
        if not announces:
            return block.wiki_end
        if following.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and _has_words(
            document, following
        ):
            return max(following.wiki_start, block.wiki_end)
    if not announces:
        return block.wiki_end
    return max(document.sections[block.section].content_end, block.wiki_end)


def _has_words(document: Document, block: Block) -> bool:
    return LETTER.search(document.prose.text, block.start, block.end) is not None


def _added_sentences(change: Change, block: Block) -> tuple[Sentence, ...]:
    """The sentences of a block that were added as a whole."""
    if not change.added.touches(block.wiki_start, block.wiki_end):
        return ()
    document = change.new
    return tuple(
        sentence
        for sentence in document.sentences(block)
        if _is_whole(document.prose.text[sentence.start : sentence.end], block.kind)
        and _is_added(change, sentence)
    )


def _is_whole(text: str, kind: BlockKind) -> bool:
    if len(text.split()) < LEAST_WORDS or FULL_STOP.search(text) is None:
        return False
    return kind is BlockKind.PARAGRAPH or VERB.search(text) is not None


def _is_added(change: Change, sentence: Sentence) -> bool:
    start, end = change.new.prose.wikitext_span(sentence.start, sentence.end)
    covered = sum(span.end - span.start for span in change.added.within(start, end))
    return covered >= WHOLE * (end - start)


def _is_running_text(document: Document, block: Block) -> bool:
    return len(document.prose.text[block.start : block.end].split()) >= LEAST_WORDS
