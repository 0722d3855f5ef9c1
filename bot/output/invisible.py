"""Characters that cannot be seen, or that move what stands beside them, made visible."""

from __future__ import annotations

import re

JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner: invisible, but Persian, Indic scripts and emoji need them."""

SOFT_HYPHEN = "\u00ad"

# C0 and DEL with C1; soft hyphen; Arabic letter mark; Mongolian vowel separator; zero-width
# characters and direction marks; line and paragraph separator with the bidirectional controls;
# word joiner, invisible operators and isolates; byte order mark; interlinear marks; surrogates;
# non-characters; language tags.
_HIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"
    "\u00ad\u061c\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "\U000e0000-\U000e007f"
    "]"
)


def visible(text: str, keep: str = "") -> str:
    """The text with each hidden character, but those in ``keep``, written as ``‹U+202E›``."""

    def mark(match: re.Match[str]) -> str:
        character = match[0]
        return character if character in keep else f"‹U+{ord(character):04X}›"

    return _HIDDEN.sub(mark, text)
