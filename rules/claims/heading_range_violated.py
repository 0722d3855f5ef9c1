"""Finds an event told in a section whose heading gives other years: 1985 under "1947–1958".

Only what a sentence tells as its main event counts: a date that opens it, or that closes its one
plain clause. Looking back and looking ahead is left alone: had, would, since, until, after the
1945 war, births, works and their later judgement, and whatever stands before the first or after
the last event of the section's own years, where background and outcome have their place. A year
one off the heading is no fault: headings round. It is advice; nothing says which one is wrong.
"""

from __future__ import annotations

import re
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
    Severity,
    Source,
    Status,
    TextName,
    Unit,
    Verdict,
    local,
)
from rules.facts.claim_headings import HeadingYears, heading_years
from rules.facts.claim_moments import MOMENT, MOMENT_EDGE, moment_of

FAR = 2
"""Years outside the heading's from which an event is not merely at its edge."""

MISPLACED_LEAST = 3
"""Events outside, and none inside, that show the heading itself not to fit."""

ANY_YEAR = re.compile(r"(?<![\w.,/#$£€-])(?:1[0-9]|20)\d\d(?![\w%]|[.,]\d)")
OPENING = re.compile(
    rf"[\s￼]*(?:(?:Then|Finally|Also|However|But|And),?\s)?(?:In|On|By|During)\s"
    rf"(?:(?:early|late|mid-?|the (?:spring|summer|autumn|fall|winter) of|spring|summer|autumn|"
    rf"fall|winter)\s?)?(?P<date>{MOMENT}){MOMENT_EDGE}(?=[,\s])",
    re.IGNORECASE,
)
YEAR_SAW = re.compile(
    r"[\s￼]*(?P<date>(?:1\d|20)\d\d)\s(?:also\s)?(?:saw|brought|opened|began|was)\b"
)
CLOSING = re.compile(
    rf"\b(?:in|on)\s(?:(?:early|late|mid-?|spring|summer|autumn|winter)\s)?(?P<date>{MOMENT})"
    rf"{MOMENT_EDGE}(?=\s?[.;,(￼]|\s(?:and|but|by|at|to|with|for|under|on|in|when|after)\b|\s*\Z)"
)
VERB = re.compile(
    r"\b(?:was|were|became|began|took|made|went|led|won|came|left|held|met|lost|rose|fell|broke|"
    r"gave|got|saw|set|ran|built|bought|sold|sent|[a-z]{2,}ed)\b"
)
PARTICIPLE = re.compile(
    r"(?<!was)(?<!were)(?<!been)(?<!and)(?<!ly)\s(?:\w+ed|built|set|made|held|won|known|begun|written)"
    r"\s\Z"
)
"""After another verb, a participle right before the date has the date for itself."""

PERFECT = re.compile(r"\b(?:had|has|have|would|will|is|are)\b")
ASIDE = re.compile(
    r"\b(?:since|until|till|later|afterwards?|subsequent\w*|eventual\w*|prior|previous\w*|earlier|"
    r"already|formerly|ago|still|today|now|currently|born|birth|retrospect\w*|\w*anniversary|"
    r"centen\w+|memoirs?|recall\w*|remember\w*|reveal\w*|declassified|according|wrote|written|"
    r"argu\w+|interview\w*|publish\w*|publication|releas\w+|books?|novels?|films?|albums?|songs?|"
    r"study|studies|surveys?|journals?|magazines?|article|edition|historians?|scholars?|critics?|"
    r"biograph\w+|estimat\w+|census|poll|ranked|ranks|voted|inducted|honou?red|posthumous\w*|"
    r"compar\w+|than|originally|dating|dates back|not until|unlike|legacy|reissued?|remastered|"
    r"apologi[sz]ed|commemorat\w+|memorial|museum|plaque|statue)\b",
    re.IGNORECASE,
)
"""Words that look back or ahead from a section's years, or tell of works and judgements."""

SUBORDINATE = re.compile(
    r"[,;:()\"“”]|\b(?:when|while|where|who|whom|whose|which|that|as|after|before|because|although|"
    r"though|during|from|between|by the time)\b",
    re.IGNORECASE,
)
"""What makes a closing date another clause's, or not plainly the main one's."""

NEAR = 90
"""Code points after an opening date in which its main clause tells what it is about."""


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
            place = _main_date(text)
            at = moment_of(text[slice(*place)]) if place is not None else None
            if place is not None and at is not None:
                start, end = place
                told.append(Told(sentence.start + start, sentence.start + end, at.year))
    return told, anchors


def _main_date(text: str) -> tuple[int, int] | None:
    """The place of the date of a sentence's main event, where the sentence has but one year."""
    if len({match[0] for match in ANY_YEAR.finditer(text)}) != 1:
        return None
    opening = OPENING.match(text) or YEAR_SAW.match(text)
    if opening is not None:
        clause = text[opening.end() : opening.end() + NEAR]
        return None if PERFECT.search(clause) or ASIDE.search(clause) else opening.span("date")
    closing = CLOSING.search(text)
    if closing is None:
        return None
    before = text[: closing.start()]
    if SUBORDINATE.search(before) or PERFECT.search(before) or ASIDE.search(text):
        return None
    verb = VERB.search(before)
    participle = PARTICIPLE.search(before)
    if verb is None or (participle is not None and verb.end() <= participle.start() + 1):
        return None
    return closing.span("date")
