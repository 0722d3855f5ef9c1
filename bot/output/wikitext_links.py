"""The few links that our own wikitext contains; untrusted text never becomes one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.output.addresses import web_address
from bot.output.escape_wikitext import escape_wikitext
from rules.contract import Source

_PROJECT_PAGE = re.compile(r"(?:MOS|WP|H|Wikipedia|Help):[A-Za-z0-9]+(?:[/ -][A-Za-z0-9]+)*")
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9/:.%#?&=+,()@_-]+")
# A spam filter knows these, and no rule of a third party can advertise through a talk page.
_HOSTS = ("wikipedia.org", "wikimedia.org", "mediawiki.org", "wikidata.org")
_ENWIKI_PAGES = "https://en.wikipedia.org/wiki/"


class Wikitext(str):
    """Wikitext that we wrote ourselves, to be put in a page as it is."""

    __slots__ = ()


def diff_link(rev_id: int, label: str) -> Wikitext:
    """A link to what the revision changed; its label alone where the revision has no id."""
    escaped = escape_wikitext(label)
    return Wikitext(f"[[Special:Diff/{rev_id}|{escaped}]]" if rev_id > 0 else escaped)


def guideline_link(source: Source, wiki: str) -> Wikitext:
    """A link to the guideline, its name alone where it is no page of Wikimedia, or nothing.

    On the English Wikipedia (``wiki`` is its database name or empty) it is an internal one.
    """
    page = source.url.removeprefix(_ENWIKI_PAGES)
    if (
        wiki in ("", "enwiki")
        and _PROJECT_PAGE.fullmatch(source.name)
        and page == source.name.replace(" ", "_")
    ):
        return Wikitext(f"[[{source.name}]]")
    if _is_linkable(source.url):
        return Wikitext(f"[{source.url} {escape_wikitext(source.name or 'the guideline')}]")
    # A dash stands for "no guideline" in a rule's description.
    return Wikitext(escape_wikitext(source.name) if source.name.strip("-–— ") else "")


def _is_linkable(url: str) -> bool:
    if web_address(url) is None or not _PLAIN_ADDRESS.fullmatch(url) or "__" in url:
        return False
    host = urlsplit(url).hostname or ""
    return any(host == known or host.endswith(f".{known}") for known in _HOSTS)
