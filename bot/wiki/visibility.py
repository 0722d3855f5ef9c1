"""What the wiki hides today: of given revisions, and by its public log."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.errors import WikiError
from bot.ports import HiddenPart, Touched
from bot.times import time_text
from bot.wiki.api_types import ApiRevision, log_events_of, missing_of, pages_of
from bot.wiki.revisions import IDS_A_REQUEST
from bot.wiki.site import Wiki

EVENTS_A_REQUEST = 500
# Entries can become visible late, out of order.
OVERLAP = timedelta(minutes=10)


class Visibility:
    """The wiki as one asks it what it hides (`bot.ports.VisibilitySource`)."""

    def __init__(self, wiki: Wiki) -> None:
        self._wiki = wiki

    @property
    def wiki(self) -> str:
        """The wiki's database name."""
        return self._wiki.dbname

    def hidden(self, rev_ids: Collection[int]) -> dict[int, frozenset[HiddenPart]]:
        """Those of the revisions of which something is hidden, and what.

        The text itself is not fetched.

        Raises:
            WikiError: the wiki cannot be read, or leaves a revision out of its answer;
                TryLaterError if it asks to wait.
        """
        found: dict[int, frozenset[HiddenPart]] = {}
        wanted = sorted(set(rev_ids))
        for start in range(0, len(wanted), IDS_A_REQUEST):
            ids = wanted[start : start + IDS_A_REQUEST]
            told: dict[int, frozenset[HiddenPart]] = {}
            answers = self._wiki.queries(
                prop="revisions",
                revids="|".join(map(str, ids)),
                # A hidden text has a hidden checksum.
                rvprop="ids|user|comment|slotsha1|contentmodel",
                rvslots="main",
            )
            for answer in answers:
                for page in pages_of(self.wiki, answer):
                    told |= {one.revid: hidden_parts(one) for one in page.revisions if _tells(one)}
                for rev_id in missing_of(self.wiki, answer):
                    told[rev_id] = frozenset({HiddenPart.PAGE})
            silent = [rev_id for rev_id in ids if rev_id not in told]
            if silent:
                raise WikiError(
                    f"{self.wiki} does not say whether revision {silent[0]} is hidden, so nothing"
                    " was purged for it"
                )
            found |= {rev_id: parts for rev_id, parts in told.items() if parts}
        return found

    def touched(self, since: str | None) -> Touched:
        """What the public log of deletions tells since a position; with None only today's.

        Suppression is in no public log. Errors are those of `hidden`.
        """
        now = self._wiki.now()
        if since is None:
            return Touched(position=now)
        rev_ids: set[int] = set()
        page_ids: set[int] = set()
        answers = self._wiki.queries(
            list="logevents",
            letype="delete",
            leprop="ids|type|timestamp|details",
            ledir="newer",
            lestart=_earlier(since),
            lelimit=EVENTS_A_REQUEST,
        )
        for answer in answers:
            for event in log_events_of(self.wiki, answer):
                rev_ids.update(event.rev_ids)
                if event.action.startswith("delete") and event.logpage:
                    page_ids.add(event.logpage)
        return Touched(
            rev_ids=frozenset(rev_ids), page_ids=frozenset(page_ids), position=max(now, since)
        )


def _tells(revision: ApiRevision) -> bool:
    """Whether one can know if the text is hidden; silence must not be taken for "no"."""
    return bool(revision.main.sha1 or revision.main.sha1hidden or revision.main.texthidden)


def hidden_parts(revision: ApiRevision) -> frozenset[HiddenPart]:
    """What is hidden of a revision that came with its user, summary and checksum."""
    flags = {
        HiddenPart.TEXT: revision.main.texthidden or revision.main.sha1hidden,
        HiddenPart.USER: revision.userhidden,
        HiddenPart.SUMMARY: revision.commenthidden,
    }
    return frozenset(part for part, is_hidden in flags.items() if is_hidden)


def _earlier(position: str) -> str:
    return time_text(datetime.fromisoformat(position) - OVERLAP)
