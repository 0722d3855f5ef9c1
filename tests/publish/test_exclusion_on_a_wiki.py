"""No page that keeps bots away is written, whoever carries the tag there."""

from __future__ import annotations

import pytest

from bot.core.outgoing import DraftState
from tests.mediawiki.server import MediaWiki
from tests.publish.desk import Desk
from tests.wiki.test_exclusion import ADMITTING, EXCLUDING

pytestmark = [pytest.mark.mediawiki, pytest.mark.xdist_group("publish")]

# exclusion-016 is the first: a template of somebody's own that transcludes nobots.
BY_TEMPLATE = {
    "exclusion-016": "{{User:X/wrapper}}",
    "deny-in-wrapper": "{{User:X/deny}}",
    "redirect": "{{Botless}}",
    "wrapper-beside-permission": "{{bots|allow=TestBot}} {{User:X/deny}}",
}
TEMPLATES = {
    "User:X/wrapper": "Hi {{nobots}}",
    "User:X/deny": "{{bots|deny=all}}",
    "Template:Botless": "#REDIRECT [[Template:Nobots]]",
    "Template:Nobots": "",
    "Template:Bots": "",
}


def ours(text: str) -> str:
    """A text about LintBot as one about the account of this wiki."""
    return text.replace("Lint", "Test").replace("lint", "test")


def test_no_page_that_keeps_us_away_is_written(desk: Desk, fresh_wiki: MediaWiki) -> None:
    for title, text in TEMPLATES.items():
        desk.editor.edit(title, text)
    pages = {name: ours(text) for name, text in EXCLUDING.items() if name.startswith("excl")}
    pages |= BY_TEMPLATE
    drafts = {}
    for number, (name, text) in enumerate(pages.items()):
        title = f"User talk:Editor {number}"
        desk.editor.edit(title, f"Hello.\n{text}\nGood day.")
        drafts[name] = desk.approved(title, number)
    allowed = desk.approved("User talk:Open", len(pages))
    desk.editor.edit("User talk:Open", ours(ADMITTING["allowed"]))
    summary = desk.publish()
    assert summary.stopped is None
    states = {name: desk.state(draft) for name, draft in drafts.items()}
    assert states == dict.fromkeys(pages, DraftState.REFUSED)
    assert desk.state(allowed) is DraftState.SENT
    assert desk.copies(allowed) == 1
    assert [desk.copies(draft) for draft in drafts.values()] == [0] * len(drafts)
