"""Faults to plant in real text, one small planter for each rule.

A planter yields every fault that it could plant on a page, each as one replacement in the
wikitext with the place where a finding is due. It knows the guideline and nothing of the rule:
places are found with plain patterns of its own. Only sentences without quotation marks and italics
are touched (the fault would be none there), outside links, templates and references.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from bench.claim_arith_planters import (
    denied_copy,
    future_date,
    other_rank,
    part_above_whole,
    reused_figure,
    wrong_conversion,
    wrong_direction,
    wrong_duration,
)
from bench.claim_life_planters import CLAIM_LIFE_PLANTERS
from bench.claim_planters import (
    changed_mention,
    lead_off_infobox,
    lead_told_otherwise,
    told_twice,
)
from bench.planted_words import CHAT, LISTED, SUMMARIES
from bench.planters_citation_dates import CITATION_DATE_PLANTERS
from bench.planters_dates import DATE_PLANTERS
from bench.planters_english import flipped_variety, other_variety, sourced_removal
from bench.planters_layout import LAYOUT_PLANTERS
from bench.planters_markup import MARKUP_PLANTERS
from bench.planters_numbers import NUMBER_PLANTERS
from bench.planters_sources import SOURCE_PLANTERS
from bench.planters_times import TIME_PLANTERS
from bench.planters_tone import TONE_PLANTERS
from bench.planters_typography import TYPOGRAPHY_PLANTERS
from bench.planting import Fault, Page, Planter, swapped
from rules.facts.lexicon import is_known

GROUPED = re.compile(r"(?<![\w,.$£€#:/–-])[1-9]\d{0,2}(?:,\d{3})+(?![\w,/%–-]|\.\d)")
COUNTED = re.compile(
    r"(?P<n>[1-9]\d{1,2},\d\d[1-9]) (?:[a-z]+ )?(?P<noun>[a-z]{3,}(?:s|people|men))\b"
)
MEASURES = frozenset(
    """miles metres meters kilometres kilometers acres hectares dollars pounds euros feet yards
    tonnes tons years days hours inches was has is this as""".split()
)
SMALL_WORD = re.compile(r"(?<= )(?:the|of|and|to|in|for|with|at|from|by|or|was|were)(?= [a-z])")
PLAIN_WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])")
YEARS = re.compile(
    r"(?:from (1\d{3}|20\d\d) (?:to|until) |between (1\d{3}|20\d\d) and |"
    r"\((1\d{3}|20\d\d)–)(1\d{3}|20\d\d)(?=[) ,.;])"
)
DATED = re.compile(
    r"(?:In|On|By|During) (?:[A-Z][a-z]+ (?:\d{1,2}, )?|\d{1,2} [A-Z][a-z]+ )?"
    r"(1\d{3}|20\d\d)(?=[ ,])"
)
CLAUSE = re.compile(r'"[^"\n\uFFFC]{25,200}"')
VERB = re.compile(r" (?:is|are|was|were|has|have|had|do|does|did|will|can|could|would|must) ")


def indian_grouping(page: Page, _: random.Random) -> Iterator[Fault]:
    """554,202 becomes 5,54,202."""
    for start, match in page.places(GROUPED):
        digits = match[0].replace(",", "")
        if len(digits) >= 6:
            head, tail = digits[:-3], digits[-3:]
            pairs = [head[max(at - 2, 0) : at] for at in range(len(head), 0, -2)]
            yield swapped(start, match, ",".join([*reversed(pairs), tail]))


def malformed_grouping(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A comma moved by a digit, or left out: 55,4202, 1234,567."""
    for start, match in page.places(GROUPED):
        if match[0].count(",") > 1 and dice.random() < 0.5:
            yield swapped(start, match, match[0].replace(",", "", 1))
        elif len(match[0].split(",")[0]) > 1:
            head, rest = match[0].split(",", 1)
            yield swapped(start, match, f"{head[:-1]},{head[-1]}{rest}")


def false_precision(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A word of approximation before an exact count."""
    for start, match in page.places(COUNTED):
        before = page.text[start + match.start() - 1 : start + match.start()]
        if match["noun"] in MEASURES or before != " ":
            continue
        word = dice.choice(("approximately ", "around ", "about ", "roughly "))
        at = start + match.start()
        yield Fault(at, at, word, at, at + len(word))


def listed_misspelling(page: Page, _: random.Random) -> Iterator[Fault]:
    """A common word in its common misspelling."""
    for start, match in page.places(PLAIN_WORD):
        if match[0] in LISTED:
            yield swapped(start, match, LISTED[match[0]])


def damaged_letter(page: Page, dice: random.Random) -> Iterator[Fault]:
    """One letter of a word left out, doubled, replaced, or swapped with the next."""
    for start, match in page.places(PLAIN_WORD):
        slip = damaged(match[0], dice)
        if is_known(match[0]) and not is_known(slip):
            yield swapped(start, match, slip)


def damaged(word: str, dice: random.Random) -> str:
    """The word with one slip."""
    at = dice.randrange(len(word) - 1)
    letter = dice.choice("abcdefghijklmnopqrstuvwxyz")
    return dice.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def doubled_word(page: Page, _: random.Random) -> Iterator[Fault]:
    """the the."""
    for start, match in page.places(SMALL_WORD):
        yield swapped(start, match, f"{match[0]} {match[0]}")


def curly_apostrophe(page: Page, _: random.Random) -> Iterator[Fault]:
    """India’s."""
    for start, match in page.places(re.compile(r"(?<=[a-z])'(?=s\b)")):
        yield swapped(start, match, "’")


def one_sided_dash(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A dash between clauses with a space on one side, where there was a comma before."""
    for start, match in page.places(re.compile(r"(?<=[a-z])(?: – |—)(?=[a-z])")):
        dash = dice.choice(("— ", " —", "– ", " –"))
        at = start + match.start()
        yield Fault(at, start + match.end(), dash, at, at + 2, before=", ")


def italic_quotation(page: Page, _: random.Random) -> Iterator[Fault]:
    """A quotation of a clause in italics as well."""
    prose = page.document.prose
    for block in page.paragraphs:
        for match in CLAUSE.finditer(prose.text, block.start, block.end):
            opens = prose.text.count('"', block.start, match.start()) % 2 == 0
            if opens and VERB.search(match[0]) and prose.is_verbatim(*match.span()):
                start, end = prose.wikitext_span(*match.span())
                yield Fault(start, end, f"''{match[0]}''", start, end + 4)


def empty_section(page: Page, _: random.Random) -> Iterator[Fault]:
    """The text of a section taken out, its heading left."""
    sections = page.document.sections
    for section, following in pairwise(sections[1:]):
        if following.level <= section.level and len(section.title) > 1:
            at = page.text.find(section.title, section.start, section.heading_end)
            if at != -1:
                mark = at, at + len(section.title)
                yield Fault(section.heading_end, section.content_end, "\n", *mark)


def unsourced_paragraph(page: Page, _: random.Random) -> Iterator[Fault]:
    """A sourced paragraph with three years or more, newly written and without its references."""
    for block in page.paragraphs:
        start = page.text.rfind("\n", 0, block.wiki_start) + 1
        end = page.text.find("\n", block.wiki_end)
        wikitext = page.text[start:end]
        bare = re.sub(r"<ref[^<>]*/>|<ref[^<>]*>.*?</ref>", "", wikitext, flags=re.DOTALL)
        if not block.section or bare == wikitext or set("{<") & set(bare):
            continue
        if bare[:1].isalnum() and len(re.findall(r"\b(?:1\d{3}|20\d\d)\b", bare)) >= 3:
            yield Fault(start, end, bare, start, start + len(bare), before="")


def impossible_range(page: Page, dice: random.Random) -> Iterator[Fault]:
    """From 1965 to 1968 becomes from 1968 to 1965, or gets a duration that it cannot have."""
    for start, match in page.places(YEARS):
        first = match[1] or match[2] or match[3]
        if first < match[4]:
            text = match[0].replace(match[4], "·").replace(first, match[4]).replace("·", first)
            yield swapped(start, match, text)
    yield from wrong_duration(page, dice)


def wrong_age(page: Page, dice: random.Random) -> Iterator[Fault]:
    """An age that is five to twelve years off, beside a year in a person's life."""
    born = re.search(r"\[\[Category:(1[5-9]\d\d|20\d\d) births", page.text)
    if born is None:
        return
    surname = page.title.split("(")[0].split()[-1]
    opening = re.compile(rf"{DATED.pattern}(?=,? (?:he|she|{re.escape(surname)}) )")
    for start, match in page.places(opening):
        age = int(match[1]) - int(born[1])
        if 15 <= age <= 90:
            wrong = age + dice.choice((-1, 1)) * dice.randint(5, 12)
            phrase = dice.choice((f", at the age of {wrong}", f", aged {wrong}"))
            at = start + match.end()
            comma = "" if page.text[at] == "," else ","
            yield Fault(at, at, f"{phrase}{comma}", at, at + len(phrase))


def year_outside_heading(page: Page, dice: random.Random) -> Iterator[Fault]:
    """An event in a section headed 1947–1958 is dated 15 to 40 years after it."""
    for section in page.document.sections[1:]:
        years = re.search(r"\b(1\d{3}|20\d\d)[–-](1\d{3}|20\d\d)\b", section.title)
        if years is None:
            continue
        for start, match in page.places(DATED):
            year = int(match[1])
            if section.start < start < section.end and int(years[1]) <= year <= int(years[2]):
                text = match[0].replace(match[1], str(int(years[2]) + dice.randint(15, 40)))
                yield swapped(start, match, text)


def chatbot_reply(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A sentence of a chatbot to its user before a sentence of the article."""
    for start, words in page.sentences:
        if words[:1].isupper() and len(words) > 40:
            reply = dice.choice(CHAT)
            yield Fault(start, start, reply, start, start + len(reply))


def misspelt_summary(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A small edit whose summary has a slip in one word."""
    for start, match in page.places(PLAIN_WORD):
        summary = dice.choice(SUMMARIES)
        word = dice.choice(list(PLAIN_WORD.finditer(summary)))
        slip = damaged(word[0], dice)
        if not is_known(slip):
            written = summary[: word.start()] + slip + summary[word.end() :]
            at = start + match.start()
            mark = word.start(), word.start() + len(slip)
            yield Fault(at, at, "", *mark, summary=written, before="really ")


def wrong_section_summary(page: Page, dice: random.Random) -> Iterator[Fault]:
    """A summary that names another section than the one that changed."""
    sections = [s for s in page.document.sections[1:] if s.level == 2 and s.title]
    titles = [s.title for s in sections if re.fullmatch(r"[\w ,–-]+", s.title)]
    for start, match in page.places(PLAIN_WORD):
        own = next((s.title for s in sections if s.start <= start < s.end), None)
        others = [title for title in titles if title != own]
        if own and others:
            name = f"/* {dice.choice(others)} */"
            at = start + match.start()
            yield Fault(at, at, "", 0, len(name), summary=f"{name} tightened", before="really ")


PLANTERS: dict[str, Planter] = {
    "NUM001": indian_grouping,
    "NUM003": malformed_grouping,
    "NUM012": false_precision,
    **NUMBER_PLANTERS,
    **DATE_PLANTERS,
    **TIME_PLANTERS,
    **SOURCE_PLANTERS,
    **CITATION_DATE_PLANTERS,
    "SPL001": listed_misspelling,
    "SPL002": damaged_letter,
    "SPL005": doubled_word,
    "ENG001": other_variety,
    "ENG002": flipped_variety,
    "SUM001": misspelt_summary,
    "SUM002": wrong_section_summary,
    "SUM003": sourced_removal,
    "TYP001": curly_apostrophe,
    "TYP002": one_sided_dash,
    "TYP004": italic_quotation,
    **TYPOGRAPHY_PLANTERS,
    "LAY001": empty_section,
    **LAYOUT_PLANTERS,
    "CIT001": unsourced_paragraph,
    "CLM001": wrong_conversion,
    "CLM002": impossible_range,
    "CLM003": wrong_direction,
    "CLM004": part_above_whole,
    "CLM005": wrong_age,
    **CLAIM_LIFE_PLANTERS,
    "CLM008": changed_mention,
    "CLM009": lead_off_infobox,
    "CLM010": year_outside_heading,
    "CLM011": told_twice,
    "CLM012": future_date,
    "CLM013": other_rank,
    "CLM014": lead_told_otherwise,
    "CLM015": denied_copy,
    "CLM016": reused_figure,
    "AIX002": chatbot_reply,
    **TONE_PLANTERS,
    **MARKUP_PLANTERS,
}
"""What is planted for each rule."""
