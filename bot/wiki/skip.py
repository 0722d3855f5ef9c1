"""Which changes are not linted, and why: a pure decision over what is known of a change."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

# MediaWiki's $wgMaxArticleSize is 2 MiB; more comes from an odd wiki or from a mistake.
MAX_BYTES = 2 << 20

BOT = "bot"
CONTENT_MODEL = "content model"
DELETED = "deleted"
HIDDEN = "hidden"
IMPORTED = "imported"
NAMESPACE = "namespace"
PARENT_DELETED = "parent deleted"
PARENT_HIDDEN = "parent hidden"
TOO_LARGE = "too large"

# https://www.mediawiki.org/wiki/Manual:Tags. The first three bring older text back, which nobody
# wrote now; the last says that the edit is no longer on the page.
TAG_REASONS = {
    "mw-rollback": "rollback",
    "mw-undo": "undo",
    "mw-manual-revert": "manual revert",
    "mw-reverted": "reverted",
}


class ChangeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a change; None is unknown so far."""

    namespace: int
    tags: tuple[str, ...] = ()
    bot: bool = False
    hidden: bool = False
    size_bytes: int | None = None
    content_model: str | None = None


@dataclass(frozen=True, slots=True)
class SkipPolicy:
    """What a job leaves out besides what cannot be linted at all."""

    namespaces: frozenset[int] | None = frozenset({0})
    bots: bool = True
    reverts: bool = True
    max_bytes: int = MAX_BYTES


ON_REQUEST = SkipPolicy(namespaces=None, bots=False, reverts=False)
"""For a revision that somebody asked for by name: only what cannot be linted is left out."""


def skip_reason(change: ChangeFacts, policy: SkipPolicy) -> str | None:
    """Why the change is not linted, as a short countable reason; None if it is."""
    if change.hidden:
        return HIDDEN
    if policy.namespaces is not None and change.namespace not in policy.namespaces:
        return NAMESPACE
    if policy.bots and change.bot:
        return BOT
    if change.content_model not in (None, "wikitext"):
        return CONTENT_MODEL
    if change.size_bytes is not None and change.size_bytes > policy.max_bytes:
        return TOO_LARGE
    if policy.reverts:
        return next((reason for tag, reason in TAG_REASONS.items() if tag in change.tags), None)
    return None
