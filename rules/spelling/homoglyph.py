"""Finds a letter of another alphabet inside a word that looks Latin: Mоscow with a Cyrillic о.

Only Cyrillic and Greek letters that look just like a Latin one count, and only where every foreign
letter of the word does, so that the plain word can be offered. A Cyrillic word with a Latin letter
in it is found too. It leaves alone units and formulas (μm, kΩ, TNFα, Δx), names written so on
purpose (KoЯn, words of the title), single letters, {{lang}} and math.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    Example,
    Guard,
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

LATIN_OF_CYRILLIC = dict(
    zip("аеорсухіјѕһԁԛԝАВЕКМНОРСТХІЈЅУ", "aeopcyxijshdqwABEKMHOPCTXIJSY", strict=True)
)
LATIN_OF_GREEK = dict(zip("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oABEZHIKMNOPTYX", strict=True))
"""Not α, β, γ, ι, κ, ν, υ and χ: they stand in formulas, in names of genes and in phonetic script,
and nobody takes them for Latin letters."""

LATIN_OF = LATIN_OF_CYRILLIC | LATIN_OF_GREEK
CYRILLIC_OF = {latin: cyrillic for cyrillic, latin in LATIN_OF_CYRILLIC.items()}

FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
WORD = re.compile(r"[^\W\d_]{2,80}")

FOREIGN_BESIDE = re.compile(r"[\u0370-\u03ff\u0400-\u052f]\s\Z|\A\s[\u0370-\u03ff\u0400-\u052f]{2}")
"""A word of the other alphabet right beside: a space may be missing, and the letter a word."""

LEAST_LATIN_BESIDE_GREEK = 3
"""Latin letters: shorter mixtures with Greek capitals are symbols (ΑC, mΧ)."""


class Homoglyph(Rule):
    """Mоscow with a Cyrillic о → Moscow."""

    meta = Meta(
        code="SPL007",
        name="homoglyph",
        summary="A letter of another alphabet inside a word",
        why="The word looks right, but no search finds it and no link leads to its page.",
        source=Source.enwiki("WP:TYPO"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.96,
        # What cannot be searched for is as wrong in quotations and titles.
        guards=frozenset({Guard.SIC, Guard.LINK_TITLE}),
        triggers=(
            r"[A-Za-z\x{C0}-\x{24F}][\x{370}-\x{3FF}\x{400}-\x{52F}]",
            r"[\x{370}-\x{3FF}\x{400}-\x{52F}][A-Za-z\x{C0}-\x{24F}]",
        ),
        examples=(
            Example("He moved to ⟦M\u043escow⟧ in 1950.", fix="Moscow"),
            Example("The ⟦\u0441entury⟧ was long.", fix="century"),
            Example("* It is a ⟦hous\u0435⟧ of stone", fix="house"),
            Example("{|\n| ⟦\u0422own⟧ || 1950\n|}", fix="Town"),
            Example("{{Infobox person\n| spouse = ⟦\u041caria⟧ Diaz\n}}", fix="Maria"),
            Example("[[File:A.jpg|thumb|The ⟦riv\u0435r⟧ in winter]]", fix="river"),
            Example("See [[Town|the ⟦t\u043ewn⟧]] there.", fix="town"),
            Example("The ''⟦Tim\u0435s⟧'' wrote it.", fix="Times"),
            Example("The ⟦\u0391thens⟧ games.", fix="Athens"),
            Example("In Russian it is ⟦М\u006fсква⟧ today.", fix="Москва"),
            Example("The word москва and the word Αθήνα.", guard="one alphabet"),
            Example("It is 5 μm thick and has 3 kΩ, or 4 µF.", guard="units"),
            Example("The TNFα, PPARγ and NFκB genes; Δx, πr and λmax.", guard="Greek symbols"),
            Example("It is said [ˈbɛθi] or [βaχ].", guard="phonetic script"),
            Example("The group KoЯn and the ЯRS label.", guard="names written so on purpose"),
            Example("The group L\u0443be sang.", title="L\u0443be", guard="a word of the title"),
            Example("{{lang|ru|M\u043escow}} and <math>m\u0441</math>.", guard="lang and math"),
            Example("See [[M\u043escow]].", guard="a link's title"),
            Example("The M\u043escow [sic] of the poem.", guard="marked"),
            Example("The letters а, е and o; Tu-95МС; non-Москва.", guard="whole words"),
            Example("The inscription\u03bf βασιλευς is old.", guard="beside Greek words"),
            Example("The constant ΑC and the mΧ value.", guard="symbols"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each word of two alphabets whose foreign letters all have a Latin double."""
        for match in WORD.finditer(unit.text):
            word = match[0]
            if word.isascii() or not (FOREIGN.search(word) and LATIN.search(word)):
                continue
            plain = _plain(word)
            if plain is None:
                continue
            if word.lower() in context.change.info.title.lower():
                yield Silenced(*match.span(), "a word of the page's title")
                continue
            around = (
                unit.text[max(match.start() - 2, 0) : match.start()],
                unit.text[match.end() : match.end() + 3],
            )
            if plain.isascii() and any(map(FOREIGN_BESIDE.search, around)):
                yield Silenced(*match.span(), "beside a word of that alphabet")
                continue
            stranger = next(
                letter for letter, right in zip(word, plain, strict=True) if letter != right
            )
            alphabet = "Latin" if LATIN.match(stranger) else _alphabet(stranger)
            yield Hit(
                start=match.start(),
                end=match.end(),
                message=f"The “{stranger}” in “{word}” is a {alphabet} letter.",
                suggestions=(plain,),
            )


def _alphabet(letter: str) -> str:
    return "Greek" if letter in LATIN_OF_GREEK else "Cyrillic"


def _plain(word: str) -> str | None:
    """The word in the alphabet of most of its letters; None if it has no such form."""
    strangers = FOREIGN.findall(word)
    latin = len(LATIN.findall(word))
    if latin >= len(strangers):
        if any(letter not in LATIN_OF for letter in strangers):
            return None
        if latin < LEAST_LATIN_BESIDE_GREEK and any(s in LATIN_OF_GREEK for s in strangers):
            return None
        return "".join(LATIN_OF.get(letter, letter) for letter in word)
    others = [letter for letter in word if LATIN.match(letter)]
    if any(letter not in CYRILLIC_OF for letter in others):
        return None
    if any("\u0370" <= letter <= "\u03ff" for letter in strangers):
        return None
    return "".join(CYRILLIC_OF.get(letter, letter) for letter in word)
