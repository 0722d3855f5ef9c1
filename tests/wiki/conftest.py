"""The adapter connected to the test wiki, without a long wait for anything."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

# Here and not later: other tests of the process need it with the test wiki's configuration.
import pywikibot  # noqa: F401

from bot.wiki.settings import WikiSettings
from bot.wiki.site import Wiki, connect
from tests.mediawiki.databases import WIKI_ID
from tests.mediawiki.server import MediaWiki

Settings = Callable[..., WikiSettings]


@pytest.fixture
def settings(fresh_wiki: MediaWiki, pywikibot_dir: Path) -> Settings:
    """A function that makes settings for the test wiki; keywords replace what it would set."""

    def made(**changes: Any) -> WikiSettings:
        fields: dict[str, Any] = {
            "dbname": WIKI_ID,
            "contact": "tester@example.org",
            "api_url": fresh_wiki.api,
            "retries": 1,
            "retry_wait_s": 0.01,
            "longest_wait_s": 5,
            "answer_timeout_s": 20,
        }
        return WikiSettings(**(fields | changes))

    return made


@pytest.fixture
def nothing_listed(fresh_wiki: MediaWiki) -> None:
    """Recent changes are empty; the installation's own page would be among them for a while."""
    with closing(sqlite3.connect(fresh_wiki.database)) as database, database:
        database.execute("DELETE FROM recentchanges")
    fresh_wiki.clear_caches()


@pytest.fixture
def reader(settings: Settings) -> Wiki:
    """The test wiki as the adapter reads it."""
    return connect(settings())
