"""Faults to plant for the rules about sources: figures, quotations and references."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from bench.planting import Fault, Page, Planter

FIGURE = re.compile(r"(?<![\w.,/–-])(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{2,4})(?![\w,%/–-]|\.\d)")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
CITED_SENTENCE = re.compile(
    r"(?<=[.\n] )[A-Z][^.<>{}\[\]\n\"]{40,260}\."
    r"(?P<refs><ref[^<>/]*>[^<>]{5,900}</ref>)(?=[ \n])"
)
LAST_CITED = re.compile(
    r"(?<=[.>] )(?P<words>[A-Z][^.<>{}\[\]\n\"]{40,260}\.)<ref>[^<>]{5,900}</ref>(?=\n)"
)
QUOTED = re.compile(
    r"\b(?:said|wrote|stated|argued|noted|remarked)[^\"\n<{]{0,24}\"[^\"\n<{]{40,300}\""
)
CITE_WEB = re.compile(r"<ref[^<>/]*>\s*\{\{[Cc]ite (?:web|news)[^{}]{10,700}\}\}\s*</ref>")
ADDRESS = re.compile(r"\|\s*url\s*=\s*(https?://[^\s|{}<>\[\]]{8,200})")
SENTENCES = (
    "It was long the largest of its kind in the whole region.",
    "Many people of the town took part in the work as well.",
    "The decision was much debated in the years after that.",
)
BLOGS = ("https://lee.blogspot.com", "https://lee.wordpress.com", "https://medium.com")
MARKS = (
    "utm_source=chatgpt.com", "utm_source=openai", "utm_source=copilot.com", "referrer=grok.com",
)  # fmt: skip


def changed_figure(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A figure of a sentence with one reference right behind it: a digit, two digits, a nought."""
    for sentence in CITED_SENTENCE.finditer(page.text):
        figures = list(FIGURE.finditer(page.text, sentence.start(), sentence.start("refs")))
        if not figures:
            continue
        figure = dice.choice(figures)
        wrong = _slip(figure[0], dice)
        if wrong is not None:
            yield Fault(
                figure.start(), figure.end(), wrong, figure.start(), figure.start() + len(wrong)
            )


def _slip(figure: str, dice: random.Random) -> str | None:
    at = [index for index, sign in enumerate(figure) if sign.isdigit()]
    if YEAR.fullmatch(figure):
        year = int(figure) - dice.choice((10, 2, 3, 20, 5))
        return str(year)
    kind = dice.choice(("swap", "digit", "nought", "digit"))
    if kind == "nought" and "," not in figure:
        return figure + "0"
    if kind == "swap":
        places = [i for i, j in pairwise(at) if j == i + 1 and figure[i] != figure[j]]
        places = [i for i in places if i or figure[i + 1] != "0"]
        if places:
            i = dice.choice(places)
            return figure[:i] + figure[i + 1] + figure[i] + figure[i + 2 :]
    i = at[0] if len(at) < 4 else dice.choice(at[:-1])
    digit = dice.choice([d for d in "123456789" if d != figure[i]])
    return figure[:i] + digit + figure[i + 1 :]


def removed_reference(page: Page, _: random.Random) -> Iterator[Fault]:
    """The last reference of a paragraph taken away, the sentence before it left."""
    paragraphs = [block for block in page.paragraphs if block.section]
    for match in LAST_CITED.finditer(page.text):
        start = match.end("words")
        if not any(block.wiki_start <= start < block.wiki_end for block in paragraphs):
            continue
        if page.text.count(page.text[start : match.end()]) == 1:
            yield Fault(start, match.end(), "", match.start("words"), match.end("words"))


def unsourced_quotation(page: Page, _: random.Random) -> Iterator[Fault]:
    """A sourced paragraph with a quotation, newly written and without its references."""
    for block in page.paragraphs:
        start = page.text.rfind("\n", 0, block.wiki_start) + 1
        end = page.text.find("\n", block.wiki_end)
        wikitext = page.text[start:end]
        bare = re.sub(r"<ref[^<>]*/>|<ref[^<>]*>.*?</ref>", "", wikitext, flags=re.DOTALL)
        if not block.section or bare == wikitext or set("{<") & set(bare):
            continue
        if QUOTED.search(bare) is not None and bare[:1].isalnum():
            yield Fault(start, end, bare, start, start + len(bare), before="")


def bare_address(page: Page, _: random.Random) -> Iterator[Fault]:
    """A new reference to a page of the web with nothing but its address."""
    for match in CITE_WEB.finditer(page.text):
        address = ADDRESS.search(match[0])
        if address is not None:
            text = f"<ref>{address[1]}</ref>"
            at = match.start() + 5
            yield Fault(match.start(), match.end(), text, at, at + len(address[1]), before="")


def chatbot_address(page: Page, dice: random.Random) -> Iterator[Fault]:
    """The mark of a chatbot in the address of a citation."""
    for match in ADDRESS.finditer(page.text):
        sign = "&" if "?" in match[1] else "?"
        text = f"{match[1].split('#')[0]}{sign}{dice.choice(MARKS)}"
        yield Fault(match.start(1), match.end(1), text, match.start(1), match.start(1) + len(text))


def blog_address(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A blog in place of the cited page."""
    for match in CITE_WEB.finditer(page.text):
        address = ADDRESS.search(match[0])
        if address is not None:
            text = f"{dice.choice(BLOGS)}/2010/03/mill"
            start = match.start() + address.start(1)
            yield Fault(start, match.start() + address.end(1), text, start, start + len(text))


def sentence_between(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A new sentence between a sentence and its reference."""
    for match in CITED_SENTENCE.finditer(page.text):
        text = f" {dice.choice(SENTENCES)}"
        at = match.start("refs")
        yield Fault(at, at, text, match.start(), at)


SOURCE_PLANTERS: dict[str, Planter] = {
    "CIT002": unsourced_quotation,
    "CIT003": changed_figure,
    "CIT004": removed_reference,
    "CIT005": bare_address,
    "CIT006": chatbot_address,
    "CIT007": blog_address,
    "CIT008": sentence_between,
}
"""What is planted for each rule about sources."""
