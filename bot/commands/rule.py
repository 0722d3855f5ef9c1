"""``revlint rule``: one rule's documentation."""

from __future__ import annotations

import argparse
import sys

from bot import app
from bot.commands.codes import entry_for
from bot.rule_docs import rule_page


def execute(options: argparse.Namespace) -> int:
    """Print the rule's page; 0."""
    page = rule_page(entry_for(options.code, app.entries()))
    if not sys.stdout.isatty():
        print(page, end="")
        return 0
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(page))
    return 0
