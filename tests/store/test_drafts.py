"""Drafts in the database: approvals bind to a text, and of two at once one wins."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.core.outgoing import DraftKind, DraftState, Limits, NewDraft, OutgoingDraft, tidied, unfit
from bot.errors import DraftChangedError, StoreError
from bot.ports import Posting, PostingOutcome
from bot.store import DraftBox, Store
from tests.store.builders import checked, finding
from tests.store.databases import Database

AT = "2025-03-01T00:00:00+00:00"
LATER = "2025-03-01T01:00:00+00:00"


@pytest.fixture
def box(store: Store) -> DraftBox:
    """The drafts of an empty store."""
    return DraftBox(store)


def new(**changes: Any) -> NewDraft:
    """A message that is not stored yet."""
    fields: dict[str, Any] = {
        "wiki": "testwiki",
        "kind": DraftKind.TALK,
        "title": "User talk:Editor",
        "heading": "Your edit",
        "body": "Hello.",
        "page_id": 7,
        "rev_id": 1,
        "editor": "Editor",
        "fingerprints": ("0123456789abcdef",),
    }
    return NewDraft(**(fields | changes))


def added(box: DraftBox, **changes: Any) -> OutgoingDraft:
    """A stored draft."""
    (draft,) = box.add([new(**changes)], at=AT)
    return draft


def approve(box: DraftBox, draft: OutgoingDraft, by: str = "Ann") -> OutgoingDraft:
    """The draft, approved as it was handed in."""
    return box.decide(draft.id, draft.content_hash, approve=True, by=by, at=AT)


def test_a_finding_is_told_of_once(box: DraftBox) -> None:
    first = added(box)
    assert box.add([new(), new(rev_id=2)], at=AT) == ()
    box.decide(first.id, first.content_hash, approve=False, by="Ann", at=AT, note="No.")
    assert box.add([new()], at=AT) == ()
    assert len(box.add([new(page_id=8)], at=AT)) == 1


def test_one_waiting_message_for_an_editor_about_a_page(box: DraftBox) -> None:
    first = added(box)
    other = new(fingerprints=("f" * 16,), rev_id=2)
    assert box.add([other], at=AT) == ()
    assert len(box.add([new(fingerprints=("e" * 16,), editor="B")], at=AT)) == 1
    assert len(box.add([other], at=AT, limits=Limits(most_open=2))) == 1
    assert box.get(first.id).state is DraftState.DRAFT


def test_an_approval_is_of_the_text_that_was_seen(box: DraftBox) -> None:
    seen = added(box)
    edited = box.edit(seen.id, seen.content_hash, heading="Your edit", body="Changed.", at=LATER)
    assert edited.content_hash != seen.content_hash
    with pytest.raises(DraftChangedError, match="has changed since it was shown"):
        approve(box, seen)
    assert approve(box, edited).decided_by == "Ann"


def test_an_edit_takes_the_approval_away_even_if_it_changes_nothing(box: DraftBox) -> None:
    draft = approve(box, added(box))
    same = box.edit(draft.id, draft.content_hash, heading=draft.heading, body=draft.body, at=AT)
    assert (same.state, same.decided_by) == (DraftState.DRAFT, "")
    assert same.content_hash != draft.content_hash
    with pytest.raises(DraftChangedError):
        box.begin(draft, at=AT)
    with pytest.raises(DraftChangedError, match=r"no approval|another pass"):
        box.begin(same, at=AT)


def test_nothing_goes_out_without_an_approval_or_after_a_change(box: DraftBox) -> None:
    draft = added(box)
    forged = msgspec.structs.replace(draft, state=DraftState.APPROVED)
    with pytest.raises(DraftChangedError, match="has no approval of this text"):
        box.begin(forged, at=AT)
    good = approve(box, draft)
    with box._store._session(writes=True) as session:
        from sqlalchemy import text

        session.execute(text("UPDATE drafts SET body = 'Slipped in.'"))
    with pytest.raises(DraftChangedError, match="is not the text that its approval speaks of"):
        box.begin(good, at=AT)


def test_of_two_approvals_at_once_one_wins(box: DraftBox, stored: Database) -> None:
    draft = added(box)
    start = threading.Barrier(2)
    won: list[str] = []
    lost: list[str] = []

    def decide(name: str, approves: bool) -> None:
        with Store.open(stored.url) as own:
            start.wait()
            try:
                DraftBox(own).decide(draft.id, draft.content_hash, approve=approves, by=name, at=AT)
                won.append(name)
            except StoreError as error:
                lost.append(str(error))

    people = [
        threading.Thread(target=decide, args=args) for args in (("Ann", True), ("Ben", False))
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert (len(won), len(lost)) == (1, 1)
    assert "already" in lost[0] or "another" in lost[0]
    assert box.get(draft.id).decided_by == won[0]


def test_a_draft_is_taken_by_one_pass(box: DraftBox) -> None:
    draft = approve(box, added(box))
    assert [one.id for one in box.due("testwiki", 5)] == [draft.id]
    box.begin(draft, at=AT)
    with pytest.raises(DraftChangedError, match="taken by another pass"):
        box.begin(draft, at=AT)
    assert box.get(draft.id).tries == 1
    box.finish(draft, Posting(PostingOutcome.SENT, 77), at=LATER)
    assert (box.get(draft.id).state, box.get(draft.id).posted_rev_id) == (DraftState.SENT, 77)
    assert box.due("testwiki", 5) == ()


def test_what_is_out_or_over_cannot_be_changed(box: DraftBox) -> None:
    draft = approve(box, added(box))
    box.begin(draft, at=AT)
    with pytest.raises(StoreError, match="is sending and cannot be changed"):
        box.edit(draft.id, draft.content_hash, heading="x", body="y", at=AT)
    with pytest.raises(StoreError, match="is sending by Ann already"):
        approve(box, draft, by="Ben")


def test_a_decision_has_a_name(box: DraftBox) -> None:
    with pytest.raises(StoreError, match="needs the name"):
        approve(box, added(box), by=" ")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"body": "Hello. ~~~~"}, "~~~"),
        ({"heading": "~~~"}, "~~~"),
        ({"body": "a\x00b"}, "does not store"),
        ({"body": " \n "}, "is empty"),
        ({"heading": "a\nb"}, "one line"),
        ({"heading": ""}, "needs a heading"),
        ({"body": "x" * 70_000}, "longer than"),
        ({"kind": DraftKind.REPORT}, "needs __NOINDEX__"),
    ],
)
def test_a_text_that_can_never_be_posted(
    box: DraftBox, changes: dict[str, Any], problem: str
) -> None:
    assert problem in unfit(new(**changes))
    with pytest.raises(StoreError, match="cannot be kept"):
        box.add([new(**changes)], at=AT)


def test_a_text_is_kept_as_a_wiki_would_store_it() -> None:
    assert tidied("\r\ne\u0301 \t\r\nb\r\n\r\n") == "é\nb"


def test_a_lease_is_held_by_one_until_it_ends(box: DraftBox) -> None:
    def take(holder: str, now: str, until: str) -> str:
        return box.take_lease("testwiki", "publish", holder, now=now, until=until)

    assert take("a", AT, LATER) == ""
    assert take("b", AT, LATER) == LATER
    assert take("a", AT, LATER) == ""
    assert take("b", LATER, "2025-03-01T02:00:00+00:00") == ""
    box.free_lease("testwiki", "publish", "a")
    assert take("a", LATER, LATER) == "2025-03-01T02:00:00+00:00"
    box.free_lease("testwiki", "publish", "b")
    assert take("a", LATER, LATER) == ""


def test_drafts_are_kept_with_the_findings_or_not_at_all(store: Store) -> None:
    store.save([checked(1, finding())], drafts=[new()], at=AT)
    assert len(DraftBox(store).drafts()) == 1
    with pytest.raises(StoreError, match="cannot be kept"):
        store.save([checked(2)], drafts=[new(page_id=9, body="~~~~")], at=AT)
    assert store.seen("testwiki", [1, 2]) == {1}


def test_a_hidden_revision_takes_its_drafts_along(store: Store, path: Path) -> None:
    store.save([checked(1, finding())], drafts=[new(body="sesame-open-1")], at=AT)
    store.forget("testwiki", [1])
    (draft,) = DraftBox(store).drafts()
    assert (draft.state, draft.body, draft.editor) == (DraftState.WITHDRAWN, "", "")
    assert all(b"sesame-open-1" not in file.read_bytes() for file in path.parent.iterdir())


def test_a_report_takes_the_place_of_one_that_waits(box: DraftBox) -> None:
    report = {"kind": DraftKind.REPORT, "title": "User:B/Reports", "heading": ""}
    first = added(box, **report, body="__NOINDEX__ a")
    assert box.add([new(**report, body="__NOINDEX__ a")], at=AT) == ()
    second = added(box, **report, body="__NOINDEX__ b")
    assert box.get(first.id).state is DraftState.WITHDRAWN
    assert [one.id for one in box.due("testwiki", 5)] == [second.id]


def test_a_withdrawn_message_nobody_tried_to_send_does_not_count_as_told(box: DraftBox) -> None:
    first = added(box)
    box.finish(first, Posting(PostingOutcome.WITHDRAWN, reason="mended"), at=LATER)
    (second,) = box.add([new()], at=LATER)
    box.finish(second, Posting(PostingOutcome.REFUSED, reason="protected"), at=LATER)
    assert box.add([new()], at=LATER) == ()


def sent(box: DraftBox, at: str, **changes: Any) -> None:
    """A message that was sent then."""
    (draft,) = box.add([new(**changes)], at=at, limits=Limits(most_open=99))
    box.finish(approve(box, draft), Posting(PostingOutcome.SENT, 9), at=at)


@pytest.mark.parametrize(
    ("at", "changes", "is_new"),
    [
        ("2025-03-07T00:00:00+00:00", {"page_id": 9}, False),
        ("2025-03-09T00:00:00+00:00", {"page_id": 9}, True),
        ("2025-03-07T00:00:00+00:00", {"page_id": 9, "editor": "Other"}, True),
        ("2025-03-07T00:00:00+00:00", {"page_id": 9, "editor": ""}, True),
        ("2025-03-07T00:00:00+00:00", {"page_id": 7, "editor": "Other"}, True),
        ("2025-03-07T00:00:00+00:00", {"page_id": 8, "editor": "Other"}, False),
    ],
    ids=("editor too soon", "later", "another editor", "nobody", "another page", "page too soon"),
)
def test_an_editor_and_a_page_get_so_many_within_days(
    box: DraftBox, at: str, changes: dict[str, Any], is_new: bool
) -> None:
    limits = Limits(per_editor=2, editor_days=7, per_page=2, page_days=7)
    sent(box, AT, fingerprints=("a" * 16,), page_id=7)
    sent(box, AT, fingerprints=("b" * 16,), page_id=8)
    sent(box, AT, fingerprints=("c" * 16,), page_id=8, editor="Third")
    other = new(fingerprints=("d" * 16,), **changes)
    assert bool(box.add([other], at=at, limits=limits)) is is_new


def test_what_waits_counts_however_old_it_is(box: DraftBox) -> None:
    added(box)
    other = new(fingerprints=("f" * 16,), page_id=8)
    limits = Limits(per_editor=1, editor_days=1)
    assert box.add([other], at="2026-03-01T00:00:00+00:00", limits=limits) == ()


def test_a_report_that_links_to_a_hidden_revision_is_emptied(store: Store, box: DraftBox) -> None:
    def report(name: str, rev_id: int) -> OutgoingDraft:
        body = f"__NOINDEX__\nsecret [[Special:Diff/{rev_id}|then]]"
        title = f"User:Bot/Reports/{name}"
        page = new(kind=DraftKind.REPORT, title=title, heading="", body=body, rev_id=0, page_id=0)
        (draft,) = box.add([page], at=AT)
        return draft

    waits, other, posted = report("A", 41), report("B", 411), report("C", 41)
    box.finish(posted, Posting(PostingOutcome.SENT, 5), at=AT)
    store.forget("testwiki", [41], at=LATER)
    bodies = [box.get(draft.id).body for draft in (waits, other, posted)]
    assert bodies == ["", other.body, ""]
    assert box.get(waits.id).state is DraftState.WITHDRAWN
    assert box.get(posted.id).state is DraftState.SENT
