"""Some dozens of kills; `make chaos` makes a thousand, also with `MARIADB=1`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.killing import MUST_BE_KILLED, kill_again_and_again
from tests.mediawiki.event_relay import EventRelay
from tests.mediawiki.server import MediaWiki

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("chaos")]

FILE = pytest.param(50, None, id="50 with files")
SERVER = pytest.param(12, "mariadb", id="12 with MariaDB")


@pytest.mark.usefixtures("nothing_listed")
@pytest.mark.parametrize(("kills", "server"), [FILE, SERVER])
def test_nothing_is_lost_doubled_or_posted_twice(
    kills: int,
    server: str | None,
    fresh_wiki: MediaWiki,
    relay: EventRelay,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    databases = None if server is None else request.getfixturevalue(server)
    done = kill_again_and_again(fresh_wiki, relay, tmp_path, kills=kills, server=databases)
    assert done.clean, done
    assert done.kills >= kills
    assert done.by_run.findings > 0
    assert done.by_publish.approved > 0
    assert done.counts.kills.keys() >= MUST_BE_KILLED
