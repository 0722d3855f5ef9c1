"""``revlint setup``: install what cannot come with the package."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def execute(options: argparse.Namespace) -> int:
    """Install LanguageTool for this user; 0."""
    from bot.engines.local_java import install

    folder = install(Path(options.zip) if options.zip else None)
    print(f"LanguageTool is in {folder}", file=sys.stderr)
    print('engine.kind = "auto" and "local" use it from now on.', file=sys.stderr)
    return 0
