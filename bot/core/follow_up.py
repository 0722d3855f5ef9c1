"""Whether the words of an earlier finding are still on the page."""

from __future__ import annotations

from bot.core.model import Surroundings

NEAR = 24
"""Characters beside the quote by which its place is known again; one side is enough."""


class PageWords:
    """A page's text, to be asked for the words of many findings. White space does not count."""

    def __init__(self, text: str) -> None:
        self._words = _squeezed(text)

    def have(self, quote: str, around: Surroundings) -> bool:
        """Whether the quote is there in the words that stood around it, on one side at least.

        It says nothing of a fault that is not in the quoted words, such as a section without text.
        """
        words = _squeezed(quote)
        before = _squeezed(around.before.removeprefix("…"))[-NEAR:]
        after = _squeezed(around.after.removesuffix("…"))[:NEAR]
        if not before or not after:
            # At the edge of its line it has one neighbour, or none.
            return before + words + after in self._words
        return before + words in self._words or words + after in self._words


def _squeezed(text: str) -> str:
    return "".join(text.split())
