"""Untrusted text in wikitext, judged by MediaWiki's own parser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from bot.core.model import LintedText, ReportStatus
from bot.output.escape_wikitext import LIMIT, escape_wikitext
from bot.output.talk_draft import TalkForm, draft
from tests.hostile import Case, cases
from tests.mediawiki.accounts import TEST_BOT
from tests.mediawiki.api import Api
from tests.mediawiki.server import MediaWiki
from tests.output.linted import with_payload
from tests.output.page import parsed

pytestmark = pytest.mark.mediawiki

HOSTILE = cases("wikitext_out", "wikitext_ctx")
HARMLESS = "harmless"
PAGE = "User:TestBot/Report"
LISTS = (
    *("templates", "links", "categories", "images", "externallinks", "iwlinks", "langlinks"),
    *("sections", "properties"),
)
# How our own wikitext may surround an untrusted text.
FRAMES = {
    "in a paragraph": "Seen: {} and the text after.",
    "in a list": "* “{}” and the text after.\n* next",
    "as the label of a link": "See [[Special:Diff/1|{}]] and the text after.",
    "after tildes": "Seen ~~{}~~ and the text after.",
    "in a template's argument": "{{{{PLURAL:1|{}|}}}} and the text after.",
    "after a tag": "Seen <b>{}</b> and the text after.",
    "in a cell": "{{|\n| {} || and the text after.\n|}}",
}


@pytest.fixture(scope="module")
def api(wiki: MediaWiki) -> Api:
    """The wiki, as the bot sees it."""
    return Api(wiki.api, TEST_BOT)


def result(api: Api, wikitext: str) -> dict[str, Any]:
    """What the wiki makes of a page with this wikitext, as it would be saved."""
    answer = api.post(
        "parse",
        title=PAGE,
        text=wikitext,
        contentmodel="wikitext",
        pst=True,
        prop=[*LISTS, "text", "wikitext"],
        disablelimitreport=True,
    )
    found: dict[str, Any] = answer["parse"]
    return found


def shown(payload: str) -> str:
    """What a reader should see of it: written anew here, not with the code that is tested."""
    marks = [
        f"‹U+{ord(c):04X}›"
        if unicodedata.category(c) in ("Cc", "Cs")
        or (unicodedata.category(c) == "Cf" and c not in "\u200c\u200d\u00ad")
        or ord(c) & 0xFFFE == 0xFFFE
        else c
        for c in re.sub(r"\r\n?|\n", "⏎", payload)
    ]
    if len("".join(marks)) > LIMIT:
        while len("".join(marks)) > LIMIT - 1:
            marks.pop()
        marks.append("…")
    return "".join(marks)


def spaced(text: str) -> str:
    """A rendered text with its white space evened out, normalised as wikis do."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES.keys())
@pytest.mark.parametrize("case", HOSTILE, ids=str)
def test_hostile_text_is_only_shown(api: Api, case: Case, frame: str) -> None:
    sent = frame.format(escape_wikitext(case.text))
    hostile, harmless = result(api, sent), result(api, frame.format(HARMLESS))
    assert {name: hostile[name] for name in LISTS} == {name: harmless[name] for name in LISTS}
    assert hostile["psttext"] == unicodedata.normalize("NFC", sent)
    page, model = parsed(hostile["text"]), parsed(harmless["text"])
    assert page.elements == model.elements
    payload = shown(case.text)
    assert spaced(page.text) == spaced(model.text.replace(HARMLESS, payload))


def linted_payload(payload: str) -> LintedText:
    """All findings of the payload as points of a draft to an editor."""
    fields = {"status": ReportStatus.LINTED, "timestamp": "", "wiki": "enwiki"}
    # Whose name does not decide here whose talk page the draft is for; it stands in no draft.
    return with_payload(payload, user="Slate Mule", **fields)


@pytest.mark.parametrize("case", HOSTILE, ids=str)
def test_a_draft_about_hostile_text_has_the_links_of_any_draft(api: Api, case: Case) -> None:
    drafts = [draft(linted_payload(text), TalkForm(style=True)) for text in (case.text, HARMLESS)]
    pages = []
    for written in drafts:
        assert written is not None
        whole = f"== {written.heading} ==\n{written.wikitext}"
        found, alone = result(api, whole), result(api, written.wikitext)
        assert found["psttext"] == unicodedata.normalize("NFC", whole)
        assert alone["text"].startswith('<div class="mw-parser-output"><p>Hello, and thank you')
        # A heading's anchors depend on its characters, so elements are compared without it.
        pages.append({name: found[name] for name in LISTS if name != "sections"})
        pages.append({"tags": parsed(alone["text"]).tags, "sections": len(found["sections"])})
    assert pages[:2] == pages[2:]
    assert pages[1]["sections"] == 1
    assert pages[0] == {name: {} if name == "properties" else [] for name in pages[0]}


def test_a_draft_saved_on_a_page_is_no_redirect_and_keeps_its_text(
    actor: Callable[..., Api],
) -> None:
    bot = actor(TEST_BOT)
    written = draft(linted_payload("#REDIRECT [[Main Page]]"), TalkForm(style=True))
    assert written is not None
    bot.edit(PAGE, written.wikitext)
    assert bot.text(PAGE) == written.wikitext
    pages = bot.get("query", titles=PAGE, prop="info")["query"]["pages"]
    assert "redirect" not in pages[0]


def test_an_argument_stays_one_argument_of_our_template(actor: Callable[..., Api]) -> None:
    bot = actor(TEST_BOT)
    bot.edit("User:TestBot/Box", "[{{{1|none}}}] [{{{2|none}}}] [{{{evil|none}}}]")
    for payload in ("|evil=1", "}}", "a|b", "evil=1", "{{{1}}}"):
        wikitext = f"{{{{User:TestBot/Box|{escape_wikitext(payload)}}}}}"
        page = parsed(result(bot, wikitext)["text"])
        assert page.text.strip() == f"[{payload}] [none] [none]"


@pytest.mark.parametrize("payload", ["ISBN 0306406157", "PMID 1234567", "RFC\u00a02822"])
def test_book_and_paper_numbers_link_nowhere(wiki: MediaWiki, api: Api, payload: str) -> None:
    # Off by default since MediaWiki 1.28; wikis may switch them on.
    wiki.override("$wgEnableMagicLinks = [ 'ISBN' => true, 'PMID' => true, 'RFC' => true ];")
    try:
        raw, escaped = result(api, payload), result(api, escape_wikitext(payload))
    finally:
        wiki.override()
    assert parsed(raw["text"]).tags == ["div", "p", "a"]
    assert parsed(escaped["text"]).tags == ["div", "p"]
    assert spaced(parsed(escaped["text"]).text) == spaced(payload)
