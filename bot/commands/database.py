"""Where the settings keep findings, and the files beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Settings
from bot.jobs.dry_run import DryRun
from bot.jobs.lock import job_lock
from bot.ports import Checked

if TYPE_CHECKING:
    from bot.store import Store


@contextmanager
def finding_store(
    settings: Settings, *, dry: bool = False, found: Callable[[Checked], object] = lambda _: None
) -> Iterator[Store | DryRun]:
    """The findings' database; a dry job makes none, and leaves one that is there as it is.

    ``found`` is told of each report with findings that a dry job would have kept.

    Raises:
        StoreError: it cannot be opened.
    """
    from bot.store import Store

    path = database_file(settings)
    if dry and path and not path.exists():
        yield DryRun(None, found)
        return
    with Store.open(settings.store.url) as store:
        yield DryRun(store, found) if dry else store


def one_at_a_time(
    store: Store | DryRun, path: Path | None, job: str, wiki: str
) -> AbstractContextManager[None]:
    """What keeps others from the same job: the lock file ``path``, or a server's lock without one.

    A dry job is in nobody's way.
    """
    if isinstance(store, DryRun):
        return nullcontext()
    return job_lock(path) if path else store.alone(f"{job} {wiki}")


def lock_file(settings: Settings, job: str = "") -> Path | None:
    """A file beside the database that one job of a kind at a time may hold; none for a server."""
    path = database_file(settings)
    suffix = f".{job}-{settings.wiki.dbname}.lock" if job else ".lock"
    return path.with_name(f"{path.name}{suffix}") if path else None


def database_file(settings: Settings) -> Path | None:
    """The database's file; None for one in memory or on a server."""
    scheme, _, path = settings.store.url.partition(":///")
    return Path(path) if scheme.startswith("sqlite") and path else None
