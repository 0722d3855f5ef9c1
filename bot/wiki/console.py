"""What pywikibot would say on the terminal goes to the log; what it would ask is an error.

Imported when a wiki is connected to, as it needs pywikibot.
"""

from __future__ import annotations

import logging
from typing import Any, NoReturn

from pywikibot.userinterfaces._interface_base import ABUIC

from bot.errors import WikiError
from bot.wiki.printable import printable

LOG = logging.getLogger(__name__)


class LogInterface(ABUIC):  # type: ignore[misc]
    """A user interface without a user."""

    def flush(self) -> None:
        """Nothing is kept back."""

    def init_handlers(self, logger: logging.Logger, *_args: Any, **_kwargs: Any) -> None:
        """Take over all that pywikibot logs."""
        logger.addHandler(_Relay())

    def input(self, question: str = "", *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse to ask.

        Raises:
            WikiError: always.
        """
        raise WikiError(f"pywikibot wants to ask: {printable(question)}; nobody is there to answer")

    def input_choice(self, question: str = "", *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse to ask, as `input` does."""
        self.input(question)

    def input_list_choice(self, question: str = "", *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse to ask, as `input` does."""
        self.input(question)

    def output(self, *_args: Any, **_kwargs: Any) -> None:
        """Say nothing: text from a wiki can hold orders to the terminal."""


class _Relay(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        level = logging.DEBUG if record.levelno < logging.WARNING else logging.INFO
        # Of a traceback, the last line; the error itself is raised and reported by its taker.
        lines = record.getMessage().strip().splitlines()
        LOG.log(level, "pywikibot: %s", printable(lines[-1] if lines else ""))
