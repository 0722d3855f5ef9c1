"""A wiki's recent changes since a cursor, oldest first, each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice

from bot.core.model import Revision, Skipped
from bot.errors import ConfigurationError
from bot.ports import Batch, SeenFilter
from bot.times import asked_time, time_text
from bot.wiki.api_types import ApiChange, changes_of
from bot.wiki.revisions import Wanted, revisions
from bot.wiki.selection import Candidate, Selection
from bot.wiki.site import Wiki
from bot.wiki.skip import IMPORTED, ChangeFacts, SkipPolicy, skip_reason

# Rows can appear later than their time says: a transaction was slow, or the database server that
# answers lags behind.
OVERLAP = timedelta(minutes=10)
BATCH_SIZE = 50
ROWS_A_REQUEST = "max"
# A wiki keeps the list for 90 days ($wgRCMaxAge), Wikimedia for 30. Below this age there is no
# need to ask where it begins.
SURELY_LISTED = timedelta(days=7)
# An imported revision is listed when it came, but was written elsewhere long before.
IMPORT_AGE = timedelta(days=1)


class RecentChanges:
    """The new revisions of a wiki, for a job that runs again and again."""

    def __init__(
        self,
        wiki: Wiki,
        policy: SkipPolicy | None = None,
        *,
        selection: Selection | None = None,
        overlap: timedelta = OVERLAP,
        batch_size: int = BATCH_SIZE,
        rows_a_request: int | None = None,
    ) -> None:
        if overlap < OVERLAP:
            raise ConfigurationError(
                f"an overlap of {overlap} loses rows that appear late; make it {OVERLAP} or more"
            )
        self.policy = policy or SkipPolicy()
        self._wiki = wiki
        self._selection = selection
        self._overlap = overlap
        self._batch_size = batch_size
        self._rows_a_request = rows_a_request or ROWS_A_REQUEST

    @property
    def wiki(self) -> str:
        """The wiki's database name."""
        return self._wiki.dbname

    def batches(
        self, after: str | None, seen: SeenFilter, limit: int | None = None
    ) -> Iterator[Batch]:
        """The new revisions since ``after``, at most ``limit``; a position is an ISO 8601 time.

        A pass that was not cut short by ``limit`` ends with an empty batch, whose position is the
        wiki's time when the pass began.

        Raises:
            InputError: ``after`` is not an ISO 8601 time.
            WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
        """
        until = self._wiki.now()
        start = time_text(asked_time(after or until) - self._overlap)
        unlisted_before = self._beginning(start, until)
        position = max(after or start, start)
        met: set[int] = set()
        left = limit
        rows = self._rows(start, until)
        while chunk := list(islice(rows, self._batch_size)):
            fresh = {row.revid: row for row in chunk if row.revid not in met}
            met.update(fresh)
            known = seen(list(fresh))
            new = [row for revid, row in fresh.items() if revid not in known]
            cut = left is not None and len(new) > left
            if cut:
                new = new[:left]
            if left is not None:
                left -= len(new)
            last = new[-1:] if cut else chunk[-1:]
            position = max([position, *(row.timestamp for row in last)])
            yield Batch(
                items=tuple(self.items(new)),
                since=start,
                position=position,
                already_seen=len(chunk) - len(fresh) + len(known),
                unlisted_before=unlisted_before,
            )
            if cut or left == 0:
                return
        yield Batch(
            items=(),
            since=start,
            position=max(position, until),
            final=True,
            unlisted_before=unlisted_before,
        )

    def _rows(self, start: str, until: str) -> Iterator[ApiChange]:
        answers = self._wiki.queries(
            list="recentchanges",
            rcdir="newer",
            rcstart=start,
            rcend=until,
            rctype="edit|new",
            rcprop="ids|title|timestamp|user|comment|flags|tags|sizes",
            rclimit=self._rows_a_request,
        )
        for answer in answers:
            yield from changes_of(self.wiki, answer)

    def items(self, rows: Sequence[ApiChange]) -> list[Revision | Skipped]:
        """What becomes of each row, in order; only the rows that may be linted are fetched.

        Raises:
            WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
        """
        skipped: dict[int, Revision | Skipped] = {}
        wanted: list[Wanted] = []
        for row in rows:
            reason = skip_reason(
                ChangeFacts(namespace=row.ns, tags=row.tags, bot=row.bot, size_bytes=row.newlen),
                self.policy,
            )
            if reason is None:
                wanted.append(Wanted(rev_id=row.revid, bot=row.bot))
            else:
                skipped[row.revid] = Skipped(_bare(self.wiki, row), reason)
        listed = {row.revid: row for row in rows}
        if self._selection is not None:
            left_out = self._selection.reasons([_candidate(listed[one.rev_id]) for one in wanted])
            wanted = [one for one in wanted if one.rev_id not in left_out]
            skipped |= {
                rev_id: Skipped(_bare(self.wiki, listed[rev_id]), reason)
                for rev_id, reason in left_out.items()
            }
        done = dict(skipped)
        for item in revisions(self._wiki, wanted, self.policy):
            revision = item.revision if isinstance(item, Skipped) else item
            row = listed[revision.rev_id]
            if isinstance(item, Skipped) and not revision.page_id:
                item = Skipped(_bare(self.wiki, row), item.reason)
            elif isinstance(item, Revision) and _was_imported(row, item):
                item = Skipped(_bare(self.wiki, row), IMPORTED)
            done[revision.rev_id] = item
        return [done[row.revid] for row in rows]

    def _beginning(self, start: str, until: str) -> str | None:
        """The time of the oldest row listed, if the pass begins before it; else None."""
        if asked_time(until) - asked_time(start) < SURELY_LISTED:
            return None
        answer = self._wiki.query(
            list="recentchanges", rcdir="newer", rcprop="ids|title|timestamp", rclimit=1
        )
        oldest = [row.timestamp for row in changes_of(self.wiki, answer)]
        return oldest[0] if oldest and oldest[0] > start else None


def _candidate(row: ApiChange) -> Candidate:
    return Candidate(
        rev_id=row.revid, page_id=row.pageid, title=row.title, user=row.user, tags=row.tags
    )


def _was_imported(row: ApiChange, revision: Revision) -> bool:
    return (
        bool(row.timestamp)
        and asked_time(row.timestamp) - asked_time(revision.timestamp) > IMPORT_AGE
    )


def _bare(wiki: str, row: ApiChange) -> Revision:
    return Revision(
        new="",
        wiki=wiki,
        rev_id=row.revid,
        parent_id=row.old_revid,
        page_id=row.pageid,
        namespace=row.ns,
        title=row.title,
        user=row.user,
        timestamp=row.timestamp,
        summary=row.comment,
        tags=row.tags,
        minor=row.minor,
        bot=row.bot,
    )
