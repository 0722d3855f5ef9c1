"""A diff page copied as text from the browser, read as the revisions it shows."""

from __future__ import annotations

import re

import msgspec

from bot.core.model import Revision
from bot.errors import InputError
from bot.sources.diff_page.header import REVISION_AS_OF, Editor, header_of, summary_of, timestamp_of
from bot.sources.diff_page.rendered import RenderedPage
from bot.sources.diff_page.rows import hunks_of, is_hunk_header
from bot.sources.diff_page.sides import sides_of

LINE_END = re.compile(r"\r\n|\n|\r")
"""Only these end a line: U+2028 and the like can stand inside a paragraph."""

OLDER, NEWER, RENDERED = "older", "newer", "rendered"

RULES_OFF_IN_HUNKS = ("MRK001", "MRK002")
"""Codes without a meaning in a part of the wikitext: what is missing there, the other half of a
template or a reference's source, may stand in the lines that were not copied."""

RULES_OFF_IF_RENDERED = ("MRK", "CIT", "LAY001", "LAY003", "LAY005")
"""Families and codes without a meaning in rendered text: its markup and sources are gone, the
levels of its headings unknown, and sections may be empty because the hunks hold their text."""

EXPECTED = (
    "this is not a diff page copied as text: no line “Line 21:   Line 21:” was found. "
    "Copy the page from its title “…: Difference between revisions” down to its end"
)


class DiffPagePart(msgspec.Struct, frozen=True, kw_only=True):
    """One of the documents that a diff page holds, and what can be said of it.

    ``part`` is ``older`` (its summary only: ``summary_only``), ``newer`` (the hunks) or
    ``rendered``. ``rules_off`` are rule families and codes that do not apply to it.
    ``cut_headings`` are half-open offsets of headings in the new text whose sections were not
    copied: LAY001 (empty section) has nothing to go by there. ``warnings`` are sentences for the
    person who runs the command.
    """

    part: str
    revision: Revision
    summary_only: bool = False
    rules_off: tuple[str, ...] = ()
    cut_headings: tuple[tuple[int, int], ...] = ()
    warnings: tuple[str, ...] = ()


def diff_page_parts(text: str, *, wiki: str = "") -> list[DiffPagePart]:
    """The older revision, the newer one, and the rendered page, as far as they were copied.

    The older revision's text is unknown: both its texts are empty. The rendered page's old and new
    texts are equal, since nothing tells what the revision added to it; the lines that the hunks
    show are left out.

    Raises:
        InputError: the text is no copied diff page.
    """
    lines = LINE_END.split(text.removeprefix("\ufeff"))
    first = next((at for at, line in enumerate(lines) if is_hunk_header(line)), None)
    if first is None:
        raise InputError(EXPECTED)
    end, rendered_at = _rendered_start(lines, first)
    page = RenderedPage(lines[end + 1 :]) if end < len(lines) else None
    if page is not None and not page.lines:
        page = None
    header = header_of(lines[:first])
    hunks = hunks_of(lines[first:end], None if page is None else lambda line: _stands(page, line))
    if not hunks:
        raise InputError(f"{EXPECTED}; below “{lines[first].strip()[:40]}” there is nothing")
    sides = sides_of(hunks, page)

    older, newer = Editor(""), Editor("")
    if header.editors:
        newer = header.editors[-1]
    if len(header.editors) == 2:
        older = header.editors[0]
    if len(header.times) == 2:
        older.timestamp = header.times[0]
    newer.timestamp = rendered_at or (header.times[-1] if header.times else "")

    headings = set(sides.headings)
    if page is not None:
        headings.update(page.lines[index] for index in page.headings)
    parts: list[DiffPagePart] = []
    if len(header.editors) == 2:
        revision = _revision(older, "", "", header.title, wiki, headings)
        parts.append(DiffPagePart(part=OLDER, revision=revision, summary_only=True))
    revision = _revision(newer, sides.old, sides.new, header.title, wiki, headings)
    parts.append(
        DiffPagePart(
            part=NEWER,
            revision=revision,
            rules_off=RULES_OFF_IN_HUNKS,
            cut_headings=sides.cut_headings,
            warnings=sides.warnings,
        )
    )
    if page is not None:
        taken = {place for line in sides.new_lines for place in page.places(line) or ()}
        if rest := page.wikitext_without(taken):
            parts.append(
                DiffPagePart(
                    part=RENDERED,
                    revision=Revision(
                        old=rest,
                        new=rest,
                        wiki=wiki,
                        title=f"{header.title} (rendered)".strip(),
                        user=newer.user,
                        timestamp=newer.timestamp,
                    ),
                    rules_off=RULES_OFF_IF_RENDERED,
                )
            )
    return parts


def _rendered_start(lines: list[str], first: int) -> tuple[int, str]:
    """Where the rendered page's own heading stands, and its time; ``len(lines)`` if nowhere."""
    for at in range(first, len(lines)):
        if match := REVISION_AS_OF.match(lines[at].strip()):
            return at, timestamp_of(match["when"])
    return len(lines), ""


def _stands(page: RenderedPage, line: str) -> bool:
    return bool(page.places(line))


def _revision(
    editor: Editor, old: str, new: str, title: str, wiki: str, headings: set[str]
) -> Revision:
    return Revision(
        old=old,
        new=new,
        wiki=wiki,
        title=title,
        user=editor.user,
        timestamp=editor.timestamp,
        summary=summary_of(editor.comment, headings),
        tags=editor.tags,
        minor=editor.minor,
    )
