"""``revlint backfill`` over small dumps, as separate processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.store import Store
from tests.sources.dumps import Page, Rev, dump_xml, written

ROOT = Path(__file__).parents[2]

FAULT = "The bridge cost 5,54,202 rupees."
PAGES = [
    Page(
        n,
        f"Bridge {n}",
        [Rev(10 * n, "It is long."), Rev(10 * n + 1, f"It is long. {FAULT}", 10 * n)],
    )
    for n in range(1, 31)
]


class Backfill:
    """The command with a database and a configuration of its own."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "revlint.sqlite3"
        self.config = folder / "revlint.toml"
        self.config.write_text(
            f'[lint]\nselect = ["NUM001"]\n[store]\nurl = "sqlite:///{self.database}"\n'
        )

    def command(self, *arguments: str) -> list[str]:
        fixed = ["--wiki", "testwiki", "--config", str(self.config)]
        return [sys.executable, "-m", "bot", "backfill", *fixed, *arguments]

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments), cwd=ROOT, capture_output=True, text=True, check=False
        )

    def found(self) -> list[int]:
        with Store.open(str(self.database)) as store:
            return sorted(one.rev_id for one in store.findings())


@pytest.fixture
def backfill(tmp_path: Path) -> Backfill:
    return Backfill(tmp_path)


def test_what_each_revision_added_is_found_once(backfill: Backfill, tmp_path: Path) -> None:
    dump = written(tmp_path / "pages.xml.bz2", dump_xml(PAGES))
    done = backfill(str(dump))
    assert done.returncode == 0, done.stderr
    assert "60 checked" in done.stdout
    assert "pages 1 to 30" in done.stdout
    assert backfill.found() == [10 * n + 1 for n in range(1, 31)]
    again = backfill(str(dump))
    assert " 0 checked" in again.stdout
    assert len(backfill.found()) == 30


def test_it_goes_on_where_it_was_left(backfill: Backfill, tmp_path: Path) -> None:
    dump = written(tmp_path / "pages.xml.gz", dump_xml(PAGES))
    first = json.loads(backfill(str(dump), "--limit", "20", "--json").stdout)
    assert (first["checked"], first["complete"]) == (20, False)
    second = json.loads(backfill(str(dump), "--json").stdout)
    assert (second["checked"], second["already_seen"], second["complete"]) == (40, 0, True)
    assert len(backfill.found()) == 30


def test_killed_and_started_again_it_loses_and_doubles_nothing(
    backfill: Backfill, tmp_path: Path
) -> None:
    many = [Page(n, f"B{n}", [Rev(n, FAULT)]) for n in range(1, 1501)]
    dump = written(tmp_path / "pages.xml", dump_xml(many))
    with Store.open(str(backfill.database)):
        pass
    with subprocess.Popen(
        backfill.command(str(dump), "--quiet"), cwd=ROOT, stdout=subprocess.DEVNULL
    ) as process:
        deadline = time.monotonic() + 60
        while not backfill.found() and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    kept = backfill.found()
    assert kept
    assert backfill(str(dump)).returncode == 0
    assert backfill.found() == list(range(1, 1501))


def test_a_dump_of_current_texts_needs_to_be_read_whole(backfill: Backfill, tmp_path: Path) -> None:
    dump = written(tmp_path / "a.xml", dump_xml([Page(1, "Bridge", [Rev(5, FAULT, 4)])]))
    assert "parent not in the dump 1" in backfill(str(dump), "--dry-run").stdout
    assert not backfill.database.exists()
    assert ", 1 findings" in backfill(str(dump), "--whole").stdout


def test_errors_name_the_file(backfill: Backfill, tmp_path: Path) -> None:
    missing = backfill(str(tmp_path / "nowhere.xml"))
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "nowhere.xml: cannot be read" in missing.stderr
    half = written(tmp_path / "half.xml.bz2", dump_xml(PAGES))
    half.write_bytes(half.read_bytes()[:400])
    broken = backfill(str(half))
    assert broken.returncode == 2
    assert "half.xml.bz2: damaged or cut short" in broken.stderr
    assert "Traceback" not in broken.stderr
    other = written(tmp_path / "other.xml", dump_xml(PAGES).replace(b"testwiki", b"dewiki"))
    assert "it is of the wiki 'dewiki', not 'testwiki'" in backfill(str(other)).stderr


def test_a_bar_on_a_terminal(backfill: Backfill, tmp_path: Path) -> None:
    dump = written(tmp_path / "pages.xml", dump_xml(PAGES))
    ours, theirs = os.openpty()
    subprocess.run(
        backfill.command(str(dump)), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs, check=True
    )
    os.close(theirs)
    shown = os.read(ours, 65536)
    os.close(ours)
    assert b"checked" in shown
