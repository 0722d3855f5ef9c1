"""The talk-page draft: what it says, what it leaves out, and to whom it is not written."""

from __future__ import annotations

import html
from typing import Any

import msgspec
import pytest

from bot.core.model import LintedText, ReportStatus
from bot.core.outgoing import Recipient
from bot.output.talk_draft import TalkForm, draft
from bot.output.wikitext_links import diff_link, guideline_link
from rules.contract import Class, Origin, Source
from tests.output.linted import (
    ADVERB_HYPHEN,
    ALL,
    CLOSURE,
    EMPTY_SECTION,
    FALSE_PRECISION,
    GROUPING,
    LEADING_ZERO,
    LOCOMOTIVE,
    MISSPELT_SUMMARY,
    PERCENT,
    REPEATED_WORD,
    UNATTRIBUTED,
    finding,
    linted,
)

CLOSING = (
    "You know the subject and your sources best, so please leave anything that is right as it is. "
    "A program called revlint noticed these, and a person read this note before it was sent. "
    "If we misread something, a line here would help us. Happy editing!"
)
WITH_STYLE = TalkForm(style=True)


def message(text: LintedText, form: TalkForm = WITH_STYLE) -> str:
    """The draft as a reader sees it, but for the links, which stay wikitext."""
    written = draft(text, form)
    assert written is not None
    return html.unescape(written.wikitext)


def bullets(text: LintedText) -> list[str]:
    return [line for line in message(text).split("\n") if line.startswith("* ")]


def test_a_message_reads_as_expected() -> None:
    assert message(linted(CLOSURE, LEADING_ZERO, GROUPING, FALSE_PRECISION)) == (
        "Hello, and thank you for working on Marlow Vale Railway! One detail in "
        "[[Special:Diff/1276600001|your edit of 19 February 2025]] may be worth a second look:\n"
        "\n"
        "* “a year before the line closed in 1925” – These differ: the wagons were scrapped in "
        "1926, which is not a year before 1925. Compare “The last of them was scrapped in "
        "1926”. ([[WP:V]])\n"
        "\n"
        "And one small matter of style:\n"
        "\n"
        "* “03 May 1883” – A day of the month is written without a leading zero. Perhaps "
        "“3 May 1883”? ([[MOS:DATE]])\n"
        "\n" + CLOSING
    )


def test_matters_of_style_are_left_out_unless_asked_for() -> None:
    assert "style" not in message(linted(CLOSURE, LEADING_ZERO), TalkForm())
    assert draft(linted(LEADING_ZERO)) is None
    assert draft(linted(LEADING_ZERO), WITH_STYLE) is not None


def test_it_goes_to_the_editor_and_names_the_page_and_the_findings() -> None:
    written = draft(linted(CLOSURE, LEADING_ZERO), WITH_STYLE)
    assert written is not None
    assert written.title == "User talk:Slate Mule"
    assert written.heading == "Your edit to Marlow Vale Railway"
    assert written.fingerprints == (CLOSURE.fingerprint, LEADING_ZERO.fingerprint)


def test_nobody_is_linked_signed_or_redirected() -> None:
    wikitext = message(linted(*ALL))
    assert "~" not in wikitext
    assert "User" not in wikitext
    assert "Slate Mule" not in wikitext
    assert wikitext.startswith("Hello, ")


def test_findings_of_one_kind_are_one_point() -> None:
    days = [f"0{n} May 19{n}0" for n in range(1, 7)]
    new = "; ".join(days) + "; 01 May 1910"
    found = [
        finding(day, "No zero.", text=new, confidence=0.9 - n / 100) for n, day in enumerate(days)
    ]
    assert bullets(linted(*reversed(found), new=new)) == [
        "* “01 May 1910” – No zero. The same goes for “02 May 1920”, “03 May 1930”, “04 May 1940” "
        "and two more like them. ([[MOS:DATE]])"
    ]


def test_no_more_than_five_points_the_surest_first() -> None:
    many = [
        finding("03 May 1883", f"Number {n}.", code=f"DAT{n:03}", confidence=0.5 + n / 100)
        for n in range(8)
    ]
    assert [b.split(" – ")[1].split(".")[0] for b in bullets(linted(*many))] == [
        *("Number 7", "Number 6", "Number 5", "Number 4", "Number 3")
    ]


def test_matters_of_style_are_left_out_if_they_are_many_beside_substance() -> None:
    two = message(linted(UNATTRIBUTED, LEADING_ZERO, PERCENT))
    assert "And some small matters of style:" in two
    three = linted(UNATTRIBUTED, LEADING_ZERO, PERCENT, ADVERB_HYPHEN)
    assert "of style" not in message(three)
    assert len(bullets(three)) == 1
    alone = linted(LEADING_ZERO, PERCENT, ADVERB_HYPHEN)
    assert len(bullets(alone)) == 3
    assert "Three small details in" in message(alone)


def test_substance_leaves_less_room_for_style() -> None:
    text = linted(CLOSURE, LOCOMOTIVE, UNATTRIBUTED, EMPTY_SECTION, LEADING_ZERO, PERCENT)
    assert len(bullets(text)) == 5
    assert "And one small matter of style:" in message(text)


def test_claims_are_set_side_by_side_and_none_is_called_wrong() -> None:
    (bullet,) = bullets(linted(LOCOMOTIVE))
    assert bullet == (
        "* The page gives two dates that do not fit together: the engine was "
        "built in 1885, and it hauled the first train on 14 June 1884. Compare “the line opened on "
        "14 June 1884”. ([[WP:V]])"
    )


@pytest.mark.parametrize("words", ["wrong", "incorrect", "mistake ", "error", "vandal", "must"])
def test_no_word_accuses(words: str) -> None:
    assert words not in message(linted(*ALL)).lower()


def test_a_summary_is_called_one_and_a_heading_is_quoted_without_its_signs() -> None:
    assert bullets(linted(MISSPELT_SUMMARY)) == [
        "* In the edit summary: “Histroy” looks like a slip for “History”. ([[H:ES]])"
    ]
    assert bullets(linted(EMPTY_SECTION)) == [
        "* “1901–1925: decline and closure” – The section has a heading and no text. "
        "([[MOS:LAYOUT]])"
    ]


def test_to_take_away_is_a_suggestion_too() -> None:
    removal = msgspec.structs.replace(REPEATED_WORD, suggestions=("",))
    assert "Perhaps it can go?" in message(linted(removal))


def test_without_a_revision_id_or_a_time_the_edit_is_just_your_edit() -> None:
    assert "One detail in your edit may" in message(linted(CLOSURE, rev_id=0, timestamp=""))


@pytest.mark.parametrize(
    "text",
    [
        linted(),
        linted(FALSE_PRECISION, GROUPING),
        linted(CLOSURE, user="", title=""),
        *(linted(CLOSURE, status=s) for s in ReportStatus if s is not ReportStatus.LINTED),
    ],
    ids=lambda text: f"{text.report.user}-{text.report.status.value}-{len(text.report.findings)}",
)
def test_nothing_is_written_where_there_is_nothing_or_nobody(text: LintedText) -> None:
    assert draft(text) is None


@pytest.mark.parametrize(
    "user",
    [
        "",
        "192.0.2.7",
        "203.0.113.xxx",
        "203.0.113.0/24",
        "2001:DB8:0:0:0:0:0:1",
        "~2025-12345-6",
        "imported>Slate Mule",
    ],
)
def test_without_a_registered_account_the_article_s_talk_page_is_written_to(user: str) -> None:
    """visibility-014: an address that stands as a name on an old wiki is shown nowhere."""
    written = draft(linted(CLOSURE, MISSPELT_SUMMARY, user=user), WITH_STYLE)
    assert written is not None
    assert written.title == "Talk:Marlow Vale Railway"
    assert written.heading == "A second look at an edit of 19 February 2025"
    assert "your" not in written.wikitext
    assert not user or user not in written.wikitext
    assert draft(linted(CLOSURE, user=user), namespace=2) is None


def test_messages_may_all_go_to_the_articles() -> None:
    written = draft(linted(CLOSURE), TalkForm(to=Recipient.ARTICLE))
    assert written is not None
    assert written.title == "Talk:Marlow Vale Railway"
    assert "Slate Mule" not in written.wikitext
    assert html.unescape(written.wikitext).startswith(
        "One detail in [[Special:Diff/1276600001|an edit of 19 February 2025]] may be worth"
    )


@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8::7", "203.0.113.xxx"])
def test_an_address_in_a_summary_is_not_repeated(address: str) -> None:
    summary = f"Undid revison of {address} (talk)"
    found = finding(
        summary,
        "“revison” looks like a slip for “revision”.",
        text=summary,
        origin=Origin.SUMMARY,
        category=Class.SUBSTANTIVE,
    )
    told = message(linted(found, summary=summary))
    assert "“Undid revison of (address) (talk)”" in told
    assert address not in told


def test_a_title_of_many_signs_fits_into_the_heading() -> None:
    written = draft(linted(CLOSURE, title="." * 255))
    assert written is not None
    assert len(written.heading) <= 200
    assert html.unescape(written.heading).startswith("Your edit to ....")


@pytest.mark.parametrize(
    ("name", "url", "wiki", "link"),
    [
        ("MOS:DATE", "https://en.wikipedia.org/wiki/MOS:DATE", "enwiki", "[[MOS:DATE]]"),
        ("MOS:DATE", "https://en.wikipedia.org/wiki/MOS:DATE", "", "[[MOS:DATE]]"),
        (
            "MOS:DATE",
            "https://en.wikipedia.org/wiki/MOS:DATE",
            "testwiki",
            "[https://en.wikipedia.org/wiki/MOS:DATE MOS&#58;DATE]",
        ),
        (
            "Category:Living people",
            "https://en.wikipedia.org/wiki/Category:Living_people",
            "enwiki",
            "[https://en.wikipedia.org/wiki/Category:Living_people Category&#58;Living people]",
        ),
        ("A guide", "https://evil.example/wikipedia.org", "enwiki", "A guide"),
        ("A guide", "https://evilwikipedia.org/", "enwiki", "A guide"),
        ("A guide", "https://en.wikipedia.org/~~~~", "enwiki", "A guide"),
        ("A guide", "https://en.wikipedia.org/__TOC__", "enwiki", "A guide"),
        ("A guide", "javascript:alert(1)", "enwiki", "A guide"),
        ("–", "", "enwiki", ""),
    ],
)
def test_only_guidelines_of_wikimedia_are_linked(name: str, url: str, wiki: str, link: str) -> None:
    assert guideline_link(Source(name, url), wiki) == link


def test_a_diff_link_shows_its_label() -> None:
    assert diff_link(7, "an]]edit") == "[[Special:Diff/7|an&#93;&#93;edit]]"
    assert diff_link(0, "an]]edit") == "an&#93;&#93;edit"


def test_the_program_goes_by_the_name_it_is_given() -> None:
    written: Any = draft(linted(CLOSURE), TalkForm(tool_name="{{Tool}}"))
    assert "A program called &#123;&#123;Tool&#125;&#125; noticed this, and" in written.wikitext
