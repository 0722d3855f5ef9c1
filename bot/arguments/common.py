"""What several commands take."""

from __future__ import annotations

import argparse
import re
from datetime import timedelta
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where a command adds its own parser."""

LONGEST_DAYS = 36_500


def new_command(
    commands: Commands,
    name: str,
    module: str,
    summary: str,
    epilog: str = "",
) -> argparse.ArgumentParser:
    """A command whose work the module ``module`` of `bot.commands` does."""
    command = commands.add_parser(name, help=summary, description=summary, epilog=epilog)
    command.set_defaults(command_module=module)
    return command


def settings(command: argparse.ArgumentParser) -> None:
    """Options of every command that lints."""
    group = command.add_argument_group("rules and settings")
    group.add_argument("--select", metavar="CODES", help="only these codes or families, by commas")
    group.add_argument("--ignore", metavar="CODES", help="not these codes or families")
    group.add_argument(
        "--preview",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="run rules in preview, too; their findings are shown apart (default: as configured)",
    )
    group.add_argument("--config", metavar="FILE", help="a TOML file over the defaults")


def job(command: argparse.ArgumentParser) -> None:
    """Options of every job that lints."""
    output_of_job(command)
    command.add_argument(
        "--metrics", metavar="FILE", help="figures for the textfile collector of Prometheus"
    )


def output_of_job(command: argparse.ArgumentParser) -> None:
    """Options of every job."""
    command.add_argument("--quiet", action="store_true", help="no progress, only the last line")
    command.add_argument("--json", action="store_true", help="the summary as one line of JSON")
    command.add_argument(
        "--log",
        choices=("text", "json"),
        help="log each step to standard error, as text or JSON lines (default: only what is wrong)",
    )


def positive(text: str) -> int:
    """A whole number above zero.

    Raises:
        ArgumentTypeError: it is below; ValueError if it is none.
    """
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def age(text: str) -> timedelta:
    """Days or weeks: 90d, 12w.

    Raises:
        ArgumentTypeError: it is of another form, or absurdly long.
    """
    match = re.fullmatch(r"([1-9][0-9]{0,4})([dw])", text, re.ASCII)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form 90d or 12w")
    days = int(match[1]) * (7 if match[2] == "w" else 1)
    if days > LONGEST_DAYS:
        raise argparse.ArgumentTypeError(f"{text!r} is longer than any wiki's history")
    return timedelta(days=days)
