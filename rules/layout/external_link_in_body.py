"""Finds links to other websites in the running text, with a label or as a naked address.

It leaves alone what is allowed to link: lists of links, the sections External links, Further
reading and the like, references, templates, tables, infoboxes, captions; official sites, named as
such; the address itself where the text speaks of it; and pages that are no articles. A bracketed
address without a label is a matter of citation, not of this rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    BlockKind,
    Change,
    Class,
    Context,
    Document,
    Element,
    ElementKind,
    Evidence,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Silenced,
    Source,
    Span,
    Status,
    TextName,
    Unit,
    Verdict,
    local,
)
from rules.facts.running_text import ARTICLE_NAMESPACES, block_of, is_in_appendix

KINDS = (ElementKind.EXTERNAL_LINK, ElementKind.BARE_URL)
WEB = re.compile(r"(?:https?|ftp):?//|//", re.IGNORECASE)
OFFICIAL = re.compile(
    r"\b(?:official|home ?page|web ?site|web ?page)\b"
    r"|\A(?:www\.)?[\w-]{1,60}(?:\.[a-z]{2,10}){1,3}\Z",
    re.IGNORECASE,
)
"""Labels of a subject's own site, and labels that are an address: the text speaks of the site."""

SPOKEN_OF = re.compile(
    r"\b(?:URLs?|URIs?|address(?:es)?|web ?sites?|web ?pages?|home ?pages?|domains?|sites?)"
    r"(?: names?)?(?: (?:is|was|at|of|as|like|to|from))?[:,]?[\s(\"“']{1,3}\Z",
    re.IGNORECASE,
)
LONGEST_BEFORE = 60
LABEL = re.compile(r"[^\W\d_]\W?[^\W\d_]")
"""A figure as a label is a citation of a passage."""

NEAR = 200
LEAST_WORDS = 4
"""Words of a paragraph near the link: fewer are a line of a list of links without its bullet."""

OWN_WIKI = re.compile(
    r"(?:https?:)?//[a-z-]{2,12}(?:\.m)?\.wik(?:ipedia|tionary|inews|ibooks|iquote|isource|iversity"
    r"|ivoyage)\.org/wiki/[^?]*\Z"
)
"""Pages that have a link of the wiki's own form."""

NAKED = "A naked address stands in the text: make it a reference or move it to External links."
LABELLED = (
    "The text links to another website: make it a reference, move it to External links, or link"
    " the article on the matter."
)
ENTRY = re.compile(r"[ \t]*(?:[–—:|]|-[ \t])")
"""What stands between the link and its description in a list of links."""

QUOTE_MARKS = frozenset("\"'”’>")
IN_CODE = re.compile(r"[=\"'“‘<>|/\w]\Z")


@local
def links_out_of_paragraphs(change: Change) -> bool:
    """Whether what was added holds, or is part of, an outside link in running text."""
    return any(
        element.kind in KINDS and _place(change.new, element) is not None
        for element in change.changed_elements()
    )


class ExternalLinkInBody(Rule):
    """He wrote [http://a.example a book]."""

    meta = Meta(
        code="LAY010",
        name="external-link-in-body",
        summary="A link to another website in the running text",
        why="Links in the text lead to other articles; a website belongs in a reference or under"
        " External links.",
        source=Source.enwiki("WP:EL"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ARTICLE,
        only_if=links_out_of_paragraphs,
        status=Status.STABLE,
        confidence=0.93,
        guards=frozenset(),
        examples=(
            Example("The town has [http://a.example/x ⟦a small museum⟧] of its own."),
            Example("The town has a museum ([https://a.example/x ⟦see here⟧]) of its own."),
            Example("[https://en.wikipedia.org/wiki/Mill ⟦Mills⟧]"),
            Example("More on the old mill is found at ⟦https://a.example/x⟧ for all."),
            Example(
                "The town has [http://a.example/x ⟦a small museum⟧] of its own.",
                old="The town has a small museum of its own.",
            ),
            Example(
                "The old town has [http://a.example/x a small museum] of its own.",
                old="The town has [http://a.example/x a small museum] of its own.",
                guard="it was there",
            ),
            Example(
                "It is a town.\n\n== External links ==\nThere is [http://a.example a good map] of"
                " the old town.\n",
                guard="under External links",
            ),
            Example(
                "It is a town.\n\n== Sources and further reading ==\nThere is [http://a.example a"
                " good map] of the old town.\n",
                guard="under Further reading",
            ),
            Example("The town is old.<ref>In [http://a.example the paper] of 1990.</ref>"),
            Example(
                "{{Infobox town\n| web = The town has [http://a.example a small museum] now\n}}"
            ),
            Example("The town is old.<ref>See http://a.example/x and more of it</ref> It is."),
            Example("[[File:A.jpg|thumb|The town has [http://a.example a small museum] now]]"),
            Example("{|\n| The town has [http://a.example a small museum] of its own.\n|}"),
            Example("* [http://a.example The museum] of the old town by the sea"),
            Example("[http://a.example The museum]\n", guard="a list of links"),
            Example(
                "[http://a.example The museum] – a house with many rooms in the old town\n",
                guard="a line of a list of links",
            ),
            Example("The town is old [http://a.example] as they say.", guard="no label"),
            Example("So he wrote in the Hill ([http://a.example 2. 27]).", guard="a passage"),
            Example("The town is on the web at its [http://a.example official website] too."),
            Example("The service was sold as [http://a.example a.example] to a rival."),
            Example("The firm bought the domain http://a.example from its rival."),
            Example('A page of it begins with xmlns="http://a.example/x" and the names of it.'),
            Example("Parts of an address such as <code>http://a.example/x</code> have names."),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """The label, or the whole of a naked address; the link in full is the evidence."""
        document = unit.document
        if context.change.info.namespace not in ARTICLE_NAMESPACES:
            return
        for element in document.elements:
            if element.kind not in KINDS:
                continue
            place = _place(document, element)
            if place is None:
                continue
            guard = _guard(document, element, place)
            if guard is not None:
                yield Silenced(*place, guard)
                continue
            yield Hit(
                start=place.start,
                end=place.end,
                message=_message(element),
                # Brackets put around words that stood there are an addition as well.
                evidence=(Evidence(element.start, element.end, TextName.NEW_WIKITEXT),),
            )


def _message(element: Element) -> str:
    if OWN_WIKI.match(element.name):
        return "A page of a sister wiki is linked by its address: write a link in double brackets."
    return NAKED if element.kind is ElementKind.BARE_URL else LABELLED


def _place(document: Document, element: Element) -> Span | None:
    """Where the prose shows a link of a paragraph; None for one that is elsewhere or unlabelled."""
    if not WEB.match(element.name):
        return None
    prose = document.prose
    if element.kind is ElementKind.BARE_URL:
        at = prose.position(element.start)
        spans = [Span(at, at + 1)] if at is not None else []
    else:
        if not LABEL.search(document.wikitext, element.inner_start, element.inner_end):
            return None
        spans = list(prose.spans_within(element.inner_start, element.inner_end))
    if not spans:
        return None
    block = block_of(document, element)
    if block is None or block.kind is not BlockKind.PARAGRAPH:
        return None
    start, end = spans[0].start, spans[-1].end
    words = prose.text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if not block.start <= start < end <= block.end:
        return None
    return Span(start, end)


def _guard(document: Document, element: Element, place: Span) -> str | None:
    text = document.prose.text
    block = document.prose.block_at(place.start)
    around = text[max(place.start - NEAR, block.start) : place.start] + " "
    around += text[place.end : min(place.end + NEAR, block.end)]
    is_few = len(re.findall(r"[^\W\d_]{2,}", around)) < LEAST_WORDS
    if is_few and not OWN_WIKI.match(element.name):
        return "a line of a list of links"
    line = document.wikitext.rfind("\n", max(element.start - NEAR, 0), element.start) + 1
    begins = not document.wikitext[line : element.start].strip()
    if begins and ENTRY.match(document.wikitext, element.end):
        return "a line of a list of links"
    before = document.wikitext[max(element.start - 1, 0) : element.start]
    closed = document.wikitext[element.end : element.end + 1] in QUOTE_MARKS
    if element.kind is ElementKind.BARE_URL and (closed or IN_CODE.match(before)):
        return "an address in code or a quotation"
    if OFFICIAL.search(text[place.start : place.end]):
        return "a site named as the subject's own"
    if SPOKEN_OF.search(text[max(place.start - LONGEST_BEFORE, block.start) : place.start]):
        return "the text speaks of the address"
    if is_in_appendix(document, element.start):
        return "a section of links or literature"
    return None
