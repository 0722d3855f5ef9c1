"""``revlint publish``: post what people have approved."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType

from bot import app
from bot.commands.account import account, copy_name
from bot.commands.settings import settings_from
from bot.config import Settings
from bot.errors import TryLaterError
from bot.jobs.lock import job_lock
from bot.jobs.publish import Posted, PublishSummary, publish
from bot.output.escape_terminal import escape_terminal
from bot.ports import Cursor

TALK_READ = "talk read"
"""The job under whose name the store keeps which revision of the account's talk page was read."""

SLICE_S = 0.5


def execute(options: argparse.Namespace) -> int:
    """Make the pass and print what became of each draft; 0 when the work was done."""
    settings = settings_from(options, app.entries())
    stopping = _Stop()
    writer = account(settings, stopping.sleep)
    from bot.store import DraftBox, Store
    from bot.wiki.publisher import AccountPublisher
    from bot.wiki.write_pace import WritePace

    with Store.open(settings.store.url) as store, job_lock(_lock(settings)):
        if options.talk_read is not None:
            store.save([], Cursor(writer.wiki, TALK_READ, str(options.talk_read)))
        publisher = AccountPublisher(
            writer,
            holder=copy_name(settings),
            seen_talk_rev=int(store.cursor(writer.wiki, TALK_READ) or 0),
            pace=WritePace(settings.publish.seconds_between_writes, sleep=stopping.sleep),
            settling_s=settings.publish.settling_s,
            dry_run=options.dry_run,
        )
        summary = publish(
            DraftBox(store),
            publisher,
            holder=copy_name(settings),
            limit=options.most or settings.publish.limit,
            dry_run=options.dry_run,
            stop=stopping,
            told=_show,
        )
    print(summary_line(summary))
    if summary.stopped is not None and not stopping():
        raise summary.stopped
    return 0


def summary_line(summary: PublishSummary) -> str:
    """A pass in one line: counts by outcome."""
    counts = ", ".join(f"{count} {name}" for name, count in sorted(summary.counts.items()))
    return f"{summary.wiki}: {counts or 'nothing to post'}"


def _show(one: Posted) -> None:
    draft, posting = one.draft, one.posting
    told = f"draft {draft.id} for {escape_terminal(draft.title)}: "
    if posting is None:
        told += "would be sent"
    else:
        told += posting.outcome.value
        told += f", revision {posting.rev_id}" if posting.rev_id else ""
        told += f": {escape_terminal(posting.reason)}" if posting.reason else ""
    print(told)
    sys.stdout.flush()


class _Stop:
    """Whether SIGTERM has come; then the pass ends before the next write."""

    def __init__(self) -> None:
        self._asked = False
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True

    def __call__(self) -> bool:
        return self._asked

    def sleep(self, seconds: float) -> None:
        """Wait; if the program is asked to stop meanwhile, TryLaterError."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            if self._asked:
                raise TryLaterError("asked to stop")
            time.sleep(min(SLICE_S, left))


def _lock(settings: Settings) -> Path:
    """A file that one pass on this machine at a time may hold."""
    name = f"revlint-publish-{os.getuid()}-{copy_name(settings)}.lock"
    return Path(tempfile.gettempdir()) / name
