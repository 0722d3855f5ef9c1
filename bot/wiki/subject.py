"""Whether the revision that a message is about still gives a reason to write."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.outgoing import OutgoingDraft
from bot.core.standing import standing
from bot.ports import UNWANTED, StoredFinding
from bot.wiki.account import Account
from bot.wiki.today import PagesToday

AGAIN = "`revlint drafts make` writes anew of the rest"


def lost_reason(account: Account, draft: OutgoingDraft, findings: Sequence[StoredFinding]) -> str:
    """Why the message is not to be sent any more; empty if it is.

    ``findings`` are those it speaks of, as far as they are stored. If some of them stand no
    more, the whole message is lost: what was approved is not cut.
    """
    today = PagesToday(account.wiki, account.all_answers).today([draft.rev_id])[draft.rev_id]
    if today.lost:
        return today.lost
    if draft.editor and today.editor != draft.editor:
        return f"revision {draft.rev_id} is by another name now, or its editor is hidden"
    if draft.title.startswith("Talk:") and draft.title != f"Talk:{today.title}":
        return "the page has another name now"
    if len({one.finding.fingerprint for one in findings}) < len(set(draft.fingerprints)):
        return "its findings are not stored any more, so that nobody can tell if they still stand"
    told = [one.finding for one in findings if one.verdict not in UNWANTED]
    left = len(standing(told, today.linted, today.newest))
    if not left:
        return "every passage that it speaks of has been changed, or was judged to be in order"
    if left < len(findings):
        gone = len(findings) - left
        return f"{gone} of {len(findings)} findings stand no more; {AGAIN}"
    return ""
