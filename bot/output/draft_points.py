"""Which findings a talk-page draft mentions, grouped by kind."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.model import Report
from rules.contract import Class, Finding

MOST_POINTS = 5
"""More than this is read as a telling-off."""

FEW_COSMETIC = 2
"""Beside substantive points, matters of style are mentioned only if they are this few."""


@dataclass(frozen=True, slots=True)
class Point:
    """What is said about one kind of fault: the surest finding of it, and the others."""

    finding: Finding
    others: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings that the point covers."""
        return (self.finding, *self.others)


@dataclass(frozen=True, slots=True)
class Points:
    """The points about substance and those about style, the surest first in both."""

    substantive: tuple[Point, ...]
    cosmetic: tuple[Point, ...]

    @property
    def groups(self) -> tuple[tuple[Point, ...], ...]:
        """The kinds that there are points of."""
        return tuple(group for group in (self.substantive, self.cosmetic) if group)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings that are mentioned."""
        return tuple(f for point in self.substantive + self.cosmetic for f in point.findings)


def points(report: Report, most: int = MOST_POINTS, *, style: bool = False) -> Points:
    """The points that matter most, ``most`` of them at the most, among the stable findings that
    the revision introduced; those about style only if asked for."""
    by_code: dict[str, list[Finding]] = {}
    for finding in sorted(report.exit_findings, key=lambda f: (-f.confidence, f.start, f.code)):
        by_code.setdefault(finding.code, []).append(finding)
    found = [Point(first, tuple(others)) for first, *others in by_code.values()]
    substantive = [p for p in found if p.finding.category is Class.SUBSTANTIVE][:most]
    cosmetic = [p for p in found if style and p.finding.category is not Class.SUBSTANTIVE]
    if substantive and len(cosmetic) > FEW_COSMETIC:
        cosmetic = []
    return Points(tuple(substantive), tuple(cosmetic[: most - len(substantive)]))
