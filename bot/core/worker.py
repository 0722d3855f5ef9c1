"""A lint in a process of its own, with limits of time and memory; every path goes through here.

A thread would not do: parsing holds the interpreter lock, and memory has no limit by thread. The
process is forked once everything is loaded, so that its own memory is small and its start quick.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import multiprocessing
import os
import resource
import signal
import time
import traceback
from multiprocessing.connection import Connection

import msgspec

from bot.core.lint import Linter
from bot.core.loading import Loading, ToldGrammar
from bot.core.model import ReportStatus
from bot.core.report import Job, Linted, blank_report, linted

PARENT_DEATH_SIGNAL = 1
"""Linux's PR_SET_PDEATHSIG: the kernel ends the worker when its parent is gone."""

MIB = 1 << 20
LEAST_ROOM_BYTES = 512 * MIB
"""Address space left to a worker whose parent is large already: twice what a page of 2 MB takes."""


LOADING_S = 60.0
"""Wall-clock seconds an engine may take to load; they do not count as the revision's."""


class Limits(msgspec.Struct, frozen=True):
    """What one lint may use. Time is wall-clock seconds: a base and a share for each MiB of text.

    ``memory_bytes`` bounds the worker's address space. ``text_bytes`` is the largest text, in
    UTF-8, that is linted at all.
    """

    base_s: float = 5.0
    per_mib_s: float = 20.0
    memory_bytes: int = 768 * MIB
    text_bytes: int = 2 * MIB


class _AtHand(msgspec.Struct, frozen=True):
    """A job that was begun, the seconds it may take, and the monotonic time when they are over."""

    job: Job
    allowed_s: float
    ends: float


class Worker:
    """Lints jobs one after the other in a child process; a killed one costs one revision.

    Use as a context manager, or call :meth:`close`.
    """

    def __init__(self, linter: Linter, limits: Limits | None = None, ruleset: str = "") -> None:
        self.linter = linter
        self.limits = limits or Limits()
        self.ruleset = ruleset
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._at_hand: _AtHand | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def lint(self, job: Job) -> Linted:
        """The report on a job: skipped if its text is too large, incomplete if a limit ended it."""
        return self.begin(job) or self.finish()

    def begin(self, job: Job) -> Linted | None:
        """Hand the job to the child process, whose answer `finish` takes.

        Not None is the report already: nothing was handed over, and there is nothing to finish.
        """
        revision = job.revision
        texts = (revision.new, revision.old or "")
        sizes = [len(text.encode("utf-8", "replace")) for text in texts]
        if max(sizes) > self.limits.text_bytes:
            reason = f"too large: {max(sizes):,} bytes, the limit is {self.limits.text_bytes:,}"
            return self._blank(job, ReportStatus.SKIPPED, reason)
        allowed_s = self.limits.base_s + self.limits.per_mib_s * sum(sizes) / MIB
        ends = time.monotonic() + allowed_s
        pipe = self._started()
        self._at_hand = _AtHand(job, allowed_s, ends)
        try:
            pipe.send(job)
        except OSError:
            return self._ended_early()
        return None

    def finish(self) -> Linted:
        """The report on the job that was begun, when it comes or its time is over."""
        at_hand, pipe = self._at_hand, self._pipe
        assert at_hand is not None
        assert pipe is not None
        try:
            answer = _received(pipe, at_hand.ends)
        except TimeoutError as error:
            self.close()
            reason = str(error) or f"not finished within {at_hand.allowed_s:.1f} s"
            return self._blank(at_hand.job, ReportStatus.INCOMPLETE, reason)
        except (EOFError, OSError):
            return self._ended_early()
        self._at_hand = None
        if isinstance(answer, str):
            self.close()
            return self._blank(at_hand.job, ReportStatus.INCOMPLETE, answer)
        assert isinstance(answer, Linted)
        return answer

    @property
    def waits_for(self) -> tuple[Connection, float]:
        """Where the answer to the job at hand comes, and the monotonic time when it must be there.

        Only between `begin` and `finish`.
        """
        assert self._at_hand is not None
        assert self._pipe is not None
        return self._pipe, self._at_hand.ends

    def start(self) -> None:
        """Fork the child process now, before this one opens what a child should not share."""
        self._started()

    def close(self) -> None:
        """End the child process at once."""
        atexit.unregister(self.close)
        self._at_hand = None
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join()

    def _ended_early(self) -> Linted:
        assert self._at_hand is not None
        job, code = self._at_hand.job, self._exit_code()
        self.close()
        reason = f"the worker process ended early (exit code {code})"
        return self._blank(job, ReportStatus.INCOMPLETE, reason)

    def _blank(self, job: Job, status: ReportStatus, reason: str) -> Linted:
        return Linted(blank_report(job, status, reason, self.ruleset))

    def _exit_code(self) -> int | None:
        if self._process is None:
            return None
        self._process.join(1.0)
        return self._process.exitcode

    def _started(self) -> Connection:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self.close()
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        gc.freeze()
        self._process = context.Process(
            target=_serve,
            args=(theirs, ours, self.linter, self.limits, self.ruleset),
            name="revlint-worker",
            daemon=True,
        )
        self._process.start()
        theirs.close()
        self._pipe = ours
        # Registered last, so run before multiprocessing waits for a child that ignores SIGTERM.
        atexit.register(self.close)
        return ours


def _received(pipe: Connection, ends: float) -> object:
    """The worker's answer; the clock stands still while it loads an engine.

    Raises:
        TimeoutError: there was none by then.
    """
    while pipe.poll(max(ends - time.monotonic(), 0.0)):
        answer: object = pipe.recv()
        if answer is not Loading.BEGINS:
            return answer
        began = time.monotonic()
        if not pipe.poll(LOADING_S):
            raise TimeoutError(f"the grammar engine was not loaded within {LOADING_S:.0f} s")
        pipe.recv()
        ends += time.monotonic() - began
    raise TimeoutError


def _serve(
    pipe: Connection, parents_end: Connection, linter: Linter, limits: Limits, ruleset: str
) -> None:
    parents_end.close()
    # The parent decides when to stop; a Ctrl-C in the terminal or a stop of the service reaches
    # every process, and would make the revision at hand look like one that cannot be linted.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
    started_by = multiprocessing.parent_process()
    if started_by is None or os.getppid() != started_by.pid:
        # The parent went before the kernel was asked to tell.
        return
    space = max(limits.memory_bytes, _address_space() + LEAST_ROOM_BYTES)
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    if linter.grammar is not None:
        linter.grammar = ToldGrammar(linter.grammar, pipe)
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: object = linted(linter, job, ruleset)
        except MemoryError:
            answer = f"more than {limits.memory_bytes // MIB} MiB of memory needed"
        except RecursionError:
            answer = "nested too deeply to be read"
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{os.path.basename(place.filename)}:{place.lineno}"
            answer = f"the lint broke off: {type(error).__name__} in {where}: {error}"[:300]
        pipe.send(answer)


def _address_space() -> int:
    """The process's address space in bytes; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            return int(statm.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0
