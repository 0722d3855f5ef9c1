"""Finds ages that do not fit the dates they stand with: "born 1950 … died 1990, aged 52".

The dates are those of the same sentence, or, on a page about one person, the birth and death that
its infobox, lead and categories give. Two full dates are compared exactly, years alone with one
year either way. It speaks of the page's subject only where the sentence names it or plainly means
it: not where a relative or another person may be meant, and never of animals, whisky, bounds
("under the age of 12") and spans of age. All that differ are shown; none is called wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from rules.contract import (
    BlockKind,
    Change,
    Class,
    Context,
    Document,
    Example,
    Guard,
    Hit,
    Meta,
    Rule,
    Scope,
    Sentence,
    Severity,
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
    local,
)
from rules.facts.claim_age_dates import own_dates, stated_ages, subject_dates
from rules.facts.claim_ages import Age, allowed_ages
from rules.facts.claim_moments import Moment
from rules.facts.life_dates import life_dates

AGE_TRIGGER = re.compile(
    r"\bage[d ]|[- ]years?[- ]old\b|\b(?:died|dies|passed away)\b", re.IGNORECASE
)

AGE_NEAR = re.compile(rf"\d\d|{AGE_TRIGGER.pattern}", re.IGNORECASE)
"""Part of every age, and of every date that can belie one."""

AGE_ON_PAGE = re.compile(
    r"\b(?:aged?|years?\W{1,9}old|died|dies|passed\W{1,9}away)\b", re.IGNORECASE
)
"""What any age of the page looks like in its wikitext, perhaps with a link in it."""

LIFE_MARKUP = re.compile(r"birth|death|born|die|dob|dod|bda|dda", re.IGNORECASE)
"""What stands in the parameters, templates and categories that hold a life date, or by them."""

REACH = 40
"""Code points around an addition: no age and no date is longer."""

MOST_AGES = 12
"""A sentence with more ages than this is a list, in which nothing tells whose they are."""

AFTERLIFE = re.compile(
    r"\b(?:would have|had (?:he|she) lived|posthum\w*|legally|declared dead|whisk[ey]+|wine|cheese|"
    r"brandy|rum|presumed|according to|claimed|reported(?:ly)?|alleged(?:ly)?|some sources|"
    r"other sources|supposed(?:ly)?)\b",
    re.IGNORECASE,
)
"""What makes an age hypothetical, disputed, or that of a thing."""


@local
def may_concern_an_age(change: Change) -> bool:
    """Whether an age or a date of a life may have been added, in the text or in markup."""
    text = change.new_wikitext
    near = any(
        LIFE_MARKUP.search(text, max(start - REACH, 0), end + REACH) for start, end in change.added
    ) or any(
        AGE_NEAR.search(change.prose_near_additions(block, REACH))
        for block in change.changed_blocks()
    )
    return near and AGE_ON_PAGE.search(change.page_wikitext) is not None


class AgeMismatch(Rule):
    """Born 1950 … died 1990, aged 52."""

    meta = Meta(
        code="CLM005",
        name="age-mismatch",
        summary="An age that does not fit the dates of birth and of the event",
        why="Somebody born in 1950 was not 52 in 1990, so the age or one of the dates must be"
        " wrong.",
        source=Source.enwiki("WP:V"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ARTICLE,
        only_if=may_concern_an_age,
        status=Status.PREVIEW,
        confidence=0.88,
        needs=(life_dates,),
        guards=frozenset({Guard.QUOTATION, Guard.ITALIC, Guard.SIC}),
        examples=(
            Example("* John Berg (1950–1990), painter, died in Rome ⟦at the age of 52⟧."),
            Example("John Berg (born 1950; died 1990, ⟦aged 52⟧) was a painter."),
            Example("Berg was born in 1950 and died in 1990 ⟦at the age of 52⟧."),
            Example(
                "'''Ann Lee''' (3 May 1950 – 4 June 1990) was a singer.\n\nLee died at home ⟦at the"
                " age of 41⟧.\n[[Category:1950 births]]",
                title="Ann Lee",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer.\n\nIn 1965, ⟦at the age of 12⟧, she"
                " moved to Rome.",
                title="Ann Lee",
            ),
            Example(
                "{{Infobox person\n| birth_date = {{birth date and age|1950|5|3}}\n}}\n"
                "'''Ann Lee''' is a singer.\n\nLee moved to Rome in 1965, ⟦aged 12⟧.",
                title="Ann Lee",
            ),
            Example(
                "{{Infobox person\n| birth_date = {{birth date|1950|5|3}}\n| death_date ="
                " 4 June 1990 (⟦aged 52⟧)\n}}\n'''Ann Lee''' was a singer.",
                title="Ann Lee",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer.\n[[File:A.jpg|thumb|Lee in 1965 (⟦age"
                " 12⟧)]]",
                title="Ann Lee",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer. In 1965, ⟦12-year-old⟧ Lee won.",
                title="Ann Lee",
            ),
            Example("John Berg (1950–1990) died at the age of 40.", guard="agrees"),
            Example("John Berg (1950–1990) died at the age of 39.", guard="agrees"),
            Example("John Berg (1950–1990) died at the age of 41.", guard="a year either way"),
            Example("John Berg (1950–1990) left home at the age of 12.", guard="no death"),
            Example("John Berg (1950–1990), whose son died aged 12, left.", guard="a relative"),
            Example("John Berg (1950–1990) and Al Orr (1960–1999) died, aged 39.", guard="two men"),
            Example("John Berg (c. 1950 – 1990) died aged 52.", guard="circa"),
            Example("Berg (1950–1990) sold whisky aged 12 years until he died.", guard="whisky"),
            Example("Berg (1950–1990) died; he would have been aged 52.", guard="hypothetical"),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer.\n\nIn 1965, at the age of 40, her"
                " father moved to Rome.",
                title="Ann Lee",
                guard="a relative",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer.\n\nTom Orr was her drummer. In 1965,"
                " at the age of 40, he left. She stayed.",
                title="Ann Lee",
                guard="another person",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) is a singer.\n\nIn 1965, at the age of 15, she"
                " moved to Rome, and in 1970, aged 19, she left.",
                title="Ann Lee",
                guard="agrees",
            ),
            Example(
                "'''Ann Lee''' (born 3 May 1950) ran a school for women under the age of 12 in"
                " 1990.",
                title="Ann Lee",
                guard="a bound",
            ),
            Example(
                "{{Infobox horse\n| birth_date = 3 May 1950\n}}\n'''Red Rum''' ran in 1955,"
                " aged 12.",
                title="Red Rum",
                guard="an animal",
            ),
            Example('He said: "Lee (1950–1990) died aged 52".', guard="a quotation"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each exact age that no reading of its dates allows."""
        document = unit.document
        seen = 0
        for match in AGE_TRIGGER.finditer(unit.text):
            if match.start() < seen:
                continue
            sentence, before = _sentence(document, match.start())
            if sentence is None:
                continue
            seen = sentence.end
            if sentence.block.kind is BlockKind.HEADING:
                continue
            text = unit.text[sentence.start : sentence.end]
            found = stated_ages(text)
            if len(found) > MOST_AGES:
                continue
            for age in found:
                yield from _verdict(context, sentence, text, before, age)


def _sentence(document: Document, position: int) -> tuple[Sentence | None, str]:
    """The sentence at a prose offset, and the text of the one before it in the block."""
    sentences = document.sentences(document.prose.block_at(position))
    index = bisect_right(sentences, position, key=_start) - 1
    if index < 0 or position >= sentences[index].end:
        return None, ""
    before = sentences[index - 1] if index else None
    text = document.prose.text
    return sentences[index], text[before.start : before.end] if before is not None else ""


def _start(sentence: Sentence) -> int:
    return sentence.start


def _verdict(
    context: Context, sentence: Sentence, text: str, before: str, age: Age
) -> Iterator[Verdict]:
    start, end = sentence.start + age.start, sentence.start + age.end
    dated = own_dates(sentence, text, age)
    if dated is None:
        life = context.fact(life_dates)
        if not life.is_person:
            return
        dated = subject_dates(sentence, text, before, age, life)
    if dated is None or any(_fits(age.years, birth, event) for birth, event in dated.pairs):
        return
    if AFTERLIFE.search(text, max(age.start - 70, 0), age.end + 40):
        yield Silenced(start, end, "hypothetical, disputed, or the age of a thing")
        return
    birth, event = dated.pairs[0]
    least, most = allowed_ages(birth, event)
    likely = f"{least}" if least == most else f"{least + 1} or {least}"
    yield Hit(
        start=start,
        end=end,
        message=f"The age given is {age.years}; the dates of birth and of the event make it"
        f" {likely}. These differ.",
        confidence=0.9 if dated.certain else 0.85,
        evidence=dated.evidence,
    )


def _fits(years: int, birth: Moment, event: Moment) -> bool:
    least, most = allowed_ages(birth, event)
    return least <= years <= most
