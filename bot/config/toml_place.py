"""Where in a TOML text a key stands, for messages: the TOML reader itself does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
PATH = rf"{PART}(?:[ \t]*\.[ \t]*{PART})*"
TABLE = re.compile(rf"^[ \t]*\[\[?[ \t]*({PATH})[ \t]*\]\]?")
KEY = re.compile(rf"^[ \t]*({PATH})[ \t]*=")
PARTS = re.compile(PART)


def line_of(text: str, path: Sequence[str]) -> int | None:
    """The line, counted from 1, that sets a key or opens a table; None if none is found.

    If the key itself is not found (it may stand inside an inline table), the line of the nearest
    table around it. A line inside a multi-line string that looks like the key is taken for it.
    """
    wanted = tuple(path)
    table: tuple[str, ...] = ()
    best_depth, best_line = 0, None
    for number, line in enumerate(text.splitlines(), 1):
        if match := TABLE.match(line):
            here = table = _parts(match[1])
        elif match := KEY.match(line):
            here = table + _parts(match[1])
        else:
            continue
        common = min(len(here), len(wanted))
        if here[:common] == wanted[:common] and common > best_depth:
            best_depth, best_line = common, number
    return best_line


def _parts(path: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in PARTS.findall(path))
