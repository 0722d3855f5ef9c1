"""A pass tells what became of what it, or an earlier pass, has found on the same page."""

from __future__ import annotations

import pytest

from bot.jobs.run import run
from bot.ports import Fate, FateKind
from bot.store import Store
from bot.wiki.recent_changes import RecentChanges
from tests.jobs.finder import teh_reports
from tests.mediawiki.accounts import ADMIN
from tests.mediawiki.fixtures import Actor

pytestmark = pytest.mark.mediawiki

START = "The city lies on the river, and teh old bridge leads over it."
STANDS, FIXED, REVERTED = FateKind.STANDS, FateKind.FIXED, FateKind.REVERTED


def fates(store: Store, rev_id: int) -> list[Fate]:
    (stored,) = store.reports(rev_ids=[rev_id])
    return list(stored.fates.values())


@pytest.mark.parametrize("passes", ["one pass", "a pass each"])
def test_a_finding_stands_until_it_is_fixed(
    source: RecentChanges, store: Store, actor: Actor, passes: str
) -> None:
    editor = actor()
    found = editor.edit("Pune", START)["newrevid"]
    if passes == "a pass each":
        run(source, teh_reports, store)
        assert fates(store, found) == []
    kept = editor.edit("Pune", f"{START} It is long.")["newrevid"]
    if passes == "a pass each":
        run(source, teh_reports, store)
        assert fates(store, found) == [Fate(STANDS, kept)]
    fixed = editor.edit("Pune", START.replace("teh", "the"))["newrevid"]
    editor.edit("Pune", "All new.")
    run(source, teh_reports, store)
    assert fates(store, found) == [Fate(FIXED, fixed)]


def test_words_that_come_back_stand(source: RecentChanges, store: Store, actor: Actor) -> None:
    editor = actor()
    found = editor.edit("Pune", START)["newrevid"]
    editor.edit("Pune", "Empty.")
    again = editor.edit("Pune", f"{START} Again.")["newrevid"]
    editor.edit("Delhi", "No such words.")
    run(source, teh_reports, store)
    assert fates(store, found) == [Fate(STANDS, again)]


def test_a_rollback_undoes_what_it_rolls_back(
    source: RecentChanges, store: Store, actor: Actor
) -> None:
    actor(ADMIN).edit("Pune", "The city.")
    found = actor().edit("Pune", START)["newrevid"]
    run(source, teh_reports, store)
    admin = actor(ADMIN)
    token = admin.get("query", meta="tokens", type="rollback")["query"]["tokens"]["rollbacktoken"]
    answer = admin.post("rollback", title="Pune", user="PlainUser", token=token)
    undoing = answer["rollback"]["revid"]
    summary = run(source, teh_reports, store)
    assert summary.skipped == {"restores older text (rollback)": 1}
    assert fates(store, found) == [Fate(REVERTED, undoing)]
