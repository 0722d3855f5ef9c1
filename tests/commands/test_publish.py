"""``revlint drafts`` and ``revlint publish`` as processes, against a real MediaWiki."""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path

import pytest

from bot.store import DraftBox, Store
from tests.commands.test_run import Bot
from tests.mediawiki.accounts import TEST_BOT
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.server import MediaWiki
from tests.publish.desk import Desk
from tests.store.builders import checked, finding
from tests.store.test_drafts import added, approve

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("publish")]


@pytest.fixture
def bot(fresh_wiki: MediaWiki, tmp_path: Path) -> Bot:
    """The command line, with a secrets file and one stored finding."""
    made = Bot(fresh_wiki, tmp_path)
    secrets = tmp_path / "secrets.toml"
    secrets.touch(mode=0o600)
    secrets.write_text(
        f'bot_name = "{TEST_BOT.login_name}"\nbot_password = "{TEST_BOT.bot_password}"\n'
    )
    with made.config.open("a") as config:
        config.write(f'[login]\nkind = "botpassword"\nuser = "{TEST_BOT.name}"\n')
        config.write(f'secrets_file = "{secrets}"\n')
    return made


def done(process: subprocess.CompletedProcess[str], code: int = 0) -> str:
    """What it printed, if it ended as it should."""
    assert process.returncode == code, process.stderr
    assert "Traceback" not in process.stderr
    return process.stdout + process.stderr


def test_from_a_finding_to_a_posted_message(
    bot: Bot, actor: Actor, fresh_wiki: MediaWiki, tmp_path: Path
) -> None:
    editor = actor()
    editor.edit(f"User:{TEST_BOT.name}/Run", "yes")
    revision = int(editor.edit("Pune", "It cost 1,00,000 rupees.")["newrevid"])
    found = checked(revision, finding(), user="PlainUser", timestamp="2025-02-19T20:37:00Z")
    with Store.open(bot.database) as store:
        store.save([found])
    wiki = ("--wiki", "testwiki")
    assert "1 drafts made" in done(bot("drafts", "make", *wiki))
    assert "0 drafts made, 1 known before" in done(bot("drafts", "make", *wiki))
    shown = done(bot("drafts", "show", "1"))
    (seen,) = re.findall(r"^hash: +([0-9a-f]{64})$", shown, re.MULTILINE)
    assert "1&#44;00&#44;000" in shown
    assert "say what you have seen" in done(bot("drafts", "approve", "1", "--by", "Ann"), 2)
    new = tmp_path / "new.wikitext"
    new.write_text("== Figures in Pune ==\nPlease group digits by three.\n")
    edited = done(bot("drafts", "edit", "1", "--hash", seen[:12], "--file", str(new)))
    assert "== Figures in Pune ==" in edited
    refused = bot("drafts", "approve", "1", "--by", "Ann", "--hash", seen[:12])
    assert "has changed since it was shown" in done(refused, 2)
    with Store.open(bot.database) as store:
        now = DraftBox(store).get(1).content_hash
    assert "approved" in done(bot("drafts", "approve", "1", "--by", "Ann", "--hash", now[:12]))
    assert "1  approved" in done(bot("drafts", "list", "--state", "approved"))
    assert "1 would be sent" in done(bot("publish", *wiki, "--dry-run"))
    assert editor.get("query", titles="User talk:PlainUser")["query"]["pages"][0]["missing"]
    out = done(bot("publish", *wiki, "--limit", "1"))
    assert "draft 1 for User talk:PlainUser: sent, revision" in out
    assert "testwiki: 1 sent" in out
    text = editor.text("User talk:PlainUser")
    assert text.startswith("== Figures in Pune ==\n\nPlease group digits by three.\n<!-- revlint ")
    assert "testwiki: nothing to post" in done(bot("publish", *wiki))


def test_from_a_lint_to_a_message_that_comes_too_late(
    bot: Bot, actor: Actor, fresh_wiki: MediaWiki
) -> None:
    editor = actor()
    editor.edit(f"User:{TEST_BOT.name}/Run", "yes")
    editor.edit("Bridge", "The bridge cost 5,54,202 rupees.", "Start")
    bot.run("--quiet")
    wiki = ("--wiki", "testwiki")
    assert "1 drafts made" in done(bot("drafts", "make", *wiki))
    with Store.open(bot.database) as store:
        desk = Desk(store, fresh_wiki.api, editor)
        draft = desk.box.get(1)
        approve(desk.box, draft)
        assert draft.title == "User talk:PlainUser"
        assert "the guideline asks for 554&#44;202" in draft.body
        editor.edit("Bridge", "The bridge cost 554,202 rupees.", "Mended")
        # By a clock that does not wait ten seconds for each write.
        assert desk.publish().counts == {"withdrawn": 1}
    assert editor.get("query", titles=draft.title)["query"]["pages"][0]["missing"]
    made = done(bot("drafts", "make", *wiki))
    assert "0 drafts made, 0 known before or over the limits, 1 mended since" in made


def test_from_findings_to_a_report_page(bot: Bot, actor: Actor, fresh_wiki: MediaWiki) -> None:
    """visibility-015: what stands in the article about a living person is not quoted."""
    editor = actor()
    editor.edit(f"User:{TEST_BOT.name}/Run", "yes")
    living = "Call 01632 960 123.\n[[Category:Living people]]"
    with Store.open(bot.database) as store:
        for title, text, quote in (
            ("Ann Example", living, "01632 960 123"),
            ("Bridge", "The bridge cost 5,54,202 rupees.", "5,54,202"),
        ):
            edit = editor.edit(title, text)
            found = finding(f"{edit['newrevid']:016x}", quote=quote, message=f"“{quote}”: why?")
            store.save(
                [checked(edit["newrevid"], found, title=title, page_id=edit["pageid"], user="Eve")]
            )
    made = done(bot("drafts", "report", "--wiki", "testwiki", "--since", "2000-01-01T00:00:00Z"))
    assert "User:TestBot/Reports" in made
    assert "testwiki: a report waits" in made
    with Store.open(bot.database) as store:
        assert Desk(store, fresh_wiki.api, editor).publish().counts == {"sent": 1}
    page = editor.get("parse", page="User:TestBot/Reports", prop="text|links|properties")["parse"]
    text = html.unescape(page["text"])
    assert "sortable" in text
    assert "“5,54,202”: why?" in text
    assert "Ann Example" in text
    assert "960" not in text
    assert "Eve" not in text
    assert page["links"] == []
    assert "noindex" in page["properties"]


def test_what_stops_the_start(bot: Bot, fresh_wiki: MediaWiki) -> None:
    wiki = ("--wiki", "testwiki")
    secrets = bot.config.parent / "secrets.toml"
    secrets.chmod(0o644)
    assert f"run chmod 600 {secrets}" in done(bot("publish", *wiki), 2)
    secrets.chmod(0o600)
    with Store.open(bot.database) as store:
        box = DraftBox(store)
        approve(box, added(box))
    assert "[[User:TestBot/Run]] does not exist" in done(bot("publish", *wiki), 2)
    late = bot("drafts", "reject", "1", "--by", "Ben", "--note", "no")
    assert "draft 1 is approved by Ann already" in done(late, 2)
