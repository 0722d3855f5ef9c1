"""What a job did: as a line for people, as JSON and as metrics for monitoring."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bot.config import Settings
from bot.jobs.metrics import write_metrics
from bot.jobs.run import RunSummary
from bot.output.escape_terminal import escape_terminal
from bot.ports import Checked


def print_summary(options: argparse.Namespace, summary: RunSummary, line: str) -> None:
    """Print ``line``, or the summary as JSON if that was asked for."""
    dry = getattr(options, "dry_run", False)
    print(summary_json(summary, dry=dry) if options.json else line)


def print_findings(checked: Checked) -> None:
    """What a dry run found in a revision, a line each."""
    report = checked.report
    for finding in report.findings:
        title, quote = escape_terminal(report.title), escape_terminal(finding.quote)
        print(f"{report.rev_id} {finding.code} {title}: {quote}", flush=True)


def leave_metrics(
    options: argparse.Namespace, settings: Settings, summary: RunSummary, job: str
) -> None:
    """Write the summary's figures where the command line or the settings want them.

    Those of a dry run would be taken for work that was done, and are not written.

    Raises:
        StoreError: the file cannot be written.
    """
    if getattr(options, "dry_run", False):
        return
    if file := options.metrics or settings.metrics.file:
        write_metrics(summary, Path(file), job=job, finished=datetime.now(UTC))


def summary_json(summary: RunSummary, *, dry: bool = False) -> str:
    """The summary's fields as a line of JSON, with ``checked`` and ``dry_run``."""
    fields = {**msgspec.to_builtins(summary), "checked": summary.checked, "dry_run": dry}
    return msgspec.json.encode(fields).decode()


def summary_line(summary: RunSummary) -> str:
    """A pass in one line: counts by outcome, skips by reason, the window covered."""
    skipped = sum(summary.skipped.values())
    reasons = ", ".join(f"{reason} {number}" for reason, number in summary.skipped.items())
    parts = [
        f"{summary.wiki}: {summary.checked} checked",
        f"{summary.incomplete} incomplete",
        f"{summary.failed} failed",
        f"{skipped} skipped" + (f" ({reasons})" if skipped else ""),
        f"{summary.already_seen} seen before",
        f"{summary.findings} findings",
    ]
    line = ", ".join(parts)
    if summary.since and summary.until:
        line += f"; window {summary.since} to {summary.until}"
    if not summary.complete:
        line += "; more is waiting"
    if summary.unlisted_before:
        line += f"; LOST: the wiki no longer lists changes before {summary.unlisted_before}"
    return line
