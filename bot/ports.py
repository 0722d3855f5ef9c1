"""The seams of the jobs: where revisions come from, and where reports are kept."""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from typing import Protocol

import msgspec

from bot.core.model import Report, Revision, Skipped, Surroundings
from bot.core.outgoing import OutgoingDraft
from rules.contract import Finding


class ReviewVerdict(enum.Enum):
    """What a reviewer says of a finding: a real fault, a false alarm, or not worth acting on."""

    RIGHT = "right"
    WRONG = "wrong"
    DISMISS = "dismiss"


class Cursor(msgspec.Struct, frozen=True):
    """How far a job has come on a wiki.

    ``position`` means something to the job's source only; a later one sorts after it as text.
    """

    wiki: str
    job: str
    position: str


class FateKind(enum.Enum):
    """What became of a finding's words: still there, gone, or gone by the undoing of an edit."""

    STANDS = "stands"
    FIXED = "fixed"
    REVERTED = "reverted"


class Fate(msgspec.Struct, frozen=True):
    """What a later revision of the page says of a finding.

    ``rev_id`` is the newest revision that still had the words, or the oldest known to lack them.
    """

    kind: FateKind
    rev_id: int


class Sighting(msgspec.Struct, frozen=True):
    """Whether the words of a finding of the revision ``rev_id`` are still in a later one."""

    rev_id: int
    fingerprint: str
    stands: bool


class Earlier(msgspec.Struct, frozen=True):
    """A finding in the revision ``rev_id``, to be looked for in later ones of the page."""

    rev_id: int
    fingerprint: str
    quote: str
    surroundings: Surroundings


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A report, and what outputs need of its revision besides.

    ``surroundings`` are the words around its findings, by fingerprint, as far as they are known.
    ``sightings`` tell of findings in earlier revisions of the page; ``is_revert`` says that this
    one undoes others.
    """

    report: Report
    namespace: int = 0
    summary: str = ""
    surroundings: dict[str, Surroundings] = {}
    sightings: tuple[Sighting, ...] = ()
    is_revert: bool = False


class HiddenPart(enum.Enum):
    """What a wiki may hide of a revision; `PAGE` is the whole revision, deleted with its page."""

    TEXT = "text"
    USER = "user"
    SUMMARY = "summary"
    PAGE = "page"


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """That parts of a revision are hidden; ``noticed_at`` is ISO 8601 in UTC.

    It outlives what it speaks of, so that nothing brings the hidden text back.
    """

    wiki: str
    rev_id: int
    parts: frozenset[HiddenPart]
    noticed_at: str


class Held(msgspec.Struct, frozen=True):
    """A revision of which something is kept that a wiki may hide, and its parent."""

    rev_id: int
    parent_id: int


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """Revisions and pages whose visibility was changed since a position, up to the next one."""

    rev_ids: frozenset[int] = frozenset()
    page_ids: frozenset[int] = frozenset()
    position: str


class StoredFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding, the revision it was found in, and the latest verdict on it."""

    finding: Finding
    wiki: str
    page_id: int
    rev_id: int
    title: str
    ruleset: str
    verdict: ReviewVerdict | None = None


class StoredReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its findings; the latest verdict on each, and what became of it later, by
    fingerprint, as far as there is one."""

    checked: Checked
    verdicts: Mapping[str, ReviewVerdict] = {}
    fates: Mapping[str, Fate] = {}

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.checked.report


class ReviewedReport(Protocol):
    """A stored report and the verdicts on its findings, by fingerprint."""

    @property
    def checked(self) -> Checked:
        """The report, and its revision's summary."""

    @property
    def verdicts(self) -> Mapping[str, ReviewVerdict]:
        """The latest verdict on each finding that has one."""


UNWANTED = frozenset({ReviewVerdict.DISMISS, ReviewVerdict.WRONG})
"""The verdicts after which a finding is not told to anybody."""


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """New revisions, oldest first.

    ``since`` is where the pass began. Once all ``items`` are stored, ``position`` is where the
    next one may go on. ``already_seen`` counts the revisions that were met again and left out.
    ``final`` marks the end of a pass that reached the present. ``unlisted_before`` is set if the
    source no longer knows what happened between ``since`` and that time.
    """

    items: tuple[Revision | Skipped, ...]
    since: str
    position: str
    already_seen: int = 0
    final: bool = False
    unlisted_before: str | None = None


class StreamHealth(msgspec.Struct, frozen=True, kw_only=True):
    """How a stream of events has been since it was opened.

    ``connected`` is how it is now; ``connections`` were made, ``cuts`` ended them, ``refusals``
    were answered with an error. Events that were ``unreadable`` or ``oversized`` are left to the
    wiki's API. ``canaries`` came to show that the stream is alive; ``canary_missing`` says that
    none came for too long.
    ``gaps`` are the times from which on the stream had nothing any longer when it was asked.
    """

    connected: bool = False
    connections: int = 0
    cuts: int = 0
    refusals: int = 0
    unreadable: int = 0
    oversized: int = 0
    canaries: int = 0
    canary_missing: bool = False
    gaps: tuple[str, ...] = ()


class StreamBatch(msgspec.Struct, frozen=True, kw_only=True):
    """What a stream told; often nothing, so that whoever reads it can look after other things.

    Once all of it is dealt with, ``position`` is where to go on; None if it did not move.
    ``until`` is the time of the latest event there, ISO 8601 in UTC. Something of the revisions in
    ``hidden``, and everything of those of ``deleted_pages``, may not be read any longer.
    """

    items: tuple[Revision | Skipped, ...] = ()
    hidden: tuple[int, ...] = ()
    deleted_pages: tuple[int, ...] = ()
    already_seen: int = 0
    position: str | None = None
    until: str | None = None
    health: StreamHealth = StreamHealth()


class RevisionSource(Protocol):
    """Revisions from anywhere: files, a dump, a wiki."""

    def __iter__(self) -> Iterator[Revision | Skipped]:
        """The revisions, each once; those not to be linted with the reason."""


SeenFilter = Callable[[Sequence[int]], Set[int]]
"""From revision ids to those of them that need no second look."""


class ChangeSource(Protocol):
    """A wiki's new revisions since a position, for a job that runs again and again."""

    @property
    def wiki(self) -> str:
        """The wiki's database name."""

    def batches(
        self, after: str | None, seen: SeenFilter, limit: int | None = None
    ) -> Iterator[Batch]:
        """The new revisions since ``after`` (None: since now, less an overlap).

        At most ``limit`` items come. Revisions near ``after`` may come again: ``seen`` is asked
        before their text is fetched.

        Raises:
            WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
        """


class StreamSource(Protocol):
    """A wiki's new revisions as they come, for a job that does not end."""

    @property
    def wiki(self) -> str:
        """The wiki's database name."""

    def batches(
        self, after: str | None, seen: SeenFilter, since: str | None = None
    ) -> Generator[StreamBatch, None, None]:
        """What came after the position ``after``, without end; an empty batch now and then.

        Without a position it begins at the time ``since``, or now. Events may come twice and in
        any order: ``seen`` is asked before a text is fetched.

        Raises:
            WikiError: there is no such stream, or the wiki cannot be read however often tried.
        """


class FindingStore(Protocol):
    """What was checked and found, what reviewers said, and how far each job has come."""

    def seen(self, wiki: str, rev_ids: Collection[int]) -> frozenset[int]:
        """Those of the revisions that need no second look."""

    def cursor(self, wiki: str, job: str) -> str | None:
        """The position of a job on a wiki; None before its first pass."""

    def save(self, checked: Sequence[Checked], cursor: Cursor | None = None) -> int:
        """Keep reports and the cursor in one transaction; the number of reports that were new."""

    def dismissed(self, wiki: str, page_ids: Collection[int]) -> Mapping[int, frozenset[str]]:
        """The fingerprints that reviewers do not want to see again, by page id."""

    def earlier(self, wiki: str, page_ids: Collection[int]) -> Mapping[int, Sequence[Earlier]]:
        """The findings in the text of the pages' stored revisions, by page id."""


class HiddenText(Protocol):
    """Where text is kept that a wiki may hide later."""

    def revisions_of(self, wiki: str, page_ids: Collection[int]) -> frozenset[int]:
        """The revisions of these pages that are kept."""

    def forget(self, wiki: str, rev_ids: Collection[int]) -> int:
        """Purge what is kept of the revisions; the number of those that were kept.

        Raises:
            StoreError: it is not certain that nothing is left; to be tried again.
        """


class FollowStore(FindingStore, HiddenText, Protocol):
    """What a job needs that keeps findings and purges what was hidden."""


class PostingOutcome(enum.Enum):
    """What became of an attempt to post a draft.

    ``already``: the wiki had it from an earlier attempt. ``later``: nothing was written, and
    the next pass tries again. ``unknown``: the wiki may have it; it is searched before another
    try. ``refused`` goes back to a person; ``withdrawn`` has lost its reason.
    """

    SENT = "sent"
    ALREADY = "already"
    LATER = "later"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Posting(msgspec.Struct, frozen=True):
    """The outcome, the revision that holds the text (0: none), and why."""

    outcome: PostingOutcome
    rev_id: int = 0
    reason: str = ""


class Outbox(Protocol):
    """The drafts that wait to be posted, and who alone may post them."""

    def due(self, wiki: str, limit: int) -> Sequence[OutgoingDraft]:
        """What waits, what may be out already first."""

    def findings(self, draft: OutgoingDraft) -> Sequence[StoredFinding]:
        """The findings that the draft speaks of, as far as they are stored."""

    def begin(self, draft: OutgoingDraft, *, at: str) -> None:
        """Note, for good, that the draft goes out now.

        Raises:
            DraftChangedError: it is not what was approved, or another has taken it.
        """

    def finish(self, draft: OutgoingDraft, posting: Posting, *, at: str) -> None:
        """Keep what became of it."""

    def take_lease(self, wiki: str, name: str, holder: str, *, now: str, until: str) -> str:
        """Empty if ``holder`` has the lease now, else until when another has it."""

    def free_lease(self, wiki: str, name: str, holder: str) -> None:
        """Let another have it."""


class Publisher(Protocol):
    """The account that posts. Everything it raises ends the pass."""

    @property
    def wiki(self) -> str:
        """The wiki's database name."""

    def lease(self) -> AbstractContextManager[None]:
        """Hold the lease on the wiki.

        Raises:
            TryLaterError: another copy of the program has it.
        """

    def judge(self, draft: OutgoingDraft, findings: Sequence[StoredFinding] = ()) -> Posting | None:
        """Read all there is to read; None if the draft may be posted at once.

        ``findings`` are those that it speaks of, as far as they are stored: one of which the
        page's newest text knows nothing any more is not told to anybody. Waits until the time
        for the next write has come.

        Raises:
            WikiError: nothing may be written; TryLaterError if the wiki asks to wait.
        """

    def post(self, draft: OutgoingDraft) -> Posting:
        """Send what was judged last, once.

        Raises:
            WikiError: the wiki refused, and nothing may be written any more; nothing was.
        """


class VisibilitySource(Protocol):
    """What a wiki says it hides today."""

    @property
    def wiki(self) -> str:
        """The wiki's database name."""

    def hidden(self, rev_ids: Collection[int]) -> Mapping[int, frozenset[HiddenPart]]:
        """Those of the revisions of which something is hidden, and what.

        Raises:
            WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
        """

    def touched(self, since: str | None) -> Touched:
        """What the public logs tell since a position; with None only the position of today.

        Errors are those of `hidden`.
        """


class Today(msgspec.Struct, frozen=True, kw_only=True):
    """What a wiki says today of a revision, its editor and its page.

    ``lost`` is why nobody is to be written to about it (it is gone, hidden, reverted); empty if
    it is as it was, and only then are the other fields set. ``editor`` is the name of today;
    empty if it is hidden or not a registered account's. ``title`` is the page's of today.
    ``linted`` and ``newest`` are the revision's text and the page's.
    """

    lost: str = ""
    editor: str = ""
    title: str = ""
    namespace: int = 0
    linted: str = ""
    newest: str = ""


class TodaySource(Protocol):
    """Revisions as they are today."""

    def today(self, rev_ids: Collection[int]) -> Mapping[int, Today]:
        """Each of the revisions.

        Raises:
            WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
        """


class CategorySource(Protocol):
    """The categories of pages."""

    def pages_in(self, page_ids: Collection[int], categories: Collection[str]) -> PagesIn:
        """Which of the pages are in one of the categories (without ``Category:``) today.

        Errors are those of `TodaySource.today`.
        """


class PagesIn(msgspec.Struct, frozen=True):
    """Pages that are in one of some categories, and those that are known to be in none."""

    inside: frozenset[int] = frozenset()
    outside: frozenset[int] = frozenset()


class TextKeeper(Protocol):
    """Everything that keeps text of a wiki: a database and its backups."""

    def held(self, wiki: str, *, after: int, limit: int) -> Sequence[Held]:
        """The first ``limit`` revisions by id above ``after``."""

    def held_among(
        self, wiki: str, rev_ids: Collection[int], page_ids: Collection[int]
    ) -> Sequence[Held]:
        """Those that are, or whose parent is, among the revisions, or that are of the pages."""

    def known(self, wiki: str, rev_ids: Collection[int]) -> Mapping[int, frozenset[HiddenPart]]:
        """What is known to be hidden of the revisions."""

    def hide(self, tombstones: Sequence[Tombstone]) -> frozenset[int]:
        """Purge what is hidden; the ids of all revisions that lost something.

        Until `settled` is called for them, the tombstones are `unsettled`.
        """

    def unsettled(self, wiki: str) -> Sequence[Tombstone]:
        """Tombstones of a purge that did not come to its end."""

    def settled(self, tombstones: Sequence[Tombstone], at: str) -> None:
        """Note that nothing that these hide is left anywhere."""

    def cursor(self, wiki: str, job: str) -> str | None:
        """The position of a job on a wiki; None before its first pass."""

    def move_cursor(self, cursor: Cursor) -> None:
        """Keep a job's position."""
