"""Addresses and users are left out of a report; what only looks like one stays."""

from __future__ import annotations

import pytest

from bot.output.editors import without_editors, without_editors_in


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("by 192.0.2.1.", "by ‹IP address›."),
        ("by 2001:db8:0:0:0:0:0:1,", "by ‹IP address›,"),
        ("by 2001:db8::7:1 (talk)", "by ‹IP address› (talk)"),
        ("[[User:Pen|Pen]] said", "‹user› said"),
        ("[[:user_talk:Pen]]", "‹user›"),
        ("[[en:User talk : Pen|x]]", "‹user›"),
        ("[[Special:Contributions/Pen]]", "‹user›"),
        ("[[Special:Contribs/192.0.2.1|192.0.2.1]]", "‹user›"),
    ],
)
def test_people_are_left_out(text: str, shown: str) -> None:
    assert without_editors(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "at 12:30:45",
        "version 1.2.3",
        "999.1.2.3",
        "1.2.3.4.5",
        "std::map",
        "[[User interface]]",
        "Mark 4:12",
        "[[Special:Search]]",
        "",
    ],
)
def test_what_only_looks_alike_stays(text: str) -> None:
    assert without_editors(text) == text


def test_an_address_across_an_edge_is_left_out_whole() -> None:
    assert without_editors_in(("by 192.0", ".2.1", " today")) == ("by ‹IP address›", "", " today")
    assert without_editors_in(("a", "b")) == ("a", "b")
    assert without_editors_in(("", "192.0.2.1", "")) == ("", "‹IP address›", "")
