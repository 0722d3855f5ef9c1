"""The talk-page draft: what it says, what it leaves out, and to whom it is not written."""

from __future__ import annotations

import html
from typing import Any

import msgspec
import pytest

from bot.core.model import LintedText, ReportStatus
from bot.output.talk_draft import draft
from bot.output.wikitext_links import diff_link, guideline_link
from rules.contract import Source
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
    "These are only suggestions. You know the subject and your sources, so where something is "
    "right as it stands, please leave it so. This note was prepared with revlint, a program that "
    "reads new edits, and a person has read it before sending it to you. If it is mistaken, a "
    "short reply here would help to make it better."
)


def message(text: LintedText) -> str:
    """The draft as a reader sees it, but for the links, which stay wikitext."""
    written = draft(text)
    assert written is not None
    return html.unescape(written.wikitext)


def bullets(text: LintedText) -> list[str]:
    return [line for line in message(text).split("\n") if line.startswith("* ")]


def test_a_message_reads_as_expected() -> None:
    assert message(linted(CLOSURE, LEADING_ZERO, GROUPING, FALSE_PRECISION)) == (
        "Hello! Thank you for working on Marlow Vale Railway. In [[Special:Diff/1276600001|"
        "your edit of 19 February 2025]], one thing came up that you may like to look at again:\n"
        "\n"
        "* “a year before the line closed in 1925” – These differ: the wagons were scrapped in "
        "1926, which is not a year before 1925. Please compare “The last of them was scrapped in "
        "1926”. See [[WP:V]].\n"
        "\n"
        "One smaller matter of style:\n"
        "\n"
        "* “03 May 1883” – A day of the month is written without a leading zero. Perhaps "
        "“3 May 1883” instead? See [[MOS:DATE]].\n"
        "\n" + CLOSING
    )


def test_it_goes_to_the_editor_and_names_the_page_and_the_findings() -> None:
    written = draft(linted(CLOSURE, LEADING_ZERO))
    assert written is not None
    assert written.title == "User talk:Slate Mule"
    assert written.heading == "Your edit to Marlow Vale Railway"
    assert written.fingerprints == (CLOSURE.fingerprint, LEADING_ZERO.fingerprint)


def test_nobody_is_linked_signed_or_redirected() -> None:
    wikitext = message(linted(*ALL))
    assert "~" not in wikitext
    assert "User" not in wikitext
    assert "Slate Mule" not in wikitext
    assert wikitext.startswith("Hello!")


def test_findings_of_one_kind_are_one_point() -> None:
    days = [f"0{n} May 19{n}0" for n in range(1, 7)]
    new = "; ".join(days) + "; 01 May 1910"
    found = [
        finding(day, "No zero.", text=new, confidence=0.9 - n / 100) for n, day in enumerate(days)
    ]
    assert bullets(linted(*reversed(found), new=new)) == [
        "* “01 May 1910” – No zero. The same goes for “02 May 1920”, “03 May 1930”, “04 May 1940” "
        "and two more like them. See [[MOS:DATE]]."
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
    assert "Two smaller matters of style:" in two
    three = linted(UNATTRIBUTED, LEADING_ZERO, PERCENT, ADVERB_HYPHEN)
    assert "style" not in message(three)
    assert len(bullets(three)) == 1
    alone = linted(LEADING_ZERO, PERCENT, ADVERB_HYPHEN)
    assert len(bullets(alone)) == 3
    assert "three things came up" in message(alone)


def test_substance_leaves_less_room_for_style() -> None:
    text = linted(CLOSURE, LOCOMOTIVE, UNATTRIBUTED, EMPTY_SECTION, LEADING_ZERO, PERCENT)
    assert len(bullets(text)) == 5
    assert "One smaller matter of style:" in message(text)


def test_claims_are_set_side_by_side_and_none_is_called_wrong() -> None:
    (bullet,) = bullets(linted(LOCOMOTIVE))
    assert bullet == (
        "* The page gives two dates that do not fit together: the engine was "
        "built in 1885, and it hauled the first train on 14 June 1884. Please compare “the line "
        "opened on 14 June 1884”. See [[WP:V]]."
    )


@pytest.mark.parametrize("words", ["wrong", "incorrect", "mistake ", "error", "vandal", "must"])
def test_no_word_accuses(words: str) -> None:
    assert words not in message(linted(*ALL)).lower()


def test_a_summary_is_called_one_and_a_heading_is_quoted_without_its_signs() -> None:
    assert bullets(linted(MISSPELT_SUMMARY)) == [
        "* In the edit summary: “Histroy” looks like a slip for “History”. Perhaps “History” "
        "instead? See [[H:ES]]."
    ]
    assert bullets(linted(EMPTY_SECTION)) == [
        "* “1901–1925: decline and closure” – The section has a heading and no text. "
        "See [[MOS:LAYOUT]]."
    ]


def test_to_take_away_is_a_suggestion_too() -> None:
    removal = msgspec.structs.replace(REPEATED_WORD, suggestions=("",))
    assert "Perhaps it can go?" in message(linted(removal))


def test_without_a_revision_id_or_a_time_the_edit_is_just_your_edit() -> None:
    assert "In your edit, one thing" in message(linted(CLOSURE, rev_id=0, timestamp=""))


@pytest.mark.parametrize(
    "text",
    [
        linted(),
        linted(FALSE_PRECISION, GROUPING),
        linted(CLOSURE, user=""),
        linted(CLOSURE, user="192.0.2.7"),
        linted(CLOSURE, user="2001:DB8:0:0:0:0:0:1"),
        *(linted(CLOSURE, status=s) for s in ReportStatus if s is not ReportStatus.LINTED),
    ],
    ids=lambda text: f"{text.report.user}-{text.report.status.value}-{len(text.report.findings)}",
)
def test_nothing_is_written_where_there_is_nothing_or_nobody(text: LintedText) -> None:
    assert draft(text) is None


def test_a_temporary_account_is_written_to() -> None:
    written = draft(linted(CLOSURE, user="~2025-12345-6"))
    assert written is not None
    assert written.title == "User talk:~2025-12345-6"
    assert "~" not in written.wikitext


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
    written: Any = draft(linted(CLOSURE), tool_name="{{Tool}}")
    assert "prepared with &#123;&#123;Tool&#125;&#125;, a program" in written.wikitext
