"""The JSON lines: exactly the fields of the contract, valid whatever the text."""

from __future__ import annotations

import json
import math
from typing import Any

import msgspec
import pytest

from bot.core.model import LintedText
from bot.errors import InputError
from bot.output.json_lines import json_line, json_lines, parse
from tests.hostile import Case, cases
from tests.output.linted import CLOSURE, FULL, INCOMPLETE, RUN, linted, with_payload

REPORT_FIELDS = {
    *("schema", "wiki", "title", "rev_id", "line", "status", "reason", "ruleset", "engine"),
    *("added_chars", "ms", "counts", "findings", "failures", "unused_suppressions"),
}
FINDING_FIELDS = {
    *("code", "name", "status", "severity", "class", "confidence", "origin", "start", "end"),
    *("quote", "section", "line", "column", "message", "suggestions", "source", "evidence"),
    "fingerprint",
}


def refuse_constant(name: str) -> Any:
    raise AssertionError(f"{name} is not JSON")


def strict(line: bytes) -> Any:
    return json.loads(line.decode("utf-8", "strict"), parse_constant=refuse_constant)


def without_surrogates(text: str) -> str:
    return "".join("\ufffd" if 0xD800 <= ord(c) < 0xE000 else c for c in text)


def test_the_fields_are_those_of_the_contract() -> None:
    report = strict(json_line(FULL.report))
    assert report.keys() >= REPORT_FIELDS
    assert report["schema"] == 1
    assert report["status"] == "linted"
    assert report["reason"] is None
    assert [finding.keys() for finding in report["findings"]] == [FINDING_FIELDS] * 11
    assert strict(json_line(INCOMPLETE.report))["failures"] == [
        {"code": "MRK001", "error": "ValueError: an empty interval"}
    ]


def test_a_finding_is_written_field_by_field() -> None:
    assert strict(json_line(linted(CLOSURE).report))["findings"] == [
        {
            "code": "CLM001",
            "name": "order-of-events",
            "status": "stable",
            "severity": "error",
            "class": "substantive",
            "confidence": 0.91,
            "origin": "added",
            "start": CLOSURE.start,
            "end": CLOSURE.end,
            "quote": "a year before the line closed in 1925",
            "section": "Rolling stock",
            "line": 16,
            "column": 91,
            "message": "These differ: the wagons were scrapped in 1926, "
            "which is not a year before 1925.",
            "suggestions": [],
            "source": {"name": "WP:V", "url": "https://en.wikipedia.org/wiki/WP:V"},
            "evidence": [
                {
                    "in": "new",
                    "start": CLOSURE.evidence[0].start,
                    "end": CLOSURE.evidence[0].end,
                    "quote": "The last of them was scrapped in 1926",
                }
            ],
            "fingerprint": CLOSURE.fingerprint,
        }
    ]


@pytest.mark.parametrize("text", RUN, ids=lambda text: text.report.title)
def test_what_is_written_reads_back_as_it_was(text: LintedText) -> None:
    assert parse(json_line(text.report)) == text.report


def test_one_line_a_report_in_order() -> None:
    lines = json_lines(RUN).splitlines()
    assert [parse(line) for line in lines] == [text.report for text in RUN]


def test_fields_of_a_later_version_are_ignored() -> None:
    data = strict(json_line(FULL.report)) | {"colour": "red"}
    data["findings"][0]["shape"] = "round"
    assert parse(json.dumps(data)) == FULL.report


@pytest.mark.parametrize("line", ["", "{", "[]", '{"status": "fine"}', b"\xff{}"])
def test_what_is_no_report_is_refused(line: str | bytes) -> None:
    with pytest.raises(InputError, match="not a report"):
        parse(line)


@pytest.mark.parametrize("case", cases("json_out"), ids=str)
def test_hostile_text_is_valid_json_and_the_same_text(case: Case) -> None:
    text = with_payload(case.text)
    line = json_line(text.report)
    assert line.count(b"\n") == 1
    assert len(line.decode().splitlines()) == 1
    report = strict(line)
    expected = without_surrogates(case.text)
    assert report["title"] == expected
    assert report["counts"] == {expected: 1}
    assert [finding["quote"] for finding in report["findings"]] == [expected] * 4
    assert parse(line).findings[0].message == f"A message with {expected} in it."


def test_a_lone_surrogate_moves_no_offset() -> None:
    report = parse(json_line(linted(title="a\ud800b\udfff🙂").report))
    assert report.title == "a\ufffdb\ufffd🙂"


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_json_cannot_hold_becomes_zero(number: float) -> None:
    finding = msgspec.structs.replace(CLOSURE, confidence=number)
    report = strict(json_line(linted(finding, ms=number).report))
    assert report["ms"] == 0.0
    assert report["findings"][0]["confidence"] == 0.0


def test_line_ends_of_unicode_do_not_end_a_line() -> None:
    line = json_line(linted(title="a\u2028b\u2029c\u0085d").report)
    assert len(line.decode().splitlines()) == 1
    assert parse(line).title == "a\u2028b\u2029c\u0085d"
