"""Reports of made-up revisions, built by hand, as the linter would hand them to an output."""

from __future__ import annotations

from typing import Any

from bot.core.model import LintedText, Report, ReportStatus, RuleFailure, Suppression
from rules.contract import Class, EvidenceQuote, Finding, Origin, Severity, Source, Status

ADDED_OPEN, ADDED_CLOSE = "⟪", "⟫"

ARTICLE = """\
{{Short description|Railway in the Marlow Vale}}
{{Use dmy dates|date=March 2024}}
The '''Marlow Vale Railway''' was a narrow-gauge railway in the Marlow Vale. It carried 5,54,202 \
passengers in 1911.<ref name="returns">{{cite book |title=Railway Returns |year=1912}}</ref>

== Background ==
The vale had no road for carts before 1871. Slate was carried down to the quay by mule, and later \
by a tramway that the quarry owners built at their own expense.

⟪== history ==
The company was founded on 03 May 1883 with a capital of £40,000. Its first locomotive, \
''Pioneer'', was built in 1885 by [[Harrow & Sons]] — the line opened on 14 June 1884, and the \
same engine hauled the first train.

The director claimed that the line was "the the finest of its kind in the kingdom". It is \
reported that around 52,486 people watched the opening, and the newly-created station was \
painted in the companys colours. Traffic grew by 12 % a year until 1901.

=== 1901–1925: decline and closure ===

⟫== Rolling stock ==
The railway owned three locomotives and 64 wagons. The last of them was scrapped in 1926⟪, a year \
before the line closed in 1925⟫.

== External links ==
* [https://example.org/marlow Society of friends of the railway]
"""

OLD_SUMMARY = "Histroy section added"


def unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without ``⟪ ⟫``, and the half-open intervals that stood between them."""
    text = ""
    added = []
    for number, piece in enumerate(marked.split(ADDED_OPEN)):
        inside, closed, rest = piece.partition(ADDED_CLOSE)
        if number and closed:
            added.append((len(text), len(text) + len(inside)))
        text += inside + rest
    return text, tuple(added)


TEXT, ADDED = unmarked(ARTICLE)
OLD = "".join(
    part.partition(ADDED_CLOSE)[2] if number else part
    for number, part in enumerate(ARTICLE.split(ADDED_OPEN))
)


def finding(quote: str, message: str, *, text: str = TEXT, **fields: Any) -> Finding:
    """A finding at the first place of ``quote`` in ``text``; the other fields have defaults."""
    start = text.index(quote)
    line_start = text.rfind("\n", 0, start) + 1
    shortcut = fields.pop("shortcut", "MOS:DATE")
    defaults: dict[str, Any] = {
        "code": "DAT001",
        "name": "leading-zero-day",
        "status": Status.STABLE,
        "severity": Severity.WARNING,
        "category": Class.COSMETIC,
        "confidence": 0.9,
        "origin": Origin.ADDED,
        "section": "",
        "suggestions": (),
        "source": Source.enwiki(shortcut),
        "evidence": (),
        "fingerprint": f"{fields.get('code', 'DAT001')}-{start}",
    }
    return Finding(
        start=start,
        end=start + len(quote),
        quote=quote,
        line=text.count("\n", 0, start) + 1,
        column=start - line_start + 1,
        message=message,
        **(defaults | fields),
    )


def evidence(quote: str, *, text: str = TEXT, name: str = "new") -> EvidenceQuote:
    """A second place: the first one of ``quote`` in ``text``."""
    start = text.index(quote)
    return EvidenceQuote(name, start, start + len(quote), quote)


ERROR: dict[str, Any] = {"severity": Severity.ERROR, "category": Class.SUBSTANTIVE}
ADVICE: dict[str, Any] = {"severity": Severity.ADVICE, "category": Class.SUBSTANTIVE}

LEADING_ZERO = finding(
    "03 May 1883",
    "A day of the month is written without a leading zero.",
    suggestions=("3 May 1883",),
    section="history",
    confidence=0.98,
)
REPEATED_WORD = finding(
    "the the",
    "The word “the” stands here twice in a row.",
    code="SPL005",
    name="repeated-word",
    suggestions=("the",),
    shortcut="MOS:SPELL",
    section="history",
    confidence=0.97,
)
CLOSURE = finding(
    "a year before the line closed in 1925",
    "These differ: the wagons were scrapped in 1926, which is not a year before 1925.",
    code="CLM001",
    name="order-of-events",
    shortcut="WP:V",
    section="Rolling stock",
    confidence=0.91,
    evidence=(evidence("The last of them was scrapped in 1926"),),
    **ERROR,
)
LOCOMOTIVE = finding(
    "was built in 1885",
    "The page gives two dates that do not fit together: the engine was built in 1885, and it "
    "hauled the first train on 14 June 1884.",
    code="CLM003",
    name="event-before-its-cause",
    shortcut="WP:V",
    section="history",
    confidence=0.86,
    evidence=(evidence("the line opened on 14 June 1884"), evidence("hauled the first train")),
    **ERROR,
)
UNATTRIBUTED = finding(
    "It is reported that",
    "The sentence does not say who reports this; name the source, or cite it.",
    code="TON002",
    name="unattributed-opinion",
    shortcut="MOS:WEASEL",
    section="history",
    confidence=0.8,
    **ADVICE,
)
EMPTY_SECTION = finding(
    "=== 1901–1925: decline and closure ===",
    "The section has a heading and no text.",
    code="LAY001",
    name="empty-section",
    shortcut="MOS:LAYOUT",
    section="1901–1925: decline and closure",
    confidence=0.95,
    **ERROR,
)
PERCENT = finding(
    "12 %",
    "A percent sign follows its number without a space.",
    code="NUM009",
    name="percent-spacing",
    suggestions=("12%",),
    shortcut="MOS:PERCENT",
    section="history",
    confidence=0.93,
)
ADVERB_HYPHEN = finding(
    "newly-created",
    "An adverb in -ly is not joined to its participle by a hyphen.",
    code="TYP009",
    name="adverb-hyphen",
    suggestions=("newly created",),
    shortcut="MOS:HYPHEN",
    section="history",
    confidence=0.94,
)
FALSE_PRECISION = finding(
    "around 52,486",
    "“around” and a figure given to the last unit do not go together.",
    code="NUM012",
    name="false-precision",
    suggestions=("around 52,000", "52,486"),
    shortcut="MOS:UNCERTAINTY",
    section="history",
    confidence=0.7,
    status=Status.PREVIEW,
    **ERROR,
)
GROUPING = finding(
    "5,54,202",
    "The digits are grouped in the South Asian way; Wikipedia groups them by thousands.",
    code="NUM001",
    name="indian-digit-grouping",
    suggestions=("554,202",),
    shortcut="MOS:DIGITS",
    origin=Origin.EXISTING,
    evidence=(evidence("52,486"),),
    confidence=0.99,
    **ERROR,
)
MISSPELT_SUMMARY = finding(
    "Histroy",
    "“Histroy” looks like a slip for “History”.",
    text=OLD_SUMMARY,
    code="SUM001",
    name="misspelt-summary",
    origin=Origin.SUMMARY,
    suggestions=("History",),
    shortcut="H:ES",
)
ALL = (
    LEADING_ZERO, REPEATED_WORD, CLOSURE, LOCOMOTIVE, UNATTRIBUTED, EMPTY_SECTION, PERCENT,
    ADVERB_HYPHEN, FALSE_PRECISION, GROUPING, MISSPELT_SUMMARY,
)  # fmt: skip


OF_TEXT = ("new", "old", "summary", "added", "surroundings")


def linted(*findings: Finding, **fields: Any) -> LintedText:
    """The made-up revision with these findings; ``fields`` go into the report, or the text."""
    of_text = {key: fields.pop(key) for key in OF_TEXT if key in fields}
    defaults: dict[str, Any] = {
        "wiki": "enwiki",
        "title": "Marlow Vale Railway",
        "rev_id": 1276600001,
        "parent_id": 1276500000,
        "page_id": 4242,
        "timestamp": "2025-02-19T20:37:00Z",
        "user": "Slate Mule",
        "ruleset": "0.1.0-1a2b3c",
        "added_chars": sum(end - start for start, end in ADDED),
        "ms": 12.5,
    }
    text: dict[str, Any] = {"new": TEXT, "old": OLD, "summary": OLD_SUMMARY, "added": ADDED}
    return LintedText(report=Report(findings=findings, **(defaults | fields)), **(text | of_text))


FULL = linted(*ALL)
CLEAN = linted(title="Ferry at Aldmouth", rev_id=1276600002, timestamp="2025-02-19T20:41:00Z")
INCOMPLETE = linted(
    LEADING_ZERO,
    title="List of quarries",
    rev_id=1276600003,
    status=ReportStatus.INCOMPLETE,
    reason="the text is nested more than 100 levels deep",
    failures=(RuleFailure("MRK001", "ValueError: an empty interval"),),
    unused_suppressions=(Suppression(3, "<!-- revlint: ignore NUM001 -->"),),
)
SKIPPED = linted(
    title="Template:Railway",
    rev_id=1276600004,
    status=ReportStatus.SKIPPED,
    reason="not wikitext",
    timestamp="",
    new="",
    old=None,
    summary="",
    added=(),
)
FAILED = linted(
    title="Slate",
    rev_id=1276600005,
    status=ReportStatus.FAILED,
    reason="the worker ran out of memory",
    new="",
    old=None,
    summary="",
    added=(),
)
RUN = (FULL, CLEAN, INCOMPLETE, SKIPPED, FAILED)


def with_payload(payload: str, **report: Any) -> LintedText:
    """A linted text with ``payload`` at every place that a wiki, an editor or a rule can fill."""
    new = f"before\n{payload} and after\nend"
    old = f"{payload} of old"
    fields: dict[str, Any] = {
        "code": payload,
        "name": payload,
        "section": payload,
        "suggestions": (payload, payload + "x"),
        "source": Source(payload, payload),
    }
    found = []
    for number, (origin, text, status) in enumerate(
        (
            (Origin.ADDED, new, Status.STABLE),
            (Origin.SUMMARY, payload, Status.STABLE),
            (Origin.ADDED, new, Status.PREVIEW),
            (Origin.EXISTING, new, Status.STABLE),
        )
    ):
        found.append(
            finding(
                payload,
                f"A message with {payload} in it.",
                text=text,
                origin=origin,
                status=status,
                fingerprint=f"{number}{payload}",
                evidence=(
                    EvidenceQuote("new", 7, 7 + len(payload), payload),
                    EvidenceQuote("old", 0, len(payload), payload),
                    EvidenceQuote(payload, 0, len(payload), payload),
                ),
                **fields,
            )
        )
    return linted(
        *found,
        **{
            "title": payload,
            "user": payload,
            "wiki": payload,
            "part": payload,
            "timestamp": payload,
            "status": ReportStatus.INCOMPLETE,
            "reason": payload,
            "ruleset": payload,
            "engine": payload,
            "counts": {payload: 1},
            "failures": (RuleFailure(payload, payload),),
            "unused_suppressions": (Suppression(1, payload),),
        }
        | report,
        new=new,
        old=old,
        summary=payload,
        added=((7, 7 + len(payload)),),
    )
