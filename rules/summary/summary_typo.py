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
    r"/\*.{0,400}?\*/|→[^:\n]{1,200}:|\[\[.{0,300}?\]\]|\{\{.{0,300}?\}\}|\[?\b(?:https?:|www\.)\S+|"
    r"\"[^\"]{0,200}\"|“[^”]{0,200}”|(?<!\w)'+[^']{1,80}'+(?!\w)|<[^<>]{0,80}>|#\w+|@\w+|"
    r"\b(?:User|User talk|WP|Wikipedia|MOS|Template|Category|Special|Help|Draft|Talk|File):\S+|"
    r"\b(?:Undid|Undo) revision \d+ by .{1,80}?(?:\([^()]{0,40}\)|$)|"
    r"\bRe(?:verted|vert|verting)\b.{0,200}?\bby .{1,80}?(?=\(talk|\bto\b|:|$)|"
    r"\bto (?:the )?(?:last|previous|version|revision).{0,20}? by .{1,80}?(?=[.:;(]|$)|"
    r"\|[\w-]+=|\b\w+=\S*|\b[\w.-]+\.(?:com|org|net|gov|edu|uk|js|py|jpe?g|png|svg|pdf)\b"
)
"""What an author did not write as English prose. Undone revisions name their author."""

SPELLING_FIX = re.compile(r"-+>|=+>|→|⇒|\bs/|\bsic\b", re.IGNORECASE)
"""Signs that the summary quotes the misspelling it mended."""

NAMED_FIX = re.compile(
    r"\b(?:typos?|sp|spell(?:ing)?s?|misspell(?:ing|ings|ed)?|misspelt|orthography)\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
JARGON = frozenset(
    """addl adj admins afd afds aka amts anon anons approp apos arb archiveurl arbcom attrib auth
    autoblock autopatrolled awb backlinks biog bldg blp blps bluelink bluelinks bolding br btw byte
    capt caps cat cats cedit centuryism chg citebot clarif cleanup clnup cmt cmts cn coi
    combating comm conv copyed copyedit copyedited copyediting copyedits copyvio copyvios coord
    coords corr corrs crufty cruft csd ctrl cvt dab dabs datestamp deadlink deadlinks deadurl
    defn delinked delinking delink delsort del descr deorphan deorphaned desc detag dewikify diacr
    diff diffs disambig disambigged disambiguated dmy doi dup dupe dupes dups dyk edn edtr
    edsumm engvar enwiki eq evid exst expl externals fac fancruft featd fmt fmts fmting formating2
    fwd genfixes govt gram hatnote hatnotes hdr hdrs hotcat hyph incl indef
    infobox infoboxes infobx interlang interwiki interwikis intro invt ipa isbn issn ital itals
    lang lede ledes linkfix linkrot linkspam lowercased lvl maint mdash mdy merge mfd mis misc
    mos moss msg msgs navbox navboxes navboxen ndash nbsp newsgroup nomin nonfree notab npov obv
    offtopic og ok orig orphaned overlink overlinking param params paren parens perms peacock
    pic pics piped pipelink pls plz pmid pov ppl pref prev prob prod prodded proseline punct
    punc rd rdr reapply recat recats recateg recategorise recategorize redir redirs redlink
    redlinks redlinked ref refbegin refd refend refill refimprove reflink reflinks reflist reflists
    refname refs refspam rel relink reorg repl req resp restor revdel revert reverts rewikify rfa
    rfc rfd rm rmv rmvd rply rpt rsn rv rvd rvt rvv rvving sandboxed sb sec sect sects 
    semi shd simpl sfn sfns smth sockpuppet sockpuppets softredirect speedied std stdz stubbed
    subcat subcats subpage subpages subst substed substing succ suppl svg svgs synth tagline tagging
    talkpage templated templatize templatise tfd thx tidied tnx toc transclude transcluded
    transclusion tweak tweaked tweaks txt typo typos unbold unblock uncat uncategorised
    uncategorized undab unencyc unencyclopedic undid undelete underlink unhide unlink unlinked
    unlinking unpipe unpiped unref unrefd unreferenced unrel unsigned unsourced upd updt updts
    userbox userboxes userfy userfied userpage userspace vand vandal vandals vandalised vers vfd
    viz wikidata wikiproject wikiprojects wikified wikifies wikify wikifying wikilink
    wikilinked wikilinking wikilinks wikilove wikitable wikitext xref yr yrs""".split()
)
"""Words and shortenings that editors use of their work."""

LEAST_ZIPF, LEAST_ZIPF_SHORT, SHORT = 3.5, 4.5, 5
"""A correction must be this frequent, and more so for a word of up to five letters."""

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
            Example("Text.", summary="see [[Recieve]] and {{recieve}}", guard="links"),
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
            guard = word.guard or _guard(text, own, word, right, context)
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
    return "." + " " * (len(match[0]) - 1) if len(match[0]) > 1 else " "


def _likely(word: str) -> tuple[str, ...]:
    least = LEAST_ZIPF_SHORT if len(word) <= SHORT else LEAST_ZIPF
    near = lexicon.suggestions(word)
    return near if near and lexicon.zipf(near[0]) >= least else ()


def _guard(
    text: str, own: str, word: UnknownWord, right: tuple[str, ...], context: Context
) -> str:
    lower = word.text.lower()
    if lower in JARGON or lower.removesuffix("s") in JARGON:
        return "editors' jargon"
    page = context.fact(vocabulary)
    if page.has(lower):
        return "the page has the word"
    if SPELLING_FIX.search(text) or NAMED_FIX.search(own[max(word.start - 60, 0) : word.start]):
        return "the summary tells what it mended"
    words = [other.lower() for other in WORD.findall(own)]
    if any(answer.lower() in words for answer in right):
        return "the summary has the right word too"
    if word.text != lower and lexicon.zipf(lower):
        return "a name that begins the summary"
    strangers = sum(not lexicon.is_known(w) and w not in JARGON for w in words) - 1
    if strangers > 1 and strangers > MOST_STRANGERS * len(words):
        return "a summary in another language"
    return ""
