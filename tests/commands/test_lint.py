"""The lint command as other programs and people use it: streams, formats, exit codes, errors."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main

Runner = Callable[..., tuple[int, str, str]]

FAULT = "Some 5,54,202 people live there.\n"
CLEAN = "Some 554,000 people live there.\n"


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Runner:
    def runner(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            code = main(list(arguments))
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return runner


def write(folder: Path, name: str, text: str | bytes) -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def reports(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_fault_gives_exit_1_and_its_exact_place(run: Runner, tmp_path: Path) -> None:
    new = write(tmp_path, "new", FAULT)
    code, out, err = run("lint", "--new", new, "--format", "json")
    (report,) = reports(out)
    (finding,) = [f for f in report["findings"] if f["code"] == "NUM001"]
    assert (code, err) == (1, "")
    assert (finding["start"], finding["end"], finding["quote"]) == (5, 13, "5,54,202")
    assert finding["suggestions"] == ["554,202"]
    assert finding["class"] == "substantive"
    assert report["status"] == "linted"


@pytest.mark.parametrize("select", [(), ("--select", "AIX004")])
def test_a_rule_that_counts_is_a_number_in_the_report(
    run: Runner, tmp_path: Path, select: tuple[str, ...]
) -> None:
    words = "Its vibrant, pivotal, enduring and intricate yard, a testament, showcases a tapestry."
    new, old = (
        write(tmp_path, "new", f"It is old.\n\n{words}\n"),
        write(tmp_path, "old", "It is old."),
    )
    code, out, _ = run("lint", "--new", new, "--old", old, "--format", "json", *select)
    (report,) = reports(out)
    assert code == 0
    assert report["counts"]["AIX004"] == 7
    assert not [f for f in report["findings"] if f["code"] == "AIX004"]
    code, out, _ = run("lint", "--new", new, "--old", old, "--format", "json", "--select", "NUM")
    assert "AIX004" not in reports(out)[0]["counts"]


def test_clean_text_gives_exit_0(run: Runner, tmp_path: Path) -> None:
    code, out, _ = run("lint", "--new", write(tmp_path, "new", CLEAN))
    assert code == 0
    assert "Nothing found" in out


def test_what_was_there_before_is_not_reported(run: Runner, tmp_path: Path) -> None:
    old = write(tmp_path, "old", FAULT)
    new = write(tmp_path, "new", FAULT + "A sentence more.\n")
    assert run("lint", "--old", old, "--new", new)[0] == 0
    code, out, _ = run(
        "lint", "--old", old, "--new", new, "--page", "--format", "json", "--select", "NUM001"
    )
    (finding,) = reports(out)[0]["findings"]
    assert (code, finding["origin"]) == (0, "existing")


def test_fail_on_raises_the_bar(run: Runner, tmp_path: Path) -> None:
    new = write(tmp_path, "new", "The the house.\n")
    assert run("lint", "--new", new, "--select", "SPL005")[0] == 1
    assert run("lint", "--new", new, "--select", "SPL005", "--fail-on", "error")[0] == 0


def test_stdin_is_a_dash(run: Runner) -> None:
    code, out, _ = run("lint", "--new", "-", "--format", "json", stdin=FAULT.encode())
    assert code == 1
    assert len(reports(out)) == 1


def test_json_lines_keep_their_order_and_survive_a_bad_line(run: Runner) -> None:
    lines = [
        json.dumps({"rev_id": 1, "new": FAULT}),
        "{broken",
        json.dumps({"rev_id": 3, "new": CLEAN}),
        json.dumps({"rev_id": 4, "new": 7}),
        json.dumps({"rev_id": 5, "new": "x", "old": None, "unknown": 1, "bot": True}),
        json.dumps({"rev_id": 6, "new": "x", "timestamp": "yesterday"}),
    ]
    code, out, _ = run("lint", "--jsonl", "-", stdin="\n".join(lines).encode())
    found = reports(out)
    assert code == 2
    assert [report["line"] for report in found] == [1, 2, 3, 4, 5, 6]
    assert [report["status"] for report in found] == [
        "linted", "failed", "linted", "failed", "skipped", "failed",
    ]  # fmt: skip
    assert found[0]["rev_id"] == 1
    assert "line 2" in found[1]["reason"]
    assert found[4]["reason"] == "bot"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lint"], "say what to lint"),
        (["lint", "--new", "/nowhere/x"], "/nowhere/x"),
        (["lint", "--new", "NEW", "--jsonl", "NEW"], "say what to lint"),
        (["lint", "--old", "NEW"], "say what to lint"),
        (["lint", "--new", "NEW", "--select", "NUM01"], "NUM01"),
        (["lint", "--new", "NEW", "--select", "NUM999"], "NUM999"),
        (["lint", "--new", "BINARY"], "BINARY"),
        (["lint", "--new", "LATIN"], "UTF-8"),
        (["lint", "--new", "EMPTY"], "empty"),
        (["lint", "--new", "NEW", "--config", "BROKEN"], "line 2"),
        (["lint", "--new", "NEW", "--wiki", "enwikki"], "enwiki"),
        (["lint", "--rev", "1"], "--wiki"),
        (["lint", "--diff-page", "NEW"], "diff page"),
        (["lint", "--new", "NEW", "--output", "/nowhere/out"], "/nowhere/out"),
        (["lint", "--new", "NEW", "--format", "html", "--format", "json"], "--output-dir"),
        (["rule", "NUM0001"], "NUM001"),
        (["try", "XXX999", "text"], "XXX999"),
        (["audit", "NUM001", "/nowhere"], "/nowhere"),
        (
            ["mark", "0123456789abcdef", "right", "--by", "A", "--config", "STORE"],
            "0123456789abcdef",
        ),
    ],
)
def test_wrong_use_is_one_clear_line_and_exit_2(
    run: Runner, tmp_path: Path, arguments: list[str], said: str
) -> None:
    files = {
        "NEW": write(tmp_path, "NEW", CLEAN),
        "BINARY": write(tmp_path, "BINARY", b"\x89PNG\r\n\0\0\xff"),
        "LATIN": write(tmp_path, "LATIN", "caf\u00e9".encode("latin-1")),
        "EMPTY": write(tmp_path, "EMPTY", b""),
        "BROKEN": write(tmp_path, "BROKEN", "[lint]\nselekt = []\n"),
        "STORE": write(tmp_path, "STORE", f'[store]\nurl = "sqlite:///{tmp_path}/s.sqlite"\n'),
    }
    code, out, err = run(*[files.get(argument, argument) for argument in arguments])
    assert code == 2
    assert out == ""
    assert said in err
    assert len(err.strip().splitlines()) == 1, err
    assert "Traceback" not in err


def test_several_formats_go_to_a_folder(run: Runner, tmp_path: Path) -> None:
    new = write(tmp_path, "new", FAULT)
    target = tmp_path / "out"
    arguments = ["lint", "--new", new, "--output-dir", str(target)]
    for kind in ("text", "html", "json", "draft"):
        arguments += ["--format", kind]
    code, out, err = run(*arguments)
    assert code == 1
    assert "NUM001" in out
    assert sorted(path.suffix for path in target.iterdir()) == [".html", ".jsonl", ".wikitext"]
    assert err.count("wrote") == 3


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"rev_id": n, "new": FAULT}) + "\n" for n in range(400))
    source = write(tmp_path, "in.jsonl", lines)
    command = f"{sys.executable} -m bot lint --jsonl {source} | head -n 1"
    done = subprocess.run(
        ["sh", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )
    assert json.loads(done.stdout)["rev_id"] == 0
    assert "Traceback" not in done.stderr


def test_a_page_too_large_is_skipped_with_the_reason(run: Runner) -> None:
    line = json.dumps({"rev_id": 1, "new": "a" * (2 * 1024 * 1024 + 1)})
    code, out, _ = run("lint", "--jsonl", "-", stdin=line.encode())
    (report,) = reports(out)
    assert (code, report["status"]) == (0, "skipped")
    assert "too large" in report["reason"]


def test_the_command_line_imports_nothing_heavy() -> None:
    script = (
        "import sys, bot.__main__; bot.__main__.parser();"
        "print(sorted({'pywikibot', 'sqlalchemy', 'alembic', 'jinja2', 'mwparserfromhell', 'rich',"
        " 're2', 'msgspec', 'rules'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
