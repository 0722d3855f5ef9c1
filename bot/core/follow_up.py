"""Whether the words of an earlier finding are still on the page."""

from __future__ import annotations

from bot.core.model import Surroundings

NEAR = 24
"""Characters beside the quote by which its place is known again; one side is enough."""


def still_stands(quote: str, around: Surroundings, text: str) -> bool:
    """Whether a text has the quote in the words that stood around it, on one side at least.

    White space does not count. It says nothing of a fault that is not in the quoted words, such
    as a section without text.
    """
    page = _squeezed(text)
    words = _squeezed(quote)
    before = _squeezed(around.before.removeprefix("…"))[-NEAR:]
    after = _squeezed(around.after.removesuffix("…"))[:NEAR]
    if not before or not after:
        # At the edge of its line it has one neighbour, or none.
        return before + words + after in page
    return before + words in page or words + after in page


def _squeezed(text: str) -> str:
    return "".join(text.split())
