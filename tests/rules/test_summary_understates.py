"""Summaries that make a large change small, and the numbers that are given for it."""

from __future__ import annotations

from bot.core.model import Revision
from tests.linting import lint_revision, rule

SENTENCE = "It has stood there for ages.<ref>A book</ref> "
LONG = "A town. " + SENTENCE * 30


def messages(new: str, old: str, **fields: object) -> list[str]:
    revision = Revision(new=new, old=old, **fields)  # type: ignore[arg-type]
    return [finding.message for finding in lint_revision([rule("SUM003")], revision)]


def test_the_numbers_of_a_removal() -> None:
    (message,) = messages("A town.", LONG, summary="Added content")
    assert "says “Added”" in message
    assert "0 words of prose added, 180 removed" in message
    assert "1,379 characters of wikitext removed" in message
    assert "30 references fewer" in message


def test_the_minor_mark_on_a_removal() -> None:
    (message,) = messages("A town.", LONG, summary="he left in May", minor=True)
    assert message.startswith("The summary marks the edit as minor, but the change is larger: ")


def test_no_minor_mark_and_no_small_word() -> None:
    assert messages("A town.", LONG, summary="he left in May") == []


def test_moved_text_is_no_removal() -> None:
    first = "".join(f"The mill number {count} fell in May. " for count in range(40))
    second = "".join(f"A bridge of class {count} rose here. " for count in range(40))
    old, new = f"{first}\n\n{second}\n", f"{second}\n\n{first}\n"
    assert messages(new, old, summary="minor") == []


def test_undoing_may_remove_much() -> None:
    assert messages("A town.", LONG, summary="minor", tags=("mw-rollback",)) == []
