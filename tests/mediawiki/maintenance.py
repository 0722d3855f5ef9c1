"""Running MediaWiki's maintenance scripts against one wiki directory."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.mediawiki.installation import ROOT

HERE = Path(__file__).resolve().parent
PHP_ERRORS = ("-d", "error_reporting=E_ALL & ~E_DEPRECATED")


class MaintenanceError(RuntimeError):
    """A maintenance script ended with a failure; the message holds its whole output."""


def php_environment(directory: Path, cache: Path, port: int = 0) -> dict[str, str]:
    """Environment variables that make PHP serve the wiki in `directory`."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("MW_", "PHP_"))}
    return inherited | {
        "MW_CONFIG_FILE": str(HERE / "LocalSettings.php"),
        "TESTWIKI_CACHE": str(cache),
        "TESTWIKI_DIR": str(directory),
        "TESTWIKI_PORT": str(port),
        "TESTWIKI_ROOT": str(ROOT),
        "TZ": "UTC",
    }


def script_output(
    script: str | Path, *args: str, env: dict[str, str], stdin: str | None = None
) -> str:
    """What the script printed; a bare name is one of MediaWiki's own.

    Raises MaintenanceError when it fails.
    """
    path = Path(script)
    if not path.is_absolute():
        path = ROOT / "maintenance" / path
    done = subprocess.run(
        ["php", *PHP_ERRORS, "-d", "memory_limit=-1", str(path), *args],
        env=env,
        input=stdin or "",
        text=True,
        capture_output=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise MaintenanceError(f"{path.name}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout
