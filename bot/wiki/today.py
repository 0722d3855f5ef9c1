"""Revisions and pages as a wiki has them today, asked for by anybody who may ask."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from bot.core.editor_names import is_registered
from bot.errors import WikiError
from bot.ports import PagesIn, Today
from bot.wiki.api_types import ApiPage, ApiRevision, pages_of

REVERTED = "mw-reverted"
TEXTS_A_REQUEST = 20
IDS_A_REQUEST = 50

Ask = Callable[..., Iterator[Mapping[str, Any]]]
"""The answers to a question of ``action=query``, to the last: `Wiki.queries`,
`Account.all_answers`."""


class PagesToday:
    """What a wiki says today. Every method raises WikiError, TryLaterError if asked to wait."""

    def __init__(self, wiki: str, ask: Ask) -> None:
        self.wiki = wiki
        self._ask = ask

    def today(self, rev_ids: Collection[int]) -> dict[int, Today]:
        """Each of the revisions, its editor and its page."""
        found: dict[int, Today] = {}
        wanted = sorted(set(rev_ids))
        for first in range(0, len(wanted), TEXTS_A_REQUEST):
            ids = wanted[first : first + TEXTS_A_REQUEST]
            known = self._revisions(ids)
            others = {p.pageid for p, revision in known.values() if p.lastrevid != revision.revid}
            newest = self._newest(others) if others else {}
            for rev_id in ids:
                found[rev_id] = _today(rev_id, known.get(rev_id), newest)
        return found

    def pages_in(self, page_ids: Collection[int], categories: Collection[str]) -> PagesIn:
        """Which of the pages are in one of the categories (without ``Category:``)."""
        if not categories:
            return PagesIn()
        wanted = sorted({page_id for page_id in page_ids if page_id > 0})
        inside: set[int] = set()
        known: set[int] = set()
        for first in range(0, len(wanted), IDS_A_REQUEST):
            answers = self._ask(
                prop="categories",
                pageids="|".join(map(str, wanted[first : first + IDS_A_REQUEST])),
                clcategories="|".join(f"Category:{name}" for name in categories),
                cllimit="max",
            )
            for answer in answers:
                for page in pages_of(self.wiki, answer):
                    if page.missing:
                        continue
                    known.add(page.pageid)
                    if page.categories:
                        inside.add(page.pageid)
        return PagesIn(frozenset(inside), frozenset(known - inside))

    def _revisions(self, rev_ids: Collection[int]) -> dict[int, tuple[ApiPage, ApiRevision]]:
        answers = self._ask(
            prop="info|revisions",
            revids="|".join(map(str, rev_ids)),
            rvprop="ids|user|tags|content",
            rvslots="main",
        )
        # A page may come in several answers, of which only one has its properties.
        pages: dict[int, ApiPage] = {}
        revisions: list[tuple[int, ApiRevision]] = []
        for answer in answers:
            for page in pages_of(self.wiki, answer):
                if page.lastrevid or page.pageid not in pages:
                    pages[page.pageid] = page
                revisions += [(page.pageid, revision) for revision in page.revisions]
        return {revision.revid: (pages[page_id], revision) for page_id, revision in revisions}

    def _newest(self, page_ids: Collection[int]) -> dict[int, str | None]:
        answers = self._ask(
            prop="revisions",
            pageids="|".join(map(str, sorted(page_ids))),
            rvprop="ids|content",
            rvslots="main",
        )
        return {
            page.pageid: page.revisions[0].main.content
            for answer in answers
            for page in pages_of(self.wiki, answer)
            if page.revisions
        }


def _today(
    rev_id: int, found: tuple[ApiPage, ApiRevision] | None, newest: Mapping[int, str | None]
) -> Today:
    if found is None:
        return Today(lost=f"revision {rev_id} is gone")
    page, revision = found
    linted = revision.main.content
    if linted is None:
        return Today(lost=f"revision {rev_id} is hidden")
    if REVERTED in revision.tags:
        return Today(lost=f"revision {rev_id} was reverted")
    if not page.lastrevid:
        raise WikiError(f"the wiki does not say which revision of page {page.pageid} is the newest")
    text = linted if page.lastrevid == rev_id else newest.get(page.pageid)
    if text is None:
        return Today(lost=f"the page of revision {rev_id} is gone, or its text is hidden")
    own = not (revision.userhidden or revision.anon or revision.temp)
    return Today(
        editor=revision.user if own and is_registered(revision.user) else "",
        title=page.title,
        namespace=page.ns,
        linted=linted,
        newest=text,
    )
