"""The worker process: its limits and its death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from bot.core.lint import Linter
from bot.core.model import ReportStatus, Revision
from bot.core.report import Job, Linted
from bot.core.worker import MIB, Limits, Worker
from rules.contract import (
    Context,
    EngineError,
    EngineKind,
    GrammarMatch,
    Hit,
    Rule,
    Scope,
    Unit,
    Verdict,
)
from rules.facts.guards import block_guards
from tests.core.rules import made_rule, word_rule

BAD = word_rule("bad", ["good"])
GOOD_JOB = Job(Revision(new="a bad cat", rev_id=7, title="T", wiki="enwiki", user="U"), line=3)
TIGHT = Limits(base_s=1.0, per_mib_s=0.0)


def when(word: str, action: Callable[[], object]) -> Rule:
    """A rule that acts on a text with a word, for the harm that a rule can do to its process."""

    def check(unit: Unit, context: Context) -> Iterator[Verdict]:
        if word in unit.text:
            action()
        return iter(())

    return made_rule(check, code="TST009")


def worker(*rules: Rule, limits: Limits | None = None) -> Worker:
    return Worker(Linter([*rules, BAD], block_guards), limits, ruleset="r1")


def lint(running: Worker, text: str) -> Linted:
    return running.lint(Job(Revision(new=text)))


def assert_still_works(running: Worker) -> None:
    answer = running.lint(GOOD_JOB)
    assert answer.report.status is ReportStatus.LINTED
    assert [finding.quote for finding in answer.report.findings] == ["bad"]


def child_of(running: Worker) -> int:
    process = running._process
    assert process is not None
    assert process.pid is not None
    return process.pid


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_until(condition: Callable[[], bool], at_most_s: float = 20.0) -> bool:
    """Whether the condition came true in time; the time only bounds a failing test."""
    deadline = time.monotonic() + at_most_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def test_a_report_carries_the_revision_and_the_ruleset() -> None:
    with worker() as running:
        answer = running.lint(GOOD_JOB)
    report = answer.report
    assert (report.rev_id, report.title, report.wiki, report.user) == (7, "T", "enwiki", "U")
    assert (report.line, report.ruleset, report.reason) == (3, "r1", None)
    assert (report.added_chars, answer.added) == (9, ((0, 9),))


def test_a_rule_without_end_costs_one_revision() -> None:
    def loop() -> None:
        while True:
            pass

    with worker(when("loop", loop), limits=TIGHT) as running:
        report = lint(running, "loop bad").report
        assert report.status is ReportStatus.INCOMPLETE
        assert report.reason == "not finished within 1.0 s"
        assert report.findings == ()
        assert_still_works(running)


def test_a_sleeping_rule_costs_one_revision() -> None:
    with worker(when("sleep", lambda: time.sleep(600)), limits=TIGHT) as running:
        assert lint(running, "sleep").report.status is ReportStatus.INCOMPLETE
        assert_still_works(running)


def test_a_child_killed_in_a_job_costs_one_revision() -> None:
    suicide = when("die", lambda: os.kill(os.getpid(), signal.SIGKILL))
    with worker(suicide) as running:
        report = lint(running, "die").report
        assert report.status is ReportStatus.INCOMPLETE
        assert report.reason == "the worker process ended early (exit code -9)"
        assert_still_works(running)


def test_a_child_killed_from_outside_in_a_job() -> None:
    with worker(when("sleep", lambda: time.sleep(600))) as running:
        running.start()
        killer = threading.Timer(0.3, os.kill, (child_of(running), signal.SIGKILL))
        killer.start()
        assert lint(running, "sleep").report.status is ReportStatus.INCOMPLETE
        assert_still_works(running)


def test_a_child_killed_between_jobs_costs_nothing() -> None:
    with worker() as running:
        assert_still_works(running)
        pid = child_of(running)
        os.kill(pid, signal.SIGKILL)
        assert wait_until(lambda: not is_running(pid))
        assert_still_works(running)
        assert child_of(running) != pid


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_of_the_whole_group_leaves_the_job_at_hand_alone(number: signal.Signals) -> None:
    harm = when("stop", lambda: os.kill(os.getpid(), number))
    with worker(harm) as running:
        report = lint(running, "stop bad").report
        assert report.status is ReportStatus.LINTED
        assert [finding.quote for finding in report.findings] == ["bad"]


def test_memory_has_a_limit() -> None:
    hoard = when("eat", lambda: [bytearray(64 * MIB) for _ in range(200)])
    with worker(hoard, limits=Limits(memory_bytes=256 * MIB)) as running:
        report = lint(running, "eat bad").report
        assert report.status is ReportStatus.INCOMPLETE
        assert report.reason == "more than 256 MiB of memory needed"
        assert report.findings == ()
        assert_still_works(running)


def test_a_rule_that_raises_is_a_failure_and_the_others_go_on() -> None:
    def check(unit: Unit, context: Context) -> Iterator[Verdict]:
        yield Hit(start=0, end=1, message="before")
        raise KeyError(unit.text[:1])

    with worker(made_rule(check, code="TST008")) as running:
        report = running.lint(GOOD_JOB).report
    assert report.status is ReportStatus.INCOMPLETE
    assert report.reason == "not read to the end by TST008"
    assert [failure.code for failure in report.failures] == ["TST008"]
    assert [finding.code for finding in report.findings] == ["TST008", "TST001"]


def test_endless_recursion_in_a_rule_is_its_failure() -> None:
    def forever() -> None:
        forever()

    with worker(when("deep", forever)) as running:
        report = lint(running, "deep bad").report
        assert [failure.code for failure in report.failures] == ["TST009"]
        assert [finding.quote for finding in report.findings] == ["bad"]


class _BreaksLate(Linter):
    """A linter whose own code fails, as a fault in this program would."""

    def lint(self, *_: object, **__: object) -> NoReturn:
        raise LookupError("of our own")


def test_a_fault_of_the_program_itself_costs_one_revision() -> None:
    with Worker(_BreaksLate([BAD], block_guards)) as running:
        for _ in range(2):
            report = running.lint(GOOD_JOB).report
            assert report.status is ReportStatus.INCOMPLETE
            assert "the lint broke off: LookupError in test_worker" in (report.reason or "")


def test_a_bad_timestamp_is_a_failed_report() -> None:
    with worker() as running:
        report = running.lint(Job(Revision(new="bad", timestamp="yesterday"))).report
        assert report.status is ReportStatus.FAILED
        assert "yesterday" in (report.reason or "")
        assert_still_works(running)


@pytest.mark.parametrize(
    ("new", "old"), [("é" * MIB + "x", None), ("x", "é" * MIB + "x"), ("a" * (2 * MIB + 1), "")]
)
def test_a_text_beyond_the_limit_is_skipped(new: str, old: str | None) -> None:
    with worker() as running:
        report = running.lint(Job(Revision(new=new, old=old))).report
        assert report.status is ReportStatus.SKIPPED
        assert "2,097,15" in (report.reason or "")


def test_a_text_at_the_limit_is_linted() -> None:
    text = "good words. " * (2 * MIB // 12)
    text += "x" * (2 * MIB - len(text) - 4) + " bad"
    assert len(text) == 2 * MIB
    with worker() as running:
        report = running.lint(Job(Revision(new=text, old=text[:-3]))).report
        assert report.status is ReportStatus.LINTED
        assert [finding.start for finding in report.findings] == [2 * MIB - 3]


def test_closing_ends_the_child_and_twice_does_no_harm() -> None:
    running = worker(when("sleep", lambda: time.sleep(600)))
    running.start()
    pid = child_of(running)
    running.close()
    running.close()
    assert not is_running(pid)


class SlowToLoad:
    """An engine that is longer in loading than a revision may take."""

    name = "slow"

    def __init__(self, load: Callable[[], object]) -> None:
        self._load = load

    def load(self) -> None:
        self._load()

    def check(self, texts: Sequence[str]) -> Sequence[Sequence[GrammarMatch]]:
        return [[GrammarMatch("ID", 0, 1)] for _ in texts]


def asks_engine(load: Callable[[], object]) -> Worker:
    def check(unit: Unit, context: Context) -> Iterator[Verdict]:
        assert context.grammar is not None
        for match in context.grammar.of(unit.text):
            yield Hit(start=match.start, end=match.end, message="Marked.")

    asking = made_rule(check, code="TST003", scope=Scope.SENTENCE, engine=EngineKind.GRAMMAR)
    linter = Linter([asking], block_guards, grammar=SlowToLoad(load))
    return Worker(linter, TIGHT, ruleset="r1")


def test_the_clock_stands_still_while_an_engine_loads() -> None:
    with asks_engine(lambda: time.sleep(TIGHT.base_s * 1.5)) as running:
        first = lint(running, "One sentence.")
        assert first.report.status is ReportStatus.LINTED
        assert [finding.quote for finding in first.report.findings] == ["O"]
        child = child_of(running)
        assert lint(running, "Another.").report.status is ReportStatus.LINTED
        assert child_of(running) == child


def test_an_engine_that_cannot_be_loaded_costs_its_rules_only() -> None:
    def gone() -> NoReturn:
        raise EngineError("gone")

    with asks_engine(gone) as running:
        report = lint(running, "One sentence.").report
        assert report.status is ReportStatus.INCOMPLETE
        assert [(failure.code, failure.error) for failure in report.failures] == [
            ("TST003", "EngineError: gone")
        ]


def test_an_engine_that_ends_the_process_costs_one_revision() -> None:
    with asks_engine(lambda: os._exit(9)) as running:
        report = lint(running, "One sentence.").report
        assert report.status is ReportStatus.INCOMPLETE
        assert "exit code 9" in (report.reason or "")


PARENT = """
    import os, sys, time
    from bot.core.lint import Linter
    from bot.core.worker import Worker
    running = Worker(Linter([], lambda document, block: ()))
    running.start()
    print(running._process.pid, flush=True)
    {then}
"""


@pytest.mark.parametrize(
    "then", ["time.sleep(600)", "sys.exit(3)", "os._exit(3)", "raise SystemError('as if')"]
)
def test_the_child_never_outlives_its_parent(then: str) -> None:
    program = textwrap.dedent(PARENT.format(then=then))
    command = [sys.executable, "-c", program]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        if "sleep" in then:
            assert is_running(child)
            parent.kill()
        # Neither does a child that ignores SIGTERM keep its parent from ending.
        parent.wait(timeout=60)
        assert wait_until(lambda: not is_running(child))
    finally:
        parent.kill()
        parent.wait()
        parent.stdout.close()
