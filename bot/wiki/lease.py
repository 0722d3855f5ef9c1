"""A page on the wiki that says which copy of the program may write, whatever machine it is on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import TryLaterError, WritesStoppedError
from bot.times import time_text
from bot.wiki.account import Account
from bot.wiki.allowed import LEASE, Purpose
from bot.wiki.edit import ConflictError, Edit, saved_edit
from bot.wiki.page import Page, pages_in

LASTS = timedelta(minutes=30)
FREE = "free"
_HELD = re.compile(r"held by ([0-9a-f]{1,64}) until (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)")


@dataclass(frozen=True, slots=True)
class LeasePage:
    """The page as it was read, and the wiki's clock at that moment."""

    page: Page
    now: str


def read_lease(account: Account) -> LeasePage:
    """The lease as it stands; errors as for `Account.ask`."""
    answer = account.ask(
        prop="info|revisions",
        titles=f"User:{account.name}/{LEASE}",
        rvprop="ids|user|content",
        rvslots="main",
        curtimestamp=1,
    )
    (page,) = pages_in(account.wiki, answer)
    return LeasePage(page, str(answer.get("curtimestamp", "")))


def refuse_held(account: Account, lease: LeasePage, holder: str) -> None:
    """Return if nobody else holds the lease.

    Raises:
        TryLaterError: another copy holds it.
        WritesStoppedError: the page says something else.
    """
    text = (lease.page.text or "").strip()
    if lease.page.missing or text == FREE:
        return
    held = _HELD.fullmatch(text)
    if held is None or lease.page.redirect:
        raise WritesStoppedError(
            f"{account.wiki}: [[User:{account.name}/{LEASE}]] says something that this program has"
            f" not written; if no other copy runs, make it say {FREE!r}"
        )
    # A time that no copy gives comes from a clock gone wrong; it must not lock us out for ever.
    if held[1] != holder and lease.now < held[2] <= _later(lease.now, 2 * LASTS):
        raise TryLaterError(
            f"{account.wiki}: another copy of the program may write until {held[2]}"
            f" ([[User:{account.name}/{LEASE}]])"
        )


def write_lease(account: Account, lease: LeasePage, holder: str) -> None:
    """Take the lease, or free it if ``holder`` is empty.

    Raises:
        TryLaterError: another copy was quicker.
        WikiError: as for `saved_edit`.
    """
    text = f"held by {holder} until {_later(lease.now, LASTS)}" if holder else FREE
    edit = Edit(
        purpose=Purpose.LEASE,
        namespace=lease.page.ns,
        title=lease.page.title,
        text=text,
        summary="revlint: which copy of this bot may write",
        base_rev_id=lease.page.rev_id,
        read_at=lease.now,
    )
    try:
        saved_edit(account, edit)
    except ConflictError as error:
        raise TryLaterError(f"{account.wiki}: another copy of the program took over") from error


def _later(now: str, span: timedelta) -> str:
    return time_text(datetime.fromisoformat(now) + span)
