"""pywikibot's request without its question how often one may ask.

Imported when a wiki is asked, as it needs pywikibot.
"""

from __future__ import annotations

from pywikibot.data.api import Request


class PlainRequest(Request):  # type: ignore[misc]
    """A request that waits as after any other refusal when the wiki says it is asked too often.

    pywikibot's own then asks the wiki for the limit, is told the same, asks again, and so on
    until the stack is full.
    """

    def _ratelimited(self) -> None:
        self.wait()
