"""A sentence of the prose, and an aligned pair of an old and a new one."""

from __future__ import annotations

import msgspec

from rules.contract.block import Block


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence: half-open offsets in the prose text, and the block it stands in."""

    start: int
    end: int
    block: Block


class SentencePair(msgspec.Struct, frozen=True):
    """A sentence before and after the edit; ``old`` is in the old prose, ``new`` in the new."""

    old: Sentence
    new: Sentence
