"""Whether a page may have another spelling of a name that a part of a change adds."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from bot.core.nearby import parts_of
from bot.core.prepare import prepare
from rules.facts.near_names import may_be_spelt_otherwise

REST = "\n\n== Town ==\nA long section about the town and the hills around it, twice as long.\n"


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("Brandtner", True),
        ("'''B'''randtner", True),
        ("[[Brandt]]ner", True),
        ("Brandtner's", True),
        ("Br&auml;ndtner", True),
        ("Ilse&nbsp;Brandtner", True),
        ("[[Ilse|Brandtner]][[Town]]", True),
        ("Brandner", False),
        ("Bretagne", False),
        ("brandtner", False),
    ],
)
def test_other_spellings_are_seen_through_markup(other: str, told: bool) -> None:
    page = f"== Life ==\nThey came.\n\n== Death ==\nThen {other} died.{REST}"
    change = prepare(Revision(old=page, new=page.replace("came.", "came with Brandner.")))
    (part,) = parts_of(change) or ()
    assert may_be_spelt_otherwise(part) is told


def test_a_whole_page_is_always_read() -> None:
    assert may_be_spelt_otherwise(prepare(Revision(new="They came.")))
