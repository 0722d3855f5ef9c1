"""Untrusted text as a CSV cell that no spreadsheet evaluates."""

from __future__ import annotations

import re

from bot.output.invisible import visible

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What makes a spreadsheet read a cell as a formula or a command (OWASP ASVS 1.2.10)."""

# Where lists are separated by semicolons, a spreadsheet begins a cell there, in quotes or not.
_INNER_START = re.compile(r'(?<=;)(?=[\s"]*[=+@＝＋＠－-])')


def escape_csv(text: str) -> str:
    """The text on one line, hidden characters shown, an apostrophe before what looks a formula.

    The quotation marks around a cell are the writer's business.
    """
    flat = text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎")
    shown = _INNER_START.sub("'", visible(flat))
    # Space before it does not keep a spreadsheet from reading a formula.
    return "'" + shown if text.strip(" \u00a0\u3000").startswith(FORMULA_STARTS) else shown
