"""The part of a page that an edit lies in, where it can be read apart from the rest.

Most edits are a few characters on a page of many sections. The sections that the edit touches read
alone as they read in place if nothing is open where they begin and where they end: no template,
link, table, tag or comment. One quick sweep over the page proves that; where it cannot, the page
is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from bot.core.closers import Closers
from bot.core.tokens import DEEPEST_NESTING, FRAMED_TAGS, OPAQUE_TAGS, TAG, TAG_NAME
from rules.contract import EqualRun

TOKEN = re.compile(
    r"\[\[[^\[\]{}<]*+\]\]|\{\{(?!\{)[^\[\]{}<]*+\}\}(?!\})"
    rf"|\[\[|\]\]|\{{\{{+|\}}\}}+|<!--|{TAG}|\n[ \t:]*+(?:\{{\||\|\}}(?!\}}))"
)
"""What opens and closes; a link or template with nothing inside is passed over as a whole."""

LINK, TABLE, FRAME = -1, -2, -3
"""Entries of the stack; a run of opening braces is there by its length."""

LARGEST_SHARE = 0.6
"""Share of the page beyond which it costs less to read all of it at once."""

MOST_WINDOWS = 32


class Window(msgspec.Struct, gc=False):
    """Whole sections on both sides of one change or several; half-open offsets."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def windows(
    old: str, new: str, equal: Sequence[EqualRun], largest_share: float = LARGEST_SHARE
) -> list[Window] | None:
    """The sections in which two texts differ, in order, none of them overlapping.

    None if they cannot be read alone, or are most of the page.
    """
    found = _windows(old, new, equal)
    size = sum(window.new_end - window.new_start for window in found)
    if size > largest_share * len(new) or len(found) > MOST_WINDOWS:
        return None
    for window in found:
        if window.new_end < len(new) and not old.endswith("\n", 0, window.old_end):
            # What begins the next section began none before.
            return None
        if not is_clean(old[window.old_start : window.old_end], ()):
            return None
    edges = [edge for window in found for edge in (window.new_start, window.new_end)]
    return found if is_clean(new, edges) else None


def _windows(old: str, new: str, equal: Sequence[EqualRun]) -> list[Window]:
    found: list[Window] = []
    for old_from, old_to, new_from, new_to in _differences(old, new, equal):
        start = _start(old, old_from, new, new_from)
        if found and new_to <= found[-1].new_end and start >= found[-1].new_start:
            found[-1].old_end += (old_to - new_to) - (old_from - new_from)
            continue
        end = _end(new, new_to)
        # Between two differences both texts run alike.
        window = Window(old_from - new_from + start, old_to - new_to + end, start, end)
        if found and start < found[-1].new_end:
            window.old_start, window.new_start = found[-1].old_start, found[-1].new_start
            found.pop()
        found.append(window)
    return found


def _differences(
    old: str, new: str, equal: Sequence[EqualRun]
) -> Iterator[tuple[int, int, int, int]]:
    """Where the texts do not run alike: the half-open places in the old and in the new one."""
    old_at = new_at = 0
    for run in (*equal, EqualRun(len(old), len(new), 0)):
        if run.old_start > old_at or run.new_start > new_at:
            yield old_at, run.old_start, new_at, run.new_start
        old_at, new_at = run.old_start + run.length, run.new_start + run.length


def _start(old: str, old_changed: int, new: str, changed: int) -> int:
    """Where the section of the new text begins in which a change lies.

    If that is in the heading itself, the section before it: its end has changed.
    """
    line = new.rfind("\n", 0, changed) + 1
    old_line = old.rfind("\n", 0, old_changed) + 1
    at = line if new.startswith("=", line) or old.startswith("=", old_line) else line + 1
    while (at := new.rfind("\n=", 0, at)) != -1:
        if _is_heading(new, at + 1):
            return at + 1
    return 0


def _end(text: str, changed: int) -> int:
    """Where the next section begins after a change, or the page ends."""
    at = max(changed - 1, 0)
    while (at := text.find("\n=", at)) != -1:
        if _is_heading(text, at + 1):
            return at + 1
        at += 1
    return len(text)


def _is_heading(text: str, line: int) -> bool:
    end = text.find("\n", line)
    written = text[line : len(text) if end == -1 else end].rstrip()
    return len(written) > 4 and written.startswith("==") and written.endswith("==")


def is_clean(text: str, places: Sequence[int]) -> bool:
    """Whether all markup of a text is closed in order, and none is open at these offsets.

    It says no in doubt. Linear in the length of the text.
    """
    stack: list[int] = [TABLE] if text.lstrip(" \t:").startswith("{|") else []
    closers = Closers(text)
    frame_end, frames = len(text) + 1, list[int]()
    waiting = [place for place in places if place > 0]
    read_to = 0
    for match in TOKEN.finditer(text):
        start, end = match.span()
        while waiting and start >= waiting[0]:
            if stack or read_to > waiting[0]:
                return False
            del waiting[0]
        if start < read_to:
            continue
        read_to = end
        while start >= frame_end:
            if stack.pop() != FRAME:
                return False
            frame_end = frames.pop()
        first = text[start]
        if first == "[":
            if end - start == 2:
                stack.append(LINK)
        elif first == "{":
            if text[end - 1] == "{":
                stack.append(end - start)
        elif first == "]":
            if LINK in stack and stack.pop() != LINK:
                return False
        elif first == "}":
            if not _close_braces(stack, end - start):
                return False
        elif first == "\n":
            if text[end - 1] == "|":
                stack.append(TABLE)
            elif stack and stack[-1] == TABLE and ":" not in match[0]:
                stack.pop()
        elif text.startswith("<!--", start):
            close = text.find("-->", end)
            read_to = close + 3
            if close == -1 or read_to > frame_end or text.startswith("{|", read_to):
                return False
        elif text[start + 1] != "/" and text[end - 2] != "/":
            name_match = TAG_NAME.match(text, start)
            name = name_match[1].lower() if name_match else ""
            if name in OPAQUE_TAGS or name in FRAMED_TAGS:
                closer = closers.after(name, end)
                if closer is None or closer[1] > frame_end:
                    return False
                if name in OPAQUE_TAGS:
                    read_to = closer[1]
                else:
                    stack.append(FRAME)
                    frames.append(frame_end)
                    frame_end = closer[0]
        if len(stack) >= DEEPEST_NESTING:
            return False
    return not stack and not (waiting and read_to > waiting[0])


def _close_braces(stack: list[int], count: int) -> bool:
    """Close what a run of braces closes; False if something else is open inside."""
    while count >= 2 and any(entry > 0 for entry in stack):
        if stack[-1] <= 0:
            return False
        width = 3 if count >= 3 and stack[-1] >= 3 else 2
        stack[-1] -= width
        count -= width
        if stack[-1] < 2:
            stack.pop()
    return True
