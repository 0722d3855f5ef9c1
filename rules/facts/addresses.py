"""Addresses in wikitext: what is left of a reference without them, and whose they are."""

from __future__ import annotations

import re

ADDRESS = re.compile(
    r"\[\s{0,3}(?:https?:)?//[^\s\[\]<>\"{}|]{1,2000}\s{0,3}\]|https?://[^\s\[\]<>\"{}|]{1,2000}",
    re.IGNORECASE,
)
"""An address alone, or in brackets without a label."""

HOST = re.compile(r"(?:https?:)?//(?:[^\s/@\[\]]{1,80}@)?([\w.-]{3,253})", re.IGNORECASE)
ARCHIVES = re.compile(
    r"(?:https?:)?//(?:web\.|wayback\.)?archive\.org/(?:web|wayback)/[^/\s]{1,20}/(?=https?:|//|www\.)"
    r"|(?:https?:)?//(?:www\.)?archive\.(?:is|today|ph|li|fo|vn|md)/(?:\d{4,14}/)?(?=https?:|//)"
    r"|(?:https?:)?//ghostarchive\.org/archive/[^/\s]{1,20}/(?=https?:|//)",
    re.IGNORECASE,
)


def host_of(address: str) -> str:
    """The host of an address, in lower case without "www."; that of the page in an archive."""
    match = HOST.match(ARCHIVES.sub("", address, count=1)) or HOST.match(address)
    return "" if match is None else match[1].lower().rstrip(".").removeprefix("www.")


def is_of_domain(host: str, domains: frozenset[str]) -> str | None:
    """The domain among ``domains`` that a host is or belongs to; None if it is of none."""
    parts = host.split(".")
    for at in range(len(parts) - 1):
        name = ".".join(parts[at:])
        if name in domains:
            return name
    return None


def is_archived(address: str) -> bool:
    """Whether an address is that of a copy in an archive."""
    return ARCHIVES.match(address) is not None
