"""Finds references that are a bare address, and bracketed addresses without a label.

``<ref>http://…</ref>`` says nothing of author, title or date, and once the page behind it is gone
nobody can tell what it was. A day of access does not help. It leaves alone addresses in templates,
whose parameters say the rest, references that say in words what they cite, those that an editor
has marked already, the section of external links, infoboxes and tables, and talk pages.
"""

from __future__ import annotations

import re
from bisect import bisect_left
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
    Severity,
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
)
from rules.facts.addresses import ADDRESS
from rules.facts.section_kinds import APPENDIX, chain
from rules.facts.sourcing import ARTICLE_NAMESPACES

WORD = re.compile(r"[^\W_]+")
SAYS_NOTHING = frozenset(
    """accessed retrieved access date last visited viewed checked read on as of at the from see via
    source url link web website available online st nd rd th january february march april may june
    july august september october november december jan feb mar apr jun jul aug sep sept oct nov
    dec pdf""".split()
)
"""Words that say no more than when and how the page was read."""

DAY = re.compile(r"\d{1,4}(?:st|nd|rd|th)?", re.IGNORECASE)
LONGEST_BODY = 2_500
"""Code points of a reference beyond which it is more than an address."""

DEEPEST = 400
"""Elements before an address among which one that encloses it is looked for."""

ENCLOSING = frozenset({ElementKind.TEMPLATE, ElementKind.REFERENCE, ElementKind.TABLE})


class BareUrl(Rule):
    """A reference that is only an address."""

    meta = Meta(
        code="CIT005",
        name="bare-url",
        summary="A reference that is only an address",
        why="Once the page behind a bare address is gone, nobody can tell what it was.",
        source=Source.enwiki("WP:BAREURLS"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.MARKUP,
        status=Status.STABLE,
        confidence=0.95,
        guards=frozenset(),
        examples=(
            Example("A.<ref>⟦http://a.org/b⟧</ref>"),
            Example("A.<ref> ⟦[https://a.org/b]⟧ </ref>"),
            Example('A.<ref name="b">⟦https://a.org/b⟧, accessed on 3 May 2010.</ref>'),
            Example("A.<ref>⟦https://a.org/b⟧ {{dead link|date=May 2010}}</ref>"),
            Example("The mill is old ⟦[http://a.org/b]⟧ and lies on a river."),
            Example(
                "A.<ref>⟦http://a.org/b⟧</ref> C.<ref>http://a.org/c</ref>",
                old="C.<ref>http://a.org/c</ref>",
            ),
            Example("A.<ref>{{cite web|url=http://a.org/b|title=B}}</ref>", guard="a template"),
            Example("A.<ref>[http://a.org/b The mill]</ref>", guard="a label"),
            Example("A.<ref>Lee, ''The Mill''. http://a.org/b</ref>", guard="described in words"),
            Example("A.<ref>Town Records. [http://a.org/b]</ref>", guard="described in words"),
            Example(
                "A.<ref>{{webarchive|url=http://web.archive.org/web/2010/http://a.org/b}}</ref>",
                guard="an archive in a template",
            ),
            Example(
                "A.<ref>http://a.org/b {{bare URL inline|date=May 2010}}</ref>",
                guard="marked already",
            ),
            Example("A.\n\n== External links ==\n* [http://a.org/b]", guard="the external links"),
            Example("{{Infobox mill\n| website = [http://a.org/b]\n}}", guard="an infobox"),
            Example("A.<ref name=b /> C.{{sfn|Lee|1990}}", guard="no address"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """The address of a bare reference, or a bracketed address without a label."""
        element = unit.element
        if element is None or _namespace(context) not in ARTICLE_NAMESPACES:
            return
        if element.kind is ElementKind.REFERENCE:
            yield from _reference(unit, element)
        elif element.kind is ElementKind.EXTERNAL_LINK and element.inner_start == element.inner_end:
            end = len(unit.text)
            guard = _place_guard(unit.document, element)
            if guard is not None:
                yield Silenced(0, end, guard)
            else:
                yield Hit(start=0, end=end, message=_MESSAGE)


_MESSAGE = (
    "This is only an address. Please add who wrote it, its title and its date: without them nobody"
    " can find it again once the page is gone."
)
TEMPLATE = re.compile(r"\{\{\s{0,3}([^{}|]{1,60})(?:\|[^{}]{0,300})?\}\}")
MARKED = re.compile(r"\{\{\s{0,3}(?:bare[ _]url|full[ _]citation)", re.IGNORECASE)
HARMLESS = re.compile(
    r"(?:dead ?link|dl|cbignore|subscription|subscription required|registration|"
    r"registration required|in lang|.{2,3} icon|pdf|verify source|better source.{0,10}|"
    r"self-published inline|unreliable source.?|failed verification)\Z",
    re.IGNORECASE,
)


def _namespace(context: Context) -> int:
    change: Change = context.change
    return change.info.namespace


def _reference(unit: Unit, element: Element) -> Iterator[Verdict]:
    start, end = element.inner_start - unit.start, element.inner_end - unit.start
    body = unit.text[start:end]
    if len(body) > LONGEST_BODY:
        return
    # An address inside a template is that of a described source, or of its archive.
    plain = TEMPLATE.sub(_blanked, body)
    address = ADDRESS.search(plain)
    if address is None:
        return
    at = start + address.start()
    span = at, at + len(address[0].rstrip(".,;"))
    if MARKED.search(body):
        yield Silenced(*span, "marked already")
    elif all(
        word.lower() in SAYS_NOTHING or DAY.fullmatch(word)
        for word in WORD.findall(ADDRESS.sub(" ", plain))
    ):
        yield Hit(start=span[0], end=span[1], message=_MESSAGE)


def _blanked(match: re.Match[str]) -> str:
    """As many spaces as a template has signs if it says nothing of the source, else a word."""
    sign = " " if HARMLESS.match(match[1].strip()) else "x"
    return sign * len(match[0])


def _place_guard(document: Document, element: Element) -> str | None:
    if any(
        APPENDIX.match(section.title)
        for section in chain(document, document.section_at(element.start).index)
    ):
        return "an appendix"
    elements = document.elements
    at = bisect_left(elements, element.start, key=_start)
    for other in reversed(elements[max(at - DEEPEST, 0) : at]):
        if other.kind in ENCLOSING and other.end > element.start:
            return f"inside a {other.kind.value}"
    return None


def _start(element: Element) -> int:
    return element.start
