"""Prints, as JSON, what loading one embedded engine costs: `python -m bench.engine_costs NAME`."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import msgspec

STATUS = re.compile(r"^(VmRSS|VmPeak):\s+(\d+) kB", re.MULTILINE)
SENTENCE = "The council could of rejected the plan."


class Costs(msgspec.Struct, frozen=True):
    """Seconds to the first answer, of CPU and on the wall; megabytes that came on top: resident,
    and the most of address space."""

    cpu_s: float
    wall_s: float
    resident_mb: float
    space_mb: float


def measured(name: str) -> Costs:
    """What the first sentence costs, with the admitted ids alone, as the program runs it.

    Raises:
        OSError: the system does not tell (no Linux, or no /proc).
        ConfigurationError: the engine is not there.
    """
    from bot.engines.choice import grammar_engine
    from rules.admission import rule_ids

    engine = grammar_engine(name, url="", timeout_s=600, rule_ids=rule_ids)
    assert engine is not None
    before = _megabytes()
    cpu, wall = time.process_time(), time.monotonic()
    engine.check([SENTENCE])
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    after = _megabytes()
    return Costs(cpu, wall, after["VmRSS"] - before["VmRSS"], after["VmPeak"] - before["VmPeak"])


def _megabytes() -> dict[str, float]:
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return {name: int(kilobytes) * 1024 / 1e6 for name, kilobytes in STATUS.findall(text)}


if __name__ == "__main__":
    print(msgspec.json.encode(measured(sys.argv[1])).decode())
