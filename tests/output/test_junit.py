"""JUnit's XML: valid for its schema, failing where the exit status fails, text that stays text."""

from __future__ import annotations

import math
from typing import Any

import pytest

from bot.core.model import Report
from bot.output.invisible import JOINERS, visible
from bot.output.junit import junit_xml
from rules.contract import Severity
from tests.hostile import Case, cases
from tests.output.linted import (
    CLEAN,
    FULL,
    LEADING_ZERO,
    RUN,
    SKIPPED,
    UNATTRIBUTED,
    linted,
    with_payload,
)
from tests.output.schemas import valid_junit

OUT = ("csv_out", "html_out", "json_out", "feed_out", "terminal_out", "file_name")


def results(*reports: Report, **options: Any) -> Any:
    return valid_junit(junit_xml(reports, **options))


def outcomes(root: Any) -> list[tuple[str, str]]:
    return [
        (case.get("name").partition(" ")[0], case[0].tag if len(case) else "passed")
        for case in root.iter("testcase")
    ]


def test_a_suite_for_each_revision_and_a_case_for_each_finding() -> None:
    root = results(*(text.report for text in RUN))
    assert root.attrib == {"name": "revlint", "tests": "16", "failures": "9", "errors": "2"}
    suites = [(s.get("tests"), s.get("failures"), s.get("errors"), s.get("skipped")) for s in root]
    assert suites == [
        ("11", "8", "0", "0"),
        ("1", "0", "0", "0"),
        ("2", "1", "1", "0"),
        ("1", "0", "0", "1"),
        ("1", "0", "1", "0"),
    ]
    assert dict(root[0].attrib) == {
        "name": "Marlow Vale Railway, revision 1276600001",
        "tests": "11",
        "failures": "8",
        "errors": "0",
        "skipped": "0",
        "time": "0.013",
        "timestamp": "2025-02-19T20:37:00",
        "package": "enwiki",
        "url": "https://en.wikipedia.org/w/index.php?diff=1276600001",
    }


def test_what_decides_the_exit_status_fails_and_the_rest_passes() -> None:
    found = dict(outcomes(results(FULL.report)))
    assert {code for code, outcome in found.items() if outcome != "failure"} == {
        "TON002",  # advice
        "NUM012",  # preview
        "NUM001",  # there before
    }
    report = linted(LEADING_ZERO, UNATTRIBUTED).report
    for fail_on, failing in (
        (Severity.ADVICE, {"DAT001", "TON002"}),
        (Severity.WARNING, {"DAT001"}),
        (Severity.ERROR, set()),
    ):
        cases_ = outcomes(results(report, fail_on=fail_on))
        assert {code for code, outcome in cases_ if outcome == "failure"} == failing


def test_a_revision_without_findings_is_one_case() -> None:
    assert outcomes(results(CLEAN.report)) == [("revision", "passed")]
    root = results(SKIPPED.report)
    assert outcomes(root) == [("revision", "skipped")]
    assert root.find(".//skipped").get("message") == "not wikitext"
    assert outcomes(results()) == []


def test_a_failure_tells_what_where_and_what_instead() -> None:
    failure = results(linted(LEADING_ZERO).report).find(".//failure")
    assert failure.get("type") == "warning"
    assert failure.get("message") == LEADING_ZERO.message
    assert failure.text == (
        f"{LEADING_ZERO.message}\n9:28: “03 May 1883”\nsuggestion: 3 May 1883\n"
        "MOS:DATE https://en.wikipedia.org/wiki/MOS:DATE"
    )


@pytest.mark.parametrize("ms", [math.nan, math.inf, -5.0, 1e12])
def test_any_time_is_written_as_the_schema_wants_it(ms: float) -> None:
    results(linted(ms=ms).report)


@pytest.mark.parametrize("case", cases(*OUT), ids=str)
def test_hostile_text_is_only_text(case: Case) -> None:
    hostile, harmless = (
        results(with_payload(text).report, base_url="https://w.example/index.php")
        for text in (case.text, "harmless")
    )
    shape = [
        [(node.tag, sorted(node.attrib)) for node in root.iter()] for root in (hostile, harmless)
    ]
    assert shape[0] == shape[1]
    shown = visible(case.text.replace("\r", "\n"), keep=JOINERS + "\n\t")
    assert hostile.find(".//testcase").get("classname") == f"{shown} ({shown})"
    assert hostile.find(".//error").get("message") == shown
    assert f"“{shown}”" in hostile.find(".//failure").text
