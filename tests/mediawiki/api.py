"""A small API client, of which one process can have as many as the test has actors.

pywikibot has one cookie jar per process, in which a second bot password cannot log in.
"""

from __future__ import annotations

from typing import Any

import requests

from tests.mediawiki.accounts import Account

TIMEOUT_S = 60

Json = dict[str, Any]
# A list is joined with `|`; None and False leave the parameter out, as the API wants it.
Parameter = str | int | float | bool | list[str] | list[int] | None


class ApiError(RuntimeError):
    """The API answered with an error; `code` is its machine-readable name."""

    def __init__(self, error: Json) -> None:
        super().__init__(f"{error.get('code')}: {error.get('info')}")
        self.code = str(error.get("code"))
        self.error = error


class Api:
    """One actor: logged in as `account`, or anonymous.

    `forwarded_for` is the address an anonymous actor edits from, where the wiki trusts
    the header (`overrides.TRUST_FORWARDED_FOR`).
    """

    def __init__(
        self, url: str, account: Account | None = None, forwarded_for: str | None = None
    ) -> None:
        self.url = url
        self.account = account
        self.http = requests.Session()
        self.http.trust_env = False  # no proxy stands between a test and its wiki
        if forwarded_for is not None:
            self.http.headers["X-Forwarded-For"] = forwarded_for
        self._csrf_token: str | None = None
        if account is not None:
            self._log_in(account)

    def get(self, action: str, **parameters: Parameter) -> Json:
        """The answer to a GET request (formatversion 2). Raises ApiError."""
        sent = _query(action, parameters)
        return _answer(self.http.get(self.url, params=sent, timeout=TIMEOUT_S))

    def post(self, action: str, **parameters: Parameter) -> Json:
        """The answer to a POST request. Raises ApiError."""
        sent = _query(action, parameters)
        return _answer(self.http.post(self.url, data=sent, timeout=TIMEOUT_S))

    def write(self, action: str, **parameters: Parameter) -> Json:
        """The answer to a POST request with a CSRF token. Raises ApiError."""
        if self._csrf_token is None:
            self._csrf_token = self.get("query", meta="tokens")["query"]["tokens"]["csrftoken"]
        return self.post(action, token=self._csrf_token, **parameters)

    def edit(self, title: str, text: str, summary: str = "", **parameters: Parameter) -> Json:
        """What the API says of the saved edit: `newrevid`, or `nochange`. Raises ApiError."""
        answer = self.write("edit", title=title, text=text, summary=summary, **parameters)
        edit: Json = answer["edit"]
        return edit

    def revision(self, title: str) -> Json:
        """The newest revision of the page with ids, user, comment, flags and main slot."""
        query = self.get(
            "query",
            prop="revisions",
            titles=title,
            rvprop="ids|timestamp|user|comment|flags|content",
            rvslots="main",
        )
        newest: Json = query["query"]["pages"][0]["revisions"][0]
        return newest

    def text(self, title: str) -> str:
        """The newest wikitext of the page."""
        content: str = self.revision(title)["slots"]["main"]["content"]
        return content

    def _log_in(self, account: Account) -> None:
        tokens = self.get("query", meta="tokens", type="login")["query"]["tokens"]
        result = self.post(
            "login",
            lgname=account.login_name,
            lgpassword=account.bot_password,
            lgtoken=tokens["logintoken"],
        )["login"]
        if result["result"] != "Success":
            raise ApiError({"code": result["result"], "info": result.get("reason")})


def _query(action: str, parameters: dict[str, Parameter]) -> dict[str, str]:
    sent = {
        key: "|".join(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in parameters.items()
        if value is not None and value is not False
    }
    return sent | {"action": action, "format": "json", "formatversion": "2"}


def _answer(response: requests.Response) -> Json:
    response.raise_for_status()
    answer: Json = response.json()
    if "error" in answer:
        raise ApiError(answer["error"])
    return answer
