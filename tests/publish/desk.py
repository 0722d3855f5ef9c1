"""Everything that publishing needs, on the test wiki, with a clock that does not wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core.outgoing import DraftKind, DraftState, NewDraft, OutgoingDraft
from bot.jobs.publish import Posted, PublishSummary, publish
from bot.ports import Posting, PostingOutcome
from bot.store import DraftBox, Store
from bot.wiki.account import Account
from bot.wiki.credentials import BotPassword, Credentials
from bot.wiki.publisher import AccountPublisher
from bot.wiki.redaction import Secret
from bot.wiki.write_pace import WritePace
from tests.mediawiki.accounts import PLAIN_USER, TEST_BOT
from tests.mediawiki.api import Api, ApiError

AGENT = "revlint/0 (tester@example.org)"
BODY = "Hello! You wrote “teh”; please have a look."
TALK = f"User talk:{PLAIN_USER.name}"


class Clock:
    """A steady clock that moves only when somebody sleeps by it."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


def bot_password() -> BotPassword:
    """TestBot's."""
    return BotPassword(TEST_BOT.login_name, Secret(TEST_BOT.bot_password))


class Desk:
    """A store, TestBot's account and a person, ready to have drafts posted."""

    def __init__(self, store: Store, api_url: str, editor: Api) -> None:
        self.store = store
        self.box = DraftBox(store)
        self.api_url = api_url
        self.editor = editor
        self.clock = Clock()
        self.now = datetime.now(UTC)
        self.talk_read = 0

    def account(
        self, api_url: str = "", credentials: Credentials | None = None, **changes: Any
    ) -> Account:
        """TestBot's account, not yet logged in."""
        fields: dict[str, Any] = {
            "wiki": "testwiki",
            "api_url": api_url or self.api_url,
            "user_agent": AGENT,
            "name": TEST_BOT.name,
            "credentials": credentials or bot_password(),
            "answer_timeout_s": 20,
            "sleep": self.clock.sleep,
            "clock": self.clock,
        }
        return Account(**(fields | changes))

    def publisher(self, account: Account | None = None, **changes: Any) -> AccountPublisher:
        """TestBot as a publisher; attempts of unknown outcome are settled at once."""
        fields: dict[str, Any] = {
            "holder": "a" * 32,
            "seen_talk_rev": self.talk_read,
            "pace": WritePace(sleep=self.clock.sleep, clock=self.clock),
            "settling_s": 0,
            "clock": self.clock,
        }
        return AccountPublisher(account or self.account(), **(fields | changes))

    def publish(
        self,
        account: Account | None = None,
        *,
        told: Callable[[Posted], None] = lambda _: None,
        dry_run: bool = False,
        limit: int = 100,
    ) -> PublishSummary:
        """A pass with all that waits."""
        return publish(
            self.box,
            self.publisher(account, dry_run=dry_run),
            holder="a" * 32,
            limit=limit,
            dry_run=dry_run,
            told=told,
            now=lambda: self.now,
        )

    def draft(self, title: str = TALK, number: int = 0, **changes: Any) -> OutgoingDraft:
        """A draft of a message, not yet approved; ``number`` tells several apart."""
        fields: dict[str, Any] = {
            "wiki": "testwiki",
            "kind": DraftKind.TALK,
            "title": title,
            "heading": "Your edit to Bridge",
            "body": BODY,
            "page_id": 7 + number,
            "fingerprints": (f"{number:016x}",),
        }
        (added,) = self.box.add([NewDraft(**(fields | changes))], at=self.stamp())
        return added

    def approved(self, title: str = TALK, number: int = 0, **changes: Any) -> OutgoingDraft:
        """The same, approved."""
        draft = self.draft(title, number, **changes)
        return self.box.decide(
            draft.id, draft.content_hash, approve=True, by="Reviewer", at=self.stamp()
        )

    def report(
        self, title: str = f"User:{TEST_BOT.name}/Reports", text: str = "x"
    ) -> OutgoingDraft:
        """A report page that waits."""
        new = NewDraft(
            wiki="testwiki",
            kind=DraftKind.REPORT,
            title=title,
            heading="",
            body=f"__NOINDEX__\n{text}",
        )
        (added,) = self.box.add([new], at=self.stamp())
        return added

    def state(self, draft: OutgoingDraft) -> DraftState:
        """How far a draft has come."""
        return self.box.get(draft.id).state

    def store_away(self, draft: OutgoingDraft) -> None:
        """Have later passes leave the draft alone."""
        self.box.finish(self.box.get(draft.id), Posting(PostingOutcome.WITHDRAWN), at=self.stamp())

    def stamp(self) -> str:
        """The present moment."""
        return self.now.isoformat(timespec="seconds")

    def later(self, minutes: float = 60) -> None:
        """Time passes, for what is dated in the database."""
        self.now += timedelta(minutes=minutes)

    def text(self, title: str = TALK) -> str:
        """A page's wikitext; empty if it does not exist."""
        try:
            return self.editor.text(title)
        except KeyError:
            return ""

    def copies(self, draft: OutgoingDraft) -> int:
        """How often the draft's text was ever saved on its page, later removed or not."""
        query = self.editor.get(
            "query", list="usercontribs", ucuser=TEST_BOT.name, uclimit=500, ucprop="comment"
        )["query"]
        return sum(draft.marker in row["comment"] for row in query["usercontribs"])


__all__ = ["AGENT", "BODY", "TALK", "ApiError", "Clock", "Desk", "bot_password"]
