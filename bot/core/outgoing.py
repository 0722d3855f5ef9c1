"""What is to be written on a wiki, and how far that has come: a draft is its own outbox."""

from __future__ import annotations

import enum
import hashlib
import json
import re
import secrets
import unicodedata

import msgspec

MARKER_BYTES = 12
MOST_HEADING = 200
# Four bytes a character at most; more than any message says, less than any wiki refuses.
MOST_BODY = 60_000
MOST_REPORT_BYTES = 200_000
NOINDEX = "__NOINDEX__"

_LINE_ENDS = re.compile(r"\r\n?")
# What a wiki would silently replace, cut off or not store: a C0 control, DEL, a lone surrogate.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DIFF = re.compile(r"Special:Diff/([0-9]{1,19})")
_SIGNATURE = re.compile(r"~{3,}")


class DraftKind(enum.Enum):
    """A message to an editor, which a person approves, or a page in the account's own space."""

    TALK = "talk"
    REPORT = "report"


class DraftState(enum.Enum):
    """How far a draft has come.

    ``draft`` waits for a person, ``approved`` and ``pending`` (a report) for the next pass.
    ``sending``: the wiki may have it, and is searched for it before another try. ``refused``
    came back from the wiki and waits for a person; the rest is final.
    """

    DRAFT = "draft"
    APPROVED = "approved"
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


DUE = (DraftState.SENDING, DraftState.APPROVED, DraftState.PENDING)
"""The states that a pass takes on; those that may be out already come first."""

OPEN = frozenset({*DUE, DraftState.DRAFT, DraftState.REFUSED})
"""The states in which something may still be posted."""

EDITABLE = frozenset({DraftState.DRAFT, DraftState.APPROVED, DraftState.REFUSED})
"""The states in which nothing can be on the wiki yet."""


class Recipient(enum.Enum):
    """On whose talk page a message goes: the editor's, or the article's."""

    EDITOR = "editor"
    ARTICLE = "article"


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How many messages there may be; None is any number.

    ``most_open`` undecided or unsent ones to one editor about one page; ``per_editor`` to one
    editor within ``editor_days``, ``per_page`` about one page within ``page_days``: those that
    were sent in these days, and all that may still be.
    """

    most_open: int = 1
    per_editor: int | None = None
    editor_days: float = 1.0
    per_page: int | None = None
    page_days: float = 1.0


ONE_OPEN = Limits()
"""One message to one editor about one page at a time; for the rest, any number."""


class NewDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A text that is to be posted on ``title``: a new section for a message, else a whole page."""

    wiki: str
    kind: DraftKind
    title: str
    heading: str
    body: str
    page_id: int = 0
    rev_id: int = 0
    editor: str = ""
    fingerprints: tuple[str, ...] = ()


class OutgoingDraft(NewDraft, frozen=True, kw_only=True):
    """A stored draft. Times are ISO 8601 in UTC; ``tries`` counts the attempts to post it."""

    id: int
    content_hash: str
    marker: str
    created_at: str
    updated_at: str
    state: DraftState = DraftState.DRAFT
    decided_by: str = ""
    decided_at: str = ""
    note: str = ""
    posted_rev_id: int = 0
    tries: int = 0

    @property
    def text(self) -> str:
        """The wikitext that is posted, without the heading of a message."""
        return posted_text(self.body, self.marker)

    @property
    def waiting_state(self) -> DraftState:
        """The state in which it waits for a pass."""
        return DraftState.APPROVED if self.kind is DraftKind.TALK else DraftState.PENDING


def new_marker() -> str:
    """A name that no other text in the world has, in hexadecimal."""
    return secrets.token_hex(MARKER_BYTES)


def marker_comment(marker: str) -> str:
    """The marker as it stands in the posted wikitext, invisible to readers."""
    return f"<!-- revlint {marker} -->"


def posted_text(body: str, marker: str) -> str:
    """The body as it is posted: with its marker at the end."""
    return f"{body}\n{marker_comment(marker)}"


def content_hash(draft: NewDraft, marker: str) -> str:
    """SHA-256, in hexadecimal, of everything that decides what is posted where."""
    told = [draft.wiki, draft.kind.value, draft.title, draft.heading]
    told.append(posted_text(draft.body, marker))
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def tidied(text: str) -> str:
    """The text in the form in which a wiki stores it: NFC, its line ends, nothing cut off."""
    lines = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)).split("\n")
    return "\n".join(line.rstrip(" \t") for line in lines).strip("\n")


def linked_revisions(body: str) -> frozenset[int]:
    """The revisions that a text links to; a report quotes them."""
    return frozenset(int(number) for number in _DIFF.findall(body))


def unfit(draft: NewDraft) -> str:
    """Why the draft can never be posted as it is; empty if it may be."""
    for name, value in (("heading", draft.heading), ("text", draft.body)):
        if _UNWRITABLE.search(value):
            return f"the {name} holds a character that a wiki does not store"
        if _SIGNATURE.search(value):
            return f"the {name} holds ~~~, which a wiki turns into a signature"
    if not draft.title.strip() or not draft.body.strip():
        return "the title or the text is empty"
    if draft.kind is DraftKind.REPORT:
        if len(draft.body.encode()) > MOST_REPORT_BYTES:
            return f"the text is longer than {MOST_REPORT_BYTES:,} bytes"
    elif len(draft.body) > MOST_BODY:
        return f"the text is longer than {MOST_BODY:,} characters"
    if draft.kind is DraftKind.TALK:
        if not draft.heading.strip():
            return "a message needs a heading"
        if "\n" in draft.heading or len(draft.heading) > MOST_HEADING:
            return f"the heading is one line of at most {MOST_HEADING} characters"
    elif NOINDEX not in draft.body:
        return f"a report page needs {NOINDEX}"
    return ""
