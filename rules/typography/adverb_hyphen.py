"""Finds a hyphen after an adverb in -ly: newly-created → newly created.

Only a true adverb counts, one that is an adjective of the dictionary and -ly, right before a
participle or one of a few common adjectives. It leaves alone adjectives and nouns in -ly
(family-owned, early-round, weekly-paid, fly-fishing), longer compounds (early-to-mid,
badly-thought-out), names, titles and quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    Example,
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
from rules.facts import lexicon
from rules.facts.words import starts_are_names

COMPOUND = re.compile(
    r"(?<![\w./@–\u2010\u2011-])(?P<adverb>[A-Za-z][a-z]{2,18}ly)[-\u2010\u2011]"
    r"(?P<rest>[a-z]{3,20})(?![\w@/–\u2010\u2011-])"
)

NO_ADVERBS = frozenset(
    """friendly unfriendly weekly monthly yearly quarterly hourly nightly daily biweekly fortnightly
    early only likely unlikely lovely lonely elderly costly deadly lively orderly disorderly worldly
    earthly heavenly homely timely untimely kindly sickly scholarly masterly fatherly motherly
    brotherly sisterly womanly manly ghostly ghastly princely kingly queenly saintly beastly
    cowardly miserly neighborly neighbourly stately shapely comely seemly unseemly wily burly
    curly surly gnarly gravelly pearly steely portly courtly bodily northerly southerly easterly
    westerly northeasterly northwesterly southeasterly southwesterly supply reply apply imply
    multiply assembly anomaly monopoly butterfly firefly dragonfly rely comply family homily
    gully bully belly jelly dolly hilly filly tally rally sally folly jolly golly holly woolly
    chilly oily smelly bubbly wobbly cuddly prickly crumbly scaly sprightly leisurely
    measly grisly ugly silly holy giggly wiggly squiggly wriggly bristly drizzly gangly tingly
    knightly soldierly gentlemanly ladylike gentlewomanly otherworldly unearthly ungodly godly
    maidenly spindly pebbly rumply crackly sparkly twinkly wrinkly frilly doily dally sully
    priestly deathly telly lowly goodly poly mealy treacly cackly shelly kelly nelly molly
    willy billy""".split()
)
"""Adjectives, nouns and verbs that end like an adverb and would be taken for one."""

SHORT_BASES = frozenset("full dull droll shrill due true whole able sole".split())
"""Adjectives that lose a letter before -ly."""

SHORTEST_BASE, LEAST_ZIPF = 3, 2.0

PARTICIPLE_ENDINGS = ("ed", "ing")
NO_PARTICIPLES = frozenset(
    "seed feed speed breed need weed creed steed deed ring wing king".split()
)
PARTICIPLES = frozenset(
    """known built made born held led run won sold told set cut paid bred fed grown drawn written
    chosen driven taken given seen shown thrown worn torn sworn found bound wound spun left lost
    bought brought caught taught fought sought thought kept spent sent bent dealt felt meant put
    said sung hung struck stuck begun broken spoken woven frozen hidden ridden risen fallen eaten
    beaten bitten forgotten gotten cast spread split shut hit lit laid slain cleft sewn hewn
    mown understood overseen undertaken rebuilt unknown unseen knit read""".split()
)
ADJECTIVES = frozenset(
    """different similar available important popular successful effective efficient competitive
    visible specific independent automatic dependent responsible accurate complex diverse large
    small high low rare common active inactive liberal conservative correct incorrect significant
    toxic volatile flammable unstable stable new old empty complete incomplete urban rural
    accessible controversial influential intelligent resistant sensitive aggressive religious
    identical distinct unique ambiguous autonomous autonomic integrated operational functional
    viable native famous wealthy rich poor equal true false impossible possible difficult
    dominant expensive profitable relevant reliable acceptable regular irregular""".split()
)
"""Adjectives that often follow an adverb."""

SENTENCE_START = re.compile(r"(?:\A|[.!?:][\"”')\]]{0,3}\s|\n)\s{0,3}[\"“'(]?\Z")


class AdverbHyphen(Rule):
    """newly-created → newly created."""

    meta = Meta(
        code="TYP009",
        name="adverb-hyphen",
        summary="A hyphen after an adverb in -ly (newly-created)",
        why="The ending already shows that the adverb goes with the next word, so no hyphen is"
        " needed to hold them together.",
        source=Source.enwiki("MOS:HYPHEN"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.95,
        triggers=(r"[a-z]ly[-\x{2010}\x{2011}][a-z]",),
        reach=24,
        examples=(
            Example("The ⟦newly-created⟧ state joined the pact.", fix="newly created"),
            Example("It is a ⟦rapidly-growing⟧ town.", fix="rapidly growing"),
            Example("The eggs are ⟦brilliantly-colored⟧.", fix="brilliantly colored"),
            Example("He led a ⟦poorly-built⟧ ship.", fix="poorly built"),
            Example("It has many ⟦vastly-different⟧ habitats.", fix="vastly different"),
            Example("He ⟦independently-released⟧ an album.", fix="independently released"),
            Example("A ⟦wholly-owned⟧ firm and a fully held one.", fix="wholly owned"),
            Example("⟦Newly-built⟧ houses line the street.", fix="Newly built"),
            Example("It is a ⟦heavily-armed⟧ and ⟦highly-paid⟧ force.", fix="heavily armed"),
            Example("A ⟦simply-made⟧ chair stood there.", fix="simply made"),
            Example("An ⟦economically-driven⟧ reform failed.", fix="economically driven"),
            Example("* a ⟦newly-formed⟧ band", fix="newly formed"),
            Example("{|\n| a ⟦newly-formed⟧ band\n|}", fix="newly formed"),
            Example("[[File:A.jpg|thumb|The ⟦newly-built⟧ mill]]", fix="newly built"),
            Example("A '''⟦newly-built⟧''' mill stood there.", fix="newly built"),
            Example("The newly created state joined.", guard="no hyphen"),
            Example("These mostly family-owned firms are small.", guard="a noun"),
            Example("It has a fly-out menu and is used for fly-fishing.", guard="a noun"),
            Example(
                "It had a near-monopoly-level share and a monopoly-held trade.", guard="a noun"
            ),
            Example("It is a weekly-published paper for weekly-juice fans.", guard="an adjective"),
            Example("It is an early-born and an only-begotten child.", guard="an adjective"),
            Example("It is a friendly-looking and elderly-led house.", guard="an adjective"),
            Example("It is a likely-looking and costly-made tool.", guard="an adjective"),
            Example("The Italy-based and Sicily-born players met.", guard="a name"),
            Example("A lily-covered pond and a jelly-filled cake.", guard="a noun"),
            Example("It fell in the early-to-mid-19th century.", guard="a longer compound"),
            Example("An improperly-disposed-of machine.", guard="a longer compound"),
            Example("The post-newly-formed band.", guard="a longer compound"),
            Example("It is a supply-led and assembly-lined trade.", guard="a noun"),
            Example("The team Newly-formed won at home.", guard="a capital: a name"),
            Example("''Newly-built'' is a book.", guard="a title"),
            Example('He saw a "newly-built" mill.', guard="a quotation"),
            Example("See the [[newly-built mill]].", guard="the title of a linked page"),
            Example("A beautifully-seed and a quickly-king.", guard="a noun after it"),
            Example("{{Infobox x\n| image = newly-built.jpg\n}}", guard="a file name"),
            Example("It is at newly-built.org now.", guard="an address"),
            Example("A newly-built [sic] mill.", guard="marked"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each adverb tied to the word it modifies."""
        for match in COMPOUND.finditer(unit.text):
            start, end = match.span()
            adverb, rest = match["adverb"], match["rest"]
            if not _follows_an_adverb(rest):
                continue
            guard = ""
            if not _is_adverb(adverb.lower()):
                guard = "no adverb"
            elif unit.text[end : end + 1] == "." and unit.text[end + 1 : end + 2].isalnum():
                guard = "an address"
            elif adverb[0].isupper() and not _begins(unit, start):
                guard = "a capital: a name"
            if guard:
                yield Silenced(start, end, guard)
                continue
            yield Hit(
                start=start,
                end=end,
                message=f"No hyphen joins an adverb in -ly to the next word: “{adverb} {rest}”.",
                suggestions=(f"{adverb} {rest}",),
            )


def _begins(unit: Unit, start: int) -> bool:
    assert unit.block is not None
    if not start:
        return not starts_are_names(unit.block)
    before = unit.text[max(start - 8, 0) : start]
    return SENTENCE_START.search(before if start <= 8 else f"x{before}") is not None


def _follows_an_adverb(word: str) -> bool:
    if word in PARTICIPLES or word in ADJECTIVES:
        return True
    return (
        word.endswith(PARTICIPLE_ENDINGS)
        and word not in NO_PARTICIPLES
        and len(word) > SHORTEST_BASE
        and lexicon.is_known(word)
    )


def _is_adverb(word: str) -> bool:
    """Whether a small-letter word in -ly is an adjective of the dictionary and -ly."""
    if word in NO_ADVERBS or word not in lexicon.dictionary():
        return False
    return any(
        base in SHORT_BASES
        or (
            len(base) >= SHORTEST_BASE
            and base in lexicon.dictionary()
            and lexicon.zipf(base) >= LEAST_ZIPF
        )
        for base in _bases(word)
    )


def _bases(adverb: str) -> Iterator[str]:
    """What adjective the adverb may come from: quick, happy, simple, full, basic."""
    stem = adverb[:-2]
    yield stem
    if stem.endswith("i"):
        yield stem[:-1] + "y"
    if stem.endswith("ical"):
        yield stem[:-2]
    if stem.endswith("al"):
        yield stem[:-2]
    if len(stem) > SHORTEST_BASE and stem[-1] in "bdgkpst":
        yield f"{stem}le"
    for ending in ("e", "l"):
        if stem + ending in SHORT_BASES:
            yield stem + ending
