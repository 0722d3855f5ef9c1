"""A disk that is full leaves what was there before, and no half file."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.errors import StoreError
from bot.jobs.metrics import write_metrics
from bot.jobs.run import RunSummary
from bot.output.report_files import remove_reports
from bot.ports import HiddenPart, Tombstone
from bot.store import Store, backup
from bot.store.tombstones import add_to_log, logged
from tests.store.builders import checked

ROOM_BYTES = 100
OLD = "what was there before"
FAULTS = "The bridge cost 5,54,202 rupees, and the tunnel 7,11,222."


@contextmanager
def little_room(size_bytes: int = ROOM_BYTES) -> Iterator[None]:
    """No file of this process may grow beyond this, as on a disk that is full."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    assert signal.getsignal(signal.SIGXFSZ) == signal.SIG_IGN
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def names(folder: Path) -> set[str]:
    """What is in the folder."""
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("kind", ["html", "json", "draft", "text"])
def test_a_report_is_whole_or_the_one_before(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """state_fault-004."""
    text, target = tmp_path / "new.txt", tmp_path / "report"
    text.write_text(FAULTS)
    target.write_text(OLD)
    arguments = ["lint", "--new", str(text), "--format", kind, "--output", str(target)]
    arguments += ["--select", "NUM001", "--title", "Bridge"]
    with little_room(20):
        assert main(arguments) == 2
    assert f"{target}: cannot be written: File too large" in capsys.readouterr().err
    assert target.read_text() == OLD
    assert names(tmp_path) == {"new.txt", "report"}
    assert main(arguments) in (0, 1)
    assert target.read_text() != OLD


def test_metrics_are_whole_or_those_before(tmp_path: Path) -> None:
    """state_fault-004."""
    target = tmp_path / "revlint.prom"
    target.write_text(OLD)
    with little_room(), pytest.raises(StoreError, match="metrics cannot be written: File too"):
        write_metrics(RunSummary(wiki="w"), target, job="run", finished=datetime.now(UTC))
    assert target.read_text() == OLD
    assert names(tmp_path) == {"revlint.prom"}


def test_a_sheet_keeps_what_was_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """state_fault-004."""
    corpus, sheet = tmp_path / "corpus.jsonl", tmp_path / "sheet.csv"
    corpus.write_text(json.dumps({"text": FAULTS, "title": "Bridge"}) + "\n")
    arguments = ["audit", "NUM001", str(corpus), "--sheet", str(sheet)]
    assert main(arguments) == 0
    judged = sheet.read_bytes()
    with little_room():
        assert main(arguments) == 2
    assert "sheet.csv: cannot be written: File too large" in capsys.readouterr().err
    assert sheet.read_bytes() == judged
    assert names(tmp_path) == {"corpus.jsonl", "sheet.csv"}


def test_a_list_of_reports_that_is_purged_is_whole(tmp_path: Path) -> None:
    """state_fault-004, while one line of many is taken out of a file of JSON lines."""
    target = tmp_path / "reports.jsonl"
    lines = [json.dumps({"rev_id": number, "parent_id": 0}) for number in range(1, 30)]
    target.write_text("\n".join(lines) + "\n")
    before = target.read_bytes()
    with little_room(), pytest.raises(Exception, match="cannot be removed: File too large"):
        remove_reports(tmp_path, {7})
    assert target.read_bytes() == before
    assert names(tmp_path) == {"reports.jsonl"}


def test_a_backup_is_whole_or_is_not_there(tmp_path: Path) -> None:
    """state_fault-004."""
    folder = tmp_path / "backups"
    folder.mkdir()
    with Store.open(tmp_path / "revlint.sqlite3") as store:
        store.save([checked(i, summary="x" * 500) for i in range(1, 40)])
        with little_room(20_000), pytest.raises(StoreError):
            backup(store, folder / "copy.sqlite3")
        assert names(folder) == set()
        backup(store, folder / "copy.sqlite3")
    with Store.open(folder / "copy.sqlite3") as copy:
        assert len(copy.reports()) == 39


def test_a_tombstone_is_on_the_disk_or_it_is_told(tmp_path: Path) -> None:
    """state_fault-004: a disk with a little room takes the first part without a word."""
    stones = [
        Tombstone(wiki="w", rev_id=i, parts=frozenset({HiddenPart.TEXT}), noticed_at="2025")
        for i in range(1, 40)
    ]
    with little_room(1000), pytest.raises(StoreError, match="cannot be kept: File too large"):
        add_to_log(tmp_path, stones)
    add_to_log(tmp_path, stones)
    assert {one.rev_id for one in logged(tmp_path)} == set(range(1, 40))


@pytest.mark.parametrize("words", [["rules"], ["lint", "--jsonl", "-"]])
def test_standard_output_on_a_full_disk_is_one_clear_line(words: list[str]) -> None:
    """state_fault-004, where the shell has opened the file."""
    given = "".join(json.dumps({"new": FAULTS, "rev_id": i}) + "\n" for i in range(20))
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            input=given,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_write_that_is_killed_leaves_the_file_before(tmp_path: Path) -> None:
    """state_fault-004 with a kill in place of a full disk: after the data, before the rename."""
    target = tmp_path / "report.html"
    target.write_text(OLD)
    child = os.fork()
    if child == 0:
        from bot import whole_files

        kill: Callable[[object], None] = lambda _: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
        whole_files.os.fsync = kill  # type: ignore[assignment]
        whole_files.write_whole(target, b"new" * 1000)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert target.read_text() == OLD
    # What is left is known for what it is, and goes with the next sweep.
    (left,) = names(tmp_path) - {"report.html"}
    assert remove_reports(tmp_path, {7}) == [left]
