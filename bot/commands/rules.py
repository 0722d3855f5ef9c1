"""``revlint rules``: the table of all rules."""

from __future__ import annotations

import argparse
import json
import sys

from bot import app


def execute(options: argparse.Namespace) -> int:
    """Print every rule; 0."""
    known = app.entries()
    if options.format == "json":
        rows = [
            {
                "code": entry.meta.code,
                "name": entry.meta.name,
                "summary": entry.meta.summary,
                "status": entry.meta.status.value,
                "severity": entry.meta.severity.value,
                "class": entry.meta.category.value,
                "scope": entry.meta.scope.value,
                "source": {"name": entry.meta.source.name, "url": entry.meta.source.url},
            }
            for entry in known.values()
        ]
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return 0
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("Code", "Name", "Status", "Severity", "Class", "Source", "Finds"):
        table.add_column(heading, no_wrap=heading in ("Code", "Status", "Severity"))
    for entry in known.values():
        meta = entry.meta
        table.add_row(
            meta.code,
            meta.name,
            meta.status.value,
            meta.severity.value,
            meta.category.value,
            meta.source.name,
            meta.summary,
        )
    # A pipe has no width of its own; rows must not be cut there.
    width = None if sys.stdout.isatty() else 200
    Console(file=sys.stdout, width=width, highlight=False).print(table)
    return 0
