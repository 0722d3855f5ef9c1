"""What holds for every rule of the catalogue."""

from __future__ import annotations

import pytest

from rules.contract import Status
from rules.testing import problems
from tests.linting import ENTRIES, lint_example

STABLE = [entry.rule() for entry in ENTRIES.values() if entry.meta.status is Status.STABLE]


@pytest.mark.parametrize("code", ENTRIES)
def test_examples_are_true(code: str) -> None:
    others = [other for other in STABLE if other.meta.code != code]
    assert problems(ENTRIES[code].rule(), lint_example, others) == []
