"""Which addresses texts and keys may be sent to."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def is_safe_url(url: str) -> bool:
    """Whether an address is https, or http on this machine itself."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(host)
    return parts.scheme == "http" and is_loopback(host)


def is_this_machine(url: str) -> bool:
    """Whether an address, with or without a scheme, leads to this machine itself."""
    try:
        return is_loopback(urlsplit(url if "://" in url else f"http://{url}").hostname or "")
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether a host, by name or number, is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
