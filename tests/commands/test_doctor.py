"""``revlint doctor`` names what is wrong with an installation, and what is well."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ports import Cursor
from bot.store import Store
from tests.commands.test_run import Bot
from tests.mediawiki.accounts import TEST_BOT
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.overrides import clock
from tests.mediawiki.server import MediaWiki

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("run-command")]


@pytest.fixture
def bot(fresh_wiki: MediaWiki, tmp_path: Path) -> Bot:
    return Bot(fresh_wiki, tmp_path)


def examined(bot: Bot, code: int) -> dict[str, tuple[str, str, str]]:
    """State, finding and remedy of each check."""
    done = bot("doctor", "--wiki", "testwiki", "--json")
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {one["name"]: (one["state"], one["told"], one["remedy"]) for one in found}


def test_a_new_installation_is_well(bot: Bot) -> None:
    checks = examined(bot, 0)
    assert checks["wiki"][0] == "good"
    assert checks["clock"][0] == "good"
    assert checks["database"] == (
        "warning",
        f"{bot.database} is not there yet",
        "the first pass makes it",
    )
    assert checks["account"][1].startswith("none")
    assert not bot.database.exists()
    for_people = bot("doctor", "--wiki", "testwiki").stdout
    assert "✓ wiki: testwiki answers at 127.0.0.1" in for_people
    assert "\x1b" not in for_people


def test_a_job_that_has_not_run_for_long(bot: Bot) -> None:
    bot.run("--quiet")
    assert examined(bot, 0)["latest pass"][0] == "good"
    long_ago = (datetime.now(UTC) - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with Store.open(str(bot.database)) as store:
        store.move_cursor(Cursor("testwiki", "run", long_ago))
    state, told, remedy = examined(bot, 0)["latest pass"]
    assert (state, told, remedy) == ("warning", f"reached {long_ago}", "is the timer on?")


def test_a_damaged_database_and_a_wrong_clock(bot: Bot, fresh_wiki: MediaWiki) -> None:
    bot.database.write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    fresh_wiki.override(clock(datetime.now(UTC) - timedelta(hours=1)))
    checks = examined(bot, 2)
    assert checks["database"][0] == "bad"
    assert "restore" in checks["database"][2]
    state, told, _ = checks["clock"]
    assert state == "bad"
    assert told.startswith("3,6")


def test_a_wiki_that_does_not_answer_and_a_missing_contact(bot: Bot, fresh_wiki: MediaWiki) -> None:
    fresh_wiki.override("http_response_code( 502 ); exit( 'Bad gateway' );")
    assert examined(bot, 2)["wiki"][0] == "bad"
    fresh_wiki.override()
    bot.config.write_text(bot.config.read_text().replace("tests@example.org", ""))
    state, told, _ = examined(bot, 2)["wiki"]
    assert state == "bad"
    assert "contact is missing" in told


def test_a_wrong_key_is_named(bot: Bot) -> None:
    with bot.config.open("a") as config:
        config.write("[run]\nlimti = 5\n")
    checks = examined(bot, 2)
    assert set(checks) == {"configuration"}
    assert "run.limti: unknown key" in checks["configuration"][1]


def test_the_account_its_grants_and_its_stop_page(bot: Bot, actor: Actor, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.touch(mode=0o644)
    secrets.chmod(0o644)
    secrets.write_text(
        f'bot_name = "{TEST_BOT.login_name}"\nbot_password = "{TEST_BOT.bot_password}"\n'
    )
    with bot.config.open("a") as config:
        config.write(f'[login]\nkind = "botpassword"\nuser = "{TEST_BOT.name}"\n')
        config.write(f'secrets_file = "{secrets}"\n')
    state, told, _ = examined(bot, 2)["account"]
    assert state == "bad"
    assert f"chmod 600 {secrets}" in told
    secrets.chmod(0o600)
    checks = examined(bot, 0)
    assert checks["account"][:2] == ("good", "logged in as TestBot")
    assert checks["grants"][0] in ("good", "warning")
    assert checks["stop page"][0] == "warning"
    assert "does not exist" in checks["stop page"][1]
    actor().edit(f"User:{TEST_BOT.name}/Run", "yes")
    assert examined(bot, 0)["stop page"][:2] == ("good", "says yes")
    secrets.write_text(f'bot_name = "{TEST_BOT.login_name}"\nbot_password = "wrong-password"\n')
    state, told, _ = examined(bot, 2)["account"]
    assert state == "bad"
    assert "wrong-password" not in told
