"""Finds tokens that a chatbot's page puts in the place of its sources: turn0search0, oaicite.

They are marks of machines that no person types, with the private-use characters around them. It
leaves alone tokens that an article shows as such: between quotation marks, in italics, in code or
nowiki. A token is a sign of pasted text, never proof of who or what wrote it; the passage around it
deserves a check, because what should be a source is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Change,
    Class,
    Context,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Silenced,
    Source,
    Status,
    Unit,
    Verdict,
    local,
)
from rules.facts.edited_text import edit_touches
from rules.facts.unread_markup import unread_spans

PRIVATE = "\ue000-\uf8ff"
KINDS = (
    "search|view|news|image|file|fetch|academia|reddit|video|product|forecast|finance|sports|"
    "maps?|business|calculator|time|msearch|mclick|click|youtube|generated_image"
)
TURN = rf"(?:cite|navlist|image_group|filecite)?[{PRIVATE}]{{0,3}}turn\d{{1,3}}(?:{KINDS})\d{{1,3}}"
TOKEN = re.compile(
    # citeturn0search0, alone or in a row with others, in private-use characters or without.
    rf"[{PRIVATE}]{{0,3}}(?<![A-Za-z0-9]){TURN}(?:[{PRIVATE}]{{0,3}}{TURN}){{0,40}}[{PRIVATE}]{{0,3}}"
    # :contentReference[oaicite:0]{index=0}, or a part of it.
    r"|:{0,2}contentReference\[oaicite:?\d{0,4}\](?:\{index=\d{1,4}\})?"
    r"|\[oaicite:\d{1,4}\](?:\{index=\d{1,4}\})?|\boaicite\b(?::\d{1,4})?"
    # [oai_citation:1‡example.org](…)
    r"|\[?\boai_citation\b(?::\d{1,4})?(?:‡[^\]\s]{1,100})?\]?"
    # ({"attribution":{"attributableIndex":"0-1"}})
    r'|\(?\{"attribution":\{"attributableIndex":"[\d-]{1,12}"\}\}\)?|\battributableIndex\b'
    r"|</?grok[-_:](?:card|render)\b[^<>\n]{0,300}>|\bgrok_(?:card|render_[a-z_]{1,40})\b"
    # 【4†source】, 【85†L261-L269】
    r"|【\d{1,4}(?::\d{1,4})?†[^】\n]{0,80}】"
)
NEAR = 60
"""Code points beside a change in which a token that it completes or breaks may stand."""

SHOWN = ('"', "“", "”", "'", "‘", "’")


@local
def touches_token(change: Change) -> bool:
    """Whether the edit changed a token, or the text right beside one."""
    return edit_touches(change, TOKEN, NEAR)


class ChatbotToken(Rule):
    """citeturn0search0."""

    meta = Meta(
        code="AIX001",
        name="chatbot-token",
        summary="A chatbot's internal mark for a source, left in the article",
        why="The mark means nothing to a reader and stands where a source should be.",
        source=Source.enwiki("WP:AISIGNS"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.STRUCTURE,
        status=Status.STABLE,
        only_if=touches_token,
        confidence=0.98,
        guards=frozenset(),
        examples=(
            Example("The mill closed in 1950. ⟦citeturn0search0⟧ It was sold."),
            Example(
                "It closed. ⟦\ue200cite\ue202turn0search0\ue202turn1news12\ue201⟧ It was sold."
            ),
            Example("It closed ⟦turn2view1⟧."),
            Example("The mill closed.⟦:contentReference[oaicite:3]{index=3}⟧ It was sold."),
            Example("The mill closed.⟦[oaicite:0]⟧"),
            Example("It closed.(⟦[oai_citation:1‡mill.example]⟧(https://mill.example/a))"),
            Example('It closed.⟦({"attribution":{"attributableIndex":"1009-1"}})⟧'),
            Example('It closed. ⟦<grok-card data-id="a1" data-type="citation_card">⟧'),
            Example("It closed.<ref>⟦grok_render_citation_card_json⟧</ref>"),
            Example("It closed.⟦【4†source】⟧"),
            Example("{{cite web|title=Mill|url=https://a.example/⟦turn0search4⟧}}"),
            Example(
                "It closed turn0search0. It fell.",
                old="It closed turn0search0.",
                guard="it was there before",
            ),
            Example('The mark "oaicite" shows in some texts.', guard="shown as such"),
            Example("Marks such as ''turn0search0'' show in some texts.", guard="shown as such"),
            Example("A <code>contentReference[oaicite:0]</code> is left.", guard="code"),
            Example("A <nowiki>turn0search0</nowiki> is left.", guard="no markup"),
            Example("At turn 0 search 0 was right; a return3view2 is none.", guard="words"),
            Example("Private use \ue000 alone in a sample of a script.", guard="a character"),
            Example("The note 【4】 of the Chinese edition.", guard="brackets"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each token, or row of tokens, with the characters around it."""
        text = unit.text
        unread = None
        for match in TOKEN.finditer(text):
            start, end = match.span()
            if unread is None:
                unread = unread_spans(unit.document)
            if unread.touches(start, end):
                continue
            if text.endswith(SHOWN, 0, start) and text.startswith(SHOWN, end):
                yield Silenced(start, end, "shown as such")
                continue
            yield Hit(
                start=start,
                end=end,
                message="A chatbot's page puts this mark where it names a source; readers cannot"
                " follow it. It is a sign of pasted text, never proof of how it was written. Please"
                " check the passage and give a real source.",
            )
