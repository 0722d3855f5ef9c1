"""Where the settings keep findings, and the files beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.config import Settings
from bot.jobs.dry_run import DryRun
from bot.ports import FindingStore


@contextmanager
def finding_store(settings: Settings, *, dry: bool = False) -> Iterator[FindingStore]:
    """The findings' database; a dry job makes none, and leaves one that is there as it is.

    Raises:
        StoreError: it cannot be opened.
    """
    from bot.store import Store

    path = database_file(settings)
    if dry and path and not path.exists():
        yield DryRun(None)
        return
    with Store.open(settings.store.url) as store:
        yield DryRun(store) if dry else store


def lock_file(settings: Settings, job: str = "") -> Path | None:
    """A file beside the database that one job of a kind at a time may hold; none for a server."""
    path = database_file(settings)
    suffix = f".{job}-{settings.wiki.dbname}.lock" if job else ".lock"
    return path.with_name(f"{path.name}{suffix}") if path else None


def database_file(settings: Settings) -> Path | None:
    """The database's file; None for one in memory or on a server."""
    scheme, _, path = settings.store.url.partition(":///")
    return Path(path) if scheme.startswith("sqlite") and path else None
