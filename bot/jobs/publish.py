"""One pass over the outbox: each approved draft is posted once, or somebody learns why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import msgspec

from bot.core.outgoing import DraftState, OutgoingDraft
from bot.errors import DraftChangedError, StoreError, TryLaterError, WikiError
from bot.ports import Outbox, Posting, PostingOutcome, Publisher
from bot.times import time_text

LEASE_NAME = "publish"
LEASE_LASTS = timedelta(minutes=30)
CONFLICT_TRIES = 2


class Posted(msgspec.Struct, frozen=True):
    """What became of one draft in this pass; None: it would be posted, were this no dry run."""

    draft: OutgoingDraft
    posting: Posting | None


class PublishSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A pass: each draft that was taken on, and why the pass ended before the last one."""

    wiki: str
    posted: tuple[Posted, ...] = ()
    stopped: WikiError | StoreError | None = None

    @property
    def counts(self) -> Counter[str]:
        """The number of drafts by outcome; ``would be sent`` in a dry run."""
        return Counter(
            one.posting.outcome.value if one.posting else "would be sent" for one in self.posted
        )


def publish(
    outbox: Outbox,
    publisher: Publisher,
    *,
    holder: str,
    limit: int,
    dry_run: bool = False,
    stop: Callable[[], bool] = lambda: False,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    told: Callable[[Posted], None] = lambda _: None,
) -> PublishSummary:
    """Take on at most ``limit`` drafts; what became of them.

    An error of the wiki or the database ends the pass, and is in the summary; what was posted
    before is kept. ``holder`` names this copy of the program, in hexadecimal. ``told`` hears of
    each draft at once, ``stop`` is asked between two.

    Raises:
        TryLaterError: another copy of the program may write now.
        WikiError: the account may not write at all.
    """
    wiki = publisher.wiki
    due = outbox.due(wiki, limit)
    if not due:
        return PublishSummary(wiki=wiki)
    posted: list[Posted] = []
    stopped: WikiError | StoreError | None = None
    with _database_lease(outbox, wiki, holder, now, dry_run), publisher.lease():
        for draft in due:
            if stop():
                break
            try:
                posting = _posting(outbox, publisher, draft, now, dry_run)
            except DraftChangedError as error:
                posting = Posting(PostingOutcome.LATER, reason=str(error))
            except _NoAnswer as error:
                posting = error.posting
                stopped = TryLaterError(posting.reason)
            except (WikiError, StoreError) as error:
                stopped = error
                break
            posted.append(Posted(draft, posting))
            told(posted[-1])
            if stopped is not None:
                break
    return PublishSummary(wiki=wiki, posted=tuple(posted), stopped=stopped)


def _posting(
    outbox: Outbox,
    publisher: Publisher,
    draft: OutgoingDraft,
    now: Callable[[], datetime],
    dry_run: bool,
) -> Posting | None:
    """What became of the draft, stored; None in a dry run if it would be posted."""
    current = draft
    posting: Posting | None = None
    for _ in range(CONFLICT_TRIES):
        posting = publisher.judge(current, outbox.findings(current))
        if dry_run:
            return posting
        if posting is None:
            outbox.begin(current, at=time_text(now()))
            current = msgspec.structs.replace(
                current, state=DraftState.SENDING, tries=current.tries + 1
            )
            try:
                posting = publisher.post(current)
            except WikiError:
                # Nothing was written.
                outbox.finish(current, Posting(PostingOutcome.LATER), at=time_text(now()))
                raise
            if posting.outcome is PostingOutcome.UNKNOWN:
                outbox.finish(current, posting, at=time_text(now()))
                raise _NoAnswer(posting)
        elif posting.outcome is PostingOutcome.UNKNOWN:
            return posting
        outbox.finish(current, posting, at=time_text(now()))
        if posting.outcome is not PostingOutcome.LATER:
            return posting
        # Somebody wrote at the same moment: all is read once more before another try.
        current = msgspec.structs.replace(current, state=draft.waiting_state)
    return posting


class _NoAnswer(Exception):  # noqa: N818
    """The wiki has just failed to answer a write: the next would fare no better."""

    def __init__(self, posting: Posting) -> None:
        super().__init__(posting.reason)
        self.posting = posting


@contextmanager
def _database_lease(
    outbox: Outbox, wiki: str, holder: str, now: Callable[[], datetime], dry_run: bool
) -> Iterator[None]:
    if dry_run:
        yield
        return
    began = now()
    held = outbox.take_lease(
        wiki, LEASE_NAME, holder, now=time_text(began), until=time_text(began + LEASE_LASTS)
    )
    if held:
        raise TryLaterError(
            f"{wiki}: another copy of the program on this database may write until {held}"
        )
    try:
        yield
    finally:
        outbox.free_lease(wiki, LEASE_NAME, holder)
