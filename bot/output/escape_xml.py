"""Untrusted text in XML, in an element as well as in an attribute's value."""

from __future__ import annotations

from bot.output.invisible import JOINERS, visible

_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        # Only `]]>` needs it; a reader that looks for a tag's end by itself needs it everywhere.
        ">": "&gt;",
        '"': "&quot;",
        "'": "&apos;",
        # As themselves, an attribute's value would turn them into spaces.
        "\n": "&#10;",
        "\t": "&#9;",
    }
)


def escape_xml(text: str) -> str:
    """The text for any place of an XML 1.0 document but a name, a comment or a CDATA section.

    Characters that XML cannot hold, and others that cannot be seen or turn the direction of the
    text, become visible, as ``‹U+000B›``; tabs and line ends stay.
    """
    shown = visible(text.replace("\r\n", "\n").replace("\r", "\n"), keep=JOINERS + "\n\t")
    return shown.translate(_ESCAPES)
