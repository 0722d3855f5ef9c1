"""Untrusted text in a workflow command of GitHub Actions: `::warning file=…::message`.

The runner reads its log line by line. ``%`` with two digits is all the escaping that it knows,
and in a property a colon or a comma would end the value.
"""

from __future__ import annotations

from bot.output.invisible import JOINERS, visible

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def escape_github_data(text: str) -> str:
    """The text as a command's message: one line, whose line ends the runner restores.

    What a terminal obeys, and what cannot be seen, becomes visible, as ``‹U+001B›``.
    """
    return _visible(text).translate(_DATA)


def escape_github_property(text: str) -> str:
    """The text as the value of a command's property."""
    return _visible(text).translate(_PROPERTY)


def _visible(text: str) -> str:
    return visible(text, keep=JOINERS + "\r\n")
