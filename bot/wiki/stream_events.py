"""What a stream's events say about one wiki, as typed values; unknown fields are ignored."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from bot.times import time_text
from bot.wiki.api_types import ApiChange

CANARY_DOMAIN = "canary"
PAGE_CHANGE = "page_change"
VISIBILITY = "revision-visibility-change"
# A suppressed page's deletion has a stream of its own, with the same form.
DELETIONS = ("page-delete", "page-suppress")
_CHANGE_TYPES = ("edit", "new")

Form = TypeVar("Form")


class UnreadableEventError(ValueError):
    """The event is not of the form that its stream promises."""


class Canary(msgspec.Struct, frozen=True):
    """A made-up event which shows that the stream is alive."""


class NewRevision(msgspec.Struct, frozen=True):
    """A revision was saved: what recent changes say of it, without tags."""

    row: ApiChange


class HiddenRevisions(msgspec.Struct, frozen=True):
    """Something of these revisions may not be read any longer: text, user or summary."""

    rev_ids: tuple[int, ...]


class DeletedPage(msgspec.Struct, frozen=True):
    """A page and with it all its revisions were deleted."""

    page_id: int


Event = Canary | NewRevision | HiddenRevisions | DeletedPage


class Meta(msgspec.Struct, frozen=True):
    """What every event says about itself; ``dt`` is ISO 8601."""

    domain: str = ""
    stream: str = ""
    dt: str = ""


class Head(msgspec.Struct, frozen=True):
    """What an event is about: one of three fields names the wiki, depending on the stream."""

    meta: Meta = Meta()
    wiki: str = ""
    database: str = ""
    wiki_id: str = ""


class _Revision(msgspec.Struct, frozen=True):
    new: int = 0
    old: int | None = None


class _Length(msgspec.Struct, frozen=True):
    new: int | None = None


class _Change(msgspec.Struct, frozen=True):
    type: str
    namespace: int = 0
    title: str = ""
    user: str = ""
    comment: str | None = None
    bot: bool = False
    minor: bool = False
    timestamp: int = 0
    revision: _Revision | None = None
    length: _Length | None = None
    log_type: str | None = None
    log_action: str | None = None
    log_params: Any = None


class _HidingParameters(msgspec.Struct, frozen=True):
    type: str = ""
    ids: tuple[int, ...] = ()
    nfield: int = 1


class _Visibility(msgspec.Struct, frozen=True):
    text: bool = True
    user: bool = True
    comment: bool = True


class _VisibilityChange(msgspec.Struct, frozen=True):
    rev_id: int
    visibility: _Visibility = _Visibility()


class _PageDelete(msgspec.Struct, frozen=True):
    page_id: int


class _Page(msgspec.Struct, frozen=True):
    page_id: int
    page_title: str = ""
    namespace_id: int = 0


class _PageRevision(msgspec.Struct, frozen=True):
    rev_id: int
    rev_parent_id: int | None = None
    rev_dt: str = ""
    rev_size: int = 0
    comment: str | None = None
    is_minor_edit: bool = False
    is_content_visible: bool = True
    is_editor_visible: bool = True
    is_comment_visible: bool = True


class _Performer(msgspec.Struct, frozen=True):
    user_text: str = ""
    groups: tuple[str, ...] = ()


class _PageChange(msgspec.Struct, frozen=True):
    page_change_kind: str
    page: _Page
    revision: _PageRevision
    performer: _Performer = _Performer()


def head_of(data: str) -> Head:
    """What the event is about.

    Raises:
        UnreadableEventError: it is not an event.
    """
    return _decoded(data, Head)


def event_of(head: Head, data: str, wiki: str) -> Event | None:
    """What the event says; None if it is of another wiki or of no interest.

    Raises:
        UnreadableEventError: it is not of the form that its stream promises.
    """
    if head.meta.domain == CANARY_DOMAIN:
        return Canary()
    if wiki not in (head.wiki, head.database, head.wiki_id):
        return None
    stream = head.meta.stream
    if VISIBILITY in stream:
        shown = _decoded(data, _VisibilityChange)
        seen = shown.visibility
        whole = seen.text and seen.user and seen.comment
        return None if whole else HiddenRevisions((shown.rev_id,))
    if any(name in stream for name in DELETIONS):
        return DeletedPage(_decoded(data, _PageDelete).page_id)
    if PAGE_CHANGE in stream:
        return _of_page_change(_decoded(data, _PageChange))
    return _of_change(_decoded(data, _Change))


def _of_change(change: _Change) -> Event | None:
    if change.type in _CHANGE_TYPES and change.revision is not None and change.revision.new > 0:
        size = change.length.new if change.length is not None else None
        return NewRevision(
            ApiChange(
                type=change.type,
                ns=change.namespace,
                title=change.title,
                pageid=0,
                revid=change.revision.new,
                old_revid=change.revision.old or 0,
                timestamp=_iso(change.timestamp),
                user=change.user,
                comment=change.comment or "",
                bot=change.bot,
                minor=change.minor,
                newlen=size or 0,
            )
        )
    if (change.type, change.log_type, change.log_action) == ("log", "delete", "revision"):
        return _of_hiding(change.log_params)
    return None


def _of_hiding(parameters: Any) -> Event | None:
    """Revisions hidden by an administrator: MediaWiki's own feed tells it as a log entry only."""
    try:
        hiding = msgspec.convert(parameters, _HidingParameters, strict=False)
    except msgspec.ValidationError as error:
        raise UnreadableEventError(str(error)) from error
    # The other types are of deleted revisions, log entries and files.
    if hiding.type != "revision" or not hiding.nfield:
        return None
    return HiddenRevisions(hiding.ids)


def _of_page_change(change: _PageChange) -> Event | None:
    revision = change.revision
    if change.page_change_kind == "delete":
        return DeletedPage(change.page.page_id)
    shown = (
        revision.is_content_visible and revision.is_editor_visible and revision.is_comment_visible
    )
    if not shown:
        return HiddenRevisions((revision.rev_id,))
    if change.page_change_kind not in ("create", "edit"):
        return None
    return NewRevision(
        ApiChange(
            type="new" if change.page_change_kind == "create" else "edit",
            ns=change.page.namespace_id,
            title=change.page.page_title.replace("_", " "),
            pageid=change.page.page_id,
            revid=revision.rev_id,
            old_revid=revision.rev_parent_id or 0,
            timestamp=revision.rev_dt,
            user=change.performer.user_text,
            comment=revision.comment or "",
            bot="bot" in change.performer.groups,
            minor=revision.is_minor_edit,
            newlen=revision.rev_size,
        )
    )


def _decoded(data: str, form: type[Form]) -> Form:
    try:
        return msgspec.json.decode(data, type=form)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise UnreadableEventError(str(error)) from error


def _iso(seconds: int) -> str:
    try:
        return time_text(datetime.fromtimestamp(seconds, UTC))
    except (OverflowError, ValueError, OSError):
        return ""
