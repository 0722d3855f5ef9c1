"""The differ beside wikidiff2, MediaWiki's own: time, and how much each calls added."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

import msgspec

from bench.clock import seconds
from bench.outcome import Section, Table, Target, Verdict, at_most, not_yet
from bench.pipelines import page_of
from bench.program import Bench, MissingPeerError
from bot.core.diff import difference

SPEED = "diff ≤ 1 × wikidiff2's CPU time on the same pairs"
SIZE = "total added characters no more than wikidiff2's"
MOVE = "a moved paragraph adds 0"
LOCATION = re.compile(r" in /\S+")
"""Where on this machine a PHP program broke off: nothing for a report."""

SCRIPT = Path(__file__).with_name("wikidiff2.php")
TIMEOUT_S = 600


class Wikidiff2(msgspec.Struct, frozen=True):
    """What the PHP script prints: CPU seconds of each round, added characters of each pair."""

    version: str
    seconds: list[float]
    added: list[int]


def measure(bench: Bench) -> Section:
    """Speed and size of the difference."""
    pairs = [(edit.old or "", edit.new) for edit in bench.samples.edits]
    moved = _moved_paragraph(bench)
    ours = seconds(lambda: [difference(old, new) for old, new in pairs], bench.rounds)
    added = [_added(old, new) for old, new in pairs]
    moves = _added(*moved)
    targets = [_move_target(moves)]
    rows = [("revlint", f"{ours * 1000:,.1f}", f"{sum(added):,}", f"{moves:,}")]
    numbers = {"revlint_s": ours, "revlint_added": float(sum(added))}
    notes = [f"{len(pairs)} pairs. Added characters without white space."]
    try:
        theirs = _wikidiff2([*pairs, moved], bench.rounds)
        taken = statistics.median(theirs.seconds)
        total = sum(theirs.added[:-1])
        name = f"wikidiff2 {theirs.version}, inline JSON"
        rows.append((name, f"{taken * 1000:,.1f}", f"{total:,}", f"{theirs.added[-1]:,}"))
        numbers |= {"wikidiff2_s": taken, "wikidiff2_added": float(total)}
        more = sum(a > b for a, b in zip(added, theirs.added, strict=False))
        notes.append(f"Revlint calls more characters added in {more} of the pairs.")
        targets += [
            at_most("3a", SPEED, ours / taken, 1, f"{ours / taken:.2f} ×"),
            at_most("3b", SIZE, sum(added), total, f"{sum(added):,} against {total:,}"),
        ]
    except MissingPeerError as error:
        targets += [not_yet("3a", SPEED, str(error)), not_yet("3b", SIZE, str(error))]
    table = Table(
        "Difference of two texts",
        ("", "ms for all pairs", "added characters", "for a moved paragraph"),
        tuple(rows),
        tuple(notes),
    )
    return Section("differ", tuple(targets), (table,), numbers)


def _move_target(added: int) -> Target:
    verdict = Verdict.MISSED if added else Verdict.MET
    return Target("3c", MOVE, f"{added}", verdict)


def _added(old: str, new: str) -> int:
    spans = difference(old, new).added
    return sum(len("".join(new[start:end].split())) for start, end in spans)


def _moved_paragraph(bench: Bench) -> tuple[str, str]:
    paragraphs = page_of(bench, 40_000).split("\n\n")
    longest = max(range(len(paragraphs)), key=lambda n: len(paragraphs[n]))
    rest = paragraphs[:longest] + paragraphs[longest + 1 :]
    place = 1 if longest > len(rest) // 2 else len(rest) - 1
    moved = [*rest[:place], paragraphs[longest], *rest[place:]]
    return "\n\n".join(paragraphs), "\n\n".join(moved)


def _wikidiff2(pairs: list[tuple[str, str]], rounds: int) -> Wikidiff2:
    php = shutil.which("php")
    if php is None:
        raise MissingPeerError("php is not there: apt-get install php-cli php-wikidiff2")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pairs.jsonl"
        with file.open("wb") as lines:
            for old, new in pairs:
                lines.write(msgspec.json.encode({"old": old, "new": new}) + b"\n")
        done = subprocess.run(
            [php, "-d", "memory_limit=-1", str(SCRIPT), str(file), str(rounds)],
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
        )
    if done.returncode or not done.stdout.startswith(b"{"):
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
        reason = LOCATION.sub("", said.partition("\n")[0])[:200]
        raise MissingPeerError(f"php-wikidiff2 does not run: {reason}")
    return msgspec.json.decode(done.stdout, type=Wikidiff2)
