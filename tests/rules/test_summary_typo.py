"""The summaries that people and tools write: what is found in them, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.contract import Example
from tests.linting import lint_example, rule

LINES = [
    line
    for line in (Path(__file__).parent / "data" / "summaries.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if line and not line.startswith("# ")
]


@pytest.mark.parametrize("line", LINES)
def test_the_marked_words_are_found_and_no_others(line: str) -> None:
    example = Example("The page.", summary=line)
    marked = example.marked_summary
    found = lint_example([rule("SUM001")], example)
    assert [(f.start, f.end) for f in found] == list(marked.spans)
