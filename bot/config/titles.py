"""Pages that an operator left out, by exact title or by pattern."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, cast

ASCII_CLASSES = re.compile(r"(?<!\\)(?:\\\\)*\\([wWbB])")
"""RE2 knows these for ASCII letters only: ``\\bcaf\\b`` would match inside "café"."""


class _Pattern(Protocol):
    def search(self, text: str) -> object: ...


class PatternError(ValueError):
    """A pattern is refused; says why."""


class IgnoredTitles:
    """The titles that are not linted; an underscore in a title is a space."""

    def __init__(self, titles: Sequence[str], patterns: Sequence[str]) -> None:
        """Raises PatternError if a pattern is not RE2."""
        self._titles = frozenset(title.replace("_", " ") for title in titles)
        self._patterns = tuple((pattern, _compiled(pattern)) for pattern in patterns)

    def reason(self, title: str) -> str | None:
        """Why the page is left out, naming the setting; None if it is not."""
        title = title.replace("_", " ")
        if title in self._titles:
            return "ignored title"
        for pattern, compiled in self._patterns:
            if compiled.search(title):
                return f"ignored title pattern {pattern}"
        return None


def check_pattern(pattern: str) -> None:
    """Raises PatternError if an operator's pattern is not one that RE2 reads and gets right."""
    _compiled(pattern)


def _compiled(pattern: str) -> _Pattern:
    # Operators' patterns run in linear time or not at all: nothing falls back to `re`.
    import re2

    if not pattern:
        raise PatternError("an empty pattern would leave out every page")
    if match := ASCII_CLASSES.search(pattern):
        raise PatternError(
            f"\\{match[1]} knows ASCII letters only in RE2, so it splits words like “café”; "
            r"write \p{L} for a letter, [\p{L}\p{N}_] for a word character"
        )
    options = re2.Options()
    options.log_errors = False
    try:
        return cast(_Pattern, re2.compile(pattern, options))
    except re2.error as error:
        said = error.args[0] if error.args else ""
        reason = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise PatternError(
            f"not an RE2 pattern ({reason}); RE2 has no look-around, back-references, possessive "
            "or atomic groups, \\Z, or counts over 1000"
        ) from error
    except UnicodeEncodeError as error:
        raise PatternError("the pattern holds a lone surrogate") from error
