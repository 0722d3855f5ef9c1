"""The scanner's second pass: prose blocks with their exact map, from the matched markup."""

from __future__ import annotations

import html
import re
from bisect import bisect_left

from bot.core.apostrophes import literal_apostrophes
from bot.core.line_reader import NESTED, NEW_BLOCK, NO_MARK, LineReader
from bot.core.template_kinds import (
    CAPTIONED,
    FILE_NAMESPACES,
    FILE_OPTION,
    INFOBOX,
    INFOBOX_SKIPPED,
    INTERLANGUAGE,
    LISTS,
    LONGEST_NAME,
    PASS_THROUGH,
    PASSED_ARGUMENTS,
    QUOTATIONS,
    QUOTED_ARGUMENTS,
    TYPOGRAPHIC,
)
from bot.core.tokens import Node, NodeKind, Tokens
from rules.contract import PLACEHOLDER, BlockKind, Guard, GuardSpan, Prose

ARGUMENT_NAME = re.compile(r"[^\[\]{}<>\n=]{0,200}=")
ADDRESS = re.compile(r"[^\s<>\[\]]*\s*")
BLOCK_TAGS = frozenset(
    "div p center table tr td th li ul ol dl dd dt hr blockquote poem caption "
    "noinclude onlyinclude h1 h2 h3 h4 h5 h6".split()
)
QUOTING_TAGS = frozenset({"blockquote", "poem"})
ITALIC_TAGS = frozenset({"i", "em", "cite"})


class ProseBuilder(LineReader):
    """Walks the page once and collects the text a reader sees, block by block.

    After :meth:`build`: ``marks`` (guarded intervals, in prose order), ``headings`` as
    ``(level, start, heading_end, title)`` and ``tables`` as ``(start, first_line_end, end)``, in
    wikitext offsets. A heading's title is its prose.
    """

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(tokens)
        self._later: list[tuple[int, int, BlockKind, str]] = []
        self._zone_end = 0
        self._literals: dict[int, int] = {}
        self._literals_to = -1
        self._gaps: list[int] | None = None

    def build(self) -> Prose:
        """The prose of the page."""
        self._walk(0, len(self._text))
        # Captions and infobox values interrupt no sentence: they follow as blocks of their own.
        while self._later:
            waiting, self._later = self._later, []
            for start, end, kind, name in waiting:
                self._zone_kind, self._block_name = kind, name
                self._quoting = 0
                self._walk(start, end)
        return self._written()

    def _walk(self, start: int, end: int) -> None:
        nodes, starts = self._nodes, self._starts
        count = len(nodes)
        self._exits = []
        self._zone_end = end
        self._literals_to = -1
        self._begin(self._zone_kind or BlockKind.PARAGRAPH)
        at = self._line_start(start, end)
        index = bisect_left(starts, at)
        while at < end:
            while index < count and starts[index] < at:
                index += 1
            stop = starts[index] if index < count and starts[index] < end else end
            if self._exits and self._exits[-1][0] <= stop:
                at = self._exit(at, *self._exits.pop())
                continue
            self._copy(at, stop)
            at = stop
            if at < end:
                at = self._node(nodes[index], end)
                index += 1
        self._close_tables(end, 0)
        self._finish()

    def _exit(self, at: int, inner_end: int, resume: int, mark_from: int) -> int:
        """Leave an element whose inside was prose; the offset to go on from."""
        self._copy(at, inner_end)
        if mark_from == NEW_BLOCK:
            self._restart(self._kind)
        elif mark_from != NO_MARK and self._length > mark_from:
            self.marks.append(GuardSpan(Guard.LINK_TITLE, mark_from, self._length))
        return max(resume, at)

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
            return self._cell_border(node, zone_end)
        elif kind is NodeKind.TAG:
            self._tag(node)
        elif kind is NodeKind.EXTERNAL_LINK:
            return self._external_link(node)
        elif kind is NodeKind.UNCLOSED:
            stop = min(self._paragraph_end(node.start), zone_end)
            self._atom(PLACEHOLDER, node.start, stop)
            return stop
        elif kind is NodeKind.GALLERY:
            self._gallery(node)
        elif kind is not NodeKind.COMMENT and kind is not NodeKind.SWITCH:
            self._atom(PLACEHOLDER, node.start, node.end)
        return node.end

    def _paragraph_end(self, at: int) -> int:
        """Where the next blank line outside other markup begins, or the text ends."""
        if self._gaps is None:
            self._gaps = []
            inside_to = 0
            for node in self._nodes:
                if node.start < inside_to:
                    continue
                if node.kind in NESTED:
                    inside_to = node.end
                elif node.kind is NodeKind.NEWLINE and (
                    self._text.find("\n", node.start + 1, node.end) != -1
                ):
                    self._gaps.append(node.start)
        index = bisect_left(self._gaps, at)
        return self._gaps[index] if index < len(self._gaps) else len(self._text)

    def _link(self, node: Node) -> int:
        text = self._text
        pipes = node.pipes
        target = text[node.inner_start : pipes[0] if pipes else node.inner_end]
        prefix, colon, _ = target.partition(":")
        namespace = prefix.strip().lower()
        if colon and namespace:
            if namespace in FILE_NAMESPACES:
                self._atom(PLACEHOLDER, node.start, node.end)
                self._caption(pipes or [], node.inner_end)
                return node.end
            if namespace == "category":
                return node.end
            if INTERLANGUAGE.match(prefix.strip()) and not pipes:
                return node.end
        if pipes:
            if pipes[0] + 1 >= node.inner_end:
                self._atom(PLACEHOLDER, node.start, node.end)
                return node.end
            self._exits.append((node.inner_end, node.end, NO_MARK))
            return pipes[0] + 1
        self._exits.append((node.inner_end, node.end, self._length))
        return node.inner_start + (1 if target.startswith(":") else 0)

    def _template(self, node: Node) -> int:
        pipes = node.pipes
        name_end = min(pipes[0] if pipes else node.inner_end, node.inner_start + LONGEST_NAME)
        name = template_name(self._text[node.inner_start : name_end]).lower()
        if not pipes:
            self._atom(TYPOGRAPHIC.get(name, PLACEHOLDER), node.start, node.end)
            return node.end
        if name in PASS_THROUGH:
            start = pipes[0] + 1
            stop = pipes[1] if len(pipes) > 1 else node.inner_end
            named = ARGUMENT_NAME.match(self._text, start, stop)
            if named is None or named[0][:-1].strip() in PASSED_ARGUMENTS:
                self._exits.append((stop, node.end, NO_MARK))
                return start if named is None else named.end()
        self._atom(TYPOGRAPHIC.get(name, PLACEHOLDER), node.start, node.end)
        for argument, start, stop in self._arguments(node, pipes) if _has_prose(name) else ():
            if name in QUOTATIONS:
                if argument in QUOTED_ARGUMENTS:
                    self._later.append((start, stop, BlockKind.QUOTATION, argument))
            elif name in LISTS:
                if argument.isdigit():
                    kind = self._zone_kind or BlockKind.LIST_ITEM
                    self._later.append((start, stop, kind, self._block_name))
            elif name in CAPTIONED:
                if CAPTIONED[name].fullmatch(argument):
                    self._later.append((start, stop, BlockKind.IMAGE_CAPTION, argument))
            elif not argument.isdigit() and not INFOBOX_SKIPPED.match(argument):
                self._later.append((start, stop, BlockKind.ARGUMENT, argument))
        return node.end

    def _arguments(self, node: Node, pipes: list[int]) -> list[tuple[str, int, int]]:
        """The arguments of a template that are not empty: name ("1", "2" …), start and end."""
        text = self._text
        found = []
        unnamed = 0
        for number, pipe in enumerate(pipes):
            stop = pipes[number + 1] if number + 1 < len(pipes) else node.inner_end
            named = ARGUMENT_NAME.match(text, pipe + 1, stop)
            if named is not None:
                name = text[pipe + 1 : named.end() - 1].strip()
                start = named.end()
            else:
                unnamed += 1
                name, start = str(unnamed), pipe + 1
            while start < stop and text[start].isspace():
                start += 1
            if start < stop:
                found.append((name, start, stop))
        return found

    def _caption(self, pipes: list[int], end: int) -> None:
        """Keep the caption of a file for later: the last of the parts between bars that is one."""
        for pipe in reversed(pipes):
            if not FILE_OPTION.match(self._text[pipe + 1 : min(end, pipe + 200)]):
                self._later.append((pipe + 1, end, BlockKind.IMAGE_CAPTION, ""))
                return
            end = pipe

    def _gallery(self, node: Node) -> None:
        self._restart(self._zone_kind or BlockKind.PARAGRAPH)
        at = node.inner_start
        while at < node.inner_end:
            line_end = self._line_end(at, node.inner_end)
            self._caption(self._bars(at, line_end), line_end)
            at = line_end + 1

    def _bars(self, at: int, end: int) -> list[int]:
        """The bars of a stretch that are not inside other markup."""
        found: list[int] = []
        for index in range(bisect_left(self._starts, at), len(self._nodes)):
            node = self._nodes[index]
            if node.start >= end:
                break
            if node.start < at:
                continue
            if node.kind is NodeKind.PIPE:
                found += range(node.start, node.end)
            elif node.kind in NESTED:
                at = node.end
        return found

    def _external_link(self, node: Node) -> int:
        address = ADDRESS.match(self._text, node.inner_start, node.inner_end)
        label = address.end() if address else node.inner_start
        if label >= node.inner_end:
            self._atom(PLACEHOLDER, node.start, node.end)
            return node.end
        self._exits.append((node.inner_end, node.end, NO_MARK))
        return label

    def _tag(self, node: Node) -> None:
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

    def _apostrophes(self, node: Node) -> int:
        if node.start >= self._literals_to:
            self._read_apostrophes(node.start)
        count = node.end - node.start
        literal = self._literals.get(node.start)
        if literal is None:
            literal = 1 if count == 4 else max(count - 5, 0)
        self._copy(node.start, node.start + literal)
        if count - literal != 3:
            if self._italic_from >= 0:
                self._end_italic()
            else:
                self._italic_from = self._length
        return node.end

    def _read_apostrophes(self, at: int) -> None:
        """Settle all runs of apostrophes up to the line's end, since they depend on each other."""
        runs = []
        inside_to = at
        for index in range(bisect_left(self._starts, at), len(self._nodes)):
            node = self._nodes[index]
            if node.start >= self._zone_end:
                break
            if node.start < inside_to:
                continue
            if node.kind is NodeKind.NEWLINE:
                break
            if node.kind is NodeKind.QUOTES:
                runs.append((node.start, node.end))
            elif node.kind in NESTED:
                inside_to = node.end
        shown = literal_apostrophes(self._text, runs)
        self._literals = {start: count for (start, _), count in zip(runs, shown, strict=True)}
        self._literals_to = runs[-1][1] if runs else at + 1


def _has_prose(name: str) -> bool:
    return (
        name in QUOTATIONS or name in LISTS or name in CAPTIONED or INFOBOX.match(name) is not None
    )


def template_name(raw: str) -> str:
    """A template's name as written, without comments, underscores and outer white space."""
    if "<!--" in raw:
        raw = re.sub(r"<!--.*?-->", "", raw, flags=re.DOTALL)
    return raw.replace("_", " ").strip()
