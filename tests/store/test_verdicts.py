"""Reviewers' verdicts: recorded for a finding, the latest in force, mistakes answered."""

from __future__ import annotations

import pytest

from bot.errors import StoreError
from bot.ports import ReviewVerdict
from bot.store import Store
from tests.store.builders import checked, finding

AT = "2025-02-20T08:00:00Z"
RIGHT, WRONG, DISMISS = ReviewVerdict.RIGHT, ReviewVerdict.WRONG, ReviewVerdict.DISMISS


def test_a_verdict_stands_by_the_finding(store: Store) -> None:
    store.save([checked(1, finding("aaaaaaaa1111"), finding("bbbbbbbb2222"))])
    marked = store.mark("aaaaaaaa1111", RIGHT, by="Ada", at=AT, note="clear\x00")
    assert (marked.verdict, marked.rev_id, marked.page_id) == (RIGHT, 1, 7)
    assert marked.finding == finding("aaaaaaaa1111")
    (report,) = store.reports()
    assert report.verdicts == {"aaaaaaaa1111": RIGHT}


def test_dismissed_are_those_whose_latest_verdict_says_so(store: Store) -> None:
    names = ["aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"]
    store.save([checked(1, *map(finding, names)), checked(2, finding("eeeeeeee"), page_id=8)])
    for name, verdict in [
        ("aaaaaaaa", DISMISS),
        ("bbbbbbbb", WRONG),
        ("cccccccc", RIGHT),
        ("dddddddd", DISMISS),
        ("dddddddd", RIGHT),
        ("eeeeeeee", DISMISS),
    ]:
        store.mark(name, verdict, by="Ada", at=AT)
    assert store.dismissed("testwiki", [7, 8, 9]) == {
        7: frozenset({"aaaaaaaa", "bbbbbbbb"}),
        8: frozenset({"eeeeeeee"}),
    }
    assert store.dismissed("enwiki", [7, 8]) == {}


def test_a_verdict_holds_for_later_revisions_of_the_page_only(store: Store) -> None:
    store.save([checked(1, finding("aaaaaaaa"))])
    store.mark("aaaaaaaa", DISMISS, by="Ada", at=AT)
    store.save([checked(2, finding("aaaaaaaa")), checked(3, finding("aaaaaaaa"), page_id=8)])
    verdicts = {found.rev_id: found.verdict for found in store.findings()}
    assert verdicts == {1: DISMISS, 2: DISMISS, 3: None}


def test_a_shortened_fingerprint_is_enough_if_it_is_unambiguous(store: Store) -> None:
    store.save([checked(1, finding("abcdef012345"), finding("abcdef999999"))])
    marked = store.mark("abcdef0", RIGHT, by="Ada", at=AT)
    assert marked.finding.fingerprint == "abcdef012345"
    with pytest.raises(StoreError, match="2 findings answer to abcdef: abcdef012345 on testwiki"):
        store.mark("abcdef", RIGHT, by="Ada", at=AT)
    with pytest.raises(StoreError, match=r"no finding has the fingerprint abc$"):
        store.mark("abc", RIGHT, by="Ada", at=AT)
    with pytest.raises(StoreError, match="no finding"):
        store.mark("abcdef%", RIGHT, by="Ada", at=AT)


def test_a_fingerprint_on_two_pages_needs_the_page(store: Store) -> None:
    store.save([checked(1, finding("aaaaaaaa")), checked(2, finding("aaaaaaaa"), page_id=8)])
    with pytest.raises(StoreError, match="page 7; aaaaaaaa on testwiki, page 8"):
        store.mark("aaaaaaaa", WRONG, by="Ada", at=AT)
    store.mark("aaaaaaaa", WRONG, by="Ada", at=AT, wiki="testwiki", page_id=8)
    assert store.dismissed("testwiki", [7, 8]) == {8: frozenset({"aaaaaaaa"})}


def test_an_unknown_fingerprint_is_answered_with_the_nearest(store: Store) -> None:
    store.save([checked(1, finding("0123456789abcdef"))])
    with pytest.raises(StoreError, match=r"did you mean 0123456789abcdef\?$"):
        store.mark("0123456789abcdfe", RIGHT, by="Ada", at=AT)
    with pytest.raises(StoreError, match=r"no finding has the fingerprint ffffffff00000000$"):
        store.mark("ffffffff00000000", RIGHT, by="Ada", at=AT)


def test_a_verdict_needs_a_name(store: Store) -> None:
    store.save([checked(1, finding("aaaaaaaa"))])
    with pytest.raises(StoreError, match="reviewer's name"):
        store.mark("aaaaaaaa", RIGHT, by=" ", at=AT)
    assert store.findings()[0].verdict is None
