"""Which changes are not linted, and why: a pure decision over what is known of a change."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from bot.core.skip import HIDDEN, TAG_REASONS

# MediaWiki's $wgMaxArticleSize is 2 MiB; more comes from an odd wiki or from a mistake.
MAX_BYTES = 2 << 20
LONGEST_REASON = 80

BOT = "bot"
IMPORTED = "imported"
NAMESPACE = "namespace"
NOT_WIKITEXT = "not wikitext"
TOO_LARGE = "too large"


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
    """What a job leaves out besides what cannot be linted at all.

    ``namespaces`` None means all. ``tags`` are the tags whose revisions are left out.
    """

    namespaces: frozenset[int] | None = frozenset({0})
    bots: bool = True
    tags: frozenset[str] = frozenset(TAG_REASONS)
    max_bytes: int = MAX_BYTES


ON_REQUEST = SkipPolicy(namespaces=None, bots=False, tags=frozenset())
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
        return NOT_WIKITEXT
    if change.size_bytes is not None and change.size_bytes > policy.max_bytes:
        return TOO_LARGE
    for tag in change.tags:
        if tag in policy.tags:
            return TAG_REASONS.get(tag, f"tagged {tag}"[:LONGEST_REASON])
    return None
