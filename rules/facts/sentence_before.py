"""The sentence before another, which tells whom a pronoun may mean."""

from __future__ import annotations

from bisect import bisect_right

from rules.contract import Block, BlockKind, Document, Sentence

REACH = 8
"""Captions and list items that may stand between two paragraphs of one section."""


def with_sentence_before(document: Document, position: int) -> tuple[Sentence | None, str]:
    """The sentence at a prose offset, and the text of the one before it.

    The first of a paragraph follows the last of the paragraph before, within their section.
    """
    prose = document.prose
    block = prose.block_at(position)
    sentences = document.sentences(block)
    index = bisect_right(sentences, position, key=_start) - 1
    if index < 0 or position >= sentences[index].end:
        return None, ""
    if index:
        return sentences[index], prose.text[sentences[index - 1].start : sentences[index - 1].end]
    at = bisect_right(prose.blocks, block.start, key=_block_start) - 1
    if block.kind is BlockKind.PARAGRAPH:
        for other in reversed(prose.blocks[max(at - REACH, 0) : at]):
            before = document.sentences(other) if other.section == block.section else ()
            if other.kind is BlockKind.PARAGRAPH and before:
                return sentences[0], prose.text[before[-1].start : before[-1].end]
    return sentences[0], ""


def _start(sentence: Sentence) -> int:
    return sentence.start


def _block_start(block: Block) -> int:
    return block.start
