"""A pass looks at each new revision once, whatever happens to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import msgspec
import pytest

from bot.core.model import Report, ReportStatus, Revision
from bot.core.report import Linted
from bot.errors import TryLaterError, WikiError
from bot.jobs.linting import one_by_one
from bot.jobs.lock import job_lock
from bot.jobs.run import RunSummary, run
from bot.ports import Checked, Cursor
from bot.store import Store
from bot.wiki.recent_changes import RecentChanges
from tests.jobs.finder import teh_report, teh_reports
from tests.mediawiki.accounts import ADMIN, TEST_BOT
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.server import MediaWiki

pytestmark = pytest.mark.mediawiki


def test_each_new_edit_is_found_once(source: RecentChanges, store: Store, actor: Actor) -> None:
    editor = actor()
    editor.edit("Pune", "The city", "start")
    edit = editor.edit("Pune", "The city and teh river", "more")["newrevid"]
    actor(TEST_BOT).edit("Pune", "The city and teh river.", bot=True)
    editor.edit("Talk:Pune", "teh")
    first = run(source, teh_reports, store)
    assert (first.linted, first.findings, first.complete) == (2, 1, True)
    assert first.skipped == {"bot": 1, "namespace": 1}
    (finding,) = store.findings()
    assert (finding.rev_id, finding.finding.quote, finding.title) == (edit, "teh", "Pune")
    (report,) = store.reports(rev_ids=[edit])
    assert (report.checked.summary, report.report.user) == ("more", "PlainUser")

    second = run(source, teh_reports, store)
    assert (second.checked, second.skipped, second.findings) == (0, {}, 0)
    assert second.already_seen == 4
    assert first.until is not None
    assert second.until is not None
    assert first.until <= second.until == store.cursor("testwiki", "run")

    later = editor.edit("Pune", "teh")["newrevid"]
    third = run(source, teh_reports, store)
    assert (third.linted, third.already_seen) == (1, 4)
    assert store.seen("testwiki", [later]) == {later}


def test_skipped_revisions_are_stored_without_people(
    source: RecentChanges, store: Store, actor: Actor
) -> None:
    actor(TEST_BOT).edit("Pune", "x", "secret summary", bot=True)
    run(source, teh_reports, store)
    (report,) = store.reports()
    assert (report.report.status, report.report.reason) == (ReportStatus.SKIPPED, "bot")
    assert (report.report.user, report.checked.summary) == ("", "")


def test_other_outcomes_are_counted(source: RecentChanges, store: Store, actor: Actor) -> None:
    editor = actor()
    for i in range(4):
        editor.edit(f"Page {i}", "teh")
    statuses = iter([ReportStatus.FAILED, ReportStatus.INCOMPLETE, ReportStatus.FAILED])

    def unsteady(revision: Revision) -> Linted:
        report = teh_report(revision).report
        status = next(statuses, None)
        if status is None:
            return Linted(report)
        failed = msgspec.structs.replace(report, status=status, reason="why", findings=())
        return Linted(failed)

    summary = run(source, one_by_one(unsteady), store)
    counts = (summary.linted, summary.incomplete, summary.failed, summary.findings)
    assert counts == (1, 1, 2, 1)
    assert len(store.reports(statuses=[ReportStatus.FAILED])) == 2


class BrokenError(Exception):
    """What a test breaks a run with."""


def test_a_lint_that_raises_loses_and_doubles_nothing(
    source: RecentChanges, store: Store, actor: Actor
) -> None:
    editor = actor()
    ids = [editor.edit(f"Page {i}", "teh")["newrevid"] for i in range(8)]

    def broken(revision: Revision) -> Linted:
        if revision.rev_id == ids[6]:
            raise BrokenError
        return teh_report(revision)

    with pytest.raises(BrokenError):
        run(source, one_by_one(broken), store)
    assert store.seen("testwiki", ids) == set(ids[:5])
    again = run(source, teh_reports, store)
    assert (again.linted, again.already_seen) == (3, 5)
    assert len(store.findings()) == 8


def test_a_save_that_raises_keeps_the_cursor(
    source: RecentChanges, store: Store, actor: Actor
) -> None:
    ids = [actor().edit("Pune", "teh")["newrevid"]]
    reached = run(source, teh_reports, store).until
    ids.append(actor().edit("Pune", "teh teh")["newrevid"])

    def twins(revision: Revision) -> Linted:
        report = teh_report(revision).report
        return Linted(msgspec.structs.replace(report, findings=report.findings * 2))

    with pytest.raises(Exception, match="the same fingerprint"):
        run(source, one_by_one(twins), store)
    assert store.cursor("testwiki", "run") == reached
    assert store.seen("testwiki", ids) == set(ids[:1])
    assert run(source, teh_reports, store).findings == 1


def test_a_wiki_that_fails_half_way_keeps_what_was_done(
    source: RecentChanges, store: Store, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    editor = actor()
    ids = [editor.edit(f"Page {i}", "teh")["newrevid"] for i in range(8)]

    def cut_off(_: RunSummary) -> None:
        fresh_wiki.override("http_response_code( 503 ); exit;")

    with pytest.raises(TryLaterError, match="HTTP 503"):
        run(source, teh_reports, store, progress=cut_off)
    assert store.seen("testwiki", ids) == set(ids[:5])
    fresh_wiki.override()
    assert run(source, teh_reports, store).linted == 3


def test_an_unreachable_wiki_moves_nothing(
    source: RecentChanges, store: Store, fresh_wiki: MediaWiki
) -> None:
    store.save([], Cursor("testwiki", "run", "2025-01-01T00:00:00Z"))
    fresh_wiki.override("http_response_code( 502 ); exit( 'Bad gateway' );")
    with pytest.raises(WikiError, match="HTTP 502"):
        run(source, teh_reports, store)
    assert store.cursor("testwiki", "run") == "2025-01-01T00:00:00Z"


def test_a_limit_is_kept_and_the_rest_comes_next(
    source: RecentChanges, store: Store, actor: Actor
) -> None:
    editor = actor()
    for i in range(5):
        editor.edit(f"Page {i}", "teh")
    passes = [run(source, teh_reports, store, limit=2) for _ in range(3)]
    assert [summary.linted for summary in passes] == [2, 2, 1]
    assert [summary.complete for summary in passes] == [False, False, True]
    assert len(store.findings()) == 5


def test_a_stop_keeps_what_was_linted(source: RecentChanges, store: Store, actor: Actor) -> None:
    editor = actor()
    ids = [editor.edit(f"Page {i}", "teh")["newrevid"] for i in range(5)]
    asked = iter([False, False])
    summary = run(source, teh_reports, store, stop=lambda: next(asked, True))
    assert (summary.linted, summary.complete, summary.until) == (2, False, None)
    assert store.seen("testwiki", ids) == set(ids[:2])
    assert store.cursor("testwiki", "run") is None
    assert run(source, teh_reports, store).linted == 3


def test_since_looks_back_and_does_not_lead_the_next_pass_back(
    source: RecentChanges, store: Store, actor: Actor
) -> None:
    actor().edit("Pune", "teh")
    store.save([], Cursor("testwiki", "run", "2999-01-01T00:00:00Z"))
    summary = run(source, teh_reports, store, since="2020-01-01T00:00:00Z")
    assert (summary.linted, summary.since) == (1, "2019-12-31T23:50:00Z")
    assert summary.unlisted_before is not None
    assert store.cursor("testwiki", "run") == "2999-01-01T00:00:00Z"


def test_two_jobs_have_their_own_cursors(source: RecentChanges, store: Store, actor: Actor) -> None:
    actor().edit("Pune", "teh")
    run(source, teh_reports, store, job="other")
    assert store.cursor("testwiki", "run") is None
    assert run(source, teh_reports, store).already_seen == 1


def test_progress_grows(source: RecentChanges, store: Store, actor: Actor) -> None:
    editor = actor()
    for i in range(7):
        editor.edit(f"Page {i}", "teh")
    told: list[RunSummary] = []
    last = run(source, teh_reports, store, progress=told.append)
    assert [summary.linted for summary in told] == [5, 7, 7]
    assert told[-1] == last


def test_a_revision_that_turns_up_late_is_linted_after_all(
    source: RecentChanges, store: Store, actor: Actor
) -> None:
    edit = actor().edit("Pune", "teh")["newrevid"]
    missing = Report(wiki="testwiki", rev_id=edit, status=ReportStatus.SKIPPED, reason="deleted")
    store.save([Checked(report=missing)])
    assert run(source, teh_reports, store).linted == 1
    assert run(source, teh_reports, store).linted == 0


def test_a_hidden_revision_leaves_no_text(
    source: RecentChanges, store: Store, actor: Actor, path: Path
) -> None:
    editor, admin = actor(), actor(ADMIN)
    hidden = editor.edit("Pune", "teh secret", "secret summary")["newrevid"]
    editor.edit("Pune", "harmless")
    admin.write("revisiondelete", type="revision", ids=hidden, hide="content|comment|user")
    assert run(source, teh_reports, store).skipped == {"hidden": 1, "parent hidden": 1}
    assert all(b"secret" not in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_a_second_run_comes_back_later(source: RecentChanges, store: Store, tmp_path: Path) -> None:
    lock = tmp_path / "run.lock"
    with job_lock(lock), pytest.raises(TryLaterError, match="another run is active"):
        run(source, teh_reports, store, lock=job_lock(lock))
    assert run(source, teh_reports, store, lock=job_lock(lock)).complete


def test_a_killed_process_lets_the_lock_go(tmp_path: Path) -> None:
    lock = tmp_path / "run.lock"
    program = f"""
        import os, signal
        from pathlib import Path
        from bot.jobs.lock import job_lock
        with job_lock(Path({str(lock)!r})):
            print("held", flush=True)
            signal.pause()
    """
    with subprocess.Popen(
        [sys.executable, "-c", dedent(program)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(TryLaterError), job_lock(lock):
            pass
        os.kill(holder.pid, signal.SIGKILL)
    with job_lock(lock):
        pass


def _killed_after(revisions: int) -> Callable[[Revision], Linted]:
    left = revisions

    def lint(revision: Revision) -> Linted:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return teh_report(revision)

    return lint


def test_killed_again_and_again_nothing_is_lost_or_doubled(
    source: RecentChanges, store: Store, actor: Actor, path: Path
) -> None:
    """Each pass is a process that is killed after so many revisions."""
    editor = actor()
    ids = [editor.edit(f"Page {i}", "teh")["newrevid"] for i in range(8)]
    store.close()
    for survived in (0, 4, 6, 2):
        child = os.fork()
        if child == 0:
            try:
                with Store.open(path) as own:
                    run(source, one_by_one(_killed_after(survived)), own)
            finally:
                os._exit(1)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    with Store.open(path) as reopened:
        assert len(reopened.seen("testwiki", ids)) == 5
        run(source, teh_reports, reopened)
        assert sorted(found.rev_id for found in reopened.findings()) == ids
