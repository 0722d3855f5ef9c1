"""What holds for the difference of any two texts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.diff import Difference, difference
from bot.core.pieces import TOKEN
from tests.sample import edits

PIECES = st.lists(
    st.sampled_from(
        ["a", "b", "bc", "1", "1.5", "é", "नि", ",", ".", " ", "  ", "\n", "\n\n", "\r\n", "😀",
         "\u2028", "The river runs past the old hall. ", "Another sentence that may be moved.\n"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


def assert_sound(old: str, new: str) -> Difference:
    """Runs are exact and ordered; nothing is unexplained; whole tokens are marked."""
    found = difference(old, new)
    for run in found.equal:
        assert run.length > 0
        assert (
            old[run.old_start : run.old_start + run.length]
            == (new[run.new_start : run.new_start + run.length])
        )
    for left, right in pairwise(found.equal):
        assert left.old_start + left.length <= right.old_start
        assert left.new_start + left.length <= right.new_start
    for text, other, spans, starts in (
        (new, old, found.added, [run.new_start for run in found.equal]),
        (old, new, found.deleted, [run.old_start for run in found.equal]),
    ):
        lengths = [run.length for run in found.equal]
        explained = bytearray(len(text))
        for start, length in zip(starts, lengths, strict=True):
            explained[start : start + length] = b"\1" * length
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert not text[start].isspace()
            explained[start:end] = b"\1" * (end - start)
        assert_tokens_are_whole(text, spans.items)
        # What is neither equal in place nor marked stood elsewhere in the other text.
        for token in TOKEN.finditer(text):
            if not all(explained[token.start() : token.end()]):
                assert token[0] in other
    return found


def assert_tokens_are_whole(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    edges = {at for span in spans for at in span}
    for token in TOKEN.finditer(text):
        assert not any(at in edges for at in range(token.start() + 1, token.end()))


@settings(max_examples=400, deadline=None)
@given(PIECES, PIECES)
def test_any_pair(old: str, new: str) -> None:
    assert_sound(old, new)


@settings(max_examples=200, deadline=None)
@given(PIECES, PIECES, PIECES)
def test_an_insertion_is_what_was_inserted(head: str, middle: str, tail: str) -> None:
    old, new = f"{head}\n{tail}", f"{head}\n{middle}\n{tail}"
    found = assert_sound(old, new)
    # The alignment may explain an insertion by another as short, never by a longer one.
    assert len("".join(new[s:e] for s, e in found.added).split()) <= len(TOKEN.findall(middle))


@settings(max_examples=100, deadline=None)
@given(PIECES)
def test_a_text_and_itself(text: str) -> None:
    found = difference(text, text)
    assert not found.added
    assert not found.deleted
    assert sum(run.length for run in found.equal) == len(text)


@settings(max_examples=100, deadline=None)
@given(PIECES)
def test_creation_and_blanking(text: str) -> None:
    created, blanked = difference("", text), difference(text, "")
    tokens = [match.span() for match in TOKEN.finditer(text)]
    assert all(created.added.covers(*token) for token in tokens)
    assert all(blanked.deleted.covers(*token) for token in tokens)
    assert not created.deleted
    assert not blanked.added


def test_real_edits() -> None:
    for edit in edits():
        found = assert_sound(edit.old, edit.new)
        assert found.added or found.deleted or edit.old.split() == edit.new.split()


def test_real_edits_backwards() -> None:
    for edit in edits():
        assert_sound(edit.new, edit.old)
