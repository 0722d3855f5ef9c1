"""Revisions a second on one core, by the size of the page and of the edit, stage by stage."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bench.clock import percentile, seconds_each, seconds_each_ready
from bench.outcome import Section, Table
from bench.program import Bench
from bot.core.diff import difference
from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.prepare import prepare
from bot.core.report import Job, linted
from bot.core.units import units
from bot.core.wikitext import scan
from rules.contract import Change

PAGES = ((0, 5_000), (5_000, 20_000), (20_000, 80_000), (80_000, 1 << 40))
"""Code points of the new text: the median edited page has about 16,000."""

EDITS = ((0, 1), (1, 51), (51, 301), (301, 3_001), (3_001, 1 << 40))
"""Added code points: half of all edits add at most about 15, nine in ten at most 300."""

STAGES = ("diff", "scan", "units, triggers", "rules", "report, rest")


class Cost(msgspec.Struct, frozen=True):
    """One edit: its sizes in code points, the CPU seconds of each stage and of the whole."""

    page: int
    added: int
    stages: tuple[float, ...]
    whole: float


def measure(bench: Bench) -> Section:
    """How fast edits are linted and where the time goes."""
    costs = _costs(bench)
    rows = [_row("all", costs)]
    rows += _groups("page", "characters", PAGES, costs, [cost.page for cost in costs])
    rows += _groups("edit", "added", EDITS, costs, [cost.added for cost in costs])
    table = Table(
        "Revisions a second on one core",
        ("", "edits", "median ms", "p95 ms", "revisions/s", *(f"{s} ms" for s in STAGES)),
        tuple(rows),
        (
            f"{len(costs)} edits of {bench.samples.origin}, {len(bench.linter.rules)} rules."
            " The stages are means, each timed on its own. What a rule asks for first (the old"
            " text's scan, elements, sentences) is part of its time. The last is what is left of"
            " the whole: the report, its JSON, and giving the memory back.",
        ),
    )
    total = sum(cost.whole for cost in costs)
    return Section(
        "revisions",
        tables=(table, _dearest(bench)),
        numbers={"revisions_per_s": len(costs) / total, "seconds": total},
    )


def _costs(bench: Bench) -> list[Cost]:
    edits, rounds, linter = bench.samples.edits, bench.rounds, bench.linter
    compared = seconds_each(edits, _compare, rounds)
    scanned = seconds_each([edit.new for edit in edits], scan, rounds)
    handed = seconds_each_ready(edits, prepare, lambda c: _hand_out(linter, c), rounds)
    judged = seconds_each_ready(edits, prepare, linter.lint, rounds)
    whole = seconds_each(
        edits, lambda e: msgspec.json.encode(linted(linter, Job(e)).report), rounds
    )
    costs = []
    for edit, c, s, h, j, w in zip(edits, compared, scanned, handed, judged, whole, strict=True):
        stages = (c, s, h, max(j - h, 0.0), max(w - c - s - j, 0.0))
        added = prepare(edit).added.size
        costs.append(Cost(len(edit.new), added, stages, w))
    return costs


def _compare(edit: Revision) -> None:
    difference(edit.old or "", edit.new)


def _hand_out(linter: Linter, change: Change) -> None:
    """Make every rule's units and ask the triggers, as a lint does, without running a rule."""
    asked: set[int] = set()
    for rule in linter.rules:
        for unit in units(rule.meta, change, whole_page=False):
            block = unit.block
            if rule.meta.triggers and block is not None and block.start not in asked:
                asked.add(block.start)
                linter.fired(change.new.prose.text[block.start : block.end])


def _groups(
    what: str,
    unit: str,
    ranges: Sequence[tuple[int, int]],
    costs: Sequence[Cost],
    sizes: Sequence[int],
) -> list[tuple[str, ...]]:
    rows = []
    for low, high in ranges:
        group = [cost for cost, size in zip(costs, sizes, strict=True) if low <= size < high]
        label = f"{low:,}" if high == low + 1 else f"{low:,}–{high - 1:,}"
        label = f"{low:,} and more" if high > 1 << 30 else label
        if group:
            rows.append(_row(f"{what}: {label} {unit}", group))
    return rows


def _row(label: str, costs: Sequence[Cost]) -> tuple[str, ...]:
    times = [cost.whole for cost in costs]
    stages = [sum(cost.stages[n] for cost in costs) / len(costs) for n in range(len(STAGES))]
    return (
        label,
        f"{len(costs):,}",
        f"{percentile(times, 0.5) * 1000:.2f}",
        f"{percentile(times, 0.95) * 1000:.2f}",
        f"{len(costs) / sum(times):,.0f}",
        *(f"{stage * 1000:.2f}" for stage in stages),
    )


def _dearest(bench: Bench) -> Table:
    """What each rule costs when it runs alone, its facts included."""
    edits = bench.samples.edits[:: max(len(bench.samples.edits) // 30, 1)]
    rounds = 1 if bench.quick else 3
    rows = []
    nothing = sum(seconds_each_ready(edits, prepare, _alone(bench, None).lint, rounds))
    for rule in bench.linter.rules:
        alone = _alone(bench, rule.meta.code)
        taken = sum(seconds_each_ready(edits, prepare, alone.lint, rounds)) - nothing
        rows.append((max(taken, 0.0) / len(edits), rule.meta.code, rule.meta.name))
    rows.sort(reverse=True)
    return Table(
        "The dearest rules",
        ("rule", "name", "ms an edit"),
        tuple((code, name, f"{taken * 1000:.3f}") for taken, code, name in rows[:8]),
        (
            f"Each alone over {len(edits)} edits, with the facts it asks for; rules that share a"
            " fact pay for it once when they run together.",
        ),
    )


def _alone(bench: Bench, code: str | None) -> Linter:
    rules = tuple(rule for rule in bench.linter.rules if rule.meta.code == code)
    return Linter(rules, bench.linter.guards)
