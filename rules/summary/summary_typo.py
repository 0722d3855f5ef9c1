"""Finds misspelt words in the edit summary: "Spce science" for "space science".

Only the author's own words are read: not the section part, links, addresses, templates, quoted
words, hashtags, user names, and what the wiki or a tool wrote. It leaves alone the jargon of
editors, names, words that the page has, words that the summary itself corrects ("recieve ->
receive", "typo: recieve"), and summaries in another language.
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
from rules.facts.slips import one_edit_away
from rules.facts.vocabulary import vocabulary
from rules.facts.words import WORD, UnknownWord, unknown_words_of

LONGEST_SUMMARY = 1_000
"""Code points; MediaWiki keeps 500 of them."""

AUTOMATIC = re.compile(
    r"\s*(?:←|(?:Created|Creating) page with|(?:Created|Creating) redirect|Redirected page|"
    r"Redirecting to|Replaced content|Blanked the page|Removed redirect|Changed redirect|"
    r"Content model|Bot\b|Robot\b|Filled in \d+ bare|Rescuing \d+|Alter: |Add: |Task \d+|"
    r"Cleaned up using|Added tags to|.{0,80}\bmoved page\b|Protected |Imported |Restored revision|"
    r"New page: )"
)
"""How summaries begin that software wrote: what follows is quoted, or names."""

NOT_PROSE = re.compile(
    r"/\*.{0,400}?\*/|\A→[^:\n]{1,200}:|\[\[.{0,300}?\]\]|\{\{.{0,300}?\}\}|\[?\b(?:https?:|www\.)\S+|"
    r"\"[^\"]{0,200}\"|“[^”]{0,200}”|(?<!\w)'+[^']{1,80}'+(?!\w)|<[^<>]{0,80}>|#\w+|@\w+|"
    r"\b(?:User|User talk|WP|Wikipedia|MOS|Template|Category|Special|Help|Draft|Talk|File):\S+|"
    r"\b(?:Undid|Undo) revision \d+ by .{1,80}?(?:\([^()]{0,40}\)|$)|"
    r"\bRe(?:verted|vert|verting)\b.{0,200}?\bby .{1,80}?(?=\(talk|\bto\b|:|$)|"
    r"\bto (?:the )?(?:last|previous|version|revision).{0,20}? by .{1,80}?(?=[.:;(]|$)|"
    r"\|[\w-]+=|\b\w+=\s?\S*|\b[\w.-]+\.(?:com|org|net|gov|edu|uk|js|py|jpe?g|png|svg|pdf)\b"
)
"""What an author did not write as English prose. Undone revisions name their author."""

SPELLING_FIX = re.compile(r"-+>|=+>|→|⇒|\bs/|\bsic\b", re.IGNORECASE)
"""Signs that the summary quotes the misspelling it mended."""

NAMED_FIX = re.compile(
    r"\b(?:typos?|sp|spell(?:ing)?s?|misspell(?:ing|ings|ed)?|misspelt|orthography)\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
LEAST_ZIPF, LEAST_ZIPF_SHORT, SHORT = 3.0, 4.5, 5
"""A correction must be this frequent, and more so for a word of up to five letters."""

EDITORS_WORDS = (
    *("unsourced", "unreferenced", "uncited", "unconstructive", "unencyclopedic", "encyclopedic"),
    *("infobox", "infoboxes", "navbox", "hatnote", "wikilink", "wikilinks", "wikified", "misspelt"),
    *("disambiguation", "disambiguate", "copyedit", "copyedited", "copyediting", "copyvio"),
    *("redirect", "redirected", "sockpuppet", "unexplained", "notability", "rephrased", "reworded"),
)
"""Words of editing that general English hardly has, so that its frequencies do not offer them."""

SHORTEST_EDITORS = 6

FOREIGN = frozenset(
    """d'un d'une des du est et avec pour les une aux sur dans el los las del una por con und der
    das dem den ein eine nicht für gli della dei nel het een van voor och att på ett med na dos não
    ao de la""".split()
)
"""Small words of other languages: strangers in a summary, though dictionaries have some."""

MOST_STRANGERS = 0.3
"""The share of other unknown words beyond which the summary is in another language."""


class SummaryTypo(Rule):
    """Spce science → Space science."""

    meta = Meta(
        code="SUM001",
        name="summary-typo",
        summary="A misspelt word in the edit summary (Spce)",
        why="The summary stays in the page's history and cannot be changed; a typo there makes it"
        " harder to search and to understand.",
        source=Source.enwiki("H:ES"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.SUMMARY,
        status=Status.STABLE,
        confidence=0.9,
        needs=(vocabulary,),
        examples=(
            Example("Text.", summary="/* Background */ ⟦Spce⟧ science collaboration", fix="Space"),
            Example("Text.", summary="/* Early life */ added ⟦refrences⟧", fix="references"),
            Example("Text.", summary="fixed the ⟦grammer⟧ here", fix="grammar"),
            Example("Text.", summary="⟦Teh⟧ lead is too long", fix="The"),
            Example("Text.", summary="/* Recieve */ copyedit", guard="the section part"),
            Example("Text.", summary="rv vandalism, ce, fmt, wikify, redlinks", guard="jargon"),
            Example("Text.", summary="removed ⟦unsoruced⟧ sentence", fix="unsourced"),
            Example("Text.", summary="see [[Recieve]] and {{recieve}}", guard="links"),
            Example("Text.", summary="two hatnotes and navboxes", guard="an editor's word"),
            Example("Text.", summary="ajout d'une photo de la fautes", guard="another language"),
            Example("Text.", summary="typo: refrences", guard="the mended word"),
            Example("Text.", summary="refrences → references", guard="the mended word"),
            Example(
                "Text.",
                summary="Undid revision 12 by [[Special:Contributions/Recieve|Recieve]] (talk)",
                guard="a user name",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each misspelt word in the author's own part of the summary."""
        text = unit.text[:LONGEST_SUMMARY]
        if AUTOMATIC.match(text):
            return
        own = NOT_PROSE.sub(_blank, text)
        for word in unknown_words_of(own):
            right = lexicon.misspelling(word.text) or _likely(word.text)
            if not right:
                continue
            guard = word.guard or _guard(own, word, right, context)
            if guard:
                yield Silenced(word.start, word.end, guard)
                continue
            yield Hit(
                start=word.start,
                end=word.end,
                message=f"“{word.text}” in the summary is likely meant to be “{right[0]}”.",
                suggestions=right,
            )


def _blank(match: re.Match[str]) -> str:
    """As many code points, none of them part of a word; a sentence may begin after it."""
    return ". ".rjust(len(match[0])) if len(match[0]) > 1 else " "


def _likely(word: str) -> tuple[str, ...]:
    least = LEAST_ZIPF_SHORT if len(word) <= SHORT else LEAST_ZIPF
    near = lexicon.suggestions(word)
    if near and lexicon.zipf(near[0]) >= least:
        return near
    return _editors_word(word) if len(word) >= SHORTEST_EDITORS else ()


def _editors_word(word: str) -> tuple[str, ...]:
    lower = word.lower()
    if lower in EDITORS_WORDS or lower.removesuffix("s") in EDITORS_WORDS:
        return ()
    near = [right for right in EDITORS_WORDS if lower in one_edit_away(right)]
    return tuple(right.capitalize() if word[0].isupper() else right for right in near)


def _guard(own: str, word: UnknownWord, right: tuple[str, ...], context: Context) -> str:
    lower = word.text.lower()
    if lower in lexicon.summary_jargon():
        return "editors' jargon"
    page = context.fact(vocabulary)
    if page.has(lower):
        return "the page has the word"
    if SPELLING_FIX.search(own) or NAMED_FIX.search(own[max(word.start - 60, 0) : word.start]):
        return "the summary tells what it mended"
    words = [other.lower() for other in WORD.findall(own)]
    if any(answer.lower() in words for answer in right):
        return "the summary has the right word too"
    if word.text != lower and lexicon.zipf(lower) and not lexicon.misspelling(lower):
        return "a name that begins the summary"
    strangers = sum(_is_strange(other) for other in words if other != lower)
    if strangers > MOST_STRANGERS * len(words):
        return "a summary in another language"
    return ""


def _is_strange(word: str) -> bool:
    return word in FOREIGN or not (
        lexicon.is_known(word)
        or lexicon.is_known(word.capitalize())
        or word in lexicon.summary_jargon()
        or lexicon.misspelling(word)
        or _likely(word)
    )
