"""What a second opinion does to the findings about two claims: it may lower one, and no more."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.core.overlaps import Placed
from rules.contract import Document, EntailmentOpinions, Hit, Meta, Origin, TextPair

FAMILY = "CLM"
UNLIKELY = 0.2
"""A probability of a contradiction below which a finding is doubted."""

MOST_TAKEN = 0.25
"""The share of its confidence that a finding loses where no contradiction is seen at all."""

SURE = 0.85
"""The confidence below which a finding is shown in preview."""


def weighed(
    placed: Sequence[Placed], document: Document, opinions: EntailmentOpinions
) -> list[Placed]:
    """The hits, those about two sentences lowered where the engine sees no contradiction.

    None is raised and none is left out. Where the engine has no answer, a hit stays as it was.
    """
    pairs: dict[int, TextPair] = {}
    for index, item in enumerate(placed):
        pair = _sentences(item, document)
        if pair is not None and len(pairs) < opinions.most_pairs:
            pairs[index] = pair
    opinions.ask(list(pairs.values()))
    found = list(placed)
    for index, pair in pairs.items():
        judgement = opinions.of(pair)
        if judgement is not None and judgement.contradict < UNLIKELY:
            hit = _lowered(placed[index].meta, placed[index].hit, judgement.contradict)
            found[index] = msgspec.structs.replace(placed[index], hit=hit)
    return found


def _lowered(meta: Meta, hit: Hit, contradict: float) -> Hit:
    before = _confidence(meta, hit)
    lowered = round(before * (1 - MOST_TAKEN * (1 - contradict / UNLIKELY)), 3)
    return msgspec.structs.replace(
        hit, confidence=lowered, on_trial=hit.on_trial or (before >= SURE > lowered)
    )


def _confidence(meta: Meta, hit: Hit) -> float:
    return meta.confidence if hit.confidence is None else hit.confidence


def _sentences(item: Placed, document: Document) -> TextPair | None:
    """The two sentences that a hit about claims compares, in page order; None if it is another."""
    if item.meta.family != FAMILY or item.meta.engine is not None:
        return None
    if item.origin is Origin.SUMMARY:
        return None
    own = _sentence_at(document, item.start, item.end)
    for quote in item.evidence:
        other = _sentence_at(document, quote.start, quote.end) if quote.text == "new" else None
        if own is not None and other is not None and other != own:
            first, second = sorted((own, other))
            text = document.prose.text
            return text[first[0] : first[1]], text[second[0] : second[1]]
    return None


def _sentence_at(document: Document, wiki_start: int, wiki_end: int) -> tuple[int, int] | None:
    for part in document.prose.spans_within(wiki_start, wiki_end):
        for sentence in document.sentences_within(part.start, part.end):
            return sentence.start, sentence.end
    return None
