"""A desk at the test wiki, whose stop page says yes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import Store
from tests.mediawiki.accounts import TEST_BOT
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.server import MediaWiki
from tests.publish.desk import Desk
from tests.publish.relay import Relay, relay

RUN_PAGE = f"User:{TEST_BOT.name}/Run"


@pytest.fixture
def desk(fresh_wiki: MediaWiki, actor: Actor, tmp_path: Path) -> Iterator[Desk]:
    """All that publishing needs; nothing waits yet."""
    editor = actor()
    editor.edit(RUN_PAGE, "yes")
    with Store.open(tmp_path / "revlint.sqlite") as store:
        yield Desk(store, fresh_wiki.api, editor)


@pytest.fixture
def between(fresh_wiki: MediaWiki) -> Iterator[Relay]:
    """A proxy before the wiki."""
    with relay(fresh_wiki.api) as proxy:
        yield proxy
