"""Where MediaWiki's program files are, and what is missing to run them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

# TESTWIKI_ROOT points at an unpacked MediaWiki 1.39 where the Debian package is not installed.
ROOT = Path(os.environ.get("TESTWIKI_ROOT", "/usr/share/mediawiki"))
PACKAGES = (
    "mediawiki",
    "php8.2-cgi",
    "micro-httpd",
    "php-cli",
    "php-sqlite3",
    "php-curl",
    "php-apcu",
    "php-intl",
    "php-mbstring",
    "php-xml",
)
APT_LINE = f"apt-get install -y --no-install-recommends {' '.join(PACKAGES)}"
PHP_MODULES = ("apcu", "curl", "intl", "mbstring", "pdo_sqlite", "sqlite3", "xml")


def missing_parts() -> tuple[str, ...]:
    """Names of the parts that are not installed; empty when a wiki can be started."""
    php = shutil.which("php")
    missing = [] if (ROOT / "api.php").exists() else [f"MediaWiki in {ROOT}"]
    if php is None:
        return (*missing, "php")
    listed = subprocess.run([php, "-m"], capture_output=True, text=True, check=True, timeout=30)
    loaded = {line.strip().lower() for line in listed.stdout.splitlines()}
    return (*missing, *(f"PHP module {name}" for name in PHP_MODULES if name not in loaded))


def skip_reason() -> str | None:
    """Why no wiki can be started here and the line that changes that; None when one can."""
    missing = missing_parts()
    if not missing:
        return None
    return f"no test wiki, missing: {', '.join(missing)}; as root on Debian 12: {APT_LINE}"
