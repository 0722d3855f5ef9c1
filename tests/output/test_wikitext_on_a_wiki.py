"""Untrusted text in wikitext, judged by MediaWiki's own parser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from bot.core.model import LintedText, ReportStatus
from bot.output.escape_wikitext import LIMIT, escape_wikitext
from bot.output.talk_draft import draft
from tests.hostile import Case, cases
from tests.mediawiki.accounts import TEST_BOT
from tests.mediawiki.api import Api
from tests.mediawiki.server import MediaWiki
from tests.output.linted import with_payload
from tests.output.page import parsed

pytestmark = pytest.mark.mediawiki

# At the beginning of a line, in a link, in an attribute.
OWN = (" a box", "  * x", "\n x", "]<!--", 'x" style="color:red', "@Admin [[User:Admin|x]]~~~~ --")
HOSTILE = [
    *cases("wikitext_out", "wikitext_ctx"),
    *(Case(f"own-{n}", "wikitext_out", "be more than text", text) for n, text in enumerate(OWN)),
]
HARMLESS = "harmless"
PAGE = "User:TestBot/Report"
LISTS = (
    *("templates", "links", "categories", "images", "externallinks", "iwlinks", "langlinks"),
    *("sections", "properties"),
)
# How our own wikitext may surround an untrusted text: all of it makes one page.
FRAMES = (
    "@ at the beginning of the page and the text after.",
    "Seen: @ in a paragraph.",
    "@",
    "Seen at the end of a line: @",
    "* “@” in a list.\n* @\n*@\n# @\n: @\n; @ : @",
    "See [[Special:Diff/1|@]] and [[Special:Diff/2|a @ b]] as the label of a link.",
    "See [https://en.wikipedia.org/wiki/MOS:DATE @] as the label of an address.",
    "Seen ~~@~~ between tildes.",
    "{{PLURAL:1|@|}} {{PLURAL:2||@}} in an argument.",
    "{{#tag:span|@}} in the argument of a tag.",
    "Seen <b>@</b>, '''@''' and ''@'' between tags.",
    'Seen <span title="@" class=plain>as an attribute</span>.',
    "<nowiki>@</nowiki> <code>@</code> where wikitext is none.",
    '<div class="mw-collapsible mw-collapsed">\n@\n\n@\n</div>',
    '{| class="wikitable sortable"\n|+ @\n! @ !! @\n|-\n| @ || in a table\n'
    '|-\n| data-sort-value="@" | sorted\n|-\n|@\n|}',
    "And the end of the page.",
)


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
    length = sum(map(len, marks))
    if length > LIMIT:
        while length > LIMIT - 1:
            length -= len(marks.pop())
        marks.append("…")
    return "".join(marks)


def spaced(text: str) -> str:
    """A rendered text with its white space evened out, normalised as wikis do."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def framed(text: str) -> str:
    """A page with the text in every frame."""
    return "\n\n".join(FRAMES).replace("@", text)


@pytest.fixture(scope="module")
def harmless(api: Api) -> dict[str, Any]:
    """What the wiki makes of the page with a text that means nothing."""
    return result(api, framed(HARMLESS))


@pytest.mark.parametrize("case", HOSTILE, ids=str)
def test_hostile_text_is_only_shown(api: Api, harmless: dict[str, Any], case: Case) -> None:
    sent = framed(escape_wikitext(case.text))
    hostile = result(api, sent)
    assert {name: hostile[name] for name in LISTS} == {name: harmless[name] for name in LISTS}
    # Nothing was substituted or signed, and no user is linked: nobody is notified.
    assert hostile["psttext"] == unicodedata.normalize("NFC", sent)
    page, model = parsed(hostile["text"]), parsed(harmless["text"])
    payload = shown(case.text)
    assert [
        (tag, [(name, spaced(value or "")) for name, value in attributes])
        for tag, attributes in page.elements
    ] == [
        (tag, [(n, spaced((v or "").replace(HARMLESS, payload))) for n, v in attributes])
        for tag, attributes in model.elements
    ]
    assert spaced(page.text) == spaced(model.text.replace(HARMLESS, payload))


def test_the_frames_are_what_they_say(harmless: dict[str, Any]) -> None:
    page = parsed(harmless["text"])
    assert page.text.count(HARMLESS) == framed(HARMLESS).count(HARMLESS) - 2
    assert page.values("title").count(HARMLESS) == 1
    assert page.values("data-sort-value") == [HARMLESS]
    assert {"b", "i", "ul", "ol", "dl", "span", "code", "caption", "th", "td"} <= set(page.tags)
    assert harmless["externallinks"] == ["https://en.wikipedia.org/wiki/MOS:DATE"]
    assert [harmless[name] for name in ("links", "templates", "sections")] == [[], [], []]


def linted_payload(payload: str) -> LintedText:
    """All findings of the payload as points of a draft to the payload's user."""
    return with_payload(payload, status=ReportStatus.LINTED, timestamp="", wiki="enwiki")


def read_draft(api: Api, payload: str) -> tuple[dict[str, Any], list[str], int]:
    """What is linked from a draft about the payload, its elements, and its sections."""
    written = draft(linted_payload(payload))
    assert written is not None
    whole = f"== {written.heading} ==\n{written.wikitext}"
    found, alone = result(api, whole), result(api, written.wikitext)
    assert found["psttext"] == unicodedata.normalize("NFC", whole)
    assert alone["text"].startswith('<div class="mw-parser-output"><p>Hello! Thank you')
    links = {name: found[name] for name in LISTS if name != "sections"}
    # A heading's anchors depend on its characters, so elements are compared without it.
    return links, parsed(alone["text"]).tags, len(found["sections"])


@pytest.fixture(scope="module")
def harmless_draft(api: Api) -> tuple[dict[str, Any], list[str], int]:
    """A draft about a text that means nothing."""
    return read_draft(api, HARMLESS)


@pytest.mark.parametrize("case", HOSTILE, ids=str)
def test_a_draft_about_hostile_text_has_the_links_of_any_draft(
    api: Api, harmless_draft: tuple[dict[str, Any], list[str], int], case: Case
) -> None:
    links, _, sections = found = read_draft(api, case.text)
    assert found == harmless_draft
    assert sections == 1
    assert links == {name: {} if name == "properties" else [] for name in links}


def test_a_draft_saved_on_a_page_is_no_redirect_and_keeps_its_text(
    actor: Callable[..., Api],
) -> None:
    bot = actor(TEST_BOT)
    written = draft(linted_payload("#REDIRECT [[Main Page]]"))
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
