"""The scanner's second pass: prose blocks with their exact map, from the matched markup."""

from __future__ import annotations

import html
import re
from bisect import bisect_left

from bot.core.template_kinds import (
    FILE_NAMESPACES,
    FILE_OPTION,
    INFOBOX,
    INFOBOX_SKIPPED,
    INTERLANGUAGE,
    PASS_THROUGH,
    QUOTATIONS,
    QUOTED_ARGUMENTS,
    TYPOGRAPHIC,
)
from bot.core.tokens import Node, NodeKind, Tokens
from rules.contract import PLACEHOLDER, Block, BlockKind, Guard, GuardSpan, Prose

CELL_ATTRIBUTES = re.compile(r"[^\n|\[\]{}<]*\|(?!\|)")
ARGUMENT_NAME = re.compile(r"[^\[\]{}<>\n=]*=")
LIST_MARKERS = "*#:;"
BLOCK_TAGS = frozenset(
    "div p center table tr td th li ul ol dl dd dt hr blockquote poem caption "
    "noinclude includeonly onlyinclude".split()
)
QUOTING_TAGS = frozenset({"blockquote", "poem"})
ITALIC_TAGS = frozenset({"i", "em", "cite"})


class ProseBuilder:
    """Walks the page once and collects the text a reader sees, block by block.

    After :meth:`build`: ``prose``, ``marks`` (guarded intervals) and ``headings`` as
    ``(level, start, heading_end, title)`` in wikitext offsets, all in page order.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._text = tokens.text
        self._nodes = tokens.nodes
        self._starts = [node.start for node in tokens.nodes]
        self._out: list[str] = []
        self._length = 0
        self._prose_starts: list[int] = []
        self._prose_ends: list[int] = []
        self._wiki_starts: list[int] = []
        self._wiki_ends: list[int] = []
        self._blocks: list[Block] = []
        self.marks: list[GuardSpan] = []
        self.headings: list[tuple[int, int, int, str]] = []
        self._later: list[tuple[int, int, BlockKind, str]] = []
        self._kind = BlockKind.PARAGRAPH
        self._block_start = 0
        self._block_segment = 0
        self._block_name = ""
        self._zone_kind: BlockKind | None = None
        self._tables = 0
        self._header_row = False
        self._quoting = 0
        self._italic_from = -1
        self._exits: list[tuple[int, int, int]] = []
        self._next_paragraph = -2

    def build(self) -> Prose:
        """The prose of the page."""
        self._walk(0, len(self._text))
        # Captions and infobox values interrupt no sentence: they follow as blocks of their own.
        while self._later:
            waiting, self._later = self._later, []
            for start, end, kind, name in waiting:
                self._zone_kind, self._block_name = kind, name
                self._tables = self._quoting = 0
                self._walk(start, end)
        self.marks.sort(key=_mark_start)
        return Prose(
            "".join(self._out),
            self._blocks,
            self._prose_starts,
            self._prose_ends,
            self._wiki_starts,
            self._wiki_ends,
        )

    def _walk(self, start: int, end: int) -> None:
        nodes, starts = self._nodes, self._starts
        count = len(nodes)
        self._exits = []
        self._begin(self._zone_kind or BlockKind.PARAGRAPH)
        at = self._line_start(start, end)
        index = bisect_left(starts, at)
        while at < end:
            while index < count and starts[index] < at:
                index += 1
            stop = starts[index] if index < count and starts[index] < end else end
            if self._exits and self._exits[-1][0] <= stop:
                inner_end, resume, mark_from = self._exits.pop()
                self._copy(at, inner_end)
                if mark_from >= 0 and self._length > mark_from:
                    self.marks.append(GuardSpan(Guard.LINK_TITLE, mark_from, self._length))
                at = max(resume, at)
                continue
            self._copy(at, stop)
            at = stop
            if at < end:
                at = self._node(nodes[index], end)
                index += 1
        self._finish()

    # --- what the nodes become -----------------------------------------------------------------

    def _node(self, node: Node, zone_end: int) -> int:
        kind = node.kind
        if kind is NodeKind.NEWLINE:
            return self._newline(node.start, node.end, zone_end)
        if kind is NodeKind.LINK:
            return self._link(node)
        if kind is NodeKind.TEMPLATE:
            return self._template(node)
        if kind is NodeKind.QUOTES:
            return self._apostrophes(node)
        if kind is NodeKind.ENTITY:
            sign = html.unescape(self._text[node.start : node.end])
            if len(sign) == 1:
                self._atom(sign, node.start, node.end)
            else:
                self._copy(node.start, node.end)
        elif kind is NodeKind.PIPE or kind is NodeKind.BANGS:
            return self._cell_border(node)
        elif kind is NodeKind.TAG:
            return self._tag(node)
        elif kind is NodeKind.EXTERNAL_LINK:
            return self._external_link(node)
        elif kind is NodeKind.UNCLOSED:
            if self._next_paragraph != -1 and self._next_paragraph < node.start:
                self._next_paragraph = self._text.find("\n\n", node.start)
            gap = self._next_paragraph
            stop = zone_end if gap == -1 else min(gap, zone_end)
            self._atom(PLACEHOLDER, node.start, stop)
            return stop
        elif kind is NodeKind.GALLERY:
            self._gallery(node)
        elif kind is not NodeKind.COMMENT and kind is not NodeKind.SWITCH:
            self._atom(PLACEHOLDER, node.start, node.end)
        return node.end

    def _link(self, node: Node) -> int:
        text = self._text
        pipes = node.pipes
        target = text[node.inner_start : pipes[0] if pipes else node.inner_end]
        prefix, colon, _ = target.partition(":")
        namespace = prefix.strip().lower()
        if colon and namespace:
            if namespace in FILE_NAMESPACES:
                self._atom(PLACEHOLDER, node.start, node.end)
                self._caption(node)
                return node.end
            if namespace == "category":
                return node.end
            if INTERLANGUAGE.match(prefix.strip()) and not pipes:
                return node.end
        if pipes:
            if pipes[0] + 1 >= node.inner_end:
                self._atom(PLACEHOLDER, node.start, node.end)
                return node.end
            self._exits.append((node.inner_end, node.end, -1))
            return pipes[0] + 1
        self._exits.append((node.inner_end, node.end, self._length))
        return node.inner_start + (1 if target.startswith(":") else 0)

    def _template(self, node: Node) -> int:
        pipes = node.pipes
        name_end = pipes[0] if pipes else node.inner_end
        name = template_name(self._text[node.inner_start : name_end]).lower()
        if name in PASS_THROUGH and pipes:
            start = pipes[0] + 1
            stop = pipes[1] if len(pipes) > 1 else node.inner_end
            named = ARGUMENT_NAME.match(self._text, start, stop)
            if named is None:
                self._exits.append((stop, node.end, -1))
                return start
        self._atom(TYPOGRAPHIC.get(name, PLACEHOLDER), node.start, node.end)
        if pipes and (name in QUOTATIONS or INFOBOX.match(name)):
            self._arguments(node, pipes, name in QUOTATIONS)
        return node.end

    def _arguments(self, node: Node, pipes: list[int], quoted: bool) -> None:
        unnamed = 0
        for number, pipe in enumerate(pipes):
            stop = pipes[number + 1] if number + 1 < len(pipes) else node.inner_end
            named = ARGUMENT_NAME.match(self._text, pipe + 1, stop)
            if named is not None:
                name = self._text[pipe + 1 : named.end() - 1].strip()
                start = named.end()
            else:
                unnamed += 1
                name, start = str(unnamed), pipe + 1
            while start < stop and self._text[start].isspace():
                start += 1
            if start == stop:
                continue
            if quoted and name in QUOTED_ARGUMENTS:
                self._later.append((start, stop, BlockKind.QUOTATION, name))
            elif not quoted and named is not None and not INFOBOX_SKIPPED.match(name):
                self._later.append((start, stop, BlockKind.ARGUMENT, name))

    def _caption(self, node: Node) -> None:
        if not node.pipes:
            return
        start = node.pipes[-1] + 1
        if not FILE_OPTION.match(self._text[start : node.inner_end][:200]):
            self._later.append((start, node.inner_end, BlockKind.IMAGE_CAPTION, ""))

    def _gallery(self, node: Node) -> None:
        self._finish()
        self._begin(self._zone_kind or BlockKind.PARAGRAPH)
        at = node.inner_start
        while at < node.inner_end:
            line_end = self._text.find("\n", at, node.inner_end)
            line_end = node.inner_end if line_end == -1 else line_end
            bar = self._text.find("|", at, line_end)
            if bar != -1:
                self._later.append((bar + 1, line_end, BlockKind.IMAGE_CAPTION, ""))
            at = line_end + 1

    def _external_link(self, node: Node) -> int:
        inner = self._text[node.inner_start : node.inner_end]
        address = re.match(r"[^\s<>\[\]]*", inner)
        label = node.inner_start + (address.end() if address else 0)
        while label < node.inner_end and self._text[label].isspace():
            label += 1
        if label >= node.inner_end:
            self._atom(PLACEHOLDER, node.start, node.end)
            return node.end
        self._exits.append((node.inner_end, node.end, -1))
        return label

    def _tag(self, node: Node) -> int:
        name = node.name
        closing = self._text[node.start + 1] == "/"
        if name == "br":
            self._atom(PLACEHOLDER, node.start, node.end)
        elif name in BLOCK_TAGS:
            self._finish()
            if name in QUOTING_TAGS:
                self._quoting = max(self._quoting + (-1 if closing else 1), 0)
            self._begin(self._current_kind())
        elif name in ITALIC_TAGS:
            if closing:
                self._end_italic()
            elif self._italic_from < 0:
                self._italic_from = self._length
        return node.end

    def _apostrophes(self, node: Node) -> int:
        count = node.end - node.start
        literal = 1 if count == 4 else max(count - 5, 0)
        self._copy(node.start, node.start + literal)
        if count - literal in (2, 5):
            if self._italic_from >= 0:
                self._end_italic()
            else:
                self._italic_from = self._length
        return node.end

    def _end_italic(self) -> None:
        if 0 <= self._italic_from < self._length:
            self.marks.append(GuardSpan(Guard.ITALIC, self._italic_from, self._length))
        self._italic_from = -1

    # --- lines ---------------------------------------------------------------------------------

    def _newline(self, start: int, at: int, zone_end: int) -> int:
        text = self._text
        self._end_italic()
        at = min(at, zone_end)
        blank = at > start + 1
        sign = text[at] if at < zone_end else ""
        single = not blank and sign not in "=*#:;|!{ \t" and self._kind not in (
            BlockKind.LIST_ITEM,
            BlockKind.HEADING,
            BlockKind.PREFORMATTED,
        )
        if single and sign:
            self._copy(start, start + 1)
            return at
        return self._line_start(at, zone_end)

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
        if sign in " \t:" or text.startswith("{|", at) or sign in "|!":
            after = self._table_line(at, zone_end)
            if after is not None:
                return after
        if sign in LIST_MARKERS:
            while at < zone_end and text[at] in LIST_MARKERS:
                at += 1
            self._restart(self._zone_kind or BlockKind.LIST_ITEM)
            return at
        if sign in " \t" and not self._tables and self._zone_kind is None:
            self._restart(BlockKind.PREFORMATTED)
            return at
        self._restart(self._current_kind())
        return at

    def _current_kind(self) -> BlockKind:
        if self._quoting:
            return BlockKind.QUOTATION
        if self._zone_kind is not None:
            return self._zone_kind
        return BlockKind.TABLE_CELL if self._tables else BlockKind.PARAGRAPH

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
        self._restart(BlockKind.HEADING)
        self.headings.append((level, at, eol, line[level:-level].strip()))
        self._exits.append((at + len(line) - level, eol, -1))
        return at + level

    def _table_line(self, at: int, zone_end: int) -> int | None:
        text = self._text
        begin = at
        while begin < zone_end and text[begin] in " \t:":
            begin += 1
        mark = text[begin : begin + 2]
        if mark == "{|":
            self._restart(BlockKind.TABLE_CELL)
            self._tables += 1
            return self._line_end(begin, zone_end)
        if not mark.startswith(("|", "!")) or (mark[0] == "!" and not self._tables):
            return None
        if ":" in text[at:begin]:
            return None
        self._header_row = mark[0] == "!"
        if mark == "|}":
            self._tables = max(self._tables - 1, 0)
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

    def _cell_border(self, node: Node) -> int:
        sign = self._text[node.start : node.end]
        if self._kind is BlockKind.TABLE_CELL and (
            sign == "||" or (sign == "!!" and self._header_row)
        ):
            self._restart(BlockKind.TABLE_CELL)
            return self._past_attributes(node.end, len(self._text))
        self._copy(node.start, node.end)
        return node.end

    def _past_attributes(self, at: int, zone_end: int) -> int:
        match = CELL_ATTRIBUTES.match(self._text, at, zone_end)
        return at if match is None else match.end()

    def _line_end(self, at: int, zone_end: int) -> int:
        eol = self._text.find("\n", at, zone_end)
        return zone_end if eol == -1 else eol

    # --- blocks and segments -------------------------------------------------------------------

    def _restart(self, kind: BlockKind) -> None:
        self._finish()
        self._begin(kind)

    def _begin(self, kind: BlockKind) -> None:
        self._kind = kind
        self._block_start = self._length
        self._block_segment = len(self._prose_starts)
        self._italic_from = -1

    def _finish(self) -> None:
        self._end_italic()
        first = self._block_segment
        if len(self._prose_starts) == first:
            return
        wiki_start = self._wiki_starts[first]
        # The section is filled in once all headings are known.
        self._blocks.append(
            Block(
                self._kind,
                self._block_start,
                self._length,
                wiki_start,
                self._wiki_ends[-1],
                0,
                self._block_name,
            )
        )
        self._out.append("\n")
        self._length += 1
        self._begin(self._kind)

    def _copy(self, start: int, end: int) -> None:
        if start >= end:
            return
        self._out.append(self._text[start:end])
        if self._wiki_ends and self._wiki_ends[-1] == start and (
            len(self._prose_starts) > self._block_segment
            and self._prose_ends[-1] - self._prose_starts[-1]
            == self._wiki_ends[-1] - self._wiki_starts[-1]
        ):
            self._prose_ends[-1] += end - start
            self._wiki_ends[-1] = end
        else:
            self._prose_starts.append(self._length)
            self._prose_ends.append(self._length + end - start)
            self._wiki_starts.append(start)
            self._wiki_ends.append(end)
        self._length += end - start

    def _atom(self, sign: str, start: int, end: int) -> None:
        self._out.append(sign)
        self._prose_starts.append(self._length)
        self._prose_ends.append(self._length + 1)
        self._wiki_starts.append(start)
        self._wiki_ends.append(end)
        self._length += 1


def template_name(raw: str) -> str:
    """A template's name as written, without comments, underscores and outer white space."""
    if "<!--" in raw:
        raw = re.sub(r"<!--.*?-->", "", raw, flags=re.DOTALL)
    return raw.replace("_", " ").strip()


def _mark_start(mark: GuardSpan) -> tuple[int, int]:
    return mark.start, -mark.end
