"""Pages whose past is made up: many revisions, by many users, at given times."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from tests.mediawiki.api import Api
from tests.mediawiki.maintenance import HERE
from tests.mediawiki.server import MediaWiki

# https://www.mediawiki.org/xml/export-0.11.xsd; only namespace 0 needs to be told.
HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
<siteinfo><namespaces><namespace key="0" case="first-letter"/></namespaces></siteinfo>"""
FORMATS = {
    "wikitext": "text/x-wiki",
    "json": "application/json",
    "css": "text/css",
    "javascript": "text/javascript",
}


@dataclass(frozen=True, slots=True)
class PastRevision:
    """One revision to be made. `user` is an account's name, or an IP address."""

    text: str
    timestamp: datetime
    user: str = "Past editor"
    comment: str = ""
    minor: bool = False
    content_model: str = "wikitext"


@dataclass(frozen=True, slots=True)
class PageHistory:
    """A page and its revisions, oldest first. The title includes the namespace's name."""

    title: str
    revisions: Sequence[PastRevision]
    namespace: int = 0


def import_history(wiki: MediaWiki, *pages: PageHistory) -> dict[str, list[int]]:
    """Import the pages; their new revision ids by title, oldest first.

    Accounts are made for the named users. Recent changes are rebuilt from all histories, whereby
    log entries and patrol marks already there may change.
    """
    names = {
        revision.user for page in pages for revision in page.revisions if not _is_ip(revision.user)
    }
    users = [{"name": name} for name in sorted(names)]
    wiki.maintenance(HERE / "seed_users.php", stdin=json.dumps(users))
    with TemporaryDirectory() as folder:
        dump = Path(folder) / "history.xml"
        dump.write_text(export_xml(pages), encoding="utf-8")
        wiki.maintenance("importDump.php", "--no-updates", str(dump))
    wiki.maintenance("rebuildrecentchanges.php")
    reader = Api(wiki.api)
    return {page.title: _revision_ids(reader, page.title) for page in pages}


def export_xml(pages: Sequence[PageHistory]) -> str:
    """The pages in MediaWiki's export format, numbered from 1; an import gives other numbers."""
    lines = [HEAD]
    revision_id = 0
    for page_id, page in enumerate(pages, 1):
        lines.append(f"<page><title>{escape(page.title)}</title>")
        lines.append(f"<ns>{page.namespace}</ns><id>{page_id}</id>")
        for revision in page.revisions:
            revision_id += 1
            lines.append(_revision_xml(revision, revision_id))
        lines.append("</page>")
    return "\n".join((*lines, "</mediawiki>"))


def _revision_xml(revision: PastRevision, revision_id: int) -> str:
    user = escape(revision.user)
    stamp = revision.timestamp.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = (
        f"<revision><id>{revision_id}</id><timestamp>{stamp}</timestamp>",
        f"<contributor><ip>{user}</ip></contributor>"
        if _is_ip(revision.user)
        else f"<contributor><username>{user}</username><id>0</id></contributor>",
        "<minor/>" if revision.minor else "",
        f"<comment>{escape(revision.comment)}</comment>",
        f"<model>{revision.content_model}</model>",
        f"<format>{FORMATS[revision.content_model]}</format>",
        f'<text xml:space="preserve">{escape(revision.text)}</text></revision>',
    )
    return "".join(parts)


def _revision_ids(reader: Api, title: str) -> list[int]:
    found: list[int] = []
    more: dict[str, str] = {}
    while True:
        answer = reader.get(
            "query",
            prop="revisions",
            titles=title,
            rvprop="ids",
            rvlimit=500,
            rvdir="newer",
            **more,
        )
        page = answer["query"]["pages"][0]
        found.extend(revision["revid"] for revision in page.get("revisions", ()))
        if "continue" not in answer:
            return found
        more = answer["continue"]


def _is_ip(user: str) -> bool:
    try:
        ipaddress.ip_address(user)
    except ValueError:
        return False
    return True
