"""Whether the revisions that a text is about still give a reason to write."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.outgoing import OutgoingDraft, linked_revisions
from bot.core.standing import standing
from bot.ports import UNWANTED, StoredFinding
from bot.wiki.account import Account
from bot.wiki.api_types import missing_of, pages_of
from bot.wiki.today import IDS_A_REQUEST, PagesToday
from bot.wiki.visibility import hidden_parts

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


def hidden_reason(account: Account, draft: OutgoingDraft) -> str:
    """Why a report must not be posted: the wiki hides something that it links to; else empty."""
    wanted = sorted(linked_revisions(draft.body))
    for first in range(0, len(wanted), IDS_A_REQUEST):
        answers = account.all_answers(
            prop="revisions",
            revids="|".join(map(str, wanted[first : first + IDS_A_REQUEST])),
            rvprop="ids|user|comment|slotsha1|contentmodel",
            rvslots="main",
        )
        for answer in answers:
            pages = pages_of(account.wiki, answer)
            shown = [one for page in pages for one in page.revisions]
            gone = [one.revid for one in shown if hidden_parts(one)]
            gone += missing_of(account.wiki, answer)
            if gone:
                return (
                    f"revision {gone[0]} is hidden or gone; `revlint drafts report` makes it anew"
                )
    return ""
