"""``revlint db`` and ``revlint sweep`` as separate processes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.jobs.lock import job_lock
from bot.store import Store
from tests.commands.test_run import Bot
from tests.mediawiki.accounts import ADMIN
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.server import MediaWiki
from tests.store.builders import checked, finding


@pytest.fixture
def config(tmp_path: Path) -> str:
    path = tmp_path / "revlint.toml"
    path.write_text(
        f'[store]\nurl = "sqlite:///{tmp_path}/db.sqlite3"\n'
        f'[output]\ndirectory = "{tmp_path}/out"\n'
    )
    return str(path)


def test_a_database_is_backed_up_pruned_checked_and_restored(
    config: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def db(*arguments: str) -> tuple[int, str, str]:
        code = main(["db", *arguments, "--config", config])
        out, err = capsys.readouterr()
        return code, out, err

    database, copy = tmp_path / "db.sqlite3", str(tmp_path / "copy.sqlite3")
    with Store.open(database) as store:
        store.save([checked(1, finding(), timestamp="2001-01-01T00:00:00Z"), checked(4711)])
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "testwiki-rev-1.html").write_text("1")
    code, out, _ = db("backup", copy)
    assert (code, out.startswith(f"{copy}: ")) == (0, True)
    assert db("prune", "--older-than", "5000d")[1].startswith("1 revisions made before ")
    assert list((tmp_path / "out").iterdir()) == []
    assert db("check")[:2] == (0, "form 0004: nothing is wrong\n")
    for held in ("db.sqlite3.lock", "db.sqlite3.sweep.lock", "db.sqlite3.follow-enwiki.lock"):
        with job_lock(tmp_path / held):
            code, _, err = db("restore", copy)
        assert (code, "another run is active" in err) == (75, True)
    code, out, _ = db("restore", copy)
    assert code == 0
    assert out.startswith(f"{database}: restored, 0 hidden revisions kept out; the database before")
    code, _, err = db("prune", "--older-than", "1d")
    assert (code, "is the clock right?" in err) == (2, True)
    assert db("downgrade", "0001")[0] == 0
    assert db("downgrade", "nowhere")[0] == 2


@pytest.mark.parametrize("age", ["90", "d", "0d", "-1d", "90y", "٩d", "99999w"])
def test_an_age_that_is_none_is_refused(age: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["db", "prune", "--older-than", age])
    assert "--older-than" in capsys.readouterr().err


@pytest.mark.mediawiki
@pytest.mark.xdist_group("run-command")
def test_a_sweep_purges_what_a_run_stored(
    fresh_wiki: MediaWiki, actor: Actor, tmp_path: Path
) -> None:
    bot = Bot(fresh_wiki, tmp_path)
    editor = actor()
    edit = editor.edit("Pune", "The plugh library.", "plugh")["newrevid"]
    editor.edit("Pune", "The library.")  # the newest text of a page cannot be hidden
    bot.run("--select", "SPL005", "--quiet")
    assert bot.database.read_bytes().count(b"plugh")
    actor(ADMIN).write("revisiondelete", type="revision", ids=[edit], hide="content|comment")
    done = bot("sweep", "--wiki", "testwiki", "--json")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert (summary["hidden"], summary["purged"]) == ({"summary": 1, "text": 1}, 2)
    assert not [p for p in tmp_path.glob("revlint.sqlite3*") if b"plugh" in p.read_bytes()]
    done = bot("sweep", "--wiki", "testwiki", "--all")
    assert done.stdout.endswith(
        "rechecked, newly hidden: nothing; 0 purged, 0 reports removed\n"
    ), done.stdout
