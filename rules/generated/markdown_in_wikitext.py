"""Finds Markdown where wiki markup is due: **bold**, ## heading, [text](url), ``` and ---.

It leaves alone what MediaWiki reads itself (## under a # list, ** under a * list, ---- as a line),
asterisks that mark footnotes, powers and masked letters, code and nowiki. Markdown is a common sign
of text pasted from elsewhere, a chatbot among others, and never proof of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

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
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
    local,
)
from rules.facts.edited_text import edit_touches
from rules.facts.unread_markup import unread_spans

SIGNS = re.compile(r"\*\*|\]\(|^#|```|^---", re.MULTILINE)
NEAR = 220
BOLD = re.compile(r"(?<![\w*\\])\*\*(?=[^\s*|])[^*|\n{}\[\]]{1,120}(?<=[^\s*|])\*\*(?![\w*])")
LINK = re.compile(
    r"!?\[(?P<label>[^\[\]\n|]{1,200})\]\((?P<url>https?://[^\s()<>|{}\[\]]{1,500})\)"
)
HEADING = re.compile(r"^(?P<signs>#{2,6}) (?P<title>\**[^\W\d_][^\n]{1,80})$", re.MULTILINE)
FENCE = re.compile(r"^```[a-z]{0,20}[ \t]*$", re.MULTILINE)
RULE = re.compile(r"^---[ \t]*$", re.MULTILINE)
SENTENCE = re.compile(r"[.!?;:,]\s*\Z")
WORDS = re.compile(r"[^\W\d_]{2}")


class Place(msgspec.Struct, frozen=True, gc=False):
    """Markdown: half-open offsets, what it is, the wiki markup for it, what excuses it."""

    start: int
    end: int
    what: str
    fix: str = ""
    guard: str = ""


@local
def touches_markdown(change: Change) -> bool:
    """Whether the edit changed signs of Markdown, or text beside them."""
    return edit_touches(change, SIGNS, NEAR)


class MarkdownInWikitext(Rule):
    """**bold** in wikitext."""

    meta = Meta(
        code="AIX003",
        name="markdown-in-wikitext",
        summary="Markdown where wiki markup is due",
        why="The wiki does not read Markdown: the reader sees the bare signs.",
        source=Source.enwiki("WP:AISIGNS"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.STRUCTURE,
        status=Status.STABLE,
        only_if=touches_markdown,
        confidence=0.93,
        guards=frozenset(),
        examples=(
            Example("The ⟦**old mill**⟧ closed in 1950.", fix="'''old mill'''"),
            Example("* ⟦**Mill**⟧: closed in 1950.", fix="'''Mill'''"),
            Example("It closed.\n\n⟦## Early history⟧\nIt opened.", fix="== Early history =="),
            Example("* Mill\n\n⟦### Owners⟧\n\nThe Lees.", fix="=== Owners ==="),
            Example("It closed.\n\n⟦### Owners⟧\n\nThe Lees.", fix="=== Owners ==="),
            Example(
                "See ⟦[the mill](https://mill.example/a)⟧.", fix="[https://mill.example/a the mill]"
            ),
            Example("It runs:\n⟦```python⟧\nprint(1)\n⟦```⟧\n"),
            Example("It closed.\n\n⟦---⟧\n\nIt opened."),
            Example(
                "The **old mill** closed, and fell.",
                old="The **old mill** closed.",
                guard="it was there before",
            ),
            Example("# One\n## Two\n## Three\n", guard="a list in a list"),
            Example("## One thing\n## Another thing\n", guard="a list"),
            Example("# One\n\n## Two things\n\nText", guard="a list, with a line between"),
            Example("## He went home, and stayed.\nA", guard="a sentence in a list"),
            Example("* One\n** Two\n** Three **\n", guard="a list in a list"),
            Example("** Two of them** fell\n", guard="a list in a list"),
            Example("{|\n| 12** || 14**\n|}\n** Not out", guard="marks of notes"),
            Example("It is 2**3**4 in all, or a f**k and s**t.", guard="powers, masked letters"),
            Example("Rated **** or *** by two papers.", guard="stars"),
            Example("One\n----\nTwo", guard="a line of the wiki's own"),
            Example("{|\n|-\n|---\n| a\n|}", guard="a row of a table"),
            Example("The [https://mill.example/a mill](1904) closed.", guard="a link of the wiki"),
            Example("The mill [1](p. 4) and f[x](y).", guard="no address"),
            Example("<code>**a**</code> <nowiki>[a](https://b.example)</nowiki>", guard="code"),
            Example("<pre>\n## Heading\n---\n```\n</pre>", guard="code"),
            Example("<syntaxhighlight lang=md>\n## Heading\n</syntaxhighlight>", guard="code"),
            Example("<!--\n---\n## Notes\n-->A", guard="a comment"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each piece of Markdown, with the wiki markup for it."""
        text = unit.text
        places = [*_bold(text), *_links(text), *_headings(text), *_lines(text)]
        if not places:
            return
        unread = unread_spans(unit.document)
        for place in sorted(places, key=lambda place: place.start):
            if unread.touches(place.start, place.end):
                continue
            if place.guard:
                yield Silenced(place.start, place.end, place.guard)
                continue
            yield Hit(
                start=place.start,
                end=place.end,
                message=f"This {place.what} is written in Markdown, which the wiki does not read."
                " It is a sign of text pasted from elsewhere, never proof of where from.",
                suggestions=(place.fix,) if place.fix else (),
            )


def _bold(text: str) -> Iterator[Place]:
    for match in BOLD.finditer(text):
        inner = match[0][2:-2]
        at_line_start = match.start() == 0 or text[match.start() - 1] == "\n"
        guard = ""
        if at_line_start and _line_before(text, match.start()).startswith("*"):
            guard = "a list in a list"
        elif not WORDS.search(inner):
            guard = "marks, not words"
        yield Place(*match.span(), "bold text", f"'''{inner}'''", guard)


def _links(text: str) -> Iterator[Place]:
    for match in LINK.finditer(text):
        fix = f"[{match['url']} {match['label'].strip()}]" if match["label"].strip() else ""
        yield Place(*match.span(), "link", "" if match[0].startswith("!") else fix)


def _headings(text: str) -> Iterator[Place]:
    for match in HEADING.finditer(text):
        title = match["title"].strip()
        guard = ""
        if SENTENCE.search(title) or "<ref" in title:
            guard = "a sentence"
        elif _is_in_list(text, *match.span()):
            guard = "a list"
        level = "=" * len(match["signs"])
        yield Place(
            match.start(),
            match.end(),
            "heading",
            f"{level} {title.strip('*# ')} {level}",
            guard,
        )


def _lines(text: str) -> Iterator[Place]:
    for match in FENCE.finditer(text):
        yield Place(match.start(), match.end(), "mark of a block of code")
    for match in RULE.finditer(text):
        yield Place(match.start(), match.start() + 3, "line")


def _is_in_list(text: str, start: int, end: int) -> bool:
    return _line_before(text, start).startswith("#") or _line_after(text, end).startswith("#")


def _line_before(text: str, start: int) -> str:
    """The last line with anything on it before a line that begins at ``start``."""
    before = text[max(start - 400, 0) : start].rstrip()
    return before[before.rfind("\n") + 1 :]


def _line_after(text: str, end: int) -> str:
    """The next line with anything on it."""
    return text[end : end + 400].lstrip().partition("\n")[0]
