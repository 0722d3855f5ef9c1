"""What is written where, exactly as it was approved."""

from __future__ import annotations

import itertools

import pytest

from bot.core.outgoing import DraftState, marker_comment
from bot.errors import WritesStoppedError
from bot.ports import PostingOutcome
from bot.wiki.allowed import Purpose
from bot.wiki.edit import Edit, saved_edit
from tests.mediawiki.accounts import TEST_BOT
from tests.publish.desk import BODY, TALK, Desk

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("publish")]


def test_an_approved_message_is_a_new_section(desk: Desk) -> None:
    desk.editor.edit(TALK, "== Older ==\nHello.")
    draft = desk.approved()
    summary = desk.publish()
    assert summary.stopped is None
    assert summary.counts == {"sent": 1}
    text = f"== Older ==\nHello.\n\n== Your edit to Bridge ==\n\n{BODY}\n"
    assert desk.text() == text + marker_comment(draft.marker)
    stored = desk.box.get(draft.id)
    revision = desk.editor.revision(TALK)
    assert (stored.state, stored.posted_rev_id) == (DraftState.SENT, revision["revid"])
    assert revision["user"] == TEST_BOT.name
    assert not revision["minor"]
    assert desk.publish().counts == {}


def test_a_missing_talk_page_is_made(desk: Desk) -> None:
    draft = desk.approved()
    assert desk.publish().counts == {"sent": 1}
    assert desk.text().startswith("== Your edit to Bridge ==\n")
    assert desk.copies(draft) == 1


def test_a_report_page_is_replaced_as_a_whole(desk: Desk) -> None:
    title = f"User:{TEST_BOT.name}/Reports/2025-02"
    desk.report(title, "first")
    desk.publish()
    second = desk.report(title, "second")
    assert desk.publish().counts == {"sent": 1}
    assert desk.text(title) == f"__NOINDEX__\nsecond\n{marker_comment(second.marker)}"


def test_a_dry_run_reads_everything_and_writes_nothing(desk: Desk) -> None:
    draft = desk.approved()
    excluded = desk.approved("Talk:Bridge", 1)
    desk.editor.edit("Talk:Bridge", "{{nobots}}")
    summary = desk.publish(dry_run=True)
    assert [(one.draft.id, one.posting and one.posting.outcome) for one in summary.posted] == [
        (draft.id, None),
        (excluded.id, PostingOutcome.REFUSED),
    ]
    assert desk.text() == ""
    assert desk.text(f"User:{TEST_BOT.name}/Lease") == ""
    assert desk.state(draft) is DraftState.APPROVED
    assert desk.state(excluded) is DraftState.APPROVED


NO_TALK_PAGES = (
    "Bridge",
    "User:PlainUser",
    "User talk:TestBot",
    "User talk:TestBot/Archive",
    "Project:Village pump",
    "Project talk:Village pump",
    "File talk:X.png",
    "Template talk:X",
    "MediaWiki:Common.js",
    ":Bridge",
    "Talk:",
    "Special:MyTalk",
)
NO_REPORTS = (
    "Bridge",
    "User:TestBot",
    "User:TestBot/Run",
    "User:TestBot/common.js",
    "User:TestBot/Reports.js",
    "User:TestBot/Reports/x.css",
    "User:TestBot/Reportsx",
    "User:PlainUser/Reports",
    "User talk:TestBot/Reports",
    "Talk:TestBot/Reports",
)


def test_nothing_goes_anywhere_else(desk: Desk) -> None:
    drafts = [desk.approved(title, number) for number, title in enumerate(NO_TALK_PAGES)]
    drafts += [desk.report(title) for title in NO_REPORTS]
    assert desk.publish().counts == {"refused": len(drafts)}
    assert {desk.state(draft) for draft in drafts} == {DraftState.REFUSED}
    assert [desk.copies(draft) for draft in drafts] == [0] * len(drafts)


def test_the_edit_itself_knows_where_it_may_not_go(desk: Desk) -> None:
    account = desk.account()
    pages = ((0, "Bridge"), (10, "Template:X"), (2, "User:PlainUser"), (4, "P:X"), (3, "X"))
    for purpose, (namespace, title) in itertools.product(Purpose, pages):
        edit = Edit(
            purpose=purpose,
            namespace=namespace,
            title=title,
            text="x",
            summary="x",
            base_rev_id=0,
            read_at="2025-01-01T00:00:00Z",
        )
        with pytest.raises(WritesStoppedError, match="is not a page on which"):
            saved_edit(account, edit)


def test_a_text_that_the_wiki_would_change_goes_back(desk: Desk) -> None:
    texts = ("{{subst:PAGENAME}}", "See [[Help:Contents|]].", "{{safesubst:CURRENTYEAR}} x")
    drafts = [desk.approved(number=n, body=text) for n, text in enumerate(texts)]
    assert desk.publish().counts == {"refused": len(texts)}
    for draft in drafts:
        assert "another text than the approved one" in desk.box.get(draft.id).note
    assert desk.text() == ""


def test_no_message_about_a_revision_that_is_gone_or_of_another(desk: Desk) -> None:
    desk.editor.edit("Bridge", "The bridge is long.")
    bad = int(desk.editor.edit("Bridge", "Teh bridge is long.")["newrevid"])
    gone = desk.approved("User talk:A", 2, rev_id=99999, editor="PlainUser")
    of_another = desk.approved("User talk:B", 1, rev_id=bad, editor="SecondUser")
    of_no_finding = desk.approved("User talk:C", 3, rev_id=bad, editor="PlainUser")
    assert desk.publish().counts == {"withdrawn": 3}
    notes = [desk.box.get(draft.id).note for draft in (gone, of_another, of_no_finding)]
    assert notes == [
        "revision 99999 is gone",
        f"revision {bad} is by another name now, or its editor is hidden",
        "its findings are not stored any more, so that nobody can tell if they still stand",
    ]


def test_a_user_who_was_renamed_is_not_written_to(desk: Desk) -> None:
    desk.editor.edit(TALK, "#REDIRECT [[User talk:SecondUser]]")
    draft = desk.approved()
    desk.publish()
    assert desk.state(draft) is DraftState.REFUSED
    assert "redirect" in desk.box.get(draft.id).note
