"""The test wiki does what a wiki does, and forgets it again."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.mediawiki import overrides
from tests.mediawiki.abuse_filter import add_abuse_filter
from tests.mediawiki.accounts import ADMIN, PLAIN_USER, TEST_BOT
from tests.mediawiki.api import Api, ApiError
from tests.mediawiki.fixtures import Actor
from tests.mediawiki.history import PageHistory, PastRevision, import_history
from tests.mediawiki.server import MediaWiki

pytestmark = pytest.mark.mediawiki

BOT_SCRIPT = """
import pywikibot
site = pywikibot.Site()
site.login()
page = pywikibot.Page(site, 'Sandbox')
page.text = 'by a subprocess'
page.save(summary='report', minor=False, bot=True, quiet=True)
"""


def recent_changes(api: Api, **parameters: Any) -> list[dict[str, Any]]:
    """Recent edits and creations, newest first."""
    answer = api.get(
        "query",
        list="recentchanges",
        rcprop="ids|title|user|comment|flags|timestamp",
        rctype="edit|new",
        rclimit=500,
        **parameters,
    )
    changes: list[dict[str, Any]] = answer["query"]["recentchanges"]
    return changes


def test_an_edit_can_be_read_back(actor: Actor) -> None:
    plain = actor()
    saved = plain.edit("Sandbox", "Some ''text''.", "first")
    revision = plain.revision("Sandbox")
    assert revision["revid"] == saved["newrevid"]
    assert (revision["user"], revision["comment"]) == (PLAIN_USER.name, "first")
    assert revision["slots"]["main"]["content"] == "Some ''text''."
    assert plain.edit("Sandbox", "Some ''text''.").get("nochange") is True


def test_reset_restores_the_content_and_keeps_the_login(
    fresh_wiki: MediaWiki, actor: Actor, tmp_path: Path
) -> None:
    plain = actor()
    first = plain.edit("Sandbox", "kept")["newrevid"]
    snapshot = fresh_wiki.snapshot(tmp_path / "snapshot")
    plain.edit("Sandbox", "forgotten")
    fresh_wiki.reset(snapshot)
    assert plain.text("Sandbox") == "kept"
    fresh_wiki.reset()
    assert plain.edit("Sandbox", "another text")["newrevid"] == first
    assert plain.text("Sandbox") == "another text"


def test_an_imported_history_is_in_recent_changes(fresh_wiki: MediaWiki, actor: Actor) -> None:
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=40)
    users = ["Ann", "192.0.2.7", "Bob & Co."]
    revisions = [
        PastRevision(f"text {i} < & é", start + timedelta(hours=i), users[i % 3], f"c{i}", i == 4)
        for i in range(6)
    ]
    ids = import_history(fresh_wiki, PageHistory("An article", revisions))["An article"]
    changes = list(reversed(recent_changes(actor(), rctitle="An article")))
    assert [change["revid"] for change in changes] == ids
    assert [change["old_revid"] for change in changes] == [0, *ids[:-1]]
    assert [change["user"] for change in changes] == users * 2
    assert [change["comment"] for change in changes] == [f"c{i}" for i in range(6)]
    assert [change["minor"] for change in changes] == [i == 4 for i in range(6)]
    assert changes[0]["timestamp"] == start.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert actor().text("An article") == "text 5 < & é"


def test_a_hidden_revision_shows_nothing(actor: Actor) -> None:
    plain, admin = actor(), actor(ADMIN)
    first = plain.edit("Sandbox", "a secret", "secret too")["newrevid"]
    plain.edit("Sandbox", "no secret")
    admin.write("revisiondelete", type="revision", ids=first, hide="content|user|comment")
    answer = plain.get(
        "query",
        prop="revisions",
        revids=first,
        rvprop="ids|user|comment|sha1|content",
        rvslots="main",
    )
    (revision,) = answer["query"]["pages"][0]["revisions"]
    assert revision["slots"]["main"] == {"texthidden": True}
    assert all(revision[f"{part}hidden"] for part in ("user", "comment", "sha1"))
    assert "secret" not in str(revision)
    assert PLAIN_USER.name not in str(revision)


def test_parse_shows_what_leaks_from_a_quotation(actor: Actor) -> None:
    plain = actor()
    plain.edit("Template:Boom", "[[Category:Leaked]] boom")
    markup = "{{Boom}} [[Category:Own]] [[User:Pinged]] ~~~~"
    wanted = "links|templates|categories"
    leaking = plain.post("parse", text=markup, title="Sandbox", prop=wanted, pst=True)["parse"]
    assert {link["title"] for link in leaking["links"]} >= {"User:Pinged", "User:PlainUser"}
    assert {used["title"] for used in leaking["templates"]} == {"Template:Boom"}
    assert {found["category"] for found in leaking["categories"]} == {"Leaked", "Own"}
    escaped = "".join(f"&#{ord(char)};" if char in "{}[]~:" else char for char in markup)
    tight = plain.post("parse", text=escaped, title="Sandbox", prop=wanted, pst=True)["parse"]
    assert [tight[leak] for leak in ("links", "templates", "categories")] == [[], [], []]


def test_edits_are_refused_by_filters_and_lists(fresh_wiki: MediaWiki, actor: Actor) -> None:
    plain, admin = actor(), actor(ADMIN)
    add_abuse_filter(fresh_wiki, 'added_lines irlike "forbidden words"')
    with pytest.raises(ApiError) as filtered:
        plain.edit("Sandbox", "Forbidden words.")
    assert filtered.value.code == "abusefilter-disallowed"
    admin.edit("MediaWiki:Spam-blacklist", r"evil-spam\.example")
    with pytest.raises(ApiError) as listed:
        plain.edit("Sandbox", "http://evil-spam.example/x")
    assert listed.value.code == "spamblacklist"
    plain.edit("Sandbox", "Other words.")


def test_overrides_act_at_once_and_end(fresh_wiki: MediaWiki, actor: Actor) -> None:
    plain = actor()
    fresh_wiki.override(overrides.READ_ONLY)
    with pytest.raises(ApiError) as refused:
        plain.edit("Sandbox", "x")
    assert refused.value.code == "readonly"
    fresh_wiki.override(overrides.database_lag(7.5))
    with pytest.raises(ApiError) as lagged:
        plain.get("query", meta="siteinfo", maxlag=5)
    assert lagged.value.code == "maxlag"
    fresh_wiki.override(
        overrides.clock(datetime(2026, 1, 15, 12, tzinfo=UTC)), overrides.TRUST_FORWARDED_FOR
    )
    actor(None, forwarded_for="198.51.100.9").edit("Sandbox", "x")
    revision = plain.revision("Sandbox")
    assert (revision["user"], revision["timestamp"]) == ("198.51.100.9", "2026-01-15T12:00:00Z")
    fresh_wiki.override()
    plain.edit("Sandbox", "y")
    assert plain.revision("Sandbox")["timestamp"] != "2026-01-15T12:00:00Z"


def test_pywikibot_edits_in_this_process(site: Any, actor: Actor) -> None:
    pywikibot = pytest.importorskip("pywikibot")
    assert (site.family.name, site.siteinfo["wikiid"]) == ("testwiki", "testwiki")
    page = pywikibot.Page(site, "Sandbox")
    page.text = "by pywikibot"
    page.save(summary="report", minor=False, bot=True, quiet=True)
    (change,) = recent_changes(actor(), rctitle="Sandbox")
    assert (change["user"], change["bot"], change["minor"]) == (TEST_BOT.name, True, False)
    assert actor().text("Sandbox") == "by pywikibot"


def test_pywikibot_edits_in_a_subprocess(
    fresh_wiki: MediaWiki, pywikibot_dir: Path, actor: Actor, tmp_path: Path
) -> None:
    env = os.environ | {"PYWIKIBOT_DIR": str(pywikibot_dir)}
    subprocess.run([sys.executable, "-c", BOT_SCRIPT], env=env, cwd=tmp_path, check=True)
    assert actor().text("Sandbox") == "by a subprocess"
    assert list(tmp_path.iterdir()) == []
