"""Finds whole quotations set in italics: ''"the people had a tradition"''.

Both orders of the marks are found, italics around the quotation marks and within them. It leaves
alone what italics are for: titles of works, foreign words, and emphasis that is said to be added.
Only English sentences of at least four words count, told by a verb and other words of grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    PLACEHOLDER,
    BlockKind,
    Change,
    Class,
    Context,
    Document,
    Example,
    Guard,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Silenced,
    Source,
    Span,
    Status,
    Unit,
    Verdict,
)

BLOCKS = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.IMAGE_CAPTION,
        BlockKind.TABLE_CELL,
    }
)
OPENERS, CLOSERS = '"“', '"”'
ITALICS = (("''", "''"), ("<i>", "</i>"), ("<em>", "</em>"))

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LEAST_WORDS = 4
LONGEST = 3_000
"""Code points: a longer run of italics is a slip of another kind, an apostrophe left open."""

VERBS = frozenset(
    """is was were are am be been has have had do did does will would can could shall should may
    might must said say says made make makes came come comes went go goes gone took take takes got
    get gets gave give gives saw see sees seen know knows knew known think thinks thought felt feel
    feels found find finds became become becomes let want wants wanted need needs needed left
    held kept lost won told tell tells ran run runs stood stand stands began brought built
    leave leaves love loves loved like likes liked hope believe believes work works
    fight died live lived look looks looked call called
    remains seems show shows shown showed put sent
    isn't wasn't weren't aren't don't didn't doesn't won't can't couldn't wouldn't shouldn't
    hasn't haven't hadn't i'm i've i'll i'd you're you've you'll we're we've we'll they're they've
    he's she's it's that's there's let's""".split()
)
"""Verbs common in speech. Few English titles and no foreign phrase of any length have one beside
the words of grammar below."""

GRAMMAR = frozenset(
    """the a an of to in and that for with on at by from as this these those his her their our my
    your its he she it they we you i me him us them who which what when where not but or if so all
    no any more than into about out up there one never ever only just again""".split()
)
SMALL_IN_TITLES = GRAMMAR | {"is", "be", "am", "are", "was"}
ELSEWHERE_TOO = frozenset(
    """a an in on at as so me am was will do has is he or no but for by all if we one us i
    came come dare gave see sees made men her must""".split()
)
"""Those of them that are words of another language as well (German was, Italian come)."""

LEAST_COMMON = 3
LEAST_ENGLISH = 1
EMPHASIS_AFTER = re.compile(r"[^\n]{0,30}\b(?:emphasis|italics)\b", re.IGNORECASE)
TITLE_BEFORE = re.compile(
    r"\b(?:titled|entitled|called|named|song|album|film|book|novel|poem|episode|article|essay|play"
    r"|single|track|series|headline|hymn)[,:]?\s*[\"“]?\Z",
    re.IGNORECASE,
)


class ItalicQuotation(Rule):
    """''"it was so"'' → "it was so"."""

    meta = Meta(
        code="TYP004",
        name="italic-quotation",
        summary="A quotation in italics as well as in quotation marks",
        why="Quotation marks already say that the words are quoted; italics would say that the"
        " words are a title, foreign, or stressed by the speaker.",
        source=Source.enwiki("MOS:NOITALQUOTE"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.STRUCTURE,
        by_section=True,
        status=Status.STABLE,
        confidence=0.96,
        guards=frozenset(),
        supersedes=("TYP001",),
        examples=(
            Example(
                "Dulles said ⟦''\"the nation had a proud army.\"''⟧ He left.",
                fix='"the nation had a proud army."',
            ),
            Example(
                "Dulles said ⟦''“the nation had a proud army”.''⟧ He left.",
                fix='"the nation had a proud army".',
            ),
            Example(
                "Dulles said ⟦\"''the [[nation]] had a proud army.''\"⟧ He left.",
                fix='"the [[nation]] had a proud army."',
            ),
            Example(
                'Dulles said ⟦<i>"the nation had a proud army"</i>⟧.',
                fix='"the nation had a proud army"',
            ),
            Example("* Dulles: ⟦''\"we will not leave them alone\"''⟧", fix=None),
            Example(
                "He said ⟦''\"we will not leave\"''⟧ and ⟦''\"it is not over yet\"''⟧ again.",
                fix='"we will not leave"',
            ),
            Example(
                "He left. She said ⟦''\"we will not leave them\"''⟧.",
                old="He left.",
                fix='"we will not leave them"',
            ),
            Example(
                "He left. She said ''\"we will not leave them\"''.",
                old="She said ''\"we will not leave them\"''.",
                guard="it was there",
            ),
            Example(
                "She said ''\"we will not ever leave them\"''.",
                old="She said ''\"we will not leave them\"''.",
                guard="the italics were there",
            ),
            Example('Dulles said "the nation had a proud army."', guard="no italics"),
            Example("The song ''\"Heroes\"'' was a hit.", guard="a title"),
            Example("In ''\"The Man Who Was Thursday\"'' he wrote.", guard="a title"),
            Example("The song ''\"we are the ones\"'' was a hit.", guard="a title"),
            Example("''The nation had a proud army'' is a line.", guard="no quotation marks"),
            Example("He said \"''la familia es todo aquí''\" once.", guard="foreign words"),
            Example("The ''\"splendid military tradition\"'' ended.", guard="no verb"),
            Example("He said \"the nation ''had'' a proud army.\"", guard="one stressed word"),
            Example(
                "He said \"''the nation had a proud army''\" (emphasis added).",
                guard="emphasis added",
            ),
            Example("<ref>''\"the nation had a proud army\"''</ref>", guard="a reference"),
            Example(
                "{{Infobox x\n| motto = ''\"we will not leave them\"''\n}}",
                guard="a motto in an infobox",
            ),
            Example(
                "He sang ''\"was will man in die Nacht\"'' once.",
                guard="foreign words that look English",
            ),
            Example("'''\"the nation had a proud army\"''' was it.", guard="bold"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each italic run that is a whole quotation, with its markup."""
        document = unit.document
        for mark in document.marks:
            if mark.kind is not Guard.ITALIC or mark.end - mark.start > LONGEST:
                continue
            quoted = _quotation(document, mark.start, mark.end)
            if quoted is None or document.prose.block_at(mark.start).kind not in BLOCKS:
                continue
            span, without, words = quoted
            guard = _guard(document, span, words)
            if guard is None and _was_italic(context.change, document, span):
                guard = "the italics were there before"
            if guard is not None:
                yield Silenced(*span, guard)
                continue
            yield Hit(
                start=span.start,
                end=span.end,
                message="A quotation is set in quotation marks, not in italics as well.",
                suggestions=(without,),
            )


def _quotation(document: Document, start: int, end: int) -> tuple[Span, str, str] | None:
    """The wikitext span of the quotation whose words are that italic run of the prose, marks and
    italics included; the same without italics, in straight marks; and its words."""
    prose, wikitext = document.prose, document.wikitext
    text = prose.text[start:end]
    bare = text.rstrip(".,;:!?")
    inside = text[:1] in OPENERS and len(bare) > 1 and bare[-1] in CLOSERS
    outside = text[:1] not in OPENERS
    if not (inside or outside) or PLACEHOLDER in (text[:1], text[-1:]):
        return None
    words = prose.wikitext_span(start, end)
    for opening, closing in ITALICS:
        before = wikitext[max(words.start - len(opening), 0) : words.start]
        after = wikitext[words.end : words.end + len(closing)]
        if before.lower() == opening and after.lower() == closing:
            break
    else:
        return None
    span = Span(words.start - len(opening), words.end + len(closing))
    left, right = wikitext[span.start - 1 : span.start], wikitext[span.end : span.end + 1]
    if left == "'" or right == "'":
        return None
    body = wikitext[words.start : words.end]
    if inside:
        close = len(body) - (len(text) - len(bare)) - 1
        if body[0] not in OPENERS or body[close] not in CLOSERS:  # written as entities
            return span, body, text
        return span, f'"{body[1:close]}"{body[close + 1 :]}', text
    if left and left in OPENERS and right and right in CLOSERS:
        return Span(span.start - 1, span.end + 1), f'"{body}"', text
    return None


def _guard(document: Document, span: Span, text: str) -> str | None:
    words = WORD.findall(text)
    lower = [word.lower().replace("’", "'") for word in words]
    if len(words) < LEAST_WORDS or not any(map(_is_verb, lower)):
        return "no sentence of four words"
    common = [word for word in lower if word in GRAMMAR or word in VERBS]
    english = sum(word not in ELSEWHERE_TOO for word in common)
    if len(common) < LEAST_COMMON or english < LEAST_ENGLISH or len(common) * 5 < len(words):
        return "foreign words"
    telling = [w for w in words[1:] if w.lower() not in SMALL_IN_TITLES]
    capitals = sum(word[0].isupper() for word in telling)
    if len(words) <= 14 and telling and capitals * 3 >= len(telling) * 2:
        return "a title"
    if TITLE_BEFORE.search(document.wikitext[max(span.start - 30, 0) : span.start]):
        return "a title"
    if EMPHASIS_AFTER.match(document.wikitext, span.end, span.end + 60):
        return "emphasis said to be added"
    return None


def _is_verb(word: str) -> bool:
    return word in VERBS or (len(word) > 5 and word.endswith("ed"))


def _was_italic(change: Change, document: Document, span: Span) -> bool:
    """Whether the edit only touched the words between marks that stood before."""
    if document is not change.new or not change.added.touches(*span):
        return False
    first, last = change.old_offset(span.start), change.old_offset(span.end - 1)
    return (
        first is not None
        and last is not None
        and not change.added.touches(span.start, span.start + 3)
        and not change.added.touches(span.end - 3, span.end)
    )
