"""A rule that never comes back, as a package of its own would bring it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from rules.contract import (
    Class,
    Context,
    Meta,
    Rule,
    Scope,
    Severity,
    Source,
    Status,
    Unit,
    Verdict,
)

# Linear it is not, and while C code matches it no signal handler of Python's runs.
ENDLESS = re.compile(r"(?:a+)+$")


class Hanging(Rule):
    """Says nothing: it touches a file and then matches for longer than anybody waits."""

    meta = Meta(
        code="HNG001",
        name="hanging",
        summary="For tests.",
        why="For tests.",
        source=Source.enwiki("MOS:TEST"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.STABLE,
        examples=(),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Hang on a bridge; a program that starts lints a text of its own."""
        if "bridge" not in unit.text:
            return
        Path(os.environ["HANGING_RULE_BEGAN"]).touch()
        ENDLESS.match("a" * 60 + "b")
        yield from ()
