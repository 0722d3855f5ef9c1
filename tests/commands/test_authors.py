"""The commands for rule authors: rules, rule, try, audit, new-rule."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main


def out_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_rules_lists_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(out_of(capsys, "rules", "--format", "json"))
    table = out_of(capsys, "rules")
    assert {"NUM001", "SPL002", "CIT001"} <= {row["code"] for row in rows}
    for row in rows:
        assert row["code"] in table


def test_rule_shows_its_page_by_code_or_name(capsys: pytest.CaptureFixture[str]) -> None:
    page = out_of(capsys, "rule", "num001")
    assert page.startswith("# NUM001 indian-digit-grouping")
    assert "MOS:DIGITS" in page
    assert out_of(capsys, "rule", "indian-digit-grouping") == page


def test_try_names_the_guard(capsys: pytest.CaptureFixture[str]) -> None:
    said = out_of(capsys, "try", "NUM001", 'About 5,54,202 on pages 1,22,333; "7,11,222".')
    assert "554,202" in said
    assert "kept silent about “1,22,333”: after a list noun" in said
    assert "kept silent about “7,11,222”: inside a quotation" in said


def test_try_says_when_there_was_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert "saw nothing" in out_of(capsys, "try", "NUM001", "Plain words.")


def corpus(folder: Path) -> Path:
    path = folder / "corpus.jsonl"
    texts = ["It cost 5,54,202 rupees.", "It cost 7,11,222 rupees.", "=SUM(1) 1,22,333 seats."]
    path.write_text(
        "".join(json.dumps({"text": t, "title": f"Page {n}"}) + "\n" for n, t in enumerate(texts))
    )
    return path


def test_audit_counts_and_keeps_verdicts(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    first = out_of(capsys, "audit", "NUM001", str(corpus(tmp_path)), "--sheet", str(sheet))
    assert "3 findings" in first
    rows = list(csv.DictReader(sheet.open(newline="")))
    assert [row["quote"] for row in rows] == ["5,54,202", "7,11,222", "1,22,333"]
    assert rows[2]["before"] == "'=SUM(1) "
    for row, verdict in zip(rows, ("right", "right", "wrong"), strict=True):
        row["verdict"] = verdict
    with sheet.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    second = out_of(capsys, "audit", "NUM001", str(corpus(tmp_path)), "--sheet", str(sheet))
    assert "2 of 3 judged right = 66.7 % (95 %: 20.8–93.9 %), too few" in second
    kept = [row["verdict"] for row in csv.DictReader(sheet.open(newline=""))]
    assert kept == ["right", "right", "wrong"]


def test_new_rule_writes_a_rule_that_works(tmp_path: Path) -> None:
    family = tmp_path / "rules" / "numbers"
    family.mkdir(parents=True)
    (family / "__init__.py").write_text("")
    command = [sys.executable, "-m", "bot", "new-rule", "NUM777", "roman-numeral-range"]
    root = Path(__file__).parents[2]
    environment = {"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [*command, "--family", "numbers"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**environment, "PYTHONSAFEPATH": "1"},
    )
    assert done.returncode == 0, done.stderr
    written = family / "roman_numeral_range.py"
    script = (
        "import sys, importlib.util as u;"
        f"spec = u.spec_from_file_location('scaffold', {str(written)!r});"
        "module = u.module_from_spec(spec); spec.loader.exec_module(module);"
        "from rules.testing import problems; from tests.linting import lint_example;"
        "print(problems(module.RomanNumeralRange(), lint_example))"
    )
    checked = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert checked.stdout.strip() == "[]"
