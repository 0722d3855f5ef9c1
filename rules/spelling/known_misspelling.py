"""Finds words that published lists of misspellings name: recieve for receive.

The lists are those of the lexicon, less every entry that a dictionary of any variety knows. It
leaves alone names (capitals inside a sentence, words that the title, a link or a reference has),
pieces of longer words, foreign passages, quotations and italics.
"""

from __future__ import annotations

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
from rules.facts.foreign_words import WINDOW, is_foreign_passage
from rules.facts.variety import in_the_pages_variety, variety
from rules.facts.vocabulary import vocabulary
from rules.facts.words import UnknownWord, lacks_capitals, unknown_words


class KnownMisspelling(Rule):
    """recieve → receive."""

    meta = Meta(
        code="SPL001",
        name="known-misspelling",
        summary="A word on a published list of misspellings (recieve)",
        why="A misspelt word slows the reader down and makes the article look careless.",
        source=Source.enwiki("MOS:SPELL"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.96,
        needs=(unknown_words, vocabulary, variety),
        supersedes=("SPL002",),
        examples=(
            Example("They will ⟦recieve⟧ the prize.", fix="receive"),
            Example("⟦Teh⟧ bridge was built in 1890.", fix="The"),
            Example("It was ⟦definately⟧ a town, and ⟦untill⟧ 1950.", fix="definitely"),
            Example("== ⟦Enviroment⟧ ==\nThe river is clean.", fix="Environment"),
            Example("* a ⟦seperate⟧ house (1950)", fix="separate"),
            Example("{|\n| the ⟦goverment⟧ of the day\n|}", fix="government"),
            Example("[[File:A.jpg|thumb|A ⟦comittee⟧ of ten]]", fix="committee"),
            Example("{{Infobox person\n| occupation = ⟦proffesor⟧\n}}", fix="professor"),
            Example("It was the [[Parliament|⟦goverment⟧ house]].", fix="government"),
            Example("It ⟦occured⟧<ref>''The Times''</ref> twice.", fix="occurred"),
            Example("The ⟦acheivement⟧{{cn}} was his.", fix="achievement"),
            Example("The '''⟦neccessary⟧''' parts came.", fix="necessary"),
            Example("They will receive the colour and the color.", guard="right in some variety"),
            Example("It was built by Recieve and sons.", guard="a name"),
            Example("TEH and RECIEVE are labels.", guard="capitals"),
            Example('The sign reads "recieve payment".', guard="a quotation"),
            Example("The song ''Recieve me untill'' was a hit.", guard="italics"),
            Example("See [[Goverment]] of [[Seperate Lives]].", guard="a link's title"),
            Example("The song recieve is one of his.", title="Recieve", guard="in the title"),
            Example("A [[Teh Halia|drink]] of teh is hot.", guard="a name on the page"),
            Example("Zuletzt ist das noch exponentiell gestiegen.", guard="a foreign passage"),
            Example("The word recieve is often misspelt.", guard="mentioned as a word"),
            Example("It is at recieve.example.com today.", guard="an address"),
            Example("The recieve() function and its_recieve field.", guard="code"),
            Example("The [r]ecieve button and the anti-goverment side.", guard="a piece of a word"),
            Example("He wrote recieve [sic] in it.", guard="marked"),
            Example("He wrote {{sic|recieve}} and recieve {{sic}}.", guard="marked"),
            Example("<ref>They recieve it</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each listed word that is not used as a name here."""
        assert unit.block is not None
        for word in context.fact(unknown_words).of(unit.block):
            listed = lexicon.misspelling(word.text)
            if not listed:
                continue
            guard = word.guard
            if not guard and context.fact(vocabulary).is_name(word.text):
                guard = "used as a name on the page"
            if not guard and _is_among_foreign_words(word, unit.text):
                guard = "in a foreign passage"
            if guard:
                yield Silenced(word.start, word.end, guard)
                continue
            right = in_the_pages_variety(listed, lambda: context.fact(variety))
            yield Hit(
                start=word.start,
                end=word.end,
                message=f"“{word.text}” is a known misspelling of “{right[0]}”.",
                suggestions=right,
            )


def _is_among_foreign_words(word: UnknownWord, text: str) -> bool:
    """Not asked where no capital tells which words are names: those count as foreign."""
    before = text[max(word.start - WINDOW, 0) : word.start]
    after = text[word.end : word.end + WINDOW]
    return is_foreign_passage(before, after) and not lacks_capitals(text)
