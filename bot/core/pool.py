"""Several worker processes side by side; reports come in the order of their jobs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Self

from bot.core.report import Job, Linted
from bot.core.worker import Worker

AHEAD = 4
"""Jobs begun for each worker beyond the first whose report is still out: texts are large."""

POLL_S = 0.25
"""How often a pool that waits asks whether it is to stop."""

STOPPING_S = 4.0
"""What the jobs at hand get when the pool is to stop; a service manager waits for ten seconds."""


class WorkerPool:
    """Lints jobs on all its workers; one that is killed costs one revision.

    Use as a context manager, or call :meth:`close`.
    """

    def __init__(self, workers: Sequence[Worker]) -> None:
        self._workers = tuple(workers)

    @property
    def ruleset(self) -> str:
        """What identifies the rules that the workers apply."""
        return self._workers[0].ruleset

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Fork the processes now, before this one opens what a child should not share."""
        for worker in self._workers:
            worker.start()

    def close(self) -> None:
        """End all processes at once."""
        for worker in self._workers:
            worker.close()

    def lint_all(
        self, jobs: Iterable[Job | Linted], stop: Callable[[], bool] | None = None
    ) -> Iterator[Linted]:
        """The reports on jobs, in their order; what is a report already keeps its place.

        An exception of ``jobs`` comes after the reports on the jobs before it. Once ``stop`` says
        so no job is begun, those at hand get a few seconds, and the reports end before the first
        job that has none.
        """
        waiting = enumerate(jobs)
        idle = list(self._workers)
        busy: dict[Connection, tuple[int, Worker]] = {}
        done: dict[int, Linted] = {}
        due, ends = 0, float("inf")
        exhausted = False
        trouble: Exception | None = None
        try:
            while True:
                if stop is not None and ends == float("inf") and stop():
                    ends = time.monotonic() + STOPPING_S
                stopping = ends < float("inf")
                while due in done:
                    yield done.pop(due)
                    due += 1
                # A report that is ready goes out before a job is asked for, which may take long
                # to come: whoever writes the jobs may wait for the report.
                while idle and not exhausted and not stopping and due not in done:
                    if len(busy) + len(done) >= AHEAD * len(self._workers):
                        break
                    try:
                        number, job = next(waiting, (-1, None))
                    except Exception as error:
                        # What was begun before is reported first, as if there were one worker.
                        trouble, job = error, None
                    if job is None:
                        exhausted = True
                        break
                    if isinstance(job, Linted):
                        done[number] = job
                        continue
                    worker = idle.pop()
                    at_once = worker.begin(job)
                    if at_once is not None:
                        done[number] = at_once
                        idle.append(worker)
                    else:
                        busy[worker.waits_for[0]] = (number, worker)
                if due in done:
                    continue
                if not busy and (exhausted or stopping):
                    if trouble is not None:
                        raise trouble
                    return
                if time.monotonic() > ends:
                    return
                for pipe in _answered(busy):
                    number, worker = busy.pop(pipe)
                    done[number] = worker.finish()
                    idle.append(worker)
        finally:
            # What is under way when nobody wants it any more must not answer the next job.
            for _, worker in busy.values():
                worker.close()


def _answered(busy: dict[Connection, tuple[int, Worker]]) -> list[Connection]:
    """The pipes with an answer, or whose time is over; after a short while there may be none."""
    now = time.monotonic()
    soonest = min((worker.waits_for[1] for _, worker in busy.values()), default=now)
    ready = [
        pipe
        for pipe in wait(list(busy), timeout=min(max(soonest - now, 0.0), POLL_S))
        if isinstance(pipe, Connection)
    ]
    if ready:
        return ready
    now = time.monotonic()
    return [pipe for pipe, (_, worker) in busy.items() if worker.waits_for[1] <= now]
