"""The facts about a change that rules share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from rules.contract.change import Change
from rules.contract.engine import GrammarMatches
from rules.contract.entailment import EntailmentOpinions

T = TypeVar("T")
Fact = Callable[[Change], Any]
"""A pure measurement of a change; its result is kept for the revision."""


LOCAL_FACTS: set[Fact] = set()
"""The facts that a part of the page tells as well as the whole, see :func:`local`."""

F = TypeVar("F", bound=Fact)


def local(function: F) -> F:
    """Mark a fact that depends on the blocks and elements with additions alone.

    Measured on the sections that hold them, it must say the same as on the page, so that a small
    edit of a large page need not be read whole.
    """
    LOCAL_FACTS.add(function)
    return function


class UndeclaredFactError(Exception):
    """A rule asked for a fact that its meta does not list under ``needs``."""


class Context:
    """The change at hand and its facts, each measured at most once.

    ``needs`` are the facts that may be asked for; None allows all (tests, commands). ``grammar``
    is what the grammar engine says of the changed sentences, ``entailment`` what a second opinion
    says of pairs of sentences; each is None where there is no such engine.
    """

    __slots__ = ("_measured", "_needs", "change", "entailment", "grammar")

    def __init__(
        self,
        change: Change,
        needs: tuple[Fact, ...] | None = None,
        measured: dict[Fact, object] | None = None,
        grammar: GrammarMatches | None = None,
        entailment: EntailmentOpinions | None = None,
    ) -> None:
        self.change = change
        self.grammar = grammar
        self.entailment = entailment
        self._needs = needs
        self._measured: dict[Fact, object] = {} if measured is None else measured

    def fact(self, function: Callable[[Change], T]) -> T:
        """What ``function`` measures on this change.

        Raises:
            UndeclaredFactError: the rule's meta does not declare it.
        """
        if self._needs is not None and function not in self._needs:
            name = getattr(function, "__name__", repr(function))
            raise UndeclaredFactError(f"fact {name} is not listed in the rule's needs")
        if function not in self._measured:
            self._measured[function] = function(self.change)
        return cast(T, self._measured[function])

    def limited_to(self, needs: tuple[Fact, ...]) -> Context:
        """The same context, with the same memory, for a rule that declares ``needs``."""
        return Context(self.change, needs, self._measured, self.grammar, self.entailment)
