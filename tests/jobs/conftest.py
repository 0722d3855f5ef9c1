"""The test wiki as a source, and a store to keep what is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import Store
from bot.wiki.recent_changes import RecentChanges
from bot.wiki.site import Wiki
from tests.jobs.following import Follower
from tests.mediawiki.event_relay import EventRelay
from tests.wiki.conftest import nothing_listed, reader, settings

__all__ = ["nothing_listed", "reader", "settings"]


@pytest.fixture
def source(nothing_listed: None, reader: Wiki) -> RecentChanges:
    """The changes of a wiki on which nothing has happened yet, in batches of five."""
    return RecentChanges(reader, batch_size=5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "revlint.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An open, empty store."""
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def follower(relay: EventRelay, source: RecentChanges, reader: Wiki, store: Store) -> Follower:
    """A follower of the wiki, with nothing stored so far."""
    return Follower(reader, source, store, relay)
