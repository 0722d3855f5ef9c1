"""What must be read before every write: the stop page, the account's own talk page, its blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.errors import WritesStoppedError
from bot.wiki.account import Account
from bot.wiki.allowed import RUN
from bot.wiki.page import Page, pages_in
from bot.wiki.printable import printable

YES = "yes"


def read_before_writing(account: Account, seen_talk_rev: int) -> None:
    """Return if the account may write at this moment.

    ``User:Name/Run`` must say ``yes`` and nothing else, and be open for everybody to change: a
    page that is missing, protected, a redirect or unreadable stops the writing. So does a
    revision of the account's talk page by anybody else that is later than ``seen_talk_rev``.

    Raises:
        WritesStoppedError: it may not; the message says how to go on.
        WikiError: the pages cannot be read.
    """
    run, talk = f"User:{account.name}/{RUN}", f"User talk:{account.name}"
    answer = account.ask(
        prop="info|revisions",
        titles=f"{run}|{talk}",
        inprop="protection",
        rvprop="ids|user|content",
        rvslots="main",
        meta="userinfo|siteinfo",
        uiprop="blockinfo",
        siprop="general",
    )
    query = answer.get("query")
    query = query if isinstance(query, Mapping) else {}
    _refuse_another_wiki(account, query.get("general"))
    _refuse_blocked(account, query.get("userinfo"))
    pages = {page.title.partition(":")[2]: page for page in pages_in(account.wiki, answer)}
    _refuse_stop(account, run, pages.get(f"{account.name}/{RUN}"))
    _refuse_unread(account, talk, pages.get(account.name), seen_talk_rev)


def latest_talk_rev(account: Account) -> int:
    """The latest revision of the account's talk page; 0 if there is none."""
    answer = account.ask(
        prop="revisions", titles=f"User talk:{account.name}", rvprop="ids", rvslots="main"
    )
    (page,) = pages_in(account.wiki, answer)
    return page.rev_id


def _refuse_another_wiki(account: Account, general: Any) -> None:
    """A name that leads elsewhere since we connected: page and revision ids mean other pages."""
    name = general.get("wikiid") if isinstance(general, Mapping) else None
    if name != account.wiki:
        raise WritesStoppedError(f"the wiki is {name!r} now, not {account.wiki!r}; nothing written")


def _refuse_blocked(account: Account, info: Any) -> None:
    if not isinstance(info, Mapping) or info.get("name") != account.name:
        raise WritesStoppedError(f"{account.wiki} does not say that we are {account.name}")
    if "blockid" in info:
        reason = printable(str(info.get("blockreason", "")))
        raise WritesStoppedError(f"{account.wiki}: {account.name} is blocked: {reason}")


def _refuse_stop(account: Account, title: str, page: Page | None) -> None:
    if page is None or page.missing:
        why = "does not exist"
    elif page.redirect:
        why = "is a redirect"
    elif page.text is None:
        why = "cannot be read"
    elif page.edit_protected:
        why = "is protected, so that not everybody could stop the bot"
    elif page.text.strip().casefold() != YES:
        why = f"says {printable(page.text.strip()[:80])!r}"
    else:
        return
    raise WritesStoppedError(
        f"{account.wiki}: [[{title}]] {why}; nothing is written unless it says {YES!r}"
    )


def _refuse_unread(account: Account, title: str, page: Page | None, seen_rev: int) -> None:
    if page is None or page.invalid:
        raise WritesStoppedError(f"{account.wiki}: [[{title}]] cannot be read")
    if page.missing or page.user == account.name or page.rev_id <= seen_rev:
        return
    who = printable(page.user) if page.user else "somebody"
    raise WritesStoppedError(
        f"{account.wiki}: {who} has written on [[{title}]] (revision {page.rev_id}); read and"
        f" answer it, then run again with --talk-read {page.rev_id}"
    )
