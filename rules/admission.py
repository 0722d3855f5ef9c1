"""The admission table: which faults of a grammar engine are believed, and what is said of them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated

import msgspec

from rules.contract import Class, Example, Status

Count = Annotated[int, msgspec.Meta(ge=0)]


class AdmissionError(Exception):
    """The admission table is wrong; names the row and the key."""


class Admitted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row: one rule id of an engine's family, and how far it is believed.

    ``right`` and ``wrong`` count the judged findings on real text; ``status`` follows from them.
    ``message`` may hold ``{found}`` and ``{fix}``. ``examples`` are marked texts, or unmarked
    ones that stay silent.

    What is believed can be narrowed. With ``extend`` the next word is judged along with the
    marked place, and told. ``known`` wants every word to be in the dictionary. ``only`` and
    ``unless`` are patterns for the place, which has to match the one whole and must not hold the
    other. ``follows`` has to match what stands after the place, ``precedes`` what stands before
    it. ``names`` lets the place hold words that begin with a capital. Without ``suggest`` the
    engine's replacements are not shown.
    """

    id: str
    engine: str
    status: Status
    confidence: Annotated[float, msgspec.Meta(gt=0, le=1)]
    source: str
    message: str
    examples: tuple[str, ...]
    right: Count
    wrong: Count
    code: str = "GRM001"
    category: Class = msgspec.field(default=Class.COSMETIC, name="class")
    extend: bool = False
    known: bool = False
    names: bool = False
    suggest: bool = True
    only: str = ""
    unless: str = ""
    follows: str = ""
    precedes: str = ""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[Admitted, ...]


@cache
def admitted() -> dict[str, Admitted]:
    """The rows by rule id.

    Raises:
        AdmissionError: the table is not as it should be.
    """
    text = files("rules.engines").joinpath("admission.toml").read_text(encoding="utf-8")
    try:
        table = msgspec.convert(tomllib.loads(text), _Table)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise AdmissionError(f"admission.toml: {error}") from error
    rows: dict[str, Admitted] = {}
    for row in table.rule:
        if row.id in rows:
            raise AdmissionError(f"admission.toml: {row.id} stands twice")
        for pattern in (row.only, row.unless, row.follows, row.precedes):
            try:
                re.compile(pattern)
            except re.error as error:
                raise AdmissionError(f"admission.toml: {row.id}: {error}") from error
        rows[row.id] = row
    return rows


def rule_ids(engine: str) -> frozenset[str]:
    """The ids admitted from a family of engines, ``languagetool`` or ``harper``."""
    return frozenset(row.id for row in admitted().values() if row.engine == engine)


def examples(engine: str) -> tuple[Example, ...]:
    """The examples of the rows of a family of engines."""
    return tuple(
        Example(text)
        for row in admitted().values()
        if row.engine == engine
        for text in row.examples
    )
