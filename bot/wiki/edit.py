"""One edit: what is sent, and what the answer means."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.errors import WikiError, WritesStoppedError
from bot.wiki.account import Account, RefusedError
from bot.wiki.allowed import Purpose, allowed_title
from bot.wiki.printable import printable

# https://www.mediawiki.org/wiki/API:Edit#Possible_errors, and the extensions' own.
CHANGED_MEANWHILE = frozenset({"editconflict", "articleexists", "missingtitle", "pagedeleted"})
FOR_A_PERSON = frozenset(
    {
        "badmd5",
        "captcha",
        "cascadeprotected",
        "contenttoobig",
        "emptynewsection",
        "hookaborted",
        "invalidtitle",
        "no-direct-editing",
        "noedit-anon",
        "nosuchsection",
        "protectedpage",
        "protectedtitle",
        "spamblacklist",
        "spamprotected",
        "titleblacklist",
    }
)
FOR_A_PERSON_PREFIXES = ("abusefilter-", "titleblacklist-", "cantcreate", "tpt-")


class ConflictError(WikiError):
    """The page is not as it was read any more; nothing was written."""


class SentBackError(WikiError):
    """The wiki wants this text not saved as it is; a person must look. Nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A text for a page, as the page was when it was read.

    ``namespace`` and ``title`` are the wiki's own. ``heading`` None replaces the whole page,
    else a section is added at its end. ``base_rev_id`` 0: the page did not exist. ``read_at`` is
    the wiki's clock when the page was read.
    """

    purpose: Purpose
    namespace: int
    title: str
    text: str
    summary: str
    base_rev_id: int
    read_at: str
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The revision that holds the text; ``changed`` is false if the page held it before."""

    rev_id: int
    changed: bool


def saved_edit(account: Account, edit: Edit) -> Saved:
    """What the wiki saved.

    The request says that the page must be as it was: no deleted page comes back, no page is made
    beside another's, and nobody's text is overwritten.

    Raises:
        ConflictError: the page has changed, was made or deleted meanwhile.
        SentBackError: filters, lists of forbidden words, protection or a CAPTCHA want it
            otherwise; a filter's warning is a refusal, and never confirmed.
        WritesStoppedError: the account may not write at all.
        NoAnswerError: the wiki may have saved it.
        TryLaterError: nothing was saved, and the wiki asks to wait.
    """
    title = allowed_title(edit.purpose, edit.namespace, edit.title, account.name)
    sent: dict[str, str | int] = {
        "title": title,
        "text": edit.text,
        "md5": hashlib.md5(edit.text.encode(), usedforsecurity=False).hexdigest(),
        "summary": edit.summary,
        "starttimestamp": edit.read_at,
        "bot": 1,
        "notminor": 1,
        "watchlist": "nochange",
    }
    if edit.heading is not None:
        sent |= {"section": "new", "sectiontitle": edit.heading}
    if edit.base_rev_id:
        sent |= {"baserevid": edit.base_rev_id, "nocreate": 1}
    else:
        sent["createonly"] = 1
    try:
        answer = account.write(**sent)
    except RefusedError as error:
        raise _meaning(error, error.code) from error
    result = answer.get("edit")
    result = result if isinstance(result, Mapping) else {}
    if result.get("result") != "Success":
        raise _failed(account.wiki, result)
    if "nochange" in result:
        return Saved(edit.base_rev_id, changed=False)
    return Saved(int(result.get("newrevid", 0)), changed=True)


def _failed(wiki: str, result: Mapping[str, Any]) -> WikiError:
    """The error for ``edit.result: Failure``, of which the extensions have forms of their own."""
    if "captcha" in result:
        return SentBackError(f"{wiki} asks for a CAPTCHA to be solved")
    for key in ("code", "spamblacklist", "abusefilter", "filtered"):
        if key in result:
            said = result.get("info") or result.get("warning") or result[key]
            return SentBackError(f"{wiki} refused: {printable(key)}: {printable(str(said))}")
    return WritesStoppedError(
        f"{wiki} did not save, and does not say why: {printable(str(result))}"
    )


def _meaning(error: RefusedError, code: str) -> WikiError:
    if code in CHANGED_MEANWHILE:
        return ConflictError(str(error))
    if code in FOR_A_PERSON or code.startswith(FOR_A_PERSON_PREFIXES):
        return SentBackError(str(error))
    # Blocked, without the right, or something never seen: no further page is tried.
    return WritesStoppedError(f"{error}; nothing more is written until somebody has looked")
