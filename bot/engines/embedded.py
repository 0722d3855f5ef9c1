"""Grammar engines that run in this process, without Java, server or network."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

from bot.engines.offsets import CodePoints
from rules.contract import EngineError, GrammarMatch

Reader = Callable[[str], Iterator[GrammarMatch]]


class EmbeddedGrammar:
    """An engine that is loaded when the first sentence comes.

    ``load`` gives the function that reads one text. ``timeout_s`` bounds the reading of one
    batch, not the loading.
    """

    def __init__(self, name: str, load: Callable[[], Reader], timeout_s: float) -> None:
        self.name = name
        self._load = load
        self._timeout_s = timeout_s
        self._read: Reader | None = None

    def load(self) -> None:
        """Load the engine, unless it is loaded.

        Raises:
            EngineError: it broke off.
        """
        self._reader()

    def _reader(self) -> Reader:
        try:
            if self._read is None:
                self._read = self._load()
        except (MemoryError, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            # A panic of the Rust code is no Exception.
            raise EngineError(f"{self.name} cannot be loaded: {str(error)[:200]}") from error
        return self._read

    def check(self, texts: Sequence[str]) -> Sequence[Sequence[GrammarMatch]]:
        """The matches in each text, in order.

        Raises:
            EngineError: the engine broke, or the time was up; holds what was read until then.
        """
        read = self._reader()
        done: list[tuple[GrammarMatch, ...]] = []
        try:
            ends = time.monotonic() + self._timeout_s
            for text in texts:
                if time.monotonic() > ends:
                    raise EngineError(
                        f"{self.name} read {len(done):,} of {len(texts):,} sentences in"
                        f" {self._timeout_s:g} s",
                        done,
                    )
                done.append(tuple(read(text)))
        except (EngineError, MemoryError, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            # A panic of the Rust code is no Exception; the engine may be broken after it.
            self._read = None
            raise EngineError(f"{self.name} broke off: {str(error)[:200]}", done) from error
        return done


def is_there(*modules: str) -> bool:
    """Whether these modules are installed; none is imported."""
    return all(find_spec(module) is not None for module in modules)


def harper(rule_ids: Collection[str] | None, timeout_s: float) -> EmbeddedGrammar:
    """Harper, by harper-py: its own rules, of which only ``rule_ids`` run (None: all)."""
    return EmbeddedGrammar(_name("harper-py"), lambda: _harper_reader(rule_ids), timeout_s)


def lingotweaker(rule_ids: Collection[str] | None, timeout_s: float) -> EmbeddedGrammar:
    """LanguageTool's rules in Rust, by lingotweaker; cannot run some of them only."""
    return EmbeddedGrammar(_name("lingotweaker"), lambda: _lingotweaker_reader(rule_ids), timeout_s)


def _name(distribution: str) -> str:
    try:
        return f"{distribution} {version(distribution)}"
    except PackageNotFoundError:
        return distribution


def _harper_reader(rule_ids: Collection[str] | None) -> Reader:
    import harper

    linter = harper.Linter(harper.Dialect.BRITISH)
    if rule_ids is not None:
        # Seven times faster than running all of them and looking at some.
        linter.set_lint_config({name: name in rule_ids for name in linter.get_lint_config()})

    def read(text: str) -> Iterator[GrammarMatch]:
        lints = linter.organized_lints(text, language=harper.Language.PLAINTEXT, dedup=False)
        for rule_id, found in lints.items():
            for lint in found:
                yield GrammarMatch(
                    rule_id,
                    lint.span.start,
                    lint.span.end,
                    lint.message,
                    tuple(_replacement(lint.problem_text, item) for item in lint.suggestions),
                )

    return read


def _replacement(marked: str, suggestion: Any) -> str:
    text: str = suggestion.replacement_text
    return marked + text if suggestion.kind.name == "INSERT_AFTER" else text


def _lingotweaker_reader(rule_ids: Collection[str] | None) -> Reader:
    import lt_py

    # "en-GB" as the language would quietly mean American English.
    engine = lt_py.Engine("en", variant="en-GB")

    def read(text: str) -> Iterator[GrammarMatch]:
        places: CodePoints | None = None
        for match in engine.check(text):
            if rule_ids is not None and match["rule_id"] not in rule_ids:
                continue
            places = places or CodePoints.by_utf8(text)
            start, length = match["offset"], match["length"]
            yield GrammarMatch(
                match["rule_id"],
                *places.span(start, start + length),
                match["message"],
                tuple(match["suggestions"]),
            )

    return read
