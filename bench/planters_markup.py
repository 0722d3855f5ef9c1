"""Faults to plant in real text: broken markup, wrong identifiers, left-overs of other programs."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bench.planting import Fault, Page, Planter
from rules.contract import ElementKind

DEFINED = re.compile(r'<ref name="([^"<>]+)">[^<>]{10,2000}</ref>')
ISBN = re.compile(r"(?:isbn ?= ?|ISBN )(97[89]-?[\d-]{10,13}\d|\d-[\d-]{9}[\dX])(?=\s|[|}.,;<])")
SENTENCE_END = re.compile(r"[a-z]{2}\.(?= [A-Z]|\Z)")
WORDS = re.compile(r"(?<= )[a-z]{4,} [a-z]{4,}(?= )")
TOKENS = (
    "citeturn0search3",
    "\ue200cite\ue202turn1search2\ue202turn0news4\ue201",
    ":contentReference[oaicite:2]{index=2}",
    "[oaicite:7]",
    "([oai_citation:4‡example.org](https://example.org/a))",
    '({"attribution":{"attributableIndex":"2310-3"}})',
    '<grok-card data-id="e3b0c4" data-type="citation_card"></grok-card>',
    "turn3view0",
)
SIGNATURES = (
    "~~~~",
    "--~~~~",
    "[[User:Planter|Planter]] ([[User talk:Planter|talk]]) 08:15, 3 March 2019 (UTC)",
    "— [[Special:Contributions/198.51.100.7|198.51.100.7]] ([[User talk:198.51.100.7|talk]])"
    " 21:07, 14 June 2021 (UTC)",
)
ADDED = (
    (" {{citation needed|date=May 2019}", 1),
    (" {citation needed|date=May 2019}}", 31),
    ("<ref>A book about it, p. 12", 0),
    ("<ref>A book about it, p. 12<ref>", 0),
    ('<ref name="planted2" />A book</ref>', 29),
    (" See also [[Planted page|a page].", 10),
    (" See also [Planted page]].", 23),
    ("<ref>{{cite book|title=A book|year=1990</ref>", 5),
    (" <!-- a note to editors", 1),
)
"""Markup with a half missing, and where in it the finding is due."""


def broken_markup(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A bracket, brace or tag taken out of what was whole, or half of one put in."""
    elements = page.document.elements
    inside = 0
    for element in elements:
        if element.kind is ElementKind.FILE:
            inside = max(inside, element.end)
        if element.start < inside:
            # Half a link in a caption leaves the caption's own brackets to blame.
            continue
        text = page.text[element.start : element.end]
        plain = "\n" not in text and len(text) < 300
        if element.kind is ElementKind.LINK and text.count("[") == 2 and plain:
            if dice.random() < 0.5:
                cut = dice.choice((1, 2))
                yield Fault(element.end - cut, element.end, "", element.start, element.start + 2)
            else:
                at = element.end - 4
                yield Fault(element.start, element.start + 2, "", at, at + 2)
        elif element.kind is ElementKind.TEMPLATE and text.count("{") == 2 and plain:
            cut = dice.choice((1, 2))
            yield Fault(element.end - cut, element.end, "", element.start, element.start + 2)
        elif element.kind is ElementKind.REFERENCE and element.end > element.inner_end:
            start = element.start
            yield Fault(element.inner_end, element.end, "", start, start + 5)
    for at in _sentence_ends(page):
        text, mark = dice.choice(ADDED)
        yield Fault(at, at, text, at + mark, at + mark + 2)


def removed_definition(page: Page, dice: random.Random) -> Iterator[Fault]:
    """The reference that others on the page repeat by its name is taken out, or its name is."""
    for match in DEFINED.finditer(page.text):
        name = re.escape(match[1])
        uses = list(re.finditer(rf'<ref name="{name}" ?/>', page.text))
        again = re.findall(rf"<ref name=[\"']?{name}[\"']?\s*>", page.text)
        if not uses or len(again) > 1:
            continue
        text = dice.choice(("", match[0].replace(f' name="{match[1]}"', "")))
        shift = len(text) - len(match[0])
        place = uses[0].start() + (shift if uses[0].start() > match.start() else 0)
        yield Fault(*match.span(), text, place, place + len(uses[0][0]))


def wrong_digit(page: Page, dice: random.Random) -> Iterator[Fault]:
    """One digit of an ISBN changed, or two neighbours swapped, or one left out."""
    for match in ISBN.finditer(page.text):
        number = match[1]
        places = [at for at, char in enumerate(number[:-1]) if char.isdigit() and at > 3]
        at = dice.choice(places)
        other = str((int(number[at]) + dice.randint(1, 9)) % 10)
        wrong = dice.choice(
            (number[:at] + other + number[at + 1 :], number[:at] + number[at + 1 :])
        )
        start = match.start(1)
        yield Fault(start, match.end(1), wrong, start, start + len(wrong))


def signature(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A signature after a sentence."""
    for at in _sentence_ends(page):
        text = dice.choice(SIGNATURES)
        yield Fault(at, at, f" {text}", at + 1, at + 1 + len(text))


def chatbot_token(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A chatbot's mark after a sentence."""
    for at in _sentence_ends(page):
        text = dice.choice(TOKENS)
        yield Fault(at, at, text, at, at + len(text))


def markdown(page: Page, dice: random.Random) -> Iterator[Fault]:
    """Words, a heading, a link or a line written in Markdown."""
    for start, match in page.places(WORDS):
        at, end = start + match.start(), start + match.end()
        bold = f"**{match[0]}**"
        link = f"[{match[0]}](https://example.org/{match[0].split()[0]})"
        text = dice.choice((bold, bold, link))
        yield Fault(at, end, text, at, at + len(text))
    for section in page.document.sections[1:]:
        if section.title and section.level > 1:
            text = f"{'#' * section.level} {section.title}"
            yield Fault(
                section.start, section.start + len(_heading(page, section.start)), text,
                section.start, section.start + len(text),
            )  # fmt: skip


def _heading(page: Page, start: int) -> str:
    return page.text[start : page.text.find("\n", start)]


def _sentence_ends(page: Page) -> Iterator[int]:
    for start, match in page.places(SENTENCE_END):
        yield start + match.end()


MARKUP_PLANTERS: dict[str, Planter] = {
    "MRK001": broken_markup,
    "MRK002": removed_definition,
    "MRK003": wrong_digit,
    "MRK004": signature,
    "AIX001": chatbot_token,
    "AIX003": markdown,
}
"""What is planted for each rule about markup and about what generated text leaves behind."""
