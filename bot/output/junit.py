"""Reports as test results in JUnit's XML: a suite for each revision, a case for each finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.model import SEVERITY_ORDER, Report, ReportStatus
from bot.output.addresses import revision_address
from bot.output.escape_json import finite
from bot.output.escape_xml import escape_xml
from bot.output.file_names import file_name
from bot.times import utc_time
from rules.contract import Finding, Origin, Severity, Status


@dataclass(frozen=True, slots=True)
class _Case:
    """A test case: its name, and the element inside that says how it ended, if not well."""

    name: str
    outcome: str = ""
    message: str = ""
    kind: str = ""
    text: str = ""


def junit_xml(
    reports: Iterable[Report],
    *,
    fail_on: Severity = Severity.WARNING,
    base_url: str | None = None,
) -> str:
    """The test results.

    A finding fails if it is one of those that decide the exit status: of a stable rule, brought in
    by the revision, and at least as grave as ``fail_on``; every other finding passes and is told
    in the case's output. A revision that failed or is incomplete is an error, a skipped one is
    skipped. ``base_url`` is the wiki's ``index.php``.
    """
    suites = []
    sums = {"failure": 0, "error": 0}
    tests = 0
    for report in reports:
        cases = _cases(report, fail_on)
        tests += len(cases)
        for outcome in sums:
            sums[outcome] += sum(case.outcome == outcome for case in cases)
        suites.append(_suite(report, cases, base_url))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="revlint" tests="{tests}" failures="{sums["failure"]}"'
        f' errors="{sums["error"]}">\n{"".join(suites)}</testsuites>\n'
    )


def _suite(report: Report, cases: list[_Case], base_url: str | None) -> str:
    name = _name(report)
    attributes: dict[str, str | int] = {
        "name": f"{name}, revision {report.rev_id}" if report.rev_id > 0 else name,
        "tests": len(cases),
        "failures": sum(case.outcome == "failure" for case in cases),
        "errors": sum(case.outcome == "error" for case in cases),
        "skipped": sum(case.outcome == "skipped" for case in cases),
        # The schema knows no more than 999 seconds without a comma.
        "time": f"{min(max(finite(report.ms) / 1000, 0), 999):.3f}",
    }
    if when := utc_time(report.timestamp):
        attributes["timestamp"] = when.strftime("%Y-%m-%dT%H:%M:%S")
    if report.wiki:
        attributes["package"] = report.wiki
    if address := revision_address(report, base_url):
        attributes["url"] = address
    inner = "".join(_case(case, name) for case in cases)
    return f"<testsuite{_attributes(attributes)}>\n{inner}</testsuite>\n"


def _name(report: Report) -> str:
    title = report.title or file_name(report, "txt").removesuffix(".txt")
    return f"{title} ({report.part})" if report.part_beside_title else title


def _cases(report: Report, fail_on: Severity) -> list[_Case]:
    cases = []
    if report.status is not ReportStatus.LINTED:
        is_skipped = report.status is ReportStatus.SKIPPED
        cases.append(
            _Case(
                name="revision",
                outcome="skipped" if is_skipped else "error",
                message=report.reason or "no reason was given",
                kind=report.status.value,
                text="\n".join(f"{f.code}: {f.error}" for f in report.failures),
            )
        )
    elif not report.findings:
        cases.append(_Case("revision"))
    deciding = {
        id(finding)
        for finding in report.exit_findings
        if SEVERITY_ORDER[finding.severity] >= SEVERITY_ORDER[fail_on]
    }
    return cases + [_finding(f, is_failure=id(f) in deciding) for f in report.findings]


def _finding(finding: Finding, *, is_failure: bool) -> _Case:
    place = f"{finding.line}:{finding.column}"
    if finding.origin is Origin.SUMMARY:
        place = f"summary {place}"
    lines = [finding.message, f"{place}: “{finding.quote}”"]
    if finding.suggestions:
        lines.append(f"suggestion: {' or '.join(s or '(nothing)' for s in finding.suggestions)}")
    lines.append(" ".join(filter(None, (finding.source.name, finding.source.url))))
    if finding.status is Status.PREVIEW:
        lines.append("preview: the precision of this rule is not yet counted")
    if finding.origin is Origin.EXISTING:
        lines.append("already on the page before this revision")
    return _Case(
        name=f"{finding.code} {finding.name} at {place}",
        outcome="failure" if is_failure else "system-out",
        message=finding.message,
        kind=finding.severity.value,
        text="\n".join(lines),
    )


def _case(case: _Case, class_name: str) -> str:
    begin = f"<testcase{_attributes({'classname': class_name, 'name': case.name})}"
    if not case.outcome:
        return begin + "/>\n"
    about = {"type": case.kind, "message": case.message} if case.outcome != "system-out" else {}
    return (
        f"{begin}><{case.outcome}{_attributes(about)}>{escape_xml(case.text)}</{case.outcome}>"
        "</testcase>\n"
    )


def _attributes(values: dict[str, str] | dict[str, str | int]) -> str:
    return "".join(f' {name}="{escape_xml(str(value))}"' for name, value in values.items())
