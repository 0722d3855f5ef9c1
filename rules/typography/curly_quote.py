"""Finds typographic quotation marks and apostrophes: India’s for India's, “x” for "x".

One finding a block: its first curly mark; the others are its evidence. Only the marks around a
quotation are looked at, never the words between them. It leaves alone what is a letter or a unit
and not punctuation: the left mark of a transliterated name (Sana‘a), feet and inches, and marks
in titles, in linked page titles and in text marked as written so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rules.contract import (
    Class,
    Context,
    Document,
    Evidence,
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
from rules.facts.guards import block_guards
from rules.facts.quotations import quotations

CURLY = "“”„‘’"
STRAIGHT = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "´": "'", "`": "'"}

MARK = re.compile(r"[“”„‘’]|(?<=[a-z])[´`](?=(?:s|t|re|ve|ll|d|m)\b)")
"""An accent typed for an apostrophe counts only in an English ending (don´t)."""

OPENING = frozenset("“„‘")
AFTER_NUMBER = re.compile(r"\d[ \u00a0]?\Z")
DIGIT_OR_SPACE = re.compile(r"[\s\d)\]×x,;.-]|\Z")

MOST_EVIDENCE = 20
"""A long pasted paragraph holds hundreds of marks; a reviewer needs to see that there are many."""

OPEN_GUARDS = frozenset({Guard.ITALIC, Guard.LINK_TITLE, Guard.SIC})
"""Not quotations: their marks are what this rule is about."""


class CurlyQuote(Rule):
    """India’s → India's."""

    meta = Meta(
        code="TYP001",
        name="curly-quote",
        summary="Curly quotation marks or apostrophes (“x”, India’s)",
        why="The encyclopedia writes straight marks, so that a search for India's finds every"
        " India's.",
        source=Source.enwiki("MOS:CURLY"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.95,
        guards=OPEN_GUARDS,
        triggers=(r"[“”„‘’´`]",),
        examples=(
            Example("This followed India⟦’⟧s tests in 1998.", fix="'"),
            Example("He called it ⟦“⟧a great day” in May.", fix='"'),
            Example("The ⟦“⟧first” and the “second” of India’s plans."),
            Example("The farmers⟦’⟧ union struck in the ’90s.", fix="'"),
            Example("They didn⟦´⟧t win.", fix="'"),
            Example("A line.\n\nThe ⟦„⟧cold“ war.", fix='"'),
            Example('He wrote "a fine day⟦”⟧ in his diary.', fix='"'),
            Example("The ⟦&rsquo;⟧90s were calm."),
            Example("''Dune''⟦’⟧s plot is long.", fix="{{'}}"),
            Example("* India⟦’⟧s [[Ganges|river]]", fix="'"),
            Example("{| class=x\n|-\n| India⟦’⟧s share || 5\n|}", fix="'"),
            Example("[[File:A.jpg|thumb|India⟦’⟧s flag]]", fix="'"),
            Example("{{Infobox x\n| motto = India⟦’⟧s best\n}}", fix="'"),
            Example("See [[India|India⟦’⟧s]] north.", fix="'"),
            Example("India’s tests. Pakistan⟦’⟧s too.", old="India’s tests."),
            Example('He said "that it isn’t so" again.', guard="between quotation marks"),
            Example("She lives in Sana‘a.", guard="a letter of a transliteration"),
            Example("The ‘Abd al-Malik mosque stands.", guard="a letter of a transliteration"),
            Example("Hawaiʻi and Oʻahu are islands.", guard="an okina"),
            Example("At 51°30′26″ north.", guard="primes"),
            Example("He is 5’10” tall.", guard="feet and inches"),
            Example("The gun has a 12” barrel.", guard="inches"),
            Example("She sang ''Don’t Cry'' twice.", guard="a title in italics"),
            Example("See [[Schindler’s List]] there.", guard="the title of a linked page"),
            Example("{{lang|fr|l’été}} is a word.", guard="a language template"),
            Example("{{cite web|title=India’s day|url=http://a.org}}", guard="a citation"),
            Example("Text.<ref>India’s day</ref>", guard="a reference"),
            Example("{{quote|India’s day}}", guard="a quotation template"),
            Example("The `code` and a ´ sign.", guard="not in an ending"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """The first curly mark of a block, an added one before one that was there."""
        assert unit.block is not None
        faults: list[int] = []
        for at, guard in _unguarded(unit, _marks(unit.text)):
            if guard is not None:
                yield Silenced(at, at + 1, guard)
            else:
                faults.append(at)
        if not faults:
            return
        change = context.change
        added = (at for at in faults if change.adds_to(unit.start + at, unit.start + at + 1))
        first = next(added, faults[0])
        others = [at for at in faults if at != first][:MOST_EVIDENCE]
        right = _replacement(unit.text[first], unit.document, unit.start + first)
        yield Hit(
            start=first,
            end=first + 1,
            message=_message(unit.text[first], len(faults)),
            suggestions=(right,),
            evidence=tuple(Evidence(at, at + 1) for at in others),
        )


def _unguarded(
    unit: Unit, marks: Iterable[tuple[int, str | None]]
) -> Iterator[tuple[int, str | None]]:
    """The marks, with the guard of the place for those that had none."""
    assert unit.block is not None
    guards = [g for g in block_guards(unit.document, unit.block) if g.kind in OPEN_GUARDS]
    reach, number, kind = -1, 0, ""
    for at, guard in marks:
        place = unit.start + at
        while number < len(guards) and guards[number].start <= place:
            if guards[number].end > reach:
                reach, kind = guards[number].end, guards[number].kind.value
            number += 1
        yield at, guard or (kind if place < reach else None)


def _marks(text: str) -> Iterator[tuple[int, str | None]]:
    """Each curly mark of the block, with the guard that excuses it, if any."""
    quoted = iter(_quoted(text))
    current = next(quoted, None)
    for match in MARK.finditer(text):
        at = match.start()
        while current is not None and current.end <= at:
            current = next(quoted, None)
        if current is None or at < current.start:
            yield at, _letter_or_unit(text, at)
        elif at in (current.start, current.end - 1):
            yield at, None
        else:
            yield at, "between quotation marks"


def _quoted(text: str) -> Iterable[Span]:
    """The quotations with their marks; one opened straight may be closed by a curly mark."""
    for quotation in quotations(text):
        start, end = quotation.start, quotation.end
        if text[start] == '"' and not quotation.closed:
            close = text.find("”", start, end)
            # What follows a mixed pair may hold more quotations, but one finding is enough.
            end = close + 1 if close != -1 else end + 1
        elif not quotation.closed:
            end += 1
        yield Span(start, end)


def _letter_or_unit(text: str, at: int) -> str | None:
    mark = text[at]
    before, after = text[max(at - 2, 0) : at], text[at + 1 : at + 2]
    if mark in "’”" and AFTER_NUMBER.search(before) and DIGIT_OR_SPACE.match(after):
        return "feet, inches, minutes or seconds"
    if mark == "‘":
        # A pair would have been a quotation; alone it stands for a letter of another script.
        return "a letter of a transliterated name"
    return None


def _replacement(mark: str, document: Document, position: int) -> str:
    """The straight mark; a template where a second apostrophe beside it would become markup."""
    right = STRAIGHT[mark]
    if right == '"':
        return right
    place = document.prose.wikitext_span(position, position + 1)
    wikitext = document.wikitext
    beside = wikitext[place.start - 1 : place.start] + wikitext[place.end : place.end + 1]
    return "{{'}}" if "'" in beside else right


def _message(mark: str, count: int) -> str:
    others = count - 1
    more = f" {others} more in the same passage." if others else ""
    return f"A curly mark ({mark}); articles use straight ones ({STRAIGHT[mark]}).{more}"
