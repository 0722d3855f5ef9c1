"""The scanner's first pass: matched pairs of wiki markup, in one linear sweep.

Every alternative of the token pattern begins with a literal or a set, so that the regular
expression engine skips plain text quickly; every search for a closer either remembers its answer
or works on a list made once. Nothing here looks at a character more than a bounded number of
times, whatever the text: hostile input costs no more than honest input of the same size.
"""

from __future__ import annotations

import enum
import re

from bot.core.closers import Closers

TAG_NAMES = (
    "ref br small sup sub nowiki span div gallery references math blockquote poem b i u s p center"
    " code pre syntaxhighlight source em strong cite abbr big del ins strike tt dfn font"
    " bdi bdo q kbd samp var wbr hr li ul ol dl dd dt table tr td th caption h1 h2 h3 h4 h5 h6"
    " rb rp rt rtc ruby time data mark noinclude includeonly onlyinclude chem ce score timeline"
    " templatedata graph mapframe maplink imagemap inputbox hiero categorytree indicator"
    " templatestyles section langconvert phonos"
)
"""The tags of HTML and of extensions that MediaWiki knows; any other is shown as text."""

TAG = rf"</?(?i:{TAG_NAMES.replace(' ', '|')})(?=[\s/>])[^<>]*>"
TOKEN = re.compile(
    r"\n(?:[ \t\r]*\n)*|\[\[|\]\]|\{\{+|\}\}+|\|\|?|''+|!!"
    rf"|<!--|{TAG}"
    r"|&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});"
    r"|\[(?i:https?://|ftp://|mailto:|//)|://[^\s\[\]<>\"{}|]+"
    r"|__[A-Z]{3,30}__"
)
UNCLOSED_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s\[\]<>\"{}|]+", re.IGNORECASE)
TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
SCHEME_BEFORE = re.compile(r"(?:https?|ftp)\Z", re.IGNORECASE)

OPAQUE_TAGS = frozenset(
    "nowiki pre math chem ce score timeline syntaxhighlight source code kbd samp var tt"
    " templatedata graph mapframe maplink imagemap inputbox hiero categorytree indicator"
    " templatestyles section langconvert phonos includeonly".split()
)
"""Tags whose content is no prose of this page: not wikitext, code, or for other pages only."""

FRAMED_TAGS = frozenset({"ref", "gallery"})
"""Extension tags whose content is wikitext of its own: nothing inside closes what is outside."""

LONGEST_TARGET = 1200
"""Code points of a link's target, templates in it included; a title has at most 255 bytes."""

MOST_LINKS_IN_LABEL = 8
LONGEST_LABEL_LINK = 400
"""Code points of a wiki link inside an external link's label, and of the text after it: bounds
that keep a line of many openers linear."""

DEEPEST_NESTING = 64
"""Pages nested deeper are read as incomplete; MediaWiki itself gives up at 100."""


class NodeKind(enum.IntEnum):
    """What the first pass tells apart."""

    TEMPLATE = 1
    PARAMETER = 2
    LINK = 3
    EXTERNAL_LINK = 4
    BARE_URL = 5
    REFERENCE = 6
    GALLERY = 7
    COMMENT = 8
    OPAQUE = 9
    TAG = 10
    NEWLINE = 11
    QUOTES = 12
    ENTITY = 13
    PIPE = 14
    BANGS = 15
    SWITCH = 16
    UNCLOSED = 17


class Node:
    """A token or a matched pair: half-open wikitext offsets, the inner interval, its bars."""

    __slots__ = ("end", "inner_end", "inner_start", "kind", "name", "pipes", "start")

    def __init__(
        self,
        kind: NodeKind,
        start: int,
        end: int,
        inner_start: int = 0,
        inner_end: int = 0,
        name: str = "",
        pipes: list[int] | None = None,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.inner_start = inner_start
        self.inner_end = inner_end
        self.name = name
        self.pipes = pipes


class _Open:
    """An opener on the stack: a run of braces, a link, or a frame that ends at ``end``."""

    __slots__ = ("braces", "count", "end", "kind", "links", "pipes", "start")

    def __init__(self, kind: str, start: int, count: int = 0, end: int = 0) -> None:
        self.kind = kind
        self.start = start
        self.count = count
        self.end = end
        self.pipes: list[int] = []
        self.braces = 0
        self.links = 0


class Tokens:
    """The nodes of a wikitext, ordered by start, an outer one before those inside it.

    ``too_deep`` says that markup was nested deeper than :data:`DEEPEST_NESTING`.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes: list[Node] = []
        self.too_deep = False
        self._stack: list[_Open] = []
        self._frame = _Open("page", 0, end=len(text) + 1)
        self._frames: list[_Open] = []
        self._closers = Closers(text)
        self._next_bracket = -2
        self._next_line_end = -2
        self._sweep()
        while self._stack:
            self._drop(self._stack.pop())
        self.nodes.sort(key=_by_place)

    def _sweep(self) -> None:
        text, nodes, stack = self.text, self.nodes, self._stack
        skip_to = 0
        for match in TOKEN.finditer(text):
            start, end = match.span()
            if start < skip_to:
                continue
            while start >= self._frame.end:
                self._leave_frame()
            first = text[start]
            if first == "|":
                if stack and stack[-1].kind != "frame":
                    stack[-1].pipes += range(start, end)
                else:
                    nodes.append(Node(NodeKind.PIPE, start, end))
            elif first == "\n":
                nodes.append(Node(NodeKind.NEWLINE, start, end))
            elif first == "[":
                if end - start == 2 and text[start + 1] == "[":
                    stack.append(_Open("link", start))
                    self._frame.links += 1
                    self._note_depth()
                else:
                    self._external_link(start)
            elif first == "]":
                self._close_link(start)
            elif first == "{":
                stack.append(_Open("braces", start, end - start))
                self._frame.braces += 1
                self._note_depth()
            elif first == "}":
                self._close_braces(start, end - start)
            elif first == "'":
                nodes.append(Node(NodeKind.QUOTES, start, end))
            elif first == "<":
                skip_to = self._tag(start, end)
            elif first == "&":
                nodes.append(Node(NodeKind.ENTITY, start, end))
            elif first == ":":
                self._bare_url(start, end)
            elif first == "!":
                nodes.append(Node(NodeKind.BANGS, start, end))
            else:
                nodes.append(Node(NodeKind.SWITCH, start, end))
        while self._frames:
            self._leave_frame()

    def _note_depth(self) -> None:
        if len(self._stack) > DEEPEST_NESTING:
            self.too_deep = True

    def _close_braces(self, start: int, count: int) -> None:
        stack, frame = self._stack, self._frame
        while count >= 2 and frame.braces:
            loose: list[int] = []
            while stack[-1].kind == "link":
                loose += stack[-1].pipes
                self._drop(stack.pop())
                frame.links -= 1
            top = stack[-1]
            top.pipes += loose
            width = 3 if count >= 3 and top.count >= 3 else 2
            begin = top.start + top.count - width
            kind = NodeKind.TEMPLATE if width == 2 else NodeKind.PARAMETER
            self.nodes.append(
                Node(kind, begin, start + width, begin + width, start, pipes=top.pipes)
            )
            top.pipes = []
            top.count -= width
            start += width
            count -= width
            if top.count < 2:
                stack.pop()
                frame.braces -= 1

    def _close_link(self, start: int) -> None:
        stack, frame = self._stack, self._frame
        if not frame.links:
            return
        while stack[-1].kind == "braces":
            self._drop(stack.pop())
            frame.braces -= 1
        top = stack.pop()
        frame.links -= 1
        target_end = top.pipes[0] if top.pipes else start
        length = target_end - top.start
        if 2 < length <= LONGEST_TARGET and self.text.find("\n", top.start, target_end) == -1:
            self.nodes.append(
                Node(NodeKind.LINK, top.start, start + 2, top.start + 2, start, pipes=top.pipes)
            )
        else:
            self._give_back(top.pipes)

    def _drop(self, opener: _Open) -> None:
        self._give_back(opener.pipes)
        # What an unclosed template swallows is unknown; the second pass leaves its paragraph out.
        if opener.kind == "braces":
            self.nodes.append(Node(NodeKind.UNCLOSED, opener.start, opener.start + opener.count))

    def _give_back(self, pipes: list[int]) -> None:
        """The bars of what turned out to be no markup divide table cells again."""
        if self._stack and self._stack[-1].kind != "frame":
            return
        at = 0
        while at < len(pipes):
            start = pipes[at]
            width = 2 if at + 1 < len(pipes) and pipes[at + 1] == start + 1 else 1
            self.nodes.append(Node(NodeKind.PIPE, start, start + width))
            at += width

    def _leave_frame(self) -> None:
        frame = self._frames.pop()
        ended = self._frame
        while self._stack and self._stack[-1] is not ended:
            self._drop(self._stack.pop())
        self._stack.pop()
        self._frame = frame

    def _tag(self, start: int, end: int) -> int:
        """The offset before which no further token counts."""
        text = self.text
        if text.startswith("<!--", start):
            # An unclosed comment runs to the end of the page, or of the reference it stands in.
            limit = min(self._frame.end, len(text))
            close = text.find("-->", end, limit)
            inner_end, stop = (limit, limit) if close == -1 else (close, close + 3)
            self.nodes.append(Node(NodeKind.COMMENT, start, stop, end, inner_end))
            return stop
        match = TAG_NAME.match(text, start)
        if match is None:
            return end
        name = match[1].lower()
        closing = text[start + 1] == "/"
        self_closing = text[end - 2] == "/"
        if name in OPAQUE_TAGS or name in FRAMED_TAGS:
            if closing:
                return end
            if self_closing:
                kind = NodeKind.REFERENCE if name == "ref" else NodeKind.OPAQUE
                self.nodes.append(Node(kind, start, end, end, end, name))
                return end
            closer = self._closers.after(name, end)
            if closer is None:
                return end
            inner_end, stop = closer
            # The frame was cut out of the page first: what closes beyond it closes nothing here.
            if stop > self._frame.end:
                return end
            if name in OPAQUE_TAGS:
                self.nodes.append(Node(NodeKind.OPAQUE, start, stop, end, inner_end, name))
                return stop
            kind = NodeKind.REFERENCE if name == "ref" else NodeKind.GALLERY
            self.nodes.append(Node(kind, start, stop, end, inner_end, name))
            self._frames.append(self._frame)
            self._frame = _Open("frame", start, end=inner_end)
            self._stack.append(self._frame)
            return end
        self.nodes.append(Node(NodeKind.TAG, start, end, end, end, name))
        return end

    def _external_link(self, start: int) -> None:
        if self._next_bracket != -1 and self._next_bracket < start:
            self._next_bracket = self.text.find("]", start)
        if self._next_line_end != -1 and self._next_line_end < start:
            self._next_line_end = self.text.find("\n", start)
        close = self._past_links(start, self._next_bracket)
        if close == -1 or -1 < self._next_line_end < close:
            address = UNCLOSED_ADDRESS.match(self.text, start + 1)
            if address is not None:
                self.nodes.append(Node(NodeKind.BARE_URL, start + 1, address.end()))
            return
        self.nodes.append(Node(NodeKind.EXTERNAL_LINK, start, close + 1, start + 1, close))

    def _past_links(self, start: int, close: int) -> int:
        """The bracket that closes an external link, if the first one belongs to a link in it."""
        text = self.text
        for _ in range(MOST_LINKS_IN_LABEL):
            if close == -1 or not text.startswith("]]", close):
                return close
            if text.rfind("[[", max(start, close - LONGEST_LABEL_LINK), close) == -1:
                return close
            close = text.find("]", close + 2, close + 2 + LONGEST_LABEL_LINK)
        return close

    def _bare_url(self, start: int, end: int) -> None:
        scheme = SCHEME_BEFORE.search(self.text[max(start - 5, 0) : start])
        if scheme is None:
            return
        while self.text[end - 1] in ".,;:!?)'":
            end -= 1
        if end > start + 3:
            self.nodes.append(Node(NodeKind.BARE_URL, start - len(scheme[0]), end))


def _by_place(node: Node) -> tuple[int, int]:
    return node.start, -node.end
