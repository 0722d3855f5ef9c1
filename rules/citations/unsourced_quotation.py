"""Finds added quotations without a source: someone's words, and no reference behind them.

A quotation is six words or more between double marks, or three after a verb of speech. Those of one
paragraph are one finding. A reference in its sentence, after it in the paragraph, or behind the
sentence before it counts as its source, and so does a work that the sentence names with its year
or as the speaker's own. It leaves alone what stands between marks without being quoted from anyone:
titles, names, terms, mottos, prayers, translations and examples of words; and where no source is
asked for: the lead, plots, appendices, sections fed by another page, undone edits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from rules.contract import (
    BlockKind,
    Change,
    Class,
    Context,
    Document,
    Evidence,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Sentence,
    Severity,
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
)
from rules.facts.citations import asks_for_source, has_reference
from rules.facts.quotations import Quotation, quotations
from rules.facts.sourcing import ARTICLE_NAMESPACES, page_guard, section_guards
from rules.facts.unsourced_passages import sources_end

LEAST_WORDS, LEAST_SPOKEN = 6, 3
"""Shorter ones are terms and phrases more often than anyone's words."""

WHOLE = 0.85
"""The share of a quotation's characters that makes it added as a whole."""

DOUBLE = frozenset('"“„«')
WORD = re.compile(r"[^\W\d_][\w'’-]*")
SAID = re.compile(
    r"\b(?:said|says|say|saying|wrote|writes|writing|stated|states|stating|remarked|remarks|"
    r"declared|declares|commented|comments|commenting|argued|argues|arguing|noted|notes|noting|"
    r"replied|replies|answered|asked|asks|added|adds|adding|explained|explains|explaining|recalled|"
    r"recalls|recalling|claimed|claims|insisted|observed|observes|concluded|concludes|announced|"
    r"proclaimed|exclaimed|responded|responds|told\s[^\s]{1,20}|admitted|complained|quipped|joked|"
    r"praised|criticised|criticized|described|describes|describing|lamented|warned|reported|"
    r"opined|opines|remembered|remembers|confessed|quoted\sas\ssaying|according\sto\s[^,]{2,60})"
    r"(?:\s(?:that|as|it\sas|him\sas|her\sas|them\sas|the|how|of|simply|then|later))?"
    r"\s?[,:]?\s?\Z",
    re.IGNORECASE,
)
SAID_AFTER = re.compile(
    r"[,.]?\s(?:(?:he|she|they|[A-Z][\w.'’-]{1,24}(?:\s[A-Z][\w.'’-]{1,24})?)\s(?:later\s|also\s)?"
    r"(?:said|says|wrote|writes|stated|states|remarked|declared|commented|argued|noted|replied|"
    r"added|explained|recalled|told|recounted|concluded|observed))\b"
)
NAMED_BEFORE = re.compile(
    r"\b(?:called|calls|calling|named|names|termed|dubbed|nicknamed|nickname|titled|entitled|"
    r"subtitled|labell?ed|known\sas|referred\sto\sas|styled|billed\sas|meaning|means|meant|"
    r"translat(?:ed|es|ing|ion)(?:\s\w{1,12}){0,3}|literally|lit\.|phrases?|slogans?|mottos?|"
    r"mottoes|expressions?|terms?|words?|taglines?|titles?|inscriptions?|inscribed|reads|reading|"
    r"chants?|lyrics?|lines?|songs?|singles?|episodes?|albums?|tracks?|poems?|books?|novels?|"
    r"articles?|essays?|stor(?:y|ies)|papers?|chapters?|films?|plays?|sections?|paintings?|"
    r"sketch(?:es)?|programmes?|shows?|series|games?|hymns?|anthems?|marches|ballads?|b-side|"
    r"segments?|columns?|names?|acronym|abbreviation|stands?\sfor|short\sfor|proverb|saying|adage|"
    r"question|concept|notion|idea|principle|doctrine|rule|theory|policy|category|award|prize|"
    r"report|speech|lecture|sermon|exhibition|campaign|project|operation|headlines?|headlined|"
    r"response|greeting|prayer|psalm|verse|oath|pledge|stage\s\d{1,2}|option\s\d{1,2}|"
    r"e\.g\.|such\sas|like|or|sings?|sang|performed|covered|recorded|released|featuring|version\sof"
    r"|cover\sof|rendition\sof|for\sexample|for\sinstance|dedicat\w{1,6}|caption(?:ed)?)"
    r"(?:\s(?:of|is|was|are|were|as|in|on|it|them|the|a|an|simply|just|officially|be|been))?"
    r"[\s,:(]{0,3}\Z",
    re.IGNORECASE,
)
JUDGED_BEFORE = re.compile(
    r"\b(?:called|calls|calling)\s(?:it|him|her|them|this)\s\Z", re.IGNORECASE
)
"""Not a name but what someone thinks of it: he called it "a treaty that binds no one"."""

TITLE_AFTER = re.compile(
    r"\s?\((?:[^()]{0,30}(?:1\d|20)\d\d|with|feat|from|by|written|directed|\d)|\s(?:by\s[A-Z]|and\s\""
    r"|episode|single|song|video|award|prize|trophy)"
)
SMALL = frozenset("a an the of in on at to for and or but nor by with from as is de la le".split())
MOST_EVIDENCE = 6
MOST_READ = 40
"""Quotations of one paragraph that are looked at."""

MOST_CAPITALS = 0.6
"""Share of capitalised words from which what is quoted is a title."""

NAMED_SOURCE = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir|own|['’]s)\s(?:[\w'’-]{1,20}\s){0,3}(?:autobiograph(?:y|ies)|memoirs?|"
    r"diar(?:y|ies)|letters?|book|essay|article|novel|treatise|manifesto|preface|foreword|"
    r"liner\snotes|testament|poem)\b"
    r"|\((?:1[5-9]|20)\d\d\)|\b[Tt]he\s(?:text|law|act|statute|document|liturgy|priest|deacon|choir)\b"
    r"|\b(?:Act|Constitution|Charter|Treaty|Statute|Declaration|Convention|Code|Bible|Gospel|"
    r"Qur['’]?an|Torah|Talmud|Amendment|Article|Section|Chapter|Canon|Psalms?|Genesis|Exodus|Isaiah|"
    r"Matthew|Luke|Mark|John|Acts|Romans|Responsibility|Manual|Guidelines?|Dictionary|Encyclop\w{4,7})"
    r"['’]?\s(?:\d|[\w\s,'’]{0,40}\b(?:states?|says?|reads?|provides?|stipulates?|declares?|defines?)\b)"
)
"""A work that a sentence names as the source of its words."""

FARTHEST_NAMED = 400
"""Code points before a quotation in which its source is looked for in the sentence."""

LATIN = re.compile(r"[a-z]{2}")


class UnsourcedQuotation(Rule):
    """He said that it was "the finest mill in the whole world"."""

    meta = Meta(
        code="CIT002",
        name="unsourced-quotation",
        summary="An added quotation without a source",
        why="Nobody can check that these words were said without knowing where.",
        source=Source.enwiki("MOS:QUOTE"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.PREVIEW,
        confidence=0.85,
        blocks=frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}),
        triggers=(r"[\"“„«]",),
        reach=3,
        needs=(page_guard, section_guards),
        guards=frozenset(),
        examples=(
            Example('Lee said that it was ⟦"the finest mill in the whole world"⟧. It burnt down.'),
            Example('Asked about it, Lee said: ⟦"No, never again."⟧ It burnt down.'),
            Example(
                'Lee said it was ⟦"the finest mill of all"⟧. Ana added that it was "the last one of'
                ' its kind".'
            ),
            Example(
                'In his memoirs Lee said that it was "the finest mill in the whole world".',
                guard="a work named as the source",
            ),
            Example(
                'The answer of all is then: "The mill is old and will be", as it was.\n',
                old='The answer of all is then: "The mill is old and will be", as it was.',
                guard="no change of it",
            ),
            Example('Lee said "Stop!" and left.', guard="too short"),
            Example(
                'From this and from "if the mill is not old" nobody can tell more.',
                guard="a step of an argument",
            ),
            Example("One paper wrote of ⟦“a mill that has no like in all of Europe”⟧ that year."),
            Example("Lee held that ''⟦\"the mill had no like in all of Europe\"⟧'' that year."),
            Example(
                'It is old.<ref>A</ref>\n\n⟦"It was the best of mills,"⟧ Lee wrote later.',
                old="It is old.<ref>A</ref>",
            ),
            Example(
                'Lee said that it was "the finest mill in the whole world".<ref>A</ref>',
                guard="a reference",
            ),
            Example(
                'Lee said that it was "the finest mill in the whole world". It burnt.{{sfn|Lee}}',
                guard="a reference further on in the paragraph",
            ),
            Example(
                'Lee spoke to the paper.<ref>A</ref> He said it was "the finest mill in the'
                ' world".',
                guard="a reference right before",
            ),
            Example(
                'Lee said that it was "the finest mill in the whole world".{{citation needed}}',
                guard="a source is asked for already",
            ),
            Example(
                'Lee said that it was "the finest mill in the whole world".\n\n== Town ==\nThe old'
                " town lies on a river in the hills.<ref>A</ref>",
                guard="the lead",
            ),
            Example(
                'A.\n\n== Plot ==\nShe says that it is "the finest mill in the whole world".',
                guard="a plot",
            ),
            Example('They sang "The Mill on the River" in Rome.', guard="a title"),
            Example('They sang "When the mill was on fire" (1950) in Rome.', guard="a song"),
            Example('The song "When the mill was all on fire" was new then.', guard="a named work"),
            Example('Lee was nicknamed "the man of the old mill" by many.', guard="a nickname"),
            Example('The so-called "old town" mill was a "real" one.', guard="scare quotes"),
            Example('The name means "the mill on the old river" in Latin.', guard="a translation"),
            Example(
                'Lee said it was "the finest mill in the wide world".<ref>A</ref>',
                old='Lee said it was "the finest mill in the whole world".<ref>A</ref>',
                guard="it was there",
            ),
            Example(
                'Lee said that it was "the finest mill in the wide world".',
                old='Lee said that it was "the finest mill in the whole world".',
                guard="a word mended in what was there",
            ),
            Example(
                'Lee said that it was "the finest mill in the whole world".',
                old="",
                summary="Undid revision 123 by A",
                guard="an undone edit",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each quotation of a block that has no source."""
        quoted = (
            quotation
            for quotation in quotations(unit.text)
            if quotation.closed and _is_quoted(unit.text, quotation)
        )
        found = list(islice(quoted, MOST_READ))
        if not found:
            return
        change = context.change
        if change.info.namespace not in ARTICLE_NAMESPACES:
            return
        assert unit.block is not None
        section = unit.block.section
        unsourced: list[Quotation] = []
        for quotation in found:
            start, end = unit.start + quotation.start, unit.start + quotation.end
            if not _is_added(change, start, end):
                continue
            guard = _guard(change.new, unit, start) or context.fact(section_guards).of(section)
            guard = guard or context.fact(page_guard)
            if guard is not None:
                yield Silenced(quotation.start, quotation.end, guard)
            else:
                unsourced.append(quotation)
        if unsourced:
            first = unsourced[0]
            yield Hit(
                start=first.start,
                end=first.end,
                message="This quotation has no source: no reference follows it in its paragraph."
                " Please say where these words were said or written.",
                evidence=tuple(Evidence(q.start, q.end) for q in unsourced[1:MOST_EVIDENCE]),
            )


def _is_quoted(text: str, quotation: Quotation) -> bool:
    """Whether what stands between marks is someone's words, as far as its looks tell."""
    start, end = quotation.start, quotation.end
    if text[start] not in DOUBLE:
        return False
    inside = text[start + 1 : end - 1]
    if any(mark in inside for mark in DOUBLE) or LATIN.search(inside) is None:
        # The marks do not pair, or another language is shown.
        return False
    words = WORD.findall(inside)
    if inside.startswith(("if ", "If ")):
        # A step of an argument, or an example of one.
        return False
    if len(words) < LEAST_SPOKEN:
        return False
    before = text[max(start - 80, 0) : start]
    after = text[end : end + 80]
    is_spoken = SAID.search(before) is not None or SAID_AFTER.match(after) is not None
    if len(words) < LEAST_WORDS and not is_spoken:
        return False
    is_named = NAMED_BEFORE.search(before) is not None and not JUDGED_BEFORE.search(before)
    if not is_spoken and (is_named or TITLE_AFTER.match(after)):
        return False
    rest = [word for word in words[1:] if word.lower() not in SMALL]
    capitals = sum(word[0].isupper() for word in rest)
    if rest and capitals >= MOST_CAPITALS * len(rest):
        return False
    return bool(rest) or is_spoken


def _is_added(change: Change, start: int, end: int) -> bool:
    span = change.new.prose.wikitext_span(start, end)
    covered = sum(piece.end - piece.start for piece in change.added.within(*span))
    return covered >= WHOLE * (span.end - span.start)


def _guard(document: Document, unit: Unit, start: int) -> str | None:
    """Why a quotation needs no other source, from its own paragraph."""
    assert unit.block is not None
    sentence, first = _sentence_and_before(document, unit, start)
    end = sources_end(document, unit.block)
    near = max(sentence.start, start - FARTHEST_NAMED)
    if NAMED_SOURCE.search(document.prose.text, near, start) is not None:
        return "a work named as the source"
    if has_reference(document, first, end):
        return "a source for it"
    if asks_for_source(document, first, end):
        return "a source is asked for already"
    return None


def _sentence_and_before(document: Document, unit: Unit, start: int) -> tuple[Sentence, int]:
    """The sentence of a quotation, and where the one before it begins in the wikitext."""
    assert unit.block is not None
    sentences = document.sentences(unit.block)
    index = max(bisect_right(sentences, start, key=_start) - 1, 0)
    before = sentences[max(index - 1, 0)]
    return sentences[index], document.prose.wikitext_span(before.start, before.end).start


def _start(sentence: Sentence) -> int:
    return sentence.start
