"""Reading and posting on a real wiki while every program is killed at random moments."""

from __future__ import annotations

import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from bot.core.outgoing import DUE, DraftState
from bot.store import DraftBox, Store
from tests.chaos.programs import Ended, Programs, preloaded
from tests.chaos.tally import Posted, Read, latest_revision, posted, read
from tests.mariadb.server import MariaDB
from tests.mediawiki.accounts import PLAIN_USER, SECOND_USER, TEST_BOT
from tests.mediawiki.api import Api
from tests.mediawiki.event_relay import EventRelay
from tests.mediawiki.server import MediaWiki
from tests.store.databases import Database, Server, Sqlite

EDIT_EVERY_S = 0.35
NEW_PAGE_SHARE = 0.7
SPARED_SHARE = 0.2
# Without drafts that are made and approved there is nothing to publish.
DRAFTS_SPARED_SHARE = 0.7
WORKER_SHARE = 0.3
PUBLISH_SHARE = 0.7
# How long a program takes, before it has been seen to end.
USUAL_S = 1.0
FOLLOWS_FOR_S = 2.0
# Where it has had more than its share of kills, `follow` is let be for longer, for it never ends by
# itself, and `run` comes to its end.
FOLLOW_SHARE = 0.4
RUN_SHARE = 0.4
LET_BE = 4.0
# So often more drafts are made while some wait for a decision.
MAKE_SHARE = 0.1
MUST_BE_KILLED = {"run", "follow", "publish"}
CATCH_UP_S = 180.0
TRY_LATER = 75


@dataclass(slots=True)
class Counts:
    """What happened on the way."""

    kills: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    workers: int = 0
    sending: int = 0
    failures: list[str] = field(default_factory=list)
    backwards: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Survived:
    """What came of it: `run` and `follow` read into a database each."""

    seconds: float
    counts: Counts
    by_run: Read
    by_follow: Read
    by_publish: Posted

    @property
    def kills(self) -> int:
        """How many processes were killed before they had ended."""
        return self.counts.kills.total()

    @property
    def clean(self) -> bool:
        """Whether every promise was kept."""
        told = (self.by_run, self.by_follow, self.by_publish)
        kept = all(one.clean for one in told)
        return kept and not self.counts.failures and not self.counts.backwards

    def __str__(self) -> str:
        counts = self.counts
        lines = [
            f"{self.kills} kills in {self.seconds:.0f} s: {dict(sorted(counts.kills.items()))};"
            f" {counts.workers} workers killed besides; {counts.sending} times a draft was left"
            f" in the middle of being sent; ended by themselves: {dict(counts.ended)}",
            f"run:     {self.by_run}",
            f"follow:  {self.by_follow}",
            f"publish: {self.by_publish}",
            *(f"cursor went back: {one}" for one in counts.backwards),
            *(f"failed: {one}" for one in counts.failures),
        ]
        return "\n".join(lines)


def kill_again_and_again(
    wiki: MediaWiki,
    relay: EventRelay,
    folder: Path,
    *,
    kills: int,
    seed: int = 1,
    server: MariaDB | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> Survived:
    """Kill so many processes, let each program finish its work undisturbed, and count.

    Three at a time: `run`; `follow`, which has a database of its own; and the drafts' commands
    and `publish`, which share the one of `run`. Every edit brings one finding of NUM001. The
    databases are files, or are on a ``server``.
    """
    after = latest_revision(wiki.database)
    Api(wiki.api, PLAIN_USER).edit(f"User:{TEST_BOT.name}/Run", "yes")
    began = time.monotonic()
    with preloaded(folder, "run", "follow", "publish") as programs, ThreadPoolExecutor(4) as pool:
        databases = _databases(folder, server)
        chaos = Chaos(wiki, relay, folder, databases, programs, kills, seed, told)
        try:
            loops = (chaos.edit, chaos.read_passes, chaos.read_stream, chaos.post)
            running = [pool.submit(loop) for loop in loops]
            for one in running:
                one.result()
        finally:
            chaos.over.set()
        chaos.finish(after)
    users = (PLAIN_USER.name, SECOND_USER.name)
    return Survived(
        seconds=time.monotonic() - began,
        counts=chaos.counts,
        by_run=read(wiki.database, chaos.database, after),
        by_follow=read(wiki.database, chaos.followed, after),
        by_publish=posted(wiki.database, chaos.database, [_text(wiki, user) for user in users]),
    )


class Chaos:
    """The loops that kill, until there were kills enough."""

    def __init__(
        self,
        wiki: MediaWiki,
        relay: EventRelay,
        folder: Path,
        databases: tuple[Database, Database],
        programs: dict[str, Programs],
        kills: int,
        seed: int,
        told: Callable[[str], None],
    ) -> None:
        self.wiki = wiki
        self.folder = folder
        self.database, self.followed = databases
        self.over = threading.Event()
        self.counts = Counts()
        self.programs = programs
        self._wanted = kills
        self._seed = seed
        self._told = told
        self._lock = threading.Lock()
        self._usual = {"follow": FOLLOWS_FOR_S}
        self._cursors: dict[str, str] = {}
        self._configs = {
            database: _config(wiki, relay, database, folder / f"{name}.toml")
            for name, database in zip(("run", "follow"), databases, strict=True)
        }

    # The loops

    def edit(self) -> None:
        """Two people who edit pages, new ones mostly."""
        chance = random.Random(self._seed)
        editors = [Api(self.wiki.api, account) for account in (PLAIN_USER, SECOND_USER)]
        texts: list[str] = []
        number = 0
        while not self.over.wait(EDIT_EVERY_S):
            amount = f"{number // 100 + 1},{number % 100:02},{number % 1000:03}"
            sentence = f"Bridge {number} cost {amount} rupees."
            if not texts or chance.random() < NEW_PAGE_SHARE:
                page, text = len(texts), sentence
                texts.append(text)
            else:
                page = chance.randrange(len(texts))
                text = texts[page] = f"{texts[page]}\n\n{sentence}"
            chance.choice(editors).edit(f"Page {page}", text, f"Edit {number}")
            number += 1

    def read_passes(self) -> None:
        """`revlint run`, over and over."""
        chance = random.Random(self._seed + 1)
        while not self.over.is_set():
            words = ("run", *self._options(self.database), "--quiet")
            if self._has_its_share("run", RUN_SHARE):
                self._in_peace("run", *words)
            else:
                self._maybe_killed(chance, "run", *words)
            self._look_at_cursor(self.database, "run")

    def read_stream(self) -> None:
        """`revlint follow`, never for long."""
        chance = random.Random(self._seed + 2)
        while not self.over.is_set():
            options = (*self._options(self.followed), "--quiet")
            many = self._has_its_share("follow", FOLLOW_SHARE)
            self._usual["follow"] = FOLLOWS_FOR_S * (LET_BE if many else 1.0)
            self._maybe_killed(chance, "follow", "follow", *options, spare=False)
            self._look_at_cursor(self.followed, "follow")

    def post(self) -> None:
        """Drafts are made, approved and published."""
        chance = random.Random(self._seed + 3)
        while not self.over.is_set():
            words, name = self._next_step(chance)
            self._maybe_killed(chance, name, *words)
            self.counts.sending += len(self._drafts(DraftState.SENDING))

    def _next_step(self, chance: random.Random) -> tuple[tuple[str, ...], str]:
        options = self._options(self.database)
        waiting, approved = self._drafts(DraftState.DRAFT), self._drafts(*DUE)
        if approved and (not waiting or chance.random() < PUBLISH_SHARE):
            return ("publish", *options, "--limit", "4"), "publish"
        if not waiting or chance.random() < MAKE_SHARE:
            return ("drafts", "make", *options), "drafts make"
        draft_id, seen = chance.choice(waiting)
        words = ("drafts", "approve", str(draft_id), "--by", "Ann", "--hash", seen)
        return (*words, "--config", options[-1]), "drafts approve"

    # Killing

    def _has_its_share(self, name: str, share: float) -> bool:
        """Whether it was killed so often that others are due."""
        return self.counts.kills[name] > share * self.counts.kills.total()

    def _maybe_killed(
        self, chance: random.Random, name: str, *words: str, spare: bool = True
    ) -> None:
        """Run it once; at a random moment of its usual time it is killed, if it is not spared."""
        usual = self._usual.get(name, USUAL_S)
        slot = name if name in self.programs else "publish"
        moment = worker = None
        share = DRAFTS_SPARED_SHARE if name.startswith("drafts") else SPARED_SHARE
        if not (spare and chance.random() < share):
            moment = chance.uniform(0.0, 1.1 * usual)
            if name in ("run", "follow") and chance.random() < WORKER_SHARE:
                worker = chance.uniform(0.0, moment)
        ended = self.programs[slot](*words, kill_after_s=moment, kill_worker_after_s=worker)
        self._note(name, ended)
        if not ended.killed:
            self._usual[name] = (usual + ended.seconds) / 2

    def _note(self, name: str, ended: Ended) -> None:
        with self._lock:
            self.counts.workers += ended.workers_killed
            if ended.killed:
                self.counts.kills[name] += 1
                done = self.counts.kills.total()
                if done % 50 == 0:
                    self._told(f"{done} kills: {dict(self.counts.kills)}")
                if done >= self._wanted and self.counts.kills.keys() >= MUST_BE_KILLED:
                    self.over.set()
                return
            self.counts.ended[f"{name} {ended.code}"] += 1
            if ended.code not in (0, TRY_LATER):
                slot = name if name in self.programs else "publish"
                self.counts.failures.append(f"{name}: {ended}: {self.programs[slot].tail()[-500:]}")

    # The end

    def finish(self, after: int) -> None:
        """Every program once more, in peace, until nothing is left to be done."""
        options = self._options(self.database)
        self._in_peace("run", "run", *options, "--quiet")
        self._in_peace("drafts make", "drafts", "make", *options)
        ends = time.monotonic() + CATCH_UP_S
        while self._drafts(*DUE) and time.monotonic() < ends:
            self._in_peace("publish", "publish", *options)
            time.sleep(0.2)
        # What was posted is an edit, too.
        self._in_peace("run", "run", *options, "--quiet")
        self._follow_to_the_end(after)

    def _in_peace(self, name: str, *words: str) -> None:
        slot = name if name in self.programs else "publish"
        self._note(name, self.programs[slot](*words))

    def _follow_to_the_end(self, after: int) -> None:
        ends = time.monotonic() + CATCH_UP_S
        seconds = 2.0
        while time.monotonic() < ends:
            ended = self.programs["follow"](
                "follow",
                *self._options(self.followed),
                "--quiet",
                kill_after_s=seconds,
                stop=signal.SIGTERM,
            )
            self._note("follow", ended)
            if not read(self.wiki.database, self.followed, after).lost:
                return
            seconds *= 2

    # The databases

    def _options(self, database: Database) -> tuple[str, ...]:
        return ("--wiki", "testwiki", "--config", str(self._configs[database]))

    def _drafts(self, *states: DraftState) -> list[tuple[int, str]]:
        if not _begun(self.database):
            return []
        with Store.open(self.database.url) as store:
            found = DraftBox(store).drafts(states=states)
        return [(one.id, one.content_hash) for one in found]

    def _look_at_cursor(self, database: Database, job: str) -> None:
        """Note if a kill has set a cursor back."""
        if not _begun(database):
            return
        rows = database.rows(f"SELECT position FROM cursors WHERE job = '{job}'")
        before = self._cursors.get(job, "")
        now = rows[0][0] if rows else ""
        if now < before:
            self.counts.backwards.append(f"{job}: from {before} to {now or 'nothing'}")
        self._cursors[job] = now


def _databases(folder: Path, server: MariaDB | None) -> tuple[Database, Database]:
    if server is None:
        return Sqlite(folder / "run.sqlite3"), Sqlite(folder / "follow.sqlite3")
    for name in ("chaos_run", "chaos_follow"):
        server.make_database(name)
    return Server(server, "chaos_run"), Server(server, "chaos_follow")


def _text(wiki: MediaWiki, user: str) -> str:
    try:
        return Api(wiki.api).text(f"User talk:{user}")
    except KeyError:
        return ""


def _config(wiki: MediaWiki, relay: EventRelay, database: Database, path: Path) -> Path:
    secrets = path.with_name("secrets.toml")
    secrets.touch(mode=0o600)
    secrets.write_text(
        f'bot_name = "{TEST_BOT.login_name}"\nbot_password = "{TEST_BOT.bot_password}"\n'
    )
    path.write_text(
        f"""
[wiki]
api_url = "{wiki.api}"
contact = "tests@example.org"
[lint]
select = ["NUM001"]
wall_s = 60.0
processes = 2
[engine]
kind = "none"
[store]
url = "{_url(database)}"
[draft]
per_editor = 1000
per_page = 1000
[publish]
most_open = 3
[run]
batch_size = 10
[follow]
url = "{relay.url}"
streams = ["recentchange"]
reconcile_minutes = 0.1
[login]
kind = "botpassword"
user = "{TEST_BOT.name}"
secrets_file = "{secrets}"
"""
    )
    return path


def _begun(database: Database) -> bool:
    """Whether a program has lived long enough to make tables; a file is not made by asking."""
    is_there = not isinstance(database, Sqlite) or database.path.exists()
    return is_there and "cursors" in database.tables()


def _url(database: Database) -> str:
    return f"sqlite:///{database.path}" if isinstance(database, Sqlite) else database.url
