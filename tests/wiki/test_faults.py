"""What a wiki and a network do wrong becomes the right error, in bounded time."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler

import pytest

from bot import __version__
from bot.errors import TryLaterError, WikiError
from bot.wiki.recent_changes import RecentChanges
from bot.wiki.revisions import fetched_revisions
from bot.wiki.site import Wiki, connect
from bot.wiki.transport import MAX_ANSWER_BYTES
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.overrides import READ_ONLY, database_lag
from tests.mediawiki.server import MediaWiki
from tests.wiki.conftest import Settings
from tests.wiki.faulty_server import FaultyServer, Reply, faulty_server, send, send_json

pytestmark = pytest.mark.mediawiki

QUESTION = {"list": "recentchanges", "rcprop": "ids"}


def test_reading_goes_on_while_the_wiki_is_read_only(
    reader: Wiki, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    edit = actor().edit("Pune", "x")["newrevid"]
    fresh_wiki.override(READ_ONLY)
    assert list(fetched_revisions(reader, [edit])) == [edit]


@pytest.mark.parametrize("message", ["apierror-readonly", "apierror-ratelimited"])
def test_a_wiki_that_asks_to_wait(reader: Wiki, fresh_wiki: MediaWiki, message: str) -> None:
    fresh_wiki.override(
        "$wgHooks['ApiCheckCanExecute'][] = static function ( $module, $user, &$message ) {"
        f" $message = ApiMessage::create( '{message}', '{message[9:]}' ); return false; }};"
    )
    with pytest.raises(TryLaterError, match=r"testwiki: .*; run again later"):
        reader.query(**QUESTION)


def test_lag_is_waited_out_and_then_left_for_later(reader: Wiki, fresh_wiki: MediaWiki) -> None:
    fresh_wiki.override(database_lag(4.5))
    assert "recentchanges" in reader.query(**QUESTION)["query"]
    fresh_wiki.override(database_lag(3000))
    with pytest.raises(TryLaterError, match="asks to wait 3000 s; run again later"):
        reader.query(**QUESTION)


@pytest.mark.parametrize(
    ("php", "error", "message"),
    [
        ("http_response_code( 503 ); exit;", TryLaterError, "HTTP 503"),
        ("http_response_code( 429 ); exit;", TryLaterError, "we ask too often"),
        pytest.param(
            "http_response_code( 502 ); exit( '<p>Bad gateway' );",
            WikiError,
            "HTTP 502",
            id="api_fault-014",
        ),
        ("http_response_code( 403 ); exit( 'Forbidden' );", WikiError, "HTTP 403"),
        pytest.param(
            "exit( '<p>Welcome' );", WikiError, "not as MediaWiki's API does", id="api_fault-013"
        ),
        ("exit( '[1, 2]' );", WikiError, "testwiki"),
        ("exit( '' );", WikiError, "not as MediaWiki's API does"),
        pytest.param(
            "throw new MWException( 'x' );",
            WikiError,
            "internal_api_error_MWException",
            id="api_fault-034",
        ),
    ],
)
def test_bad_answers(
    reader: Wiki, fresh_wiki: MediaWiki, php: str, error: type[WikiError], message: str
) -> None:
    fresh_wiki.override("$wgHooks['ApiBeforeMain'][] = static function () { " + php + " };")
    with pytest.raises(WikiError, match=message) as caught:
        reader.query(**QUESTION)
    assert type(caught.value) is error
    assert caught.value.__cause__ is not None or error is WikiError


def test_an_error_of_the_api_is_quoted(reader: Wiki) -> None:
    with pytest.raises(WikiError, match="testwiki refused: badinteger: "):
        reader.query(list="recentchanges", rclimit="many")


def test_nobody_at_the_address(settings: Settings) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(WikiError, match="testwiki cannot be reached"):
        connect(settings(api_url=f"http://127.0.0.1:{port}/w/api.php"))


def test_an_unknown_host(settings: Settings) -> None:
    with pytest.raises(WikiError, match="testwiki cannot be reached"):
        connect(settings(api_url="http://wiki.invalid/w/api.php"))


@pytest.fixture
def faulty() -> Iterator[FaultyServer]:
    """A server for the faults that MediaWiki cannot be brought to."""
    with faulty_server() as server:
        yield server


@pytest.fixture
def unlucky(faulty: FaultyServer, settings: Settings) -> Wiki:
    """Connected to the faulty server."""
    return connect(settings(api_url=faulty.api, answer_timeout_s=1))


def test_the_user_agent_names_the_contact(unlucky: Wiki, faulty: FaultyServer) -> None:
    assert unlucky.query(**QUESTION)
    (agent,) = faulty.agents
    assert agent.startswith(f"revlint/{__version__} (tester@example.org) Pywikibot/")


@pytest.mark.parametrize("value", ["-1", "abc", "Wed, 21 Oct 2026 07:28:00 GMT", "inf"])
def test_a_retry_after_of_any_kind_is_survived(
    unlucky: Wiki, faulty: FaultyServer, value: str
) -> None:
    """api_fault-011."""
    faulty.reply = lambda handler, _: send(handler, 429, b"", {"Retry-After": value})
    with pytest.raises(TryLaterError, match="testwiki: we ask too often"):
        unlucky.query(**QUESTION)


def test_a_day_is_not_waited_for(unlucky: Wiki, faulty: FaultyServer) -> None:
    """api_fault-010."""
    faulty.reply = lambda handler, asked: send(
        handler, 200, b"{}", {"Retry-After": "86400", "Content-Type": "application/json"}
    )
    unlucky.query(**QUESTION)
    with pytest.raises(TryLaterError, match="asks to wait 86400 s"):
        unlucky.query(**QUESTION)


def _drip(handler: BaseHTTPRequestHandler, _: dict[str, str]) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    with suppress(OSError):
        for _second in range(100):
            handler.wfile.write(b" ")
            time.sleep(0.1)


def _cut(handler: BaseHTTPRequestHandler, _: dict[str, str]) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"query"')
    handler.close_connection = True


def _silent(_: BaseHTTPRequestHandler, __: dict[str, str]) -> None:
    time.sleep(1.5)


def _huge(handler: BaseHTTPRequestHandler, _: dict[str, str]) -> None:
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        for _mib in range((MAX_ANSWER_BYTES >> 20) + 8):
            handler.wfile.write(b" " * (1 << 20))
    handler.close_connection = True


def _away(handler: BaseHTTPRequestHandler, _: dict[str, str]) -> None:
    send(handler, 307, b"", {"Location": "http://evil.invalid/w/api.php"})


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        pytest.param(_drip, "in time: no whole answer in 1 s", id="api_fault-018"),
        pytest.param(_silent, "did not answer in time", id="silent"),
        pytest.param(_cut, "cannot be reached; is the address right", id="api_fault-015"),
        pytest.param(_huge, "the answer is larger than 64 MiB", id="api_fault-017"),
        pytest.param(_away, "redirects to http://evil.invalid", id="api_fault-019"),
    ],
)
def test_network_faults(unlucky: Wiki, faulty: FaultyServer, reply: Reply, message: str) -> None:
    faulty.reply = reply
    with pytest.raises(WikiError, match=message):
        unlucky.query(**QUESTION)


def test_the_same_place_to_continue_twice_ends_it(unlucky: Wiki, faulty: FaultyServer) -> None:
    """api_fault-036."""
    row = {"type": "edit", "ns": 0, "title": "T", "pageid": 1, "revid": 2, "old_revid": 1}
    answer = {
        "query": {"recentchanges": [row | {"timestamp": "2025-01-01T00:00:00Z"}]},
        "continue": {"rccontinue": "20250101000000|1", "continue": "-||"},
    }
    faulty.reply = lambda handler, asked: send_json(handler, asked, answer)
    with pytest.raises(WikiError, match="again and again where to continue"):
        list(unlucky.queries(**QUESTION))


def test_always_another_place_to_continue_ends_it(unlucky: Wiki, faulty: FaultyServer) -> None:
    """api_fault-035."""
    faulty.reply = lambda handler, asked: send_json(
        handler, asked, {"continue": {"rccontinue": str(len(faulty.asked)), "continue": "-||"}}
    )
    with pytest.raises(WikiError, match="again and again where to continue"):
        list(unlucky.queries(**QUESTION))


def test_an_answer_of_another_form_is_not_an_empty_one(unlucky: Wiki, faulty: FaultyServer) -> None:
    answer = {"query": {"recentchanges": [{"revid": "seven"}]}}
    faulty.reply = lambda handler, asked: send_json(handler, asked, answer)
    with pytest.raises(WikiError, match="an answer of an unknown form"):
        list(RecentChanges(unlucky).batches(None, lambda ids: set()))


def test_what_the_wiki_says_is_made_printable(
    unlucky: Wiki, faulty: FaultyServer, caplog: pytest.LogCaptureFixture
) -> None:
    answer = {"error": {"code": "odd", "info": "\x1b]0;pwned\x07\r\n<<red>>\u202eforged"}}
    faulty.reply = lambda handler, asked: send_json(handler, asked, answer)
    with caplog.at_level(logging.DEBUG), pytest.raises(WikiError) as caught:
        unlucky.query(**QUESTION)
    assert r"\x1b]0;pwned\x07\r\n" in str(caught.value)
    shown = str(caught.value) + "".join(
        record.getMessage() for record in caplog.records if record.name.startswith("bot.")
    )
    assert all(char.isprintable() for char in shown)
