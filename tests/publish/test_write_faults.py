"""What a wiki and a network do wrong while something is written: it is written once, or not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from textwrap import dedent

import pytest
import requests

from bot.core.outgoing import DraftState
from bot.errors import TryLaterError, WikiError, WritesStoppedError
from bot.wiki.edit import ConflictError, Edit, saved_edit
from bot.wiki.publisher import AccountPublisher
from bot.wiki.retry_after import retry_after_s
from tests.mediawiki.abuse_filter import add_abuse_filter
from tests.mediawiki.accounts import ADMIN, TEST_BOT
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.overrides import EDITS_ANSWER_503, READ_ONLY, database_lag
from tests.mediawiki.server import MediaWiki
from tests.publish.desk import TALK, Desk
from tests.publish.relay import Asked, Relay, answer, api_error

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("publish")]

ROOT = Path(__file__).parents[2]


def of_message(asked: Asked) -> bool:
    """Whether a request posts a message, not the lease."""
    return asked.get("action") == "edit" and asked.get("section") == "new"


def messages(between: Relay) -> int:
    """How many requests to post a message were sent."""
    return sum(map(of_message, between.asked))


# The outbox: an edit whose answer is lost


def lose_the_answer(handler: BaseHTTPRequestHandler, asked: Asked, _: requests.Response) -> bool:
    """The wiki has saved; the connection goes in the middle of its answer."""
    if not of_message(asked):
        return False
    handler.send_response(200)
    handler.send_header("Content-Length", "500")
    handler.end_headers()
    handler.wfile.write(b'{"edit"')
    handler.close_connection = True
    return True


def test_an_edit_that_was_saved_but_not_answered_is_not_sent_again(
    desk: Desk, between: Relay
) -> None:
    """api_fault-001: commit, then stall; state_fault-019 with a cut in place of a kill."""
    draft = desk.approved()

    def stall(_h: BaseHTTPRequestHandler, asked: Asked, _r: requests.Response) -> bool:
        return of_message(asked) and between.release.wait(20)

    between.after = stall
    summary = desk.publish(desk.account(between.api, answer_timeout_s=1.5))
    assert isinstance(summary.stopped, TryLaterError)
    assert summary.counts == {"unknown": 1}
    assert (desk.state(draft), desk.copies(draft), messages(between)) == (DraftState.SENDING, 1, 1)
    between.release.set()
    between.after = lambda *_: False
    desk.later()
    assert desk.publish(desk.account(between.api)).counts == {"already": 1}
    stored = desk.box.get(draft.id)
    assert stored.posted_rev_id == desk.editor.revision(TALK)["revid"]
    assert (stored.state, desk.copies(draft), messages(between)) == (DraftState.SENT, 1, 1)


@pytest.mark.parametrize("human", ["leaves it", "archives it", "removes it", "writes after it"])
def test_what_people_did_with_the_message_meanwhile(desk: Desk, between: Relay, human: str) -> None:
    """state_fault-021."""
    draft = desk.approved()
    between.after = lose_the_answer
    assert desk.publish(desk.account(between.api)).counts == {"unknown": 1}
    text = desk.text()
    if human == "archives it":
        desk.editor.edit(f"{TALK}/Archive 1", text)
    if human in ("archives it", "removes it"):
        desk.editor.edit(TALK, "Empty now.")
    if human == "writes after it":
        desk.editor.edit(TALK, text + "\n: I see.")
    desk.later()
    assert desk.publish().counts == {"already": 1}
    assert (desk.state(draft), desk.copies(draft)) == (DraftState.SENT, 1)


def test_a_marker_in_an_archive_is_enough(desk: Desk) -> None:
    """The account's contributions do not tell: another account archived what it had moved."""
    draft = desk.approved()
    desk.editor.edit(f"{TALK}/Archive 3", draft.text)
    assert desk.publish().counts == {"already": 1}
    assert desk.copies(draft) == 0


def test_a_page_deleted_after_an_attempt_goes_to_a_person(
    desk: Desk, between: Relay, actor: Actor
) -> None:
    draft = desk.approved()
    between.after = lose_the_answer
    desk.publish(desk.account(between.api))
    actor(ADMIN).write("delete", title=TALK)
    desk.later()
    assert desk.publish().counts == {"refused": 1}
    assert "deleted after an attempt" in desk.box.get(draft.id).note
    assert desk.text() == ""


def test_an_attempt_of_a_moment_ago_is_left_alone(desk: Desk, between: Relay) -> None:
    draft = desk.approved()
    between.before = lambda handler, asked: of_message(asked) and answer(handler, b"", 502)
    desk.publish(desk.account(between.api))
    between.before = lambda *_: False
    publisher = desk.publisher(settling_s=300)
    judged = publisher.judge(desk.box.get(draft.id))
    assert judged is not None
    assert judged.reason == "sent a moment ago; looked for later"


def test_a_pass_that_is_killed_between_saving_and_noting_it(desk: Desk) -> None:
    """state_fault-019."""
    draft = desk.approved()
    program = f"""
        import os, signal, sys
        from tests.mediawiki.api import Api
        from tests.publish.desk import Desk
        from bot.store import DraftBox, Store
        DraftBox.finish = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
        with Store.open({desk.store._place!r}) as store:
            Desk(store, {desk.api_url!r}, Api({desk.api_url!r})).publish()
    """
    killed = subprocess.run(
        [sys.executable, "-c", dedent(program)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert (desk.state(draft), desk.copies(draft)) == (DraftState.SENDING, 1)
    desk.later()
    assert desk.publish().counts == {"already": 1}
    assert (desk.state(draft), desk.copies(draft)) == (DraftState.SENT, 1)


# No answer to the edit: what is unknown stays unknown, and one request was sent


Reply = Callable[[BaseHTTPRequestHandler, Asked], bool]
NO_ANSWER: dict[str, tuple[bytes, int, dict[str, str]]] = {
    "api_fault-010": (b"", 429, {"Retry-After": "86400"}),
    "api_fault-011": (b"", 503, {"Retry-After": "-1"}),
    "api_fault-013": (b"<p>Welcome", 200, {"Content-Type": "text/html"}),
    "api_fault-014": (b"<p>Bad gateway", 502, {"Content-Type": "text/html"}),
    "api_fault-019": (b"", 307, {"Location": "http://evil.invalid/w/api.php"}),
    "api_fault-034": (b'{"error":{"code":"internal_api_error_DBQueryError"}}', 200, {}),
    "a list": (b"[1]", 200, {}),
}


def test_an_answer_that_is_none(desk: Desk, between: Relay) -> None:
    for number, (case, (body, status, headers)) in enumerate(NO_ANSWER.items()):
        draft = desk.approved(f"Talk:Page {number}", number)

        def reply(
            handler: BaseHTTPRequestHandler,
            asked: Asked,
            body: bytes = body,
            status: int = status,
            headers: dict[str, str] = headers,
        ) -> bool:
            return of_message(asked) and answer(handler, body, status, headers)

        between.before = reply
        between.asked.clear()
        summary = desk.publish(desk.account(between.api))
        assert summary.counts == {"unknown": 1}, case
        assert isinstance(summary.stopped, TryLaterError), case
        assert (messages(between), desk.copies(draft)) == (1, 0), case
        assert desk.state(draft) is DraftState.SENDING, case
        desk.store_away(draft)


@pytest.mark.parametrize("case", ["api_fault-010", "api_fault-013", "api_fault-014"])
def test_a_bad_answer_to_a_question_ends_the_pass(desk: Desk, between: Relay, case: str) -> None:
    body, status, headers = NO_ANSWER[case]
    draft = desk.approved()
    between.before = lambda handler, asked: (
        asked.get("list") == "usercontribs" and answer(handler, body, status, headers)
    )
    summary = desk.publish(desk.account(between.api))
    assert isinstance(summary.stopped, WikiError)
    assert (messages(between), desk.state(draft)) == (0, DraftState.APPROVED)
    assert sum(desk.clock.slept) < 900


@pytest.mark.parametrize(
    "value", ["Wed, 21 Oct 2026 07:28:00 GMT", "-1", "abc", "inf", "5", "1e400", "", "٣"]
)
def test_a_retry_after_with_a_good_answer_sends_nothing_twice(
    desk: Desk, between: Relay, value: str
) -> None:
    """api_fault-002 and api_fault-011."""
    draft = desk.approved()

    def also(handler: BaseHTTPRequestHandler, asked: Asked, response: requests.Response) -> bool:
        headers = {"Retry-After": value.encode().decode("latin-1")}
        headers |= {"Date": "Wed, 21 Oct 2026 07:27:50 GMT"}
        return of_message(asked) and answer(handler, response.content, 200, headers)

    between.after = also
    assert desk.publish(desk.account(between.api)).counts == {"sent": 1}
    assert (messages(between), desk.copies(draft)) == (1, 1)


def test_what_retry_after_asks_for() -> None:
    date = "Wed, 21 Oct 2026 07:28:00 GMT"
    assert retry_after_s(date, "Wed, 21 Oct 2026 07:27:50 GMT") == 10
    assert retry_after_s(date, "Wed, 21 Oct 2026 07:29:00 GMT") == 0
    assert retry_after_s("120") == 120
    assert [retry_after_s(v) for v in ("-1", "abc", "inf", "nan", "", None)] == [None] * 6


def test_a_day_is_not_waited_for(desk: Desk, between: Relay) -> None:
    """api_fault-010: the pass ends, and whoever started it may start it again."""
    first, second = desk.approved(), desk.approved("Talk:Bridge", 1)
    between.after = lambda handler, asked, response: (
        of_message(asked) and answer(handler, response.content, 200, {"Retry-After": "86400"})
    )
    summary = desk.publish(desk.account(between.api))
    assert isinstance(summary.stopped, TryLaterError)
    assert "asks to wait" in str(summary.stopped)
    assert (desk.state(first), desk.state(second)) == (DraftState.SENT, DraftState.APPROVED)


# The wiki refuses


CAPTCHA = """
wfLoadExtensions( [ 'ConfirmEdit' ] ); 
$wgCaptchaClass = 'MediaWiki\\Extension\\ConfirmEdit\\SimpleCaptcha\\SimpleCaptcha';
$wgCaptchaTriggers = [ 'edit' => true, 'create' => true, 'sendemail' => false,
 'addurl' => true, 'createaccount' => false, 'badlogin' => false ];
$wgGroupPermissions['bot']['skipcaptcha'] = $wgGroupPermissions['user']['skipcaptcha'] = false;
"""
# The lease is in the account's own space, and stays possible.
ONLY_TALK = "if ( str_contains( $_REQUEST['title'] ?? '', 'Lease' ) ) { return; }"
TITLES = """
wfLoadExtension( 'TitleBlacklist' );
$wgTitleBlacklistSources = [ [ 'type' => 'localpage', 'src' => 'MediaWiki:Titleblacklist' ] ];
"""


def test_a_refusal_goes_back_to_a_person_and_is_not_sent_again(
    desk: Desk, between: Relay, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    """api_fault-003 (a filter's warning), api_fault-006 (CAPTCHA), api_fault-029, api_fault-030."""
    admin = actor(ADMIN)
    admin.edit("MediaWiki:Spam-blacklist", "evil-spam\\.example")
    admin.edit("MediaWiki:Titleblacklist", "Talk:Forbidden.* <newaccountonly|noedit>\nTalk:Forb.*")
    admin.write("protect", title="Talk:Locked", protections="create=sysop", expiry="infinite")
    add_abuse_filter(fresh_wiki, 'added_lines contains "warned of"', "warn")
    add_abuse_filter(fresh_wiki, 'added_lines contains "not allowed"', "disallow")
    cases = {
        "abusefilter-warning": ({"body": "This is warned of."}, ""),
        "abusefilter-disallowed": ({"body": "This is not allowed."}, ""),
        "spamblacklist": ({"body": "See http://evil-spam.example/x here."}, ""),
        "titleblacklist": ({"title": "Talk:Forbidden"}, TITLES),
        "contenttoobig": ({"body": "x" * 3000}, "$wgMaxArticleSize = 2;"),
        "CAPTCHA": ({}, ONLY_TALK + CAPTCHA),
        "protectedpage": ({"title": "Talk:Locked"}, ""),
    }
    for number, (code, (changes, php)) in enumerate(cases.items()):
        fresh_wiki.override(php)
        between.asked.clear()
        draft = desk.approved(**{"title": f"Talk:Page {number}", **changes}, number=number)
        summary = desk.publish(desk.account(between.api))
        stored = desk.box.get(draft.id)
        assert (summary.counts, summary.stopped) == ({"refused": 1}, None), (code, stored.note)
        assert code in stored.note
        assert (messages(between), desk.copies(draft)) == (1, 0), code
        assert desk.publish().counts == {}


def test_the_words_of_a_bad_address_do_no_harm_when_quoted(desk: Desk, actor: Actor) -> None:
    actor(ADMIN).edit("MediaWiki:Spam-blacklist", "evil-spam\\.example")
    desk.approved(body="You wrote “http&#58;&#47;&#47;evil-spam&#46;example”.")
    assert desk.publish().counts == {"sent": 1}


def test_a_wiki_that_asks_to_wait(desk: Desk, between: Relay, fresh_wiki: MediaWiki) -> None:
    draft = desk.approved()
    ways = {
        "read-only": READ_ONLY,
        "lag behind": database_lag(300),
        "too often": "$wgRateLimits = [ 'edit' => [ 'user' => [ 0, 60 ], 'bot' => [ 0, 60 ] ] ];"
        " $wgGroupPermissions['bot']['noratelimit'] = false;",
    }
    for message, php in ways.items():
        fresh_wiki.override(php)
        with pytest.raises(TryLaterError, match=message):
            desk.publish(desk.account(between.api))
        assert (messages(between), desk.state(draft)) == (0, DraftState.APPROVED)
    fresh_wiki.override(database_lag(4.5))
    assert desk.publish(desk.account(between.api)).counts == {"sent": 1}


def test_a_server_in_trouble_is_not_asked_again(
    desk: Desk, between: Relay, fresh_wiki: MediaWiki
) -> None:
    desk.approved()
    fresh_wiki.override(EDITS_ANSWER_503)
    with pytest.raises(TryLaterError, match="HTTP 503"):
        desk.publish(desk.account(between.api))
    assert len(between.edits) == 1


# The login


def test_a_lost_session_is_made_anew_and_never_gone_without(
    desk: Desk, between: Relay, fresh_wiki: MediaWiki
) -> None:
    """api_fault-020 on the real wiki: its sessions end between the questions and the edit."""
    draft = desk.approved()
    dropped: list[bool] = []

    def drop(_: BaseHTTPRequestHandler, asked: Asked) -> bool:
        if of_message(asked) and not dropped:
            dropped.append(True)
            fresh_wiki.drop_sessions()
        return False

    between.before = drop
    assert desk.publish(desk.account(between.api)).counts == {"sent": 1}
    assert dropped
    assert desk.editor.revision(TALK)["user"] == TEST_BOT.name
    assert desk.copies(draft) == 1


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("assertuserfailed", id="api_fault-020"),
        pytest.param("assertnameduserfailed", id="api_fault-021"),
        pytest.param("badtoken", id="api_fault-022"),
        pytest.param("assertbotfailed", id="no-bot-right"),
    ],
)
def test_a_login_that_stays_lost_ends_it(desk: Desk, between: Relay, code: str) -> None:
    draft = desk.approved()
    between.before = lambda handler, asked: of_message(asked) and answer(handler, api_error(code))
    summary = desk.publish(desk.account(between.api))
    assert isinstance(summary.stopped, WritesStoppedError)
    assert (messages(between), desk.copies(draft)) == (2, 0)
    assert desk.state(draft) is DraftState.APPROVED
    for asked in between.edits:
        assert (asked["assert"], asked["assertuser"]) == ("bot", TEST_BOT.name)


def test_an_unknown_refusal_ends_the_pass(desk: Desk, between: Relay) -> None:
    desk.approved()
    waits = desk.approved("Talk:Bridge", 1)
    between.before = lambda handler, asked: (
        of_message(asked) and answer(handler, api_error("somethingnew"))
    )
    summary = desk.publish(desk.account(between.api))
    assert isinstance(summary.stopped, WritesStoppedError)
    assert (messages(between), desk.state(waits)) == (1, DraftState.APPROVED)


# Somebody else writes at the same moment


def test_a_conflict_is_read_again_once(desk: Desk, between: Relay) -> None:
    """api_fault-023 and api_fault-024, made by the wiki itself."""
    report = desk.report("User:TestBot/Reports", "first\nline")
    assert desk.publish().counts == {"sent": 1}
    report = desk.report("User:TestBot/Reports", "second\nline")
    new = desk.approved("Talk:New")
    human = {"User:TestBot/Reports": "A person's words.", "Talk:New": "A person was first."}

    def meanwhile(_: BaseHTTPRequestHandler, asked: Asked) -> bool:
        if asked.get("action") == "edit" and asked["title"] in human:
            desk.editor.edit(asked["title"], human.pop(asked["title"]))
        return False

    between.before = meanwhile
    assert desk.publish(desk.account(between.api)).counts == {"sent": 2}
    assert not human
    assert desk.text("Talk:New").startswith("A person was first.\n\n== Your edit")
    assert desk.copies(new) == desk.copies(report) == 1


def test_a_tag_put_on_the_page_meanwhile_is_seen(desk: Desk, between: Relay) -> None:
    draft = desk.approved("Talk:New")

    def meanwhile(_: BaseHTTPRequestHandler, asked: Asked) -> bool:
        if of_message(asked):
            desk.editor.edit("Talk:New", "{{nobots}}")
        return False

    between.before = meanwhile
    assert desk.publish(desk.account(between.api)).counts == {"refused": 1}
    assert (messages(between), desk.copies(draft)) == (1, 0)


def _edit(desk: Desk, publisher: AccountPublisher, title: str, text: str = "x") -> Edit:
    draft = desk.report(title, text)
    assert publisher.judge(draft) is None
    assert publisher._ready is not None
    return publisher._ready[1]


def test_the_request_itself_overwrites_and_revives_nothing(desk: Desk, actor: Actor) -> None:
    account = desk.account()
    publisher = desk.publisher(account)
    made = _edit(desk, publisher, "User:TestBot/Reports/1")
    saved = saved_edit(account, made)
    assert saved.changed
    with pytest.raises(ConflictError, match="articleexists"):
        saved_edit(account, made)
    again = _edit(desk, publisher, "User:TestBot/Reports/1", "y")
    desk.editor.edit("User:TestBot/Reports/1", "A person's.")
    with pytest.raises(ConflictError, match="editconflict"):
        saved_edit(account, again)
    assert desk.text("User:TestBot/Reports/1") == "A person's."
    third = _edit(desk, publisher, "User:TestBot/Reports/1", "z")
    actor(ADMIN).write("delete", title="User:TestBot/Reports/1")
    with pytest.raises(ConflictError, match=r"missingtitle|pagedeleted"):
        saved_edit(account, third)
    assert desk.text("User:TestBot/Reports/1") == ""


def test_a_text_that_stands_there_already_is_no_post(desk: Desk) -> None:
    """api_fault-031."""
    account = desk.account()
    publisher = desk.publisher(account)
    draft = desk.report("User:TestBot/Reports/1")
    desk.editor.edit("User:TestBot/Reports/1", "x")
    assert publisher.judge(draft) is None
    assert publisher._ready is not None
    edit = publisher._ready[1]
    revision = desk.editor.edit("User:TestBot/Reports/1", draft.text)["newrevid"]
    object.__setattr__(edit, "base_rev_id", revision)
    assert publisher.post(draft).outcome.value == "already"
    assert desk.copies(draft) == 0
