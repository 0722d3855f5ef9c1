"""A job reads what its operator chose, and says how much it left out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from bot.core.model import Revision, Skipped
from bot.errors import ConfigurationError, WikiError
from bot.wiki.recent_changes import RecentChanges
from bot.wiki.selection import Choice, Selection
from bot.wiki.site import Wiki
from tests.mediawiki.accounts import ADMIN, PLAIN_USER, SECOND_USER
from tests.mediawiki.fixtures import Actor

pytestmark = [pytest.mark.mediawiki, pytest.mark.usefixtures("nothing_listed")]


def nothing_seen(_: Sequence[int]) -> set[int]:
    return set()


def chosen(reader: Wiki, **choice: object) -> tuple[set[str], dict[str, int]]:
    """The titles that are read, and the reasons why others are not."""
    selection = Selection(reader, Choice(**choice))  # type: ignore[arg-type]
    source = RecentChanges(reader, selection=selection, batch_size=3)
    items = [item for batch in source.batches(None, nothing_seen) for item in batch.items]
    read = {item.title for item in items if isinstance(item, Revision)}
    reasons = Counter(item.reason for item in items if isinstance(item, Skipped))
    del reasons["namespace"]
    return read, dict(reasons)


@pytest.fixture
def cities(nothing_listed: None, actor: Actor) -> None:
    """Four pages in a tree of two categories, two of them in a project."""
    editor = actor(SECOND_USER)
    editor.edit("Category:Cities", "[[Category:Places]]")
    editor.edit("Category:Places", "[[Category:Cities]] a loop")
    editor.edit("Pune", "One. [[Category:Cities]]")
    editor.edit("Oslo", "Two. [[Category:Places]]")
    editor.edit("Fish", "Three.")
    actor(PLAIN_USER).edit("Bird", "Four.")
    editor.edit("Template:WikiProject India", "banner")
    editor.edit("Template:Checked", "done")
    editor.edit("Talk:Pune", "{{WikiProject India}}")
    editor.edit("Talk:Bird", "{{Checked}}")


@pytest.mark.usefixtures("cities")
def test_each_kind_of_choice(reader: Wiki) -> None:
    assert chosen(reader) == ({"Pune", "Oslo", "Fish", "Bird"}, {})
    assert chosen(reader, categories=("cities",)) == ({"Pune"}, {"not in a category": 3})
    assert chosen(reader, categories=("Places",), category_depth=5) == (
        {"Pune", "Oslo"},
        {"not in a category": 2},
    )
    assert chosen(reader, projects=("India",)) == ({"Pune"}, {"not in a project": 3})
    assert chosen(reader, talk_templates=("Checked", "Nowhere")) == (
        {"Bird"},
        {"talk page without a template": 3},
    )
    assert chosen(reader, titles=frozenset({"fish", "Oslo_"})) == (
        {"Fish", "Oslo"},
        {"not on a list": 2},
    )


@pytest.mark.usefixtures("cities")
def test_a_page_of_links_is_a_list(reader: Wiki, actor: Actor) -> None:
    actor().edit("User:PlainUser/Watch", "[[Oslo]] and [[Nowhere at all]]")
    assert chosen(reader, linked_from=("User:PlainUser/Watch",)) == ({"Oslo"}, {"not on a list": 3})
    with pytest.raises(WikiError, match="no page 'User:Nobody/List'"):
        chosen(reader, linked_from=("User:Nobody/List",))


@pytest.mark.usefixtures("cities")
def test_the_editors_group(reader: Wiki, actor: Actor) -> None:
    actor(ADMIN).edit("Rome", "Five.")
    actor(None).edit("Lima", "Six.")
    read, reasons = chosen(reader, user_groups=("sysop",))
    assert (read, reasons) == ({"Rome"}, {"editor not in a group": 5})
    read, _ = chosen(reader, user_groups=("user",))
    assert "Lima" not in read
    assert {"Rome", "Pune", "Bird"} <= read
    assert "Lima" in chosen(reader, user_groups=("*",))[0]


@pytest.mark.usefixtures("cities")
def test_a_tag(reader: Wiki, actor: Actor) -> None:
    edit = actor(SECOND_USER).edit("Fish", "#REDIRECT [[Bird]]")
    assert edit["newrevid"]
    read, reasons = chosen(reader, tags=("mw-new-redirect", "mw-changed-redirect-target"))
    assert (read, reasons) == ({"Fish"}, {"without a tag": 4})


@pytest.mark.usefixtures("cities")
def test_a_watchlist_needs_its_token(reader: Wiki, actor: Actor) -> None:
    editor = actor(ADMIN)
    token = editor.get("query", meta="tokens", type="watch")["query"]["tokens"]["watchtoken"]
    editor.post("watch", titles="Oslo|Bird", token=token)
    options = editor.get("query", meta="tokens", type="csrf")["query"]["tokens"]["csrftoken"]
    editor.post("options", optionname="watchlisttoken", optionvalue="t" * 40, token=options)
    read, reasons = chosen(reader, watchlist_of="Admin", watchlist_token="t" * 40)
    assert {"Oslo", "Bird"} <= read
    assert "Fish" not in read
    assert reasons["not watched"] >= 1
    with pytest.raises(WikiError, match="bad_wltoken"):
        chosen(reader, watchlist_of="Admin", watchlist_token="wrong")
    with pytest.raises(ConfigurationError, match="needs its token"):
        chosen(reader, watchlist_of="Admin")


@pytest.mark.usefixtures("cities")
def test_every_kind_must_be_met_and_the_first_missing_one_is_told(reader: Wiki) -> None:
    assert chosen(reader, titles=frozenset({"Pune", "Fish"}), categories=("Cities",)) == (
        {"Pune"},
        {"not on a list": 2, "not in a category": 1},
    )


def test_the_token_is_in_no_repr() -> None:
    assert "hush" not in repr(Choice(watchlist_of="A", watchlist_token="hush"))
