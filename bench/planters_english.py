"""Faults about the variety of English, and summaries that make a removal small.

The pairs of spellings are of this module's own, and so is how a page's variety is told: by its tag,
else by the pairs alone, where one side has five words or more and nine in ten.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bench.planting import Fault, Page

TO_BRITISH = dict(
    pair.split("/")
    for pair in """
    color/colour colors/colours colored/coloured honor/honour honored/honoured labor/labour
    favor/favour favored/favoured favorable/favourable harbor/harbour neighbor/neighbour
    neighboring/neighbouring neighborhood/neighbourhood behavior/behaviour humor/humour
    flavor/flavour rumor/rumour rumors/rumours armor/armour armored/armoured vapor/vapour
    tumor/tumour endeavor/endeavour rigor/rigour center/centre centers/centres centered/centred
    theater/theatre fiber/fibre fibers/fibres liter/litre liters/litres kilometers/kilometres
    maneuver/manoeuvre defense/defence offense/offence analyze/analyse analyzed/analysed
    analyzing/analysing traveled/travelled traveling/travelling traveler/traveller
    labeled/labelled modeling/modelling modeled/modelled signaled/signalled canceled/cancelled
    fulfill/fulfil fulfillment/fulfilment enrollment/enrolment skillful/skilful
    installment/instalment jewelry/jewellery marvelous/marvellous plow/plough plowed/ploughed
    mold/mould gray/grey skeptical/sceptical skepticism/scepticism skeptics/sceptics
    pediatric/paediatric anemia/anaemia leukemia/leukaemia practiced/practised
    practicing/practising meters/metres organized/organised organization/organisation
    organizations/organisations recognized/recognised recognize/recognise realized/realised
    criticized/criticised characterized/characterised specialized/specialised
    emphasized/emphasised civilization/civilisation colonization/colonisation
    popularized/popularised summarized/summarised utilized/utilised authorized/authorised
    """.split()
)
TO_AMERICAN = {british: american for american, british in TO_BRITISH.items()}
AMERICAN_WORD = re.compile(rf"(?<![\w'’.-])(?:{'|'.join(TO_BRITISH)})(?![\w'’-])")
BRITISH_WORD = re.compile(rf"(?<![\w'’.-])(?:{'|'.join(TO_AMERICAN)})(?![\w'’-])")
TAG = re.compile(r"\{\{\s*(?:[Uu]se (?P<name>[A-Z][\w -]+?) English|(?P<b>[Ee]ngvarB))\s*[|}]")
SAME_IN_Z = re.compile(r"is(?:e|ed|ation|ations)$")

LEAST, SHARE = 5, 0.9
SHORTEST_SOURCED = 100
"""Words of a paragraph whose removal is no small matter."""


def other_variety(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A sentence is added in which one word is spelt as the other variety has it."""
    foreign = _foreign(page)
    if foreign is None:
        return
    ours, pairs = foreign
    for start, words in page.sentences:
        found = list(ours.finditer(words))
        if found and words[:1].isupper() and len(words) > 40:
            match = dice.choice(found)
            other = pairs[match[0]]
            text = words[: match.start()] + other + words[match.end() :]
            at = start + match.start()
            yield Fault(start, start + len(words), text, at, at + len(other), before="")


def flipped_variety(page: Page, _: random.Random) -> Iterator[Fault]:
    """All such words of a sentence are respelt."""
    foreign = _foreign(page)
    if foreign is None:
        return
    ours, pairs = foreign
    for start, words in page.sentences:
        if ours.search(words):
            text = ours.sub(lambda match: pairs[match[0]], words)
            yield Fault(start, start + len(words), text, start, start + len(text))


def sourced_removal(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A sourced paragraph of a hundred words goes, and the summary says that content was added."""
    for block in page.paragraphs:
        start, end = block.wiki_start, block.wiki_end
        text = page.text[start:end]
        prose = page.document.prose.text[block.start : block.end]
        if len(prose.split()) >= SHORTEST_SOURCED and "<ref" in text:
            summary = dice.choice(("Added content", "Added links", "Updated", "typo", "minor edit"))
            yield Fault(start, end, "", 0, len(summary), summary=summary, before=text)


def _foreign(page: Page) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """The page's own words to look for, and how the other variety spells them."""
    british = _is_british(page.text)
    if british is None:
        return None
    if not british:
        return AMERICAN_WORD, TO_BRITISH
    # British text may have -ize: words in -ise are left as they are.
    fixed = {word: other for word, other in TO_AMERICAN.items() if not SAME_IN_Z.search(word)}
    fixed |= {word: TO_AMERICAN[word] for word in ("analyse", "analysed") if word in TO_AMERICAN}
    return re.compile(rf"(?<![\w'’.-])(?:{'|'.join(fixed)})(?![\w'’-])"), fixed


def _is_british(text: str) -> bool | None:
    tag = TAG.search(text)
    if tag is not None:
        if tag["name"] == "Canadian":
            return None
        return tag["b"] is not None or tag["name"] not in ("American", "Philippine", "US")
    american, british = len(AMERICAN_WORD.findall(text)), len(BRITISH_WORD.findall(text))
    if max(american, british) < LEAST or max(american, british) < SHARE * (american + british):
        return None
    return british > american
