"""Finds links to one year that show another: [[1999|2003]], [[1999 in film|2003]].

A link to something that was held in a year, shown as another year, counts from two years apart,
since games are put off and seasons run over the year's end. It leaves alone equal years, spans of
years, labels with other words, and years before Christ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    ElementKind,
    Example,
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

TARGET = re.compile(
    r"(?P<year>[12]\d{3}|\d{3})(?P<decade>s)?(?: (?P<rest>[^|#\d–/-][^|#\d–/]{1,120}))?\Z"
)
LABEL = re.compile(r"'{0,3}(?P<year>[12]\d{3}|\d{3})(?P<decade>s)?'{0,3}\Z")
CLOSE = 1
"""Years between the event's and the one in which it was held, or its season ended."""


class MislabelledYearLink(Rule):
    """[[1999|2003]]."""

    meta = Meta(
        code="LAY009",
        name="mislabelled-year-link",
        summary="A link to one year that shows another",
        why="One of the two years is wrong, and a reader cannot see which.",
        source=Source.enwiki("MOS:EGG"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.MARKUP,
        status=Status.STABLE,
        confidence=0.95,
        guards=frozenset(),
        examples=(
            Example("It opened in ⟦[[1999|2003]]⟧."),
            Example("It opened in ⟦[[1999 in film|2003]]⟧."),
            Example("It opened in the ⟦[[1990s|1980s]]⟧."),
            Example("They won in ⟦[[1998 World Cup|2002]]⟧."),
            Example("It opened in [[1999|1999]], then in [[2003]].", guard="the same year"),
            Example("It opened in [[1999 in film|1999]].", guard="the same year"),
            Example("They won in [[2020 Summer Olympics|2021]].", guard="put off by a year"),
            Example("They won in [[1998–99 season|1999]].", guard="a season over two years"),
            Example("It was sold in [[1999 in music|the next year]].", guard="words"),
            Example("It opened in [[1999|'99]].", guard="a short form"),
            Example("Called [[747|1999]].", guard="a number that may be no year"),
            Example("In the [[1990s|1999]].", guard="a year of the decade"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """A piped link whose target and label are years that differ."""
        element = unit.element
        if element is None or element.kind is not ElementKind.LINK or not element.is_piped:
            return
        target = TARGET.match(element.name.strip().replace("_", " "))
        label = LABEL.match(
            unit.text[element.inner_start - element.start : element.inner_end - element.start]
        )
        if target is None or label is None:
            return
        apart = abs(int(target["year"]) - int(label["year"]))
        if not apart:
            return
        guard = _guard(target, label, apart)
        if guard is not None:
            yield Silenced(0, len(unit.text), guard)
            return
        yield Hit(
            start=0,
            end=len(unit.text),
            message=f"The link leads to {target['year']}{target['decade'] or ''} and shows"
            f" {label['year']}{label['decade'] or ''}.",
        )


def _guard(target: re.Match[str], label: re.Match[str], apart: int) -> str | None:
    if len(target["year"]) != len(label["year"]) or len(target["year"]) < 4:
        return "a number that may be no year"
    if bool(target["decade"]) != bool(label["decade"]):
        # A year shown for its decade, or the other way round.
        return "a year and a decade"
    rest = target["rest"]
    if rest is not None and apart <= CLOSE:
        return "an event in the year beside it"
    return None
