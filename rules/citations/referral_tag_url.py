"""Finds addresses that carry the mark of a chatbot: utm_source=chatgpt.com, referrer=grok.com.

A chat service puts its name into the addresses that it gives out, so whoever pasted one was given
the source by it. Such sources are often made up, or do not say what they are cited for. Only a
parameter of an address whose value names a chat service counts, so other campaign marks, and the
service's name in the text or in the address of its own site, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Source,
    Status,
    Unit,
    Verdict,
)

SERVICES = (
    r"(?:www\.)?(?:chatgpt(?:\.com)?|chat\.openai\.com|openai(?:\.com)?|copilot(?:\.com|"
    r"\.microsoft\.com)?|bing[_-]?chat|perplexity(?:\.ai)?|claude(?:\.ai)?|gemini(?:\.google\.com)?|"
    r"grok(?:\.com)?|chat\.deepseek\.com|deepseek(?:\.com)?)"
)
"""What chat services call themselves in the addresses that they give out."""

MARK = re.compile(
    rf"(?P<sign>[?&]|&amp;|%26|%3F)(?P<mark>(?:utm_(?:source|medium|campaign)|referrer)"
    rf"(?:=|%3D){SERVICES})(?P<next>&amp;|&|(?=[.,;:)]{{0,3}}(?:[\s|\]<>\"'#}}%]|\Z)))",
    re.IGNORECASE,
)
NAMES = ("utm_", "referrer")
"""How the mark begins: to look for these costs much less than to match it."""

OPENING = re.compile(r"(?:https?:)?//", re.IGNORECASE)
LONGEST_ADDRESS = 2_000
ENDS = ' \n\t\u00a0[]<>"{}|'
"""What no address holds."""

END = re.compile(f"[{re.escape(ENDS)}]")


class ReferralTagUrl(Rule):
    """https://example.org/mill?utm_source=chatgpt.com."""

    meta = Meta(
        code="CIT006",
        name="referral-tag-url",
        summary="An address with the mark of a chatbot that gave it out",
        why="A chatbot gave out this source, and such sources are often made up or say something"
        " else.",
        source=Source.enwiki("WP:AISIGNS"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.STRUCTURE,
        by_section=True,
        status=Status.STABLE,
        confidence=0.97,
        guards=frozenset(),
        examples=(
            Example(
                "A.<ref>{{cite web|url=⟦https://a.org/b?utm_source=chatgpt.com⟧|title=B}}</ref>",
                fix="https://a.org/b",
            ),
            Example(
                "A.<ref>[⟦https://a.org/b?id=4&utm_source=openai⟧ B]</ref>",
                fix="https://a.org/b?id=4",
            ),
            Example(
                "A.<ref>⟦https://a.org/b?utm_source=copilot.com&id=4#c⟧</ref>",
                fix="https://a.org/b?id=4#c",
            ),
            Example("A ⟦https://a.org/b?referrer=grok.com⟧ here.", fix="https://a.org/b"),
            Example("See ⟦https://a.org/b?referrer=grok.com⟧.", fix="https://a.org/b"),
            Example(
                "A.<ref>[⟦https://a.org/b?utm_source=chatgpt.com⟧ B]</ref>\n\nC.",
                old="C.",
                fix="https://a.org/b",
            ),
            Example(
                "A.<ref>[https://a.org/b?utm_source=chatgpt.com B]</ref> Here and now.",
                old="A.<ref>[https://a.org/b?utm_source=chatgpt.com B]</ref>",
                guard="it was there",
            ),
            Example(
                "A.<ref>[https://a.org/b?utm_source=twitter.com B]</ref>",
                guard="another campaign",
            ),
            Example("A.<ref>[https://chatgpt.com/share/12 B]</ref>", guard="the service itself"),
            Example(
                "Links end in utm_source=chatgpt.com in such cases.", guard="no part of an address"
            ),
            Example(
                "A.<ref>[https://a.org/b?utm_source=chatgpt.company B]</ref>", guard="another name"
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each address with such a mark, whole, and the address without it."""
        text = unit.text
        lowered = text.lower()
        if not any(name in lowered for name in NAMES):
            return
        reach = 0
        for match in MARK.finditer(text):
            if match.start() < reach:
                continue
            start = _address_start(text, match.start())
            if start is None:
                continue
            sign = END.search(text, match.end("mark"))
            end = len(text) if sign is None else sign.start()
            reach = match.start() + len(text[match.start() : end].rstrip(".,;:)"))
            yield Hit(
                start=start,
                end=reach,
                message=f"The address carries {match['mark']}, the mark of a chatbot. Please check"
                " that the source exists and says what it is cited for.",
                suggestions=(_without_marks(text[start:reach]),),
            )


def _address_start(text: str, mark: int) -> int | None:
    """Where the address begins that a mark stands in; None if it stands in none."""
    base = max(mark - LONGEST_ADDRESS, 0)
    before = text[base:mark]
    last = max(before.rfind(sign) for sign in ENDS) + 1
    opening = OPENING.search(before, last)
    return None if opening is None else base + opening.start()


def _without_marks(address: str) -> str:
    return MARK.sub(_kept_sign, address)


def _kept_sign(match: re.Match[str]) -> str:
    return match["sign"] if match["next"] else ""
