"""The worst cases, each in a process of its own that is ended when it takes too long."""

from __future__ import annotations

import gc
import multiprocessing
import resource
import statistics
import time
from multiprocessing.connection import Connection

import msgspec

from bench.hostile_cases import GROWTH, Case, cases
from bench.outcome import Section, Table, Target, at_most
from bench.program import Bench
from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.report import Job, linted

SECONDS = "every adversarial input ≤ 1.5 s"
GROWING = "adversarial input ≤ 6 × the time for 4 × the size"
MOST_S = 1.5
MOST_GROWTH = 6.0
LEAST_S = 0.03
"""Below this a ratio of times says nothing."""

PATIENCE_S = 30.0
STEADY_S = 0.5


class Taken(msgspec.Struct, frozen=True):
    """What one lint took: CPU seconds (None if it was ended), the memory it needed, its outcome."""

    seconds: float | None
    memory_mb: float
    status: str


class Measured(msgspec.Struct, frozen=True):
    """A case with what its sizes took."""

    name: str
    size: int
    listed: Taken
    small: Taken
    large: Taken

    @property
    def growth(self) -> float | None:
        """How many times longer four times the size takes; None if too short to tell."""
        if self.small.seconds is None or self.large.seconds is None:
            return float("inf")
        if self.large.seconds < LEAST_S:
            return None
        return self.large.seconds / max(self.small.seconds, 1e-4)


def measure(bench: Bench) -> Section:
    """CPU time, growth and memory of every worst case."""
    gc.collect()
    gc.freeze()
    found = [_measured(bench.linter, case) for case in cases(bench)]
    gc.unfreeze()
    found.sort(key=lambda case: -_seconds(case.listed))
    slow = [case for case in found if _seconds(case.listed) > MOST_S]
    steep = [case for case in found if (case.growth or 0) > MOST_GROWTH]
    return Section(
        "hostile",
        (_target("2c", SECONDS, slow, found), _target("2d", GROWING, steep, found)),
        (
            Table(
                "Worst cases",
                ("", "characters", "s", f"× for {GROWTH} × the size", "MB", "outcome"),
                tuple(_row(case) for case in found),
                (
                    "CPU seconds of one lint without the worker's limits, in the order of time;"
                    f" a case is given up after {PATIENCE_S:.0f} s. Growth is told where the"
                    f" larger size takes {LEAST_S} s or more.",
                ),
            ),
        ),
        {
            "slowest_s": max(_seconds(case.listed) for case in found),
            "steepest": max(case.growth or 0 for case in found),
        },
    )


def _target(number: str, wanted: str, bad: list[Measured], found: list[Measured]) -> Target:
    names = ", ".join(case.name for case in bad[:4]) + (" …" if len(bad) > 4 else "")
    measured = f"{len(found) - len(bad)} of {len(found)}" + (f"; not {names}" if bad else "")
    return at_most(number, wanted, len(bad), 0, measured)


def _row(case: Measured) -> tuple[str, ...]:
    growth = case.growth
    return (
        case.name,
        f"{case.size:,}",
        _text(case.listed),
        "–" if growth is None else f"{growth:.1f}" if growth < 1e6 else "> limit",
        f"{case.listed.memory_mb:,.0f}",
        case.listed.status,
    )


def _text(taken: Taken) -> str:
    return f"> {PATIENCE_S:.0f}" if taken.seconds is None else f"{taken.seconds:.3f}"


def _seconds(taken: Taken) -> float:
    return PATIENCE_S if taken.seconds is None else taken.seconds


def _measured(linter: Linter, case: Case) -> Measured:
    small = _apart(linter, case.small)
    # What was given up at the smaller size would be at the larger one.
    large = small if small.seconds is None else _apart(linter, case.large)
    listed = small if case.listed is case.small or case.listed == case.small else large
    size = max(len(case.listed.new), len(case.listed.old or ""))
    return Measured(case.name, size, listed, small, large)


def _apart(linter: Linter, revision: Revision) -> Taken:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(theirs, linter, revision))
    process.start()
    theirs.close()
    try:
        answer = ours.recv() if ours.poll(PATIENCE_S) else Taken(None, 0.0, "given up")
    except EOFError:
        answer = Taken(None, 0.0, "process ended early")
    process.kill()
    process.join()
    ours.close()
    assert isinstance(answer, Taken)
    return answer


def _run(pipe: Connection, linter: Linter, revision: Revision) -> None:
    before_mb = _peak_mb()
    times: list[float] = []
    while len(times) < 3 and sum(times) < STEADY_S:
        began = time.process_time()
        report = linted(linter, Job(revision)).report
        times.append(time.process_time() - began)
    failed = f", {len(report.failures)} rules failed" if report.failures else ""
    pipe.send(Taken(statistics.median(times), _peak_mb() - before_mb, report.status.value + failed))


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
