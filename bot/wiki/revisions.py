"""Revisions with their parents' text, fetched fifty at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import TypeVar

import msgspec

from bot.core.model import Revision, Skipped
from bot.core.skip import DELETED, HIDDEN, PARENT_DELETED, PARENT_HIDDEN
from bot.wiki.api_types import ApiPage, ApiRevision, pages_of
from bot.wiki.site import Wiki
from bot.wiki.skip import (
    NOT_WIKITEXT,
    TOO_LARGE,
    ChangeFacts,
    SkipPolicy,
    skip_reason,
)

# What everybody may ask for at once; accounts with `apihighlimits` may ask for ten times that.
IDS_A_REQUEST = 50
PROPERTIES = "ids|timestamp|user|comment|flags|size|tags"

Item = TypeVar("Item")


class Fetched(msgspec.Struct, frozen=True):
    """A revision as the wiki gives it, and its page."""

    page: ApiPage
    revision: ApiRevision

    @property
    def hidden(self) -> bool:
        """Whether the text may not be read."""
        slot = self.revision.main
        return slot.texthidden or slot.textmissing


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A revision to be fetched, and what recent changes told of it.

    ``old_id`` is the revision to compare with; None is its parent.
    """

    rev_id: int
    bot: bool = False
    old_id: int | None = None


def fetched_revisions(
    wiki: Wiki, rev_ids: Collection[int], *, content: bool = True
) -> dict[int, Fetched]:
    """Those of the revisions that exist, by id, with their text unless ``content`` is false.

    Raises:
        WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
    """
    found: dict[int, Fetched] = {}
    for ids in _chunks(sorted(set(rev_ids)), IDS_A_REQUEST):
        answers = wiki.queries(
            prop="revisions",
            revids="|".join(map(str, ids)),
            rvprop=f"{PROPERTIES}|contentmodel" + ("|content" if content else ""),
            rvslots="main",
        )
        # An answer ends at 8 MiB of text, and goes on in the next.
        for answer in answers:
            for page in pages_of(wiki.dbname, answer):
                bare = msgspec.structs.replace(page, revisions=())
                for revision in page.revisions:
                    found[revision.revid] = Fetched(bare, revision)
    return found


def revisions(
    wiki: Wiki, wanted: Sequence[Wanted], policy: SkipPolicy
) -> Iterator[Revision | Skipped]:
    """The wanted revisions in order, each with the text it replaced, or the reason to skip it.

    Raises:
        WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
    """
    for group in _chunks(wanted, IDS_A_REQUEST):
        # Sizes and marks first: the text of what is skipped need not travel.
        known = fetched_revisions(wiki, [one.rev_id for one in group], content=False)
        reasons = {one.rev_id: _reason(one, known.get(one.rev_id), policy) for one in group}
        to_read = [one for one in group if reasons[one.rev_id] is None]
        ids = {one.rev_id for one in to_read}
        ids |= {_old_id(one, known[one.rev_id]) for one in to_read} - {0}
        texts = fetched_revisions(wiki, ids)
        for one in group:
            reason = reasons[one.rev_id]
            if reason is not None:
                yield Skipped(_bare(wiki, one, known.get(one.rev_id), reason), reason)
            else:
                yield _revision(wiki, one, known[one.rev_id], texts, policy)


def _revision(
    wiki: Wiki, one: Wanted, known: Fetched, texts: dict[int, Fetched], policy: SkipPolicy
) -> Revision | Skipped:
    new = texts.get(one.rev_id)
    old_id = _old_id(one, known)
    old = texts.get(old_id)
    reason = _reason(one, new, policy)  # it may have been hidden since
    if reason is None and old_id:
        reason = _parent_reason(old, policy)
    if reason is not None or new is None:
        reason = reason or DELETED
        return Skipped(_bare(wiki, one, new, reason), reason)
    return msgspec.structs.replace(
        _bare(wiki, one, new, reason),
        new=new.revision.main.content or "",
        old=old.revision.main.content or "" if old is not None else None,
    )


def _reason(one: Wanted, found: Fetched | None, policy: SkipPolicy) -> str | None:
    if found is None:
        return DELETED
    return skip_reason(
        ChangeFacts(
            namespace=found.page.ns,
            tags=found.revision.tags,
            bot=one.bot,
            hidden=found.hidden,
            size_bytes=found.revision.size,
            content_model=found.revision.main.contentmodel,
        ),
        policy,
    )


def _parent_reason(old: Fetched | None, policy: SkipPolicy) -> str | None:
    """Why there is no text to compare with: then nobody could say what was added."""
    if old is None:
        return PARENT_DELETED
    if old.hidden:
        return PARENT_HIDDEN
    if old.revision.main.contentmodel != "wikitext":
        return NOT_WIKITEXT
    return TOO_LARGE if old.revision.size > policy.max_bytes else None


def _old_id(one: Wanted, known: Fetched) -> int:
    return known.revision.parentid if one.old_id is None else one.old_id


def _bare(wiki: Wiki, one: Wanted, found: Fetched | None, reason: str | None) -> Revision:
    """The revision without text; of one that is not there, the id is all there is."""
    if found is None:
        return Revision(new="", wiki=wiki.dbname, rev_id=one.rev_id, bot=one.bot)
    revision = found.revision
    return Revision(
        new="",
        wiki=wiki.dbname,
        rev_id=revision.revid,
        parent_id=_old_id(one, found),
        page_id=found.page.pageid,
        namespace=found.page.ns,
        title=found.page.title,
        user=revision.user,
        timestamp=revision.timestamp,
        summary=revision.comment,
        tags=revision.tags,
        minor=revision.minor,
        bot=one.bot,
        hidden=reason == HIDDEN,
        content_model=revision.main.contentmodel,
    )


def _chunks(values: Sequence[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk
