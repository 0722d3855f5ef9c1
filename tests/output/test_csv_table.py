"""The table of findings: its columns, and that no cell is a formula, a line or a second cell."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from bot.output.csv_table import COLUMNS, csv_rows, csv_table
from bot.output.escape_csv import FORMULA_STARTS, escape_csv
from tests.hostile import cases
from tests.output.linted import CLEAN, CLOSURE, FULL, MISSPELT_SUMMARY, RUN, linted, with_payload

OUT = ("csv_out", "html_out", "json_out", "feed_out", "terminal_out", "file_name")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_row_holds_the_finding_field_by_field() -> None:
    (row,) = rows(csv_table([linted(CLOSURE).report]))
    assert row == {
        "wiki": "enwiki",
        "title": "Marlow Vale Railway",
        "page_id": "4242",
        "rev_id": "1276600001",
        "timestamp": "2025-02-19T20:37:00Z",
        "report": "linted",
        "part": "",
        "code": "CLM001",
        "name": "order-of-events",
        "status": "stable",
        "severity": "error",
        "class": "substantive",
        "confidence": "0.91",
        "origin": "added",
        "section": "Rolling stock",
        "line": "16",
        "column": "91",
        "start": str(CLOSURE.start),
        "end": str(CLOSURE.end),
        "quote": "a year before the line closed in 1925",
        "message": CLOSURE.message,
        "suggestions": "",
        "guideline": "WP:V",
        "guideline_url": "https://en.wikipedia.org/wiki/WP:V",
        "revision_url": "https://en.wikipedia.org/w/index.php?diff=1276600001",
        "fingerprint": CLOSURE.fingerprint,
    }


def test_there_is_a_row_for_each_finding_and_none_without() -> None:
    reports = [text.report for text in RUN]
    found = rows(csv_table(reports))
    assert [row["fingerprint"] for row in found] == [
        finding.fingerprint for report in reports for finding in report.findings
    ]
    assert found[-1]["report"] == "incomplete"
    assert csv_rows(CLEAN.report) == ""
    assert csv_table([]) == ",".join(f'"{name}"' for name in COLUMNS) + "\r\n"


def test_the_revision_is_linked_on_its_own_wiki() -> None:
    base = "https://test.wikipedia.org/w/index.php"
    report = linted(MISSPELT_SUMMARY, wiki="testwiki").report
    assert rows(csv_table([report]))[0]["revision_url"] == ""
    assert rows(csv_table([report], base_url=base))[0]["revision_url"] == f"{base}?diff=1276600001"


@pytest.mark.parametrize(
    "payload",
    [
        *(pytest.param(case.text, id=str(case)) for case in cases(*OUT)),
        *("a;=1+1", 'a;"=1+1', 'a; ""@b', "+1", "\r=1", "＠b", "%0A=1"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_no_cell_of_a_hostile_text_is_a_formula(payload: str, delimiter: str) -> None:
    text = csv_table([with_payload(payload).report])
    text.encode("utf-8")
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if delimiter == ",":
        assert [len(line) for line in lines] == [len(COLUMNS)] * 5
        assert not any(set("\r\n\t") & set(cell) for line in lines for cell in line)
    # Read with the wrong delimiter the table is in disorder, but still none of it is a formula.
    for cell in (cell for line in lines for cell in line):
        assert not cell.strip().startswith(FORMULA_STARTS)


@pytest.mark.parametrize(
    ("raw", "cell"),
    [
        ("plain, “text”", "plain, “text”"),
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("\u00a0=1+1", "'\u00a0=1+1"),
        ("＋1", "'＋1"),
        ("\t=1", "'‹U+0009›=1"),
        ("\r\n=1", "'⏎=1"),
        ("a\n=1", "a⏎=1"),
        ("a;=1+1", "a;'=1+1"),
        ("a; @b", "a;' @b"),
        ("&nbsp;b; c", "&nbsp;b; c"),
        ("\u200b=1", "‹U+200B›=1"),
        ("\ud800", "‹U+D800›"),
        ("5-3=2", "5-3=2"),
        ("", ""),
    ],
)
def test_each_kind_of_text(raw: str, cell: str) -> None:
    assert escape_csv(raw) == cell


def test_full_width_text_is_kept() -> None:
    assert rows(csv_table([FULL.report]))[3]["message"].startswith("The page gives two dates")


def test_the_documentation_names_every_column() -> None:
    text = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `(\w+)` \| (.+) \|$", text.partition("| column |")[2], re.MULTILINE)
    assert {name: told.replace("\\|", "|") for name, told in table} == COLUMNS
