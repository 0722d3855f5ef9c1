"""Marks that silence findings: in the wikitext, in the configuration, by a reviewer."""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

from bot.core.model import Suppression
from rules.contract import Document, Element, ElementKind, Spans

IGNORE = re.compile(r"<!--\s*revlint:\s*ignore\b([A-Za-z0-9 ,]*)-->")
ANY_CODE = ""
LONGEST_INDENT = 200
"""White space around a comment beyond which it no longer counts as alone on its line."""

MOST_ALIKE = 8
"""Equal marks on one line that are each told used or unused."""

SIC_TEMPLATES = frozenset({"sic", "typo", "as written", "not a typo"})
SIC_NAME = re.compile(r"\{\{\s*(?:sic|typo|as written|not a typo)\b", re.IGNORECASE)
WORDS_EXCUSED = 3
LONGEST_EXCUSED = 80
"""Code points before {{sic}} in which the words that it excuses are sought."""

NOT_BLANK = re.compile(r"\S")


class _Mark(msgspec.Struct):
    """An ignore mark for these codes (all, if empty), at this wikitext offset."""

    start: int
    codes: frozenset[str]
    text: str
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
        self._by_line: dict[int, dict[str, list[_Mark]]] = {}
        text = document.wikitext
        if may_have_marks(text):
            for element in document.elements:
                if element.kind is ElementKind.COMMENT:
                    self._note(element)
        excused = []
        # A cheap look first: most pages have no such template, and then need no elements.
        for element in document.elements if SIC_NAME.search(text) else ():
            if element.kind is ElementKind.TEMPLATE and element.name.lower() in SIC_TEMPLATES:
                excused.append((_words_before(text, element.start), element.end))
        self._excused = Spans.merged(excused)

    def silences(self, code: str, start: int, end: int) -> bool:
        """Whether a mark silences this rule at this wikitext interval."""
        silent = self._excused.touches(start, end)
        if not self._by_line:
            return silent
        first, _ = self._document.line_and_column(start)
        last, _ = self._document.line_and_column(max(end - 1, start))
        lines = range(first, last + 1)
        for line in lines if len(lines) < len(self._by_line) else tuple(self._by_line):
            marks = self._by_line.get(line, {}) if line in lines else {}
            for mark in (*marks.get(code, ()), *marks.get(ANY_CODE, ())):
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
            if not mark.used
        )

    def _note(self, comment: Element) -> None:
        match = IGNORE.fullmatch(self._document.wikitext, comment.start, comment.end)
        if match is None:
            return
        codes = frozenset(re.findall(r"[A-Z]{3}[0-9]{3}", match[1].upper()))
        mark = _Mark(comment.start, codes, match[0])
        self._marks.append(mark)
        line, _ = self._document.line_and_column(comment.start)
        if match[1].strip() and not codes:
            # Names that are no codes must not silence everything; the mark is listed as unused.
            return
        for each in (line, line + 1) if self._stands_alone(comment) else (line,):
            marks = self._by_line.setdefault(each, {})
            for code in codes or {ANY_CODE}:
                same = marks.setdefault(code, [])
                # One more of the same on the same line silences nothing that the first does not.
                if len(same) < MOST_ALIKE:
                    same.append(mark)

    def _stands_alone(self, comment: Element) -> bool:
        text = self._document.wikitext
        line_start = text.rfind("\n", max(comment.start - LONGEST_INDENT, 0), comment.start) + 1
        if line_start == 0 and comment.start > LONGEST_INDENT:
            return False
        line_end = text.find("\n", comment.end, comment.end + LONGEST_INDENT)
        if line_end == -1:
            line_end = len(text)
            if line_end > comment.end + LONGEST_INDENT:
                return False
        return not text[line_start : comment.start].strip() and (
            NOT_BLANK.search(text, comment.end, line_end) is None
        )


def may_have_marks(wikitext: str) -> bool:
    """Whether a page could hold an ignore mark: a cheap look before its elements are read."""
    return "revlint" in wikitext


def _words_before(text: str, end: int) -> int:
    """Where the last words before ``end`` begin."""
    begin = max(end - LONGEST_EXCUSED, 0)
    before = text[begin:end].rstrip()
    words = before.rsplit(None, WORDS_EXCUSED)
    skipped = len(words[0]) if len(words) > WORDS_EXCUSED else 0
    return begin + len(before) - len(before[skipped:].lstrip())
