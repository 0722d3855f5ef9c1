"""Where the configuration that comes with the program lies."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.errors import ConfigurationError

DEFAULT = "default.toml"
INSTALLED = "share/revlint/config"
"""Where the wheel's data files go, under the installation's prefix."""


@cache
def config_folder() -> Path:
    """The folder with ``default.toml`` and a file for each wiki.

    In a checkout it lies beside the package, in an installation under its prefix: the record of
    installed files says where, whichever way it was installed.

    Raises:
        ConfigurationError: it is not there.
    """
    root = Path(__file__).resolve().parents[2]
    # `pip install --target` puts data files beside the packages and records another place.
    for folder in (root / "config", root / INSTALLED):
        if (folder / DEFAULT).is_file():
            return folder
    recorded = _recorded()
    if recorded is not None and (recorded / DEFAULT).is_file():
        return recorded
    raise ConfigurationError(
        f"{DEFAULT} is neither in {root / 'config'} nor in the installed files of revlint; "
        "install it again"
    )


def _recorded() -> Path | None:
    """Where the installation's record says that the files are."""
    from importlib import metadata

    try:
        files = metadata.files("revlint") or []
    except metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.as_posix().endswith(f"{INSTALLED}/{DEFAULT}"):
            return Path(str(file.locate())).resolve().parent
    return None
