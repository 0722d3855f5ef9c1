"""One revision that somebody names, by its id or by a pasted address."""

from __future__ import annotations

from bot.core.model import Revision, Skipped
from bot.errors import InputError
from bot.wiki.address import DiffAddress
from bot.wiki.api_types import ApiPage, pages_of
from bot.wiki.revisions import Fetched, Wanted, fetched_revisions, revisions
from bot.wiki.site import Wiki
from bot.wiki.skip import ON_REQUEST


def revision_by_id(wiki: Wiki, rev_id: int, old_id: int | None = None) -> Revision | Skipped:
    """The revision with its parent's text, or with that of ``old_id``.

    Skipped only if there is nothing to lint: hidden, deleted, not wikitext, or too large.

    Raises:
        InputError: no revision can have this id.
        WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
    """
    if rev_id < 1:
        raise InputError(f"{rev_id} is not a revision id")
    (found,) = revisions(wiki, [Wanted(rev_id=rev_id, old_id=old_id)], ON_REQUEST)
    return found


def revision_at(wiki: Wiki, address: DiffAddress) -> Revision | Skipped:
    """The newer side of a diff, with the text of the older side.

    Raises:
        InputError: the address is of another wiki, or has no such two sides.
        WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
    """
    if _desktop(address.host) != _desktop(wiki.host):
        raise InputError(f"the address is of {address.host}, but {wiki.dbname} is at {wiki.host}")
    if isinstance(address.new, int):
        return revision_by_id(wiki, address.new, address.old or None)
    if address.new == "prev":
        return revision_by_id(wiki, address.old)
    if not address.old:
        page = _one_page(wiki, prop="info", titles=address.title)
        if page is None or not page.lastrevid:
            raise InputError(f"{wiki.dbname} has no page {address.title!r}")
        return revision_by_id(wiki, page.lastrevid)
    old = fetched_revisions(wiki, [address.old], content=False).get(address.old)
    if old is None:
        raise InputError(f"{wiki.dbname} has no revision {address.old}")
    new_id = _newest(wiki, old) if address.new == "cur" else _next(wiki, old)
    return revision_by_id(wiki, new_id, address.old)


def _newest(wiki: Wiki, old: Fetched) -> int:
    page = _one_page(wiki, prop="info", pageids=old.page.pageid)
    newest = page.lastrevid if page else 0
    if newest in (0, old.revision.revid):
        raise InputError(f"revision {old.revision.revid} is the page's newest")
    return newest


def _next(wiki: Wiki, old: Fetched) -> int:
    page = _one_page(
        wiki,
        prop="revisions",
        pageids=old.page.pageid,
        rvprop="ids",
        rvstartid=old.revision.revid,
        rvdir="newer",
        rvlimit=2,
    )
    ids = [revision.revid for revision in page.revisions] if page else []
    if len(ids) < 2:
        raise InputError(f"revision {old.revision.revid} is the page's newest")
    return ids[1]


def _one_page(wiki: Wiki, **parameters: str | int) -> ApiPage | None:
    pages = pages_of(wiki.dbname, wiki.query(**parameters))
    return pages[0] if pages else None


def _desktop(host: str) -> str:
    """The host without the label of the mobile site: en.m.wikipedia.org is en.wikipedia.org."""
    return ".".join(label for label in host.lower().split(".") if label not in ("m", "www"))
