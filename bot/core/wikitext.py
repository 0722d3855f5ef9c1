"""The scanner: a revision's wikitext becomes a document of prose, elements and sections.

Scanning is our own, in two linear passes, because no parser both gives exact positions and stays
linear on hostile text. What needs a real parser is one element's own wikitext, and for that
mwparserfromhell is asked, only on small pieces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from bot.core.collector import without_collector
from bot.core.prose_builder import ProseBuilder, template_name
from bot.core.sentences import sentence_spans
from bot.core.template_kinds import FILE_NAMESPACES, INTERLANGUAGE, LONGEST_NAME
from bot.core.tokens import Node, NodeKind, Tokens
from rules.contract import Document, Element, ElementKind, Prose, Section

LARGEST_PARSED = 20_000
"""Code points of one element that mwparserfromhell is trusted with: it is quadratic on some."""

DEEPEST_PARSED = 30
ADDRESS = re.compile(r"\S{0,2000}")
REFERENCE_NAME = re.compile(r"""\bname\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/>]+))""", re.IGNORECASE)
KINDS = {
    NodeKind.TEMPLATE: ElementKind.TEMPLATE,
    NodeKind.PARAMETER: ElementKind.PARAMETER,
    NodeKind.LINK: ElementKind.LINK,
    NodeKind.EXTERNAL_LINK: ElementKind.EXTERNAL_LINK,
    NodeKind.BARE_URL: ElementKind.BARE_URL,
    NodeKind.REFERENCE: ElementKind.REFERENCE,
    NodeKind.GALLERY: ElementKind.TAG,
    NodeKind.COMMENT: ElementKind.COMMENT,
    NodeKind.OPAQUE: ElementKind.TAG,
    NodeKind.TAG: ElementKind.TAG,
}


def scan(wikitext: str) -> Document:
    """The document of a wikitext; linear in its length, whatever it holds.

    A NUL is read as the replacement character, as MediaWiki does, position by position.
    """
    readable = wikitext.replace("\0", "�") if "\0" in wikitext else wikitext
    with without_collector():
        tokens = Tokens(readable)
        builder = ProseBuilder(tokens)
        prose = builder.build()
    sections = _sections(builder.headings, len(readable))
    return Document(
        wikitext=wikitext,
        prose=_with_sections(prose, sections),
        read_elements=lambda: _elements(readable, tokens.nodes, builder.tables),
        sections=sections,
        marks=builder.marks,
        split=sentence_spans,
        read_parameters=template_parameters,
        incomplete="markup is nested too deeply to be read whole" if tokens.too_deep else None,
    )


def _elements(
    text: str, nodes: Sequence[Node], tables: Sequence[tuple[int, int, int]]
) -> tuple[Element, ...]:
    with without_collector():
        found = [_element(text, node) for node in nodes if node.kind in KINDS]
        found += [
            Element(ElementKind.TABLE, start, end, "", inner_start, end, text[start:inner_start])
            for start, inner_start, end in tables
        ]
        if tables:
            found.sort(key=_by_place)
        return tuple(found)


def _by_place(element: Element) -> tuple[int, int]:
    return element.start, -element.end


def template_parameters(wikitext: str) -> Mapping[str, str]:
    """The parameters of one template's wikitext by name, trimmed; a later one wins, as on a wiki.

    Empty for text that is no template, is too large or too deep for the parser.
    """
    if len(wikitext) > LARGEST_PARSED or wikitext.count("{{") > DEEPEST_PARSED * 20:
        return {}
    import mwparserfromhell

    templates = mwparserfromhell.parse(wikitext).filter_templates(recursive=False)
    if not templates:
        return {}
    return {
        str(parameter.name).strip(): str(parameter.value).strip()
        for parameter in templates[0].params
    }


def _element(text: str, node: Node) -> Element:
    kind = KINDS[node.kind]
    name, attributes = node.name, ""
    inner_start, inner_end = node.inner_start, node.inner_end
    pipes = tuple(node.pipes) if node.pipes else ()
    if kind is ElementKind.TEMPLATE or kind is ElementKind.PARAMETER:
        name_end = min(pipes[0] if pipes else inner_end, inner_start + LONGEST_NAME)
        name = template_name(text[inner_start:name_end])
    elif kind is ElementKind.LINK:
        target = text[inner_start : pipes[0] if pipes else inner_end].strip()
        kind, name = _link_kind(target, bool(pipes)), target
        if pipes:
            inner_start = pipes[-1 if kind is ElementKind.FILE else 0] + 1
    elif kind is ElementKind.EXTERNAL_LINK:
        match = ADDRESS.match(text, inner_start, inner_end)
        name = match[0] if match else ""
        inner_start += len(name)
    elif kind is ElementKind.BARE_URL:
        name = text[node.start : node.end]
        inner_start, inner_end = node.start, node.end
    elif kind is ElementKind.REFERENCE:
        attributes = text[node.start + 4 : node.inner_start].rstrip("/>").strip()
        match = REFERENCE_NAME.search(attributes)
        name = next((g for g in match.groups() if g is not None), "") if match else ""
    elif kind is ElementKind.TAG:
        attributes = text[node.start : node.inner_start]
    return Element(kind, node.start, node.end, name, inner_start, inner_end, attributes, pipes)


def _link_kind(target: str, piped: bool) -> ElementKind:
    prefix, colon, _ = target.partition(":")
    namespace = prefix.strip().lower()
    if colon and namespace:
        if namespace in FILE_NAMESPACES:
            return ElementKind.FILE
        if namespace == "category":
            return ElementKind.CATEGORY
        if not piped and INTERLANGUAGE.match(prefix.strip()):
            return ElementKind.INTERLANGUAGE
    return ElementKind.LINK


def _sections(headings: list[tuple[int, int, int, str]], length: int) -> list[Section]:
    first = headings[0][1] if headings else length
    ends = [length] * len(headings)
    parents = [-1] * len(headings)
    open_sections: list[int] = []
    for index, (level, start, _, _) in enumerate(headings):
        while open_sections and headings[open_sections[-1]][0] >= level:
            ends[open_sections.pop()] = start
        parents[index] = open_sections[-1] + 1 if open_sections else -1
        open_sections.append(index)
    sections = [Section(0, 0, "", 0, 0, first, first, -1)]
    for index, (level, start, heading_end, title) in enumerate(headings):
        following = headings[index + 1][1] if index + 1 < len(headings) else length
        sections.append(
            Section(
                index + 1, level, title, start, heading_end, following, ends[index], parents[index]
            )
        )
    return sections


def _with_sections(prose: Prose, sections: list[Section]) -> Prose:
    starts = [section.start for section in sections]
    prose.blocks = tuple(
        msgspec.structs.replace(block, section=max(bisect_right(starts, block.wiki_start) - 1, 0))
        for block in prose.blocks
    )
    return prose
