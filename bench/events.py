"""The floor: reading the same event from its JSON costs this much, and the rest is ours."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from bench.clock import percentile, side_by_side
from bench.outcome import Section, Table, Target, at_most, not_yet
from bench.program import Bench, MissingPeerError, peer
from bot.core.model import Revision
from bot.core.report import Job, linted

FLOOR = "whole pipeline ≤ 10 × orjson.loads of the same event"


def measure(bench: Bench) -> Section:
    """From a line of JSON to a line of JSON, beside reading the line only."""
    lines = [msgspec.json.encode(edit) for edit in bench.samples.edits]
    linter = bench.linter

    def pipeline(line: bytes) -> bytes:
        revision = msgspec.json.decode(line, type=Revision)
        return msgspec.json.encode(linted(linter, Job(revision)).report)

    works: list[Callable[[bytes], object]] = [
        pipeline,
        lambda line: msgspec.json.decode(line, type=Revision),
    ]
    missing = ""
    try:
        works.append(peer("orjson", "orjson").loads)
    except MissingPeerError as error:
        missing = str(error)
    ours, typed, *rest = side_by_side(lines, works, bench.rounds)
    rows = [_row("JSON in, lint, JSON out", ours, ours), _row("msgspec, typed", typed, ours)]
    numbers = {"pipeline_s": sum(ours), "msgspec_s": sum(typed)}
    target = not_yet("10", FLOOR, missing)
    for read in rest:
        rows.append(_row("orjson.loads", read, ours))
        numbers["orjson_s"] = sum(read)
        target = _target(sum(ours) / sum(read))
    return Section(
        "events",
        (target,),
        (
            Table(
                "From event to report",
                ("", "s for all edits", "median ms", "pipeline ×"),
                tuple(rows),
                (f"{len(lines)} events with both texts, {sum(map(len, lines)) / 1e6:.1f} MB.",),
            ),
        ),
        numbers,
    )


def _target(ratio: float) -> Target:
    return at_most("10", FLOOR, ratio, 10, f"{ratio:,.0f} ×")


def _row(name: str, times: list[float], ours: list[float]) -> tuple[str, ...]:
    return (
        name,
        f"{sum(times):.4f}",
        f"{percentile(times, 0.5) * 1000:.3f}",
        f"{sum(ours) / sum(times):,.0f}",
    )
