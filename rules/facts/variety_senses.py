"""Words whose spelling tells a variety in one sense only: program, meter, license, practice."""

from __future__ import annotations

import re
from functools import cache

from rules.facts.variety_tags import Spelling

NUMBER_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    "fifty|hundred|thousand|several|single|double|multi|few"
)
UNIT_BEFORE = re.compile(rf"(?:\d|\b(?:{NUMBER_WORD}))[\s\u00a0-]\Z", re.IGNORECASE)
STOREYS_BEFORE = re.compile(rf"(?:\b\d{{1,3}}|\b(?:{NUMBER_WORD}))-\Z", re.IGNORECASE)
NOUN_BEFORE = re.compile(
    r"\b(?:a|the|this|his|her|its|their|our|each|every|any|driving|driver['’]s|under)\s\Z",
    re.IGNORECASE,
)
TO_BEFORE = re.compile(r"\bto\s\Z", re.IGNORECASE)
PRACTISED_AFTER = re.compile(r"\s(?:law|medicine|as|their|his|her|its|the|with|for)\b")
SCHEME_BEFORE = re.compile(
    r"\b(?:television|tv|radio|training|space|nuclear|exchange|aid|education(?:al)?|research|"
    r"development|support|undergraduate|graduate|degree|doctoral|loyalty|breeding|missile|weapons|"
    r"conservation|outreach|vaccination|immunisation|reform|rescue|concert|bilateral|government)"
    r"\s\Z",
    re.IGNORECASE,
)
"""A plan or a broadcast, never what a computer runs."""

BRITISH_ONLY = {
    "programme": "program",
    "programmes": "programs",
    "licence": "license",
    "licences": "licenses",
    "practise": "practice",
    "practises": "practices",
    "practised": "practiced",
    "practising": "practicing",
    "metre": "meter",
    "metres": "meters",
    "tyre": "tire",
    "tyres": "tires",
    "kerb": "curb",
    "kerbs": "curbs",
    "cheque": "check",
    "cheques": "checks",
    "storey": "story",
    "storeys": "stories",
}
"""Words that American English does not have in any sense, and what it has."""

_SHOWN_BY = {
    "program": (SCHEME_BEFORE, None),
    "programs": (SCHEME_BEFORE, None),
    "meter": (UNIT_BEFORE, None),
    "meters": (UNIT_BEFORE, None),
    "license": (NOUN_BEFORE, None),
    "licenses": (NOUN_BEFORE, None),
    "practice": (TO_BEFORE, PRACTISED_AFTER),
    "practiced": (None, None),
    "practicing": (None, None),
    "story": (STOREYS_BEFORE, None),
}
"""What has to stand before and after an American word for its sense to be clear."""

REACH = 24
"""Code points before and after the word that are looked at."""


def may_tell(word: str) -> bool:
    """Whether a small-letter word tells a variety in some sense."""
    return word in BRITISH_ONLY or word in _SHOWN_BY


def sense_at(text: str, start: int, end: int) -> tuple[Spelling, str] | None:
    """The variety that the word ``text[start:end]`` tells here, and its counterpart.

    None where its sense is not clear, and for other words.
    """
    word = text[start:end].lower()
    american = BRITISH_ONLY.get(word)
    if american is not None:
        return Spelling.BRITISH, american
    if word not in _SHOWN_BY:
        return None
    before, after = _SHOWN_BY[word]
    if before is not None and not before.search(text[max(start - REACH, 0) : start]):
        return None
    if after is not None and not after.match(text[end : end + REACH]):
        return None
    return Spelling.AMERICAN, _british()[word]


@cache
def _british() -> dict[str, str]:
    return {american: british for british, american in BRITISH_ONLY.items()}
