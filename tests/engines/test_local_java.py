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
from bot.errors import ConfigurationError
from rules.admission import rule_ids
from rules.contract import EngineError

SOURCE = Path(__file__).with_name("HTTPServer.java")
needs_java = pytest.mark.skipif(
    shutil.which("javac") is None or shutil.which("java") is None,
    reason="LanguageTool under Java is NOT tested: apt-get install openjdk-17-jdk-headless",
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


@pytest.fixture
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Java that can tell its version, and no more."""
    set_java(tmp_path, monkeypatch, "echo 'openjdk version \"17.0.1\" 2021-10-19' >&2")


def set_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    java = folder / "java"
    java.write_text(f"#!/bin/sh\n{script}\n")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["setup", "languagetool", *arguments]) == 2
    assert not is_installed()
    return capsys.readouterr().err


def test_a_file_with_another_checksum_is_refused(
    java: None, tmp_path: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "LanguageTool-6.8.zip"
    path.write_bytes(b"PK")
    said = refusal(capsys, "--zip", str(path))
    assert "is not the LanguageTool 6.8 that was expected" in said
    assert hashlib.sha256(b"PK").hexdigest() in said
    assert list(own_folder.iterdir()) == []


def test_a_file_that_is_no_zip(
    java: None,
    tmp_path: Path,
    own_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "LanguageTool-6.8.zip"
    path.write_bytes(b"no zip")
    set_checksum(path, monkeypatch)
    assert "not installed: File is not a zip file" in refusal(capsys, "--zip", str(path))
    assert list(own_folder.iterdir()) == []


def test_a_zip_without_the_server(
    java: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "LanguageTool-6.8.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("LanguageTool-6.8/README.md", "nothing else")
    set_checksum(path, monkeypatch)
    assert "LanguageTool was not installed" in refusal(capsys, "--zip", str(path))


def test_a_file_that_is_not_there(
    java: None, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refusal(capsys, "--zip", str(own_folder / "none.zip"))
    assert "LanguageTool was not installed: [Errno 2]" in said


def test_a_folder_for_a_file(
    java: None, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "LanguageTool was not installed" in refusal(capsys, "--zip", str(own_folder))


def test_a_download_that_fails_names_the_other_way(
    java: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    said = refusal(capsys)
    assert "LanguageTool was not installed" in said
    assert said.endswith("/LanguageTool-6.8.zip yourself and name it: --zip\n")


def test_without_java(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(own_folder))
    assert "LanguageTool needs Java" in refusal(capsys)


@pytest.mark.parametrize("script", ["echo 'openjdk version \"11.0.2\" 2019-01-15' >&2", "exit 1"])
def test_with_a_java_that_will_not_do(
    script: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_java(tmp_path, monkeypatch, script)
    assert "LanguageTool needs Java" in refusal(capsys)


def test_a_local_languagetool_that_does_not_start_is_passed_over_and_told(
    java: None,
    own_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    jars = own_folder / "elsewhere"
    jars.mkdir()
    (jars / "languagetool-server.jar").write_bytes(b"no jar")
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(jars))
    assert is_installed()
    with pytest.raises(ConfigurationError, match="the local LanguageTool does not start"):
        grammar_engine("local", url="", timeout_s=30, rule_ids=rule_ids)
    engine = grammar_engine("auto", url="", timeout_s=30, rule_ids=rule_ids)
    assert engine is not None
    assert engine.name.startswith("harper-py ")
    assert "the local LanguageTool does not start" in caplog.text


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
