"""Which engine runs, and what stops the start."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.engines import embedded
from bot.engines.choice import grammar_engine
from bot.errors import ConfigurationError
from rules.admission import rule_ids
from rules.contract import Grammar
from tests.engines.conftest import Start


@pytest.fixture(autouse=True)
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No local LanguageTool, whatever this machine has."""
    monkeypatch.setenv("LTP_PATH", str(tmp_path))


def engine(kind: str, url: str = "", *, text_may_leave: bool = False) -> Grammar | None:
    return grammar_engine(
        kind, url=url, timeout_s=30, rule_ids=rule_ids, text_may_leave=text_may_leave
    )


def name(kind: str, url: str = "") -> str:
    found = engine(kind, url)
    assert found is not None
    return found.name


def test_none_is_none() -> None:
    assert engine("none") is None


def test_auto_takes_the_server_if_there_is_one(start_server: Start) -> None:
    assert name("auto", start_server().url) == "LanguageTool at 127.0.0.1"


def test_auto_without_a_server_takes_the_embedded_engine() -> None:
    assert name("auto").startswith("harper-py ")


def test_auto_goes_on_where_the_server_is_dead_and_says_so(
    start_server: Start, caplog: pytest.LogCaptureFixture
) -> None:
    server = start_server()
    server.kill()
    assert name("auto", server.url).startswith("harper-py ")
    assert "engine.url: LanguageTool at 127.0.0.1 failed" in caplog.text
    assert "another engine is taken" in caplog.text


def test_a_server_without_an_address_stops_the_start() -> None:
    with pytest.raises(ConfigurationError, match=r"engine\.url is empty"):
        engine("server")


def test_a_dead_server_that_is_wanted_stops_the_start(start_server: Start) -> None:
    server = start_server()
    server.kill()
    with pytest.raises(ConfigurationError, match=r"^engine\.url: LanguageTool at .*engines\.md"):
        engine("server", server.url)


def test_a_web_server_that_is_no_languagetool_stops_the_start(start_server: Start) -> None:
    with pytest.raises(ConfigurationError, match=r"engine\.url"):
        engine("server", f"{start_server().url}/elsewhere")


def test_a_local_languagetool_that_is_wanted_and_missing_stops_the_start() -> None:
    with pytest.raises(ConfigurationError, match="revlint setup languagetool"):
        engine("local")


@pytest.mark.parametrize(
    ("kind", "remedy"),
    [
        ("auto", "install harper-py, or set engine.url"),
        ("harper", "harper-py is not installed"),
        ("lingotweaker", "pip install lingotweaker"),
    ],
)
def test_an_embedded_engine_that_is_missing_stops_the_start(
    kind: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "find_spec", lambda _: None)
    with pytest.raises(ConfigurationError, match=remedy):
        engine(kind)


@pytest.mark.parametrize("kind", ["auto", "server"])
@pytest.mark.parametrize(
    "url",
    [
        "https://api.languagetool.org",
        "http://192.0.2.7:8010",
        "http://localhost.example.org:8010",
        "http://localhost@192.0.2.7:8010",
        "http://[2001:db8::1]:8010",
        "0.0.0.0:8010",
    ],
)
def test_text_leaves_this_machine_only_with_consent(
    kind: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """state_fault-025: not even a name is looked up before."""
    asked: list[object] = []

    def look_up(host: object, *_: object, **__: object) -> None:
        asked.append(host)
        raise OSError("nowhere")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(ConfigurationError, match=r"set engine\.text_may_leave = true"):
        engine(kind, url)
    assert asked == []
    with pytest.raises(ConfigurationError, match=r"LanguageTool at .* failed"):
        engine("server", url, text_may_leave=True)
    assert asked != []


def test_the_consent_is_a_setting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """state_fault-025 on the command line."""
    text, config = tmp_path / "new.txt", tmp_path / "revlint.toml"
    text.write_text("He could of gone.")
    config.write_text('[engine]\nkind = "server"\nurl = "http://name.invalid:8010"\n')
    command = ["lint", "--new", str(text), "--config", str(config)]
    assert main(command) == 2
    assert "engine.text_may_leave" in capsys.readouterr().err
    with config.open("a") as more:
        more.write("text_may_leave = true\n")
    assert main(command) == 2
    assert "LanguageTool at name.invalid failed" in capsys.readouterr().err
