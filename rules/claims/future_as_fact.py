"""Finds a date after the revision itself that the text tells as past: "In May 2031, she won".

The date is held against the revision's timestamp; without one the rule is silent. It speaks only
where a date opens a sentence in the past tense, or closes its clause. Plans, contracts, terms and
forecasts are left alone, and so are named events and seasons, fiction, other calendars and eras.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from rules.contract import (
    BlockKind,
    Class,
    Context,
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
from rules.facts.claim_fiction import other_reckoning, retells_a_work
from rules.facts.date_reading import DatePrecision, DateReading, dates_read
from rules.facts.year_reading import Era

SLACK = timedelta(days=2)
"""A day ahead may be a time zone; two are none."""

YEAR_AHEAD = re.compile(r"(?<![\w.,])2\d{3}(?![\w])")
FINITE = (
    r"was|were|became|began|took|made|went|led|won|came|left|held|met|lost|rose|fell|broke|"
    r"burnt|spent|chose|paid|said|told|found|fought|taught|struck|sank|shot|spoke|gave|got|saw|ran|built|bought|sold|sent|wrote|sang|flew|drove|died|had|did|stood|brought|"
    r"grew|beat"
)
VERB = rf"\b(?:{FINITE}|[a-z]{{2,}}ed)\b"
OPENS = re.compile(r"[\s￼]*(?:In|On|During)\s(?:early\s|late\s|mid-)?\Z")
CLOSES = re.compile(
    rf"{VERB}(?P<gap>[^.;:()]{{0,90}}?)\b(?:in|on)\s(?:early\s|late\s|mid-)?\Z", re.IGNORECASE
)
CLAUSE_ENDS = re.compile(
    r"\s?(?:[.;,)]|\Z|￼|\s(?:and|but|by|at|after|when|where|in|near|under|"
    r"from|during|alongside)\b)"
)
MAIN_VERB = re.compile(rf"[,\s][^.;:()]{{0,80}}?{VERB}", re.IGNORECASE)
FINITE_MAIN_VERB = re.compile(
    rf"[,\s](?:(?!\b(?:is|are|has|have|that|which|who)\b)[^.;:()]){{0,60}}?"
    rf"\b(?:{FINITE}|(?:he|she|it|they)\s[a-z]{{2,}}ed)\b",
    re.IGNORECASE,
)
"""A verb that can only be the past tense of the clause that the date opens."""

INFINITIVE = re.compile(
    r"\bto\s(?!(?:the|an?|his|her|their|its|this|that|[A-Z]))[a-z]|\b(?:with|for|that|be|ending|"
    r"maturing|of)\b|\w+ing\s\Z"
)
"""Between the verb and the date, what makes the date that of a purpose, a term or a name."""

PLANNED = re.compile(
    r"\b(?:will|would|shall|(?-i:may)|might|could|can|should|must|is|are|be|schedul\w+|plan(?:s|ned|ning)?|"
    r"expect\w*|due|set (?:to|for)|slated|project(?:s|ed|ions?)|propos\w+|anticipat\w+|forecast\w*|"
    r"estimat\w+|predict\w*|intend\w*|aim(?:s|ed|ing)?|targets?|targeted|goals?|deadlines?|"
    r"announc\w+|confirm\w+|reveal\w*|renew\w*|exten(?:d\w*|sion)|contract\w*|sign(?:s|ed)|until|"
    r"till|through|expir\w+|bids?|award\w*|select\w+|chosen|host(?:s|ed|ing)?|candidat\w+|upcoming|"
    r"future|forthcoming|next|delay\w*|postpon\w+|reschedul\w+|pushed|moved|mov(?:e|ing)|approv\w+|"
    r"agree\w*|commit\w*|pledg\w+|promis\w+|elections?|elected|terms?|seasons?|editions?|fiscal|"
    r"models?|model year|qualif\w+|tickets?|vot(?:e|ed|es)|deci(?:de|ded|sion)|order\w*|mandat\w+|"
    r"legislat\w+|laws?|bills?|bans?|banned|eclips\w+|transits?|easter|leap|calendar|if|unless|"
    r"hypothe\w+|simulat\w+|scenario\w*|fiction\w*|novels?|stor(?:y|ies)|imagin\w+|prophe\w+|"
    r"apocalyp\w+|provisional\w*|tentativ\w+|potential\w*|option\w*|lease\w*|loan\w*|bonds?|"
    r"mortgage\w*|matur\w+|retire\w*|complet(?:e|ion)|ahead of|prior to|before|assign\w+|"
    r"guarantee\w*|licen[cs]e\w*|valid|earmark\w*|alloc\w+|reserv\w+|draft\w*|recruit\w*|"
    r"eligib\w+|cancel\w*|prevent\w*|drop(?:s|ped)|hints?|hinted|tease[ds]?|claim\w*|"
    r"opt(?:s|ed)|slot\w*|book(?:s|ed|ing)|date[ds]?|buddhist|bikram|vikram\w*|sambat|hijri|"
    r"(?-i:B\.?S|B\.?E|H\.?E|V\.?S))\b",
    re.IGNORECASE,
)
"""Words of plans, terms, events to come, fiction and other calendars."""

PLAINLY_PLANNED = re.compile(
    r"\b(?:will|would|shall|(?-i:may)|might|could|can|should|must|schedul\w+|plan(?:s|ned|ning)?|"
    r"expect\w*|due|set (?:to|for)|slated|project(?:s|ed|ions?)|propos\w+|anticipat\w+|forecast\w*|"
    r"estimat\w+|predict\w*|intend\w*|aim(?:s|ed|ing)?|targets?|targeted|goals?|deadlines?|"
    r"announc\w+|until|expir\w+|upcoming|future|forthcoming|postpon\w+|reschedul\w+|"
    r"(?:was|were) to|"
    r"eclips\w+|calendar|if|hypothe\w+|simulat\w+|scenario\w*|fiction\w*|imagin\w+|prophe\w+|"
    r"apocalyp\w+|buddhist|bikram|vikram\w*|sambat|hijri|(?-i:B\.?S|B\.?E|H\.?E|V\.?S))\b",
    re.IGNORECASE,
)
"""The same for a date that opens a clause in plain past tense: "In 2031, he was elected"."""

NEAR = 400
"""Code points on either side of a date in which such a word counts."""

SAVED = datetime(2025, 3, 1, tzinfo=UTC)
"""When the examples are saved."""

BLOCKS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.IMAGE_CAPTION})


class FutureAsFact(Rule):
    """In May 2031, she won."""

    meta = Meta(
        code="CLM012",
        name="future-as-fact",
        summary="A date after the revision told as past",
        why="What is dated after the edit that tells it cannot have happened, so the date must be"
        " wrong, or the text a plan told as fact.",
        source=Source.enwiki("WP:CRYSTAL"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.SENTENCE,
        status=Status.STABLE,
        confidence=0.9,
        blocks=BLOCKS,
        needs=(other_reckoning,),
        guards=frozenset({Guard.QUOTATION, Guard.ITALIC, Guard.SIC}),
        triggers=(r"\b2\d{3}\b",),
        examples=(
            Example("In ⟦May 2031⟧, she won the cup.", timestamp=SAVED),
            Example("He died on ⟦4 July 2032⟧ in Rome.", timestamp=SAVED),
            Example("The bridge was opened in ⟦2028⟧.", timestamp=SAVED),
            Example("On ⟦3 June 2025⟧, the mill burnt down.", timestamp=SAVED),
            Example("In ⟦2031⟧, he was elected mayor.", timestamp=SAVED),
            Example("She left Rome in ⟦2026⟧.", timestamp=SAVED),
            Example("In May 2031, she won the cup.", guard="no timestamp"),
            Example("In May 2021, she won the cup.", timestamp=SAVED, guard="the past"),
            Example(
                "On 2 March 2025, the mill burnt down.",
                timestamp=SAVED,
                guard="a day ahead may be a time zone",
            ),
            Example(
                "The mill burnt down in March 2025.",
                timestamp=SAVED,
                guard="this month",
            ),
            Example("In 2031, the bridge will be opened.", timestamp=SAVED, guard="will"),
            Example(
                "The opening was scheduled for May, and was planned in 2028.",
                timestamp=SAVED,
                guard="a plan",
            ),
            Example(
                "He signed a contract that ended in 2028.",
                timestamp=SAVED,
                guard="a contract",
            ),
            Example(
                "He was given a lease ending in 2028.",
                timestamp=SAVED,
                guard="a term",
            ),
            Example(
                "Brisbane was awarded the games in 2032.",
                timestamp=SAVED,
                guard="an event to come",
            ),
            Example(
                "He led the team in the 2026 season.",
                timestamp=SAVED,
                guard="a season",
            ),
            Example(
                "The company reported a loss in fiscal 2026.",
                timestamp=SAVED,
                guard="a fiscal year",
            ),
            Example(
                "The car was sold as a 2026 model.",
                timestamp=SAVED,
                guard="a model year",
            ),
            Example(
                "== Plot ==\nIn 2051, the war ended.",
                timestamp=SAVED,
                guard="fiction",
            ),
            Example(
                "In 2051, the war ended.\n[[Category:2007 science fiction films]]",
                timestamp=SAVED,
                guard="fiction",
            ),
            Example("The dynasty fell in 2100 BC.", timestamp=SAVED, guard="another era"),
            Example(
                "In 2080 BS, he was elected.",
                timestamp=SAVED,
                guard="another calendar",
            ),
            Example(
                "In 2080, he was elected. In Nepal, the Bikram Sambat is used.",
                timestamp=SAVED,
                guard="another calendar on the page",
            ),
            Example(
                "The school had 2031 pupils and was closed.",
                timestamp=SAVED,
                guard="a count",
            ),
            Example(
                "The council decided to close it in 2031.",
                timestamp=SAVED,
                guard="a decision",
            ),
            Example(
                'The film says "in 2051 the war ended".',
                timestamp=SAVED,
                guard="a quotation",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each date that begins after the revision and dates a clause in the past tense."""
        stamp = context.change.info.timestamp
        text = unit.text
        if stamp is None or unit.block is None:
            return
        today = stamp.date()
        if not any(int(match[0]) >= today.year for match in YEAR_AHEAD.finditer(text)):
            return
        for found in dates_read(text):
            first = _first_day(found)
            if first is None or first <= today + SLACK or not _is_told_as_past(text, found):
                continue
            planned = PLAINLY_PLANNED if _opens_past(text, found) else PLANNED
            if planned.search(text, max(found.start - NEAR, 0), found.end + NEAR):
                yield Silenced(found.start, found.end, "a plan, a term, an event to come, fiction")
            elif retells_a_work(unit.document, unit.block):
                yield Silenced(found.start, found.end, "a section that retells a work")
            elif reason := context.fact(other_reckoning):
                yield Silenced(found.start, found.end, reason)
            else:
                yield _hit(text, found, today)


def _first_day(found: DateReading) -> date | None:
    """The first day that a date may mean; None for what has no year of our era."""
    if found.year is None or found.era is not Era.NONE or not 2000 <= found.year <= 2999:
        return None
    if found.precision is DatePrecision.YEAR:
        return date(found.year, 1, 1)
    if found.precision not in (DatePrecision.MONTH, DatePrecision.DAY) or found.month is None:
        return None
    day = found.days[0] if found.days else 1
    try:
        return date(found.year, found.month, day)
    except ValueError:
        return None


def _is_told_as_past(text: str, found: DateReading) -> bool:
    before, after = text[max(found.start - 130, 0) : found.start], text[found.end : found.end + 160]
    if OPENS.fullmatch(text, 0, found.start):
        return MAIN_VERB.match(after) is not None
    told = CLOSES.search(before)
    if told is None or not CLAUSE_ENDS.match(after):
        return False
    return INFINITIVE.search(told["gap"]) is None


def _opens_past(text: str, found: DateReading) -> bool:
    """Whether the date opens the sentence, and a finite verb in the past tense follows."""
    opens = OPENS.fullmatch(text, 0, found.start) is not None
    return opens and FINITE_MAIN_VERB.match(text, found.end) is not None


def _hit(text: str, found: DateReading, today: date) -> Hit:
    return Hit(
        start=found.start,
        end=found.end,
        message=f"The text tells {text[found.start : found.end]} as past; this revision was saved"
        f" on {today.day} {today:%B} {today.year}.",
    )
