"""Finds an event told in a section whose heading gives other years: 1985 under "1947–1958".

Only what a sentence tells as its main event counts: a date that opens it, or that closes its one
plain clause. Looking back and looking ahead is left alone: had, would, since, until, after the
1945 war, births, works and their later judgement, and whatever stands before the first or after
the last event of the section's own years, where background and outcome have their place. A year
one off the heading is no fault: headings round. It is advice; nothing says which one is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
)
from rules.facts.claim_headings import HeadingYears, heading_years
from rules.facts.claim_moments import moment_of
from rules.facts.main_dates import ANY_YEAR, main_date

FAR = 2
"""Years outside the heading's from which an event is not merely at its edge."""

MISPLACED_LEAST = 3
"""Events outside, and none inside, that show the heading itself not to fit."""


class Told(msgspec.Struct, frozen=True):
    """A sentence with a main date: the date's place in the prose, and its year."""

    sentence: int
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
        for index, years in governed.items():
            told, anchors = _events(document, paragraphs.get(index, ()), years)
            outside = [event for event in told if _distance(event.year, years) >= FAR]
            redated = [e for e in outside if _was_inside(context.change, e, years)]
            yield from (_hit(event, years) for event in redated)
            outside = [event for event in outside if event not in redated]
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


def _hit(event: Told, years: HeadingYears) -> Hit:
    last = "the present" if years.last >= 2100 else str(years.last)
    return Hit(
        start=event.start,
        end=event.end,
        message=f"The section's heading says {years.first} to {last}, and the sentence tells an"
        f" event of {event.year}. These differ.",
        evidence=(Evidence(years.place.start, years.place.end, TextName.NEW_WIKITEXT),),
    )


def _was_inside(change: Change, event: Told, years: HeadingYears) -> bool:
    """Whether the edit took the event out of the years: the same sentence told one of them before.

    That is no background or outcome, wherever in the section it stands.
    """
    old = change.old
    if old is None:
        return False
    for pair in change.sentence_pairs():
        if pair.new.start == event.sentence:
            before = {int(m[0]) for m in ANY_YEAR.finditer(old.prose.text, *_bounds(pair.old))}
            return event.year not in before and any(_distance(y, years) == 0 for y in before)
    return False


def _bounds(sentence: Sentence) -> tuple[int, int]:
    return sentence.start, sentence.end


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
                told.append(
                    Told(sentence.start, sentence.start + start, sentence.start + end, at.year)
                )
    return told, anchors
