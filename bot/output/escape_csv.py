"""Untrusted text as a CSV cell that no spreadsheet evaluates."""

from __future__ import annotations

from bot.output.invisible import visible

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What makes a spreadsheet read a cell as a formula or a command (OWASP ASVS 1.2.10)."""


def escape_csv(text: str) -> str:
    """The text with hidden characters shown, and quoted by an apostrophe if it looks a formula."""
    flat = text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎")
    shown = visible(flat)
    return "'" + shown if text.lstrip(" ").startswith(FORMULA_STARTS) else shown
