"""Untrusted text as a plain-text message of SARIF, where braces and links have a meaning."""

from __future__ import annotations


def escape_sarif(text: str) -> str:
    """The text, for a message's ``text``: no placeholder and no embedded link.

    Braces are doubled, as the standard has it. A link is ``[text](address)``; a space comes
    between its two halves, because viewers follow links whatever stands before the bracket.
    """
    return text.replace("](", "] (").replace("{", "{{").replace("}", "}}")
