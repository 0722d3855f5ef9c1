"""What the wiki has, counted from its own tables, against what the program's database says."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.core.outgoing import DraftState
from bot.store import DraftBox, Store
from tests.mediawiki.accounts import TEST_BOT
from tests.store.databases import Database

REVISIONS = """
    SELECT rev_id, page_namespace FROM revision JOIN page ON page_id = rev_page WHERE rev_id > ?
"""
SUMMARIES = """
    SELECT comment_text FROM revision
    JOIN revision_comment_temp ON revcomment_rev = rev_id
    JOIN comment ON comment_id = revcomment_comment_id
    JOIN actor ON actor_id = rev_actor WHERE actor_name = ?
"""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading. A revision has one finding, or none if its lint was incomplete."""

    revisions: int
    lost: int
    doubled: int
    incomplete: int
    findings: int
    findings_lost: int
    faults: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether every revision is stored exactly once, with what was found in it."""
        return not (self.lost or self.doubled or self.findings_lost or self.faults)

    def __str__(self) -> str:
        damage = "; ".join(self.faults) or "database whole"
        return (
            f"{self.revisions} revisions, {self.lost} lost, {self.doubled} doubled,"
            f" {self.incomplete} incomplete, {self.findings} findings,"
            f" {self.findings_lost} findings lost, {damage}"
        )


@dataclass(frozen=True, slots=True)
class Posted:
    """What came of posting, counted by the marker of each draft in the wiki's revisions."""

    approved: int
    missing: int
    doubled: int
    unapproved: int
    states: dict[str, int]

    @property
    def clean(self) -> bool:
        """Whether every approved draft is on the wiki exactly once, and no other."""
        return not (self.missing or self.doubled or self.unapproved)

    def __str__(self) -> str:
        return (
            f"{self.approved} drafts approved, {self.missing} missing, {self.doubled} doubled,"
            f" {self.unapproved} posted unapproved; {self.states}"
        )


def latest_revision(wiki_database: Path) -> int:
    """The highest revision id that the wiki has given."""
    with closing(sqlite3.connect(wiki_database)) as wiki:
        return int(wiki.execute("SELECT max(rev_id) FROM revision").fetchone()[0])


def read(wiki_database: Path, database: Database, after: int) -> Read:
    """Compare the wiki's revisions with a higher id than `after` with the database."""
    with closing(sqlite3.connect(wiki_database)) as wiki:
        namespaces = dict(wiki.execute(REVISIONS, (after,)).fetchall())
    articles = {rev_id for rev_id, namespace in namespaces.items() if namespace == 0}
    stored = database.rows("SELECT rev_id, status FROM revisions")
    found = database.rows(
        "SELECT rev_id FROM findings JOIN revisions ON revisions.id = findings.revision_id"
    )
    with Store.open(database.url) as store:
        faults = tuple(store.check())
    status = dict(stored)
    findings = Counter(rev_id for (rev_id,) in found)
    expected = {one for one in articles if status.get(one) == "linted"}
    return Read(
        revisions=len(namespaces),
        lost=len(namespaces.keys() - status.keys()),
        doubled=len(stored) - len(status) + sum(count - 1 for count in findings.values()),
        incomplete=sum(status.get(one) == "incomplete" for one in articles),
        findings=findings.total(),
        findings_lost=len(expected - findings.keys()),
        faults=faults,
    )


def posted(wiki_database: Path, database: Database, talk_pages: list[str]) -> Posted:
    """Count each draft's marker in the account's summaries, and on the talk pages' text."""
    with closing(sqlite3.connect(wiki_database)) as wiki:
        rows = wiki.execute(SUMMARIES, (TEST_BOT.name,)).fetchall()
    summaries = "\n".join(text for (text,) in rows)
    text = "\n".join(talk_pages)
    with Store.open(database.url) as store:
        drafts = DraftBox(store).drafts(limit=1_000_000)
    approved = [one for one in drafts if one.decided_by and one.state is not DraftState.REJECTED]
    others = [one for one in drafts if one not in approved]
    copies = {one.id: (summaries.count(one.marker), text.count(one.marker)) for one in approved}
    return Posted(
        approved=len(approved),
        missing=sum(min(counts) < 1 for counts in copies.values()),
        doubled=sum(max(counts) > 1 for counts in copies.values()),
        unapproved=sum(one.marker in summaries or one.marker in text for one in others),
        states=dict(sorted(Counter(one.state.value for one in approved).items())),
    )
