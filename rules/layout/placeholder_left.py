"""Finds sample text that an editing tool or a form inserted and nobody replaced.

Found are the samples of the edit toolbar ('''Bold text''', [[File:Example.jpg]]), of wizards and
forms, filler in Latin, and blanks in brackets such as [Name]. It leaves alone quotations and
code, where such words are spoken of or a name was left out, pages about filler itself, and the
blanks that chatbots leave, which have a rule of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rules.contract import (
    Class,
    Context,
    Document,
    Element,
    ElementKind,
    Example,
    Guard,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Silenced,
    Source,
    Spans,
    Status,
    Unit,
    Verdict,
)
from rules.facts.guards import block_guards
from rules.facts.running_text import ARTICLE_NAMESPACES

SAMPLE = re.compile(
    r"(?P<bold>(?<!')'''Bold text'''(?!'))"
    r"|(?P<italic>(?<!')''Italic text''(?!'))"
    r"|(?P<link>\[\[(?:Link title|link title|Link text|link text|Insert text)\]\])"
    r"|(?P<outside>\[https?://www\.example\.(?:com|org)/? link title\])"
    r"|(?P<file>\[\[(?:File|Image|Media):Example\.(?:jpg|ogg|png|svg)(?:\|[^\[\]\n]{0,80})?\]\])"
    r"|(?P<gallery>(?<=\n)(?:(?:File|Image):)?Example\.(?:jpg|png)\|Caption ?\d(?=\n))"
    r"|(?P<heading>(?<==)[ \t]*Headline text[ \t]*(?==))"
    r"|(?P<sample>(?<!\[)\b(?:Insert (?:(?:non-formatted |footnote )?text|formula) here"
    r"|Block quote text|Superscript text|Subscript text|Strike-through text"
    r"|Type (?:your )?text here|Your text here|Add (?:your )?text here)\b)"
    r"|(?P<latin>\b[Ll]orem ipsum(?: dolor sit amet[^\n\"<\[{]{0,300})?)"
)
"""The samples of MediaWiki's toolbar and its successors, and blanks of forms."""

WORDS_OF_SAMPLES = (
    *("Bold text", "Italic text", "ink title", "ink text", "Insert text", "Example.", "orem ipsum"),
    *("Headline text", "text here", "formula here", "Block quote text", "script text"),
    "Strike-through text",
)
"""One of them is in each sample: the quick look before the slow one."""

BLANK = re.compile(
    r"\[(?P<blank>(?:Full |First |Last |Company |Organi[sz]ation |Person'?s |Artist |Band |School "
    r"|City |Country |Job |Project |Product |Author'?s? )?(?:Name|Title|Date|Year|Location|Position"
    r"|Occupation|Date of [Bb]irth|Place of [Bb]irth|Birth [Dd]ate|Birth [Pp]lace))\](?![\](])"
)

CODE = frozenset("nowiki pre code tt kbd samp syntaxhighlight source math includeonly".split())
REACH = 4_000
"""Code points before a sample within which the element around it begins."""

QUOTE_BEFORE = re.compile(r"[\"“‘«']\Z")
NAMES_IT = re.compile(r"lorem|ipsum|filler|placeholder|wikitext|markup|dummy", re.IGNORECASE)
SHORT_LATIN = 12


class PlaceholderLeft(Rule):
    """'''Bold text''' left by the edit toolbar."""

    meta = Meta(
        code="LAY012",
        name="placeholder-left",
        summary="Sample text of an editing tool, left in the page",
        why="The words were meant to be replaced and tell a reader nothing.",
        source=Source.enwiki("WP:SANDBOX"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.STRUCTURE,
        by_section=True,
        status=Status.STABLE,
        confidence=0.97,
        guards=frozenset(),
        examples=(
            Example("The mill burnt. ⟦'''Bold text'''⟧"),
            Example("The ⟦''Italic text''⟧mill burnt."),
            Example("The mill burnt. ⟦[[File:Example.jpg]]⟧"),
            Example("The mill burnt. ⟦[[File:Example.jpg|thumb|Caption]]⟧"),
            Example("<gallery>\n⟦Example.jpg|Caption1⟧\n</gallery>\n"),
            Example("The ⟦[[Link title]]⟧ burnt."),
            Example("The ⟦[http://www.example.com link title]⟧ burnt."),
            Example("==⟦ Headline text ⟧==\nThe mill burnt."),
            Example("The mill burnt.<ref>⟦Insert footnote text here⟧</ref>"),
            Example("<nowiki>⟦Insert non-formatted text here⟧</nowiki>"),
            Example("<math>⟦Insert formula here⟧</math>"),
            Example("== Life ==\n⟦Lorem ipsum dolor sit amet, consectetur⟧\n"),
            Example("The mill was built by ⟦[Name]⟧ in ⟦[Year]⟧."),
            Example("{{Infobox mill\n| owner = ⟦[Company Name]⟧\n}}"),
            Example(
                "The mill burnt. '''Bold text''' Again.",
                old="The mill burned. '''Bold text''' Again.",
                guard="it was there",
            ),
            Example("Two marks each make <code>''Italic text''</code>.", guard="code"),
            Example("Write <nowiki>'''Bold text'''</nowiki> for it.", guard="code"),
            Example('The button says "Insert text here" in grey.', guard="a quotation"),
            Example('She said "I saw [Name] at the mill" that day.', guard="a quotation"),
            Example("The words [[lorem ipsum]] fill a page.", guard="a link to filler"),
            Example("A page of lorem ipsum is printed.", title="Lorem ipsum", guard="its page"),
            Example("They print filler such as lorem ipsum.", guard="the words are spoken of"),
            Example("The mill was built by [Your Name].", guard="a chatbot's blank"),
            Example("The mill was built in [Insert text here].", guard="a chatbot's blank"),
            Example("<ref>[Title] of a lost book</ref>", guard="a title that is unknown"),
            Example("The '''bold text''' on the wall faded.", guard="words of the text"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each sample, with the marks that belong to it."""
        document, info = unit.document, context.change.info
        if info.namespace not in ARTICLE_NAMESPACES:
            return
        quoted = _Quotations(document)
        for match in _samples(unit.text):
            guard = _guard(document, match, info.title, quoted)
            if guard is not None:
                yield Silenced(*match.span(), guard)
                continue
            yield Hit(
                start=match.start(),
                end=match.end(),
                message="This is sample text, to be replaced or taken out.",
            )


def _samples(text: str) -> Iterator[re.Match[str]]:
    if any(words in text for words in WORDS_OF_SAMPLES):
        yield from SAMPLE.finditer(text)
    for match in BLANK.finditer(text):
        if text[match.start() - 1 : match.start()] != "[":
            yield match


class _Quotations:
    """The quotations of a document's blocks, each block read once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._of_block: dict[int, Spans] = {}

    def holds(self, wiki_offset: int) -> bool:
        """Whether a place of the wikitext is read inside a quotation."""
        position = self._document.prose.position(wiki_offset)
        if position is None:
            return False
        block = self._document.prose.block_at(position)
        if block.start not in self._of_block:
            self._of_block[block.start] = Spans.merged(
                (guard.start, guard.end)
                for guard in block_guards(self._document, block)
                if guard.kind is Guard.QUOTATION
            )
        return self._of_block[block.start].touches(position, position + 1)


def _guard(document: Document, match: re.Match[str], title: str, quoted: _Quotations) -> str | None:
    kind = match.lastgroup
    start, end = match.span()
    if kind != "sample" and _is_inside(document, start, _is_code):
        return "code"
    if QUOTE_BEFORE.search(document.wikitext, max(start - 1, 0), start) and kind in (
        "sample",
        "latin",
        "blank",
    ):
        return "a quotation"
    if NAMES_IT.search(title):
        return "a page about it"
    if kind == "latin" and end - start < SHORT_LATIN + 3:
        return "the words are spoken of"
    if kind in ("sample", "latin", "blank"):
        if kind == "blank" and _is_inside(document, start, _is_reference):
            return "a title that is unknown"
        if quoted.holds(start):
            return "a quotation"
    return None


def _is_inside(document: Document, start: int, is_one: Callable[[Element], bool]) -> bool:
    return any(
        element.end > start and is_one(element)
        for element in document.elements_within(max(start - REACH, 0), start)
    )


def _is_code(element: Element) -> bool:
    """Whether an element shows markup as it is written; a comment shows nothing."""
    if element.kind is ElementKind.COMMENT:
        return True
    return element.kind is ElementKind.TAG and element.name.lower() in CODE


def _is_reference(element: Element) -> bool:
    return element.kind is ElementKind.REFERENCE
