"""Where the words of a heading stand in the wikitext, with and without their markup."""

from __future__ import annotations

from rules.contract import Document, Section, Span


def heading_line(document: Document, section: Section) -> Span:
    """The heading from its first equals sign to its last, without a comment behind it.

    Empty if the line does not begin and end with equals signs, as in the lead.
    """
    written = document.wikitext[section.start : section.heading_end].rstrip()
    bars = "=" * section.level
    end = written.rfind(bars) + section.level if section.level else 0
    if not section.level or end <= 2 * section.level or not written.startswith(bars):
        return Span(section.start, section.start)
    return Span(section.start, section.start + end)


def heading_words(document: Document, section: Section) -> Span:
    """What stands between the equals signs, white space at its edges left out; may be empty."""
    line = heading_line(document, section)
    if line.start == line.end:
        return line
    inner = document.wikitext[line.start + section.level : line.end - section.level]
    start = line.start + section.level + len(inner) - len(inner.lstrip())
    return Span(start, start + len(inner.strip()))
