"""What stands beside a place in the prose, across markup."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.contract import PROSE_BLOCKS
from rules.facts.prose_runs import ProseRun, prose_runs


def run(text: str) -> ProseRun:
    return next(prose_runs(prepare(Revision(new=text)).new, PROSE_BLOCKS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ab", True),
        ("a b", True),
        ("a'''b'''", True),
        ("a''[[b]]''", True),
        ("[[c|a]] [[d|b]]", True),
        ("a&nbsp;b", True),
        ("a<!-- c -->b", True),
        ("a<ref>c</ref> b", True),
        ('a<ref name="c" />{{sfn|D|1950}}b', True),
        ("a{{cn|date=May 2010}}b", True),
        ("a<span style=x>b</span>", True),
        ("a{{lang|fr|c}}b", False),
        ("a{{OCLC|12}}b", False),
        ("a<br />b", False),
        ("a<math>c</math>b", False),
        ("a<nowiki />b", False),
        ("a" + "'" * 40 + "{{c}}b", False),
    ],
)
def test_neighbours(text: str, expected: bool) -> None:
    prose = run(text)
    left, right = prose.text.index("a"), prose.text.index("b")
    assert prose.are_neighbours(left, right) is expected


def test_only_references() -> None:
    prose = run("a<ref>c</ref>{{sfn|D}}{{x}}b")
    assert prose.only_references(1, 3)
    assert not prose.only_references(1, 4)
    assert not prose.only_references(0, 1)
