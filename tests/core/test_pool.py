"""Workers side by side: the order of reports, and what a death, a stop and an error cost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from bot.core.lint import Linter
from bot.core.model import ReportStatus, Revision
from bot.core.pool import WorkerPool
from bot.core.report import Job
from bot.core.worker import Limits, Worker
from rules.contract import Context, Rule, Unit, Verdict
from rules.facts.guards import block_guards
from tests.core.rules import made_rule, word_rule
from tests.core.test_worker import child_of, is_running, when

BAD = word_rule("bad", ["good"])
TIGHT = Limits(base_s=1.0, per_mib_s=0.0)


def pool(*rules: Rule, limits: Limits | None = None, processes: int = 3) -> WorkerPool:
    linter = Linter([*rules, BAD], block_guards)
    return WorkerPool([Worker(linter, limits, ruleset="r1") for _ in range(processes)])


def jobs(*texts: str) -> list[Job]:
    return [Job(Revision(new=text, rev_id=n)) for n, text in enumerate(texts, 1)]


def nap_by_number() -> Rule:
    def check(unit: Unit, context: Context) -> Iterator[Verdict]:
        if unit.text[:1].isdigit():
            time.sleep(int(unit.text[:1]) / 50)
        return iter(())

    return made_rule(check, code="TST009")


def test_reports_come_in_the_order_of_the_jobs() -> None:
    with pool(nap_by_number()) as running:
        given = jobs(*(f"{9 - n % 10} bad" for n in range(40)))
        answers = list(running.lint_all(given))
    assert [one.report.rev_id for one in answers] == list(range(1, 41))
    assert all(len(one.report.findings) == 1 for one in answers)


def test_they_work_side_by_side() -> None:
    """Each is inside its rule until the other has come to its own."""
    left, right = os.pipe(), os.pipe()

    def check(unit: Unit, context: Context) -> Iterator[Verdict]:
        mine, other = (left, right) if "left" in unit.text else (right, left)
        os.write(other[1], b"x")
        os.read(mine[0], 1)
        return iter(())

    with pool(made_rule(check, code="TST009"), processes=2) as running:
        answers = list(running.lint_all(jobs("left", "right")))
    assert [one.report.status for one in answers] == [ReportStatus.LINTED] * 2


def test_one_that_is_killed_or_hangs_costs_its_revision_only() -> None:
    suicide = when("die", lambda: os.kill(os.getpid(), signal.SIGKILL))
    with pool(suicide, limits=TIGHT) as running:
        texts = ["bad", "die", "bad", "bad", "die", *["bad"] * 10]
        answers = list(running.lint_all(jobs(*texts)))
    statuses = [one.report.status for one in answers]
    assert [n for n, s in enumerate(statuses) if s is ReportStatus.INCOMPLETE] == [1, 4]
    assert sum(len(one.report.findings) for one in answers) == 13


def test_a_hanging_one_is_ended_while_the_others_go_on() -> None:
    with pool(when("sleep", lambda: time.sleep(600)), limits=TIGHT) as running:
        answers = list(running.lint_all(jobs("sleep", *["bad"] * 20)))
    assert answers[0].report.reason == "not finished within 1.0 s"
    assert [len(one.report.findings) for one in answers[1:]] == [1] * 20


def test_a_text_that_is_too_large_keeps_its_place() -> None:
    with pool(limits=Limits(text_bytes=100)) as running:
        answers = list(running.lint_all(jobs("bad", "x" * 101, "bad")))
    assert [one.report.status.value for one in answers] == ["linted", "skipped", "linted"]


def test_a_stop_keeps_what_is_in_order_and_ends_the_rest() -> None:
    asked = False

    def feed() -> Iterator[Job]:
        nonlocal asked
        yield from jobs("bad", "bad", "sleep")
        asked = True
        yield Job(Revision(new="bad", rev_id=4))

    with pool(when("sleep", lambda: time.sleep(600))) as running:
        before = time.monotonic()
        answers = [one.report.rev_id for one in running.lint_all(feed(), lambda: asked)]
        assert time.monotonic() - before < 10
        assert answers == [1, 2]
        # Nobody is left with the job that was given up.
        again = list(running.lint_all(jobs("bad", "bad", "bad")))
    assert [one.report.rev_id for one in again] == [1, 2, 3]


def test_an_error_among_the_jobs_comes_after_the_reports_before_it() -> None:
    def feed() -> Iterator[Job]:
        yield from jobs("bad", "bad")
        raise OSError("the file ends here")

    with pool() as running:
        reports = running.lint_all(feed())
        assert [next(reports).report.rev_id, next(reports).report.rev_id] == [1, 2]
        with pytest.raises(OSError, match="ends here"):
            next(reports)


def test_a_reader_that_goes_away_leaves_no_job_behind() -> None:
    with pool() as running:
        for one in running.lint_all(jobs(*["bad"] * 30)):
            assert one.report.rev_id == 1
            break
        again = list(running.lint_all(jobs("bad", "good")))
    assert [len(one.report.findings) for one in again] == [1, 0]


def test_closing_ends_every_process() -> None:
    running = pool()
    running.start()
    pids = [child_of(worker) for worker in running._workers]
    assert len(set(pids)) == 3
    running.close()
    assert not any(is_running(pid) for pid in pids)


def test_a_report_is_out_before_the_next_job_is_asked_for() -> None:
    out: list[int] = []
    seen: list[list[int]] = []

    def feed() -> Iterator[Job]:
        for job in jobs("bad", "x" * 101, "bad"):
            seen.append(list(out))
            yield job

    with pool(limits=Limits(text_bytes=100), processes=1) as running:
        for one in running.lint_all(feed()):
            out.append(one.report.rev_id)
    assert out == [1, 2, 3]
    assert seen == [[], [1], [1, 2]]
