"""Finds headings with more than words: a link, bold, a reference, a line break, a colon at the
end, all capitals.

Links, references and markup of size are errors of form; so is bold, since headings have their own
weight. It leaves alone italics, anchors and other templates without text, comments, a colon inside
a heading, acronyms, and capitals in words that no dictionary has in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    Document,
    Element,
    ElementKind,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Section,
    Severity,
    Source,
    Span,
    Status,
    Unit,
    Verdict,
)
from rules.facts import lexicon
from rules.facts.citations import is_reference_template
from rules.facts.heading_text import heading_words
from rules.facts.running_text import ARTICLE_NAMESPACES

BOLD = re.compile(r"'''+(?P<words>[^'\n]{1,200}(?:'[^'\n]{1,100})?)'''+")
TAGS = frozenset("b strong big small u font center br s strike h1 h2 h3 h4 h5 h6".split())
"""Tags that only dress up; of others, as ``sub`` and ``code``, a heading may be in need."""

REFERENCES = "a reference"
MOST_MARKUP = 20
"""Pieces of markup that are looked at in one heading."""


CAPITALS = re.compile(r"[A-Z]{2,}(?:['’][A-Z]{1,3})?")
LEAST_CAPITALS = 5
"""Letters of a word in capitals that no acronym has by chance and any dictionary holds."""

LEAST_ZIPF = 3.5
"""How well known in small letters a word must be to be none of the acronyms that are words."""

SHORT_WORDED = frozenset({"see also", "early life", "the plot", "plot", "life"})
"""Usual headings of words so short that they might pass for acronyms."""


class HeadingDecoration(Rule):
    """== '''Life''' == → == Life ==."""

    meta = Meta(
        code="LAY004",
        name="heading-decoration",
        summary="A heading with a link, bold, a reference, a colon at its end, or in all capitals",
        why="Headings have their own look, and links and references in them break the table of"
        " contents and links to the section.",
        source=Source.enwiki("MOS:HEAD"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.STRUCTURE,
        by_section=True,
        status=Status.STABLE,
        confidence=0.93,
        guards=frozenset(),
        examples=(
            Example("== ⟦[[Poland]]⟧ ==\nA.\n", fix="Poland"),
            Example("== ⟦Life in [[Warsaw|the city]]⟧ ==\nA.\n", fix="Life in the city"),
            Example("=== ⟦'''Life'''⟧ ===\nA.\n", fix="Life"),
            Example("== ⟦'''Castle''' 1536–1832⟧ ==\nA.\n", fix="Castle 1536–1832"),
            Example("== ⟦<big>Life</big>⟧ ==\nA.\n", fix="Life"),
            Example("== ⟦Life<br>⟧ ==\nA.\n", fix="Life"),
            Example("== ⟦Life:⟧ ==\nA.\n", fix="Life"),
            Example("== ⟦Life<ref>Lee</ref>⟧ ==\nA.\n"),
            Example("== ⟦Life{{sfn|Lee|1990}}⟧ ==\nA.\n"),
            Example("== ⟦EARLY HISTORY⟧ ==\nA.\n"),
            Example("== ⟦SEE ALSO⟧ ==\n* [[A]]\n"),
            Example("== ⟦HISTORY OF THE TOWN⟧ ==\nA.\n"),
            Example("== ⟦[http://a.example Press]⟧ ==\nA.\n", fix="Press"),
            Example(
                "== ⟦[[Poland]]⟧ ==\nA.\n",
                old="== Poland ==\nA.\n",
                fix="Poland",
            ),
            Example(
                "== [[Poland]] ==\nA, too.\n",
                old="== [[Poland]] ==\nA.\n",
                guard="it was there",
            ),
            Example("== 1921–1922: Travels abroad ==\nA.\n", guard="a colon inside"),
            Example("== Reception of ''The Hill'' ==\nA.\n", guard="the title of a work"),
            Example("== NASA and the UNESCO ==\nA.\n", guard="acronyms"),
            Example("== AIDS ==\nA.\n", guard="an acronym"),
            Example("== IKEA ==\nA.\n", guard="a name"),
            Example("== Life{{anchor|Youth}} ==\nA.\n", guard="an anchor"),
            Example("== Life == <!-- see [[Youth]] -->\nA.\n", guard="a comment"),
            Example("== H<sub>2</sub>O ==\nA.\n", guard="a formula"),
            Example("'''Life'''\n\n== Youth ==\nA.\n", guard="no heading"),
            Example("== LIST OF THE BBC ==\nA.\n", guard="words too short to tell"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """The words of each decorated heading, markup included."""
        document = unit.document
        if context.change.info.namespace not in ARTICLE_NAMESPACES:
            return
        for section in document.sections[1:]:
            words = heading_words(document, section)
            if words.start == words.end:
                continue
            faults, plain = _decorations(document, words)
            if not faults and _is_shouted(section):
                faults = ["capitals throughout"]
                plain = None
            if not faults:
                continue
            yield Hit(
                start=words.start,
                end=words.end,
                message=f"A heading is plain text: this one has {' and '.join(faults)}.",
                suggestions=(plain,) if plain else (),
            )


def _decorations(document: Document, words: Span) -> tuple[list[str], str | None]:
    """What a heading has beside its words, and the heading without; None where that is unclear."""
    text = document.wikitext[slice(*words)]
    faults: list[str] = []
    plain: str | None = text
    elements = document.elements_within(*words)
    if len(elements) > MOST_MARKUP:
        plain = None
    for element in elements[:MOST_MARKUP]:
        written = document.wikitext[element.start : element.end]
        fault, label = _decoration(document, element)
        if not fault:
            continue
        faults.append(fault)
        if plain is not None:
            plain = plain.replace(written, label, 1) if label is not None else None
    if BOLD.search(text):
        faults.append("bold")
        plain = BOLD.sub(r"\g<words>", plain) if plain else None
        if plain and "''" in plain:
            plain = None
    if text.endswith(":"):
        faults.append("a colon at its end")
        plain = plain.rstrip(" :") if plain else None
    return list(dict.fromkeys(faults)), plain.strip() if plain else None


def _decoration(document: Document, element: Element) -> tuple[str, str | None]:
    """What a piece of markup in a heading is called, and what remains without it."""
    label = document.wikitext[element.inner_start : element.inner_end]
    kind = element.kind
    if kind is ElementKind.LINK:
        return "a link", label
    if kind is ElementKind.EXTERNAL_LINK:
        return "an outside link", label.strip() or None
    if kind is ElementKind.REFERENCE:
        return REFERENCES, None
    if kind is ElementKind.TEMPLATE and is_reference_template(element.name):
        return REFERENCES, None
    if kind is ElementKind.FILE:
        return "an image", None
    if kind is ElementKind.TAG and element.name.lower() in TAGS:
        name = element.name.lower()
        return {"br": "a line break", "b": "bold", "strong": "bold"}.get(name, f"<{name}>"), ""
    return "", None


def _is_shouted(section: Section) -> bool:
    """Whether all words of a heading are in capitals, and a common one among them."""
    title = section.title
    if title != title.upper():
        return False
    if title.lower() in SHORT_WORDED:
        return True
    return any(
        len(match[0]) >= LEAST_CAPITALS
        and match[0].lower() in lexicon.dictionary()
        and lexicon.zipf(match[0]) >= LEAST_ZIPF
        for match in CAPITALS.finditer(title)
    )
