"""``revlint mark``: a reviewer's verdict on a finding."""

from __future__ import annotations

import argparse

from bot import app
from bot.commands.settings import settings_from
from bot.output.escape_terminal import escape_terminal
from bot.ports import ReviewVerdict
from bot.times import time_text_now


def execute(options: argparse.Namespace) -> int:
    """Store the verdict and say on what; 0."""
    from bot.store import Store

    settings = settings_from(options, app.entries())
    with Store.open(settings.store.url) as store:
        stored = store.mark(
            options.fingerprint,
            ReviewVerdict(options.verdict),
            by=options.by,
            note=options.note,
            at=time_text_now(),
            wiki=options.wiki or None,
        )
    finding = stored.finding
    quote = escape_terminal(finding.quote[:80])
    title = escape_terminal(stored.title)
    print(f"{options.verdict}: {finding.code} “{quote}” in {title}, revision {stored.rev_id}")
    return 0
