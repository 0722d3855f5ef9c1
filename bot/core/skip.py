"""Which revisions are not linted, and why."""

from __future__ import annotations

from collections.abc import Collection

from bot.core.model import Revision

TAG_REASONS = {
    "mw-rollback": "restores older text (rollback)",
    "mw-undo": "restores older text (undo)",
    "mw-manual-revert": "restores older text (manual revert)",
    "mw-reverted": "reverted since",
}


def skip_reason(revision: Revision, skip_tags: Collection[str]) -> str | None:
    """Why a revision is not linted, as a short countable reason; None if it is."""
    if revision.hidden:
        return "hidden"
    if revision.bot:
        return "bot"
    if revision.content_model != "wikitext":
        return "not wikitext"
    for tag in revision.tags:
        if tag in skip_tags:
            return TAG_REASONS.get(tag, f"tagged {tag}"[:80])
    return None
