"""The machine formats on the command line: streamed or whole, to standard output or to files."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.arguments.lint import FORMATS
from bot.commands.formats import EXTENSIONS, OF_REPORTS, Wanted, machine_text
from bot.config import load_settings
from bot.core.model import ReportStatus
from bot.ports import Checked
from bot.store import Store
from tests.output.linted import RUN
from tests.output.schemas import valid_atom, valid_junit, valid_sarif

FAULT = "Some 5,54,202 people live there.\n"
LINES = "".join(
    json.dumps({"rev_id": number, "wiki": "enwiki", "title": f"Page {number}", "new": text}) + "\n"
    for number, text in ((7, FAULT), (9, "Some 554,000 people.\n"), (8, FAULT + FAULT))
)
MACHINE = sorted(OF_REPORTS - {"json"})


@pytest.fixture
def revisions(tmp_path: Path) -> str:
    path = tmp_path / "in.jsonl"
    path.write_text(LINES + "{broken\n", encoding="utf-8")
    return str(path)


def lint(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, str, str]:
    code = main(["lint", "--select", "NUM001", *arguments])
    out, err = capsysbinary.readouterr()
    return code, out.decode(), err.decode()


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_every_format_has_an_extension_of_its_own() -> None:
    assert tuple(EXTENSIONS) == FORMATS
    assert len(set(EXTENSIONS.values())) == len(FORMATS)


@pytest.mark.parametrize("kind", MACHINE)
def test_standard_output_and_a_file_get_the_same(
    kind: str, revisions: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "out"
    arguments = ("--jsonl", revisions, "--format", kind)
    code, out, err = lint(capsysbinary, *arguments)
    assert lint(capsysbinary, *arguments, "--output", str(target))[:2] == (code, "")
    assert code == 2
    written = target.read_bytes().decode()
    if kind == "junit":  # which tells the time that the lint took
        assert len(valid_junit(written)) == len(valid_junit(out)) == 4
    else:
        assert written == out
    assert ("1 failed" in err) == (kind == "csv")


def test_all_of_them_go_to_a_folder_named_by_the_newest_revision(
    revisions: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = tmp_path / "reports"
    wanted = [argument for kind in FORMATS for argument in ("--format", kind)]
    code, out, err = lint(capsysbinary, "--jsonl", revisions, "--output-dir", str(folder), *wanted)
    assert code == 2
    assert "NUM001" in out
    kinds = {EXTENSIONS[kind] for kind in FORMATS if kind != "text"}
    assert {path.name for path in folder.iterdir()} == {f"enwiki-rev-9.{kind}" for kind in kinds}
    assert err.count("wrote") == len(kinds)
    assert all(path.stat().st_mode & 0o777 == 0o644 for path in folder.iterdir())

    def text(kind: str) -> str:
        return (folder / f"enwiki-rev-9.{kind}").read_bytes().decode()

    log = valid_sarif(text("sarif"))
    assert [len(run["results"]) for run in log["runs"]] == [3, 0]
    rule = log["runs"][0]["tool"]["driver"]["rules"][0]
    assert rule["shortDescription"]["text"].startswith("Digits grouped in the South Asian way")
    assert len(valid_atom(text("atom")).findall("{*}entry")) == 3
    root = valid_junit(text("xml"))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", "3", "1")
    assert [row[7] for row in rows(text("csv"))] == ["code", "NUM001", "NUM001", "NUM001"]
    assert text("github").count("::error file=Page ") == 3
    assert len(text("jsonl").splitlines()) == 4


@pytest.mark.parametrize("kind", ["csv", "github"])
def test_a_format_that_streams_is_written_revision_by_revision(kind: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "lint", "--jsonl", "-", "--format", kind],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(LINES.splitlines(keepends=True)[0].encode())
        process.stdin.flush()
        # The input is still open: what comes now came of the first line alone.
        heading = process.stdout.readline() if kind == "csv" else b""
        first = process.stdout.readline()
        process.stdin.close()
        rest = process.stdout.read()
    assert heading.startswith(b'"wiki","title"' if kind == "csv" else b"")
    assert b"5,54,202" in first
    assert process.returncode == 1
    assert (b"1 revision" in rest) == (kind == "github")


def test_annotations_and_sarif_name_the_file_that_was_linted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a page.txt").write_text(FAULT, encoding="utf-8")
    arguments = ("--new", "a page.txt", "--title", "Elsewhere", "--format")
    _, out, _ = lint(capsysbinary, *arguments, "github")
    assert out.startswith("::error file=a page.txt,line=1,endLine=1,col=6,endColumn=14,")
    _, out, _ = lint(capsysbinary, *arguments, "sarif")
    (result,) = valid_sarif(out)["runs"][0]["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "a%20page.txt", "uriBaseId": "%SRCROOT%"}


def test_the_bar_of_the_exit_status_is_that_of_the_test_results(
    revisions: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "slip.txt"
    path.write_text("The the house.\n", encoding="utf-8")
    for bar, failures in (("warning", "1"), ("error", "0")):
        arguments = ["--select", "SPL005", "--new", str(path), "--fail-on", bar]
        code, out, _ = lint(capsysbinary, *arguments, "--format", "junit")
        assert (str(code), valid_junit(out).get("failures")) == (failures, failures)


def test_a_feed_takes_its_address_and_its_authority_from_the_settings(
    revisions: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    config = tmp_path / "my.toml"
    config.write_text(
        '[feed]\nurl = "https://example.org/feed.atom"\nauthority = "example.org,2025"\n',
        encoding="utf-8",
    )
    common = ("--jsonl", revisions, "--format", "atom", "--config", str(config))
    _, out, _ = lint(capsysbinary, *common, "--wiki", "enwiki")
    feed = valid_atom(out)
    assert feed.findtext("{*}id") == "tag:example.org,2025:feed-enwiki"
    assert feed.find("{*}link").get("href") == "https://example.org/feed.atom"
    config.write_text('[feed]\nauthority = "example.org"\n', encoding="utf-8")
    code, out, err = lint(capsysbinary, *common)
    assert (code, out) == (2, "")
    assert "feed.authority" in err


def test_nothing_is_left_behind_when_the_work_fails(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = tmp_path / "reports"
    code, _, _ = lint(
        capsysbinary, "--jsonl", "/nowhere", "--format", "csv", "--output-dir", str(folder)
    )
    assert code == 2
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("kind", MACHINE)
def test_reports_from_the_store_are_written_as_fresh_ones_are(kind: str, tmp_path: Path) -> None:
    fresh = [
        Checked(report=text.report, summary=text.summary)
        for text in RUN
        if text.report.status is not ReportStatus.FAILED
    ]
    with Store.open(tmp_path / "revlint.sqlite") as store:
        store.save(fresh)
        stored = store.reports()
    wanted = Wanted(load_settings(known_codes=()))
    by_id = {checked.report.rev_id: checked.report for checked in fresh}
    assert len(stored) == len(fresh)
    assert machine_text(kind, (item.report for item in stored), wanted) == machine_text(
        kind, (by_id[item.report.rev_id] for item in stored), wanted
    )
