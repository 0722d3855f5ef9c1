"""A quote with the words around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of a text around a quote; ``…`` marks where the line, or the quote, was cut.

    ``quote`` ends at the first line end inside it; ``more_lines`` counts the lines that follow.
    """

    before: str
    quote: str
    after: str
    more_lines: int = 0


def excerpt(text: str, start: int, end: int, *, around: int, longest: int) -> Excerpt:
    """The quote ``text[start:end]`` with up to ``around`` characters of its line on either side.

    A quote longer than ``longest`` characters is cut there. An offset outside the text counts as
    its end.
    """
    start, end = min(start, len(text)), min(end, len(text))
    line_start = text.rfind("\n", 0, start) + 1
    quote = text[start:end]
    first, _, rest = quote.partition("\n")
    shown_end = start + min(len(first), longest)
    line_end = text.find("\n", shown_end)
    if line_end == -1:
        line_end = len(text)
    if len(first) > longest:
        return Excerpt(_tail(text[line_start:start], around), _head(first, longest), "")
    return Excerpt(
        _tail(text[line_start:start], around),
        first,
        _head(text[shown_end:line_end], around) if not rest else "",
        more_lines=quote.count("\n"),
    )


def line_of(text: str, offset: int) -> int:
    """The line of an offset, counted from 1."""
    return text.count("\n", 0, offset) + 1


def _tail(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    kept = text[-length:]
    # Begin with a whole word, unless the line has no words.
    space = kept.find(" ")
    return "…" + (kept[space + 1 :] if 0 <= space < length - 1 else kept)


def _head(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    kept = text[:length]
    space = kept.rfind(" ")
    return (kept[:space] if space > 0 else kept) + "…"
