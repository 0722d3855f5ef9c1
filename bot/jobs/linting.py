"""How a job hands revisions to the lint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.core.model import Revision
from bot.core.report import Linted

Stop = Callable[[], bool]
"""Whether the job is to end."""

Lint = Callable[[Iterable[Revision], Stop | None], Iterator[Linted]]
"""What was found in revisions, in their order; it ends early if the job is to end."""


def one_by_one(lint: Callable[[Revision], Linted]) -> Lint:
    """The lint of many revisions by one that takes a single one."""

    def lint_all(revisions: Iterable[Revision], stop: Stop | None) -> Iterator[Linted]:
        for revision in revisions:
            if stop is not None and stop():
                return
            yield lint(revision)

    return lint_all
