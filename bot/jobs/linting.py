"""How a job hands revisions to the lint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.core.model import Report, Revision

Stop = Callable[[], bool]
"""Whether the job is to end."""

Lint = Callable[[Iterable[Revision], Stop | None], Iterator[Report]]
"""From revisions to their reports, in their order; they end early if the job is to end."""


def one_by_one(lint: Callable[[Revision], Report]) -> Lint:
    """The lint of many revisions by one that takes a single one."""

    def lint_all(revisions: Iterable[Revision], stop: Stop | None) -> Iterator[Report]:
        for revision in revisions:
            if stop is not None and stop():
                return
            yield lint(revision)

    return lint_all
