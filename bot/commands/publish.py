"""``revlint publish``: post what people have approved."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bot import app
from bot.commands.account import account, copy_name
from bot.commands.settings import settings_from
from bot.commands.stopping import StoppedError, Stopping
from bot.config import Settings
from bot.jobs.lock import job_lock
from bot.jobs.publish import Posted, PublishSummary, publish
from bot.output.escape_terminal import escape_terminal
from bot.ports import Cursor

TALK_READ = "talk read"
"""The job under whose name the store keeps which revision of the account's talk page was read."""


def execute(options: argparse.Namespace) -> int:
    """Make the pass and print what became of each draft; 0 when the work was done."""
    settings = settings_from(options, app.entries())
    with Stopping() as stopping:
        try:
            summary = _publish(options, settings, stopping)
        except StoppedError:
            # A message that was under way is searched for by the next pass.
            print(f"{settings.wiki.dbname}: stopped before the wiki answered")
            return 0
    print(summary_line(summary))
    if summary.stopped is not None and not stopping():
        raise summary.stopped
    return 0


def _publish(options: argparse.Namespace, settings: Settings, stopping: Stopping) -> PublishSummary:
    writer = account(settings, stopping.sleep)
    from bot.store import DraftBox, Store
    from bot.wiki.publisher import AccountPublisher
    from bot.wiki.write_pace import WritePace

    with Store.open(settings.store.url) as store, job_lock(publish_lock(settings)):
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
        return publish(
            DraftBox(store),
            publisher,
            holder=copy_name(settings),
            limit=options.most or settings.publish.limit,
            dry_run=options.dry_run,
            stop=stopping,
            told=_show,
        )


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


def publish_lock(settings: Settings) -> Path:
    """A file that one pass on this machine at a time may hold."""
    name = f"revlint-publish-{os.getuid()}-{copy_name(settings)}.lock"
    return Path(tempfile.gettempdir()) / name
