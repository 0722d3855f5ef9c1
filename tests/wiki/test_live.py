"""Revisions by id and by address, from the wiki."""

from __future__ import annotations

import pytest

from bot.core.model import Revision, Skipped
from bot.errors import InputError
from bot.wiki.address import diff_address
from bot.wiki.live import revision_at, revision_by_id
from bot.wiki.site import Wiki
from tests.mediawiki.accounts import ADMIN
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.server import MediaWiki

pytestmark = pytest.mark.mediawiki


@pytest.fixture
def ids(actor: Actor) -> list[int]:
    """Revisions of the page Pune with the texts 1, 2, 3; another page was edited in between."""
    editor = actor()
    made = []
    for text in "123":
        made.append(editor.edit("Pune", text)["newrevid"])
        editor.edit("Other", text)
    return made


def test_by_id(reader: Wiki, ids: list[int]) -> None:
    found = revision_by_id(reader, ids[1])
    assert isinstance(found, Revision)
    assert (found.old, found.new, found.title) == ("1", "2", "Pune")


@pytest.mark.parametrize("rev_id", [0, -1])
def test_impossible_ids_are_refused(reader: Wiki, rev_id: int) -> None:
    with pytest.raises(InputError, match="is not a revision id"):
        revision_by_id(reader, rev_id)


def test_a_missing_one_is_skipped(reader: Wiki) -> None:
    found = revision_by_id(reader, 99_999_999)
    assert isinstance(found, Skipped)
    assert found.reason == "deleted"


@pytest.mark.parametrize(
    ("query", "old", "new"),
    [
        ("title=Pune&diff={2}&oldid={0}", "1", "3"),
        ("title=Pune&diff=prev&oldid={1}", "1", "2"),
        ("title=Pune&diff=next&oldid={0}", "1", "2"),
        ("title=Pune&diff=cur&oldid={0}", "1", "3"),
        ("title=Pune&diff=cur", "2", "3"),
        ("diff={1}", "1", "2"),
        ("title=Pune&oldid={0}", None, "1"),
        ("title=Special:Diff/{0}/{2}", "1", "3"),
        ("title=Special:Diff/{0}/next", "1", "2"),
    ],
)
def test_by_address(
    reader: Wiki, fresh_wiki: MediaWiki, ids: list[int], query: str, old: str | None, new: str
) -> None:
    url = f"{fresh_wiki.url}/w/index.php?{query.format(*ids)}"
    found = revision_at(reader, diff_address(url))
    assert isinstance(found, Revision)
    assert (found.old, found.new) == (old, new)


@pytest.mark.parametrize("word", ["next", "cur"])
def test_nothing_comes_after_the_newest(
    reader: Wiki, fresh_wiki: MediaWiki, ids: list[int], word: str
) -> None:
    address = diff_address(f"{fresh_wiki.url}/w/index.php?diff={word}&oldid={ids[2]}")
    with pytest.raises(InputError, match=f"revision {ids[2]} is the page's newest"):
        revision_at(reader, address)


def test_missing_pages_and_revisions_are_named(reader: Wiki, fresh_wiki: MediaWiki) -> None:
    page = diff_address(f"{fresh_wiki.url}/w/index.php?title=Nowhere&diff=cur")
    with pytest.raises(InputError, match="no page 'Nowhere'"):
        revision_at(reader, page)
    revision = diff_address(f"{fresh_wiki.url}/w/index.php?diff=cur&oldid=99999999")
    with pytest.raises(InputError, match="no revision 99999999"):
        revision_at(reader, revision)


def test_another_wikis_address_is_refused(reader: Wiki) -> None:
    address = diff_address("https://en.m.wikipedia.org/w/index.php?diff=1")
    with pytest.raises(InputError, match=r"of en.m.wikipedia.org, but testwiki is at 127.0.0.1"):
        revision_at(reader, address)


def test_an_older_side_that_is_hidden_is_not_shown(
    reader: Wiki, fresh_wiki: MediaWiki, ids: list[int], actor: Actor
) -> None:
    actor(ADMIN).write("revisiondelete", type="revision", ids=ids[0], hide="content")
    address = diff_address(f"{fresh_wiki.url}/w/index.php?diff={ids[2]}&oldid={ids[0]}")
    found = revision_at(reader, address)
    assert isinstance(found, Skipped)
    assert found.reason == "parent hidden"
