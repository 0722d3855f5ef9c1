"""Finds links from a page to itself, which show as bold words that lead nowhere.

It leaves alone links to a section of the page; tables and templates, where the bold marks the
page's own place on purpose; redirects to the page, which have a title of their own; and
pages that are no articles.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.contract import (
    BlockKind,
    Class,
    Context,
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
from rules.facts.running_text import ARTICLE_NAMESPACES, block_of

KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.IMAGE_CAPTION})


class SelfLink(Rule):
    """[[Example]] on the page Example."""

    meta = Meta(
        code="LAY011",
        name="self-link",
        summary="A link from the page to itself",
        why="The link leads nowhere and shows as bold words.",
        source=Source.enwiki("MOS:CIRCULAR"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.MARKUP,
        status=Status.STABLE,
        confidence=0.95,
        guards=frozenset(),
        examples=(
            Example("The ⟦[[old mill]]⟧ burnt.", title="Old mill", fix="old mill"),
            Example("The ⟦[[Old_mill|house]]⟧ burnt.", title="Old mill", fix="house"),
            Example("The ⟦[[ old  mill ]]⟧s burnt.", title="Old mill", fix="old  mill"),
            Example("* ⟦[[:Old mill]]⟧ and others", title="Old mill", fix="Old mill"),
            Example("The ⟦[[old mill]]⟧ burnt.", old="The old mill burnt.", title="Old mill"),
            Example("The [[#Fire|fire]] was large.", title="Old mill", guard="a section"),
            Example("The [[Old mill#Fire|fire]] was large.", title="Old mill", guard="a section"),
            Example("The [[Old Mill]] burnt.", title="Old mill", guard="another title"),
            Example("The [[mill fire]] was large.", title="Old mill", guard="a redirect"),
            Example("{{box|[[Old mill]]}}", title="Old mill", guard="a template"),
            Example("{|\n| [[Old mill]]\n|}", title="Old mill", guard="a table"),
            Example("It is a [[mill]].", title="", guard="a page whose title is unknown"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """A link of the running text whose target is the page."""
        element, info = unit.element, context.change.info
        if element is None or element.kind is not ElementKind.LINK or not info.title:
            return
        if info.namespace not in ARTICLE_NAMESPACES or _name(element.name) != _name(info.title):
            return
        block = block_of(unit.document, element)
        if block is None or block.kind not in KINDS:
            yield Silenced(0, len(unit.text), "where bold marks the page's own place")
            return
        label = unit.text[element.inner_start - element.start : element.inner_end - element.start]
        label = label.strip()
        if not element.is_piped:
            label = label.removeprefix(":").strip()
        yield Hit(
            start=0,
            end=len(unit.text),
            message="The page links to itself.",
            suggestions=(label,) if label else (),
        )


def _name(title: str) -> str:
    """A title as the software compares it: spaces alike, the first letter a capital."""
    words = " ".join(title.replace("_", " ").split()).lstrip(": ")
    return words[:1].upper() + words[1:]
