"""Which rules may fire on a text: one pass of an RE2 set over all rules' triggers."""

from __future__ import annotations

from collections.abc import Sequence

import re2

from rules.contract import Rule

SET_MEMORY_BYTES = 256 << 20
"""RE2's bound on the set's automaton; reaching it makes matching slower, never wrong."""


class Matcher:
    """Built once per set of rules; linear in the text, whatever the patterns.

    Raises:
        ValueError: a trigger is no RE2 pattern; names the rule.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        options = re2.Options()
        options.max_mem = SET_MEMORY_BYTES
        options.log_errors = False
        self._set = re2.Set.SearchSet(options)
        self._codes: list[str] = []
        for rule in rules:
            for trigger in rule.meta.triggers:
                try:
                    self._set.Add(trigger)
                except re2.error as error:
                    raise ValueError(f"{rule.meta.code}: trigger {trigger!r}: {error}") from error
                self._codes.append(rule.meta.code)
        if self._codes:
            self._set.Compile()

    def fired(self, text: str) -> frozenset[str]:
        """The codes of the rules one of whose triggers occurs in ``text``."""
        if not self._codes:
            return frozenset()
        # RE2 reads UTF-8, which has no form for a lone surrogate.
        data = text.encode("utf-8", "replace")
        return frozenset(self._codes[index] for index in self._set.Match(data) or ())
