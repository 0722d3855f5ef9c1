"""Text from elsewhere, made fit for a message or a log line."""

from __future__ import annotations

from bot.wiki.redaction import redacted

LONGEST = 300


def printable(text: str) -> str:
    """The text on one line, invisible and control characters as ``\\u202e``, cut at 300.

    Secrets are left out.
    """
    shown = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode()
        for char in redacted(text)
    )
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
