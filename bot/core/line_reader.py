"""What a line begins: a paragraph, a heading, a list item, a row or cell of a table."""

from __future__ import annotations

import re
from bisect import bisect_left

from bot.core.block_writer import BlockWriter
from bot.core.tokens import Node, NodeKind, Tokens
from rules.contract import PLACEHOLDER, BlockKind

PLAIN_ATTRIBUTES = re.compile(r"[^\n|\[\]{}<]*")
RULE = re.compile(r"-{4,}")
LIST_MARKERS = "*#:;"
NESTED = frozenset(
    {
        NodeKind.TEMPLATE,
        NodeKind.PARAMETER,
        NodeKind.REFERENCE,
        NodeKind.GALLERY,
        NodeKind.COMMENT,
        NodeKind.OPAQUE,
    }
)
"""What may hold line ends, bars and apostrophes of its own."""

NO_MARK, NEW_BLOCK = -1, -2
"""What leaving an element does besides, where it does not mark the title of a link."""


class LineReader(BlockWriter):
    """Begins and ends blocks as the lines of a page demand.

    ``headings`` are ``(level, start, heading_end, title)`` and ``tables`` ``(start,
    first_line_end, end)``, in wikitext offsets, as they were met. A heading's title is its prose.
    """

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(tokens.text)
        self._nodes = tokens.nodes
        self._starts = [node.start for node in tokens.nodes]
        self.headings: list[tuple[int, int, int, str]] = []
        self.tables: list[tuple[int, int, int]] = []
        self._zone_kind: BlockKind | None = None
        self._open_tables: list[tuple[int, int]] = []
        self._header_row = False
        self._quoting = 0
        # Where elements whose inside is prose end: (inner_end, resume, start of the title or a
        # word for none), the innermost last.
        self._exits: list[tuple[int, int, int]] = []

    def _newline(self, start: int, at: int, zone_end: int) -> int:
        text = self._text
        self._end_italic()
        at = min(at, zone_end)
        blank = text.find("\n", start + 1, at) != -1
        while text.startswith("<!--", at):
            close = text.find("-->", at, zone_end)
            at = zone_end if close == -1 else close + 3
            if text.startswith("\n", at):
                # A line of comments alone is no line.
                return at
        if self._is_empty() or blank or self._begins_block(at, zone_end) or self._has_no_words():
            return self._line_start(at, zone_end)
        if at < zone_end:
            self._copy(start, start + 1)
        return at

    def _begins_block(self, at: int, zone_end: int) -> bool:
        """Whether the line at ``at`` is never part of the paragraph before it."""
        if self._kind in (BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.PREFORMATTED):
            return True
        sign = self._text[at] if at < zone_end else "="
        if sign == "{":
            return self._text.startswith(("{|", "{{!"), at)
        if sign == "-":
            return self._text.startswith("----", at)
        return sign in "=*#:;| \t" or (sign == "!" and bool(self._open_tables))

    def _line_start(self, at: int, zone_end: int) -> int:
        """Begin the block that the line at ``at`` opens; the offset of its first content."""
        text = self._text
        if at >= zone_end:
            return at
        sign = text[at]
        if sign == "=" and self._zone_kind is None:
            after = self._heading(at, zone_end)
            if after is not None:
                return after
        if sign in " \t:{|!":
            after = self._table_line(at, zone_end)
            if after is not None:
                return after
        if sign in LIST_MARKERS:
            return self._list_item(at, zone_end)
        if sign in " \t" and self._current_kind() is BlockKind.PARAGRAPH:
            self._restart(BlockKind.PREFORMATTED)
            return at
        self._restart(self._current_kind())
        rule = RULE.match(text, at, zone_end)
        return at if rule is None else rule.end()

    def _current_kind(self) -> BlockKind:
        if self._quoting:
            return BlockKind.QUOTATION
        if self._zone_kind is not None:
            return self._zone_kind
        return BlockKind.TABLE_CELL if self._open_tables else BlockKind.PARAGRAPH

    def _list_item(self, at: int, zone_end: int) -> int:
        text = self._text
        while at < zone_end and text[at] in LIST_MARKERS:
            at += 1
        quoted = BlockKind.QUOTATION if self._quoting else None
        self._restart(quoted or self._zone_kind or BlockKind.LIST_ITEM)
        if text[at - 1] == ";":
            colon = self._definition(at, self._line_end(at, zone_end))
            if colon != -1:
                self._exits.append((colon, colon + 1, NEW_BLOCK))
        return at

    def _definition(self, at: int, end: int) -> int:
        """The colon in the line of a term after which its definition stands; -1 for none."""
        for index in range(bisect_left(self._starts, at), len(self._nodes)):
            node = self._nodes[index]
            if node.start >= end:
                break
            if node.start >= at:
                colon = self._text.find(":", at, node.start)
                if colon != -1:
                    return colon
                at = node.end
        return self._text.find(":", at, end)

    def _heading(self, at: int, zone_end: int) -> int | None:
        text = self._text
        eol = text.find("\n", at, zone_end)
        eol = zone_end if eol == -1 else eol
        line = text[at:eol].rstrip()
        while line.endswith("-->"):
            opened = line.rfind("<!--")
            if opened == -1:
                break
            line = line[:opened].rstrip()
        left = len(line) - len(line.lstrip("="))
        right = len(line) - len(line.rstrip("="))
        level = min(left, right, 6, (len(line) - 1) // 2)
        if level < 1:
            return None
        # A quotation that was never closed does not reach into the next section.
        self._quoting = 0
        self._restart(BlockKind.HEADING)
        self.headings.append((level, at, eol, ""))
        self._exits.append((at + len(line) - level, eol, NO_MARK))
        return at + level

    def _table_line(self, at: int, zone_end: int) -> int | None:
        text = self._text
        begin = at
        while begin < zone_end and text[begin] in " \t:":
            begin += 1
        mark = text[begin : begin + 2]
        if mark == "{|":
            self._restart(BlockKind.TABLE_CELL)
            end = self._line_end(begin, zone_end)
            self._open_tables.append((begin, end))
            return end
        if not mark.startswith(("|", "!")) or (mark[0] == "!" and not self._open_tables):
            return None
        if ":" in text[at:begin]:
            return None
        self._header_row = mark[0] == "!"
        if mark == "|}":
            self._close_tables(begin + 2, len(self._open_tables) - 1)
            self._restart(self._current_kind())
            return begin + 2
        if mark == "|-":
            self._restart(BlockKind.TABLE_CELL)
            return self._line_end(begin, zone_end)
        if mark == "|+":
            self._restart(BlockKind.TABLE_CAPTION)
            return self._past_attributes(begin + 2, zone_end)
        # A bar at the line start outside any table is left over from a table opened by a template.
        self._restart(self._zone_kind or BlockKind.TABLE_CELL)
        return self._past_attributes(begin + 1, zone_end)

    def _close_tables(self, end: int, left_open: int) -> None:
        while len(self._open_tables) > max(left_open, 0):
            start, first_line_end = self._open_tables.pop()
            self.tables.append((start, first_line_end, end))

    def _cell_border(self, node: Node, zone_end: int) -> int:
        sign = self._text[node.start : node.end]
        if self._kind is BlockKind.TABLE_CELL and (
            sign == "||" or (sign == "!!" and self._header_row)
        ):
            self._restart(BlockKind.TABLE_CELL)
            return self._past_attributes(node.end, zone_end)
        self._copy(node.start, node.end)
        return node.end

    def _past_attributes(self, at: int, zone_end: int) -> int:
        """The offset after the attributes of the cell that begins at ``at``, if it has any."""
        text = self._text
        end = at
        while (match := PLAIN_ATTRIBUTES.match(text, end, zone_end)) is not None:
            end = match.end()
            if text.startswith("|", end):
                return at if text.startswith("||", end) else end + 1
            index = bisect_left(self._starts, end)
            if index == len(self._nodes) or self._starts[index] != end:
                return at
            node = self._nodes[index]
            if node.kind not in (NodeKind.TEMPLATE, NodeKind.PARAMETER, NodeKind.COMMENT):
                return at
            end = node.end
        return at

    def _line_end(self, at: int, zone_end: int) -> int:
        """Where the line at ``at`` ends; line ends inside other markup do not count."""
        eol = self._text.find("\n", at, zone_end)
        if eol == -1:
            return zone_end
        for index in range(bisect_left(self._starts, at), len(self._nodes)):
            node = self._nodes[index]
            if node.start >= eol:
                return eol
            if node.end > eol and node.kind in NESTED:
                eol = self._text.find("\n", node.end, zone_end)
                if eol == -1:
                    return zone_end
        return eol

    def _finish(self) -> None:
        if self._kind is BlockKind.HEADING and self.headings and not self.headings[-1][3]:
            level, start, end, _ = self.headings[-1]
            title = "".join(self._out[self._block_out :]).replace(PLACEHOLDER, "")
            self.headings[-1] = level, start, end, " ".join(title.split())
        super()._finish()
