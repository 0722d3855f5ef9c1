"""The units that each scope hands to a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.contract import Block, Change, Document, ElementKind, Meta, Scope, TextName, Unit

DEEPEST_READ = 64
"""Nesting beyond which an element is no unit of its own: each level repeats the text inside."""


def readable_blocks(change: Change, *, whole_page: bool) -> tuple[Block, ...]:
    """The blocks that rules of block and sentence scope read."""
    return change.new.prose.blocks if whole_page else change.changed_blocks()


def units(
    meta: Meta, change: Change, *, whole_page: bool, blocks: Iterable[Block] | None = None
) -> Iterator[Unit]:
    """What a rule of this scope reads of a change, in page order.

    With ``whole_page``, what the revision did not touch as well. A revision that adds nothing
    still yields its CHANGE, STRUCTURE and SUMMARY units. ``blocks`` narrows the readable ones to
    those where the rule could speak.
    """
    new = change.new
    scope = meta.scope
    if scope is Scope.SUMMARY:
        if change.info.summary:
            yield Unit(change.info.summary, 0, TextName.SUMMARY, new)
    elif scope is Scope.STRUCTURE:
        yield structure_unit(new)
    elif scope is Scope.CHANGE:
        for pair in change.sentence_pairs():
            text = new.prose.text[pair.new.start : pair.new.end]
            yield Unit(text, pair.new.start, TextName.NEW_PROSE, new, pair.new.block, None, pair)
    elif scope is Scope.ARTICLE:
        if change.added or whole_page:
            yield Unit(new.prose.text, 0, TextName.NEW_PROSE, new)
    elif scope is Scope.MARKUP:
        yield from _elements(change, whole_page)
    else:
        if blocks is None:
            blocks = readable_blocks(change, whole_page=whole_page)
        yield from _prose(meta, change, blocks, whole_page)


def structure_unit(document: Document) -> Unit:
    """The unit of a STRUCTURE rule: the whole wikitext of a document, new or old."""
    return Unit(document.wikitext, 0, TextName.NEW_WIKITEXT, document)


def _elements(change: Change, whole_page: bool) -> Iterator[Unit]:
    new = change.new
    enclosing: list[int] = []
    for element in new.elements if whole_page else change.changed_elements():
        while enclosing and enclosing[-1] <= element.start:
            enclosing.pop()
        enclosing.append(element.end)
        if element.kind is ElementKind.TABLE or len(enclosing) > DEEPEST_READ:
            continue
        text = new.wikitext[element.start : element.end]
        yield Unit(text, element.start, TextName.NEW_WIKITEXT, new, None, element)


def _prose(meta: Meta, change: Change, blocks: Iterable[Block], whole_page: bool) -> Iterator[Unit]:
    new = change.new
    prose = new.prose
    for block in blocks:
        if block.kind not in meta.blocks:
            continue
        if meta.scope is Scope.ADDED:
            text = prose.text[block.start : block.end]
            yield Unit(text, block.start, TextName.NEW_PROSE, new, block)
            continue
        for sentence in new.sentences(block):
            if whole_page or change.adds_to(sentence.start, sentence.end):
                text = prose.text[sentence.start : sentence.end]
                yield Unit(text, sentence.start, TextName.NEW_PROSE, new, block)
