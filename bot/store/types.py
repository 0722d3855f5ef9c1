"""Column types that keep any Python text and fit both SQLite and MariaDB."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import JSON, BigInteger, Dialect, Integer, Text
from sqlalchemy.dialects.mysql import LONGTEXT
from sqlalchemy.types import TypeDecorator

# An INTEGER PRIMARY KEY counts up by itself in SQLite, a BIGINT one does not.
LongInteger = BigInteger().with_variant(Integer(), "sqlite")

# A lone surrogate is no Unicode text to any driver, and a NUL ends the text for many of a
# database's own functions. MediaWiki saves none of the three, so text from a wiki stays as it is.
_UNSTORABLE = re.compile("[\x00\x1a\ud800-\udfff]")
_ESCAPED = re.compile("\x1a([0-9a-f]{4})")


class AnyText(TypeDecorator[str]):
    """Text of any length and content: what goes in comes out, lone surrogates and NUL as well.

    Such characters are stored as U+001A and four hexadecimal digits.
    """

    impl = Text().with_variant(LONGTEXT(), "mysql", "mariadb")
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it is stored."""
        return None if value is None else _UNSTORABLE.sub(_escaped, value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """The text as it was given."""
        return None if value is None else _ESCAPED.sub(_unescaped, value)


class AnyJson(TypeDecorator[Any]):
    """Lists, dictionaries and numbers, with text of any content in them, as `AnyText` keeps it.

    MariaDB refuses a JSON text that names a lone surrogate.
    """

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """The value as it is stored."""
        return _with_texts(value, lambda text: _UNSTORABLE.sub(_escaped, text))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value as it was given."""
        return _with_texts(value, lambda text: _ESCAPED.sub(_unescaped, text))


def _with_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {change(key): _with_texts(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_with_texts(one, change) for one in value]
    return value


def _escaped(match: re.Match[str]) -> str:
    return f"\x1a{ord(match[0]):04x}"


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))
