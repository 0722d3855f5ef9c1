"""Where a hit of the prose lies in the wikitext."""

from __future__ import annotations

from rules.contract import Span

LONGEST_TARGET = 300
"""Code points of a link's target that are searched for its opening; a title has at most 255."""


def with_whole_links(text: str, span: Span) -> Span:
    """The span, widened by the brackets of a link whose label it begins or ends with.

    Otherwise a sentence that begins with a link would be quoted without the link's opening.
    """
    start, end = span
    inside = text[start:end]
    first_close, first_open = inside.find("]]"), inside.find("[[")
    closes_first = first_close != -1 and (first_open == -1 or first_close < first_open)
    if closes_first and start and text[start - 1] in "[|":
        opening = text.rfind("[[", max(start - LONGEST_TARGET, 0), start)
        if opening != -1 and not {"]", "\n"} & set(text[opening + 2 : start]):
            start = opening
    if text.startswith("]]", end) and inside.rfind("[[") > inside.rfind("]]"):
        end += 2
    return Span(start, end)
