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
    PROSE_BLOCKS,
    BlockKind,
    Class,
    Context,
    Evidence,
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
from rules.facts.voice import VOICE_GUARDS, Place, Surroundings, VoiceGuard, has_formulas

PATTERN_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
"""An escape or a character class of a pattern."""


RUNNING_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.IMAGE_CAPTION})
NEAR = 60
"""Code points on either side that ``unless_before`` and ``unless_after`` see."""

MOST_EVIDENCE = 12


class PhraseTableError(Exception):
    """A phrase table is wrong; names the file and the key."""


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row: a RE2 pattern, what to say of it, what to put in its place, what keeps it silent.

    ``pattern`` matches without regard to case unless ``exact``; its first group, if it has one,
    is what is marked. ``unless`` is a pattern that,
    found in the same block, silences the row, and so do ``unless_before``, one that ends where the
    phrase begins, and ``unless_after``, one that begins where it ends; ``unless_why`` names these
    guards. ``silent_if`` adds to the table's own; ``on_trial`` makes the row's findings preview
    ones.
    """

    pattern: str
    message: str = ""
    use: tuple[str, ...] = ()
    exact: bool = False
    unless: str = ""
    unless_before: str = ""
    unless_after: str = ""
    silent_if: tuple[str, ...] = ()
    on_trial: bool = False
    unless_why: str = ""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase table as written in TOML.

    ``silent_if`` names guards of ``rules.facts.voice`` that hold for every row. ``running_text``
    leaves out headings, tables and infoboxes; ``reach`` is the length of the longest phrase, for
    :class:`rules.contract.Meta`. With ``one_a_block`` all phrases of a block are one finding: the
    first that the edit added is marked, the others are its evidence.
    """

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
    silent_if: tuple[str, ...] = ()
    running_text: bool = False
    one_a_block: bool = False
    reach: int | None = None


class Row:
    """A phrase, its patterns compiled."""

    __slots__ = ("_after", "_before", "_guards", "_unless", "marked", "pattern", "phrase")

    def __init__(self, phrase: Phrase, silent_if: tuple[str, ...]) -> None:
        self.phrase = phrase
        self.pattern = re.compile(phrase.pattern, 0 if phrase.exact else re.IGNORECASE)
        self.marked = min(self.pattern.groups, 1)
        self._unless = _compiled(phrase.unless)
        self._before = _compiled(rf"(?:{phrase.unless_before})\Z" if phrase.unless_before else "")
        self._after = _compiled(phrase.unless_after)
        names = {*silent_if, *phrase.silent_if}
        self._guards: list[VoiceGuard] = [VOICE_GUARDS[n] for n in VOICE_GUARDS if n in names]

    def guard(self, around: Surroundings, start: int, end: int) -> str | None:
        """Why the phrase is left alone where it stands; None if it is not."""
        text = around.unit.text
        if (
            (self._unless is not None and self._unless.search(text))
            or (
                self._before is not None and self._before.search(text[max(start - NEAR, 0) : start])
            )
            or (self._after is not None and self._after.match(text[end : end + NEAR]))
        ):
            return self.phrase.unless_why
        place = Place(around, start, end)
        return next((why for guard in self._guards if (why := guard(place)) is not None), None)


class PhraseRule(Rule):
    """Speaks wherever a phrase of its table occurs."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.meta = _meta(table)
        self._message = table.message
        self._rows = [Row(phrase, table.silent_if) for phrase in table.phrases]
        self._one_a_block = table.one_a_block

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each phrase, unless one of its guards holds."""
        hits = []
        around = Surroundings(unit, context)
        for row in self._rows:
            for match in row.pattern.finditer(unit.text):
                start, end = match.span(row.marked)
                if start == end:
                    continue
                why = row.guard(around, start, end)
                if why is not None:
                    yield Silenced(start, end, why)
                    continue
                hit = Hit(
                    start=start,
                    end=end,
                    message=(row.phrase.message or self._message).format(phrase=match[row.marked]),
                    suggestions=row.phrase.use,
                    on_trial=row.phrase.on_trial,
                )
                if self._one_a_block:
                    hits.append(hit)
                else:
                    yield hit
        if hits:
            yield _as_one(hits, unit, context)


def _as_one(hits: list[Hit], unit: Unit, context: Context) -> Hit:
    """The first hit that the edit added, or else the first, with the others as its evidence.

    A hit that is not on trial goes before one that is.
    """
    hits.sort(key=lambda hit: (hit.on_trial, hit.start, -hit.end))
    first = hits[0]
    if len(hits) > 1:
        prose, added = context.change.new.prose, context.change.added
        places = ((hit, unit.start + hit.start, unit.start + hit.end) for hit in hits)
        new = (hit for hit, *place in places if added.touches(*prose.wikitext_span(*place)))
        first = next(new, first)
    others = sorted((h.start, h.end) for h in hits if h.end <= first.start or first.end <= h.start)
    evidence = tuple(Evidence(*place) for place in others[:MOST_EVIDENCE])
    return msgspec.structs.replace(first, evidence=evidence)


def _compiled(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern, re.IGNORECASE) if pattern else None


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
        table = msgspec.convert(tomllib.loads(text), Table)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PhraseTableError(f"rules/phrases/{name}: {error}") from error
    for guard in (*table.silent_if, *(g for phrase in table.phrases for g in phrase.silent_if)):
        if guard not in VOICE_GUARDS:
            raise PhraseTableError(
                f"rules/phrases/{name}: no guard {guard!r}; there are {', '.join(VOICE_GUARDS)}"
            )
    return table


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
        blocks=RUNNING_TEXT if table.running_text else PROSE_BLOCKS,
        reach=table.reach,
        needs=(has_formulas,),
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
