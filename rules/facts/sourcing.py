"""Where Wikipedia asks for no source: whole pages, and sections of a page."""

from __future__ import annotations

import re

from rules.contract import Block, BlockKind, Change, Document, ElementKind, Section
from rules.facts.citations import has_reference
from rules.facts.section_kinds import (
    APPENDIX,
    PLOT,
    REFERENCE_LIST,
    WORK_TITLE,
    chain,
    has_body,
    is_disambiguation,
    is_fed_by_main,
)
from rules.facts.summary_shapes import is_undoing

ARTICLE_NAMESPACES = frozenset({0, 118})
"""Articles and drafts; elsewhere nobody asks for sources."""

FOR_ALL = re.compile(
    r"\b(?:(?:this|the following|following|these|all|the) (?:sections?|accounts?|descriptions?|"
    r"lists?|summar(?:y|ies)|figures|data|dates|information|tables?|subsections?|biograph(?:y|ies))?"
    r" ?(?:below )?(?:is|are|was|were|follows?|comes?) (?:[a-z]{1,14} ){0,2}?"
    r"(?:based (?:up)?on|(?:drawn|taken|adapted|compiled|condensed|summari[sz]ed|sourced|derived|"
    r"made) from|from)|unless (?:otherwise )?(?:noted|stated|specified|indicated)|sources?:)",
    re.IGNORECASE,
)
"""By what a section's opening says that its source is that of all that follows."""

SECTION_TAG = re.compile(
    r"(?:un(?:referenced|sourced|cited)|(?:more )?citations needed|more footnotes(?: needed)?|"
    r"refimprove|no footnotes|blp (?:un)?sources?d?)[ -]section\Z"
    r"|(?:more citations needed|unreferenced|refimprove|unsourced)\Z",
    re.IGNORECASE,
)


def page_guard(change: Change) -> str | None:
    """Why no source is asked for anywhere on a page, or of what an edit adds to it."""
    info = change.info
    if is_disambiguation(change.new):
        return "a disambiguation page"
    if WORK_TITLE.search(info.title):
        return "a page whose source is the work itself"
    if is_undoing(info):
        # Text put back was added, and perhaps sourced, by someone else before.
        return "text put back by undoing another edit"
    if _only_general_references(change.new):
        return "the page gives its sources together at its end"
    return None


class SectionGuards:
    """Why no source is asked for in the sections of a document; each is read at most once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: dict[int, str | None] = {}
        self._own: dict[int, str | None] = {}
        self._sourced: dict[int, bool] = {}
        self._paragraphs: dict[int, list[Block]] | None = None

    def of(self, index: int) -> str | None:
        """The reason for the section of this index, those around it included; None if none."""
        if index not in self._found:
            self._found[index] = self._read(index)
        return self._found[index]

    def _read(self, index: int) -> str | None:
        if index == 0:
            return "the lead, which sums up the article" if has_body(self._document) else None
        for section in chain(self._document, index):
            guard = self._own_guard(section)
            if guard is not None:
                return guard
            if section.index != index and self._opens_with_source(section):
                return "a source given for the whole section"
        return None

    def _own_guard(self, section: Section) -> str | None:
        if section.index not in self._own:
            self._own[section.index] = _own_guard(self._document, section)
        return self._own[section.index]

    def _opens_with_source(self, section: Section) -> bool:
        """Whether the opening above a section's subsections names their source."""
        if section.index not in self._sourced:
            prose = self._document.prose
            self._sourced[section.index] = any(
                FOR_ALL.search(prose.text, sentence.start, sentence.end) is not None
                and has_reference(
                    self._document, *prose.wikitext_span(sentence.start, sentence.end)
                )
                for block in self._openings().get(section.index, ())
                for sentence in self._document.sentences(block)
            )
        return self._sourced[section.index]

    def _openings(self) -> dict[int, list[Block]]:
        if self._paragraphs is None:
            self._paragraphs = {}
            for block in self._document.prose.blocks:
                if block.kind is BlockKind.PARAGRAPH:
                    self._paragraphs.setdefault(block.section, []).append(block)
        return self._paragraphs


def section_guards(change: Change) -> SectionGuards:
    """The sections of the new document, each read when it is asked for."""
    return SectionGuards(change.new)


def _own_guard(document: Document, section: Section) -> str | None:
    if section.index == 0:
        return None
    if PLOT.match(section.title):
        return "a section whose source is the work itself"
    if APPENDIX.match(section.title):
        return "an appendix"
    if is_fed_by_main(document, section):
        return "a section fed by another page"
    if _is_tagged(document, section):
        return "a section marked as unsourced already"
    if has_reference(document, section.start, section.heading_end):
        return "a source given for the whole section"
    return None


def _is_tagged(document: Document, section: Section) -> bool:
    """Whether a tag above a section's text says that it lacks sources."""
    return any(
        SECTION_TAG.match(element.name.strip())
        for element in document.elements_within(
            section.heading_end, section.content_end, ElementKind.TEMPLATE
        )
    )


def _only_general_references(document: Document) -> bool:
    """Whether the page lists sources at its end and cites none of them in the text."""
    lists = [s for s in document.sections[1:] if REFERENCE_LIST.match(s.title)]
    if not any(
        has_reference(document, s.heading_end, s.content_end)
        or "\n*" in document.wikitext[s.heading_end : s.content_end]
        for s in lists
    ):
        return False
    return not any(
        has_reference(document, section.start, section.content_end)
        for section in document.sections
        if not APPENDIX.match(section.title)
    )
