"""The rule: what every rule module defines."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from rules.contract.context import Context
from rules.contract.hit import Hit, Silenced
from rules.contract.meta import Meta
from rules.contract.unit import Unit

Verdict = Hit | Silenced


@dataclass(frozen=True, slots=True)
class NoOptions:
    """The options of a rule that has none."""


class Rule(ABC):
    """Finds one kind of fault. Stateless: what it says depends on its options and arguments only.

    A subclass sets ``meta`` and, if it can be configured, ``Options``, a frozen dataclass whose
    defaults are the rule's defaults.
    """

    meta: Meta
    Options: ClassVar[type[Any]] = NoOptions

    def __init__(self, options: Any = None) -> None:
        self.options = self.Options() if options is None else options

    @abstractmethod
    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """The faults of a unit, in its own coordinates, and the near misses with their guard."""
