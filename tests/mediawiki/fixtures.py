"""pytest plugin: a real MediaWiki per test process.

`wiki` is the running server, `fresh_wiki` the same with its content restored before the test,
`actor` makes API clients, `relay` is the wiki's event stream, `site` is pywikibot logged in as
TestBot, in this process.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.mediawiki.accounts import PLAIN_USER, Account
from tests.mediawiki.api import Api
from tests.mediawiki.event_relay import EventRelay
from tests.mediawiki.installation import skip_reason
from tests.mediawiki.ports import ReservedPort
from tests.mediawiki.pywikibot_config import write_pywikibot_config
from tests.mediawiki.server import MediaWiki
from tests.mediawiki.template import Template

PORT = pytest.StashKey[ReservedPort]()
PYWIKIBOT_DIR = pytest.StashKey[Path]()


class Actor(Protocol):
    """Makes the API client of an account, of PlainUser if none is named, of nobody if None."""

    def __call__(
        self, account: Account | None = PLAIN_USER, forwarded_for: str | None = None
    ) -> Api: ...


def pytest_configure(config: pytest.Config) -> None:
    """Choose this process's port and write the configuration pywikibot reads when imported.

    Both come before any test module, which may import pywikibot.
    """
    port = ReservedPort()
    directory = Path(tempfile.mkdtemp(prefix="pywikibot-"))
    write_pywikibot_config(directory, f"http://127.0.0.1:{port.number}/w/api.php")
    os.environ["PYWIKIBOT_DIR"] = str(directory)
    os.environ["no_proxy"] = ",".join(filter(None, (os.environ.get("no_proxy"), "127.0.0.1")))
    config.stash[PORT] = port
    config.stash[PYWIKIBOT_DIR] = directory


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove what `pytest_configure` made."""
    if PORT in config.stash:
        config.stash[PORT].release()
        shutil.rmtree(config.stash[PYWIKIBOT_DIR], ignore_errors=True)


@pytest.fixture(scope="session")
def wiki(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MediaWiki]:
    """The running wiki, with whatever the tests before have left in it."""
    reason = skip_reason()
    if reason is not None:
        pytest.skip(reason)
    own = tmp_path_factory.getbasetemp()
    # Parallel workers have their folders side by side, and share one template.
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    template = Template(shared / "mediawiki-template").ensure()
    with MediaWiki(template, own / "mediawiki", request.config.stash[PORT]) as server:
        yield server


@pytest.fixture
def fresh_wiki(wiki: MediaWiki) -> MediaWiki:
    """The running wiki with the template's content and no overrides; sessions live on."""
    wiki.override()
    wiki.reset()
    return wiki


@pytest.fixture
def actor(fresh_wiki: MediaWiki) -> Actor:
    """A function that makes API clients of the fresh wiki, each with its own session."""

    def client(account: Account | None = PLAIN_USER, forwarded_for: str | None = None) -> Api:
        return Api(fresh_wiki.api, account, forwarded_for)

    return client


@pytest.fixture
def relay(fresh_wiki: MediaWiki) -> Iterator[EventRelay]:
    """An event stream of what happens on the fresh wiki."""
    with EventRelay() as running:
        fresh_wiki.feed(running.udp_port)
        yield running
        fresh_wiki.feed(None)


@pytest.fixture(scope="session")
def pywikibot_dir(request: pytest.FixtureRequest, wiki: MediaWiki) -> Path:
    """PYWIKIBOT_DIR of this process and of the processes it starts: TestBot on this wiki."""
    return request.config.stash[PYWIKIBOT_DIR]


@pytest.fixture
def site(fresh_wiki: MediaWiki, pywikibot_dir: Path) -> Any:
    """pywikibot's APISite of the fresh wiki, logged in as TestBot."""
    pywikibot = pytest.importorskip("pywikibot")
    api_site = pywikibot.Site()
    api_site.login()
    return api_site
