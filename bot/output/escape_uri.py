"""Untrusted text as one segment of an address's path."""

from __future__ import annotations

from urllib.parse import quote

from bot.output.escape_json import escape_json


def escape_segment(text: str) -> str:
    """The text with all but letters, digits and ``-._~`` of ASCII percent-encoded as UTF-8.

    No scheme, host, folder, query or fragment can come of it. A text of dots only, which would
    name a folder however it is encoded, becomes ``_`` and the dots.
    """
    encoded = quote(escape_json(text), safe="")
    return encoded if encoded.strip(".") else f"_{encoded}"
