"""What an unknown word may have been meant to be, and what speaks for it."""

from __future__ import annotations

import enum

import msgspec

from rules.contract import Context, Unit
from rules.facts import lexicon
from rules.facts.former_word import former_word
from rules.facts.slips import one_edit_away
from rules.facts.vocabulary import vocabulary
from rules.facts.words import UnknownWord, lacks_capitals

SHORTEST_FORMER = 3

USES_OF_A_RARE_WORD = 2
"""How often the page has to use a rare word before it may be proposed."""

FEWEST_SPACES_OF_A_TEXT = 6
"""Words without capitals are running text, and not a cell or an item, from here on."""

SHORTEST_NEAR_TITLE = 6

LEAST_LEAD = 3.25
"""How much likelier (in powers of ten) the correction of a word has to be that some people use."""


class Evidence(enum.Enum):
    """Why a correction is likely, from the surest on."""

    FORMER = "it stood there before the edit"
    FREQUENT = "a frequent word is one slip away"
    PAGE = "the page uses a rare word one slip away"
    NAME = "a well-known name is one slip away"
    TITLE = "the title has it"
    ATTESTED = "people use the word, but a far more frequent one is one slip away"

    @property
    def is_weak(self) -> bool:
        """Whether it was wrong too often, on real pages, to be more than a question."""
        return self in (Evidence.TITLE, Evidence.ATTESTED)


class Near(msgspec.Struct, frozen=True, gc=False):
    """Known words one slip away from a word, likeliest first, and what speaks for them."""

    words: tuple[str, ...]
    evidence: Evidence


def near_words(word: UnknownWord, unit: Unit, context: Context) -> Near | None:
    """The corrections with the best evidence; None if nothing is near."""
    former = _former(word, unit, context)
    if former:
        return Near(former, Evidence.FORMER)
    return near_words_now(word, unit, context)


def near_words_now(word: UnknownWord, unit: Unit, context: Context) -> Near | None:
    """`near_words` without regard to what stood in the place before the edit."""
    if frequent := lexicon.suggestions(word.text):
        return Near(frequent, Evidence.FREQUENT)
    if on_page := _on_page(word.text, context):
        return Near(on_page, Evidence.PAGE)
    if name := _name(word.text, unit.text):
        return Near((name,), Evidence.NAME)
    if in_title := _in_title(word.text, context):
        return Near(in_title, Evidence.TITLE)
    if attested := lexicon.suggestions(word.text, LEAST_LEAD):
        return Near(attested, Evidence.ATTESTED)
    return None


def is_running_text(text: str) -> bool:
    """Whether a text has the length of a sentence."""
    return text.count(" ") >= FEWEST_SPACES_OF_A_TEXT


def _former(word: UnknownWord, unit: Unit, context: Context) -> tuple[str, ...]:
    """The known word one slip away that the edit turned into this one."""
    was = former_word(context.change, unit.start + word.start, unit.start + word.end)
    if not was or was[0].isupper() != word.text[0].isupper() or not lexicon.is_known(was):
        return ()
    lower = word.text.lower()
    if len(was) < SHORTEST_FORMER or was.lower() not in one_edit_away(lower) or not lower.isascii():
        return ()
    if lacks_capitals(unit.text) and not lexicon.is_hardly_used(lower):
        # Without capitals it may be a name put right: Terry, Terri.
        return ()
    return (was,)


def _on_page(word: str, context: Context) -> tuple[str, ...]:
    return tuple(
        near
        for near in lexicon.rare_neighbours(word)
        if context.fact(vocabulary).uses_in_prose(near) >= USES_OF_A_RARE_WORD
    )


def _name(word: str, text: str) -> str | None:
    """Only where no capital letter tells which words are names."""
    return lexicon.name_neighbour(word) if lacks_capitals(text) and is_running_text(text) else None


def _in_title(word: str, context: Context) -> tuple[str, ...]:
    """Not those that differ at the end, as derived words do."""
    if len(word) < SHORTEST_NEAR_TITLE or not (word.islower() and word.isascii()):
        return ()
    if lexicon.zipf(word):
        return ()
    return tuple(
        title
        for title in context.fact(vocabulary).title_words
        if title.lower() in one_edit_away(word)
        and common_start(word, title.lower()) < min(len(word), len(title)) - 1
    )


def common_start(one: str, other: str) -> int:
    """With how many equal letters both begin."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
