"""What a measurement says: targets with their verdict, and tables with the details."""

from __future__ import annotations

import enum

import msgspec


class Verdict(enum.Enum):
    """Whether a target is reached; ``NOT_YET`` where something it needs is not there."""

    MET = "met"
    MISSED = "missed"
    NOT_YET = "not applicable yet"


class Target(msgspec.Struct, frozen=True):
    """One target: its number, what is wanted, what was measured, and the reason if nothing was."""

    number: str
    wanted: str
    measured: str
    verdict: Verdict
    reason: str = ""


class Table(msgspec.Struct, frozen=True):
    """Details: a heading row and rows of the same length, already written as text."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """All that one measurement found. ``numbers`` are its raw values by name, for programs."""

    name: str
    targets: tuple[Target, ...] = ()
    tables: tuple[Table, ...] = ()
    numbers: dict[str, float] = {}


def at_most(number: str, wanted: str, value: float, bound: float, measured: str) -> Target:
    """A target that is met by a value up to ``bound``."""
    return Target(number, wanted, measured, Verdict.MET if value <= bound else Verdict.MISSED)


def at_least(number: str, wanted: str, value: float, bound: float, measured: str) -> Target:
    """A target that is met by a value from ``bound`` on."""
    return Target(number, wanted, measured, Verdict.MET if value >= bound else Verdict.MISSED)


def not_yet(number: str, wanted: str, reason: str, measured: str = "–") -> Target:
    """A target that cannot be judged, and why."""
    return Target(number, wanted, measured, Verdict.NOT_YET, reason)
