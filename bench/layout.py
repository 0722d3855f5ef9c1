"""Sections as plain text for a terminal, and as Markdown for the documentation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bench.outcome import Section, Table, Target
from bot.errors import InputError

BEGIN = "<!-- begin: written by python -m bench --markdown -->"
NUMBER = re.compile(r"(?:[<>+-]? ?[\d,.]+ ?[%×]?|–)?")
END = "<!-- end: written by python -m bench --markdown -->"


def target_table(sections: Sequence[Section]) -> Table:
    """All targets in the order of their numbers."""
    targets = sorted((t for s in sections for t in s.targets), key=_in_order)
    return Table(
        "Targets",
        ("no.", "target", "measured", ""),
        tuple((t.number, t.wanted, t.measured, _verdict(t)) for t in targets),
    )


def as_text(table: Table) -> str:
    """A table with aligned columns; text to the left, numbers to the right."""
    rows = [table.head, *table.rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.head))]
    lines = [table.title, "=" * len(table.title)]
    for index, row in enumerate(rows):
        cells = [
            cell.rjust(width) if _is_number(column, table) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
        if index == 0:
            lines.append("  ".join("-" * width for width in widths))
    return "\n".join([*lines, *table.notes]) + "\n"


def as_markdown(table: Table) -> str:
    """A table under a heading of the third level."""
    rule = ["---:" if _is_number(c, table) else "---" for c in range(len(table.head))]
    rows = [_row(table.head), _row(rule), *(_row(row) for row in table.rows)]
    notes = "".join(f"\n{note}\n" for note in table.notes)
    return f"### {table.title}\n\n" + "\n".join(rows) + "\n" + notes


def write_between_marks(path: Path, text: str) -> None:
    """Replace what stands between the two marks of a file.

    Raises:
        InputError: the file cannot be read, or the marks are not in it.
    """
    try:
        page = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise InputError(f"{path}: needs the lines {BEGIN!r} and {END!r}")
    path.write_text(f"{head}{BEGIN}\n\n{text.strip()}\n\n{END}{tail}", encoding="utf-8")


def _verdict(target: Target) -> str:
    return f"{target.verdict.value}: {target.reason}" if target.reason else target.verdict.value


def _in_order(target: Target) -> tuple[int, str]:
    number = re.match(r"\d+", target.number)
    return int(number[0]) if number else 0, target.number


def _is_number(column: int, table: Table) -> bool:
    cells = [row[column] for row in table.rows]
    return column > 0 and all(NUMBER.fullmatch(cell) for cell in cells)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
