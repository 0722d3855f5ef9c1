"""The account that writes: its login, its questions, and one request for each write.

It keeps a session of its own beside pywikibot's, whose requests are sent again by themselves, and
whose one cookie jar is stored on disk.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.errors import ConfigurationError, TryLaterError, WikiError, WritesStoppedError
from bot.wiki.credentials import BotPassword, Credentials
from bot.wiki.printable import printable
from bot.wiki.redaction import keep_secret
from bot.wiki.retry_after import retry_after_s

if TYPE_CHECKING:
    import requests

Answer = Mapping[str, Any]

CONNECT_TIMEOUT_S = 6.05
USUAL_WAIT_S = 5.0
LAG_TRIES = 3
READ_TRIES = 2
MOST_ANSWERS = 20
LOGIN_LOST = frozenset({"assertuserfailed", "assertnameduserfailed", "badtoken", "notoken"})
WAIT_CODES = {
    "readonly": "it is read-only",
    "ratelimited": "we ask too often",
    "actionthrottledtext": "we ask too often",
}


class RefusedError(WikiError):
    """The API answered with an error: what was asked for was not done."""

    def __init__(self, wiki: str, code: str, info: str) -> None:
        super().__init__(f"{wiki} refused: {printable(code)}: {printable(info)}")
        self.code = code
        self.info = info


class NoAnswerError(WikiError):
    """No answer of the API: what was asked for may have been done, or not."""


class BusyError(NoAnswerError, TryLaterError):
    """The server was too busy to answer, or to say whether it did anything."""


class Account:
    """A named account on a wiki; whatever it asks or sends, it is never somebody else.

    ``longest_wait_s`` is the longest wait that the wiki may ask for. ``sleep`` is called with
    seconds, and may raise to end the program; ``clock`` is one that nobody sets.
    """

    def __init__(
        self,
        *,
        wiki: str,
        api_url: str,
        user_agent: str,
        name: str,
        credentials: Credentials,
        answer_timeout_s: float = 120,
        longest_wait_s: float = 900,
        maxlag_s: int = 5,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        import requests

        from bot.wiki.transport import BoundedAdapter

        _refuse_bad_agent(user_agent)
        _refuse_open_line(api_url)
        if not name.strip():
            raise ConfigurationError("login.user is missing; it is the account's name: LintBot")
        self.wiki = wiki
        self.name = _canonical(name)
        self._api_url = api_url
        self._credentials = credentials
        self._timeout = (CONNECT_TIMEOUT_S, answer_timeout_s)
        self._longest_wait_s = longest_wait_s
        self._maxlag_s = maxlag_s
        self._sleep = sleep
        self._clock = clock
        self._not_before = float("-inf")
        self._token = ""
        self._session = requests.Session()
        self._session.headers["User-Agent"] = user_agent
        self._session.auth = _signature(credentials)
        adapter = BoundedAdapter(answer_timeout_s)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, adapter)

    def __repr__(self) -> str:
        return f"Account({self.name!r} on {self.wiki!r})"

    def ask(self, **parameters: str | int) -> Answer:
        """The answer to a question put as this account; asked again if none comes.

        Raises:
            WikiError: no answer, or an error; TryLaterError if the wiki asks to wait,
                WritesStoppedError if the login is lost for good.
        """
        for left in reversed(range(READ_TRIES)):
            try:
                return self._as_this_account("GET", parameters)
            except NoAnswerError as error:
                if not left:
                    raise
                if isinstance(error, BusyError):
                    self._hold_back(USUAL_WAIT_S)
        raise AssertionError

    def ask_long(self, **parameters: str | int) -> Answer:
        """As `ask`, for a question too long for an address."""
        return self._as_this_account("POST", parameters)

    def all_answers(self, **parameters: str | int) -> Iterator[Answer]:
        """The answers to a question and to where they say to continue.

        Raises:
            WikiError: as `ask`, or there are more than anybody needs.
        """
        more: Mapping[str, Any] = {}
        for _ in range(MOST_ANSWERS):
            answer = self.ask(**parameters, **more)
            yield answer
            if "continue" not in answer:
                return
            more = answer["continue"]
        raise WikiError(f"{self.wiki}: more than {MOST_ANSWERS} answers to one question")

    def write(self, **parameters: str | int) -> Answer:
        """The answer to one edit. The request is sent once.

        It is sent again only where the wiki has said that it did nothing: our login or token is
        out of date, or its databases lag.

        Raises:
            RefusedError: the wiki did not do it.
            NoAnswerError: it may have done it.
            TryLaterError: it did nothing, and asks to wait.
            WritesStoppedError: the login is lost for good.
        """
        if not self._token:
            self._fetch_token()
        sent = {**parameters, "action": "edit", "assert": "bot", "assertuser": self.name}
        for last in (False, True):
            try:
                return self._call("POST", {**sent, "token": self._token}, writing=True)
            except RefusedError as error:
                if error.code in ("assertbotfailed", *LOGIN_LOST) and not last:
                    self._token = ""
                    if error.code != "badtoken":
                        self._log_in()
                    self._fetch_token()
                    continue
                raise self._stopped(error) from error
        raise AssertionError

    def _as_this_account(self, method: str, parameters: Mapping[str, str | int]) -> Answer:
        sent = {"action": "query", **parameters, "assert": "user", "assertuser": self.name}
        for last in (False, True):
            try:
                return self._call(method, sent)
            except RefusedError as error:
                if error.code not in LOGIN_LOST:
                    raise
                if last:
                    raise self._stopped(error) from error
                self._log_in()
        raise AssertionError

    def _stopped(self, error: RefusedError) -> WikiError:
        if error.code == "assertbotfailed":
            return WritesStoppedError(
                f"{self.wiki}: {self.name} has no bot right here, or its grants leave it out"
                " (“High-volume (bot) access”); nothing is written without it"
            )
        if error.code in LOGIN_LOST:
            return WritesStoppedError(
                f"{self.wiki}: the login as {self.name} is lost ({error.code}); nothing is written"
            )
        return error

    def _log_in(self) -> None:
        self._token = ""
        credentials = self._credentials
        if not isinstance(credentials, BotPassword):
            # Each request carried its proof: another signature proves no more.
            raise WritesStoppedError(
                f"{self.wiki} does not take the OAuth consumer's tokens for {self.name}"
            )
        self._session.cookies.clear()
        tokens = self._call("GET", {"action": "query", "meta": "tokens", "type": "login"})
        token = _at(tokens, "query", "tokens", "logintoken")
        answer = self._call(
            "POST",
            {
                "action": "login",
                "lgname": credentials.login_name,
                "lgpassword": credentials.password.reveal(),
                "lgtoken": str(token or ""),
            },
        )
        result = str(_at(answer, "login", "result"))
        if result == "Success":
            return
        reason = printable(str(_at(answer, "login", "reason") or result))
        if result == "Throttled":
            wait = _at(answer, "login", "wait")
            raise TryLaterError(f"{self.wiki} lets nobody log in for {wait} s; run again later")
        raise WritesStoppedError(
            f"{self.wiki}: the login as {printable(credentials.login_name)} failed: {reason};"
            " mend the bot password before the next start"
        )

    def _fetch_token(self) -> None:
        answer = self.ask(meta="tokens", type="csrf")
        token = str(_at(answer, "query", "tokens", "csrftoken") or "")
        if len(token) <= len("+\\"):
            raise WritesStoppedError(f"{self.wiki} gives {self.name} no token to write with")
        keep_secret(token)
        self._token = token

    def _call(
        self, method: str, parameters: Mapping[str, str | int], *, writing: bool = False
    ) -> Answer:
        sent = {**parameters, "format": "json", "formatversion": 2, "utf8": 1}
        if self._maxlag_s:
            sent["maxlag"] = self._maxlag_s
        for left in reversed(range(LAG_TRIES)):
            try:
                return self._exchange(method, sent)
            except RefusedError as error:
                if error.code == "maxlag" and left:
                    self._hold_back(USUAL_WAIT_S)
                    continue
                if error.code == "maxlag":
                    raise TryLaterError(f"{self.wiki}: its databases lag behind") from error
                if error.code in WAIT_CODES:
                    raise TryLaterError(f"{self.wiki}: {WAIT_CODES[error.code]}") from error
                raise
        raise AssertionError

    def _exchange(self, method: str, sent: Mapping[str, str | int]) -> Answer:
        import requests

        self._wait()
        arguments = {"params" if method == "GET" else "data": sent}
        try:
            response = self._session.request(
                method,
                self._api_url,
                timeout=self._timeout,
                allow_redirects=False,
                **arguments,  # type: ignore[arg-type]
            )
        except requests.RequestException as error:
            raise NoAnswerError(f"{self.wiki} gave no answer: {printable(str(error))}") from error
        self._note_wait(response)
        if response.status_code in (429, 503):
            raise BusyError(
                f"{self.wiki} is too busy (HTTP {response.status_code}); run again later"
            )
        if response.status_code != 200:
            raise NoAnswerError(f"{self.wiki} answers with HTTP {response.status_code}")
        try:
            answer = response.json()
        except ValueError as error:
            raise NoAnswerError(f"{self.wiki} answers, but not as MediaWiki's API does") from error
        if not isinstance(answer, Mapping):
            raise NoAnswerError(f"{self.wiki} answers, but not as MediaWiki's API does")
        problem = answer.get("error")
        if problem is None:
            return answer
        code, info = str(_at(answer, "error", "code")), str(_at(answer, "error", "info"))
        if code.startswith("internal_api_error"):
            raise NoAnswerError(f"{self.wiki} failed: {printable(code)}")
        raise RefusedError(self.wiki, code, info)

    def _note_wait(self, response: requests.Response) -> None:
        if (value := response.headers.get("Retry-After")) is None:
            return
        wait_s = retry_after_s(value, response.headers.get("Date"))
        self._hold_back(USUAL_WAIT_S if wait_s is None else wait_s)

    def _hold_back(self, seconds: float) -> None:
        self._not_before = max(self._not_before, self._clock() + seconds)

    def _wait(self) -> None:
        seconds = self._not_before - self._clock()
        if seconds > self._longest_wait_s:
            raise TryLaterError(f"{self.wiki} asks to wait {seconds:.0f} s; run again later")
        if seconds > 0:
            self._sleep(seconds)


def _signature(credentials: Credentials) -> Any:
    if isinstance(credentials, BotPassword):
        # Not None: requests would then look for a name and password in a file named .netrc.
        return lambda request: request
    from requests_oauthlib import OAuth1

    return OAuth1(
        credentials.consumer_key.reveal(),
        credentials.consumer_secret.reveal(),
        credentials.access_key.reveal(),
        credentials.access_secret.reveal(),
    )


def _at(answer: Any, *path: str) -> Any:
    for key in path:
        answer = answer.get(key) if isinstance(answer, Mapping) else None
    return answer


def _canonical(name: str) -> str:
    """The name as the wiki writes it: spaces, a capital first."""
    spaced = " ".join(name.replace("_", " ").split())
    return spaced[:1].upper() + spaced[1:]


def _refuse_bad_agent(user_agent: str) -> None:
    words = user_agent.split()
    if not words or not words[0].startswith("revlint/") or "(" not in user_agent:
        raise ConfigurationError(
            "the user agent names neither the program nor whom to write to; set wiki.contact"
        )


def _refuse_open_line(api_url: str) -> None:
    parts = urlsplit(api_url)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "::1", "localhost"):
        raise ConfigurationError(
            f"{parts.scheme}://{parts.netloc}: no secret is sent over an open line; use https"
        )
