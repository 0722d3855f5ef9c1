"""A rule's description, from which tests, documentation and reports are made."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from rules.contract.block import PROSE_BLOCKS, BlockKind
from rules.contract.context import Fact
from rules.contract.engine import EngineKind
from rules.contract.example import Example
from rules.contract.guard import ALL_GUARDS, Guard


class Severity(enum.Enum):
    """How sure and how grave: error = objective and substantive, warning = objective and
    cosmetic, advice = needs a person's judgement."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Class(enum.Enum):
    """Whether a reader of the article could be misled."""

    SUBSTANTIVE = "substantive"
    COSMETIC = "cosmetic"


class Status(enum.Enum):
    """A rule's stage of life: preview rules are shown apart, off ones only run when selected."""

    STABLE = "stable"
    PREVIEW = "preview"
    OFF = "off"
    COUNT = "count"


class Scope(enum.Enum):
    """What a rule is handed, and which of its hits count as introduced."""

    ADDED = "added"
    SENTENCE = "sentence"
    ARTICLE = "article"
    MARKUP = "markup"
    CHANGE = "change"
    STRUCTURE = "structure"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Source:
    """The guideline shown to the reviewer."""

    name: str
    url: str

    @classmethod
    def enwiki(cls, shortcut: str) -> Source:
        """A guideline of the English Wikipedia by its shortcut, ``MOS:DIGITS`` or ``WP:V``."""
        return cls(shortcut, f"https://en.wikipedia.org/wiki/{shortcut.replace(' ', '_')}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """All there is to say about a rule besides how it finds its fault.

    ``why`` is one sentence that a reader of the article would accept. ``needs`` are the facts it
    may ask for. ``guards`` are the places where its hits are dropped; ``blocks`` the kinds of
    block it reads. ``triggers`` are RE2 patterns, one of which occurs in every unit in which the
    rule could speak: they let most rules be skipped for most units. RE2's ``\\s``, ``\\w`` and
    ``\\b`` know ASCII only, so that a no-break space must be named. A CHANGE rule's triggers are
    sought in what was added and deleted, an ARTICLE rule's in the blocks that hold
    additions. ``confidence`` in 0–1 is its usual one. ``supersedes``
    lists codes whose findings it replaces where both overlap.
    ``engine`` is the kind of engine without which it has nothing to say.

    The rest saves reading the whole page for a small edit. ``reach``: each hit has a trigger not
    farther from its edges than so many code points of prose. ``only_if``: a local fact that is
    true wherever an ARTICLE, CHANGE or STRUCTURE rule has something to say of an edit; of no other
    scope is it asked. ``by_section``: what a STRUCTURE rule
    says of a section depends on that section and on the level of the next heading alone.
    """

    code: str
    name: str
    summary: str
    why: str
    source: Source
    severity: Severity
    category: Class
    scope: Scope
    status: Status
    examples: tuple[Example, ...]
    needs: tuple[Fact, ...] = ()
    guards: frozenset[Guard] = ALL_GUARDS
    blocks: frozenset[BlockKind] = PROSE_BLOCKS
    triggers: tuple[str, ...] = ()
    confidence: float = 0.9
    supersedes: tuple[str, ...] = ()
    engine: EngineKind | None = None
    reach: int | None = None
    only_if: Fact | None = None
    by_section: bool = False

    @property
    def family(self) -> str:
        """The three letters that begin the code."""
        return self.code[:3]
