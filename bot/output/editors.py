"""Texts without the people in them: a report speaks of words on a page, never of who wrote them."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Sequence

ADDRESS = "‹IP address›"
USER = "‹user›"

USER_NAMESPACES = frozenset({2, 3})
"""A page of these is named after a person; 3 is its talk page."""

_IPV4 = r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\w)"
_IPV6 = r"(?<![\w:])[0-9A-Fa-f:]{5,39}(?![\w:])"
_USER_LINK = (
    r"\[\[\s*:?\s*(?:[a-z-]{2,20}\s*:\s*)?"
    r"(?:user(?:[ _]talk)?\s*:|special\s*:\s*contrib(?:ution)?s\s*/)[^\]\n]{0,300}\]\]"
)
_PERSON = re.compile(f"(?P<ip>{_IPV4}|{_IPV6})|(?P<user>{_USER_LINK})", re.IGNORECASE)
_LEAST_COLONS = 3  # a time of day has two


def without_editors(text: str) -> str:
    """The text with `ADDRESS` for each IP address, and `USER` for each link to a user."""
    return without_editors_in((text,))[0]


def without_editors_in(parts: Sequence[str]) -> tuple[str, ...]:
    """The same of a text in parts; what lies across an edge is replaced in the first of them."""
    text = "".join(parts)
    places = list(_people(text))
    if not places:
        return tuple(parts)
    shown = []
    start = 0
    for part in parts:
        end = start + len(part)
        at, kept = start, ""
        for first, last, word in places:
            if first >= end or last <= start:
                continue
            kept += text[at : max(first, start)]
            if first >= start:
                kept += word
            at = min(last, end)
        shown.append(kept + text[at:end])
        start = end
    return tuple(shown)


def _people(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _PERSON.finditer(text):
        if match["user"] is not None:
            yield *match.span(), USER
        elif _is_address(match["ip"]):
            yield *match.span(), ADDRESS


def _is_address(text: str) -> bool:
    if "." not in text and text.count(":") < _LEAST_COLONS:
        return False
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
