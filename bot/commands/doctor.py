"""``revlint doctor``: looks at an installation and says what to mend."""

from __future__ import annotations

import argparse

import msgspec
from rich.console import Console
from rich.text import Text

from bot.commands.checkup import Check, State, checks
from bot.commands.settings import settings_from
from bot.output.escape_terminal import escape_terminal

BAD = 2
MARKS = {State.GOOD: ("✓", "green"), State.WARNING: ("!", "yellow"), State.BAD: ("✗", "bold red")}


def execute(options: argparse.Namespace) -> int:
    """Print each check as it comes out; 0, or 2 if something must be mended."""
    worst = 0
    console = Console(highlight=False, soft_wrap=True)
    for check in checks(lambda known: settings_from(options, known), options):
        if options.json:
            print(msgspec.json.encode(check).decode(), flush=True)
        else:
            console.print(_line(check))
        worst = max(worst, BAD if check.state is State.BAD else 0)
    return worst


def _line(check: Check) -> Text:
    mark, style = MARKS[check.state]
    line = Text.assemble((mark, style), f" {check.name}: {escape_terminal(check.told)}")
    if check.remedy and check.state is not State.GOOD:
        line.append(f"\n  → {escape_terminal(check.remedy)}", style="dim")
    return line
