"""The rules tried on the sections that an edit touches, before the page is read as a whole.

Most rules have nothing to say of most edits, and see that from the changed blocks alone. Here each
is shown these, cut out of the page; one that finds something, or asks for anything beyond them, is
run again on the page by :mod:`bot.core.lint`. So nothing is said on the word of a part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NoReturn, TypeVar, cast

import msgspec

from bot.core.matcher import Matcher
from bot.core.near import windows
from bot.core.places import with_whole_links
from bot.core.units import readable_blocks, structure_unit, units
from rules.contract import (
    LOCAL_FACTS,
    Block,
    Change,
    Context,
    Document,
    EngineKind,
    Hit,
    Meta,
    RevisionInfo,
    Rule,
    Scope,
    Unit,
)

T = TypeVar("T")
BLOCK_SCOPES = frozenset({Scope.ADDED, Scope.SENTENCE})


def parts_of(change: Change) -> list[Change] | None:
    """The change section by section, where it touches them; None if it must be read whole."""
    if change.old_wikitext is None:
        return None
    found = windows(change.old_wikitext, change.new_wikitext, change.equal)
    if found is None:
        return None
    if not found:
        # The summary is read even where nothing changed.
        return [change.between(0, 0, 0, 0)]
    return [change.between(w.old_start, w.old_end, w.new_start, w.new_end) for w in found]


class BeyondError(Exception):
    """A rule asked for what a part of the page does not tell."""


class _Beyond:
    """Stands for the page and its change where only a part is known."""

    __slots__ = ("info", "page_wikitext")

    def __init__(self, info: RevisionInfo, page_wikitext: str) -> None:
        self.info = info
        self.page_wikitext = page_wikitext

    def __getattr__(self, name: str) -> NoReturn:
        raise BeyondError(name)


class _PartContext(Context):
    """Answers for the facts that a part of the page tells."""

    __slots__ = ("_part",)

    def __init__(self, part: Change) -> None:
        super().__init__(cast(Change, _Beyond(part.info, part.page_wikitext)))
        self._part = part

    def fact(self, function: Callable[[Change], T]) -> T:
        if function not in LOCAL_FACTS:
            raise BeyondError(function.__name__)
        if function not in self._measured:
            self._measured[function] = function(self._part)
        return cast(T, self._measured[function])


class Nearby:
    """A part of a change, as :func:`parts_of` gives them: which rules may speak of it."""

    def __init__(self, part: Change, matcher: Matcher, *, with_grammar: bool = False) -> None:
        self._part = part
        self._with_grammar = with_grammar
        self._matcher = matcher
        self._context = _PartContext(part)
        self._page = cast(Document, _Beyond(part.info, part.page_wikitext))
        self._blocks = readable_blocks(part, whole_page=False)
        self._fired = [matcher.fired(self._text(block)) for block in self._blocks]
        self._fired_within: dict[int, list[frozenset[str]]] = {}

    def may_speak(self, rule: Rule) -> bool:
        """Whether a rule might have a finding on the page that the change introduced."""
        meta = rule.meta
        if meta.scope is Scope.CHANGE or (meta.scope is Scope.STRUCTURE and not meta.by_section):
            return self._may_concern(meta)
        if meta.scope is Scope.ARTICLE:
            return self._concerns(meta)
        if meta.engine is EngineKind.GRAMMAR:
            # The engine reads a sentence in much more time than a page takes here.
            return self._with_grammar and any(True for _ in self._units(meta))
        try:
            if meta.scope is Scope.STRUCTURE:
                return self._structure_differs(rule)
            return any(
                isinstance(verdict, Hit) and self._is_added(meta, unit, verdict)
                for unit in self._units(meta)
                for verdict in rule.check(unit, self._context)
            )
        except Exception:
            # Also what a rule does wrong here counts only if it does so on the page.
            return True

    def _structure_differs(self, rule: Rule) -> bool:
        """Whether a rule says anything of the new part that it does not say in place of the old."""
        hits = self._structure_hits(rule, self._part.new)
        if not hits:
            # The old part need not be read for the sake of those who say nothing of the new one.
            return False
        old = self._part.old
        before = set() if old is None else set(self._structure_hits(rule, old))
        return any((self._part.old_offset(start), quote) not in before for start, quote in hits)

    def _structure_hits(self, rule: Rule, document: Document) -> list[tuple[int, str]]:
        """Where the hits of a STRUCTURE rule begin in the wikitext, and what they mark."""
        return [
            (verdict.start, document.wikitext[verdict.start : verdict.end])
            for verdict in rule.check(structure_unit(document), self._context)
            if isinstance(verdict, Hit)
        ]

    def _units(self, meta: Meta) -> Iterator[Unit]:
        blocks = None
        if meta.scope in BLOCK_SCOPES:
            blocks = [
                block
                for index, block in enumerate(self._blocks)
                if not meta.triggers or self._fires(meta, index)
            ]
        for unit in units(meta, self._part, whole_page=False, blocks=blocks):
            yield msgspec.structs.replace(unit, document=self._page)

    def _fires(self, meta: Meta, index: int) -> bool:
        if meta.code not in self._fired[index]:
            return False
        if meta.reach is None:
            return True
        if meta.reach not in self._fired_within:
            self._fired_within[meta.reach] = [
                self._matcher.fired(self._part.prose_near_additions(block, meta.reach))
                for block in self._blocks
            ]
        return meta.code in self._fired_within[meta.reach][index]

    def _concerns(self, meta: Meta) -> bool:
        """Whether an ARTICLE rule may have a hit or evidence in what was added."""
        blocks = range(len(self._blocks))
        if meta.triggers and not any(self._fires(meta, index) for index in blocks):
            return False
        return self._may_concern(meta)

    def _may_concern(self, meta: Meta) -> bool:
        return meta.only_if is None or bool(self._context.fact(meta.only_if))

    def _is_added(self, meta: Meta, unit: Unit, hit: Hit) -> bool:
        if meta.scope not in BLOCK_SCOPES:
            return True
        part = self._part
        span = part.new.prose.wikitext_span(unit.start + hit.start, unit.start + hit.end)
        return part.added.touches(*with_whole_links(part.new_wikitext, span))

    def _text(self, block: Block) -> str:
        return self._part.new.prose.text[block.start : block.end]
