"""Rules that are data: one table of phrases in ``rules/phrases/``, one rule."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import msgspec

from rules.contract import (
    ALL_GUARDS,
    Class,
    Context,
    Example,
    Guard,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
)

PATTERN_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
"""An escape or a character class of a pattern."""


class PhraseTableError(Exception):
    """A phrase table is wrong; names the file and the key."""


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row: a RE2 pattern, what to say of it, what to put in its place, what keeps it silent.

    ``pattern`` matches without regard to case unless ``exact``; ``unless`` is a pattern that,
    found in the same block, silences the row, and ``unless_why`` names that guard.
    """

    pattern: str
    message: str = ""
    use: tuple[str, ...] = ()
    exact: bool = False
    unless: str = ""
    unless_why: str = ""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase table as written in TOML."""

    code: str
    name: str
    doc: str
    summary: str
    why: str
    source: str
    severity: Severity
    category: Class
    status: Status
    message: str
    phrases: tuple[Phrase, ...]
    examples: tuple[dict[str, str], ...]
    confidence: float = 0.9
    in_quotations: bool = False
    supersedes: tuple[str, ...] = ()


class PhraseRule(Rule):
    """Speaks wherever a phrase of its table occurs."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.meta = _meta(table)
        self._message = table.message
        self._phrases = [
            (
                re.compile(phrase.pattern, 0 if phrase.exact else re.IGNORECASE),
                re.compile(phrase.unless, re.IGNORECASE) if phrase.unless else None,
                phrase,
            )
            for phrase in table.phrases
        ]

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each phrase, unless its guard is found in the same block."""
        for pattern, unless, phrase in self._phrases:
            for match in pattern.finditer(unit.text):
                start, end = match.span()
                if start == end:
                    continue
                if unless is not None and unless.search(unit.text):
                    yield Silenced(start, end, phrase.unless_why)
                    continue
                yield Hit(
                    start=start,
                    end=end,
                    message=(phrase.message or self._message).format(phrase=match[0]),
                    suggestions=phrase.use,
                )


class PhraseTable(msgspec.Struct, frozen=True):
    """A table as the catalogue lists it; ``origin`` is its file."""

    meta: Meta
    doc: str
    origin: str
    table: Table

    def rule(self, _: object = None) -> PhraseRule:
        """The rule of the table; it has no options."""
        return PhraseRule(self.table)


def phrase_tables() -> list[PhraseTable]:
    """The tables in ``rules/phrases/``, by file name.

    Raises:
        PhraseTableError: a table does not fit the form.
    """
    found = []
    for path in sorted((files("rules") / "phrases").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            table = _table(path.name, path.read_text("utf-8"))
            origin = f"rules/phrases/{path.name}"
            found.append(PhraseTable(_meta(table), table.doc.strip(), origin, table))
    return found


def _table(name: str, text: str) -> Table:
    try:
        return msgspec.convert(tomllib.loads(text), Table)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PhraseTableError(f"rules/phrases/{name}: {error}") from error


def _meta(table: Table) -> Meta:
    guards: frozenset[Guard] = ALL_GUARDS
    if table.in_quotations:
        guards = frozenset({Guard.SIC})
    return Meta(
        code=table.code,
        name=table.name,
        summary=table.summary,
        why=table.why,
        source=Source.enwiki(table.source),
        severity=table.severity,
        category=table.category,
        scope=Scope.ADDED,
        status=table.status,
        examples=tuple(_example(row) for row in table.examples),
        guards=guards,
        triggers=tuple(
            _trigger(phrase.pattern if phrase.exact else f"(?i){phrase.pattern}")
            for phrase in table.phrases
        ),
        confidence=table.confidence,
        supersedes=table.supersedes,
    )


def _trigger(pattern: str) -> str:
    """An RE2 pattern that matches wherever the phrase's pattern does.

    RE2's own ``\\s`` and ``\\b`` know ASCII only: they would miss a no-break space, and the end of
    "café".
    """
    is_ascii = pattern.isascii()

    def widened(match: re.Match[str]) -> str:
        piece = match[0]
        if piece == r"\s":
            return r"[\s\p{Z}]"
        if piece == r"\b" and not is_ascii:
            return ""
        if piece.startswith("["):
            return piece.replace(r"\s", r"\s\p{Z}")
        return piece

    return PATTERN_PIECE.sub(widened, pattern)


def _example(row: dict[str, Any]) -> Example:
    return Example(**row)
