"""``revlint follow`` as a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.commands.purging_store import PurgingStore
from bot.core.model import ReportStatus
from bot.store import Store, backup
from tests.mediawiki.event_relay import EventRelay
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.server import MediaWiki
from tests.store.builders import checked, finding

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("run-command")]

ROOT = Path(__file__).parents[2]
DEADLINE_S = 60.0
STOP_S = 10.0


class Program:
    """The command with a configuration of its own; `arguments` come after it."""

    def __init__(self, wiki: MediaWiki, relay: EventRelay, folder: Path) -> None:
        self.relay = relay
        self.database = folder / "revlint.sqlite3"
        self.config = folder / "revlint.toml"
        self.config.write_text(
            f"""
[wiki]
api_url = "{wiki.api}"
contact = "tests@example.org"
[lint]
select = ["NUM001"]
processes = 1
wall_s = 3.0
[engine]
kind = "none"
timeout_s = 2.0
[store]
url = "sqlite:///{self.database}"
[follow]
url = "{relay.url}"
streams = ["recentchange"]
"""
        )

    @contextmanager
    def running(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """The process, connected to the stream; killed in the end if it still runs."""
        connections = len(self.relay.connections)
        command = [sys.executable, "-m", "bot", "follow", "--wiki", "testwiki"]
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYWIKIBOT")}
        with subprocess.Popen(
            [*command, "--config", str(self.config), *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                self.wait(lambda: len(self.relay.connections) > connections, process)
                yield process
            finally:
                process.kill()

    def wait(self, reached: Callable[[], bool], process: subprocess.Popen[str]) -> None:
        """Come back when `reached` says so; fails if the process ends before."""
        ends = time.monotonic() + DEADLINE_S
        while not reached():
            assert process.poll() is None, process.stderr.read() if process.stderr else ""
            assert time.monotonic() < ends, "not reached"
            time.sleep(0.05)

    def wait_for(self, process: subprocess.Popen[str], *rev_ids: int) -> None:
        """Come back when these revisions are stored."""

        def stored() -> bool:
            with Store.open(self.database) as store:
                return store.seen("testwiki", rev_ids) >= set(rev_ids)

        self.wait(stored, process)

    def ended(self, process: subprocess.Popen[str], number: int = signal.SIGTERM) -> str:
        """What it printed after the signal; it has ten seconds."""
        process.send_signal(number)
        out, error = process.communicate(timeout=STOP_S)
        assert process.returncode == 0, error
        assert "Traceback" not in error
        return out


@pytest.fixture
def program(fresh_wiki: MediaWiki, relay: EventRelay, tmp_path: Path) -> Program:
    return Program(fresh_wiki, relay, tmp_path)


def test_it_follows_until_it_is_asked_to_end(program: Program, actor: Actor) -> None:
    editor = actor()
    with program.running("--quiet") as process:
        edit = editor.edit("Bridge", "The bridge cost 5,54,202 rupees.")["newrevid"]
        program.wait_for(process, edit)
        line = program.ended(process, signal.SIGINT)
    assert line.startswith("testwiki: ")
    assert "stream: 1 connections" in line
    with Store.open(program.database) as store:
        assert [found.finding.quote for found in store.findings()] == ["5,54,202"]


def test_a_dry_run_tells_at_once_and_keeps_nothing(
    program: Program, actor: Actor, tmp_path: Path
) -> None:
    editor = actor()
    metrics = tmp_path / "metrics"
    with program.running("--dry-run", "--json", "--metrics", str(metrics)) as process:
        edit = editor.edit("Bridge", "The bridge cost 5,54,202 rupees.")["newrevid"]
        assert process.stdout is not None
        assert process.stdout.readline() == f"{edit} NUM001 Bridge: 5,54,202\n"
        summary = json.loads(program.ended(process))
    assert (summary["dry_run"], summary["findings"]) == (True, 1)
    assert not program.database.exists()
    assert not metrics.exists()


def test_a_dry_run_goes_on_where_the_database_is_and_leaves_it(
    program: Program, actor: Actor
) -> None:
    editor = actor()
    with program.running("--limit", "1") as process:
        editor.edit("Bridge", "The bridge cost 5,54,202 rupees.")
        assert process.wait(DEADLINE_S) == 0
    before = program.database.read_bytes()
    late = editor.edit("Tunnel", "The tunnel cost 7,11,222 rupees.")["newrevid"]
    with program.running("--dry-run", "--limit", "1") as process:
        out, error = process.communicate(timeout=DEADLINE_S)
    assert out.startswith(f"{late} NUM001 Tunnel: 7,11,222\ntestwiki: 1 checked"), error
    assert program.database.read_bytes() == before


def test_a_killed_worker_costs_one_revision_and_a_silent_wiki_no_time_at_the_end(
    program: Program, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    editor = actor()
    with program.running("--quiet") as process:
        # A worker that does not get on is killed, here because it sleeps.
        os.kill(child_of(process.pid), signal.SIGSTOP)
        ids = [editor.edit("Bridge", "One.")["newrevid"]]
        program.wait_for(process, *ids)
        ids.append(editor.edit("Tunnel", "The tunnel cost 5,54,202 rupees.")["newrevid"])
        program.wait_for(process, *ids)

        asked = fresh_wiki.directory / "asked"
        question = "isset( $_REQUEST['revids'] )"
        fresh_wiki.override(f"if ( {question} ) {{ touch( '{asked}' ); sleep( 30 ); }}")
        late = editor.edit("Bridge", "One. Two.")["newrevid"]
        program.wait(asked.exists, process)
        line = program.ended(process)
    assert line.startswith("testwiki: ")
    assert ", 1 incomplete" in line
    with Store.open(program.database) as store:
        (incomplete,) = store.reports(statuses=[ReportStatus.INCOMPLETE])
        assert incomplete.report.rev_id == ids[0]
        assert len(store.findings()) == 1
        assert not store.seen("testwiki", [late])


def child_of(pid: int) -> int:
    """The one child process of a process."""
    (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(child)


def test_what_is_hidden_leaves_backups_and_reports_at_once(tmp_path: Path) -> None:
    database, reports = tmp_path / "revlint.sqlite3", tmp_path / "reports"
    reports.mkdir()
    kept = checked(5, finding(quote="sesame-open-1"), user="sesame-open-1")
    with PurgingStore.open(database) as store:
        store.report_folder = reports
        store.save([kept, checked(900_001)])
        backup(store, tmp_path / "backup.sqlite3")
        report = reports / "testwiki-5.html"
        report.write_text('<a href="?diff=5">sesame-open-1</a>')
        other = reports / "testwiki-900001.html"
        other.write_text('<a href="?diff=900001">other</a>')
        assert store.forget("testwiki", [5]) == 1
        assert store.tombstones(unsettled=True) == []
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(b"sesame-open-1" not in path.read_bytes() for path in files)
    assert not report.exists()
    assert other.exists()
