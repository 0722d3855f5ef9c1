"""From the command line's common options to settings."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from bot.config import Settings, load_settings
from rules.catalog import Entry


def settings_from(options: argparse.Namespace, known: Mapping[str, Entry]) -> Settings:
    """The layered settings, the command line on top; checked against the known rules."""
    return load_settings(
        known_codes=known,
        dbname=getattr(options, "wiki", "") or "",
        config_file=getattr(options, "config", None),
        overrides={
            "lint.select": _codes(getattr(options, "select", None)),
            "lint.ignore": _codes(getattr(options, "ignore", None)),
            "lint.preview": getattr(options, "preview", None),
            "run.limit": getattr(options, "limit", None),
        },
    )


def _codes(text: str | None) -> list[str] | None:
    if text is None:
        return None
    return [code for code in (part.strip() for part in text.split(",")) if code]
