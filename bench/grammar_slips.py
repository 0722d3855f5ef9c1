"""Slips of grammar planted in sentences of good articles, and which engine finds them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec
import regex

from bench.outcome import Table
from bench.program import Bench, settings
from bot import app
from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.contract import BlockKind, Grammar

SEED = 20_250_219
OF_A_KIND = 12
"""Slips of each kind, if the articles have so many places for one."""

TO_PAST = {
    "written": "wrote", "taken": "took", "gone": "went", "begun": "began", "given": "gave",
    "become": "became", "seen": "saw", "known": "knew", "grown": "grew", "fallen": "fell",
    "driven": "drove", "chosen": "chose", "spoken": "spoke", "shown": "showed", "done": "did",
    "broken": "broke", "drawn": "drew", "stolen": "stole", "risen": "rose", "worn": "wore",
}  # fmt: skip
PARTICIPLES = "|".join(TO_PAST)

KINDS: Mapping[str, tuple[str, Callable[[regex.Match[str]], str]]] = {
    "a for an, an for a": (
        r"(?<!\w)(?:an|a)(?= [a-z]{4,})",
        lambda m: "a" if m[0] == "an" else "an",
    ),
    "he have, it were, she do": (
        r"(?<=[Hh]e |It )(?:has|was|does)(?!\w)",
        lambda m: {"has": "have", "was": "were", "does": "do"}[m[0]],
    ),
    "they was, they has": (
        r"(?<=[Tt]hey )(?:have|were)(?!\w)",
        lambda m: {"have": "has", "were": "was"}[m[0]],
    ),
    "there was many": (
        r"(?<=[Tt]here )(?:are|were)(?= (?:many|several|two|three|four|numerous)(?!\w))",
        lambda m: {"are": "is", "were": "was"}[m[0]],
    ),
    "older then": (r"(?<=[a-z]er )than(?!\w)|(?<=more )than(?!\w)", lambda m: "then"),
    "could of": (r"(?<=could |would |should |might )have(?!\w)", lambda m: "of"),
    "it's for its": (r"(?<= )its(?= [a-z]{3,})", lambda m: "it's"),
    "countrys for country's": (r"(?<=[a-z]{4})'s(?= [a-z])", lambda m: "s"),
    "had wrote": (
        rf"(?<=had |has |was |een )(?:{PARTICIPLES})(?!\w)|(?<=have |were )(?:{PARTICIPLES})(?!\w)",
        lambda m: TO_PAST[m[0]],
    ),
    "was locate": (
        r"(?<=was |are )(?:located|situated|based|used|called|named|replaced|released)(?!\w)",
        lambda m: m[0][:-1],
    ),
    "can used": (r"(?<=can |may )be [a-z]+ed(?!\w)", lambda m: m[0][3:]),
    "due the": (r"(?<=due )to the(?!\w)|(?<=according )to the(?!\w)", lambda m: "the"),
    "despite of": (r"(?<!\w)[Dd]espite(?= (?:the|a|his|her|its|their) )", lambda m: f"{m[0]} of"),
    "there for their": (r"(?<= )their(?= [a-z]{3,})", lambda m: "there"),
    "one of the many thing": (
        r"(?<=these |those |many )[a-z]{3,}[b-hj-rt-z]s(?= (?:of|in|and|that|were|are) )",
        lambda m: m[0][:-1],
    ),
}
"""By what the slip looks like: the words that it replaces, and what with."""


class Slip(msgspec.Struct, frozen=True):
    """A page after an edit that planted one slip, and where in the sentence it stands."""

    kind: str
    edit: Revision
    start: int
    end: int
    before: str
    sentence: str
    place: int


def table(bench: Bench, engines: Mapping[str, Callable[[], Grammar]]) -> Table:
    """How many slips each of the raw engines finds, and our rules over it, by kind."""
    wanted = OF_A_KIND // 10 if bench.quick else OF_A_KIND
    planted = list(slips([Revision(new=a.text) for a in bench.samples.mature], wanted))
    columns: list[tuple[str, Counter[str]]] = []
    for name, make in engines.items():
        linter = app.linter(settings(bench.known, ["GRM"], name), bench.known)
        whole = app.linter(settings(bench.known, (), name), bench.known)
        raw = make()
        columns += [
            (f"{name}, raw", Counter(s.kind for s in planted if _marks(raw, s))),
            (f"GRM on {name}", Counter(s.kind for s in planted if _finds(linter, s))),
            (f"all rules, {name}", Counter(s.kind for s in planted if _finds(whole, s))),
        ]
    made = Counter(slip.kind for slip in planted)
    rows = [
        (kind, str(count), *(str(found[kind]) for _, found in columns))
        for kind, count in made.items()
    ]
    total = made.total()
    shares = (f"{found.total()} ({found.total() / max(total, 1):.0%})" for _, found in columns)
    rows.append(("all", str(total), *shares))
    return Table(
        "Slips of grammar planted one by one",
        ("slip", "planted", *(name for name, _ in columns)),
        tuple(rows),
        (
            "One slip in one sentence of a mature article. Raw: the engine, with every rule on,"
            " marks the slip or the word beside it, and does not mark the place without it; ours:"
            " a finding there.",
        ),
    )


def slips(pages: Sequence[Revision], of_a_kind: int) -> Iterator[Slip]:
    """The slips, by kind, spread at random over the pages."""
    documents = [(page, prepare(page).new) for page in pages]
    dice = random.Random(SEED)
    for kind, (pattern, slip) in KINDS.items():
        wanted = regex.compile(pattern)
        places = [
            (page, document, block.start, match)
            for page, document in documents
            for block in document.prose.blocks
            if block.kind is BlockKind.PARAGRAPH
            for match in wanted.finditer(document.prose.text, block.start, block.end)
            if document.prose.is_verbatim(*match.span())
        ]
        for page, document, _, match in dice.sample(places, min(of_a_kind, len(places))):
            span = document.prose.wikitext_span(*match.span())
            text = slip(match)
            new = page.new[: span.start] + text + page.new[span.end :]
            first, last = _sentence(document.prose.text, *match.span())
            yield Slip(
                kind,
                Revision(old=page.new, new=new),
                span.start,
                span.start + len(text),
                document.prose.text[first:last],
                document.prose.text[first : match.start()]
                + text
                + document.prose.text[match.end() : last],
                match.start() - first,
            )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1)
    ends = [place for place in (text.find(". ", end), text.find("\n", end)) if place >= 0]
    return first, min(ends, default=len(text) - 1) + 1


def _finds(linter: Linter, slip: Slip) -> bool:
    findings = linter.lint(prepare(slip.edit)).findings
    return any(_beside(f.start, f.end, slip.start, slip.end, slip.edit.new) for f in findings)


def _marks(engine: Grammar, slip: Slip) -> bool:
    clean, faulty = engine.check([slip.before, slip.sentence])
    known = {(match.rule_id, match.start) for match in clean}
    length = slip.end - slip.start
    return any(
        (match.rule_id, match.start) not in known
        and _beside(match.start, match.end, slip.place, slip.place + length, slip.sentence)
        for match in faulty
    )


def _beside(start: int, end: int, slip_start: int, slip_end: int, text: str) -> bool:
    """Whether a mark touches the slip, or the word next to it on either side."""
    before = text.rfind(" ", 0, max(slip_start - 1, 0)) + 1
    after = text.find(" ", slip_end + 1)
    return start < (after if after >= 0 else len(text)) and end > before
