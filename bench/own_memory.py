"""Prints, as JSON, what memory a worker holds for itself: `python -m bench.own_memory [CORPUS]`."""

from __future__ import annotations

import multiprocessing
import re
import sys
from pathlib import Path

import msgspec

PRIVATE = re.compile(r"^(?:Private_Clean|Private_Dirty|Private_Hugetlb):\s+(\d+) kB", re.MULTILINE)
RESIDENT = re.compile(r"^Rss:\s+(\d+) kB", re.MULTILINE)
PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


class Memory(msgspec.Struct, frozen=True):
    """Megabytes: the parent's before the fork; the worker's own, fresh and after all edits; the
    worker's peak with what it shares."""

    loaded_mb: float
    fresh_mb: float
    own_mb: float
    peak_mb: float


def measured(folder: str | None) -> Memory:
    """The memory of a worker that has linted all edits of the samples.

    Raises:
        OSError: the system does not tell (no Linux, or no /proc).
    """
    from bench.program import settings
    from bench.samples import committed_sample, corpus
    from bot import app
    from bot.core.report import Job

    known = app.entries()
    with app.worker(settings(known), known) as worker:
        loaded = _megabytes("self", "smaps_rollup", RESIDENT)
        worker.start()
        (process,) = multiprocessing.active_children()
        fresh = _megabytes(process.pid, "smaps_rollup", PRIVATE)
        edits = (corpus(Path(folder)) if folder else committed_sample()).edits
        for edit in edits:
            worker.lint(Job(edit))
        return Memory(
            loaded,
            fresh,
            _megabytes(process.pid, "smaps_rollup", PRIVATE),
            _megabytes(process.pid, "status", PEAK),
        )


def _megabytes(process: object, name: str, field: re.Pattern[str]) -> float:
    text = Path(f"/proc/{process}/{name}").read_text(encoding="ascii")
    return sum(int(kilobytes) for kilobytes in field.findall(text)) * 1024 / 1e6


if __name__ == "__main__":
    print(msgspec.json.encode(measured(sys.argv[1] if len(sys.argv) > 1 else None)).decode())
