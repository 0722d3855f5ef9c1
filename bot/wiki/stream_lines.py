"""The lines of an endless response, in bounded memory.

Imported when a stream is connected to, as it needs requests.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import requests
from requests.adapters import HTTPAdapter

READ_BYTES = 1 << 16
# A server may propose how long to wait before connecting again; ours to decide.
_PROPOSAL = b"retry"
# Longer than the name of any field.
_NAME_BYTES = 10


class BoundedLinesAdapter(HTTPAdapter):
    """Gives responses whose ``iter_lines`` never holds more than one event of the longest size."""

    def __init__(self, max_event_bytes: int) -> None:
        super().__init__()
        self.max_event_bytes = max_event_bytes

    def build_response(self, *args: Any, **kwargs: Any) -> requests.Response:
        """The response, its body not read yet."""
        response: requests.Response = super().build_response(*args, **kwargs)
        lines = partial(bounded_lines, response, self.max_event_bytes)
        vars(response)["iter_lines"] = lines
        return response


def bounded_lines(
    response: requests.Response, max_event_bytes: int, *_: Any, **__: Any
) -> Iterator[bytes]:
    """The body's lines as they arrive, without their ends, in UTF-8.

    A line that would make its event (the lines up to an empty one) larger than
    ``max_event_bytes`` is cut down to its field's name and a NUL, which no JSON begins with: the
    event can be told from a whole one, and its id stays.

    Raises:
        requests.ConnectionError: the connection broke or was silent for too long.
    """
    line = bytearray()
    event_bytes = 0
    too_long = cut = False
    while part := _arrived(response):
        *ended, rest = part.split(b"\n")
        for piece in ended:
            too_long = too_long or event_bytes + len(line) + len(piece) > max_event_bytes
            line += piece[:_NAME_BYTES] if too_long else piece
            text = bytes(line).rstrip(b"\r")
            line.clear()
            if too_long:
                # One such line marks the event; the bytes of more would add up.
                text = b"" if cut else text.partition(b":")[0][:_NAME_BYTES] + b":\0"
                too_long, marks, cut = False, not cut, True
            else:
                event_bytes += len(text)
                marks = True
                if not text:
                    event_bytes, cut = 0, False
            if marks and not text.startswith(_PROPOSAL):
                yield text.decode("utf-8", "replace").encode()
        too_long = too_long or event_bytes + len(line) + len(rest) > max_event_bytes
        line += rest[:_NAME_BYTES] if too_long else rest
        if too_long:
            del line[_NAME_BYTES:]


def _arrived(response: requests.Response) -> bytes:
    """What has arrived, waiting for something; empty at the end."""
    try:
        # read1 returns what is there: read would wait for a full buffer, however long.
        return bytes(response.raw.read1(READ_BYTES, decode_content=True))
    except Exception as error:
        # urllib3's errors, or those of a socket that was shut from another thread.
        raise requests.ConnectionError(f"{type(error).__name__}: {error}") from error
