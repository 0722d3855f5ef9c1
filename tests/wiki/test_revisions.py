"""Revisions come with the text they replaced, or with the reason why not."""

from __future__ import annotations

import pytest

from bot.core.model import Revision, Skipped
from bot.wiki.revisions import Wanted, revisions
from bot.wiki.site import Wiki
from bot.wiki.skip import ON_REQUEST, SkipPolicy
from tests.mediawiki.accounts import ADMIN, TEST_BOT
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.server import MediaWiki

pytestmark = pytest.mark.mediawiki

ANY = SkipPolicy(namespaces=None)


def test_a_revision_has_its_parents_text(reader: Wiki, actor: Actor) -> None:
    editor = actor()
    first = editor.edit("Pune", "one", "new")["newrevid"]
    second = editor.edit("Pune", "one two 😀", "more", minor=True)["newrevid"]
    created, changed = _found(reader, first, second)
    assert isinstance(created, Revision)
    assert isinstance(changed, Revision)
    assert (created.old, created.new, created.parent_id) == (None, "one", 0)
    assert (changed.old, changed.new, changed.parent_id) == ("one", "one two 😀", first)
    assert (changed.wiki, changed.title, changed.namespace) == ("testwiki", "Pune", 0)
    assert (changed.user, changed.summary, changed.minor) == ("PlainUser", "more", True)
    assert changed.page_id == created.page_id > 0
    assert changed.info().timestamp is not None


def test_the_order_is_kept_over_many_requests(reader: Wiki, actor: Actor) -> None:
    editor = actor()
    ids = [editor.edit("Long", str(i))["newrevid"] for i in range(60)]
    ids.reverse()
    found = _found(reader, *ids)
    assert [(item.rev_id, item.new, item.old) for item in found if isinstance(item, Revision)] == [
        (rev_id, str(59 - i), str(58 - i) if i < 59 else None) for i, rev_id in enumerate(ids)
    ]


def test_answers_that_are_cut_at_8_mib_are_continued(reader: Wiki, actor: Actor) -> None:
    """api_fault-032."""
    editor = actor()
    texts = [chr(ord("a") + i) * 1_800_000 for i in range(6)]
    ids = [editor.edit(f"Large {i}", text)["newrevid"] for i, text in enumerate(texts)]
    found = _found(reader, *ids)
    assert [
        item.new == text
        for item, text in zip(found, texts, strict=True)
        if isinstance(item, Revision)
    ] == [True] * 6


def test_hidden_text_is_skipped_on_either_side(reader: Wiki, actor: Actor) -> None:
    editor, admin = actor(), actor(ADMIN)
    ids = [editor.edit("Secret", text)["newrevid"] for text in ("a", "b secret", "c")]
    admin.write("revisiondelete", type="revision", ids=ids[1], hide="content|user|comment")
    found = _found(reader, *ids)
    assert isinstance(found[0], Revision)
    assert _reasons(found) == [None, "hidden", "parent hidden"]
    assert "secret" not in repr(found[1:])
    assert isinstance(found[1], Skipped)
    assert (found[1].revision.hidden, found[1].revision.user) == (True, "")


def test_deleted_and_unknown_revisions_do_not_stop_the_others(reader: Wiki, actor: Actor) -> None:
    """api_fault-033."""
    editor, admin = actor(), actor(ADMIN)
    gone = editor.edit("Gone", "x")["newrevid"]
    here = editor.edit("Here", "y")["newrevid"]
    admin.write("delete", title="Gone")
    found = _found(reader, gone, here, 99_999_999)
    assert _reasons(found) == ["deleted", None, "deleted"]


def test_what_is_not_wikitext_is_skipped(reader: Wiki, actor: Actor) -> None:
    admin = actor(ADMIN)
    css = admin.edit("User:Admin/common.css", "a {}")["newrevid"]
    assert _reasons(_found(reader, css, policy=ANY)) == ["not wikitext"]
    assert _reasons(_found(reader, css, policy=ON_REQUEST)) == ["not wikitext"]


def test_other_namespaces_are_skipped_unless_asked_for(reader: Wiki, actor: Actor) -> None:
    talk = actor().edit("Talk:Pune", "hello")["newrevid"]
    assert _reasons(_found(reader, talk)) == ["namespace"]
    assert _reasons(_found(reader, talk, policy=ON_REQUEST)) == [None]


def test_large_text_is_skipped(reader: Wiki, actor: Actor) -> None:
    large = actor().edit("Large", "ä" * 600)["newrevid"]
    policy = SkipPolicy(max_bytes=1199)
    assert _reasons(_found(reader, large, policy=policy)) == ["too large"]
    assert _reasons(_found(reader, large, policy=SkipPolicy(max_bytes=1200))) == [None]


def test_reverts_and_what_they_reverted_are_skipped(
    reader: Wiki, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    editor, admin = actor(), actor(ADMIN)
    admin.edit("Undone", "a")
    undone = editor.edit("Undone", "b")["newrevid"]
    undo = admin.write("edit", title="Undone", undo=undone)["edit"]["newrevid"]
    admin.edit("Rolled", "a")
    rolled = editor.edit("Rolled", "b")["newrevid"]
    token = admin.get("query", meta="tokens", type="rollback")["query"]["tokens"]["rollbacktoken"]
    rollback = admin.post("rollback", title="Rolled", user="PlainUser", token=token)["rollback"][
        "revid"
    ]
    admin.edit("Restored", "a")
    restored = editor.edit("Restored", "b")["newrevid"]
    manual = admin.edit("Restored", "a")["newrevid"]
    fresh_wiki.run_jobs()  # they mark what was reverted
    ids = [undo, rollback, manual, undone, rolled, restored]
    assert _reasons(_found(reader, *ids)) == [
        "restores older text (undo)",
        "restores older text (rollback)",
        "restores older text (manual revert)",
        "reverted since",
        "reverted since",
        "reverted since",
    ]
    assert _reasons(_found(reader, *ids, policy=ON_REQUEST)) == [None] * 6


def test_bots_are_skipped_by_what_recent_changes_say(reader: Wiki, actor: Actor) -> None:
    edit = actor(TEST_BOT).edit("Pune", "x", bot=True)["newrevid"]
    wanted = [Wanted(rev_id=edit, bot=True)]
    assert _reasons(list(revisions(reader, wanted, SkipPolicy()))) == ["bot"]
    assert _reasons(list(revisions(reader, wanted, ON_REQUEST))) == [None]


def _found(wiki: Wiki, *rev_ids: int, policy: SkipPolicy | None = None) -> list[Revision | Skipped]:
    wanted = [Wanted(rev_id=rev_id) for rev_id in rev_ids]
    return list(revisions(wiki, wanted, policy or SkipPolicy()))


def _reasons(found: list[Revision | Skipped]) -> list[str | None]:
    return [item.reason if isinstance(item, Skipped) else None for item in found]
