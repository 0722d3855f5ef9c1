"""HTTP for pywikibot with a deadline, a size limit, and no way to another host.

Imported when a wiki is connected to, as it needs requests.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter

# MediaWiki cuts a result at 8 MiB of text ($wgAPIMaxResultSize); as JSON it can be six times that.
MAX_ANSWER_BYTES = 64 << 20
READ_BYTES = 1 << 16


class AnswerTooLargeError(requests.RequestException, ValueError):
    """The answer is larger than any the API gives; pywikibot does not try a ValueError again."""


class ForeignRedirectError(requests.RequestException, ValueError):
    """The wiki sent us to another host, where its cookies and passwords do not belong."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """The latest that went wrong with a request: pywikibot's own errors do not always tell."""

    status: int = 0
    api_error: str = ""
    error: requests.RequestException | None = None


class BoundedAdapter(HTTPAdapter):
    """Reads each answer whole, in bounded time and memory, and remembers the latest trouble."""

    def __init__(self, timeout_s: float, max_bytes: int = MAX_ANSWER_BYTES) -> None:
        super().__init__()
        self.timeout_s = timeout_s
        self.max_bytes = max_bytes
        self.trouble = Trouble()

    def forget_trouble(self) -> None:
        """Begin anew: what went wrong so far has nothing to do with what comes."""
        self.trouble = Trouble()

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        """The response with its body read.

        Raises:
            requests.RequestException: no connection, too slow, too large, or sent elsewhere.
        """
        deadline = time.monotonic() + self.timeout_s
        try:
            response = super().send(request, *args, **{**kwargs, "stream": True})
            api_error = response.headers.get("MediaWiki-API-Error", "")
            if api_error or response.status_code >= 400:
                self.trouble = Trouble(response.status_code, api_error)
            _refuse_foreign_redirect(request, response)
            body = self._body(response, deadline)
        except requests.RequestException as error:
            self.trouble = Trouble(error=error)
            raise
        # The two attributes that requests sets when it reads a body by itself.
        vars(response).update(_content=body, _content_consumed=True)
        return response

    def _body(self, response: requests.Response, deadline: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        try:
            # read1 returns what has arrived: read would wait for a full buffer, however long.
            while part := response.raw.read1(READ_BYTES, decode_content=True):
                parts.append(part)
                size += len(part)
                if size > self.max_bytes:
                    raise AnswerTooLargeError(
                        f"the answer is larger than {self.max_bytes >> 20} MiB"
                    )
                if time.monotonic() > deadline:
                    raise requests.ReadTimeout(f"no whole answer in {self.timeout_s:g} s")
        except requests.RequestException:
            response.close()
            raise
        except Exception as error:
            # urllib3's errors; requests translates them only where it reads the body itself.
            response.close()
            raise requests.ConnectionError(f"the answer broke off: {error}") from error
        return b"".join(parts)


def _refuse_foreign_redirect(
    request: requests.PreparedRequest, response: requests.Response
) -> None:
    if not response.is_redirect:
        return
    here = urlsplit(request.url or "")
    there = urlsplit(urljoin(request.url or "", response.headers["Location"]))
    if there.hostname != here.hostname or (here.scheme, there.scheme) == ("https", "http"):
        response.close()
        raise ForeignRedirectError(f"the wiki redirects to {there.scheme}://{there.netloc}")
