"""A pass in figures, for Prometheus: https://github.com/prometheus/node_exporter#textfile-collector."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StoreError
from bot.whole_files import FOR_ALL, write_whole

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

    from bot.jobs.run import RunSummary

PREFIX = "revlint_pass"


def write_metrics(summary: RunSummary, path: Path, *, job: str, finished: datetime) -> None:
    """Put the figures of a pass into a text file, whole or not at all.

    Every figure is a gauge about the latest pass, labelled with the wiki and the job.

    Raises:
        StoreError: the file cannot be written.
    """
    from prometheus_client import generate_latest

    text = generate_latest(_registry(summary, job, finished))
    try:
        # The collector runs as somebody else.
        write_whole(path, text, FOR_ALL)
    except OSError as error:
        raise StoreError(f"{path}: the metrics cannot be written: {error.strerror}") from error


def _registry(summary: RunSummary, job: str, finished: datetime) -> CollectorRegistry:
    from prometheus_client import CollectorRegistry, Gauge

    registry = CollectorRegistry()
    here = {"wiki": summary.wiki, "job": job}

    def gauge(name: str, text: str, value: float, **labels: str) -> None:
        made = made_already.get(name)
        if made is None:
            made = made_already[name] = Gauge(
                f"{PREFIX}_{name}", text, [*here, *labels], registry=registry
            )
        made.labels(**here, **labels).set(value)

    made_already: dict[str, Gauge] = {}
    for outcome in ("linted", "incomplete", "failed"):
        gauge(
            "revisions",
            "Revisions checked, by outcome.",
            getattr(summary, outcome),
            outcome=outcome,
        )
    for reason, number in summary.skipped.items():
        gauge("skipped", "Revisions left out, by reason.", number, reason=reason)
    gauge("already_seen", "Revisions met again.", summary.already_seen)
    gauge("findings", "Findings stored.", summary.findings)
    gauge("seconds", "How long it took.", summary.seconds)
    gauge("complete", "Whether it reached the present.", summary.complete)
    gauge(
        "lost_window",
        "Whether the wiki no longer lists a part of it.",
        bool(summary.unlisted_before),
    )
    gauge("finished_timestamp_seconds", "When it ended, Unix time.", finished.timestamp())
    if summary.until:
        reached = datetime.fromisoformat(summary.until)
        gauge("reached_timestamp_seconds", "How far it came, Unix time.", reached.timestamp())
    return registry
