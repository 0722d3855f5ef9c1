"""Who the account proves to be, by what, and that its secrets stay secret."""

from __future__ import annotations

import http.server
import logging
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from oauthlib.oauth1 import RequestValidator, SignatureOnlyEndpoint

from bot.core.outgoing import DraftState
from bot.errors import ConfigurationError, TryLaterError, WritesStoppedError
from bot.wiki.account import NoAnswerError
from bot.wiki.credentials import BotPassword, OwnerOnlyConsumer, read_credentials
from bot.wiki.redaction import Secret, redacted
from tests.mediawiki.accounts import TEST_BOT
from tests.mediawiki.api import Api
from tests.publish.desk import Desk, bot_password
from tests.publish.relay import Asked, Relay, answer, api_error

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("publish")]

TOKENS = {
    "consumer_key": "consumer-key-for-tests-0001",
    "consumer_secret": "consumer-secret-for-tests-01",
    "access_key": "access-key-for-tests-00000001",
    "access_secret": "access-secret-for-tests-0001",
}


class _Known(RequestValidator):
    """Knows the one consumer and its access token, and each nonce it has met."""

    enforce_ssl = False
    allowed_signature_methods = ("HMAC-SHA1",)
    dummy_client = dummy_access_token = "nobody"

    def __init__(self) -> None:
        super().__init__()
        self.nonces: set[str] = set()

    def check_client_key(self, client_key: str) -> bool:
        return True

    def check_access_token(self, request_token: str) -> bool:
        return True

    def check_nonce(self, nonce: str) -> bool:
        return bool(nonce)

    def validate_client_key(self, client_key: str, request: object) -> bool:
        return client_key == TOKENS["consumer_key"]

    def validate_timestamp_and_nonce(self, *values: object, **_: object) -> bool:
        nonce = str(values[2])
        fresh = nonce not in self.nonces
        self.nonces.add(nonce)
        return fresh

    def get_client_secret(self, client_key: str, request: object) -> str:
        return TOKENS["consumer_secret"]


class _Endpoint(SignatureOnlyEndpoint):  # type: ignore[misc]
    """Checks requests signed for a resource: with the access token's secret as well."""

    def valid(self, uri: str, method: str, body: str, headers: dict[str, str]) -> bool:
        request = self._create_request(uri, method, body, headers)
        self._check_transport_security(request)
        self._check_mandatory_parameters(request)
        if request.resource_owner_key != TOKENS["access_key"]:
            return False
        known = self.request_validator
        if not known.validate_client_key(request.client_key, request):
            return False
        if not known.validate_timestamp_and_nonce(
            request.client_key, request.timestamp, request.nonce, request
        ):
            return False
        from oauthlib.oauth1.rfc5849 import signature

        return bool(
            signature.verify_hmac_sha1(request, TOKENS["consumer_secret"], TOKENS["access_secret"])
        )


@pytest.fixture
def checked(desk: Desk, between: Relay) -> Iterator[list[bool]]:
    """The relay takes signed requests only, and passes them on as TestBot's; what it found."""
    endpoint = _Endpoint(_Known())
    verdicts: list[bool] = []
    session = Api(desk.api_url, TEST_BOT).http

    def check(handler: BaseHTTPRequestHandler, asked: Asked) -> bool:
        url = between.api + (f"?{handler.path.partition('?')[2]}" if "?" in handler.path else "")
        try:
            good = endpoint.valid(url, handler.command, between.body, dict(handler.headers.items()))
        except Exception:
            good = False
        verdicts.append(good)
        if not good:
            return answer(handler, api_error("mwoauth-invalid-authorization"))
        del handler.headers["Authorization"]
        handler.headers["Cookie"] = "; ".join(f"{c.name}={c.value}" for c in session.cookies)
        return False

    between.before = check
    yield verdicts
    session.close()


def test_an_owner_only_consumer_signs_every_request(
    desk: Desk, between: Relay, checked: list[bool]
) -> None:
    consumer = OwnerOnlyConsumer(*map(Secret, TOKENS.values()))
    draft = desk.approved(body="Signed: ünïcode & 100 % + “quotes” / ~ *")
    assert desk.publish(desk.account(between.api, consumer)).counts == {"sent": 1}
    assert len(checked) > 5
    assert all(checked)
    assert desk.copies(draft) == 1
    assert "ünïcode & 100 % + “quotes” / ~ *" in desk.text()
    assert not any("lgpassword" in asked for asked in between.asked)


def test_a_wrong_secret_is_refused_by_the_signature_check(
    desk: Desk, between: Relay, checked: list[bool]
) -> None:
    wrong = {**TOKENS, "access_secret": "another-secret-for-tests-001"}
    consumer = OwnerOnlyConsumer(*map(Secret, wrong.values()))
    desk.approved()
    with pytest.raises(Exception, match="mwoauth-invalid-authorization"):
        desk.publish(desk.account(between.api, consumer))
    assert checked == [False]


def test_a_wrong_password_is_tried_once(desk: Desk, between: Relay) -> None:
    """api_fault-039."""
    draft = desk.approved()
    wrong = BotPassword(TEST_BOT.login_name, Secret("w" * 32))
    with pytest.raises(WritesStoppedError, match=r"login as TestBot@pwb failed: .*mend the bot"):
        desk.publish(desk.account(between.api, wrong))
    assert sum(asked.get("action") == "login" for asked in between.asked) == 1
    assert desk.state(draft) is DraftState.APPROVED


def test_a_throttled_login_is_left_for_later(desk: Desk, between: Relay) -> None:
    """api_fault-039."""
    desk.approved()
    between.before = lambda handler, asked: (
        asked.get("action") == "login"
        and answer(handler, {"login": {"result": "Throttled", "wait": 300}})
    )
    with pytest.raises(TryLaterError, match="nobody log in for 300 s"):
        desk.publish(desk.account(between.api))
    assert sum(asked.get("action") == "login" for asked in between.asked) == 1


def test_another_account_than_the_named_one_is_not_used(desk: Desk) -> None:
    desk.approved()
    with pytest.raises(WritesStoppedError, match="login as OtherBot is lost"):
        desk.publish(desk.account(name="OtherBot"))


def test_a_name_that_leads_to_another_wiki_is_noticed(desk: Desk) -> None:
    """api_fault-038: ids of one wiki would be taken for another's."""
    desk.approved()
    account = desk.account()
    account.wiki = "testwiki"
    publisher = desk.publisher(account)
    account.wiki = "enwiki"
    with pytest.raises(WritesStoppedError, match="the wiki is 'testwiki' now, not 'enwiki'"):
        publisher._gate()


# Secrets


def test_a_secret_in_an_error_or_a_log_is_replaced(
    desk: Desk, between: Relay, capfd: pytest.CaptureFixture[str]
) -> None:
    password = bot_password().password.reveal()
    between.before = lambda handler, asked: answer(
        handler, {"error": {"code": "odd", "info": f"you sent {password}!"}}
    )
    with pytest.raises(Exception, match="you sent ‹secret›!") as caught:
        desk.account(between.api).ask(meta="siteinfo")
    assert password not in repr(caught.value)
    assert password not in repr(bot_password()) + str(bot_password()) + repr(desk.account())
    handler = logging.StreamHandler()
    logging.getLogger().addHandler(handler)
    try:
        try:
            raise ValueError(f"bad {password}")
        except ValueError:
            logging.getLogger("elsewhere").exception("with %s and %r", password, [password])
    finally:
        logging.getLogger().removeHandler(handler)
    said = capfd.readouterr().err
    assert password not in said
    assert said.count("‹secret›") >= 3


def test_a_traceback_of_the_program_holds_no_secret() -> None:
    program = (
        "from bot.wiki.redaction import Secret; s = Secret('open/sesame 1');"
        " raise ValueError('x open/sesame 1 y open%2Fsesame%201 z')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stderr.rstrip().endswith("ValueError: x ‹secret› y ‹secret› z")
    assert redacted("innocent") == "innocent"


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ('bot_name = "A@b"', "botpassword", r"bot_password is missing; put it into .*\$REVLINT_B"),
        ('bot_name = "A"\nbot_password = "x"', "botpassword", "of the form LintBot@revlint"),
        ('secret_word = "x"', "oauth", "'secret_word' is none of access_key"),
        ("bot_password = hunter2-open", "botpassword", 'not of the form key = "value"'),
        ("", "none", 'login.kind is "none"'),
    ],
)
def test_a_secrets_file_that_is_of_no_use(
    tmp_path: Path, text: str, kind: str, message: str
) -> None:
    path = tmp_path / "secrets"
    path.touch(mode=0o600)
    path.write_text(text)
    with pytest.raises(ConfigurationError, match=message) as caught:
        read_credentials(kind, secrets_file=str(path), environment={})
    assert "hunter2" not in str(caught.value)


def test_the_environment_goes_before_the_file() -> None:
    variables = {f"BOT_{key.upper()}": value for key, value in TOKENS.items()}
    found = read_credentials("oauth", env_prefix="BOT_", environment=variables)
    assert isinstance(found, OwnerOnlyConsumer)
    assert found.access_secret.reveal() == TOKENS["access_secret"]
    assert "secret-for" not in repr(found)


def test_no_secret_over_an_open_line(desk: Desk) -> None:
    with pytest.raises(ConfigurationError, match="no secret is sent over an open line"):
        desk.account("http://wiki.example/w/api.php")


# The line


def _certificate(folder: Path, name: str) -> Path:
    """A certificate that is its own authority and ended long ago."""
    subprocess.run(
        "openssl req -newkey rsa:2048 -nodes -keyout k.pem -out r.pem -subj /CN=127.0.0.1"
        " && mkdir -p ca && touch ca/index.txt && echo 01 > ca/serial"
        " && openssl ca -batch -selfsign -config c.cnf -keyfile k.pem -in r.pem -out c.pem"
        " -startdate 20200101000000Z -enddate 20200201000000Z -extensions x"
        f" && cat k.pem c.pem > {name}",
        shell=True,
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder / name


CONFIG = """
[ca]
default_ca = d
[d]
dir = ca
database = ca/index.txt
new_certs_dir = ca
serial = ca/serial
default_md = sha256
policy = p
[p]
commonName = supplied
[x]
subjectAltName = IP:127.0.0.1
basicConstraints = CA:TRUE
"""


def test_an_expired_certificate_ends_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """api_fault-040: trusted as an authority, and still not taken after its end."""
    (tmp_path / "c.cnf").write_text(CONFIG)
    both = _certificate(tmp_path, "both.pem")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(both))
    try:
        account = desk.account(f"https://127.0.0.1:{server.server_port}/w/api.php")
        with pytest.raises(NoAnswerError, match="gave no answer") as caught:
            account.ask(meta="siteinfo")
        assert "certificate has expired" in str(caught.value.__cause__)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
