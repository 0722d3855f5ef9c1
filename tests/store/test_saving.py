"""What is saved is read back, once, whole or not at all."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import msgspec
import pytest

from bot.core.model import ReportStatus, Surroundings
from bot.errors import StoreError
from bot.ports import Checked, Cursor
from bot.store import Store
from tests.hostile import Case, cases
from tests.store.builders import checked, finding
from tests.store.databases import Database, content


def test_a_report_comes_back_as_it_was(store: Store) -> None:
    second = finding("fedcba9876543210", start=2, suggestions=(), evidence=())
    one = checked(1, finding(), second)
    assert store.save([one]) == 1
    (stored,) = store.reports()
    assert stored.checked == one
    assert stored.verdicts == {}
    assert [found.finding for found in store.findings()] == [second, finding()]


def test_the_words_around_a_finding_come_back_with_it(store: Store) -> None:
    around = Surroundings(before="a ", after=" b", old="a 100,000 b", replaced=((2, 9),), section=4)
    one = msgspec.structs.replace(
        checked(1, finding(), finding("fedcba9876543210")),
        surroundings={finding().fingerprint: around},
    )
    store.save([one])
    (stored,) = store.reports()
    assert stored.checked == one


def test_saving_again_changes_nothing(store: Store, stored: Database) -> None:
    batch = [checked(1, finding()), checked(2)]
    cursor = Cursor("testwiki", "run", "2025-02-19T20:37:02Z")
    store.save(batch, cursor)
    before = content(stored)
    assert store.save(batch, cursor) == 0
    assert content(stored) == before


def test_a_revision_twice_in_a_batch_is_one(store: Store) -> None:
    assert store.save([checked(1, finding()), checked(1, finding("aaaaaaaa"))]) == 1
    assert [report.report.findings for report in store.reports()] == [(finding(),)]


def test_the_same_revision_id_on_two_wikis_is_two(store: Store) -> None:
    assert store.save([checked(1), checked(1, wiki="enwiki")]) == 2
    assert store.seen("testwiki", [1]) == {1}
    assert store.seen("dewiki", [1]) == set()


def test_seen_leaves_out_what_was_not_there(store: Store) -> None:
    skipped: dict[str, Any] = {"status": ReportStatus.SKIPPED, "ruleset": ""}
    store.save(
        [checked(1), checked(2, reason="bot", **skipped), checked(3, reason="deleted", **skipped)]
    )
    assert store.seen("testwiki", [1, 2, 3, 4]) == {1, 2}
    assert store.save([checked(3, finding())]) == 1
    assert store.seen("testwiki", [3]) == {3}


def test_seen_takes_more_ids_than_a_statement(store: Store) -> None:
    store.save([checked(i) for i in range(1, 600)])
    assert len(store.seen("testwiki", range(1, 40_000))) == 599


def test_another_ruleset_replaces_the_report_and_keeps_the_old_findings(
    store: Store, stored: Database
) -> None:
    store.save([checked(1, finding(), ruleset="r1")])
    assert store.save([checked(1, finding("bbbbbbbb"), ruleset="r2")]) == 1
    (report,) = store.reports()
    assert report.report.findings == (finding("bbbbbbbb"),)
    assert [found.ruleset for found in store.findings()] == ["r2"]
    assert stored.rows("SELECT count(*) FROM findings") == [(2,)]
    assert store.save([checked(1, finding(), ruleset="r1")]) == 1
    assert stored.rows("SELECT count(*) FROM findings") == [(2,)]


@pytest.mark.parametrize("status", [ReportStatus.INCOMPLETE, ReportStatus.FAILED])
def test_an_unfinished_check_is_replaced_by_a_finished_one_only(
    store: Store, status: ReportStatus
) -> None:
    unfinished = checked(1, status=status, reason="too slow")
    store.save([unfinished])
    assert store.save([unfinished]) == 0
    assert store.save([checked(1, finding())]) == 1
    assert store.save([unfinished]) == 0
    assert store.reports()[0].report.status is ReportStatus.LINTED


def test_reports_are_filtered_and_newest_first(store: Store) -> None:
    store.save(
        [checked(i) for i in range(1, 6)]
        + [checked(6, status=ReportStatus.FAILED, reason="x"), checked(7, page_id=8)]
    )
    ids = [report.report.rev_id for report in store.reports(wiki="testwiki", page_id=7, limit=2)]
    assert ids == [6, 5]
    failed = store.reports(statuses=[ReportStatus.FAILED])
    assert [report.report.rev_id for report in failed] == [6]
    window = store.reports(since="2025-02-19T20:37:02Z", until="2025-02-19T20:37:03Z")
    assert [report.report.rev_id for report in window] == [3, 2]
    assert [report.report.rev_id for report in store.reports(rev_ids=[2, 9])] == [2]


def test_a_batch_that_fails_leaves_no_part_and_no_cursor(store: Store) -> None:
    store.save([checked(1)], Cursor("testwiki", "run", "first"))
    twins = checked(3, finding(), finding())
    with pytest.raises(StoreError, match="testwiki 3: two findings have the same fingerprint"):
        store.save([checked(2), twins], Cursor("testwiki", "run", "second"))
    too_big = checked(4, added_chars=2**70)
    with pytest.raises(StoreError, match=r"does not fit|Out of range"):
        store.save([checked(2), too_big], Cursor("testwiki", "run", "second"))
    assert store.seen("testwiki", [1, 2, 3, 4]) == {1}
    assert store.cursor("testwiki", "run") == "first"


@pytest.mark.parametrize("changes", [{"wiki": ""}, {"rev_id": 0}])
def test_a_report_that_names_no_revision_is_refused(
    store: Store, changes: dict[str, object]
) -> None:
    one = checked(1)
    nameless = Checked(report=msgspec.structs.replace(one.report, **changes))
    with pytest.raises(StoreError, match="without a wiki and a revision id"):
        store.save([nameless])


def test_cursors_are_per_wiki_and_job(store: Store) -> None:
    assert store.cursor("testwiki", "run") is None
    long_position = '[{"topic":"eqiad.mediawiki.page_change.v1","offset":-1}]' * 20
    for cursor in (
        Cursor("testwiki", "run", "a"),
        Cursor("testwiki", "follow", long_position),
        Cursor("enwiki", "run", "c"),
        Cursor("testwiki", "run", "d"),
    ):
        store.save([], cursor)
    assert store.cursor("testwiki", "run") == "d"
    assert store.cursor("testwiki", "follow") == long_position
    assert store.cursor("enwiki", "run") == "c"


@pytest.mark.parametrize(
    "case",
    [case for case in cases() if isinstance(case.payload, str) and len(case.payload) < 100_000],
    ids=str,
)
def test_hostile_text_comes_back_unchanged(store: Store, case: Case) -> None:
    text = case.text
    hostile = finding(quote=text, message=text, section=text, suggestions=(text,))
    one = checked(1, hostile, title=text, user=text, reason=text, summary=text)
    store.save([one])
    assert store.reports()[0].checked == one


@pytest.mark.parametrize(
    "text",
    ["a\x00b", "\ud800", "\udc80x\udfff", "\x1a0000", "\x1a\x1a", "😀\U0010ffff", "\x1ad800\ud800"],
)
def test_text_that_no_database_takes_comes_back_unchanged(store: Store, text: str) -> None:
    one = checked(1, finding(quote=text, suggestions=(text, text)), summary=text)
    store.save([one])
    assert store.reports()[0].checked == one


def test_a_full_disk_keeps_the_state_before(path: Path) -> None:
    """The file-size limit stands for the disk; it cannot be lifted again, hence a process."""
    program = f"""
        import resource, signal
        from bot.errors import StoreError
        from bot.ports import Cursor
        from bot.store import Store
        from tests.store.builders import checked
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with Store.open({str(path)!r}) as store:
            store.save([checked(1)], Cursor("testwiki", "run", "first"))
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, {resource.RLIM_INFINITY}))
            try:
                store.save(
                    [checked(i, summary="x" * 5000) for i in range(2, 400)],
                    Cursor("testwiki", "run", "second"),
                )
            except StoreError as error:
                print("refused:", error)
    """
    done = subprocess.run(
        [sys.executable, "-c", dedent(program)], capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith(f"refused: {path}: the database refused: "), done.stderr
    with Store.open(path) as store:
        assert store.cursor("testwiki", "run") == "first"
        assert store.seen("testwiki", range(1, 400)) == {1}


def test_a_process_killed_between_write_and_commit_leaves_the_state_before(path: Path) -> None:
    program = f"""
        import os, signal
        from bot.ports import Cursor
        from bot.store import Store
        from bot.store.saving import save_reports
        from tests.store.builders import checked, finding
        store = Store.open({str(path)!r})
        store.save([checked(1)], Cursor("testwiki", "run", "first"))
        with store._session(writes=True) as session:
            save_reports(session, [checked(i, finding()) for i in range(2, 200)])
            os.kill(os.getpid(), signal.SIGKILL)
    """
    done = subprocess.run([sys.executable, "-c", dedent(program)], check=False)
    assert done.returncode == -9
    with Store.open(path) as store:
        assert store.seen("testwiki", range(1, 300)) == {1}
        assert store.cursor("testwiki", "run") == "first"
        assert store.findings() == ()
