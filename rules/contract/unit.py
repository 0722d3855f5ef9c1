"""A unit: the piece of text that a rule is handed."""

from __future__ import annotations

import msgspec

from rules.contract.block import Block
from rules.contract.document import Document
from rules.contract.element import Element
from rules.contract.hit import TextName
from rules.contract.sentence import SentencePair


class Unit(msgspec.Struct, frozen=True):
    """What a rule reads: ``text`` is the slice of the named text that begins at ``start``.

    By scope: ADDED a block, SENTENCE a sentence, ARTICLE the whole prose (``text_name``
    NEW_PROSE); MARKUP one element, STRUCTURE the whole wikitext (NEW_WIKITEXT); CHANGE the new
    sentence with ``pair`` (NEW_PROSE); SUMMARY the edit summary. ``document`` is the new document,
    except when a STRUCTURE rule is run on the old text to learn what was there before.
    """

    text: str
    start: int
    text_name: TextName
    document: Document
    block: Block | None = None
    element: Element | None = None
    pair: SentencePair | None = None
