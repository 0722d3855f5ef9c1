"""Drafts against the wiki of today: what was mended, renamed, moved or hidden since."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from typing import Any

import pytest

from bot.core.outgoing import DraftState, Limits, OutgoingDraft
from bot.jobs.drafts import Made, made_drafts
from bot.output.talk_draft import TalkForm
from bot.ports import Checked, ReviewVerdict
from bot.wiki.today import PagesToday
from tests.mediawiki.accounts import ADMIN
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.server import MediaWiki
from tests.publish.desk import TALK, Desk
from tests.store.builders import checked, finding

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("publish")]

COST, LENGTH = "5,54,202 rupees", "12,34,567 metres"
FAR = "It was painted green, and stayed so for many years until it was painted grey at last. "
BRIDGE = f"The bridge cost {COST}. {FAR}It is {LENGTH} long."
ADDRESS = "203.0.113.7"


def report(desk: Desk, text: str, *quotes: str, title: str = "Bridge", **changes: Any) -> Checked:
    """A stored report on the page's newest revision, with a finding at each quote."""
    revision = desk.editor.revision(title)
    pages = desk.editor.get("query", titles=title)["query"]["pages"]
    found = [
        finding(
            f"{number:015x}{title[0].lower().encode().hex()[-1]}",
            quote=quote,
            start=text.index(quote),
            end=text.index(quote) + len(quote),
            code=f"NUM00{number}",
            evidence=(),
        )
        for number, quote in enumerate(quotes)
    ]
    fields = {"title": title, "page_id": pages[0]["pageid"], "user": "PlainUser"}
    made = checked(revision["revid"], *found, **(fields | changes))
    desk.store.save([made])
    return made


def made(desk: Desk, form: TalkForm = TalkForm()) -> Made:  # noqa: B008
    """Drafts of all that is stored, by what the wiki says now."""
    source = PagesToday("testwiki", desk.account().all_answers)
    return made_drafts(desk.store.reports(wiki="testwiki"), source, form)


def approved(desk: Desk, limits: Limits = Limits()) -> Sequence[OutgoingDraft]:  # noqa: B008
    """The same, stored and approved, as far as they are new."""
    added = desk.box.add(made(desk).drafts, at=desk.stamp(), limits=limits)
    return [
        desk.box.decide(one.id, one.content_hash, approve=True, by="Ann", at=desk.stamp())
        for one in added
    ]


def rename(wiki: MediaWiki, old: str, new: str) -> None:
    """What Special:RenameUser does to names, which this wiki has not got."""
    with contextlib.closing(sqlite3.connect(wiki.database, timeout=10)) as db, db:
        db.execute("UPDATE actor SET actor_name = ? WHERE actor_name = ?", (new, old))
        db.execute("UPDATE user SET user_name = ? WHERE user_name = ?", (new, old))
    wiki.clear_caches()


def test_what_the_editor_has_mended_is_not_told(desk: Desk) -> None:
    desk.editor.edit("Bridge", BRIDGE)
    report(desk, BRIDGE, COST, LENGTH)
    (both,) = made(desk).drafts
    assert len(both.fingerprints) == 2
    desk.editor.edit("Bridge", "New words.\n\n" + BRIDGE.replace(COST, "554,202 rupees"))
    (rest,) = made(desk).drafts
    assert "554" not in rest.body
    assert len(rest.fingerprints) == 1
    desk.editor.edit("Bridge", "The bridge is long.")
    nothing = made(desk)
    assert (nothing.drafts, nothing.mended) == ((), 1)


def test_what_is_mended_after_the_approval_is_withdrawn_and_the_rest_told_anew(desk: Desk) -> None:
    desk.editor.edit("Bridge", BRIDGE)
    report(desk, BRIDGE, COST, LENGTH)
    (first,) = approved(desk)
    desk.editor.edit("Bridge", BRIDGE.replace(COST, "554,202 rupees"))
    assert desk.publish().counts == {"withdrawn": 1}
    assert desk.box.get(first.id).note.startswith("1 of 2 findings stand no more;")
    (second,) = approved(desk)
    assert second.fingerprints == first.fingerprints[1:]
    assert desk.publish().counts == {"sent": 1}
    assert desk.text().startswith("== Your edit to Bridge ==")
    assert approved(desk) == []


def test_all_mended_after_the_approval_posts_nothing(desk: Desk) -> None:
    desk.editor.edit("Bridge", BRIDGE)
    report(desk, BRIDGE, COST)
    (draft,) = approved(desk)
    desk.editor.edit("Bridge", BRIDGE.replace(COST, "554,202 rupees"))
    assert desk.publish().counts == {"withdrawn": 1}
    assert "every passage that it speaks of has been changed" in desk.box.get(draft.id).note
    assert desk.text() == ""
    assert made(desk).mended == 1


def test_what_a_reviewer_finds_wrong_after_the_approval_is_not_posted(desk: Desk) -> None:
    desk.editor.edit("Bridge", BRIDGE)
    one = report(desk, BRIDGE, COST)
    (draft,) = approved(desk)
    told = one.report.findings[0].fingerprint
    desk.store.mark(told, ReviewVerdict.WRONG, by="Ben", at=desk.stamp())
    assert desk.publish().counts == {"withdrawn": 1}
    assert desk.state(draft) is DraftState.WITHDRAWN
    assert made(desk).drafts == ()


def test_a_renamed_editor_is_written_to_by_the_new_name(desk: Desk, fresh_wiki: MediaWiki) -> None:
    """rc_fault-007: nobody is written to under a name that is no longer theirs."""
    desk.editor.edit("Bridge", BRIDGE)
    report(desk, BRIDGE, COST)
    (draft,) = approved(desk)
    assert draft.title == TALK
    rename(fresh_wiki, "PlainUser", "Newname")
    assert desk.publish().counts == {"withdrawn": 1}
    (again,) = approved(desk)
    assert (again.title, again.editor) == ("User talk:Newname", "Newname")
    assert "PlainUser" not in again.heading + again.text
    assert desk.publish().counts == {"sent": 1}


@pytest.mark.parametrize("account", [False, True], ids=("unregistered", "as an account's name"))
def test_visibility_014_an_address_is_named_nowhere(
    desk: Desk, fresh_wiki: MediaWiki, actor: Actor, account: bool
) -> None:
    fresh_wiki.override("$wgCdnServersNoPurge=['127.0.0.1'];", "$wgUsePrivateIPs=true;")
    (desk.editor if account else actor(None, ADDRESS)).edit("Bridge", BRIDGE)
    report(desk, BRIDGE, COST, user=ADDRESS)
    if account:
        rename(fresh_wiki, "PlainUser", ADDRESS)
    (draft,) = approved(desk)
    assert draft.title == "Talk:Bridge"
    assert ADDRESS not in repr(draft)
    assert desk.publish().counts == {"sent": 1}
    page = desk.text("Talk:Bridge")
    assert page.startswith("== A second look at an edit of 19 February 2025 ==")
    assert ADDRESS not in page


def test_a_moved_article_is_known_by_its_new_name(desk: Desk) -> None:
    form = TalkForm()
    desk.editor.edit("Bridge", BRIDGE)
    report(desk, BRIDGE, COST)
    desk.editor.write("move", **{"from": "Bridge", "to": "Iron bridge", "reason": "x"})
    (draft,) = made(desk, form).drafts
    assert draft.heading == "Your edit to Iron bridge"


def test_a_reverted_or_hidden_revision_is_not_told_of(desk: Desk, actor: Actor) -> None:
    desk.editor.edit("Bridge", "The bridge is long.")
    desk.editor.edit("Bridge", BRIDGE)
    hidden = report(desk, BRIDGE, COST)
    desk.editor.edit("Bridge", "The bridge is long.")
    ids = [hidden.report.rev_id]
    actor(ADMIN).write("revisiondelete", type="revision", ids=ids, hide="content")
    found = made(desk)
    assert (found.drafts, found.lost) == ((), 1)


def test_one_editor_and_one_page_get_only_so_many(desk: Desk) -> None:
    limits = Limits(most_open=9, per_editor=2, editor_days=7, per_page=1, page_days=7)
    for title in ("Arch", "Bridge", "Canal"):
        desk.editor.edit(title, BRIDGE)
        report(desk, BRIDGE, COST, title=title)
    assert len(approved(desk, limits)) == 2
    assert desk.publish().counts == {"sent": 2}
    desk.later(minutes=6 * 24 * 60)
    assert approved(desk, limits) == []
    desk.later(minutes=2 * 24 * 60)
    (third,) = approved(desk, limits)
    assert third.title == TALK


def test_a_report_about_a_revision_that_was_hidden_since_is_not_posted(
    desk: Desk, actor: Actor
) -> None:
    desk.editor.edit("Bridge", BRIDGE)
    shown = desk.editor.revision("Bridge")["revid"]
    desk.editor.edit("Bridge", "The bridge is long.")
    told = desk.report(text=f"[[Special:Diff/{shown}|2025]] secret")
    actor(ADMIN).write("revisiondelete", type="revision", ids=[shown], hide="comment")
    assert desk.publish().counts == {"withdrawn": 1}
    assert desk.box.get(told.id).note.startswith(f"revision {shown} is hidden or gone;")
