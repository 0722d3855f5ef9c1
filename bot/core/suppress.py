"""Marks that silence findings: in the wikitext, in the configuration, by a reviewer."""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

from bot.core.model import Suppression
from rules.contract import Document, ElementKind

IGNORE = re.compile(r"<!--\s*revlint:\s*ignore\b([A-Za-z0-9 ,]*)-->")
SIC_TEMPLATES = frozenset({"sic", "typo", "as written", "not a typo"})
SIC_NAME = re.compile(r"\{\{\s*(?:sic|typo|as written|not a typo)\b", re.IGNORECASE)
WORDS_BEFORE = re.compile(r"(?:\S+\s+){0,2}\S+\s*\Z")


class _Mark(msgspec.Struct):
    """An interval of the wikitext where these codes (all, if empty) are silent."""

    start: int
    end: int
    codes: frozenset[str]
    text: str
    listed: bool
    used: bool = False


class Suppressor:
    """Knows every mark of one document, and remembers which silenced something.

    ``<!-- revlint: ignore NUM001 -->`` counts for its line, or for the next one if it stands
    alone; without codes, for all. ``{{sic}}`` excuses the three words before it. ``dismissed``
    are fingerprints that a reviewer has dismissed on this page.
    """

    def __init__(self, document: Document, dismissed: Collection[str] = ()) -> None:
        self._document = document
        self._dismissed = frozenset(dismissed)
        self._marks: list[_Mark] = []
        text = document.wikitext
        if "revlint" in text:
            self._marks += [
                mark
                for element in document.elements
                if element.kind is ElementKind.COMMENT
                and (mark := _ignore_mark(text, element.start, element.end))
            ]
        # A cheap look first: most pages have no such template, and then need no elements.
        for element in document.elements if SIC_NAME.search(text) else ():
            if element.kind is ElementKind.TEMPLATE and element.name.lower() in SIC_TEMPLATES:
                words = WORDS_BEFORE.search(text, max(element.start - 80, 0), element.start)
                if words is not None:
                    begin = words.start()
                    self._marks.append(
                        _Mark(begin, element.end, frozenset(), "{{sic}}", listed=False)
                    )

    def silences(self, code: str, start: int, end: int) -> bool:
        """Whether a mark silences this rule at this wikitext interval."""
        silent = False
        for mark in self._marks:
            if mark.start < end and start < mark.end and (not mark.codes or code in mark.codes):
                mark.used = silent = True
        return silent

    def is_dismissed(self, fingerprint: str) -> bool:
        """Whether a reviewer has dismissed this finding on this page."""
        return fingerprint in self._dismissed

    def unused(self) -> tuple[Suppression, ...]:
        """The ignore marks that silenced nothing."""
        return tuple(
            Suppression(self._document.line_and_column(mark.start)[0], mark.text)
            for mark in self._marks
            if mark.listed and not mark.used
        )


def _ignore_mark(text: str, start: int, end: int) -> _Mark | None:
    match = IGNORE.fullmatch(text, start, end)
    if match is None:
        return None
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end == -1 else line_end
    if not text[line_start:start].strip() and not text[end:line_end].strip():
        following = text.find("\n", line_end + 1)
        line_end = len(text) if following == -1 else following
    codes = frozenset(re.findall(r"[A-Z]{3}[0-9]{3}", match[1].upper()))
    return _Mark(line_start, line_end, codes, match[0], listed=True)
