"""Finds headings with nothing under them: the next heading is as high or higher, or the page ends.

A pointer to another page ({{main}}), a comment and a category are no content; any other template,
a file, a table or a list is. Under a heading with pointers alone the finding is on trial: that is
common, and widely accepted where the other page is a list. It leaves alone a heading that only
gathers subsections, the letters of an alphabetical list, and a last heading under which the
software puts the references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Change,
    Class,
    Context,
    Document,
    Element,
    ElementKind,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Section,
    Severity,
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
)

POINTERS = frozenset(
    """main;main article;main articles;main page;main list;see;see also;see also2;seealso;
    further;further information;further ill;details;for;for2;about;hatnote;rellink;broader;
    more information;more;other uses;otheruses;redirect;distinguish;not to be confused with;
    category see also;main category;see main;also;details on""".replace("\n    ", "").split(";")
)
"""Templates that only point to another page, in lower case."""

INVISIBLE = frozenset(
    """clear;clr;-;clear left;clear right;defaultsort;short description;anchor;anchors;shortcut;
    use dmy dates;use mdy dates""".replace("\n    ", "").split(";")
)
"""Templates that show nothing of their own, in lower case."""

UNSEEN = frozenset({ElementKind.COMMENT, ElementKind.CATEGORY, ElementKind.INTERLANGUAGE})
BARE_MARKUP = re.compile(
    r"</?(?:br|div|span|section|p|center|onlyinclude|noinclude|includeonly)\b[^<>]{0,200}>"
    r"|__[A-Z]{3,30}__|-{4,}|&nbsp;|[\s\u200b\ufeff]+",
    re.IGNORECASE,
)
REFERENCE_TITLE = re.compile(
    r"(?:references?|notes?|footnotes?|citations?|sources?|notes and references|"
    r"references and notes)\Z",
    re.IGNORECASE,
)


class EmptySection(Rule):
    """A heading with nothing under it."""

    meta = Meta(
        code="LAY001",
        name="empty-section",
        summary="A heading with nothing under it",
        why="A reader who follows the table of contents finds nothing there.",
        source=Source.enwiki("MOS:LAYOUT"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.STRUCTURE,
        by_section=True,
        status=Status.STABLE,
        confidence=0.95,
        guards=frozenset(),
        examples=(
            Example("A page.\n\n== ⟦Early life⟧ ==\n\n== Career ==\nShe sang.\n"),
            Example("== Life ==\nA.\n=== ⟦Youth⟧ ===\n== Career ==\nShe sang.\n"),
            Example("== Career ==\nShe sang.\n\n== ⟦Legacy⟧ ==\n"),
            Example("== Career ==\nShe sang.\n\n==⟦Legacy⟧==\n[[Category:Singers]]\n"),
            Example("== ⟦Legacy⟧ ==\n<!-- to be written -->\n== Career ==\nShe sang.\n"),
            Example("== ⟦Legacy⟧ ==\n{{Main|Her legacy}}\n== Career ==\nShe sang.\n"),
            Example("== ⟦Legacy⟧ == <!-- soon -->\n\n&nbsp;\n<br>\n== Career ==\nShe sang.\n"),
            Example(
                "== Career ==\nShe sang.\n== ⟦Legacy⟧ ==\n== Death ==\nShe died.\n",
                old="== Career ==\nShe sang.\n== Legacy ==\nMuch.\n== Death ==\nShe died.\n",
            ),
            Example(
                "== Career ==\nShe sang well.\n== Legacy ==\n== Death ==\nShe died.\n",
                old="== Career ==\nShe sang.\n== Legacy ==\n== Death ==\nShe died.\n",
                guard="it was empty before",
            ),
            Example("== Life ==\n=== Youth ===\nShe ran.\n", guard="a parent of subsections"),
            Example("== Life ==\n{{Empty section}}\n== Death ==\nA.\n", guard="a template"),
            Example("== Life ==\n{{Main|A}}\nShe ran.\n== Death ==\nA.\n", guard="prose"),
            Example("== Cast ==\n{{Cast listing}}\n== Death ==\nA.\n", guard="a template"),
            Example("== Map ==\n[[File:A.png]]\n== Death ==\nA.\n", guard="a file"),
            Example("== Map ==\n<gallery>\nA.png\n</gallery>\n== Death ==\nA.\n"),
            Example("== Data ==\n{|\n| a\n|}\n== Death ==\nA.\n", guard="a table"),
            Example("== References ==\n{{Reflist}}\n[[Category:A]]\n", guard="a template"),
            Example(
                f"Text.<ref>A</ref>\n{'It is old. ' * 20}\n== ⟦References⟧ ==\n== External links"
                " ==\n* [http://a.example B]\n",
                old=f"Text.<ref>A</ref>\n{'It is old. ' * 20}\n== References ==\n{{{{Reflist}}}}\n"
                "== External links ==\n* [http://a.example B]\n",
            ),
            Example(
                "Text.<ref>A</ref>\n== References ==\n[[Category:A]]\n",
                guard="the software puts the references at the end",
            ),
            Example("== References ==\n<references />\n== See also ==\n* [[A]]\n"),
            Example("== A ==\n== B ==\n* [[Ball]]\n", guard="an alphabetical list"),
            Example("<nowiki>== Life ==</nowiki>\nA.\n", guard="no heading"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each heading without content, on the words of the heading."""
        document = unit.document
        sections = document.sections
        for section in sections[1:]:
            following = sections[section.index + 1 : section.index + 2]
            if following and following[0].level > section.level:
                continue
            if not _is_empty(document, section):
                continue
            start = document.wikitext.find(section.title, section.start, section.heading_end)
            if not section.title or start == -1:
                continue
            end = start + len(section.title)
            guard = _guard(document, section, context.change)
            if guard is not None:
                yield Silenced(start, end, guard)
                continue
            points = any(
                _template_name(element) in POINTERS
                for element in document.elements_within(section.heading_end, section.content_end)
            )
            yield Hit(
                start=start,
                end=end,
                message="There is nothing under this heading"
                + (" but pointers to other pages" if points else "")
                + ": write the section, mark it with {{empty section}}, or take the heading out.",
                confidence=0.85 if points else None,
                # Many editors accept a heading over {{main}} alone, so it is no sure fault.
                on_trial=points,
            )


def _is_empty(document: Document, section: Section) -> bool:
    """Whether a reader sees nothing between this heading and the next."""
    at = section.heading_end
    for element in document.elements_within(at, section.content_end):
        if element.start < at:
            continue
        if element.kind not in UNSEEN and _template_name(element) not in POINTERS | INVISIBLE:
            continue
        if not _is_bare(document.wikitext[at : element.start]):
            return False
        at = element.end
    return _is_bare(document.wikitext[at : section.content_end])


def _template_name(element: Element) -> str:
    """The name in lower case, without the argument of a parser function; empty if no template."""
    if element.kind is not ElementKind.TEMPLATE:
        return ""
    return element.name.partition(":")[0].strip().lower()


def _is_bare(wikitext: str) -> bool:
    at = 0
    while match := BARE_MARKUP.match(wikitext, at):
        at = match.end()
    return at == len(wikitext)


def _guard(document: Document, section: Section, change: Change) -> str | None:
    if len(section.title) == 1 or re.fullmatch(r"0[-–]9|\d[-–]\d|[A-Z][-–][A-Z]", section.title):
        return "a letter of an alphabetical list"
    if section.index < len(document.sections) - 1:
        return None
    # Asked first: where only a part of the page is known, its last heading need not be the page's.
    is_new = document is change.new
    if REFERENCE_TITLE.match(section.title):
        return "the software puts the references at the end"
    if is_new and _ended_so_before(change, section):
        return "where the text ended before, perhaps only part of a page"
    return None


def _ended_so_before(change: Change, section: Section) -> bool:
    """Whether the old text, too, ended with just this heading.

    A page seldom does, but the changed lines of one often do.
    """
    end = section.start + len(change.new.wikitext[section.start :].rstrip()) - 1
    first, last = change.old_offset(section.start), change.old_offset(end)
    if first is None or last is None or change.old is None:
        return False
    return change.old.wikitext[last + 1 :].strip() == ""
