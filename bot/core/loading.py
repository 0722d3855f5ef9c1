"""The loading of an engine in a worker, told to the parent, which keeps the time.

An engine is loaded when the first sentence needs it. That can take longer than a revision may, on
a busy machine, and is no fault of the revision: were it counted, the worker would be ended, a new
one would load again, and no revision would ever be finished.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from multiprocessing.connection import Connection

from rules.contract import Grammar, GrammarMatch


class Loading(enum.Enum):
    """What a worker tells its parent besides its answers."""

    BEGINS = "the engine is being loaded"
    ENDS = "the engine is loaded, or cannot be"


class ToldGrammar:
    """Another engine; when it begins and ends to load is sent through the pipe."""

    def __init__(self, engine: Grammar, pipe: Connection) -> None:
        self._engine = engine
        self._pipe = pipe
        self._is_loaded = False

    @property
    def name(self) -> str:
        """What reports call the engine."""
        return self._engine.name

    def load(self) -> None:
        """Load the engine at the first call.

        Raises:
            EngineError: it cannot be loaded.
        """
        if not self._is_loaded:
            self._is_loaded = True
            self._pipe.send(Loading.BEGINS)
            try:
                self._engine.load()
            finally:
                self._pipe.send(Loading.ENDS)

    def check(self, texts: Sequence[str]) -> Sequence[Sequence[GrammarMatch]]:
        """The matches in each text, in order.

        Raises:
            EngineError: the engine could not read all of them.
        """
        self.load()
        return self._engine.check(texts)
