"""Finds references to sites that anyone may publish on, or that the wiki has deprecated.

Which sites these are is a list: hosts of blogs by default, and whatever a wiki's configuration
adds. Only addresses in references and citation templates count, not those of external links and
infoboxes, and not on the page about the site itself, which may cite it about itself. The copy of a
page in an archive counts as the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rules.contract import (
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
from rules.facts.addresses import host_of, is_archived, is_of_domain
from rules.facts.sourcing import ARTICLE_NAMESPACES

CITING = re.compile(r"(?:cite|citation|vcite)\b", re.IGNORECASE)
DEEPEST = 400
"""Elements before an address among which the reference that holds it is looked for."""

NO_LETTER = re.compile(r"[\W_]+")
SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Options:
    """Domains, without "www."; one counts for all its subdomains."""

    self_published: tuple[str, ...] = (
        "blogger.com",
        "blogspot.com",
        "livejournal.com",
        "medium.com",
        "tumblr.com",
        "wordpress.com",
    )
    deprecated: tuple[str, ...] = ()


class SelfPublishedOrDeprecated(Rule):
    """A reference to a blog."""

    Options = Options
    meta = Meta(
        code="CIT007",
        name="self-published-or-deprecated",
        summary="A reference to a self-published or deprecated source",
        why="Nobody but its author has checked what such a source says, or it is known to be"
        " unreliable.",
        source=Source.enwiki("WP:RSP"),
        severity=Severity.ADVICE,
        category=Class.SUBSTANTIVE,
        scope=Scope.MARKUP,
        status=Status.OFF,
        confidence=0.8,
        guards=frozenset(),
        examples=(
            Example("A.<ref>{{cite web|url=⟦http://lee.blogspot.com/b⟧|title=B}}</ref>"),
            Example("A.<ref>⟦[https://www.medium.com/b B]⟧, 1990</ref>"),
            Example("A.<ref>⟦https://lee.tumblr.com/b⟧</ref>"),
            Example(
                "A.<ref>{{cite web|url=⟦http://lee.wordpress.com/b⟧|title=B|archive-url="
                "http://web.archive.org/web/2010/http://lee.wordpress.com/b}}</ref>"
            ),
            Example("A.<ref>{{cite web|url=http://a.org/blogspot.com|title=B}}</ref>"),
            Example("A.<ref>{{cite web|url=http://notmedium.com/b|title=B}}</ref>"),
            Example(
                "A.\n\n== External links ==\n* [http://lee.blogspot.com Blog]",
                guard="external links",
            ),
            Example("{{Infobox mill\n| website = http://lee.blogspot.com\n}}", guard="an infobox"),
            Example(
                "A.<ref>[https://medium.com/about About us]</ref>",
                title="Medium (website)",
                guard="the page about the site",
            ),
        ),
    )

    def __init__(self, options: Any = None) -> None:
        super().__init__(options)
        self._deprecated = frozenset(self.options.deprecated)
        self._domains = self._deprecated | frozenset(self.options.self_published)

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """An address in a reference that is of one of the domains."""
        element = unit.element
        if element is None or element.kind not in (
            ElementKind.BARE_URL,
            ElementKind.EXTERNAL_LINK,
        ):
            return
        domain = is_of_domain(host_of(element.name), self._domains)
        info = context.change.info
        if domain is None or info.namespace not in ARTICLE_NAMESPACES:
            return
        end = len(unit.text)
        if _is_about(info.title, domain):
            yield Silenced(0, end, "the page about the site")
            return
        if not _is_cited(unit.document, element):
            yield Silenced(0, end, "no reference")
            return
        kind = "is deprecated as a source" if domain in self._deprecated else "publishes for anyone"
        yield Hit(
            start=0,
            end=end,
            message=f"{domain} {kind}. Please see whether a better source says the same, or whether"
            " this one only speaks about itself.",
        )


def _is_about(title: str, domain: str) -> bool:
    name = NO_LETTER.sub("", title.partition("(")[0].lower())
    site = domain.partition(".")[0].replace("-", "")
    return (
        len(site) >= SHORTEST_NAME and len(name) >= SHORTEST_NAME and (site in name or name in site)
    )


def _is_cited(document: Document, element: Element) -> bool:
    """Whether an address stands in a reference or a citation, and is not the copy in an archive
    of one that stands there as well."""
    elements = document.elements
    at = bisect_left(elements, element.start, key=_start)
    around = [e for e in elements[max(at - DEEPEST, 0) : at] if e.end > element.start]
    cited = [
        e
        for e in around
        if e.kind is ElementKind.REFERENCE
        or (e.kind is ElementKind.TEMPLATE and CITING.match(e.name.strip()))
    ]
    if not cited or not is_archived(element.name):
        return bool(cited)
    outer = cited[0]
    host = host_of(element.name)
    return not any(
        e is not element and not is_archived(e.name) and host_of(e.name) == host
        for e in document.elements_within(
            outer.start, outer.end, ElementKind.BARE_URL, ElementKind.EXTERNAL_LINK
        )
    )


def _start(element: Element) -> int:
    return element.start
