"""The parts of a wikitext that the software does not read as wiki markup."""

from __future__ import annotations

from rules.contract import Document, ElementKind, Spans

READ_TAGS = frozenset({"gallery"})
"""Tags with an end of their own whose content is wikitext all the same."""


def unread_spans(document: Document, *, with_comments: bool = True) -> Spans:
    """Comments, and tags such as nowiki, math and syntaxhighlight with their content.

    Half-open wikitext intervals, in order.
    """
    return Spans.merged(
        (element.start, element.end)
        for element in document.elements
        if (with_comments and element.kind is ElementKind.COMMENT)
        or (
            element.kind is ElementKind.TAG
            and element.end > element.inner_end
            and element.name not in READ_TAGS
        )
    )
