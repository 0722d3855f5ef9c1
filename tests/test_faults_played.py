"""Every fault of the list `data/faults.jsonl` is played by the tests it names, which are there.

A line has the fault's `id`, and `tests` that play it or the reason why it is `not_played`.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.hostile import cases

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests" / "data" / "faults.jsonl"
KINDS = (
    "api_fault",
    "stream_fault",
    "rc_fault",
    "state_fault",
    "visibility",
    "exclusion",
    "policy",
    "dump_in",
    "file_name",
)
ID = re.compile(rf"\b(?:{'|'.join(KINDS)})-\d{{3}}\b")

PLAYED = {entry["id"]: entry for entry in map(json.loads, FILE.read_text().splitlines())}


@cache
def functions(path: Path) -> frozenset[str]:
    """The names of a module's tests."""
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def named_ids() -> Iterator[tuple[str, Path]]:
    """Each id that a test module speaks of."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for found in set(ID.findall(path.read_text("utf-8"))):
            yield found, path


@pytest.mark.parametrize("fault", PLAYED)
def test_a_fault_is_played_by_tests_that_are_there(fault: str) -> None:
    entry = PLAYED[fault]
    if reason := entry.get("not_played"):
        pytest.skip(f"{fault} is NOT played: {reason}")
    assert entry["tests"]
    for test in entry["tests"]:
        file, _, name = test.partition("::")
        path = ROOT / file
        assert path.is_file(), f"{fault}: {file} is gone"
        assert name in functions(path), f"{fault}: {name} is gone from {file}"
        told = path.read_text("utf-8")
        assert fault in told or f'cases("{fault.partition("-")[0]}")' in told, (
            f"{fault}: {file} no longer speaks of it"
        )


def test_the_list_is_complete() -> None:
    spoken_of = {fault for fault, _ in named_ids()}
    given = {case.id for kind in KINDS for case in cases(kind)}
    assert spoken_of | given <= PLAYED.keys()
    assert {fault.partition("-")[0] for fault in PLAYED} == set(KINDS)
