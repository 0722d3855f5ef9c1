"""Finds an event told in a section whose heading gives other years: 1985 under "1947–1958".

Only what a sentence tells as its main event counts: a date that opens it, or that closes its one
plain clause. Looking back and looking ahead is left alone: had, would, since, until, after the
1945 war, births, works and their later judgement, and whatever stands before the first or after
the last event of the section's own years, where background and outcome have their place. A year
one off the heading is no fault: headings round. It is advice; nothing says which one is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from rules.contract import (
    Block,
    BlockKind,
    Change,
    Class,
    Context,
    Document,
    Evidence,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Sentence,
    Severity,
    Source,
    Status,
    TextName,
    Unit,
    Verdict,
    local,
)
from rules.facts.claim_headings import HeadingYears, heading_years
from rules.facts.claim_moments import moment_of
from rules.facts.main_dates import ANY_YEAR, OPENING, main_date

FAR = 2
"""Years outside the heading's from which an event is not merely at its edge."""

MISPLACED_LEAST = 3
"""Events outside, and none inside, that show the heading itself not to fit."""


HEADING_WITH_YEAR = re.compile(r"(?:\A|\n|-->)=[^\n]*(?:1\d{3}|20\d{2})")


@local
def has_heading_with_year(change: Change) -> bool:
    """Whether a heading of the page could name years; a look at the wikitext alone."""
    return HEADING_WITH_YEAR.search(change.page_wikitext) is not None


class Told(msgspec.Struct, frozen=True):
    """A sentence with a main date: the date's place in the prose, and its year."""

    start: int
    end: int
    year: int


class HeadingRangeViolated(Rule):
    """1985 told in a section headed 1947–1958."""

    meta = Meta(
        code="CLM010",
        name="heading-range-violated",
        summary="An event dated outside the years of its section's heading",
        why="A section headed 1947–1958 promises those years, so an event of 1985 among them is"
        " misdated or misplaced.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ADVICE,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        triggers=(r"\d{3}",),
        reach=30,
        only_if=has_heading_with_year,
        status=Status.PREVIEW,
        confidence=0.72,
        examples=(
            Example(
                "== 1947–1958: Relations ==\nIn 1948, the embassy opened. In ⟦1985⟧, the first"
                " envoy arrived. In 1951, a treaty was signed."
            ),
            Example(
                "== History (1947–58) ==\nThe embassy opened in May 1948. The first envoy arrived"
                " in ⟦June 1995⟧. The treaty was signed in 1951."
            ),
            Example(
                "== Ministry, 1901–1912 ==\n=== Travels ===\nOn 3 May 1902 he left. On ⟦3 May"
                " 1840⟧ he sailed to Rome. In 1905 he came back."
            ),
            Example(
                "== 1874–1885 ==\nIn ⟦1948⟧, the embassy opened. In ⟦1949⟧, the envoy came. In"
                " ⟦1951⟧, a treaty was signed."
            ),
            Example(
                "== 1947–1958 ==\nIn 1948, it opened. In ⟦1978⟧, it closed.",
                old="== 1947–1958 ==\nIn 1948, it opened. In 1958, it closed.",
            ),
            Example(
                "== 1947–1958 ==\nIn ⟦1988⟧, it opened, the first since 1911, and later closed.",
                old="== 1947–1958 ==\nIn 1948, it opened, the first since 1911, and later closed.",
            ),
            Example(
                "== 1947–1958 ==\nIn 1948, it opened. In 1988, it was closed.",
                old="== 1947–1958 ==\nIn 1948, it opened. In 1978, it closed.",
                guard="the outcome, outside before as well",
            ),
            Example(
                "== 1947–1958 ==\nIn 1948, it opened. In 1949, it grew. In 1958, it closed.",
                guard="inside",
            ),
            Example(
                "== 1947–1958 ==\nIn 1940, it was a farm. In 1948, it opened. In 1951, it grew.",
                guard="background before the first event",
            ),
            Example(
                "== 1947–1958 ==\nIn 1948, it opened. In 1951, it grew. In 1985, it was torn down.",
                guard="the outcome after the last event",
            ),
            Example(
                "== 1947–1958 ==\nIn 1948, it opened. In 1959, it grew. In 1951, it was sold.",
                guard="one year off",
            ),
            Example(
                "== 1947–1958 ==\nIn 1948, it opened. In 1940, he had bought it. In 1951, it grew.",
                guard="had",
            ),
            Example(
                "== 1947–1958 ==\nIn 1948, it opened. It would close in 1985. In 1951, it grew.",
                guard="would",
            ),
            Example(
                "== 1947–1958 ==\nIn 1948, it opened. He had lived there since 1940. It was the"
                " first flood since that in 1911. In 1951, it grew.",
                guard="since",
            ),
            Example(
                "== 1947–1958 ==\nIn 1948, it opened. After the 1845 war it was a farm, sold in"
                " 1840. In 1951, it grew.",
                guard="a clause of its own",
            ),
            Example(
                "== 1947–1958 ==\nIn 1948, it opened. In 1985, a book about it was published. In"
                " 1951, it grew.",
                guard="a later work",
            ),
            Example(
                "== 1947–1958 ==\nIn 1948, it opened. In 1985, historians praised it. In 1951, it"
                " grew.",
                guard="later judgement",
            ),
            Example(
                "== 1947–1958 ==\nIn 1948, it opened.\n=== Later years ===\nIn 1951, it grew.\n==="
                " 1985 fire ===\nIn 1985, it burned. In 1951, it grew.",
                guard="the subsection has its own year",
            ),
            Example("== History ==\nIn 1948, it opened. In 1985, it grew.", guard="no years"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each event told outside its section's years, among events within them."""
        document = unit.document
        governed = heading_years(document)
        paragraphs: dict[int, list[Block]] = {}
        for block in document.prose.blocks if governed else ():
            if block.kind is BlockKind.PARAGRAPH:
                paragraphs.setdefault(block.section, []).append(block)
        redated = set(_redated(context.change, governed))
        for event in sorted(redated, key=_start):
            section = document.prose.block_at(event.start).section
            yield _hit(event, governed[section])
        for index, years in governed.items():
            told, anchors = _events(document, paragraphs.get(index, ()), years)
            outside = [
                event
                for event in told
                if _distance(event.year, years) >= FAR and event not in redated
            ]
            if not anchors:
                if len(outside) >= MISPLACED_LEAST:
                    yield from (_hit(event, years) for event in outside)
                continue
            for event in outside:
                if event.year > years.last and event.start > anchors[-1]:
                    continue
                if event.year < years.first and event.start < anchors[0]:
                    continue
                yield _hit(event, years)


def _start(event: Told) -> int:
    return event.start


def _hit(event: Told, years: HeadingYears) -> Hit:
    last = "the present" if years.last >= 2100 else str(years.last)
    return Hit(
        start=event.start,
        end=event.end,
        message=f"The section's heading says {years.first} to {last}, and the sentence tells an"
        f" event of {event.year}. These differ.",
        evidence=(Evidence(years.place.start, years.place.end, TextName.NEW_WIKITEXT),),
    )


def _redated(change: Change, governed: Mapping[int, HeadingYears]) -> Iterator[Told]:
    """The events that the edit took out of their section's years.

    Such an event is no background or outcome, wherever in the section it stands and whatever else
    its sentence tells: it was within the years before.
    """
    for pair in change.sentence_pairs() if governed and change.old is not None else ():
        years = governed.get(pair.new.block.section)
        if years is None or pair.new.block.kind is not BlockKind.PARAGRAPH:
            continue
        assert change.old is not None
        before = _told(change.old, pair.old)
        after = _told(change.new, pair.new)
        if (
            before is not None
            and after is not None
            and _distance(before.year, years) == 0
            and _distance(after.year, years) >= FAR
        ):
            yield after


def _told(document: Document, sentence: Sentence) -> Told | None:
    """The main event of a sentence, or that of the date which opens it."""
    text = document.prose.text[sentence.start : sentence.end]
    opening = OPENING.match(text)
    place = opening.span("date") if opening is not None else main_date(text)
    at = moment_of(text[slice(*place)]) if place is not None else None
    if place is None or at is None:
        return None
    return Told(sentence.start + place[0], sentence.start + place[1], at.year)


def _distance(year: int, years: HeadingYears) -> int:
    return max(years.first - year, year - years.last, 0)


def _events(
    document: Document, blocks: Sequence[Block], years: HeadingYears
) -> tuple[list[Told], list[int]]:
    """The main dates of a section's own paragraphs, and where its sentences name its years."""
    told: list[Told] = []
    anchors: list[int] = []
    for block in blocks:
        for sentence in document.sentences(block):
            text = document.prose.text[sentence.start : sentence.end]
            if any(_distance(int(m[0]), years) == 0 for m in ANY_YEAR.finditer(text)):
                anchors.append(sentence.start)
            place = main_date(text)
            at = moment_of(text[slice(*place)]) if place is not None else None
            if place is not None and at is not None:
                start, end = place
                told.append(Told(sentence.start + start, sentence.start + end, at.year))
    return told, anchors
