"""Whether a page asks bots to keep away: ``{{nobots}}`` and ``{{bots|…}}``, in linear time.

https://en.wikipedia.org/wiki/Template:Bots. In doubt the answer is yes: a tag in a comment, in
``<nowiki>``, with an unknown parameter or behind another template counts as well.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

TEMPLATES = ("Template:Bots", "Template:Nobots", "Template:No bots")
"""The templates whose transclusion is looked up; redirects to them are listed with them."""

_WORD = re.compile(r"bots(?![^\W_])", re.IGNORECASE)
# What a wiki takes for a space in a title, and the direction marks it drops.
_SPACE = (
    " \t\n\r_\xa0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
)
_SPACE += "\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u3000"
# Namespaces and modifiers before the name, Template:, msg:, subst:, and how far they may reach.
_MOST_PREFIXES = 4
_LOOK_BACK = 160
_NOT_IN_PREFIX = frozenset("{}|[]<>\n:")
_LONGEST_TAG = 5000
_DROPPED = str.maketrans("", "", _SPACE + "'\"[]")
_NOBODY = frozenset({"", "none"})
_EVERYBODY = frozenset({"all", "*"})


def exclusion(text: str, account: str) -> str:
    """Why the text keeps the account away, in words for a person; empty if it does not."""
    for form in _forms(text):
        for parameters, whole in _tags(form):
            if parameters is None:
                return f"the page carries {_shown(whole)}"
            if reason := _reason(parameters, account):
                return f"the page carries {_shown(whole)}: {reason}"
    return ""


def has_plain_tag(text: str) -> bool:
    """Whether the text itself holds ``{{bots}}``, and not only a template that does."""
    return any(True for form in _forms(text) for _ in _tags(form))


def _forms(text: str) -> Iterator[str]:
    """The text as it stands; then without comments and with character references read, as a
    wiki reads the name of a template."""
    yield text
    bare = _without_comments(text)
    if bare != text:
        yield bare
    if "&" in bare:
        yield html.unescape(bare)


def _without_comments(text: str) -> str:
    parts = []
    place = 0
    while (start := text.find("<!--", place)) >= 0:
        parts.append(text[place:start])
        end = text.find("-->", start + 4)
        if end < 0:
            # A wiki takes an unclosed one to reach to the end; what follows was seen already.
            return "".join(parts)
        place = end + 3
    parts.append(text[place:])
    return "".join(parts)


def _tags(text: str) -> Iterator[tuple[str | None, str]]:
    """The parameters of each ``{{bots}}``, None for ``{{nobots}}``, and the tag as it stands."""
    close = 0
    for match in _WORD.finditer(text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if "{" not in before and "|" not in before:
            continue
        bare = before.rstrip(_SPACE)
        if bare[-2:].casefold() == "no":
            # As a default or an argument of another template it may still become a tag.
            if _opening(bare[:-2]):
                yield None, "{{nobots}}"
            continue
        if _opening(before) != "{":
            continue
        if close < match.end():
            close = text.find("}}", match.end())
            close = close if close >= 0 else len(text)
        # An open end, or a very far one, is no tag that anybody can vouch for.
        end = min(close, match.end() + _LONGEST_TAG)
        after = text[match.end() : match.end() + _LOOK_BACK].lstrip(_SPACE)
        if after and not after.startswith(("|", "{", "<", "}")):
            continue  # A template of another name: {{bots of the world}}.
        rest = text[match.end() : end].lstrip(_SPACE)
        yield rest.removeprefix("|"), text[match.start() - 2 : end + 2]


def _opening(before: str) -> str:
    """The ``{`` or ``|`` that makes what comes next the name of a template; else empty."""
    for _ in range(_MOST_PREFIXES):
        before = before.rstrip(_SPACE)
        if before.endswith(("{", "|")):
            return before[-1]
        if not before.endswith(":"):
            return ""
        before = before[:-1]
        while before and before[-1] not in _NOT_IN_PREFIX:
            before = before[:-1]
    return ""


def _reason(parameters: str, account: str) -> str:
    if not parameters:
        return ""
    if "{" in parameters:
        return "its parameters are made by other templates"
    us = _name(account)
    for parameter in parameters.split("|"):
        key, equals, value = parameter.partition("=")
        key = key.strip(_SPACE).casefold()
        names = {_name(name) for name in re.split(r"[,;\n]", value)} - {""}
        if key == "deny" and equals:
            if names & {us, *_EVERYBODY}:
                return "it denies this account"
        elif key == "allow" and equals:
            if not names & {us, *_EVERYBODY} or names & _NOBODY:
                return "it allows others only"
        elif key == "optout" and equals:
            if names:
                return "its owner wants no messages of some kind"
        elif parameter.strip():
            return "it says something that is not understood"
    return ""


def _name(text: str) -> str:
    """An account's name in the form in which two are compared; too many are taken for equal."""
    head, colon, tail = text.partition(":")
    if colon and head.strip(_SPACE).casefold() in ("user", "u", "user talk", "user_talk"):
        text = tail
    return text.translate(_DROPPED).casefold()


def _shown(text: str) -> str:
    short = " ".join(text.split())
    return short if len(short) <= 80 else short[:79] + "…"
