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
    base_url = _index_of(report, base_url)
    if base_url is None or report.rev_id <= 0:
        return None
    return web_address(f"{base_url}?diff={report.rev_id}")


def section_address(report: Report, section: int | None, base_url: str | None = None) -> str | None:
    """Where a section of the report's page is edited, or None if that is not known.

    It is numbered as in the report's revision; the page may have other sections by now.
    """
    if section is None:
        return None
    return _page_address(report, f"action=edit&section={section:d}", base_url)


def history_address(report: Report, base_url: str | None = None) -> str | None:
    """Where the history of the report's page is, or None if that is not known."""
    return _page_address(report, "action=history", base_url)


def index_address(article_url: str) -> str | None:
    """A wiki's ``index.php`` by the usual layout, from an address such as ``…/wiki/{title}``."""
    host, found, _ = article_url.partition("/wiki/")
    return f"{host}/w/index.php" if found else None


def _page_address(report: Report, query: str, base_url: str | None) -> str | None:
    # By its number: a title may be a person's name, and may have changed.
    base_url = _index_of(report, base_url)
    if base_url is None or report.page_id <= 0:
        return None
    return web_address(f"{base_url}?curid={report.page_id}&{query}")


def _index_of(report: Report, base_url: str | None) -> str | None:
    if base_url is None and report.wiki in ("", "enwiki"):
        return ENWIKI
    return base_url
