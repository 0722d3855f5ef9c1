"""Installing LanguageTool from a file, and running what was installed under Java.

The real zip (250 MB) is not fetched by a test: the one here holds a small server that starts, and
answers, as LanguageTool's does.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import zipfile
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.engines.choice import grammar_engine
from bot.engines.local_java import is_installed
from rules.admission import rule_ids
from rules.contract import EngineError

SOURCE = Path(__file__).with_name("HTTPServer.java")
needs_java = pytest.mark.skipif(
    shutil.which("javac") is None, reason="needs a Java development kit (javac)"
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where LanguageTool would be installed."""
    folder = tmp_path / "languagetool"
    folder.mkdir()
    monkeypatch.setenv("LTP_PATH", str(folder))
    return folder


@pytest.fixture
def zip_path(tmp_path: Path) -> Path:
    """A zip laid out as LanguageTool's."""
    classes = tmp_path / "classes"
    subprocess.run(["javac", "-d", str(classes), str(SOURCE)], check=True)
    jar = tmp_path / "languagetool-server.jar"
    with zipfile.ZipFile(jar, "w") as archive:
        for file in classes.rglob("*.class"):
            archive.write(file, file.relative_to(classes))
    path = tmp_path / "LanguageTool-6.8.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(jar, "LanguageTool-6.8/languagetool-server.jar")
    return path


def set_checksum(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    monkeypatch.setenv("LTP_DOWNLOAD_SHA256_6_8", digest)


@needs_java
def test_a_file_with_another_checksum_is_refused(
    zip_path: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["setup", "languagetool", "--zip", str(zip_path)]) == 2
    assert "is not the LanguageTool 6.8 that was expected" in capsys.readouterr().err
    assert not is_installed()
    assert list(own_folder.iterdir()) == []


@needs_java
def test_a_file_that_is_not_there(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["setup", "languagetool", "--zip", str(own_folder / "none.zip")]) == 2
    assert "LanguageTool was not installed" in capsys.readouterr().err


def test_without_java(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(own_folder))
    assert main(["setup", "languagetool"]) == 2
    assert "LanguageTool needs Java" in capsys.readouterr().err


@needs_java
def test_what_was_installed_runs_and_its_death_is_an_engine_error(
    zip_path: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_checksum(zip_path, monkeypatch)
    assert main(["setup", "languagetool", "--zip", str(zip_path)]) == 0
    assert is_installed()
    engine = grammar_engine("auto", url="", timeout_s=30, rule_ids=rule_ids)
    assert engine is not None
    assert engine.name == "LanguageTool 6.8, local"
    [matches] = engine.check(["This is teh house."])
    assert [(match.rule_id, match.start, match.end) for match in matches] == [("TEH", 8, 11)]
    from language_tool_python.server import RUNNING_SERVER_PROCESSES

    java = RUNNING_SERVER_PROCESSES[-1]
    os.kill(java.pid, signal.SIGKILL)
    java.wait()
    with pytest.raises(EngineError, match=r"LanguageTool 6\.8, local failed"):
        engine.check(["And this is teh garden."])
