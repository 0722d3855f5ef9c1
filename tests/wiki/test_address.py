"""Diff addresses as people paste them."""

from __future__ import annotations

import pytest

from bot.errors import InputError
from bot.wiki.address import DiffAddress, diff_address

HOST = "en.wikipedia.org"
WIKI = f"https://{HOST}"


@pytest.mark.parametrize(
    ("url", "new", "old", "title"),
    [
        ("/w/index.php?title=Pune&diff=123&oldid=100", 123, 100, "Pune"),
        ("/w/index.php?title=New_Delhi&diff=prev&oldid=100", "prev", 100, "New Delhi"),
        ("/w/index.php?title=Pune&diff=next&oldid=100", "next", 100, "Pune"),
        ("/w/index.php?title=Pune&diff=cur&oldid=100", "cur", 100, "Pune"),
        ("/w/index.php?title=Pune&diff=0&oldid=100", "cur", 100, "Pune"),
        ("/w/index.php?title=Pune&diff=cur", "cur", 0, "Pune"),
        ("/w/index.php?diff=123", 123, 0, ""),
        ("/w/index.php?diff=123&oldid=100#History", 123, 100, ""),
        ("/w/index.php?title=Pune&oldid=123", 123, 0, "Pune"),
        ("/wiki/Pune?diff=123&oldid=100&diffmode=source", 123, 100, "Pune"),
        ("/wiki/S%C3%A3o_Paulo?oldid=123", 123, 0, "São Paulo"),
        ("/wiki/Special:Diff/123", 123, 0, ""),
        ("/wiki/Special:Diff/123/", 123, 0, ""),
        ("/wiki/Special:Diff/100/123", 123, 100, ""),
        ("/wiki/Special:Diff/100/prev", "prev", 100, ""),
        ("/wiki/Special:Diff/100/next", "next", 100, ""),
        ("/wiki/Special:Diff/100/cur", "cur", 100, ""),
        ("/wiki/Spezial:Diff/123", 123, 0, ""),
        ("/wiki/Special:MobileDiff/100...123", 123, 100, ""),
        ("/wiki/Special:PermanentLink/123", 123, 0, ""),
        ("/wiki/Special%3ADiff%2F123", 123, 0, ""),
        ("/w/index.php?title=Special:Diff/100/123", 123, 100, ""),
    ],
)
def test_addresses(url: str, new: int | str, old: int, title: str) -> None:
    expected = DiffAddress(host=HOST, new=new, old=old, title=title)
    assert diff_address(f" {WIKI}{url}\n") == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "Special:Diff/123",
        "javascript:alert(1)",
        "ftp://en.wikipedia.org/w/index.php?diff=123",
        "https://[::1/w/index.php?diff=123",
        f"{WIKI}/wiki/Pune",
        f"{WIKI}/w/index.php?title=Pune&diff=prev",
        f"{WIKI}/w/index.php?title=Pune&diff=next&oldid=x",
        f"{WIKI}/w/index.php?diff=cur",
        f"{WIKI}/w/index.php?diff=-5",
        f"{WIKI}/w/index.php?diff=¹²",
        f"{WIKI}/w/index.php?diff=123&oldid=abc",
        f"{WIKI}/w/index.php?diff={'9' * 400}",
        f"{WIKI}/wiki/Special:Diff/abc",
        f"{WIKI}/wiki/Special:Diff/1/2/3",
    ],
)
def test_what_is_no_diff_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(InputError, match="is not the address of a diff, such as https://en"):
        diff_address(url)
