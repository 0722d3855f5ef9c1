"""Which rules may fire on a text: a pass of a few RE2 sets over all rules' triggers."""

from __future__ import annotations

from collections.abc import Sequence

import re2

from rules.contract import Rule

TRIGGERS_OF_A_SET = 16
"""A set's automaton has a state for each way in which its patterns can be begun at once, and makes
them as a text asks for them, which costs much more than reading on. The ways multiply with the
patterns: one set over all of them reads little else than states it never saw before."""

SET_MEMORY_BYTES = 32 << 20
"""RE2's bound on the automaton of one set; reaching it makes matching slower, never wrong."""


class Matcher:
    """Built once per set of rules; linear in the text, whatever the patterns.

    Raises:
        ValueError: a trigger is no RE2 pattern; names the rule.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        triggers = [(rule.meta.code, trigger) for rule in rules for trigger in rule.meta.triggers]
        self._sets: list[tuple[re2.Set, tuple[str, ...]]] = []
        # Rules of one family begin alike, and share most of their states.
        for first in range(0, len(triggers), TRIGGERS_OF_A_SET):
            part = triggers[first : first + TRIGGERS_OF_A_SET]
            self._sets.append((_set(part), tuple(code for code, _ in part)))

    def fired(self, text: str) -> frozenset[str]:
        """The codes of the rules one of whose triggers occurs in ``text``."""
        # RE2 reads UTF-8, which has no form for a lone surrogate.
        data = text.encode("utf-8", "replace")
        return frozenset(
            codes[index] for patterns, codes in self._sets for index in patterns.Match(data) or ()
        )


def _set(triggers: Sequence[tuple[str, str]]) -> re2.Set:
    options = re2.Options()
    options.max_mem = SET_MEMORY_BYTES
    options.log_errors = False
    patterns = re2.Set.SearchSet(options)
    for code, trigger in triggers:
        try:
            patterns.Add(trigger)
        except re2.error as error:
            raise ValueError(f"{code}: trigger {trigger!r}: {error}") from error
    patterns.Compile()
    return patterns
