"""What a start costs: importing the command line, a first report, a worker's own memory."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from bench.outcome import Section, Table, Target, at_most, not_yet
from bench.own_memory import Memory
from bench.program import WIKI, Bench
from bot.errors import InputError

IMPORT = "import of the command line ≤ 0.3 s"
FIRST = "first report of a single edit ≤ 1 s (without grammar)"
MEMORY = "a worker's own memory ≤ 30 MB"
FOUND = 1
"""The exit status of a lint that found something."""

ROOT = Path(__file__).parent.parent


def measure(bench: Bench) -> Section:
    """CPU time and wall-clock time of new processes; memory of the worker after all edits."""
    rounds = 2 if bench.quick else 7
    bare = _run([sys.executable, "-c", "pass"], rounds)
    imported = _run([sys.executable, "-c", "import bot.__main__"], rounds)
    edit = sorted(bench.samples.edits, key=lambda e: len(e.new))[len(bench.samples.edits) // 2]
    lint = [sys.executable, "-m", "bot", "lint", "--wiki", WIKI, "--format", "json"]
    with tempfile.TemporaryDirectory() as folder:
        names = ("old", "new", "many.jsonl", "no-engine.toml")
        old, new, many, config = (Path(folder) / name for name in names)
        config.write_text('[engine]\nkind = "none"\n', encoding="utf-8")
        lint += ["--config", str(config)]
        old.write_text(edit.old or "", encoding="utf-8")
        new.write_text(edit.new, encoding="utf-8")
        first = _run([*lint, "--old", str(old), "--new", str(new)], rounds)
        with many.open("wb") as lines:
            lines.writelines(msgspec.json.encode(e) + b"\n" for e in bench.samples.edits)
        all_edits = _run([*lint, "--jsonl", str(many)], min(rounds, 3))
    memory = _memory(bench)
    alone = imported[0] - bare[0]
    each_s = (all_edits[0] - first[0]) / max(len(bench.samples.edits) - 1, 1)
    rows = [
        ("python -c pass", *_times(bare)),
        ("import bot.__main__", *_times(imported)),
        (f"revlint lint, one edit of a page of {len(edit.new):,} characters", *_times(first)),
        (f"revlint lint --jsonl, {len(bench.samples.edits)} edits", *_times(all_edits)),
    ]
    targets = [
        at_most("8a", IMPORT, alone, 0.3, f"{alone:.3f} s"),
        at_most("8b", FIRST, first[0], 1, f"{first[0]:.2f} s"),
        _memory_target(memory),
    ]
    tables = [
        Table(
            "Starting",
            ("", "CPU s", "wall s"),
            tuple(rows),
            (
                "Parent and worker process together. From the command line one more edit costs"
                f" {each_s * 1000:.1f} ms, {1 / each_s if each_s > 0 else 0:,.0f} a second.",
            ),
        )
    ]
    numbers = {"import_s": alone, "first_report_s": first[0]}
    if memory is not None:
        tables.append(_memory_table(memory, len(bench.samples.edits)))
        numbers["worker_own_mb"] = memory.own_mb
        numbers["worker_peak_mb"] = memory.peak_mb
    return Section("starting", tuple(targets), tuple(tables), numbers)


def _run(command: list[str], rounds: int) -> tuple[float, float]:
    """The median CPU and wall-clock seconds of a command and all its processes."""
    cpu, wall = [], []
    for _ in range(rounds):
        before, began = _children_s(), time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        if done.returncode not in (0, FOUND):
            said = done.stderr.decode("utf-8", "replace")[-300:]
            raise InputError(f"{' '.join(command[:4])} … ended with {done.returncode}: {said}")
        wall.append(time.perf_counter() - began)
        cpu.append(_children_s() - before)
    return statistics.median(cpu), statistics.median(wall)


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _times(taken: tuple[float, float]) -> tuple[str, str]:
    return f"{taken[0]:.3f}", f"{taken[1]:.3f}"


def _memory(bench: Bench) -> Memory | None:
    """Measured in a process of its own: this one has loaded other programs."""
    command = [sys.executable, "-m", "bench.own_memory"]
    if bench.folder is not None:
        command.append(bench.folder)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    return msgspec.json.decode(done.stdout, type=Memory) if done.returncode == 0 else None


def _memory_target(memory: Memory | None) -> Target:
    if memory is None:
        return not_yet("8c", MEMORY, "/proc/PID/smaps_rollup is not there")
    return at_most("8c", MEMORY, memory.own_mb, 30, f"{memory.own_mb:.1f} MB")


def _memory_table(memory: Memory, edits: int) -> Table:
    return Table(
        "Memory",
        ("", "MB"),
        (
            ("the program, loaded, before the fork", f"{memory.loaded_mb:.1f}"),
            ("the worker's own, before the first lint", f"{memory.fresh_mb:.1f}"),
            (f"the worker's own, after {edits} edits", f"{memory.own_mb:.1f}"),
            ("the worker's peak, shared memory included", f"{memory.peak_mb:.1f}"),
        ),
        ("Own: private pages, clean and dirty, as /proc/PID/smaps_rollup tells them.",),
    )
