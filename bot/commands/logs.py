"""Log lines of jobs on standard error: for people, or one JSON object a line."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from typing import Literal

import msgspec

from bot.output.escape_terminal import escape_terminal
from bot.times import time_text

Form = Literal["text", "json"]


def configure_logging(form: Form | None) -> None:
    """Write what the program logs to standard error; without a form, warnings only.

    A record is one line whatever it quotes: what comes from a wiki cannot forge another, or
    reach the terminal.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    # Of libraries only what is wrong: their debug output quotes whole requests.
    logging.getLogger("bot").setLevel(logging.WARNING if form is None else logging.INFO)


class TextLines(logging.Formatter):
    """``2025-02-19T20:37:00Z WARNING bot.jobs.run: message``."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one printable line."""
        text = f"{_time(record)} {record.levelname} {record.name}: {_message(record)}"
        return escape_terminal(text)


class JsonLines(logging.Formatter):
    """``{"time": …, "level": …, "logger": …, "message": …}``, and ``error`` if there was one."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON in ASCII."""
        fields = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            fields["error"] = f"{record.exc_info[0].__name__}: {record.exc_info[1]}"
        line = msgspec.json.encode({key: escape_terminal(text) for key, text in fields.items()})
        return line.decode()


def _message(record: logging.LogRecord) -> str:
    if record.exc_info and record.exc_info[0] is not None:
        return f"{record.getMessage()} ({record.exc_info[0].__name__}: {record.exc_info[1]})"
    return record.getMessage()


def _time(record: logging.LogRecord) -> str:
    return time_text(datetime.fromtimestamp(record.created, UTC))
