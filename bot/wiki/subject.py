"""Whether the revision that a message is about still gives a reason to write."""

from __future__ import annotations

from bot.core.outgoing import OutgoingDraft
from bot.wiki.account import Account
from bot.wiki.api_types import pages_of

REVERTED = "mw-reverted"


def lost_reason(account: Account, draft: OutgoingDraft) -> str:
    """Why the message is not to be sent any more; empty if it is."""
    answer = account.ask(
        prop="revisions", revids=draft.rev_id, rvprop="ids|user|tags|content", rvslots="main"
    )
    found = [one for page in pages_of(account.wiki, answer) for one in page.revisions]
    if not found:
        return f"revision {draft.rev_id} is gone"
    (revision,) = found
    if revision.main.content is None:
        return f"revision {draft.rev_id} is hidden"
    if REVERTED in revision.tags:
        return f"revision {draft.rev_id} was reverted"
    if draft.editor and revision.user != draft.editor:
        return f"revision {draft.rev_id} is by another name now, or its editor is hidden"
    return ""
