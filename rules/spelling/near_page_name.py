"""Finds a name spelt a little otherwise than the page spells it: Suhravardy beside Suhrawardy.

Two spellings are one name only if they share their bearer's first name (Pranab Mukherji, Pranab
Mukherjee) or a link (the label has the one, the target the other), are one or two letters apart,
and the other one is the page's: in its title, a link, the infobox, or used more often. Without a
shared first name the odd spelling has to be one that nobody uses, one letter from a name that the
page has five times and more. It leaves alone different people (Mohammed and Muhammad, Andersen and
Anderson: names that are both common), namesakes in a cast list, plurals and derived forms, and
names that have a link of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    ElementKind,
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
from rules.facts.names import RUN, WORD_OF_RUN, Names, NameUse, is_listed, page_names
from rules.facts.near_names import is_judged, is_near, may_be_spelt_otherwise
from rules.facts.slips import one_edit_away
from rules.facts.vocabulary import vocabulary

BOTH_COMMON = 3.2
"""Zipf frequency from which two spellings are two names: Andersen, Anderson."""

MOST_USES, LEAST_LEAD = 2, 2
"""How often the odd spelling may stand on the page, and how many times more the other one must
where neither title, link nor infobox has it."""

SHORTEST_ALONE, LEAST_USES_ALONE = 6, 5
"""Without a shared first name or link: letters of the odd spelling, which nobody uses, and how
often the page has to use the other one."""

DERIVING = frozenset(
    {"s", "es", "n", "an", "ian", "ean", "i", "ic", "ist", "ism", "ish", "ite", "ites", "ists", "a"}
)

EXCHANGED = (
    *(("ist", "ism"), ("ists", "ism"), ("ans", "as"), ("an", "a"), ("an", "as"), ("ns", "nism")),
    *(("id", "idae"), ("ids", "idae"), ("ts", "tism"), ("ia", "ic"), ("ios", "ius"), ("os", "us")),
)
"""Endings of a word and of what it is made from, or of its Greek and its Latin form."""

LONGEST_LABEL = 200


class NearPageName(Rule):
    """Suhravardy → Suhrawardy."""

    meta = Meta(
        code="SPL003",
        name="near-page-name",
        summary="A name spelt a little otherwise than elsewhere on the page",
        why="Readers cannot tell whether one person is meant or two.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ADVICE,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        triggers=("[A-ZÀ-ɏͰ-ԯ][^\\s\\d.,;:()]{4}",),
        reach=40,
        status=Status.PREVIEW,
        confidence=0.8,
        needs=(may_be_spelt_otherwise, page_names, vocabulary),
        examples=(
            Example(
                "[[Huseyn Suhrawardy]] led it. In 1956 Huseyn ⟦Suhravardy⟧ went home.",
                fix="Suhrawardy",
            ),
            Example(
                "Pranab Mukherjee came. Pranab ⟦Mukherji⟧ left.",
                title="Pranab Mukherjee",
                fix="Mukherjee",
            ),
            Example(
                "Suhrawardy led. Suhrawardy won. It was [[Huseyn Suhrawardy|⟦Suhravardy⟧]].",
                fix="Suhrawardy",
            ),
            Example(
                "Near Zoornam is Abzoor. Zoornam grew; Zoornam fell. Zoornam burnt, ⟦Zoornan⟧ rose"
                " and Zoornam was built.",
                fix="Zoornam",
            ),
            Example("See [[Fizuli Rayon|Fuzuli]].", guard="a spelling of the label's own"),
            Example("Zoornam grew. Zoornan rose, Zoornam fell.", guard="not used often"),
            Example(
                "Karstens and Karstens met Karstens, Karstens, Karstens and Carstens.",
                guard="a name that others bear",
            ),
            Example("See [[Jabir Hayyan|Jābir Hayyān]]. Jabir Hayyan died.", guard="accents"),
            Example("[[Lutheranism|Lutherans]] and Lutheranism grew.", guard="derived"),
            Example(
                "* [[Zulfikar Bhutto]] led\n* later Zulfikar ⟦Bhuto⟧ and others fell", fix="Bhutto"
            ),
            Example(
                "{{Infobox person\n| spouse = Ilse Brandtner\n}}\nIlse ⟦Brandner⟧ died.",
                fix="Brandtner",
            ),
            Example("[[Huseyn Suhrawardy]] met Ali Suhravardy.", guard="another first name"),
            Example("[[Muhammad Ali]] met Mohammed Ali.", guard="Mohammed and Muhammad"),
            Example("See [[Muhammad Khan|Mohammed Khan]].", guard="Mohammed and Muhammad"),
            Example("[[Jens Andersen]] met Jens Anderson.", guard="Andersen and Anderson"),
            Example("* Kiran Mukherjee as Anil\n* Kiran Mukherji as Sunil", guard="a cast list"),
            Example("The [[Carnival|Carnaval]] and the Carnival.", guard="a common word"),
            Example("[[Ilse Brandtner]] and the Ilse Brandtners came.", guard="a plural"),
            Example("[[Ilse Kantor]] and the Ilse Kantorian school.", guard="a derived form"),
            Example(
                "[[Ilse Brandtner]] met [[Ilse Brandner]]. Ilse Brandner won.",
                guard="a link of its own",
            ),
            Example("Ilse Brandtner met Ilse Brandner.", guard="neither is the page's"),
            Example('[[Ilse Brandtner]] read "Ilse Brandner".', guard="a quotation"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each name word that is near one of the page's names with which it shares a context."""
        assert unit.block is not None
        if not context.fact(may_be_spelt_otherwise):
            return
        names = context.fact(page_names)
        for use in names.of(unit.block):
            if not is_judged(use.text):
                continue
            start, end = use.start - unit.start, use.end - unit.start
            near, guard = _near(use, unit, names)
            if near is None:
                continue
            if not guard and context.fact(vocabulary).was_used(use.text):
                guard = "used before the edit"
            if guard:
                yield Silenced(start, end, guard)
                continue
            yield Hit(
                start=start,
                end=end,
                message=f"“{use.text}” is spelt “{near}” elsewhere on the page.",
                suggestions=(near,),
            )


def _near(use: NameUse, unit: Unit, names: Names) -> tuple[str | None, str]:
    """The page's spelling of a name, or None, and why to be silent nevertheless."""
    linked = _target_words(use, unit)
    same_link = {word for word in linked if is_near(use.text, word)}
    if use.text in linked:
        return None, ""
    same_first: set[str] = set()
    listed: set[str] = set()
    for first in use.firsts:
        same_first |= {w for w in names.with_first.get(first, ()) if is_near(use.text, w)}
        listed |= {w for w in names.listed_with.get(first, ()) if is_near(use.text, w)}
    candidates = same_link or same_first or listed or _well_used(use, names)
    if not candidates:
        return None, ""
    near = max(candidates, key=lambda word: (word in names.strong, names.counts[word], word))
    if same_link and not same_first and names.counts[near] < LEAST_LEAD * names.counts[use.text]:
        return near, "a spelling of the label's own: the page's prose does not prefer the other"
    if not _is_the_pages(near, use.text, names):
        return None, ""
    if not (same_link or same_first) and unit.block is not None and is_listed(unit.block):
        return near, "namesakes in a list"
    if lexicon.zipf(use.text) >= BOTH_COMMON and lexicon.zipf(near) >= BOTH_COMMON:
        return near, "two common names"
    if near.lower() in lexicon.dictionary():
        return near, "a word, not a name"
    if _is_derived(use.text, near):
        return near, "a plural or a derived form"
    if use.text in names.strong:
        return near, "a name with a link of its own"
    return near, ""


def _well_used(use: NameUse, names: Names) -> set[str]:
    """Names one slip away that the page uses often, beside a spelling that nobody else uses."""
    word = use.text
    if len(word) < SHORTEST_ALONE or names.counts[word] > 1 or not word.isalpha():
        return set()
    if word in names.strong or lexicon.is_known(word) or lexicon.zipf(word):
        return set()
    near = (other.capitalize() for other in one_edit_away(word.lower()))
    return {
        other for other in near if names.counts[other] >= LEAST_USES_ALONE and is_near(word, other)
    }


def _is_the_pages(near: str, word: str, names: Names) -> bool:
    uses, others = names.counts[word], names.counts[near]
    if uses > MOST_USES:
        return False
    return near in names.strong or others >= LEAST_LEAD * uses + 1


def _is_derived(word: str, other: str) -> bool:
    shorter, longer = sorted((word, other), key=len)
    if longer.startswith(shorter) and longer[len(shorter) :] in DERIVING:
        return True
    return any(
        word.endswith(end) and other.endswith(base) and word[: -len(end)] == other[: -len(base)]
        for end, base in EXCHANGED
    )


def _target_words(use: NameUse, unit: Unit) -> frozenset[str]:
    """The name words of the target of the piped link in whose label the name stands."""
    document = unit.document
    wiki = document.prose.wikitext_span(use.start, use.end)
    links = document.elements_within(
        max(wiki.start - LONGEST_LABEL, 0), wiki.start, ElementKind.LINK
    )
    for link in links:
        if link.is_piped and link.inner_start <= wiki.start and wiki.end <= link.inner_end:
            runs = RUN.finditer(link.name.partition("#")[0])
            return frozenset(word for run in runs for word in WORD_OF_RUN.findall(run[0]))
    return frozenset()
