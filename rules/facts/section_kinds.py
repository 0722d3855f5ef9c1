"""What a section is for: the lead, a plot, an appendix, a summary of another page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import BlockKind, Document, ElementKind, Section

PLOT = re.compile(
    r"(?:plot|synops[ie]s|story(?:line)?|premise|setting|characters?|cast|episodes?|contents?|"
    r"fictional|in-universe|lyrics|narrative|track ?list(?:ing)?|backstory|plot summary|summary|"
    r"(?:main|other|minor|supporting|recurring) (?:characters|cast)|"
    r"list of (?:characters|episodes)|"
    r"character (?:biography|history)|roles|gameplay)\b",
    re.IGNORECASE,
)
"""Sections whose source is the work itself."""

WORK_TITLE = re.compile(
    r"\b(?:characters|episodes)\b|\((?:[\w' ]{0,40} )?character\)", re.IGNORECASE
)
"""Titles of pages that retell a work from end to end."""

APPENDIX = re.compile(
    r"(?:see also|external links?|references?|footnotes?|notes?|citations?|sources?|"
    r"bibliograph(?:y|ies)|further reading|(?:selected |published |written )?(?:works|"
    r"publications|books|writings)|discograph(?:y|ies)|filmograph(?:y|ies)|gallery|"
    r"notes and references|references and notes|literature|works cited|general references|"
    r"explanatory notes|secondary sources|primary sources)\Z",
    re.IGNORECASE,
)
REFERENCE_LIST = re.compile(
    r"(?:references?|sources?|citations?|bibliography|works cited|general references|literature|"
    r"notes and references|references and notes|footnotes?|notes)\Z",
    re.IGNORECASE,
)

MAIN_TEMPLATES = frozenset(
    """main;main article;main articles;main page;main list;excerpt;transcluded section;
    labelled section;section link;see main;details""".replace("\n    ", "").split(";")
)
DISAMBIGUATION = re.compile(
    r"(?:disambig\w*|dab|hndis|geodis|surname|given name|numberdis|schooldis|roaddis|callsigndis|"
    r"mathdab|letter-?numbercombdisambig|airport disambig\w*|(?:.{1,40} )?disambiguation|"
    r"set index article|sia|shipindex|mountain index|name dab|human name disambiguation)\Z",
    re.IGNORECASE,
)

LEAST_WORDS_OF_BODY = 8


def chain(document: Document, index: int) -> Iterator[Section]:
    """A section and those around it, innermost first; the lead only for itself."""
    while index >= 0:
        section = document.sections[index]
        yield section
        index = section.parent


def has_body(document: Document) -> bool:
    """Whether any section but the lead and the appendices holds running text."""
    text = document.prose.text
    for block in document.prose.blocks:
        if block.section == 0 or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        if any(APPENDIX.match(s.title) for s in chain(document, block.section)):
            continue
        if len(text[block.start : block.end].split()) >= LEAST_WORDS_OF_BODY:
            return True
    return False


def is_fed_by_main(document: Document, section: Section) -> bool:
    """Whether a section says that another page holds the matter in full."""
    start, end = section.heading_end, section.content_end
    return section.index > 0 and any(
        element.name.lower() in MAIN_TEMPLATES
        for element in document.elements_within(start, end, ElementKind.TEMPLATE)
    )


def is_disambiguation(document: Document) -> bool:
    """Whether a page only tells apart pages of like names."""
    return any(
        element.kind is ElementKind.TEMPLATE and DISAMBIGUATION.match(element.name)
        for element in document.elements
    )
