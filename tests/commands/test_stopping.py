"""SIGTERM ends every long job within ten seconds, whatever it is at."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.outgoing import DraftState
from bot.store import DraftBox, Store
from tests.commands.test_publish import bot as publishing_bot
from tests.commands.test_run import ROOT, Bot
from tests.mediawiki.accounts import TEST_BOT
from tests.mediawiki.event_relay import EventRelay
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.server import MediaWiki
from tests.store.builders import checked, finding

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("run-command")]

STOP_S = 10.0
DEADLINE_S = 90.0

bot = publishing_bot


def started(config: Path, began: Path, *arguments: str) -> subprocess.Popen[str]:
    """The command, with the rule that hangs installed; in a process group of its own."""
    site = config.parent / "site"
    dist = site / "hanging-0.dist-info"
    dist.mkdir(parents=True, exist_ok=True)
    (dist / "METADATA").write_text("Metadata-Version: 2.1\nName: hanging\nVersion: 0\n")
    (dist / "entry_points.txt").write_text(
        "[revlint.rules]\nhanging = tests.commands.hanging_rule\n"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYWIKIBOT")}
    environment |= {"PYTHONPATH": str(site), "HANGING_RULE_BEGAN": str(began)}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments, "--wiki", "testwiki", "--config", str(config)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def stopped(process: subprocess.Popen[str], reached: Callable[[], bool]) -> str:
    """What it printed, after a SIGTERM to the whole group as soon as it is where it should be."""
    try:
        ends = time.monotonic() + DEADLINE_S
        while not reached():
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < ends, "not reached"
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGTERM)
        out, error = process.communicate(timeout=STOP_S)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0, error
    assert "Traceback" not in error
    return out


@pytest.mark.parametrize(
    "job",
    [
        pytest.param("run", id="state_fault-002 in run"),
        pytest.param("follow", id="state_fault-002 in follow"),
    ],
)
def test_a_lint_that_hangs_in_c_code_does_not_hold_a_stop_up(
    job: str, bot: Bot, actor: Actor, relay: EventRelay, tmp_path: Path
) -> None:
    bot.config.write_text(
        bot.config.read_text()
        .replace('select = ["DAT001", "NUM001"]', 'select = ["HNG001"]\nwall_s = 300.0')
        .replace("[store]", '[engine]\nkind = "none"\n[store]')
        + f'[follow]\nurl = "{relay.url}"\nstreams = ["recentchange"]\n'
    )
    edit = actor().edit("Bridge", "The bridge is long.")["newrevid"]
    began = tmp_path / "began"
    process = started(bot.config, began, job, "--since", "2000-01-01T00:00:00Z")
    line = stopped(process, began.exists)
    assert line.startswith("testwiki: ")
    assert "more is waiting" in line
    with Store.open(bot.database) as store:
        assert not store.seen("testwiki", [edit])


def test_a_wiki_that_does_not_answer_an_edit_does_not_hold_a_stop_up(
    bot: Bot, actor: Actor, fresh_wiki: MediaWiki, tmp_path: Path
) -> None:
    """state_fault-002 in publish, where nothing is linted: the wait is for the wiki."""
    editor = actor()
    editor.edit(f"User:{TEST_BOT.name}/Run", "yes")
    revision = int(editor.edit("Pune", "It cost 1,00,000 rupees.")["newrevid"])
    with Store.open(bot.database) as store:
        store.save([checked(revision, finding(), user="PlainUser", timestamp="2025-02-19")])
    assert bot("drafts", "make", "--wiki", "testwiki").returncode == 0
    with Store.open(bot.database) as store:
        box = DraftBox(store)
        box.decide(1, box.get(1).content_hash, approve=True, by="Ann", at="2025-02-20T00:00:00Z")
    asked = tmp_path / "asked"
    fresh_wiki.override(
        "$isSection = ( $_POST['section'] ?? '' ) === 'new';",
        f"if ( $isSection ) {{ touch( '{asked}' );",
        f"while ( file_exists( '{asked}' ) ) {{ clearstatcache(); usleep( 50000 ); }} exit; }}",
    )
    line = stopped(started(bot.config, tmp_path / "none", "publish"), asked.exists)
    asked.unlink()
    assert "testwiki: stopped before the wiki answered" in line
    with Store.open(bot.database) as store:
        assert DraftBox(store).get(1).state is DraftState.SENDING
