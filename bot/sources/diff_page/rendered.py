"""The page as rendered below the hunks of a copied diff page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence

from bot.core.wikitext import scan
from rules.contract import PLACEHOLDER

LONGEST_HEADING = 120
"""Code points; longer lines are paragraphs whatever they end with."""

MOST_HEADINGS_TOGETHER = 2
"""A section and its first subsection; more short lines in a row are a list or a menu."""

MOST_COMPARED = 200
"""Lines that begin alike and are looked at one by one."""

REFERENCE_MARK = re.compile(
    r"\[(?:\d{1,4}|[a-z]|(?:note|nb) \d{1,3}|citation needed|better source needed|page needed"
    r"|clarification needed|failed verification|according to whom\?|by whom\?|who\?|when\?"
    r"|edit|edit source)\]"
)
"""What a reference, a clean-up tag or an edit link leaves in copied text."""

FURNITURE = frozenset(
    {
        "From Wikipedia, the free encyclopedia",
        "Jump to content",
        "Jump to navigation",
        "Jump to search",
        "Content deleted Content added",
        "Contents",
        "Toggle the table of contents",
    }
)
PAGE_FOOT = re.compile(r"^(?:Retrieved from \"|Categories:|Category:|Hidden categor(?:y|ies):)")
SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
FIRST_OF_HEADING = re.compile(r"[\w\"'“‘(]")
LETTER = re.compile(r"[^\W\d_]")
VISIBLE = re.compile(r"\w")
INFOBOX_VALUE = re.compile(r"^\s*\|[^=\n]*=(?P<value>.*)$", re.DOTALL)


class RenderedPage:
    """The lines of a rendered page, less what the wiki's skin puts around them.

    ``lines`` are stripped, none is empty; ``headings`` are the indices of those that are headings:
    one or two short lines without a final stop between two paragraphs.
    """

    def __init__(self, raw_lines: Sequence[str]) -> None:
        self.lines = _content(raw_lines)
        self.headings = frozenset(_headings(self.lines))
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for index, line in enumerate(self.lines):
            self._places[_key(line)].append(index)
        self._keys = sorted(self._places)
        self._reversed = sorted(key[::-1] for key in self._keys)

    def places(self, wikitext: str) -> tuple[int, ...] | None:
        """The lines that this line of wikitext was rendered as.

        Empty if it stands nowhere; None if that cannot be known, since it shows no text.
        """
        text = scan(wikitext).prose.text
        if match := INFOBOX_VALUE.match(text if text.lstrip().startswith("|") else wikitext):
            # The parameter's name is not shown, at most a label in its place.
            text = PLACEHOLDER + scan(match["value"]).prose.text
        if not VISIBLE.search(text):
            return None
        # A reference leaves a mark that was taken out, a template any text or none.
        found = self._places.get(_key(text.replace(PLACEHOLDER, "")))
        if found or PLACEHOLDER not in text:
            return tuple(found or ())
        pieces = [_key(piece) for piece in text.split(PLACEHOLDER)]
        if pieces[0]:
            near = _beginning(self._keys, pieces[0])
        elif pieces[-1]:
            near = [key[::-1] for key in _beginning(self._reversed, pieces[-1][::-1])]
        else:
            return None
        return tuple(i for key in near if _holds(key, pieces) for i in self._places[key])

    def wikitext_without(self, taken: Collection[int]) -> str:
        """The document to lint: all lines but ``taken``, paragraphs apart by a blank line.

        Headings are written ``== Heading ==``, whatever their level was, since the copy does not
        show it. Offsets in a report on the rendered page count in this text.
        """
        return "\n\n".join(
            f"== {line} ==" if index in self.headings else line
            for index, line in enumerate(self.lines)
            if index not in taken
        )


def _content(raw_lines: Sequence[str]) -> tuple[str, ...]:
    content: list[str] = []
    for raw in raw_lines:
        line = REFERENCE_MARK.sub("", raw).strip()
        if PAGE_FOOT.match(line):
            break
        if line and line not in FURNITURE:
            content.append(line)
    return tuple(content)


def _headings(lines: Sequence[str]) -> list[int]:
    found: list[int] = []
    run: list[int] = []
    after_paragraph = False
    for index, line in enumerate(lines):
        if _is_titular(line):
            run.append(index)
            continue
        if after_paragraph and _is_paragraph(line) and len(run) <= MOST_HEADINGS_TOGETHER:
            found += run
        run = []
        after_paragraph = _is_paragraph(line)
    return found


def _is_titular(line: str) -> bool:
    return (
        len(line) <= LONGEST_HEADING
        and "\t" not in line
        and FIRST_OF_HEADING.match(line) is not None
        and LETTER.search(line) is not None
        and SENTENCE_END.search(line[-8:]) is None
    )


def _is_paragraph(line: str) -> bool:
    return "\t" not in line and (
        len(line) > LONGEST_HEADING or SENTENCE_END.search(line[-8:]) is not None
    )


def _key(text: str) -> str:
    """A text as it is compared: white space of any kind and length is one space."""
    return " ".join(text.split())


def _beginning(keys: Sequence[str], prefix: str) -> list[str]:
    """The keys of an ordered sequence that begin with a prefix; the first few if many."""
    first = bisect_left(keys, prefix)
    near = keys[first : first + MOST_COMPARED]
    return [key for key in near if key.startswith(prefix)]


def _holds(line: str, pieces: Sequence[str]) -> bool:
    """Whether the line is these pieces in order, with anything where a template stood."""
    at = 0
    for index, piece in enumerate(pieces):
        found = line.find(piece, at)
        if found == -1 or (index == 0 and piece and found != 0):
            return False
        at = found + len(piece)
    return not pieces[-1] or line.endswith(pieces[-1])
