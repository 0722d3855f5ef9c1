"""Finds a signature in an article: ~~~~, or the link to a user and the time that it becomes.

It leaves alone talk pages and every other namespace, comments and nowiki, times told in UTC without
a user beside them, and pages of users linked without a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Change,
    Class,
    Context,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Source,
    Status,
    Unit,
    Verdict,
    local,
)
from rules.facts.edited_text import edit_touches
from rules.facts.unread_markup import unread_spans

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
TILDES = re.compile(r"~{3,}")
TIME = re.compile(rf"\d\d:\d\d, \d{{1,2}} (?:{MONTHS}) 20\d\d \(UTC\)")
USER = re.compile(
    r"\[\[\s{0,3}:?(?:User|User[ _]talk|Special:Contributions)\s{0,3}[:/][^\[\]\n]{1,200}\]\]",
    re.IGNORECASE,
)
TALK = re.compile(r"\[\[\s{0,3}:?(?:User[ _]talk|Special:Contrib)", re.IGNORECASE)
LONGEST = 400
"""Code points from a user's first link to the time; signatures may be coloured."""

ARTICLE = 0
SIGNED = re.compile(r"~~~|\(UTC\)|\[\[\s{0,3}:?(?:User|Special:Contrib)", re.IGNORECASE)


@local
def touches_signature(change: Change) -> bool:
    """Whether the edit changed what may be part of a signature."""
    return change.info.namespace == ARTICLE and edit_touches(change, SIGNED, LONGEST)


class SignatureInArticle(Rule):
    """~~~~ in an article."""

    meta = Meta(
        code="MRK004",
        name="signature-in-article",
        summary="A signature in an article",
        why="An article has no single author; the history of the page names them all.",
        source=Source.enwiki("WP:SIGNHERE"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.STRUCTURE,
        status=Status.STABLE,
        only_if=touches_signature,
        confidence=0.98,
        guards=frozenset(),
        examples=(
            Example("The bridge is old. ⟦~~~~⟧"),
            Example("The bridge is old. ⟦--~~~⟧\n"),
            Example(
                "Old. ⟦[[User:Lee|Lee]] ([[User talk:Lee|talk]]) 12:34, 5 May 2020 (UTC)⟧\nIt fell."
            ),
            Example(
                "Old. ⟦—[[Special:Contributions/192.0.2.1|192.0.2.1]] 12:34, 5 May 2020 (UTC)⟧"
            ),
            Example("Old. ⟦[[User:Lee|Lee]] ([[User talk:Lee|talk]])⟧"),
            Example("Old. ~~~~ It fell.", old="Old. ~~~~", guard="it was there before"),
            Example("It flew at 12:34, 5 May 2020 (UTC).", guard="a time without a user"),
            Example("Old. <!-- Do not change. ~~~~ -->", guard="a comment"),
            Example("Four tildes, <nowiki>~~~~</nowiki>, sign.", guard="no markup"),
            Example("About ~5 or ~~6 of them.", guard="fewer tildes"),
            Example("The project, [[User:Lee/Map]], has a map.", guard="a user's page alone"),
            Example("By [[User:Lee]] and [[User:Kim]].", guard="two users"),
            Example("[http://a.example/~~~~/b Map]", guard="an address"),
            Example("Ascii art <pre>~~~~~~~~</pre> and ~~~~~~~~ waves.", guard="more tildes"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each signature, the dashes before it included."""
        if context.change.info.namespace != ARTICLE:
            return
        text = unit.text
        if not SIGNED.search(text):
            return
        unread = unread_spans(unit.document)
        for start, end in _signatures(text):
            if not unread.touches(start, end):
                yield Hit(
                    start=_with_dashes(text, start),
                    end=end,
                    message="This is a signature; articles are not signed. Please take it out.",
                )


def _signatures(text: str) -> Iterator[tuple[int, int]]:
    places = []
    for match in TILDES.finditer(text):
        start, end = match.span()
        if end - start <= 5 and not text.endswith("/", 0, start):
            places.append((start, end))
    users = list(USER.finditer(text))
    at = 0
    while at < len(users):
        start, end = users[at].span()
        links = 1
        while (
            at + links < len(users)
            and users[at + links].start() - start < LONGEST
            and "\n" not in text[end : users[at + links].start()]
        ):
            end = users[at + links].end()
            links += 1
        time = TIME.search(text, end, end + LONGEST)
        if time is not None and "\n" not in text[end : time.start()]:
            places.append((start, time.end()))
        elif links > 1 and TALK.match(users[at + 1][0]):
            # A page of a user and that user's talk page side by side are a signature without time.
            closing = end + 1 if text.startswith(")", end) else end
            places.append((start, closing))
        at += links
    return iter(sorted(places))


def _with_dashes(text: str, start: int) -> int:
    before = text[max(start - 4, 0) : start]
    dashes = before[len(before.rstrip("-–— ")) :].lstrip(" ")
    return start - len(dashes)
