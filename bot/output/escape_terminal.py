"""The one writer of untrusted text to a terminal or a log."""

from __future__ import annotations

from bot.output.invisible import visible


def escape_terminal(text: str) -> str:
    """The text on one line, without anything that a terminal obeys.

    Escape sequences, line ends, carriage returns, direction controls, zero-width and tag
    characters and lone surrogates become visible, as ``‹U+001B›``: the text can neither move the
    cursor nor forge a line, and always encodes as UTF-8.
    """
    return visible(text)
