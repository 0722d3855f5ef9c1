"""What became of a finding is kept with it, in whatever order later revisions are looked at."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import msgspec
import pytest

from bot.ports import Checked, Earlier, Fate, FateKind, Sighting
from bot.store import Store
from rules.contract import Origin
from tests.store.builders import checked, finding

NAME = finding().fingerprint
STANDS, FIXED, REVERTED = FateKind.STANDS, FateKind.FIXED, FateKind.REVERTED


def later(rev_id: int, *, stands: bool, is_revert: bool = False, of: int = 1) -> Checked:
    return msgspec.structs.replace(
        checked(rev_id), sightings=(Sighting(of, NAME, stands),), is_revert=is_revert
    )


def fate(store: Store) -> Fate | None:
    (stored,) = store.reports(rev_ids=[1])
    return stored.fates.get(NAME)


def test_a_finding_that_nobody_looked_for_has_no_fate(store: Store) -> None:
    store.save([checked(1, finding())])
    assert fate(store) is None


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ([later(2, stands=True), later(3, stands=True)], Fate(STANDS, 3)),
        ([later(2, stands=True), later(3, stands=False)], Fate(FIXED, 3)),
        ([later(2, stands=False), later(3, stands=False)], Fate(FIXED, 2)),
        ([later(2, stands=False), later(3, stands=True)], Fate(STANDS, 3)),
        (
            [later(2, stands=False, is_revert=True), later(3, stands=False)],
            Fate(REVERTED, 2),
        ),
    ],
)
def test_the_order_of_looking_does_not_matter(
    tmp_path: Path, seen: list[Checked], expected: Fate
) -> None:
    for number, order in enumerate(permutations(seen)):
        with Store.open(tmp_path / f"{number}.sqlite") as store:
            store.save([checked(1, finding())])
            for one in order:
                store.save([one])
            assert fate(store) == expected


def test_a_batch_may_hold_the_finding_and_what_became_of_it(store: Store) -> None:
    store.save([later(3, stands=False), later(2, stands=True), checked(1, finding())])
    assert fate(store) == Fate(FIXED, 3)


def test_the_other_findings_are_not_touched(store: Store) -> None:
    store.save([checked(1, finding()), checked(5, finding())])
    store.save([later(6, stands=False, of=5), later(7, stands=False, of=99)])
    assert fate(store) is None


def test_earlier_findings_are_of_the_pages_text(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_summary = finding("aaaaaaaaaaaaaaaa", origin=Origin.SUMMARY)
    store.save(
        [
            checked(1, finding(), in_summary),
            checked(2, finding()),
            checked(3, finding()),
            checked(4, finding(), page_id=8),
            checked(5, finding(), page_id=9),
        ]
    )
    found = store.earlier("testwiki", [7, 8, 10])
    assert {page_id: [one.rev_id for one in some] for page_id, some in found.items()} == {
        7: [3, 2, 1],
        8: [4],
    }
    assert found[8] == [Earlier(4, NAME, "1,00,000", found[8][0].surroundings)]
    assert store.earlier("enwiki", [7]) == {}
    # Of each page the latest are followed, however many the others have.
    monkeypatch.setattr("bot.store.fates.MOST_FOLLOWED", 2)
    found = store.earlier("testwiki", [7, 8])
    assert [[one.rev_id for one in found[page_id]] for page_id in (7, 8)] == [[3, 2], [4]]
