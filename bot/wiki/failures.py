"""pywikibot's errors in revlint's words.

Imported when something went wrong, as it needs pywikibot.
"""

from __future__ import annotations

import requests
from pywikibot.exceptions import (
    APIError,
    ApiTimeoutError,
    Error,
    MaxlagTimeoutError,
    SiteDefinitionError,
)

from bot.errors import TryLaterError, WikiError
from bot.wiki.printable import printable
from bot.wiki.transport import AnswerTooLargeError, ForeignRedirectError, Trouble

# https://www.mediawiki.org/wiki/API:Errors_and_warnings#Standard_error_messages
WAIT_CODES = {
    "maxlag": "its databases lag behind",
    "readonly": "it is read-only",
    "ratelimited": "we ask too often",
}
WAIT_STATUSES = {429: "we ask too often", 503: "it is overloaded or under maintenance"}


def translated(wiki: str, error: Exception, trouble: Trouble) -> WikiError:
    """The error to raise for one that came out of pywikibot.

    ``trouble`` is the latest since the question was put: when pywikibot gives up after several
    tries, its own error does not say what was wrong with them.
    """
    if isinstance(error, WikiError):
        return error
    code = error.code if isinstance(error, APIError) else ""
    if isinstance(error, MaxlagTimeoutError):
        code = "maxlag"
    elif isinstance(error, ApiTimeoutError):
        code = trouble.api_error
    if code in WAIT_CODES:
        return TryLaterError(f"{wiki}: {WAIT_CODES[code]}; run again later")
    if trouble.status in WAIT_STATUSES:
        return TryLaterError(
            f"{wiki}: {WAIT_STATUSES[trouble.status]} (HTTP {trouble.status}); run again later"
        )
    if isinstance(trouble.error, AnswerTooLargeError | ForeignRedirectError):
        return WikiError(f"{wiki}: {printable(str(trouble.error))}")
    if isinstance(trouble.error, requests.Timeout):
        return WikiError(f"{wiki} did not answer in time: {printable(str(trouble.error))}")
    if trouble.error is not None:
        return WikiError(
            f"{wiki} cannot be reached; is the address right? ({printable(str(trouble.error))})"
        )
    if isinstance(error, APIError):
        return WikiError(f"{wiki} refused: {error.code}: {printable(str(error.info))}")
    if isinstance(error, ApiTimeoutError) and code:
        return WikiError(f"{wiki} keeps failing: {printable(code)}")
    if trouble.status >= 400:
        return WikiError(f"{wiki} answers with HTTP {trouble.status}")
    if isinstance(error, SiteDefinitionError | ApiTimeoutError):
        return WikiError(f"{wiki} answers, but not as MediaWiki's API does; is the address right?")
    kind = "pywikibot" if isinstance(error, Error) else type(error).__name__
    return WikiError(f"{wiki}: {kind}: {printable(str(error))}")
