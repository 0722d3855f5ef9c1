"""The account as a publisher: reads all that must be read, and sends what may be sent, once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime

from bot.core.outgoing import DraftKind, DraftState, OutgoingDraft
from bot.errors import TryLaterError, WikiError
from bot.ports import Posting, PostingOutcome, StoredFinding
from bot.wiki.account import Account, NoAnswerError
from bot.wiki.allowed import REPORTS, Purpose, allowed_title
from bot.wiki.edit import ConflictError, Edit, SentBackError, saved_edit
from bot.wiki.exclusion import TEMPLATES, exclusion, has_plain_tag
from bot.wiki.lease import read_lease, refuse_held, write_lease
from bot.wiki.page import Page, pages_in
from bot.wiki.posted import trace_of
from bot.wiki.printable import printable
from bot.wiki.stop import read_before_writing
from bot.wiki.subject import hidden_reason, lost_reason
from bot.wiki.write_pace import WritePace

MOST_TRIES = 5
SETTLING_S = 300.0
"""What a slow server may still save of a request that was given up, it has saved by then."""

LEASE_USED_S = 25 * 60.0
PURPOSES = {DraftKind.TALK: Purpose.MESSAGE, DraftKind.REPORT: Purpose.REPORT}


class AccountPublisher:
    """Posts drafts for an account.

    ``holder`` names this copy of the program in its lease, in hexadecimal. ``seen_talk_rev`` is
    the latest revision of the account's own talk page that its operator has read. With
    ``dry_run`` everything is read and nothing is written. ``settling_s`` is how long after an
    attempt of unknown outcome there is no other.
    """

    def __init__(
        self,
        account: Account,
        *,
        holder: str,
        seen_talk_rev: int = 0,
        pace: WritePace | None = None,
        settling_s: float = SETTLING_S,
        dry_run: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._account = account
        self._holder = holder
        self._seen_talk_rev = seen_talk_rev
        self._pace = pace or WritePace()
        self._settling_s = settling_s
        self._dry_run = dry_run
        self._clock = clock
        self._lease_ends = float("inf")
        self._ready: tuple[int, Edit] | None = None

    @property
    def wiki(self) -> str:
        """The wiki's database name."""
        return self._account.wiki

    @property
    def report_title(self) -> str:
        """The page below which reports are written."""
        return f"User:{self._account.name}/{REPORTS}"

    def lease(self) -> AbstractContextManager[None]:
        """Hold the lease on the wiki; in a dry run, see that nobody else does."""
        return self._lease()

    @contextmanager
    def _lease(self) -> Iterator[None]:
        self._gate()
        refuse_held(self._account, read_lease(self._account), self._holder)
        if self._dry_run:
            yield
            return
        self._pace.wait()
        self._gate()
        # Read again: the wait may have been long.
        found = read_lease(self._account)
        refuse_held(self._account, found, self._holder)
        self._pace.note()
        began = self._clock()
        write_lease(self._account, found, self._holder)
        self._lease_ends = began + LEASE_USED_S
        try:
            yield
        except Exception:
            self._give_back()
            raise
        # Anything else asks the program to end at once, and the lease will end by itself.
        self._give_back()

    def _give_back(self) -> None:
        self._lease_ends = float("inf")
        # Not freed, it ends by itself; and a stopped account does not write even this.
        with suppress(WikiError):
            self._free_lease()

    def _free_lease(self) -> None:
        self._pace.wait()
        self._gate()
        found = read_lease(self._account)
        self._pace.note()
        write_lease(self._account, found, "")

    def judge(self, draft: OutgoingDraft, findings: Sequence[StoredFinding] = ()) -> Posting | None:
        """Read all there is to read; None if the draft may be posted at once."""
        self._ready = None
        if self._clock() > self._lease_ends:
            raise TryLaterError(f"{self.wiki}: the lease ends soon; the rest waits for a new pass")
        if draft.state is DraftState.SENDING and self._is_fresh(draft):
            return Posting(PostingOutcome.UNKNOWN, reason="sent a moment ago; looked for later")
        if not self._dry_run:
            self._pace.wait()
        page, read_at = self._page(draft)
        trace = trace_of(self._account, draft, page)
        if trace.found:
            return Posting(PostingOutcome.ALREADY, trace.rev_id, "an earlier attempt had arrived")
        if trace.doubt:
            return Posting(PostingOutcome.REFUSED, reason=trace.doubt)
        if draft.tries >= MOST_TRIES:
            return Posting(PostingOutcome.REFUSED, reason=f"not posted in {draft.tries} tries")
        if draft.rev_id and (lost := lost_reason(self._account, draft, findings)):
            return Posting(PostingOutcome.WITHDRAWN, reason=lost)
        if draft.kind is DraftKind.REPORT and (lost := hidden_reason(self._account, draft)):
            return Posting(PostingOutcome.WITHDRAWN, reason=lost)
        if why := self._unsuitable(draft, page):
            return Posting(PostingOutcome.REFUSED, reason=why)
        edit = self._edit(draft, page, read_at)
        if why := self._altered(edit):
            return Posting(PostingOutcome.REFUSED, reason=why)
        # Last, so that nothing lies between reading this and writing.
        self._gate()
        self._ready = (draft.id, edit)
        return None

    def post(self, draft: OutgoingDraft) -> Posting:
        """Send what was judged last, once."""
        ready, self._ready = self._ready, None
        assert ready is not None
        assert ready[0] == draft.id
        assert not self._dry_run
        self._pace.note()
        try:
            saved = saved_edit(self._account, ready[1])
        except NoAnswerError as error:
            return Posting(PostingOutcome.UNKNOWN, reason=str(error))
        except ConflictError as error:
            return Posting(PostingOutcome.LATER, reason=str(error))
        except SentBackError as error:
            return Posting(PostingOutcome.REFUSED, reason=str(error))
        if not saved.changed:
            return Posting(PostingOutcome.ALREADY, saved.rev_id, "the page held this text before")
        return Posting(PostingOutcome.SENT, saved.rev_id)

    def _gate(self) -> None:
        read_before_writing(self._account, self._seen_talk_rev)

    def _is_fresh(self, draft: OutgoingDraft) -> bool:
        age_s = (datetime.now(UTC) - datetime.fromisoformat(draft.updated_at)).total_seconds()
        # One far in the future was written by a clock that has been put right since.
        return abs(age_s) < self._settling_s

    def _page(self, draft: OutgoingDraft) -> tuple[Page, str]:
        answer = self._account.ask(
            prop="info|revisions|templates",
            titles=draft.title,
            rvprop="ids|user|timestamp|content",
            rvslots="main",
            tltemplates="|".join(TEMPLATES),
            tllimit="max",
            curtimestamp=1,
        )
        query = answer.get("query")
        if isinstance(query, Mapping) and query.get("interwiki"):
            return Page(title=draft.title, invalid=True), ""
        (page,) = pages_in(self.wiki, answer)
        return page, str(answer.get("curtimestamp", ""))

    def _unsuitable(self, draft: OutgoingDraft, page: Page) -> str:
        """Why nothing may be written on the page; empty if it may."""
        if page.invalid:
            return f"{printable(draft.title)} is no title of a page here"
        try:
            allowed_title(PURPOSES[draft.kind], page.ns, page.title, self._account.name)
        except WikiError as error:
            return str(error)
        if page.redirect:
            return "the page is a redirect: who is written to may have another name now"
        if page.contentmodel != "wikitext":
            return f"the page is not wikitext but {printable(page.contentmodel)}"
        if not page.missing and page.text is None:
            return "the page's text is hidden, so that nobody can tell whether bots may write"
        if draft.kind is DraftKind.TALK:
            return self._excluded(page)
        return ""

    def _excluded(self, page: Page) -> str:
        text = page.text or ""
        if why := exclusion(text, self._account.name):
            return why
        names = {template.title.partition(":")[2].casefold() for template in page.templates}
        if names - {"bots"}:
            return "the page carries {{nobots}} by way of another template"
        if names and (not has_plain_tag(text) or self._nested_tag(page)):
            return "the page carries {{bots}} by way of another template"
        return ""

    def _nested_tag(self, page: Page) -> bool:
        """Whether a template of the page carries ``{{bots}}``, beside the page's own."""
        for answer in self._account.all_answers(
            generator="templates",
            titles=page.title,
            gtllimit="max",
            prop="templates",
            tltemplates="|".join(TEMPLATES),
            tllimit="max",
        ):
            if "query" in answer and any(one.templates for one in pages_in(self.wiki, answer)):
                return True
        return False

    def _edit(self, draft: OutgoingDraft, page: Page, read_at: str) -> Edit:
        message = draft.kind is DraftKind.TALK
        about = f"Message about [[Special:Diff/{draft.rev_id}]], approved by a person"
        return Edit(
            purpose=PURPOSES[draft.kind],
            namespace=page.ns,
            title=page.title,
            text=draft.text,
            heading=draft.heading if message else None,
            # Fixed words and numbers: a list of forbidden addresses applies to summaries too.
            summary=f"{about if message else 'Report'} (revlint {draft.marker})",
            base_rev_id=page.rev_id,
            read_at=read_at,
        )

    def _altered(self, edit: Edit) -> str:
        """Why the wiki would not store the text as it was approved; empty if it would."""
        text = edit.text if edit.heading is None else f"== {edit.heading} ==\n\n{edit.text}"
        answer = self._account.ask_long(
            action="parse", onlypst=1, text=text, title=edit.title, contentmodel="wikitext"
        )
        parsed = answer.get("parse")
        stored = parsed.get("text") if isinstance(parsed, Mapping) else None
        if not isinstance(stored, str):
            raise WikiError(f"{self.wiki} does not say what it would store")
        if stored.rstrip() == text.rstrip():
            return ""
        return (
            "the wiki would store another text than the approved one: it holds a signature"
            " (~~~~), {{subst:}}, a link to be completed, or characters that are replaced"
        )
