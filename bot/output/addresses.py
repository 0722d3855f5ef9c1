"""Web addresses that outputs link to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.core.model import Report

ENWIKI = "https://en.wikipedia.org/w/index.php"

_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\"'<>\\^`{|}\u2028\u2029\ud800-\udfff]")


def web_address(url: str) -> str | None:
    """The address if it is a well-formed one of the web, else None: nothing else may be a link."""
    if _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def revision_address(report: Report, base_url: str | None = None) -> str | None:
    """Where the report's revision can be seen, or None if that is not known.

    ``base_url`` is the wiki's ``index.php``; without it only the English Wikipedia's is known.
    """
    if report.rev_id <= 0:
        return None
    if base_url is None:
        if report.wiki not in ("", "enwiki"):
            return None
        base_url = ENWIKI
    return web_address(f"{base_url}?diff={report.rev_id}")
