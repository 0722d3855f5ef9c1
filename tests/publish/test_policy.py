"""Who may stop the writing, how fast it is, and that two copies never write."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from bot.core.outgoing import DraftState
from bot.errors import ConfigurationError, TryLaterError, WritesStoppedError
from bot.jobs.publish import Posted, publish
from bot.store import DraftBox, Store
from bot.wiki.credentials import read_credentials
from bot.wiki.publisher import AccountPublisher
from tests.mediawiki.accounts import ADMIN, TEST_BOT
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.server import MediaWiki
from tests.publish.conftest import RUN_PAGE
from tests.publish.desk import Desk

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("publish")]

LEASE_PAGE = f"User:{TEST_BOT.name}/Lease"
BOT_TALK = f"User talk:{TEST_BOT.name}"


@pytest.mark.parametrize("text", ["no", "yes, but", ""], ids=lambda t: f"policy-001-{t[:3]}")
def test_the_stop_page_ends_it_within_one_write(desk: Desk, text: str) -> None:
    drafts = [desk.approved(f"Talk:Page {n}", n) for n in range(3)]

    def stop(_: Posted) -> None:
        desk.editor.edit(RUN_PAGE, text)

    summary = desk.publish(told=stop)
    assert isinstance(summary.stopped, WritesStoppedError)
    assert RUN_PAGE in str(summary.stopped)
    states = [desk.state(draft) for draft in drafts]
    assert states == [DraftState.SENT, DraftState.APPROVED, DraftState.APPROVED]
    assert [desk.copies(draft) for draft in drafts] == [1, 0, 0]


def test_a_stop_page_that_does_not_clearly_say_yes(
    desk: Desk, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    """policy-002: missing, protected, a redirect, unreadable."""
    draft = desk.approved()
    admin = actor(ADMIN)
    ways = {
        "does not exist": lambda: admin.write("delete", title=RUN_PAGE),
        "is a redirect": lambda: admin.edit(RUN_PAGE, "#REDIRECT [[User:PlainUser/Run]]"),
        "is protected": lambda: (
            admin.edit(RUN_PAGE, "yes"),
            admin.write("protect", title=RUN_PAGE, protections="edit=sysop", expiry="infinite"),
        ),
        "answers with HTTP 500": lambda: fresh_wiki.override(
            "if ( str_contains( $_REQUEST['titles'] ?? '', '/Run' ) )"
            " { http_response_code( 500 ); exit; }"
        ),
    }
    for message, happen in ways.items():
        happen()
        with pytest.raises(Exception, match=message):
            desk.publish()
    fresh_wiki.override()
    assert desk.state(draft) is DraftState.APPROVED
    assert desk.text() == desk.text(LEASE_PAGE) == ""


def test_a_new_message_on_the_accounts_own_talk_page_ends_it(desk: Desk) -> None:
    draft = desk.approved()
    revision = int(desk.editor.edit(BOT_TALK, "Please stop.")["newrevid"])
    with pytest.raises(WritesStoppedError, match=rf"run again with --talk-read {revision}"):
        desk.publish()
    assert desk.state(draft) is DraftState.APPROVED
    desk.talk_read = revision
    assert desk.publish().counts == {"sent": 1}


def test_a_blocked_account_writes_nothing(desk: Desk, actor: Actor) -> None:
    draft = desk.approved()
    actor(ADMIN).write("block", user=TEST_BOT.name, expiry="infinite", reason="Too fast")
    with pytest.raises(WritesStoppedError, match="TestBot is blocked: Too fast"):
        desk.publish()
    assert desk.state(draft) is DraftState.APPROVED


def test_of_fifty_approvals_at_once_one_is_written_in_ten_seconds(desk: Desk) -> None:
    """policy-006."""
    for number in range(50):
        desk.approved(f"Talk:Page {number}", number)
    account = desk.account()
    sent: list[float] = []
    write = account.write

    def noted(**parameters: str | int) -> object:
        sent.append(desk.clock())
        return write(**parameters)

    account.write = noted  # type: ignore[method-assign,assignment]
    began = desk.clock()
    assert desk.publish(account, limit=8).counts == {"sent": 8}
    times = [began, *sent]
    assert len(sent) == 10  # The lease is a write as well.
    assert min(b - a for a, b in pairwise(times)) >= 10


@pytest.mark.parametrize("agent", ["", "python-requests/2.32", "revlint/1", " "])
def test_without_a_named_client_there_is_no_start(desk: Desk, agent: str) -> None:
    """policy-007."""
    with pytest.raises(ConfigurationError, match="the user agent names neither"):
        desk.account(user_agent=agent)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_secrets_that_others_may_read_stop_the_start(tmp_path: Path, mode: int) -> None:
    """policy-009."""
    path = tmp_path / "secrets.toml"
    path.write_text('bot_name = "TestBot@pwb"\nbot_password = "sesame-opens"\n')
    path.chmod(mode)
    with pytest.raises(ConfigurationError, match=rf"mode {mode:04o}\); run chmod 600 {path}"):
        read_credentials("botpassword", secrets_file=str(path), environment={})
    path.chmod(0o600)
    assert read_credentials("botpassword", secrets_file=str(path), environment={})


def test_a_copy_on_another_machine_is_refused_by_the_wiki(desk: Desk, tmp_path: Path) -> None:
    """policy-010: the other copy has a database of its own, with the same approvals."""
    desk.approved()
    with Store.open(tmp_path / "clone.sqlite") as store:
        clone = Desk(store, desk.api_url, desk.editor)
        draft = clone.approved("Talk:Bridge")

        def other_copy_starts(_: Posted) -> None:
            with pytest.raises(TryLaterError, match="another copy of the program may write until"):
                publish(
                    clone.box,
                    clone.publisher(holder="b" * 32),
                    holder="b" * 32,
                    limit=5,
                )
            told.append(clone.state(draft))

        told: list[DraftState] = []
        assert desk.publish(told=other_copy_starts).counts == {"sent": 1}
        assert told == [DraftState.APPROVED]
        assert desk.text(LEASE_PAGE) == "free"
        assert clone.publish().counts == {"sent": 1}


def test_a_copy_on_the_same_database_is_refused_by_it(desk: Desk) -> None:
    """policy-010."""
    desk.approved()
    refused = []

    def other_copy_starts(_: Posted) -> None:
        with pytest.raises(TryLaterError, match="on this database may write until"):
            publish(DraftBox(desk.store), _other(desk), holder="b" * 32, limit=5)
        refused.append(True)

    desk.approved("Talk:Bridge", 1)
    summary = desk.publish(told=other_copy_starts, limit=1)
    assert (summary.counts, refused) == ({"sent": 1}, [True])


def test_a_lease_page_that_somebody_wrote_on_stops_it(desk: Desk) -> None:
    desk.approved()
    desk.editor.edit(LEASE_PAGE, "do not run")
    with pytest.raises(WritesStoppedError, match="has not written; if no other copy runs"):
        desk.publish()


def test_the_lease_of_a_copy_that_was_killed_ends(desk: Desk) -> None:
    desk.approved()
    held = f"held by {'b' * 32} until {{}}"
    desk.editor.edit(LEASE_PAGE, held.format("2020-01-01T00:00:00Z"))
    assert desk.publish().counts == {"sent": 1}


def _other(desk: Desk) -> AccountPublisher:
    return desk.publisher(holder="b" * 32)
