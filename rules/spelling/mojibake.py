"""Finds text that was decoded with the wrong character set: Ã© for é, â€™ for ’, and U+FFFD.

A run counts only if its characters, written as Windows-1252 bytes, are valid UTF-8 of a likely
character, so that the right text is known and offered. Where a replacement character U+FFFD
stands, the letter is lost; the word is marked and nothing offered. It leaves alone letters that
end in a closing quotation mark ("CAFÉ”"), units (Å²), passages about encodings, and code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    Example,
    Guard,
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
)

CONTINUATION = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What Windows-1252, with Latin-1 in its gaps, makes of the bytes 80 to BF."""

SIGNS = "\u0080-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ‘•˜™š›œžŸ"
"""The same without what may rightly follow a capital: closing marks, dashes and dots."""

BROKEN = re.compile(
    rf"(?:Ã[{CONTINUATION}]|Â[\u0080-\u00bf]|â[€„ˆ‰†‚][{CONTINUATION}]|ï[¿»][½¿]"
    rf"|(?<=[A-Za-z])[ÄÅ][{SIGNS}]|[ÄÅ][{SIGNS}](?=[a-z])"
    rf"|(?:[ÐÑ][{CONTINUATION}]){{2,40}}|(?:[ÎÏ][{CONTINUATION}]){{3,40}}"
    rf"|ð[Ÿ][{CONTINUATION}]{{2}})"
)
"""Lead characters that hardly any word has, each with what its bytes must be followed by. Greek and
Cyrillic letters come in rows; Ä and Å are letters themselves and need a letter beside them."""

LOST = re.compile(r"\uFFFD{1,40}")
LETTERS_BEFORE = re.compile(r"[A-Za-z0-9]{0,40}\Z")
LETTERS_AFTER = re.compile(r"[A-Za-z0-9]{0,40}")
CLOSING_MARKS = frozenset("’”“‘–—…»›\u00a0")
ENCODINGS = re.compile(
    r"\b(?:mojibake|unicode|utf-?(?:8|16)|latin-1|iso[ -]8859|windows-1252|code ?page|"
    r"encod(?:ed|ing)s?|replacement character)\b",
    re.IGNORECASE,
)
"""A passage that speaks of these shows broken text on purpose."""

BYTES = {
    bytes([value]).decode("cp1252"): value
    for value in range(0x80, 0xA0)
    if value not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


STRAIGHT = str.maketrans("‘’“”", "''\"\"")
"""The guideline asks for straight marks (MOS:CURLY)."""


class Mojibake(Rule):
    """clichÃ© → cliché."""

    meta = Meta(
        code="SPL006",
        name="mojibake",
        summary="Text decoded with the wrong character set (clichÃ©)",
        why="Signs that a program mistook for others cannot be read.",
        source=Source.enwiki("WP:TYPO"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.97,
        # Broken signs are as wrong in quotations and titles.
        guards=frozenset({Guard.SIC}),
        triggers=(r"[ÃÂâïÄÅÐÑÎÏð][^\x00-\x7F]", r"\x{FFFD}"),
        examples=(
            Example("It is a ⟦clichÃ©⟧ of the time.", fix="cliché"),
            Example("It ⟦isnâ€™t⟧ known.", fix="isn't"),
            Example("The years ⟦1950â€“1960⟧ were hard.", fix="1950–1960"),
            Example("She said ⟦â€œyesâ€\x9d⟧ there.", fix='"yes"'),
            Example("* ⟦FranÃ§ois⟧ (1950)", fix="François"),
            Example("{|\n| ⟦MÃ¼ller⟧\n|}", fix="Müller"),
            Example("{{Infobox person\n| spouse = ⟦JosÃ©⟧ Diaz\n}}", fix="José"),
            Example("See [[Brandt|⟦BrÃ¶dt⟧]] there.", fix="Brödt"),
            Example("The song ''⟦DÃ©jÃ\u00a0⟧ vu'' is old.", fix="Déjà"),
            Example("It was 5 ⟦Â°C⟧ there.", fix="°C"),
            Example("The city of ⟦KrakÃ³w⟧ and of ⟦GdaÅ„sk⟧.", fix="Kraków"),
            Example("The word ⟦Ñ€ÐµÐºÐ°⟧ is Russian.", fix="река"),
            Example("The ⟦caf\ufffd⟧ closed."),
            Example("He is called ⟦J\ufffdrgen⟧ there."),
            Example("The café of Jürgen Åberg in Zürich was naïve.", guard="true letters"),
            Example("A sign “CAFÉ” and “MANHÔ – it was old.", guard="a closing mark"),
            Example("The cell is 30 Å² wide, and 5 Å³ in all.", guard="units"),
            Example("Its flag is “bleu, blanc”… “à” and “â”.", guard="letters quoted"),
            Example("In UTF-8 read as Latin-1, é becomes Ã©.", guard="about encodings"),
            Example("The text <code>Ã©</code> and {{lang|fr|Ã©}}.", guard="code and templates"),
            Example("It is written clichÃ© [sic] there.", guard="marked"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each broken word with its mended form, and each word that lost a letter."""
        text = unit.text
        about = ENCODINGS.search(text) is not None
        at = 0
        for match in BROKEN.finditer(text):
            if match.start() < at:
                continue
            start, end = _word(text, match.start(), match.end())
            end = _whole(text, end)
            mended = _mended(text[start:end])
            if mended is None or _is_capital_before_mark(text, match):
                continue
            at = end
            if about:
                yield Silenced(start, end, "in a passage about encodings")
                continue
            yield Hit(
                start=start,
                end=end,
                message=f"“{text[start:end]}” was decoded with the wrong character set; it should"
                f" read “{mended}”.",
                suggestions=(mended,),
            )
        for match in LOST.finditer(text):
            start, end = _word(text, *match.span())
            if about:
                yield Silenced(start, end, "in a passage about encodings")
            elif start >= at:
                at = end
                yield Hit(
                    start=start,
                    end=end,
                    message="Here a character was lost: U+FFFD stands for what a program could not"
                    " read.",
                )


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    before = LETTERS_BEFORE.search(text, max(start - 40, 0), start)
    after = LETTERS_AFTER.match(text, end)
    return (before.start() if before else start), (after.end() if after else end)


def _whole(text: str, end: int) -> int:
    """Where a word with several broken letters ends."""
    while (match := BROKEN.match(text, end)) is not None or (
        match := LOST.match(text, end)
    ) is not None:
        end = _word(text, end, match.end())[1]
    return end


def _is_capital_before_mark(text: str, match: re.Match[str]) -> bool:
    """Whether a capital with its accent is followed by the mark that closes its quotation."""
    return (
        match.end() - match.start() == 2
        and match[0][1] in CLOSING_MARKS
        and (match.start() == 0 or not text[match.start() - 1].islower())
    )


def _mended(broken: str) -> str | None:
    """The text whose UTF-8 bytes were read as Windows-1252; None if they are no UTF-8."""
    data = bytearray()
    for letter in broken:
        if letter in BYTES:
            data.append(BYTES[letter])
        elif ord(letter) < 0x100:
            data.append(ord(letter))
        else:
            return None
    try:
        right = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    plain = right.translate(STRAIGHT)
    return plain if plain.replace("\u00a0", " ").isprintable() else None
