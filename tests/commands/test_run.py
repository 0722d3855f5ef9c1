"""``revlint run`` and live lints against a real MediaWiki, as separate processes."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.ports import ReviewVerdict
from bot.store import Store
from tests.mariadb.server import MariaDB
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.server import MediaWiki

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("run-command")]

ROOT = Path(__file__).parents[2]


class Bot:
    """The command line with a configuration of its own."""

    def __init__(self, wiki: MediaWiki, folder: Path) -> None:
        self.database = folder / "revlint.sqlite3"
        self.config = folder / "revlint.toml"
        self.config.write_text(
            f"""
[wiki]
api_url = "{wiki.api}"
contact = "tests@example.org"
[lint]
# The page that the installation makes is linted as well.
select = ["DAT001", "NUM001"]
[store]
url = "sqlite:///{self.database}"
"""
        )

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot", *arguments, "--config", str(self.config)]
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYWIKIBOT")}
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    def run(self, *arguments: str) -> str:
        done = self("run", "--wiki", "testwiki", "--since", "2000-01-01T00:00:00Z", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def bot(fresh_wiki: MediaWiki, tmp_path: Path) -> Bot:
    return Bot(fresh_wiki, tmp_path)


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_pass_lints_and_stores_each_new_revision_once(bot: Bot, actor: Actor) -> None:
    editor = actor()
    editor.edit("Bridge", "The bridge cost 5,54,202 rupees.", "Start")
    editor.edit("Bridge", "The bridge cost 5,54,202 rupees. It opened on 03 May 1950.", "More")
    editor.edit("Talk:Bridge", "It cost 7,11,222 rupees.", "Talk")
    first = bot.run("--quiet")
    assert "3 findings" not in first
    assert "2 findings" in first
    assert "namespace 1" in first
    second = bot.run("--quiet")
    assert " 0 checked" in second
    with Store.open(str(bot.database)) as store:
        stored = store.findings()
        assert sorted((f.finding.code, f.finding.quote) for f in stored) == [
            ("DAT001", "03 May 1950"),
            ("NUM001", "5,54,202"),
        ]


def test_a_dismissed_finding_is_not_stored_for_the_next_edit(bot: Bot, actor: Actor) -> None:
    editor = actor()
    editor.edit("Bridge", "The bridge cost 5,54,202 rupees.", "Start")
    bot.run("--quiet")
    with Store.open(str(bot.database)) as store:
        (found,) = store.findings()
    done = bot("mark", found.finding.fingerprint, "dismiss", "--by", "Reviewer")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("dismiss: NUM001 “5,54,202” in Bridge")
    editor.edit("Bridge", "", "Blank it")
    editor.edit("Bridge", "The bridge cost 5,54,202 rupees.", "Write it again")
    assert ", 0 findings" in bot.run("--quiet")
    with Store.open(str(bot.database)) as store:
        (again,) = store.findings()
        assert again.verdict is ReviewVerdict.DISMISS


def test_a_live_revision_by_id_and_by_address(
    bot: Bot, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    editor = actor()
    first = editor.edit("Bridge", "The bridge is long.", "Start")
    second = editor.edit("Bridge", "The bridge is long. It cost 5,54,202 rupees.", "More")
    revision = int(second["newrevid"])
    by_id = bot("lint", "--wiki", "testwiki", "--rev", str(revision), "--format", "json")
    assert by_id.returncode == 1, by_id.stderr
    (report,) = lines(by_id)
    assert [finding["quote"] for finding in report["findings"]] == ["5,54,202"]
    assert (report["rev_id"], report["title"]) == (revision, "Bridge")
    address = f"{fresh_wiki.url}/w/index.php?title=Bridge&diff={revision}&oldid={first['newrevid']}"
    by_address = bot("lint", "--wiki", "testwiki", "--url", address, "--format", "json")
    assert lines(by_address)[0]["findings"] == report["findings"]


def test_an_unreachable_wiki_is_one_clear_line(bot: Bot) -> None:
    bot.config.write_text(bot.config.read_text().replace("/w/api.php", "/nowhere/api.php"))
    done = bot("run", "--wiki", "testwiki", "--quiet")
    assert done.returncode in (2, 75)
    assert "Traceback" not in done.stderr
    assert "testwiki" in done.stderr
    assert not done.stdout


def test_on_a_server_the_second_at_a_job_tries_later(
    bot: Bot, actor: Actor, mariadb: MariaDB
) -> None:
    actor().edit("Bridge", "The bridge cost 5,54,202 rupees.", "Start")
    mariadb.make_database("revlint_second")
    url = mariadb.url("revlint_second")
    config = bot.config.read_text().replace(f"sqlite:///{bot.database}", url)
    bot.config.write_text(config)
    with Store.open(url) as store, store.alone("run testwiki"):
        second = bot("run", "--wiki", "testwiki")
        assert (second.returncode, second.stdout) == (75, "")
        assert "another run is active (run testwiki)" in second.stderr
        assert "Tester-1" not in second.stderr
        # One that keeps nothing is in nobody's way, and neither is another job.
        since = ("--since", "2000-01-01T00:00:00Z")
        dry = bot("run", "--wiki", "testwiki", *since, "--dry-run", "--quiet")
        assert "NUM001 Bridge: 5,54,202" in dry.stdout
        assert bot("sweep", "--wiki", "testwiki").returncode == 0
    assert ", 1 findings" in bot.run("--quiet")


def test_without_a_contact_there_is_no_start(bot: Bot) -> None:
    bot.config.write_text(bot.config.read_text().replace("tests@example.org", ""))
    done = bot("run", "--wiki", "testwiki", "--quiet")
    assert done.returncode == 2
    assert "contact" in done.stderr


def test_a_dry_pass_shows_what_it_would_store_and_stores_nothing(bot: Bot, actor: Actor) -> None:
    actor().edit("Bridge", "The bridge cost 5,54,202 rupees.", "Start")
    shown = bot.run("--quiet", "--dry-run").splitlines()
    assert [line.partition(" ")[2] for line in shown[:-1]] == ["NUM001 Bridge: 5,54,202"]
    assert not bot.database.exists()
    assert "1 findings" in bot.run("--quiet")
    assert ", 0 findings" in bot.run("--quiet", "--dry-run")


def test_the_summary_as_json_and_as_metrics(bot: Bot, actor: Actor, tmp_path: Path) -> None:
    editor = actor()
    editor.edit("Bridge", "The bridge cost 5,54,202 rupees.", "Start")
    editor.edit("Talk:Bridge", "Hello", "Talk")
    metrics = tmp_path / "revlint.prom"
    summary = json.loads(bot.run("--json", "--metrics", str(metrics)))
    # One more is the page that the installation made.
    assert (summary["wiki"], summary["checked"], summary["findings"]) == ("testwiki", 2, 1)
    assert summary["skipped"] == {"namespace": 1}
    assert summary["complete"] is True
    assert summary["dry_run"] is False
    families = {
        family.name: family.samples
        for family in text_string_to_metric_families(metrics.read_text())
    }
    (findings,) = families["revlint_pass_findings"]
    assert (findings.labels, findings.value) == ({"wiki": "testwiki", "job": "run"}, 1)
    outcomes = {s.labels["outcome"]: s.value for s in families["revlint_pass_revisions"]}
    assert outcomes == {"linted": 2, "incomplete": 0, "failed": 0}
    (reached,) = families["revlint_pass_reached_timestamp_seconds"]
    assert reached.value == datetime.fromisoformat(summary["until"]).timestamp()
    assert list(tmp_path.glob("revlint.prom*")) == [metrics]


def test_metrics_that_cannot_be_written_are_told(bot: Bot, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / "revlint.prom"
    done = bot("run", "--wiki", "testwiki", "--metrics", str(nowhere))
    assert done.returncode == 2
    assert f"{nowhere}: the metrics cannot be written" in done.stderr


def test_a_pass_over_chosen_pages(bot: Bot, actor: Actor, tmp_path: Path) -> None:
    editor = actor()
    editor.edit("Bridge", "The bridge cost 5,54,202 rupees.", "Start")
    editor.edit("Tunnel", "The tunnel cost 5,54,202 rupees.", "Start")
    titles = tmp_path / "titles.txt"
    with bot.config.open("a") as config:
        config.write(f'[selection]\ntitles_file = "{titles}"\n')
    missing = bot("run", "--wiki", "testwiki")
    assert missing.returncode == 2
    assert "titles.txt: the list of titles cannot be read" in missing.stderr
    titles.write_text("Tunnel\n")
    shown = bot.run("--json")
    assert json.loads(shown)["skipped"]["not on a list"] == 2
    with Store.open(str(bot.database)) as store:
        assert [found.title for found in store.findings()] == ["Tunnel"]


def test_a_bar_on_a_terminal_only(bot: Bot, actor: Actor) -> None:
    actor().edit("Bridge", "The bridge cost 5,54,202 rupees.", "Start")
    arguments = ["run", "--wiki", "testwiki", "--since", "2000-01-01T00:00:00Z"]
    assert bot(*arguments).stderr == ""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "bot", *arguments, "--config", str(bot.config)]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs, check=True)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):
        while part := os.read(ours, 4096):
            shown += part
    os.close(ours)
    assert b"checked" in shown
