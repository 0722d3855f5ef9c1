"""`python -m bench.day CORPUS...`: a day of changes on a real MediaWiki, read by `revlint run`.

The pages are those of the corpora (JSON lines with `title` and `text`, or `revs` with `text`); the
edits put their paragraphs back one by one, in the order of chance. They are imported, dated over
the last day, read, linted with all default rules, stored and shown in a report. What is told:
revisions a second, and where the time goes, in seconds by the wall and in CPU seconds of the
program's own process. The workers' CPU time is told apart. On a busy machine, believe the CPU time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.times import time_text
from tests.mediawiki.history import PageHistory, PastRevision, import_history
from tests.mediawiki.server import MediaWiki
from tests.mediawiki.template import Template

DAY = timedelta(hours=24)
EDITS_A_PAGE = 30
SHORTEST_EDIT = 60
EDITORS = 50


@dataclass(slots=True)
class Spent:
    """Time in one place: calls, seconds by the wall, CPU seconds of this process."""

    calls: int = 0
    wall_s: float = 0.0
    cpu_s: float = 0.0


class Stopwatch:
    """Where the time goes, by name; a place within another is counted as its own only."""

    def __init__(self) -> None:
        self.spent: dict[str, Spent] = {}
        self._open: list[Spent] = []

    @contextmanager
    def timing(self, name: str) -> Iterator[None]:
        """Count what happens in the block."""
        own = self.spent.setdefault(name, Spent())
        wall, cpu = time.perf_counter(), time.process_time()
        self._open.append(own)
        try:
            yield
        finally:
            self._open.pop()
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            own.calls += 1
            own.wall_s += wall
            own.cpu_s += cpu
            if self._open:
                self._open[-1].wall_s -= wall
                self._open[-1].cpu_s -= cpu

    def watch(self, owner: Any, method: str, name: Callable[..., str]) -> None:
        """Time every call of a method; ``name`` names the place by the call's arguments."""
        original = getattr(owner, method)

        def timed(*arguments: Any, **options: Any) -> Any:
            with self.timing(name(*arguments, **options)):
                return original(*arguments, **options)

        setattr(owner, method, timed)


def main() -> int:
    """Build the day, run the pass, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.day")
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--revisions", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=0)
    options = parser.parse_args()
    pages = list(day(options.corpus, options.revisions))
    with TemporaryDirectory(prefix="revlint-day-") as name:
        folder = Path(name)
        template = Template(folder / "template").ensure()
        with MediaWiki(template, folder / "wiki") as wiki:
            with closing(sqlite3.connect(wiki.database)) as database, database:
                database.execute("DELETE FROM recentchanges")
            began = time.perf_counter()
            import_history(wiki, *pages)
            imported_s = time.perf_counter() - began
            told = measured(wiki, folder, options.processes)
    print(f"imported {sum(len(page.revisions) for page in pages):,} in {imported_s:.0f} s")
    print(told)
    return 0


def day(corpora: Sequence[Path], revisions: int) -> Iterator[PageHistory]:
    """Pages whose histories have so many revisions together, over the last day."""
    chance = random.Random(1)
    texts = list(_texts(corpora))
    ends = datetime.now(UTC) - timedelta(minutes=1)
    made = copy = 0
    while made < revisions:
        copy += 1
        for title, text in texts:
            chain = list(_edits(text, chance))[: revisions - made]
            if not chain:
                return
            made += len(chain)
            times = sorted(ends - DAY * chance.random() for _ in chain)
            yield PageHistory(
                f"{title} {copy}",
                [
                    PastRevision(step, moment, f"Editor {chance.randrange(EDITORS)}", "Expand")
                    for step, moment in zip(chain, times, strict=True)
                ],
            )


def _texts(corpora: Sequence[Path]) -> Iterator[tuple[str, str]]:
    number = 0
    for path in corpora:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                entry = json.loads(line)
                number += 1
                text = entry["revs"][-1]["text"] if "revs" in entry else entry["text"]
                yield f"Page {number}", text


def _edits(text: str, chance: random.Random) -> Iterator[str]:
    """The text without some of its lines, then with one more of them each time."""
    lines = text.rstrip().split("\n")
    long = [number for number, line in enumerate(lines) if len(line) >= SHORTEST_EDIT]
    missing = chance.sample(long, min(EDITS_A_PAGE, len(long) - 1)) if len(long) > 1 else []
    while True:
        left_out = set(missing)
        yield "\n".join(line for number, line in enumerate(lines) if number not in left_out)
        if not missing:
            return
        missing.pop()


def measured(wiki: MediaWiki, folder: Path, processes: int) -> str:
    """The pass over the day, and what it took."""
    from bot.__main__ import main as revlint
    from bot.core.pool import WorkerPool
    from bot.store import Store
    from bot.wiki.site import Wiki

    config = folder / "revlint.toml"
    config.write_text(
        f"""
[wiki]
api_url = "{wiki.api}"
contact = "bench@example.org"
[lint]
processes = {processes}
[store]
url = "sqlite:///{folder / "revlint.sqlite3"}"
[run]
limit = 1_000_000
"""
    )
    watch = Stopwatch()
    watch.watch(Wiki, "query", lambda _, **asked: f"API: {_question(asked)}")
    for method in ("save", "seen", "dismissed"):
        watch.watch(Store, method, lambda *_, **__: "store")
    _watch_lint(watch, WorkerPool)
    since = time_text(datetime.now(UTC) - DAY - timedelta(hours=1))
    began, cpu, children = time.perf_counter(), time.process_time(), _children_cpu_s()
    with watch.timing("start, stop and the rest"):
        code = revlint(
            ["run", "--wiki", "testwiki", "--since", since, "--config", str(config), "--json"]
        )
    wall_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    if code:
        sys.exit(f"the pass failed: {code}")
    with Store.open(folder / "revlint.sqlite3") as store:
        stored = len(store.reports(limit=10_000_000))
        found = len(store.findings())
    page = folder / "day.html"
    shown, shown_cpu = time.perf_counter(), time.process_time()
    words = ["report", "--wiki", "testwiki", "--config", str(config), "--output", str(page)]
    if revlint(words):
        sys.exit("there is no report")
    shown, shown_cpu = time.perf_counter() - shown, time.process_time() - shown_cpu
    lines = [
        f"a report of {found:,} findings, {page.stat().st_size / 1e6:.1f} MB, in {shown:.1f} s"
        f" ({shown_cpu:.1f} s CPU)",
        f"{stored:,} revisions in {wall_s:.1f} s: {stored / wall_s:.1f} a second; CPU {cpu_s:.1f} s"
        f" in the program, {_children_cpu_s() - children:.1f} s in its workers",
    ]
    for name, spent in sorted(watch.spent.items(), key=lambda item: -item[1].wall_s):
        lines.append(
            f"{name:32} {spent.calls:7,} calls {spent.wall_s:8.1f} s {spent.cpu_s:8.1f} s CPU"
            f" {1000 * spent.cpu_s / max(stored, 1):7.2f} ms CPU a revision"
        )
    return "\n".join(lines)


def _children_cpu_s() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def _question(asked: dict[str, object]) -> str:
    if "list" in asked:
        return str(asked["list"])
    if "revids" in asked:
        return "texts" if "content" in str(asked.get("rvprop", "")).split("|") else "sizes, marks"
    return "other"


def _watch_lint(watch: Stopwatch, pool: Any) -> None:
    original = pool.lint_all

    def lint_all(self: Any, jobs: Any, stop: Any = None) -> Iterator[Any]:
        reports = original(self, jobs, stop)
        while True:
            with watch.timing("lint: waiting for workers"):
                report = next(reports, None)
            if report is None:
                return
            yield report

    pool.lint_all = lint_all


if __name__ == "__main__":
    sys.exit(main())
