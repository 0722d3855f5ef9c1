"""The one writer of untrusted text into wikitext.

Character references are the only form that MediaWiki never interprets: ``<nowiki>`` can be closed
from inside and is ignored by some tags.
"""

from __future__ import annotations

import re
import string
import unicodedata

from bot.output.invisible import JOINERS, SOFT_HYPHEN, visible

LIMIT = 300
"""The greatest number of characters a reader is shown of one untrusted text."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_MAGIC_LINKS = ("ISBN", "RFC", "PMID")
# Some languages write behaviour switches with the full-width underscore.
_PUNCTUATION = string.punctuation + "＿"
_ESCAPES = str.maketrans({character: f"&#{ord(character)};" for character in _PUNCTUATION})


def escape_wikitext(text: str, limit: int = LIMIT) -> str:
    """Wikitext on one line that shows ``text`` and does nothing else.

    A line end becomes ``⏎``; control, direction, zero-width (but joiners) and tag characters
    become ``‹U+202E›``; punctuation becomes character references. A reader sees at most ``limit``
    characters, the last of them ``…`` where the text was cut. Letters are left as they are:
    Unicode normalisation is the wiki's business.
    """
    parts: list[tuple[int, str]] = []
    length = 0
    for character in _LINE_END.sub("⏎", text):
        shown = visible(character, keep=JOINERS + SOFT_HYPHEN)
        # What the mark of a hidden character is written with is ours, and harmless.
        parts.append((len(shown), shown if shown != character else character.translate(_ESCAPES)))
        length += len(shown)
        if length > limit:
            while parts and length + 1 > limit:
                length -= parts.pop()[0]
            parts.append((1, "…"))
            break
    escaped = "".join(part for _, part in parts)
    for word in _MAGIC_LINKS:
        escaped = escaped.replace(word, f"&#{ord(word[0])};{word[1:]}")
    if escaped and (escaped[0].isspace() or unicodedata.category(escaped[0]).startswith("M")):
        # A combining mark would fuse with the character before it, say the end of a tag of ours;
        # a space at the beginning of a line would make a box of it.
        escaped = f"&#{ord(escaped[0])};{escaped[1:]}"
    return escaped
