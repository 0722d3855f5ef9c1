"""Which names of editors may be written to, and written down."""

from __future__ import annotations

import ipaddress
import re

# Temporary accounts, as MediaWiki names them: ~2025-12345-6.
_TEMPORARY = re.compile(r"~\d{4}-\d")
# The first wikis hid the end of an address: 203.0.113.xxx.
_MASKED = re.compile(r"\d{1,3}(?:\.\d{1,3}){2}\.(?:xxx|\*)", re.IGNORECASE)
_ADDRESS_LIKE = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){2}\.(?:\d{1,3}|xxx)|[0-9A-Fa-f:]{2,39}:[0-9A-Fa-f:]*)"
    r"(?:/\d{1,3})?(?![\w:])"
)
ADDRESS_MARK = "(address)"


def is_registered(user: str) -> bool:
    """Whether a name is that of an account of its own: no address, no temporary account.

    An address may stand there as the name of a user, on old wikis even of a registered one. A
    name with ``>`` was imported from another wiki, and nobody here answers to it.
    """
    name = user.strip()
    return bool(name) and not (
        ">" in name or _TEMPORARY.match(name) or _MASKED.fullmatch(name) or is_address(name)
    )


def is_address(name: str) -> bool:
    """Whether a name is an IP address, or a range of them."""
    try:
        ipaddress.ip_network(name.strip(), strict=False)
    except ValueError:
        return False
    return True


def without_addresses(text: str) -> str:
    """The text with each IP address in it replaced by ``(address)``."""

    def masked(match: re.Match[str]) -> str:
        found = match[0]
        return ADDRESS_MARK if _MASKED.fullmatch(found) or is_address(found) else found

    return _ADDRESS_LIKE.sub(masked, text)
