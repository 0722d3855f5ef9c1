"""The head of a copied diff page: the title, and who made the two revisions, when and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

TITLE = re.compile(
    r"^(?P<before>.+): Difference between revisions$"
    r'|^Difference between revisions of ["“](?P<after>.+)["”]$'
)
USER_LINKS = re.compile(r"\(\s*talk\s*[|·•]\s*contribs\b[^()]*\)", re.IGNORECASE)
REVISION_AS_OF = re.compile(r"^(?:Latest |Current )?revision as of\s+(?P<when>.*)$", re.IGNORECASE)
NO_SUMMARY = "No edit summary"

TAGS = re.compile(r"(?:^|(?<=\)))\s*\(?\s*Tags?:\s*")
"""Where the tags begin: only at the start or after the summary's bracket, since a summary may
speak of tags itself."""

TAG_LABELS = (
    "2017 wikitext editor",
    "Advanced mobile edit",
    "Android app edit",
    "Disambiguation links added",
    "Manual revert",
    "Mobile app edit",
    "Mobile edit",
    "Mobile web edit",
    "New redirect",
    "Newcomer task",
    "Reply",
    "Reverted",
    "Rollback",
    "Undo",
    "Visual edit",
    "Visual edit: Check",
    "Visual edit: Switched",
    "Wikitext source editor",
    "iOS app edit",
)
"""Labels of the English Wikipedia's usual tags: the page sets them side by side with nothing but a
space between, so that only knowing them can tell them apart."""

KNOWN_TAG = re.compile("|".join(sorted(map(re.escape, TAG_LABELS), key=len, reverse=True)))

TIME_FORMS = (
    "%H:%M, %d %B %Y",
    "%H:%M, %B %d, %Y",
    "%H:%M, %Y %B %d",
    "%d %B %Y, %H:%M",
    "%B %d, %Y, %H:%M",
    "%d %B %Y %H:%M",
    "%Y-%m-%dT%H:%M:%S",
)
"""The forms a reader can choose among in the preferences of an English-language wiki."""

INVISIBLE = str.maketrans({"\xa0": " ", "\u202f": " ", "\u200e": None, "\u200f": None})
"""Direction marks and hard spaces that the wiki puts between the parts of a line."""


@dataclass(slots=True)
class Editor:
    """One revision's line at the head of the page; ``comment`` is as shown, not as written."""

    user: str
    comment: str = ""
    tags: tuple[str, ...] = ()
    minor: bool = False
    timestamp: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The title, the editors (the older revision's first; two, one or none), and the times."""

    title: str
    editors: tuple[Editor, ...]
    times: tuple[str, ...]


def header_of(lines: Sequence[str]) -> Header:
    """What the lines above the first hunk say; what they leave out is empty."""
    title = ""
    editors: list[Editor] = []
    times: list[str] = []
    for line in lines:
        cells = _cells(line.translate(INVISIBLE))
        for column, cell in enumerate(cells):
            if not title and (match := TITLE.match(cell)):
                title = match["before"] or match["after"]
            elif match := REVISION_AS_OF.match(cell):
                times.append(timestamp_of(match["when"]))
            elif match := USER_LINKS.search(cell):
                editors.append(Editor(cell[: match.start()].strip()))
                _read_remark(editors[-1], cell[match.end() :])
            elif editors and _is_remark(cell):
                # Two cells in one line are the two columns; a lone one follows its editor.
                in_columns = len(cells) > 1 and column < len(editors)
                _read_remark(editors[column] if in_columns else editors[-1], cell)
    return Header(title, tuple(editors[:2]), tuple(times[:2]))


def timestamp_of(text: str) -> str:
    """The time in ISO 8601, taken as UTC; empty if it is in no known form.

    ``20:37, 19 February 2025 (edit)`` gives ``2025-02-19T20:37:00Z``.
    """
    words = " ".join(text.partition("(")[0].translate(INVISIBLE).split())
    for form in TIME_FORMS:
        try:
            return datetime.strptime(words, form).strftime("%Y-%m-%dT%H:%M:%SZ")
        except ValueError:
            continue
    return ""


def summary_of(comment: str, headings: Collection[str]) -> str:
    """The summary as its author wrote it: ``→Background: more`` gives ``/* Background */ more``.

    ``headings`` are known headings of the page; they tell where a heading that holds a colon ends.
    """
    if not comment.startswith("→"):
        return comment
    text = comment[1:].strip()
    known = [h for h in headings if text == h or text.startswith(f"{h}:")]
    section = max(known, key=len) if known else text.partition(":")[0]
    rest = text[len(section) + 1 :].strip()
    return f"/* {section.strip()} */ {rest}".strip()


def _cells(line: str) -> list[str]:
    """The columns of a line, split at tabs, or at the bar between two editors."""
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    if len(cells) == 1:
        links = list(USER_LINKS.finditer(cells[0]))
        if len(links) > 1:
            bar = cells[0].rfind(" | ", links[0].end(), links[1].start())
            if bar != -1:
                cells = [cells[0][:bar], cells[0][bar + 3 :]]
    return [cell.strip().rstrip("| ").rstrip() for cell in cells]


def _is_remark(cell: str) -> bool:
    return cell.startswith(("(", "m (", "→", "m →", "Tag:", "Tags:")) or cell == NO_SUMMARY


def _read_remark(editor: Editor, text: str) -> None:
    """Adds to the editor what a remark holds: the minor mark, the comment, the tags."""
    text = " ".join(text.split())
    comment, tags = _comment_and_tags(text)
    if tags:
        editor.tags += _tags(tags.rstrip(") "))
    comment = comment.strip()
    if comment == "m" or comment.startswith("m "):
        editor.minor = True
        comment = comment[1:].strip()
    if comment.startswith("(") and comment.endswith(")"):
        comment = comment[1:-1].strip()
    if comment and comment != NO_SUMMARY:
        editor.comment = comment


def _comment_and_tags(text: str) -> tuple[str, str]:
    """A remark split before the last "Tags:" that stands outside the comment's brackets."""
    marks = list(TAGS.finditer(text))
    for mark in reversed(marks):
        before = text[: mark.start()]
        if before.count("(") == before.count(")"):
            return before, text[mark.end() :]
    # A comment's own brackets may be unbalanced; then only one that is closed holds no tags.
    if marks and not text.endswith(")"):
        return text[: marks[-1].start()], text[marks[-1].end() :]
    return text, ""


def _tags(text: str) -> tuple[str, ...]:
    """The labels in the order shown; words between known labels are one label."""
    if "," in text:
        return tuple(label.strip() for label in text.split(",") if label.strip())
    labels: list[str] = []
    at = 0
    for match in KNOWN_TAG.finditer(text):
        labels += [text[at : match.start()].strip(), match[0]]
        at = match.end()
    labels.append(text[at:].strip())
    return tuple(label for label in labels if label)
