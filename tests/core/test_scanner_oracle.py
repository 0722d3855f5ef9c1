"""The scanner's prose against mwparserfromhell's, word for word.

Both read the page; from the parser's tree goes first what the scanner leaves out on purpose
(file options, categories, code) and what it reads that the parser drops (list templates) is not
counted. The parser glues table cells and gives up on a few broken references, so that the last
half per cent is not ours to reach.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable

import mwparserfromhell
import pytest
from mwparserfromhell.nodes import Wikilink
from mwparserfromhell.wikicode import Wikicode

from bot.core.template_kinds import (
    CAPTIONED,
    FILE_NAMESPACES,
    FILE_OPTION,
    INFOBOX,
    INTERLANGUAGE,
    LISTS,
    PASS_THROUGH,
    QUOTATIONS,
    TYPOGRAPHIC,
)
from bot.core.tokens import OPAQUE_TAGS
from bot.core.wikitext import scan
from rules.contract import ElementKind
from tests.core.pages import CORPUS, corpus_texts
from tests.sample import articles

WORD = re.compile(r"\w+")
LARGEST = 60_000
"""Characters of a page for which the parser is waited for."""

BREAK = re.compile(r"</?br\s*/?\s*>|</?(?:noinclude|onlyinclude)\s*/?>", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?|ftp)://\S+")


def oracle_words(wikitext: str) -> Counter[str]:
    """The words of a page according to mwparserfromhell."""
    code = mwparserfromhell.parse(BREAK.sub(" ", wikitext))
    for tag in code.filter_tags():
        if str(tag.tag).strip().lower() in OPAQUE_TAGS | {"gallery", "ref", "references"}:
            swap(code, tag, "")
    for link in code.filter_wikilinks():
        if (shown := shown_of_link(link)) is not None:
            swap(code, link, shown)
    for template in code.filter_templates():
        name = str(template.name).replace("_", " ").strip().lower()
        if name in PASS_THROUGH and template.params:
            swap(code, template, str(template.params[0].value))
        else:
            swap(code, template, TYPOGRAPHIC.get(name, " "))
    code = mwparserfromhell.parse(str(code))
    for tag in code.filter_tags():
        if str(tag.tag).strip() in ("td", "th", "dt", "dd", "li") and not tag.self_closing:
            tag.contents.append(" ")
    return Counter(WORD.findall(ADDRESS.sub(" ", code.strip_code(normalize=True, collapse=False))))


def swap(code: Wikicode, node: object, text: str) -> None:
    """Put ``text`` in a node's place, unless an outer one was replaced before it."""
    try:
        code.replace(node, text)
    except ValueError:
        return


def shown_of_link(link: Wikilink) -> str | None:
    """What stands for a link that is none of the text: a file's caption; None for another."""
    prefix, colon, _ = str(link.title).partition(":")
    namespace = prefix.strip().lower()
    if not colon or not namespace:
        return None
    if namespace in FILE_NAMESPACES:
        parts = top_level_parts(str(link.text)) if link.text is not None else []
        captions = [part for part in parts if not FILE_OPTION.match(part)]
        return f"\n{captions[-1]}\n" if captions else ""
    if namespace == "category" or (link.text is None and INTERLANGUAGE.match(namespace)):
        return ""
    return None


def top_level_parts(text: str) -> list[str]:
    """A text split at the bars outside its links and templates."""
    parts, depth = [""], 0
    for piece in re.split(r"(\[\[|\]\]|\{\{|\}\}|\|)", text):
        depth += (piece in ("[[", "{{")) - (piece in ("]]", "}}"))
        if piece == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def our_words(wikitext: str) -> Counter[str]:
    """The words of a page according to the scanner, less what only it reads."""
    document = scan(wikitext)
    ours_alone = [
        (element.start, element.end)
        for element in document.elements
        if (element.kind is ElementKind.TAG and element.name == "gallery")
        or (element.kind is ElementKind.TEMPLATE and holds_prose(element.name.lower()))
    ]
    words: Counter[str] = Counter()
    for block in document.prose.blocks:
        if not any(start < block.wiki_start < end for start, end in ours_alone):
            words.update(WORD.findall(document.prose.text[block.start : block.end]))
    return words


def holds_prose(name: str) -> bool:
    return bool(name in QUOTATIONS or name in LISTS or name in CAPTIONED or INFOBOX.match(name))


def agreement(texts: Iterable[str]) -> tuple[float, float]:
    """The share of our words that the parser has too, and of its words that we have."""
    ours_in_common = ours = common_in_theirs = theirs = 0
    for text in texts:
        mine, other = our_words(text), oracle_words(text)
        shared = (mine & other).total()
        ours_in_common, ours = ours_in_common + shared, ours + mine.total()
        common_in_theirs, theirs = common_in_theirs + shared, theirs + other.total()
    return ours_in_common / ours, common_in_theirs / theirs


def test_the_sample_agrees_with_mwparserfromhell() -> None:
    texts = [article.text for article in articles() if len(article.text) <= LARGEST]
    assert len(texts) >= 10
    precision, recall = agreement(texts)
    assert precision >= 0.995
    assert recall >= 0.995


@pytest.mark.corpus
@pytest.mark.skipif(CORPUS not in os.environ, reason=f"{CORPUS} names no folder")
def test_a_corpus_agrees_with_mwparserfromhell(
    record_property: Callable[[str, object], None],
) -> None:
    precision, recall = agreement(text for text in corpus_texts() if len(text) <= LARGEST)
    record_property("our words that the parser has", f"{precision:.4%}")
    record_property("the parser's words that we have", f"{recall:.4%}")
    assert precision >= 0.995
    assert recall >= 0.995
