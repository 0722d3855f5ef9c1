"""Hours of `revlint follow` on a real wiki, with cuts and faults, and what came of it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.store import Store
from tests.mediawiki.accounts import PLAIN_USER
from tests.mediawiki.api import Api
from tests.mediawiki.event_relay import EventRelay
from tests.mediawiki.server import MediaWiki

ROOT = Path(__file__).parents[2]
EDITS_A_SECOND = 2.0
FAULT_SHARE = 0.01
PAGES = 40
START_S = 120.0
CATCH_UP_S = 300.0
STOP_S = 10.0
# Caches fill at first; growth is counted from here on.
WARM_SHARE = 0.2
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Soaked:
    """What came of it. Memory is the resident size of the follower and its worker, in MiB."""

    seconds: float
    revisions: int
    lost: int
    doubled: int
    findings: int
    cuts: int
    refusals: int
    dropped_events: int
    api_faults: int
    memory_warm_mib: float
    memory_end_mib: float
    summary: str

    @property
    def growth_mib(self) -> float:
        """How much memory grew since the program was warm."""
        return self.memory_end_mib - self.memory_warm_mib

    def __str__(self) -> str:
        return (
            f"{self.seconds:.0f} s, {self.revisions} revisions, {self.lost} lost, {self.doubled}"
            f" doubled, {self.findings} findings; faults: {self.cuts} cuts, {self.refusals}"
            f" refusals, {self.dropped_events} events dropped, {self.api_faults} API answers 503;"
            f" memory {self.memory_warm_mib:.0f} MiB warm, {self.memory_end_mib:.0f} MiB at the"
            f" end; {self.summary}"
        )


def soak(
    wiki: MediaWiki,
    relay: EventRelay,
    folder: Path,
    *,
    seconds: float,
    cut_every_s: float,
    compare_every_s: float,
    fault_share: float = FAULT_SHARE,
    told: Callable[[str], None] = lambda _: None,
    seed: int = 1,
) -> Soaked:
    """Edit the wiki for so long, with the follower watching; then let it catch up, and count.

    All default rules look at every edit, which brings one finding of NUM001. A share of the events
    is dropped, another comes twice, a share of the API's answers is 503, and every other cut is
    followed by a refusal. What was dropped is found when the list is compared, every
    `compare_every_s`.
    """
    chance = random.Random(seed)
    database = folder / "revlint.sqlite3"
    faults = folder / "api-faults"
    relay.faults.lose = lambda _: chance.random() < fault_share
    wiki.override(
        "$action = $_REQUEST['action'] ?? '';",
        "if ( $action === 'query' && isset( $_REQUEST['maxlag'] )"
        f" && mt_rand( 1, {round(1 / fault_share)} ) === 1 ) {{",
        f"file_put_contents( '{faults}', 'x', FILE_APPEND );",
        "http_response_code( 503 ); header( 'Retry-After: 1' ); exit; }",
    )
    process = _started(_config(wiki, relay, database, compare_every_s, folder), folder)
    try:
        _wait(lambda: bool(relay.connections), process, START_S)
        editor = Api(wiki.api, PLAIN_USER)
        ids: list[int] = []
        cuts = refusals = 0
        warm = 0.0
        began = time.monotonic()
        next_cut = began + cut_every_s
        while (now := time.monotonic()) < began + seconds:
            number = len(ids)
            amount = f"{number // 100 + 1},{number % 100:02},{number % 1000:03}"
            title = f"Page {chance.randrange(PAGES)}"
            ids.append(editor.edit(title, f"The bridge cost {amount} rupees.")["newrevid"])
            relay.faults.copies = 1 + (chance.random() < fault_share)
            if now > next_cut:
                next_cut += cut_every_s
                cuts += relay.drop_clients()
                if chance.random() < 0.5:
                    relay.faults.refusals.append((chance.choice((429, 503)), {}))
                    refusals += 1
            if not warm and now > began + seconds * WARM_SHARE:
                warm = _memory_mib(process.pid)
            if number % 200 == 199:
                told(f"{now - began:.0f} s: {number + 1} edits, {_memory_mib(process.pid):.0f} MiB")
            assert process.poll() is None, (folder / "stderr").read_text()[-3000:]
            time.sleep(max(0.0, began + (number + 1) / EDITS_A_SECOND - time.monotonic()))
        took = time.monotonic() - began
        end = _memory_mib(process.pid)
        with Store.open(database) as store:

            def caught_up() -> bool:
                return store.seen("testwiki", ids) >= set(ids)

            # The next comparison with the list brings what was dropped since the last one.
            _wait(caught_up, process, compare_every_s + CATCH_UP_S, fails=False)
            process.send_signal(signal.SIGTERM)
            summary, _ = process.communicate(timeout=STOP_S)
            lost = set(ids) - store.seen("testwiki", ids)
            found = [one.rev_id for one in store.findings(code="NUM001")]
        checked = int(summary.split(" checked")[0].split()[-1].replace(",", "") or 0)
    finally:
        process.kill()
        process.communicate()
        wiki.override()
    return Soaked(
        seconds=took,
        revisions=len(ids),
        lost=len(lost),
        doubled=(checked - len(ids)) + (len(found) - len(set(found))),
        findings=len(found),
        cuts=cuts,
        refusals=refusals,
        dropped_events=len(relay.lost),
        api_faults=faults.stat().st_size if faults.exists() else 0,
        memory_warm_mib=warm,
        memory_end_mib=end,
        summary=summary.strip(),
    )


def _config(
    wiki: MediaWiki, relay: EventRelay, database: Path, compare_every_s: float, folder: Path
) -> Path:
    path = folder / "revlint.toml"
    path.write_text(
        f"""
[wiki]
api_url = "{wiki.api}"
contact = "tests@example.org"
[lint]
wall_s = 30.0
[store]
url = "sqlite:///{database}"
[follow]
url = "{relay.url}"
streams = ["recentchange"]
reconcile_minutes = {compare_every_s / 60}
"""
    )
    return path


def _started(config: Path, folder: Path) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYWIKIBOT")}
    with (folder / "stderr").open("w") as errors:
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "bot", "follow", "--wiki", "testwiki", "--quiet"),
                *("--config", str(config)),
            ],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )


def _wait(
    reached: Callable[[], bool],
    process: subprocess.Popen[str],
    seconds: float,
    *,
    fails: bool = True,
) -> None:
    ends = time.monotonic() + seconds
    while not reached():
        assert process.poll() is None, "the follower ended"
        if time.monotonic() > ends:
            assert not fails, "the follower did not come so far"
            return
        time.sleep(0.1)


def _memory_mib(pid: int) -> float:
    """Resident memory of a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(_resident(int(one)) for one in (pid, *children)) / MIB


def _resident(pid: int) -> int:
    pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
