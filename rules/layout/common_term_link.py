"""Finds links to what every reader knows: large countries, English, years, months, centuries.

Off unless it is asked for: what needs a link is a matter of judgement. It leaves alone lists,
tables, infoboxes, captions and references; pages about the country, year or month itself and others
like it; and links to anything narrower.
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
from rules.facts.running_text import ARTICLE_NAMESPACES, is_in_paragraph

COMMON = frozenset(
    name.strip().lower()
    for name in """United States;United States of America;USA;U.S.;United Kingdom;UK;England;
    Scotland;
    Great Britain;Canada;Australia;New Zealand;India;China;Japan;Russia;Germany;France;Italy;Spain;
    Brazil;Mexico;Pakistan;Ireland;Turkey;Egypt;South Africa;Europe;Asia;Africa;North America;
    South America;Antarctica;Atlantic Ocean;Pacific Ocean;Earth;Sun;Moon;
    London;Paris;Berlin;Rome;New York City;Tokyo;Moscow;
    English language;English people;Americans;Christianity;Islam;Christian;Muslim;
    United States dollar;Pound sterling;Euro;World War I;World War II;Internet;Website;Television;
    Book;Film;Music;Song;Album;Actor;Singer;Writer;Artist;Politician;Lawyer;Teacher;Student;
    Water;Fire;Tree;Car;Computer;Telephone;House;City;Town;Village;Country;Government;Police;
    Mother;Father;Child;Family;Man;Woman;Human;Death;Birth;Marriage;School;University;Hospital;
    Day;Week;Month;Year;Century;Decade;Today""".split(";")
)
"""Titles that the guideline gives as examples of what is linked in vain, and their like."""

DATE = re.compile(
    r"(?:(?:1\d{3}|20\d\d|[1-9]\d{2})(?:s)?|(?:\d{1,2}(?:st|nd|rd|th) century)"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,2})?|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December))\Z"
)
TIMELINE = re.compile(r"\d|timeline|chronolog|calendar|list of|outline of|index of", re.IGNORECASE)


class CommonTermLink(Rule):
    """[[United States]] → United States."""

    meta = Meta(
        code="LAY008",
        name="common-term-link",
        summary="A link to what every reader knows, or to a year",
        why="Links to what needs no explanation hide those that help.",
        source=Source.enwiki("MOS:OVERLINK"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.MARKUP,
        status=Status.OFF,
        confidence=0.85,
        guards=frozenset(),
        examples=(
            Example("He left the ⟦[[United States]]⟧ then.", fix="United States"),
            Example("He left ⟦[[India|that land]]⟧ then.", fix="that land"),
            Example("He left in ⟦[[1990]]⟧, in the ⟦[[20th century]]⟧.", fix="1990"),
            Example("He left on ⟦[[4 May]]⟧.", fix="4 May"),
            Example("He left [[Latvia]] then.", guard="a smaller country"),
            Example("He saw the [[1990 in film|year's films]].", guard="another target"),
            Example("It began in [[1990]].", title="1991", guard="a timeline"),
            Example("It began in [[1990]].", title="Timeline of mills", guard="a timeline"),
            Example("It lies in [[India]].", title="India and Nepal", guard="its own title"),
            Example("* [[1990]]: founded", guard="a list"),
            Example("{|\n| [[India]]\n|}", guard="a table"),
            Example("{{Infobox|[[India]]}}", guard="an infobox"),
            Example("It is old.<ref>Lee, [[India]]</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """A link of a paragraph to a common term."""
        element, info = unit.element, context.change.info
        if element is None or element.kind is not ElementKind.LINK:
            return
        target = " ".join(element.name.replace("_", " ").split()).lstrip(": ")
        is_date = DATE.match(target) is not None
        if not is_date and target.lower() not in COMMON:
            return
        if info.namespace not in ARTICLE_NAMESPACES:
            return
        if (is_date and TIMELINE.search(info.title)) or target.lower() in info.title.lower():
            yield Silenced(0, len(unit.text), "a page about it, or a timeline")
            return
        if not is_in_paragraph(unit.document, element):
            yield Silenced(0, len(unit.text), "outside running text")
            return
        label = unit.text[element.inner_start - element.start : element.inner_end - element.start]
        yield Hit(
            start=0,
            end=len(unit.text),
            message="Every reader knows this, or needs no more of it here: a link is of no use.",
            suggestions=(label,) if label.strip() and not label.startswith(":") else (),
        )
