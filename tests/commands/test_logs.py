"""A log line is one line, whatever it quotes."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from bot.commands.logs import configure_logging

LOG = logging.getLogger("bot.jobs.test")

HOSTILE = [
    "x\n2026-01-01 00:00:00 CRITICAL forged",
    "ok\r2026-01-01 INFO all clear",
    "\x1b]0;pwned\x07",
    "\x9b31m",
    "\u202egnp.exe",
    "\u2028next",
]


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root, own = logging.getLogger(), logging.getLogger("bot")
    before = root.handlers[:], root.level, own.level
    yield
    root.handlers[:], root.level, own.level = before


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_quoted_stays_within_its_line(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging("text")
    LOG.warning("title %s", text)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert "WARNING bot.jobs.test: title" in lines[0]
    assert lines[0].isprintable()


@pytest.mark.parametrize("text", HOSTILE)
def test_json_lines_can_be_read_back(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("json")
    LOG.info("title %s", text)
    (line,) = capsys.readouterr().err.splitlines()
    record = json.loads(line)
    assert (record["level"], record["logger"]) == ("info", "bot.jobs.test")
    assert record["message"].startswith("title ")
    assert record["message"].isprintable()


def test_an_error_is_in_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("json")
    try:
        raise ValueError("two\nlines")
    except ValueError:
        LOG.exception("broken")
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["error"].startswith("ValueError: two")


def test_without_a_form_there_are_warnings_only(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(None)
    LOG.info("every revision")
    LOG.warning("something is wrong")
    assert "every revision" not in (err := capsys.readouterr().err)
    assert "something is wrong" in err


def test_libraries_do_not_chat(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("text")
    logging.getLogger("urllib3").info("GET /w/api.php")
    assert not capsys.readouterr().err
