"""Process CPU time, as medians.

Wall-clock time on a shared machine measures the neighbours. CPU time is steadier, but not steady
either: compare the ratios of one run, never the seconds of two. The cyclic collector stays on, as
in the program, and starts each round with nothing to collect.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Ready = TypeVar("Ready")


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median CPU seconds of one call."""
    return statistics.median(_timed(work) for _ in range(rounds))


def seconds_each(items: Sequence[Item], work: Callable[[Item], object], rounds: int) -> list[float]:
    """The median CPU seconds for each item."""
    return seconds_each_ready(items, _same, work, rounds)


def seconds_each_ready(
    items: Sequence[Item],
    ready: Callable[[Item], Ready],
    work: Callable[[Ready], object],
    rounds: int,
) -> list[float]:
    """The median CPU seconds of ``work`` for each item; making it ready is not counted.

    Made ready anew each round, so that nothing remembered from the last one helps.
    """
    taken: list[list[float]] = [[] for _ in items]
    for _ in range(rounds):
        gc.collect()
        for item, times in zip(items, taken, strict=True):
            prepared = ready(item)
            began = time.process_time()
            work(prepared)
            times.append(time.process_time() - began)
    return [statistics.median(times) for times in taken]


def side_by_side(
    items: Sequence[Item], works: Sequence[Callable[[Item], object]], rounds: int
) -> list[list[float]]:
    """For each kind of work, the median CPU seconds for each item.

    The works take turns on every item, so that a busy moment of the machine meets them all, and
    none is charged for the garbage of the one before.
    """
    taken: list[list[list[float]]] = [[[] for _ in items] for _ in works]
    gc.freeze()
    for _ in range(rounds):
        for index, item in enumerate(items):
            for work, times in zip(works, taken, strict=True):
                gc.collect()
                began = time.process_time()
                work(item)
                times[index].append(time.process_time() - began)
    gc.unfreeze()
    return [[statistics.median(times) for times in of_work] for of_work in taken]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` (0–1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _timed(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def _same(item: Item) -> Item:
    return item
