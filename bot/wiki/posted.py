"""Whether a text was posted before: its marker is searched wherever it can be by now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.outgoing import OutgoingDraft
from bot.times import time_text
from bot.wiki.account import Account
from bot.wiki.page import Page, pages_in

# Our clock, by which drafts are dated, and the wiki's differ by less.
CLOCK_MARGIN = timedelta(days=1)
ARCHIVES_A_REQUEST = 20


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found: the marker, in a revision if that is known (else 0), or a doubt."""

    found: bool = False
    rev_id: int = 0
    doubt: str = ""


def trace_of(account: Account, draft: OutgoingDraft, page: Page) -> Trace:
    """What is left of earlier attempts to post the draft on the page.

    The account's own contributions hold the marker in their summaries, so that a message that
    was archived, removed or moved with its page is found as well.

    Raises:
        WikiError: the wiki cannot be asked.
    """
    own = _own_contribution(account, draft, page)
    if own.found or own.doubt:
        return own
    if draft.marker in (page.text or ""):
        return Trace(found=True, rev_id=page.rev_id)
    if _in_archives(account, draft, page):
        return Trace(found=True)
    if draft.tries and page.missing and _was_deleted(account, draft, page):
        return Trace(doubt="the page was deleted after an attempt to post there")
    return Trace()


def _own_contribution(account: Account, draft: OutgoingDraft, page: Page) -> Trace:
    since = _before(draft.created_at)
    doubt = ""
    for answer in account.all_answers(
        list="usercontribs",
        ucuser=account.name,
        ucend=since,
        ucprop="ids|title|comment",
        uclimit="max",
    ):
        query = answer.get("query")
        rows = query.get("usercontribs", ()) if isinstance(query, Mapping) else ()
        for row in rows:
            if draft.marker in row.get("comment", ""):
                return Trace(found=True, rev_id=int(row.get("revid", 0)))
            if row.get("commenthidden") and row.get("title") == page.title and draft.tries:
                doubt = "one of the account's own summaries on this page is hidden"
    return Trace(doubt=doubt)


def _in_archives(account: Account, draft: OutgoingDraft, page: Page) -> bool:
    """Whether a subpage holds the marker: archives are User talk:Name/Archive 1 and the like."""
    if page.ns < 0:
        return False
    for answer in account.all_answers(
        generator="allpages",
        gapnamespace=page.ns,
        gapprefix=f"{page.title.partition(':')[2]}/",
        gaplimit=ARCHIVES_A_REQUEST,
        prop="revisions",
        rvprop="ids|content",
        rvslots="main",
    ):
        if "query" not in answer:
            continue
        if any(draft.marker in (one.text or "") for one in pages_in(account.wiki, answer)):
            return True
    return False


def _was_deleted(account: Account, draft: OutgoingDraft, page: Page) -> bool:
    answer = account.ask(
        list="logevents", letype="delete", letitle=page.title, leend=_before(draft.created_at)
    )
    query = answer.get("query")
    return bool(query.get("logevents")) if isinstance(query, Mapping) else True


def _before(created_at: str) -> str:
    return time_text(datetime.fromisoformat(created_at) - CLOCK_MARGIN)
