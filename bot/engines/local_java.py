"""LanguageTool run by this machine's Java: its installation, and its server for one run."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Collection
from pathlib import Path
from subprocess import SubprocessError
from typing import IO, TYPE_CHECKING, Any

from bot.engines.languagetool import LANGUAGE, LanguageToolGrammar
from bot.errors import ConfigurationError, InputError

if TYPE_CHECKING:
    from language_tool_python import LanguageTool

VERSION = "6.8"
"""The release that language-tool-python 3.4 knows best, and carries the checksum of."""

CHUNK_BYTES = 1 << 20


def is_installed() -> bool:
    """Whether LanguageTool was unpacked by :func:`install`, and Java is there to run it.

    The library's own variables say where else it may be: LTP_PATH, LTP_JAR_DIR_PATH.

    Reads a folder only: language-tool-python, which knows its place, is slow to import.
    """
    if shutil.which("java") is None:
        return False
    cache = Path(os.environ.get("LTP_PATH", Path.home() / ".cache" / "language_tool_python"))
    folder = Path(os.environ.get("LTP_JAR_DIR_PATH") or cache / f"LanguageTool-{VERSION}")
    return (folder / "languagetool-server.jar").is_file()


def install(zip_path: Path | None = None) -> Path:
    """Install LanguageTool; the folder it is in.

    It is downloaded and checked against the checksum that the library carries, or taken from
    ``zip_path`` and checked against the same.

    Raises:
        ConfigurationError: Java is missing or too old.
        InputError: the download failed, or the file is not what its checksum says.
    """
    from language_tool_python.download_lt import ReleaseLocalLanguageTool
    from language_tool_python.exceptions import LanguageToolError

    class FromFile(ReleaseLocalLanguageTool):
        def _get_remote_zip(self, downloaded_file: IO[bytes], proxies: Any = None) -> Any:
            assert zip_path is not None
            _copy_checked(zip_path, downloaded_file, self.version_name)
            return zipfile.ZipFile(downloaded_file)

    release = FromFile(VERSION) if zip_path else ReleaseLocalLanguageTool(VERSION)
    try:
        release.download()
        return release.get_jar_path().parent
    except (ModuleNotFoundError, SystemError, SystemExit, SubprocessError) as error:
        raise ConfigurationError(f"LanguageTool needs Java: {error}") from error
    except (LanguageToolError, OSError, ValueError, zipfile.BadZipFile) as error:
        remedy = (
            "" if zip_path else f"; or fetch {release.download_url} yourself and name it: --zip"
        )
        raise InputError(f"LanguageTool was not installed: {error}{remedy}") from error


def _copy_checked(path: Path, target: IO[bytes], version: str) -> None:
    from language_tool_python.download_lt import _get_zip_hash

    expected = _get_zip_hash(version)
    if expected is None:
        raise ValueError(f"no checksum is known for LanguageTool {version}")
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
            target.write(chunk)
    if digest.hexdigest() != expected:
        raise ValueError(
            f"{path} is not the LanguageTool {version} that was expected: its SHA-256 is"
            f" {digest.hexdigest()}, not {expected}"
        )
    target.seek(0)


class LocalLanguageTool(LanguageToolGrammar):
    """LanguageTool run by this machine's Java on the loopback address, until this process ends.

    Asked as any server is: a worker forked from this process can ask it too, and will not start
    Java anew within its own limits of memory when it dies.

    Raises:
        ConfigurationError: it does not start.
    """

    def __init__(self, rule_ids: Collection[str] | None, timeout_s: float) -> None:
        # The library ends its server when the object that started it is gone.
        self._starter = _started()
        super().__init__(
            f"http://{self._starter._host}:{self._starter._port}/",
            rule_ids,
            timeout_s,
            f"LanguageTool {VERSION}, local",
        )


def _started() -> LanguageTool:
    if not is_installed():
        raise ConfigurationError(
            "there is no local LanguageTool: install Java 17 or later, then run"
            " `revlint setup languagetool`; or set engine.kind to another engine"
        )
    from language_tool_python import LanguageTool

    try:
        # Nothing is downloaded: what is installed is this very version.
        return LanguageTool(LANGUAGE, host="127.0.0.1", language_tool_download_version=VERSION)
    except (Exception, SystemExit) as error:
        problem = f"{type(error).__name__}: {error}"[:300]
        raise ConfigurationError(f"the local LanguageTool does not start: {problem}") from error
