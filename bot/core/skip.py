"""Which revisions are not linted, and why."""

from __future__ import annotations

from collections.abc import Collection

from bot.core.model import Revision

# The wiki hides these; a text fetched before, or read from an old dump, must not bring them back.
HIDDEN = "hidden"
# A revision that is not there may be one that a lagging database server has not got yet.
DELETED = "deleted"
# Without a parent that may be read nobody can say what was added.
PARENT_HIDDEN = "parent hidden"
PARENT_DELETED = "parent deleted"

TAG_REASONS = {
    "mw-rollback": "restores older text (rollback)",
    "mw-undo": "restores older text (undo)",
    "mw-manual-revert": "restores older text (manual revert)",
    "mw-reverted": "reverted since",
}


def skip_reason(revision: Revision, skip_tags: Collection[str]) -> str | None:
    """Why a revision is not linted, as a short countable reason; None if it is."""
    if revision.hidden:
        return HIDDEN
    if revision.bot:
        return "bot"
    if revision.content_model != "wikitext":
        return "not wikitext"
    for tag in revision.tags:
        if tag in skip_tags:
            return TAG_REASONS.get(tag, f"tagged {tag}"[:80])
    return None
