"""Hostile texts through the real worker, with every rule on: answered in bounds, never as clean
when something was not seen, and the next revision unharmed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.config.titles import IgnoredTitles, PatternError, check_pattern
from bot.core.lint import Linter
from bot.core.model import ReportStatus, Revision
from bot.core.report import Job
from bot.core.worker import Worker
from bot.output.json_lines import json_line, parse
from rules.facts.guards import block_guards
from tests.hostile import Case, cases
from tests.linting import ENTRIES

FAULT = "It cost 5,54,202 rupees."


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(Linter([entry.rule() for entry in ENTRIES.values()], block_guards)) as running:
        yield running


def answered(worker: Worker, revision: Revision) -> list[str]:
    """The quotes found; the worker must still find a plain fault afterwards."""
    report = worker.lint(Job(revision)).report
    assert report.status in (ReportStatus.LINTED, ReportStatus.INCOMPLETE, ReportStatus.SKIPPED)
    assert (report.reason is None) == (report.status is ReportStatus.LINTED)
    assert parse(json_line(report)).status is report.status
    after = worker.lint(Job(Revision(new=FAULT))).report
    assert [f.quote for f in after.findings if f.code == "NUM001"] == ["5,54,202"]
    return [finding.quote for finding in report.findings]


@pytest.mark.parametrize("case", cases("parser_dos"), ids=str)
def test_a_page_made_to_hang_parsers_is_answered(worker: Worker, case: Case) -> None:
    answered(worker, Revision(new=case.text))


@pytest.mark.parametrize("case", cases("redos"), ids=str)
def test_a_text_made_to_hang_patterns_is_answered(worker: Worker, case: Case) -> None:
    answered(worker, Revision(new=case.text))


@pytest.mark.parametrize("case", [c for c in cases("redos") if c.pattern], ids=str)
def test_an_operators_pattern_is_refused_or_linear(case: Case) -> None:
    try:
        check_pattern(case.pattern)
    except PatternError:
        return
    assert IgnoredTitles([], [case.pattern]).reason(case.text) in (
        None,
        f"ignored title pattern {case.pattern}",
    )


def test_a_pattern_that_needs_backtracking_is_refused() -> None:
    with pytest.raises(PatternError, match="RE2"):
        check_pattern(r"(?<=a)(?=a)(b)\1")


def test_text_after_a_nul_is_read(worker: Worker) -> None:
    case = next(c for c in cases("parser_evasion") if c.id == "parser_evasion-001")
    found = worker.lint(Job(Revision(new=f"{case.text} and {FAULT}"))).report
    (finding,) = [f for f in found.findings if f.code == "NUM001"]
    assert (case.text + " and " + FAULT)[finding.start : finding.end] == "5,54,202"


def test_too_deep_nesting_is_incomplete(worker: Worker) -> None:
    case = next(c for c in cases("parser_evasion") if c.id == "parser_evasion-002")
    report = worker.lint(Job(Revision(new=case.text))).report
    assert report.status is ReportStatus.INCOMPLETE
    assert "nested" in (report.reason or "")


def test_an_unclosed_comment_hides_the_rest_as_on_the_wiki(worker: Worker) -> None:
    assert answered(worker, Revision(new=f"visible <!-- {FAULT}")) == ["<!--"]


def test_a_lone_surrogate_survives(worker: Worker) -> None:
    case = next(c for c in cases("parser_evasion") if c.id == "parser_evasion-005")
    assert "5,54,202" in answered(worker, Revision(new=f"{case.text} {FAULT}"))


def test_line_ends_of_the_other_kind_add_nothing(worker: Worker) -> None:
    case = next(c for c in cases("parser_evasion") if c.id == "parser_evasion-006")
    report = worker.lint(Job(Revision(old=case.text.replace("\r\n", "\n"), new=case.text))).report
    assert report.added_chars == 0


@pytest.mark.parametrize("case", cases("diff_dos"), ids=str)
def test_a_pair_made_to_hang_differs_is_answered(worker: Worker, case: Case) -> None:
    old, new = case.pair
    answered(worker, Revision(old=old, new=new))


def test_one_line_more_among_equal_ones_is_all_that_is_added(worker: Worker) -> None:
    old, new = next(c for c in cases("diff_dos") if c.id == "diff_dos-002").pair
    assert worker.lint(Job(Revision(old=old, new=new))).report.added_chars <= 2


def test_a_blanking_has_no_findings(worker: Worker) -> None:
    assert answered(worker, Revision(old=FAULT * 5, new="")) == []


def test_a_creation_of_two_megabytes_is_read(worker: Worker) -> None:
    old, new = next(c for c in cases("diff_dos") if c.id == "diff_dos-005").pair
    report = worker.lint(Job(Revision(old=old, new=new))).report
    assert report.status is ReportStatus.LINTED
    assert report.added_chars == len(new)
