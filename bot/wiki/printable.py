"""Text from elsewhere, made fit for a message or a log line."""

from __future__ import annotations

LONGEST = 300


def printable(text: str) -> str:
    """The text on one line, invisible and control characters as ``\\u202e``, cut at 300."""
    shown = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
