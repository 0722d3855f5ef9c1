"""The name of a finding across runs and moves."""

from __future__ import annotations

import hashlib
import unicodedata

CONTEXT_CHARS = 40


def fingerprint(code: str, text: str, start: int, end: int, ordinal: int) -> str:
    """16 hexadecimal digits from the code, the quote and 40 normalised characters either side.

    What stands on other lines does not count, so that a paragraph that moves keeps its names.
    ``ordinal`` counts equal findings before it on the page, so that the name is unique there.
    """
    first, last = max(start - 4 * CONTEXT_CHARS, 0), end + 4 * CONTEXT_CHARS
    before = _normal(text[first:start].rpartition("\n")[2])[-CONTEXT_CHARS:]
    after = _normal(text[end:last].partition("\n")[0])[:CONTEXT_CHARS]
    parts = (code, _normal(text[start:end]), before, after, str(ordinal))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
