"""Whether a passage may tell fiction, where nothing has to agree with the calendar."""

from __future__ import annotations

import re

from rules.contract import Block, Change, Document, ElementKind
from rules.facts.section_kinds import PLOT, WORK_TITLE, chain

FICTION = re.compile(
    r"\b(?:fiction\w*|novels?|films?|characters?|episodes?|comics?|manga|anime|games?|"
    r"television series|star wars|star trek|doctor who|dystopia\w*|alternate histor\w*|"
    r"role-playing|superhero\w*|short stories|timelines?|future)\b",
    re.IGNORECASE,
)
"""Words of categories and infoboxes of works and what they tell of."""

OTHER_CALENDAR = re.compile(
    r"Bikram|Vikram|Buddhist (?:Era|calendar)|Holocene calendar|Solar Hijri"
)

WORK_INFOBOX = re.compile(
    r"infobox.*(?:character|film|book|novel|television|video ?game|comic|anime|manga|episode)",
    re.IGNORECASE,
)


def retells_a_work(document: Document, block: Block) -> bool:
    """Whether the section of a block retells a work."""
    return any(PLOT.match(section.title) for section in chain(document, block.section))


def other_reckoning(change: Change) -> str:
    """Why years on the new page need be none of ours: a work of fiction, a calendar; or nothing."""
    if OTHER_CALENDAR.search(change.new.wikitext):
        return "the page names another calendar"
    return "a page about a work of fiction" if _is_about_fiction(change.new) else ""


def _is_about_fiction(document: Document) -> bool:
    for element in document.elements:
        if element.kind is ElementKind.CATEGORY and (
            FICTION.search(element.name) or WORK_TITLE.search(element.name)
        ):
            return True
        if element.kind is ElementKind.TEMPLATE and WORK_INFOBOX.match(element.name):
            return True
    return False
