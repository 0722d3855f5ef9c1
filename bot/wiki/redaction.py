"""Keeping secrets out of messages, logs and tracebacks, whoever writes those."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from typing import Any
from urllib.parse import quote, quote_plus

SHOWN = "‹secret›"
# A shorter one would blot out innocent text.
SHORTEST = 6

_forms: set[str] = set()
_installed = False


class Secret:
    """A text that shows itself to nobody who does not ask for it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text
        keep_secret(text)

    def reveal(self) -> str:
        """The text itself."""
        return self._text

    def __repr__(self) -> str:
        return SHOWN

    __str__ = __repr__

    def __reduce__(self) -> Any:
        raise TypeError("a secret is not to be copied into a file or another process")


def keep_secret(text: str) -> None:
    """From now on, replace the text and its forms in addresses wherever something is shown."""
    if len(text) >= SHORTEST:
        _forms.update({text, quote(text, safe=""), quote_plus(text), repr(text)[1:-1]})
    _install()


def redacted(text: str) -> str:
    """The text with every secret in it replaced."""
    for form in sorted(_forms, key=len, reverse=True):
        if form in text:
            text = text.replace(form, SHOWN)
    return text


def _install() -> None:
    global _installed
    if _installed:
        return
    _installed = True
    make, show = logging.getLogRecordFactory(), sys.excepthook

    def redacted_record(*arguments: Any, **keywords: Any) -> logging.LogRecord:
        record = make(*arguments, **keywords)
        try:
            message = record.getMessage()
        except Exception:
            # Arguments that do not fit: the handler reports that, with their text.
            message = f"{record.msg} {record.args}"
        if (clean := redacted(message)) != message:
            record.msg, record.args = clean, ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = redacted("".join(traceback.format_exception(*record.exc_info)))
            record.exc_info = None
        return record

    def redacted_traceback(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        text = "".join(traceback.format_exception(kind, error, trace))
        if (clean := redacted(text)) == text:
            show(kind, error, trace)
        else:
            sys.stderr.write(clean)

    logging.setLogRecordFactory(redacted_record)
    sys.excepthook = redacted_traceback
