"""Finds a second link to the same page in one main section, running text to running text.

Off unless it is asked for: many editors link anew in a long section. It leaves alone links in
infoboxes, tables, captions, references, lists and appendices, in the lead against the body, and
links to different sections of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Change,
    Class,
    Context,
    ElementKind,
    Evidence,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Source,
    Status,
    Unit,
    Verdict,
    local,
)
from rules.facts.heading_edits import edits_headings
from rules.facts.running_text import ARTICLE_NAMESPACES, is_in_appendix, is_in_paragraph
from rules.facts.section_kinds import chain

TARGET = re.compile(r"\[\[([^\[\]|{}<>\n]{1,255})")


@local
def edits_links_or_headings(change: Change) -> bool:
    """Whether the links, or the sections that hold them, may differ before and after."""
    if change.old_wikitext is None or edits_headings(change):
        return True
    return TARGET.findall(change.old_wikitext) != TARGET.findall(change.new_wikitext)


class DuplicateLink(Rule):
    """[[Ayub Khan]] … [[Ayub Khan]]."""

    meta = Meta(
        code="LAY007",
        name="duplicate-link",
        summary="The same page linked twice in one section",
        why="A second link in the same section adds colour and no way that the reader does not"
        " have.",
        source=Source.enwiki("MOS:OVERLINK"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.STRUCTURE,
        only_if=edits_links_or_headings,
        status=Status.OFF,
        confidence=0.9,
        guards=frozenset(),
        examples=(
            Example("The [[mill]] burnt. They built a new ⟦[[Mill|one]]⟧.", fix="one"),
            Example(
                "== Fire ==\nThe [[mill]] burnt.\n=== Later ===\nThe ⟦[[mill]]⟧ stood.\n",
                fix="mill",
            ),
            Example(
                "The [[mill]] burnt. The ⟦[[mill]]⟧ stood.",
                old="The [[mill]] burnt. The mill stood.",
            ),
            Example("== Fire ==\nThe [[mill]] burnt.\n== Now ==\nThe [[mill]] stood.\n"),
            Example("The [[mill]] burnt.<ref>[[Mill]]</ref>", guard="a reference"),
            Example("{{Infobox|[[mill]]}}\nThe [[mill]] burnt.", guard="an infobox"),
            Example("The [[mill]] burnt.\n{|\n| [[mill]]\n|}", guard="a table"),
            Example("[[File:A.jpg|thumb|A [[mill]]]]\nThe [[mill]] burnt.", guard="a caption"),
            Example("The [[mill#Sails|sails]] of the [[mill]] burnt.", guard="another section"),
            Example("The [[mill]] burnt.\n\n== See also ==\nThe [[dam]], the [[dam]]\n"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each link after the first to its target in a main section, brackets included."""
        document = unit.document
        if context.change.info.namespace not in ARTICLE_NAMESPACES:
            return
        first: dict[tuple[int, str], Evidence] = {}
        for element in document.elements:
            if element.kind is not ElementKind.LINK:
                continue
            if not is_in_paragraph(document, element):
                continue
            section = document.section_at(element.start)
            *_, main = chain(document, section.index)
            target = " ".join(element.name.replace("_", " ").split()).lstrip(": ")
            key = (main.index, target[:1].upper() + target[1:])
            place = Evidence(element.start, element.end)
            before = first.setdefault(key, place)
            if before is place or is_in_appendix(document, element.start):
                continue
            label = document.wikitext[element.inner_start : element.inner_end]
            yield Hit(
                start=element.start,
                end=element.end,
                message="The same page is linked before in this section.",
                suggestions=(label,) if label.strip() and not label.startswith(":") else (),
                evidence=(before,),
            )
