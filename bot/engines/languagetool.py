"""LanguageTool over HTTP, through language-tool-python: a server that runs already."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from bot.engines.offsets import CodePoints
from rules.contract import EngineError, GrammarMatch

if TYPE_CHECKING:
    from language_tool_python import LanguageTool

T = TypeVar("T")

LANGUAGE = "en-GB"
BREAK = "\n\n"
"""Between sentences: LanguageTool takes an empty line for the end of a paragraph."""

LONGEST_REQUEST = 20_000
"""Characters in one request; public servers refuse more by default."""

FAILURES_BORNE = 3
REST_S = 60.0
"""So many failures in a row, and the server is left alone so long: a slow server would else cost
every revision of a run its whole time limit."""


class LanguageToolGrammar:
    """A LanguageTool server; connected at the first sentence, and anew after a failure.

    ``url`` is what stands before ``/v2/check``. ``timeout_s`` bounds one batch altogether, a
    second try of a broken connection included. Only ``rule_ids`` are asked for (None: all that
    the server has on).
    """

    def __init__(
        self,
        url: str,
        rule_ids: Collection[str] | None,
        timeout_s: float,
        name: str = "",
    ) -> None:
        self.name = name or f"LanguageTool at {urlsplit(_with_scheme(url)).hostname}"
        self._url = _with_scheme(url).rstrip("/") + "/"
        self._rule_ids = rule_ids
        self._timeout_s = timeout_s
        self._tool: LanguageTool | None = None
        self._failures = 0
        self._rests_until = 0.0

    def connect(self) -> None:
        """Ask the server for its languages, which every LanguageTool can tell.

        Raises:
            EngineError: it does not answer in time, or is no LanguageTool that knows English.
        """
        self._tool = self._within(time.monotonic() + self._timeout_s, self._connected)

    def load(self) -> None:
        """Nothing: the server has loaded what it needs."""

    def check(self, texts: Sequence[str]) -> Sequence[Sequence[GrammarMatch]]:
        """The matches in each text, in order; one request for as many as fit.

        Raises:
            EngineError: the server failed, was too slow, or is resting after failures.
        """
        now = time.monotonic()
        if now < self._rests_until:
            raise EngineError(f"{self.name} failed {self._failures} times, and is left alone")
        ends = now + self._timeout_s
        done: list[tuple[GrammarMatch, ...]] = []
        try:
            for batch in _batches(texts):
                done += self._within(ends, partial(self._answers, batch))
        except EngineError as error:
            self._tool = None
            self._failures += 1
            if self._failures >= FAILURES_BORNE:
                self._rests_until = time.monotonic() + REST_S
            raise EngineError(str(error), done) from error
        self._failures = 0
        return done

    def _answers(self, texts: Sequence[str]) -> list[tuple[GrammarMatch, ...]]:
        if self._tool is None:
            self._tool = self._connected()
        joined = BREAK.join(texts)
        places = CodePoints.by_utf16(joined)
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + len(BREAK))
        found: list[list[GrammarMatch]] = [[] for _ in texts]
        index = 0
        matches = sorted(
            (self._match(match, joined, places) for match in self._tool.check(joined)),
            key=lambda match: match.start,
        )
        for match in matches:
            while match.start >= starts[index + 1]:
                index += 1
            # One that runs on into the next sentence is about the way they were put together.
            if match.end <= starts[index] + len(texts[index]):
                found[index].append(_moved(match, -starts[index]))
        return [tuple(item) for item in found]

    def _match(self, match: Any, text: str, places: CodePoints) -> GrammarMatch:
        # The library turns the offset into code points and leaves the length in UTF-16 units.
        units = len(text[: match.offset].encode("utf-16-le", "surrogatepass")) // 2
        start, end = places.span(units, units + match.error_length)
        return GrammarMatch(match.rule_id, start, end, match.message, tuple(match.replacements))

    def _connected(self) -> LanguageTool:
        tool = _client()(LANGUAGE, self._url, self._timeout_s)
        if self._rule_ids is not None:
            tool.enabled_rules = set(self._rule_ids)
            tool.enabled_rules_only = True
        return tool

    def _within(self, ends: float, call: Callable[[], T]) -> T:
        """What ``call`` returns, if it does so in time.

        The library's own limit starts anew with each byte that arrives; so the call is made in a
        thread, which is left behind when its time is up.
        """
        results: list[T] = []
        errors: list[BaseException] = []

        def run() -> None:
            try:
                results.append(call())
            except BaseException as error:
                errors.append(error)

        thread = threading.Thread(target=run, name="languagetool", daemon=True)
        thread.start()
        thread.join(max(ends - time.monotonic(), 0.0))
        if results:
            return results[0]
        if not errors:
            raise EngineError(f"{self.name} did not answer within {self._timeout_s:g} s")
        if isinstance(errors[0], (MemoryError, EngineError)):
            raise errors[0]
        # The library begins with the address, in which a password may stand.
        problem = f"{type(errors[0]).__name__}: {errors[0]}"
        problem = problem.replace(f"{self._url}v2/: ", "")[:200]
        raise EngineError(f"{self.name} failed: {problem}") from errors[0]


def _client() -> Callable[[str, str, float], LanguageTool]:
    """The library's client for a server that is not its own, with a limit of time.

    Imported late: the library brings much along that no other command needs.
    """
    from language_tool_python import LanguageTool

    class Client(LanguageTool):
        def __init__(self, language: str, url: str, timeout_s: float) -> None:
            # Fixed at 300 s in the library, which offers no argument for it.
            self._TIMEOUT = timeout_s  # type: ignore[assignment]
            super().__init__(language, remote_server=url)

    return Client


def _with_scheme(url: str) -> str:
    return url if "://" in url else f"http://{url}"


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > LONGEST_REQUEST:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text) + len(BREAK)
    if batch:
        yield batch


def _moved(match: GrammarMatch, by: int) -> GrammarMatch:
    return GrammarMatch(
        match.rule_id, match.start + by, match.end + by, match.message, match.replacements
    )
