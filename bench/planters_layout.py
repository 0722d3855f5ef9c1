"""Faults to plant in real text: headings, links and samples that an editing tool left."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from bench.planting import Fault, Page, Planter, swapped
from rules.contract import Section

PLAIN = re.compile(r"[A-Z][a-z]+(?: [a-z]+){1,6}")
"""A heading in sentence case without a name after its first word."""

SMALL = frozenset("a an the of in on at to for from by with and or as".split())
YEAR = re.compile(r"(?<= in )(1[5-9]\d\d|20[01]\d)(?=[ ,.])(?! [A-Z])")
WORDS = re.compile(r"(?<= the )[a-z]{4,} [a-z]{4,}(?=[ ,.])")
BARE_LINK = re.compile(r"\[\[([A-Z][^\[\]|#:\n]{2,40})\]\]")
SAMPLES = (
    "'''Bold text'''",
    "''Italic text''",
    "[[Link title]]",
    "[[File:Example.jpg]]",
    "[http://www.example.com link title]",
    "<nowiki>Insert non-formatted text here</nowiki>",
    "[Name]",
    "[Date of birth]",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
)


def title_case_heading(page: Page, dice: random.Random) -> Iterator[Fault]:
    """Early life and career becomes Early Life and Career, or early life and career."""
    for section, start in _headings(page):
        if not PLAIN.fullmatch(section.title):
            continue
        words = section.title.split()
        wrong = " ".join(w if w in SMALL else w.capitalize() for w in words)
        if dice.random() < 0.25:
            wrong = section.title[0].lower() + section.title[1:]
        if wrong != section.title:
            yield Fault(start, start + len(section.title), wrong, start, start + len(wrong))


def skipped_level(page: Page, dice: random.Random) -> Iterator[Fault]:
    """=== Youth === right under == Life == becomes ==== Youth ====, or the one between goes."""
    for before, section in pairwise(page.document.sections):
        line = page.text[section.start : section.heading_end].rstrip()
        if section.level != before.level + 1 or not line.endswith("="):
            continue
        wrong = "=" * dice.choice((1, 2))
        text = f"{wrong}{line}{wrong}"
        yield Fault(section.start, section.start + len(line), text, *_all(section.start, text))


def decorated_heading(page: Page, dice: random.Random) -> Iterator[Fault]:
    """Bold, a link, a reference, a colon, a size or capitals in a heading."""
    for section, start in _headings(page):
        if not re.fullmatch(r"[A-Za-z ]{4,60}", section.title):
            continue
        words = section.title
        wrong = dice.choice(
            (
                f"'''{words}'''",
                f"[[{words}]]",
                f"{words}<ref>{words}</ref>",
                f"{words}:",
                f"<big>{words}</big>",
                f"{words}<br>",
                words.upper(),
            )
        )
        if wrong != words:
            yield Fault(start, start + len(words), wrong, *_all(start, wrong))


def second_heading(page: Page, _: random.Random) -> Iterator[Fault]:
    """A heading named like one before it on its level."""
    for section, start in _headings(page):
        others = [
            other.title
            for other in page.document.sections[1 : section.index]
            if other.parent == section.parent and other.level == section.level
        ]
        if others and len(others[-1]) > 2 and others[-1] != section.title:
            mark = _all(start, others[-1])
            yield Fault(start, start + len(section.title), others[-1], *mark)


def bold_line(page: Page, _: random.Random) -> Iterator[Fault]:
    """A subheading over running text becomes a bold line."""
    for section, _start in _headings(page):
        line = page.text[section.start : section.heading_end]
        below = page.text[section.heading_end : section.content_end].lstrip()
        words = below.split("\n")[0].split()
        appendix = re.search(r"link|refer|read|note|source|work|bibliogr", section.title, re.I)
        if section.level < 3 or appendix or not below[:1].isalpha() or len(words) < 12:
            continue
        text = f"'''{section.title}'''\n"
        yield Fault(section.start, section.start + len(line), text, *_all(section.start, text))


def second_link(page: Page, _: random.Random) -> Iterator[Fault]:
    """A page linked in a paragraph is linked again at its end."""
    for block in page.paragraphs:
        wikitext = page.text[block.wiki_start : block.wiki_end]
        if link := BARE_LINK.search(re.sub(r"<ref.*?(?:</ref>|/>)|\{\{.*?\}\}", "", wikitext)):
            at = block.wiki_end
            yield Fault(at, at, f" {link[0]}", at + 1, at + 1 + len(link[0]))


def year_link(page: Page, _: random.Random) -> Iterator[Fault]:
    """1990 becomes [[1990]]."""
    for start, match in page.places(YEAR):
        yield swapped(start, match, f"[[{match[0]}]]")


def wrong_year_link(page: Page, dice: random.Random) -> Iterator[Fault]:
    """1990 becomes [[1987|1990]] or [[1987 in music|1990]]."""
    for start, match in page.places(YEAR):
        other = int(match[0]) - dice.randint(2, 9)
        kind = dice.choice(("", "", " in music", " in film"))
        yield swapped(start, match, f"[[{other}{kind}|{match[0]}]]")


def link_outside(page: Page, dice: random.Random) -> Iterator[Fault]:
    """Two words become a link to a website, or an address follows them."""
    for start, match in page.places(WORDS):
        address = f"https://www.{match[0].replace(' ', '-')}.org/page"
        wrong = dice.choice((f"[{address} {match[0]}]", f"{match[0]} ({address})"))
        yield swapped(start, match, wrong)


def link_to_itself(page: Page, dice: random.Random) -> Iterator[Fault]:
    """The page's title in its text becomes a link."""
    for start, match in page.places(re.compile(rf"(?<= ){re.escape(page.title)}(?=[ ,.])")):
        wrong = dice.choice((f"[[{match[0]}]]", f"[[{page.title}|{match[0]}]]"))
        yield swapped(start, match, wrong)


def sample_text(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A sample of the toolbar or a form before a sentence."""
    for start, words in page.sentences:
        if words[:1].isupper() and len(words) > 40:
            sample = dice.choice(SAMPLES)
            yield Fault(start, start, f"{sample} ", start, start + len(sample))


def _headings(page: Page) -> Iterator[tuple[Section, int]]:
    """Each section with a plain heading, and where its words begin."""
    for section in page.document.sections[1:]:
        line = page.text[section.start : section.heading_end].strip()
        if section.title and line.strip("= ") == section.title:
            yield section, page.text.find(section.title, section.start)


def _all(start: int, text: str) -> tuple[int, int]:
    return start, start + len(text.rstrip())


LAYOUT_PLANTERS: dict[str, Planter] = {
    "LAY002": title_case_heading,
    "LAY003": skipped_level,
    "LAY004": decorated_heading,
    "LAY005": second_heading,
    "LAY006": bold_line,
    "LAY007": second_link,
    "LAY008": year_link,
    "LAY009": wrong_year_link,
    "LAY010": link_outside,
    "LAY011": link_to_itself,
    "LAY012": sample_text,
}
