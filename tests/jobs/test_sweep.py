"""A secret planted on a real wiki, hidden there, and searched for in every file."""

from __future__ import annotations

import logging
import os
import signal
import traceback
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path

import msgspec
import pytest

from bot.core.model import LintedText, Report, Revision
from bot.jobs.linting import one_by_one
from bot.jobs.run import run
from bot.jobs.sweep import SweepSummary, sweep
from bot.output.file_names import file_name
from bot.output.html import html_report
from bot.output.json_lines import json_line
from bot.output.report_files import remove_reports
from bot.ports import Checked, HiddenPart, Touched
from bot.store import Copies, Store, backup
from bot.wiki.recent_changes import RecentChanges
from bot.wiki.site import Wiki
from bot.wiki.visibility import Visibility
from rules.contract import EvidenceQuote
from tests.jobs.finder import teh_report
from tests.mediawiki.accounts import ADMIN, SECOND_USER
from tests.mediawiki.api import Api
from tests.mediawiki.fixtures import Actor

CONTENT, SUMMARY, USER = "plugh-content", "plugh-comment", SECOND_USER.name
CHILD, OTHER = "plugh-child", "plugh-elsewhere"


def telling_report(revision: Revision) -> Report:
    """A report that quotes as much as any could: the whole text, and the old one as evidence."""
    report = teh_report(revision)
    old = revision.old or ""
    evidence = (EvidenceQuote("old", 0, len(old), old),)
    findings = [
        msgspec.structs.replace(one, message=revision.new, evidence=evidence)
        for one in report.findings
    ]
    return msgspec.structs.replace(report, findings=tuple(findings))


class Place:
    """A folder with everything an installation leaves behind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "revlint.sqlite"
        self.reports = folder / "reports"
        self.reports.mkdir()
        (folder / "backups").mkdir()

    def write_reports(self, store: Store) -> None:
        """A page, a list of all, a feed, as jobs write them; and a backup."""
        with (self.reports / "all.jsonl").open("ab") as lines:
            for stored in store.reports():
                report, summary = stored.report, stored.checked.summary
                text = LintedText(report=report, new=" " * 200, summary=summary)
                (self.reports / file_name(report, "html")).write_text(html_report([text]))
                lines.write(json_line(report))
                feed = f"<feed>{report.rev_id} {report.user} {summary} {report.findings}</feed>"
                (self.reports / f"{report.page_id}.atom").write_text(feed)
        backup(store, self.folder / "backups" / "monday.sqlite3")

    def holding(self, secret: str) -> set[str]:
        """The names of the files that hold the secret."""
        return {
            path.name
            for path in self.folder.rglob("*")
            if path.is_file() and secret.encode() in path.read_bytes()
        }

    def sweep(self, source: object, store: Store) -> SweepSummary:
        with Copies(store) as copies:
            return sweep(source, copies, partial(remove_reports, self.reports), limit=None)  # type: ignore[arg-type]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture
def log(tmp_path: Path) -> object:
    """Everything that is logged goes to a file."""
    handler = logging.FileHandler(tmp_path / "log")
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.setLevel(level)
    root.removeHandler(handler)
    handler.close()


def _hide(what: str, suppress: str = "nochange") -> object:
    def hide(admin: Api, rev_id: int) -> None:
        admin.write("revisiondelete", type="revision", ids=[rev_id], hide=what, suppress=suppress)

    return hide


def _delete(admin: Api, _rev_id: int) -> None:
    admin.write("delete", title="Pune")


def _delete_unseen(admin: Api, rev_id: int) -> None:
    """The page is gone, and no public log says so: its entry is hidden, too."""
    _delete(admin, rev_id)
    events = admin.get("query", list="logevents", letype="delete", leprop="ids")
    ids = [event["logid"] for event in events["query"]["logevents"]]
    admin.write("revisiondelete", type="logging", ids=ids, hide="content|comment|user")


@pytest.mark.mediawiki
@pytest.mark.parametrize(
    ("hide", "secrets", "parts"),
    [
        pytest.param(_hide("content"), [CONTENT, SUMMARY, CHILD], {"text": 1}, id="visibility-001"),
        pytest.param(_hide("user"), [USER], {"user": 1}, id="visibility-002"),
        pytest.param(_hide("comment"), [SUMMARY], {"summary": 1}, id="visibility-003"),
        pytest.param(
            _hide("content|user|comment", "yes"),
            [CONTENT, SUMMARY, USER, CHILD],
            {"summary": 1, "text": 1, "user": 1},
            id="visibility-004",
        ),
        pytest.param(
            _delete_unseen,
            [CONTENT, SUMMARY, USER, CHILD, "Pune"],
            {"page": 3},
            id="visibility-005",
        ),
        pytest.param(
            _delete, [CONTENT, SUMMARY, USER, CHILD, "Pune"], {"page": 3}, id="visibility-006"
        ),
    ],
)
def test_what_the_wiki_hides_is_in_no_file(
    source: RecentChanges,
    reader: Wiki,
    actor: Actor,
    store: Store,
    place: Place,
    log: object,
    hide: object,
    secrets: list[str],
    parts: dict[str, int],
) -> None:
    editor, admin = actor(), actor(ADMIN)
    editor.edit("Pune", "teh start", "first")
    secret = actor(SECOND_USER).edit("Pune", f"teh start, teh {CONTENT}", SUMMARY)["newrevid"]
    editor.edit("Pune", f"teh start, teh {CHILD} teh", "next")
    editor.edit("Mumbai", f"teh {OTHER}", "apart")
    assert run(source, one_by_one(telling_report), store).linted == 4
    place.write_reports(store)
    visibility = Visibility(reader)
    assert place.sweep(visibility, store).purged == 0
    for word in (CONTENT, SUMMARY, USER, CHILD, OTHER):
        assert {"monday.sqlite3", "all.jsonl"} <= place.holding(word) or word == SUMMARY
        assert len(place.holding(word)) >= 3

    assert callable(hide)
    hide(admin, secret)
    summary = place.sweep(visibility, store)
    assert summary.hidden == parts
    assert summary.complete
    for word in secrets:
        assert place.holding(word) == set()
    assert "all.jsonl" in place.holding(OTHER)
    assert store.tombstones(unsettled=True) == []
    again = place.sweep(visibility, store)
    assert (again.purged, again.files, again.hidden) == (0, 0, {})


@pytest.mark.mediawiki
def test_a_revision_hidden_before_it_was_read_is_not_linted(
    source: RecentChanges, store: Store, actor: Actor
) -> None:
    """visibility-007: an absent text is not an empty one."""
    editor = actor()
    editor.edit("Pune", "teh start")
    secret = editor.edit("Pune", f"teh start {CONTENT}")["newrevid"]
    child = editor.edit("Pune", "teh start, teh end")["newrevid"]
    actor(ADMIN).write("revisiondelete", type="revision", ids=[secret], hide="content")
    summary = run(source, one_by_one(telling_report), store)
    assert summary.skipped == {"hidden": 1, "parent hidden": 1}
    reasons = {one.report.rev_id: one.report.reason for one in store.reports()}
    assert (reasons[secret], reasons[child]) == ("hidden", "parent hidden")


class Told:
    """A wiki that hides what it is told to; for faults that are ours alone."""

    wiki = "testwiki"

    def __init__(self, hidden: Mapping[int, frozenset[HiddenPart]]) -> None:
        self._hidden = hidden

    def hidden(self, rev_ids: Collection[int]) -> Mapping[int, frozenset[HiddenPart]]:
        return {one: self._hidden[one] for one in rev_ids if one in self._hidden}

    def touched(self, since: str | None) -> Touched:
        return Touched(position="2026-01-01T00:00:00Z")


def secretive(rev_id: int) -> Checked:
    revision = Revision(
        new=f"teh {CONTENT}",
        wiki="testwiki",
        rev_id=rev_id,
        parent_id=rev_id - 1,
        page_id=7,
        title="Pune",
        user=USER,
        timestamp="2026-01-01T00:00:00Z",
    )
    return Checked(report=telling_report(revision), summary=SUMMARY)


@pytest.mark.parametrize(
    ("target", "name", "calls"),
    [
        ("bot.store.copies.add_to_log", "", 1),
        ("bot.store.store.purge", "", 1),
        ("bot.store.store.Store.empty_write_ahead_log", "before", 1),
        ("bot.store.store.Store.hide", "", 1),
        ("bot.store.store.Store.empty_write_ahead_log", "before", 2),
        ("pathlib.Path.unlink", "", 1),
        ("bot.output.report_files.os.replace", "before", 1),
        ("bot.store.store.Store.settled", "before", 1),
    ],
)
def test_a_purge_killed_anywhere_is_finished_by_the_next(
    place: Place, monkeypatch: pytest.MonkeyPatch, target: str, name: str, calls: int
) -> None:
    with Store.open(place.database) as store:
        store.save([secretive(41), secretive(505)])
        place.write_reports(store)
    told = Told({41: frozenset(HiddenPart) - {HiddenPart.PAGE}})
    child = os.fork()
    if child == 0:
        try:
            _kill_at(monkeypatch, target, calls, before=name == "before")
            with Store.open(place.database) as store:
                place.sweep(told, store)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    with Store.open(place.database) as store:
        place.sweep(told, store)
        assert store.tombstones(unsettled=True) == []
        assert [one.report.rev_id for one in store.reports() if one.report.findings] == [505]
        # The other revision's text is the same; without it nothing may be left.
        place.sweep(Told({505: frozenset({HiddenPart.TEXT})}), store)
    for secret in (CONTENT, SUMMARY, USER):
        assert place.holding(secret) == set()


def _kill_at(monkeypatch: pytest.MonkeyPatch, target: str, calls: int, *, before: bool) -> None:
    module, _, attribute = target.rpartition(".")
    from pkgutil import resolve_name

    owner = resolve_name(module)
    real = getattr(owner, attribute)
    left = calls

    def wrapped(*arguments: object, **options: object) -> object:
        nonlocal left
        left -= 1
        if not left and before:
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*arguments, **options)
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    monkeypatch.setattr(owner, attribute, wrapped)


def test_a_sweep_goes_on_where_the_last_one_ended(place: Place) -> None:
    with Store.open(place.database) as store, Copies(store) as copies:
        store.save([secretive(number) for number in range(10, 240, 2)])
        asked: list[int] = []

        class Counting(Told):
            def hidden(self, rev_ids: Collection[int]) -> Mapping[int, frozenset[HiddenPart]]:
                asked.extend(one for one in rev_ids if one % 2 == 0)
                return {}

        ends = []
        for _ in range(3):
            done = sweep(Counting({}), copies, lambda _ids: (), limit=60)
            ends.append((done.rechecked, done.complete))
        assert ends == [(60, False), (55, True), (60, False)]
        assert sorted(asked[:115]) == list(range(10, 240, 2))
        assert not sweep(
            Counting({}), copies, lambda _ids: (), limit=None, stop=lambda: True
        ).complete
