"""Ranks that sentences give: "Berlin is the second-largest city in Germany"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

SUPERLATIVE = (
    r"largest|biggest|smallest|highest|lowest|tallest|longest|shortest|oldest|youngest|deepest|"
    r"fastest|richest|poorest|busiest|heaviest|hottest|coldest|wettest|driest|"
    r"most[\s-](?:populous|populated|common|visited|spoken|important|popular|expensive)"
)
ORDINALS = {
    word: rank
    for rank, words in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th",
         "seventh 7th", "eighth 8th", "ninth 9th", "tenth 10th"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
RANK = re.compile(
    r"(?P<subject>[^.;:,()\n￼]{2,60}?)\s(?:is|was|are|remains|became)\s(?:also\s|now\s|still\s)?"
    rf"(?:the|[A-Z][a-z]+['’]s)\s(?:(?P<ordinal>{'|'.join(ORDINALS)})[\s-])?"
    rf"(?P<adjective>{SUPERLATIVE})\s(?P<class>(?:[a-z][\w’'-]*\s){{0,2}}?[a-z][\w’'-]+)\s"
    r"(?:in|of|on)\s(?:the\s)?(?P<region>(?:[A-Z][\w’'-]*(?:\s(?:of\s|and\s)?[A-Z][\w’'-]*){0,3})|"
    r"world|country|state|province|county|region|continent|island|city|district|department)(?!\w)"
)
QUALIFIED = re.compile(
    r"\b(?:by|among|after|behind|outside|excluding|except|until|since|before|during|once|then|"
    r"formerly|per capita|as of|at the time|when|in terms|one of|according|if|not|considered|"
    r"1[0-9]{3}|20[0-9]{2})\b"
)
"""Words by which two ranks may both hold: another measure, time or circle."""

PRONOUN = re.compile(
    r"(?:It|This|The\s(?:city|town|village|island|river|lake|company|country|state|"
    r"university|school|mountain|building|bridge|county|province|district|region|club|airport|port|"
    r"church|cathedral|park|stadium|mine|dam|station|museum|library|hospital|bank|species))\Z"
)
ARTICLE = re.compile(r"(?:The|the|A|An)\s")


class Rank(msgspec.Struct, frozen=True):
    """A rank, what it is a rank of, and its place; ``subject`` is empty for the page's."""

    start: int
    end: int
    subject: str
    ordinal: int
    adjective: str
    kind: str
    region: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What is ranked, apart from the rank."""
        return self.subject, self.adjective, self.kind, self.region


def ranks(text: str, title: str) -> Iterator[Rank]:
    """The rank that a sentence gives its subject, unless something qualifies it."""
    # Only what opens the sentence is surely its subject.
    match = RANK.match(text)
    if match is None or QUALIFIED.search(text):
        return
    subject = _subject(match["subject"].strip(), title)
    if subject is not None:
        yield Rank(
            match.start("adjective") if not match["ordinal"] else match.start("ordinal"),
            match.end("region"),
            subject,
            ORDINALS[match["ordinal"].lower()] if match["ordinal"] else 1,
            re.sub(r"[\s-]+", " ", match["adjective"].lower()),
            match["class"].lower().removesuffix("s"),
            match["region"],
        )


def _subject(written: str, title: str) -> str | None:
    """The subject's name, empty for the page's own; None if the words do not name one."""
    if PRONOUN.match(written):
        return ""
    name = ARTICLE.sub("", written, count=1)
    plain = title.partition(" (")[0].partition(",")[0]
    if name == plain or written == plain:
        return ""
    return name if all(word[:1].isupper() for word in name.split()) else None
