"""The API's answers as typed values (form version 2); unknown fields are ignored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from bot.errors import WikiError

Form = TypeVar("Form")


class ApiSlot(msgspec.Struct, frozen=True):
    """The text of a revision; ``content`` is None if it was not asked for or may not be read."""

    contentmodel: str = "wikitext"
    content: str | None = None
    texthidden: bool = False
    textmissing: bool = False
    sha1: str = ""
    sha1hidden: bool = False


class ApiRevision(msgspec.Struct, frozen=True):
    """A revision; hidden parts are left out by the wiki and marked."""

    revid: int
    parentid: int = 0
    timestamp: str = ""
    user: str = ""
    anon: bool = False
    temp: bool = False
    comment: str = ""
    minor: bool = False
    size: int = 0
    tags: tuple[str, ...] = ()
    slots: dict[str, ApiSlot] = {}
    texthidden: bool = False
    userhidden: bool = False
    commenthidden: bool = False

    @property
    def main(self) -> ApiSlot:
        """The slot that holds the wikitext."""
        return self.slots.get("main") or ApiSlot(texthidden=self.texthidden)


class ApiCategory(msgspec.Struct, frozen=True):
    """A category that a page is in, with its namespace."""

    title: str = ""


class ApiPage(msgspec.Struct, frozen=True):
    """A page with those of its revisions that were asked for."""

    title: str = ""
    pageid: int = 0
    ns: int = 0
    lastrevid: int = 0
    missing: bool = False
    categories: tuple[ApiCategory, ...] = ()
    revisions: tuple[ApiRevision, ...] = ()


class ApiChange(msgspec.Struct, frozen=True):
    """A row of recent changes."""

    type: str
    ns: int
    title: str
    pageid: int
    revid: int
    old_revid: int
    timestamp: str
    user: str = ""
    comment: str = ""
    bot: bool = False
    minor: bool = False
    newlen: int = 0
    tags: tuple[str, ...] = ()


class ApiBadRevision(msgspec.Struct, frozen=True):
    """A revision that is not there, or not any more."""

    revid: int
    missing: bool = False


class ApiLogEvent(msgspec.Struct, frozen=True):
    """An entry of a public log; parts of it may be hidden and then have their defaults."""

    action: str = ""
    timestamp: str = ""
    logpage: int = 0
    params: dict[str, Any] = {}

    @property
    def rev_ids(self) -> tuple[int, ...]:
        """The revisions whose visibility it changed."""
        ids = self.params.get("ids", ())
        if self.action != "revision" or not isinstance(ids, list):
            return ()
        return tuple(int(one) for one in ids if str(one).isascii() and str(one).isdigit())


class _Query(msgspec.Struct, frozen=True):
    pages: tuple[ApiPage, ...] = ()
    recentchanges: tuple[ApiChange, ...] = ()
    badrevids: dict[str, ApiBadRevision] = {}
    logevents: tuple[ApiLogEvent, ...] = ()


def pages_of(wiki: str, answer: Mapping[str, Any]) -> tuple[ApiPage, ...]:
    """The pages of an answer.

    Raises:
        WikiError: the answer is not of the form that MediaWiki's documentation promises.
    """
    return _query_of(wiki, answer).pages


def changes_of(wiki: str, answer: Mapping[str, Any]) -> tuple[ApiChange, ...]:
    """The recent changes of an answer; errors as for `pages_of`."""
    return _query_of(wiki, answer).recentchanges


def missing_of(wiki: str, answer: Mapping[str, Any]) -> tuple[int, ...]:
    """The revisions that an answer says are not there; errors as for `pages_of`."""
    bad = _query_of(wiki, answer).badrevids.values()
    return tuple(one.revid for one in bad if one.missing)


def log_events_of(wiki: str, answer: Mapping[str, Any]) -> tuple[ApiLogEvent, ...]:
    """The log entries of an answer; errors as for `pages_of`."""
    return _query_of(wiki, answer).logevents


def _query_of(wiki: str, answer: Mapping[str, Any]) -> _Query:
    try:
        return msgspec.convert(answer.get("query", {}), _Query)
    except msgspec.ValidationError as error:
        raise WikiError(f"{wiki} gave an answer of an unknown form: {error}") from error
