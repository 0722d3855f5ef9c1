"""Finds slips of grammar that a grammar engine marks: a wrong article, a wrong form of a verb.

General grammar checkers cry wolf on encyclopaedic text: most of what they mark is no fault. So
each of an engine's faults is admitted one by one, in a table that counts how often it was right on
real text, and whatever is not in the table stays out. So does what has a rule of its own here, as
repeated words have, curly quotation marks and dashes.

Places beside a template or a reference stay silent, because the engine has not seen what stands
there, and so do names, in which nothing follows the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.admission import Admitted, admitted, examples
from rules.contract import (
    PLACEHOLDER,
    BlockKind,
    Class,
    Context,
    EngineKind,
    Example,
    GrammarMatch,
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
from rules.facts.lexicon import is_known

SENTENCES = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.IMAGE_CAPTION})
"""Where whole sentences stand; cells, headings and infobox values follow no grammar."""

TWO_WORDS = r"[A-Za-z] [a-z]"
"""Nothing else needs an engine, which takes a second to load: not a template, not a lone link."""

NEXT_WORD = re.compile(r" [\w'’-]+")
WORD = re.compile(r"[^\W\d_]+")
PLACEHOLDER_BEFORE = re.compile(rf"{PLACEHOLDER}\s*\Z")
PLACEHOLDER_AFTER = re.compile(rf"\s*{PLACEHOLDER}")
CAPITAL_WITHIN = re.compile(r"(?<!\A)\b[A-Z]|[^\W_][A-Z]")
"""A capital that the beginning of the sentence does not explain: "I" alone is no name."""

FIRST_PERSON = re.compile(r"\bI\b")
NEAR = 40
"""Code points beside a match that are looked at."""


STATUS = (
    Status.STABLE
    if any(row.status is Status.STABLE for row in admitted().values())
    else Status.PREVIEW
)
"""Of the rule as a whole; a row on trial makes its findings preview ones in any case."""


class GrammarFault(Rule):
    """He could of gone → he could have gone."""

    meta = Meta(
        code="GRM001",
        name="grammar",
        summary="A slip of grammar that a grammar engine marks, if its rule is admitted",
        why="The sentence reads like a slip, and a reader stumbles over it.",
        source=Source("WP:COPYEDIT", "https://en.wikipedia.org/wiki/Wikipedia:Basic_copyediting"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.SENTENCE,
        status=STATUS,
        confidence=0.9,
        engine=EngineKind.GRAMMAR,
        blocks=SENTENCES,
        triggers=(TWO_WORDS,),
        examples=(
            *examples("harper"),
            Example("He wrote that he had had enough.", guard="a repetition that is grammatical"),
            Example('She said: "I could of gone."', guard="quotation"),
            Example("The song ''Could of Been'' was a hit.", guard="title in italics"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """The admitted matches of the engine in a sentence; none where no engine runs."""
        if context.grammar is None:
            return
        table = admitted()
        for match in context.grammar.of(unit.text):
            row = table.get(match.rule_id)
            if row is not None and 0 <= match.start < match.end <= len(unit.text):
                yield from _verdicts(unit.text, match, row)


def _verdicts(text: str, match: GrammarMatch, row: Admitted) -> Iterator[Verdict]:
    start, end = match.start, match.end
    judged_end = end
    if row.extend:
        following = NEXT_WORD.match(text, end)
        if following is None:
            yield Silenced(start, end, "no word follows")
            return
        judged_end = following.end()
    guard = _guard(text, start, judged_end, row)
    if guard:
        yield Silenced(start, end, guard)
        return
    tail = text[end:judged_end]
    fixes = match.replacements[:3] if row.suggest else ()
    yield Hit(
        start=start,
        end=end,
        message=row.message.format(
            found=text[start:judged_end], fix=fixes[0] + tail if fixes else ""
        ),
        suggestions=fixes,
        confidence=row.confidence,
        on_trial=row.status is not Status.STABLE,
    )


def _guard(text: str, start: int, end: int, row: Admitted) -> str:
    """Why an admitted match is not believed here; empty if it is."""
    found = text[start:end]
    before = text[max(start - NEAR, 0) : start]
    after = text[end : end + NEAR]
    if PLACEHOLDER in found or PLACEHOLDER_BEFORE.search(before) or PLACEHOLDER_AFTER.match(after):
        return "beside a template or a reference"
    if row.only and not re.fullmatch(row.only, found):
        return "not the wording that was measured"
    if row.unless and re.search(row.unless, found):
        return "a wording that is right"
    if row.follows and not re.match(row.follows, after):
        return "what follows does not bear it out"
    if row.precedes and not re.search(rf"(?:{row.precedes})\Z", before):
        return "what stands before does not bear it out"
    if row.known and not all(is_known(word) for word in WORD.findall(found)):
        return "a word that is in no dictionary"
    if not row.names and _has_name(text, start, end):
        return "a name"
    return ""


def _has_name(text: str, start: int, end: int) -> bool:
    found = FIRST_PERSON.sub("i", text[start:end])
    if text[:start].strip(" \"'“‘("):
        return any(word[:1].isupper() or CAPITAL_WITHIN.search(word) for word in found.split())
    return CAPITAL_WITHIN.search(found) is not None
