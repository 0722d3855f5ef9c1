"""A page as the API tells of it to somebody who wants to write on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from bot.errors import WikiError
from bot.wiki.api_types import ApiRevision


class _Protection(msgspec.Struct, frozen=True):
    type: str = ""
    level: str = ""


class _Template(msgspec.Struct, frozen=True):
    title: str = ""


class Page(msgspec.Struct, frozen=True):
    """A page with its latest revision; fields that were not asked for have their defaults."""

    title: str = ""
    ns: int = -1
    pageid: int = 0
    missing: bool = False
    invalid: bool = False
    redirect: bool = False
    contentmodel: str = "wikitext"
    protection: tuple[_Protection, ...] = ()
    revisions: tuple[ApiRevision, ...] = ()
    templates: tuple[_Template, ...] = ()

    @property
    def rev_id(self) -> int:
        """The latest revision; 0 if there is none."""
        return self.revisions[0].revid if self.revisions else 0

    @property
    def user(self) -> str:
        """Who made it; empty if that is hidden."""
        return self.revisions[0].user if self.revisions else ""

    @property
    def text(self) -> str | None:
        """Its wikitext; None if it may not be read, or the page is missing."""
        return self.revisions[0].main.content if self.revisions else None

    @property
    def edit_protected(self) -> bool:
        """Whether not everybody may edit it."""
        return any(one.type == "edit" for one in self.protection)


class _Query(msgspec.Struct, frozen=True):
    pages: tuple[Page, ...] = ()


def pages_in(wiki: str, answer: Mapping[str, Any]) -> tuple[Page, ...]:
    """The pages of an answer.

    Raises:
        WikiError: the answer is not of the form that MediaWiki's documentation promises, or
            holds no page at all.
    """
    try:
        pages = msgspec.convert(answer.get("query"), _Query).pages
    except msgspec.ValidationError as error:
        raise WikiError(f"{wiki} gave an answer of an unknown form: {error}") from error
    if not pages:
        raise WikiError(f"{wiki} gave an answer without the page that was asked for")
    return pages
