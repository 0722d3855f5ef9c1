"""Finds times of day that are not written as the guideline asks: 8:55PM, 20:55 pm, 12 noon p.m.

Before "am" or "pm" comes a space, the letters are small, hours and minutes are parted by a colon,
the hour has no leading zero and lies within twelve; "in the morning" after "am" says it twice, and
twelve o'clock is noon or midnight. It leaves alone radio stations (540 AM), picometres, prime
ministers, names such as 2PM, quotations and titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
    BlockKind,
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
)
from rules.facts.numbers import numbers_something

SPACE = "[ \u00a0\u2009\u202f]"
TIME = re.compile(
    rf"(?<![\w.,:$€£#%+°-])(?<!\d/)(?P<hour>[01]?\d|2[0-4])(?:(?P<mark>[:.])(?P<minute>[0-5]\d))?"
    rf"(?P<gap>{SPACE}?)(?:(?P<half>[apAP]\.?[mM])(?P<dot>\.?)(?![\w’']|-\w|/\w))"
)
WORD_TIME = re.compile(
    rf"\b(?P<hour>[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|"
    rf"[Ee]leven){SPACE}(?P<half>[ap]\.?m)(?P<dot>\.?)(?={SPACE}(?:in|at)\s)"
)
TWICE_SAID = "the half of the day comes twice"
TWICE = {
    "a": re.compile(rf"{SPACE}in{SPACE}the{SPACE}morning\b(?!\sof\b)|{SPACE}at{SPACE}night\b"),
    "p": re.compile(
        rf"{SPACE}in{SPACE}the{SPACE}(?:afternoon|evening)\b(?!\sof\b)|{SPACE}at{SPACE}night\b"
    ),
}
NOON_TWICE = re.compile(
    rf"\b12{SPACE}?(?P<word>noon|midnight){SPACE}?\(?[apAP]\.?[mM]\b\.?\)?|"
    rf"\b12(?:[:.]00)?{SPACE}?[apAP]\.?[mM]\b\.?{SPACE}\(?(?P<after>noon|midnight)\b\)?"
)
CUE = re.compile(
    r"\b(?:at|until|till|around|about|between|daily|nightly|approximately|before|after|closes?|"
    r"opens?|starts?|[A-Z][a-z]+days?|from\s\d[^.;()]{0,12}\s?to|from\s\d[^.;()]{0,12}[-–—])"
    r"\s?(?:(?:about|around|approximately|exactly|roughly|circa)\s)?"
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[AaPp]\.?[Mm]\.?)?\s?(?:to|and|until|or|[-–—])\s?)?\Z",
    re.IGNORECASE,
)
"""What shows that "8 PM" or "8PM" without minutes is a time of day and no name."""

FROM = re.compile(r"\b(?:from|by)\s\Z", re.IGNORECASE)
RANGE_NEXT = re.compile(r"\s?(?:to|until|till|[-–—])\s?\d|\s(?:on|every|daily|local|each)\b")

RADIO = re.compile(
    r"\b(?:FM|kHz|MHz|radio|stations?|signal|frequenc\w+|modulation|dial|transmitters?|broadcasters?)"
    r"\b"
)
LENGTHS = re.compile(
    r"\b(?:nm|Å|ångströms?|angstroms?|radi(?:us|i)|bonds?|wavelengths?|picomet\w+|ionic|covalent|"
    r"lattice|molarity|micromolar)\b"
)
SMALL_PM = re.compile(rf"{SPACE}?pm\Z")
MINISTER_NEXT = re.compile(
    r"\s(?!(?:ET|EST|EDT|PT|PST|PDT|CT|CST|CDT|MT|UTC|GMT|BST|IST|AEST)\b)[A-Z]"
)


class TimeFormat(Rule):
    """8:55PM → 8:55 pm."""

    meta = Meta(
        code="DAT018",
        name="time-format",
        summary="A time of day in the wrong form (8:55PM, 20:55 pm)",
        why="Times read alike everywhere as 8:55 pm or 8:55 p.m., or as 20:55 without letters.",
        source=Source.enwiki("MOS:TIME"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.94,
        triggers=(
            r"\d[ \x{A0}\x{2009}\x{202F}]?[apAP]\.?[mM]\b",
            r"\b12[ \x{A0}]?(?:noon|midnight)",
            r"(?i)(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven)[ \x{A0}][ap]\.?m",
        ),
        examples=(
            Example("It began at ⟦8:55PM⟧.", fix="8:55&nbsp;pm"),
            Example("It began at ⟦8:55pm⟧ in Rome.", fix="8:55&nbsp;pm"),
            Example("It began at ⟦8:55 PM⟧ in Rome.", fix="8:55&nbsp;pm"),
            Example("It began at ⟦8:55&nbsp;PM⟧ in Rome.", fix="8:55&nbsp;pm"),
            Example("It began at ⟦8:55 P.M.⟧ in Rome.", fix="8:55&nbsp;p.m."),
            Example("It began at ⟦8a.m.⟧ in Rome.", fix="8&nbsp;a.m."),
            Example("It began at ⟦8 AM⟧ in Rome.", fix="8&nbsp;am"),
            Example("It began at ⟦08:55 am⟧ in Rome.", fix="8:55&nbsp;am"),
            Example("It began at ⟦8.55 pm⟧ in Rome.", fix="8:55&nbsp;pm"),
            Example("It began at ⟦20:55 pm⟧ in Rome.", fix="8:55&nbsp;pm"),
            Example("It began at ⟦20:55 pm⟧, in Rome.", fix="20:55"),
            Example("It began at ⟦0:30 am⟧ in Rome.", fix="12:30&nbsp;am"),
            Example("It began at ⟦12 noon p.m.⟧ in Rome.", fix="noon"),
            Example("It began at ⟦12 pm noon⟧ in Rome.", fix="noon"),
            Example("It began at ⟦12 p.m.⟧ in Rome.", fix="noon"),
            Example("It began at ⟦12:00 am⟧ in Rome.", fix="midnight"),
            Example("It began at ⟦4 am in the morning⟧.", fix="4&nbsp;am"),
            Example("It began at ⟦9PM at night⟧.", fix="9&nbsp;pm"),
            Example("It began at ⟦six pm in the evening⟧.", fix="six pm"),
            Example("It ran from ⟦9AM⟧ to ⟦5PM⟧ daily.", fix="9&nbsp;am"),
            Example("{|\n|-\n| ⟦8:55PM⟧ || Rome\n|}", fix="8:55&nbsp;pm"),
            Example("{{Infobox event\n| time = ⟦8:55PM⟧\n}}", fix="8:55&nbsp;pm"),
            Example("* '''⟦8:55PM⟧''': doors", fix="8:55&nbsp;pm"),
            Example("[[File:A.jpg|thumb|Rome at ⟦8:55pm⟧]]", fix="8:55&nbsp;pm"),
            Example("It begins at 9:00 pm Eastern/⟦6:00PM⟧ Pacific.", fix="6:00&nbsp;pm"),
            Example("It began at 8:55 pm in Rome.", guard="the right form"),
            Example("It began at 8:55 p.m. in Rome.", guard="the right form"),
            Example("It began at 20:55 in Rome.", guard="the right form"),
            Example("It began at noon, at 12 noon sharp.", guard="the right form"),
            Example("{|\n|-\n| 12:00 pm || Rome\n|}", guard="a schedule"),
            Example("It is on 540 AM in Rome.", guard="a radio station"),
            Example("They own 2 AM and 3 FM stations.", guard="radio stations"),
            Example("The bond of 10pm is short.", guard="picometres"),
            Example("The radius is 11.50 pm here.", guard="picometres"),
            Example("They had 10 PM Theresa May fans.", guard="a prime minister"),
            Example("The band 2PM sang with 2AM there.", guard="a band"),
            Example("The T-55AM tank and a 5AM2 gun.", guard="a model"),
            Example("He has 8 amino acids.", guard="a word"),
            Example('He wrote "at 8:55PM sharp".', guard="a quotation"),
            Example("''8:55PM'' is a play.", guard="a title"),
            Example("<ref>Daily News, 8:55PM</ref>", guard="a reference"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each time with letters for its half of the day that has a fault."""
        text = unit.text
        taken = 0
        for match in NOON_TWICE.finditer(text):
            word = match["word"] or match["after"]
            taken = match.end()
            yield _hit(*match.span(), (word,), "the hour is told twice")
        for match in WORD_TIME.finditer(text):
            twice = TWICE[match["half"][0]].match(text, match.end())
            if twice is not None:
                mended = text[match.start() : match.end()]
                yield _hit(match.start(), twice.end(), (mended,), TWICE_SAID)
        for match in TIME.finditer(text):
            if match.start() < taken:
                continue
            faults, suggestions, end = _reading(unit, match)
            if not faults:
                continue
            guard = None if TWICE_SAID in faults else _guard(text, match)
            if guard is not None:
                yield Silenced(match.start(), end, guard)
            else:
                yield _hit(match.start(), end, suggestions, faults[0])


def _hit(start: int, end: int, suggestions: tuple[str, ...], fault: str) -> Hit:
    shown = " or ".join(item.replace("&nbsp;", " ") for item in suggestions)
    return Hit(
        start=start,
        end=end,
        message=f"In this time {fault}; write {shown}.",
        suggestions=suggestions,
    )


def _reading(unit: Unit, match: re.Match[str]) -> tuple[list[str], tuple[str, ...], int]:
    """The faults of a time, what to write instead, and where the faulty text ends."""
    text, hour, minute = unit.text, int(match["hour"]), match["minute"]
    half, is_dotted = match["half"].lower().replace(".", ""), "." in match["half"]
    end = match.end() if is_dotted else match.end("half")
    letters = f"{half[0]}.m." if is_dotted else half
    minutes = "" if minute is None else f":{minute}"
    faults = []
    if not match["gap"]:
        faults.append("there is no space before the letters")
    if match["half"] != match["half"].lower():
        faults.append("the letters are capitals")
    if match["mark"] == ".":
        faults.append("hours and minutes are not parted by a colon")
    if match["hour"].startswith("0") and hour:
        faults.append("the hour has a leading zero")
    twice = TWICE[half[0]].match(text, end)
    if twice is not None:
        faults.append(TWICE_SAID)
        end = twice.end()
    if hour == 0 or hour > 12:
        return _beyond_twelve(hour, minutes, half, letters, end)
    if hour == 12 and minutes in ("", ":00") and _tells(unit):
        word = "noon" if half == "pm" else "midnight"
        return ["noon and midnight go by their names"], (word,), end
    return faults, (f"{hour}{minutes}&nbsp;{letters}",), end


def _beyond_twelve(
    hour: int, minutes: str, half: str, letters: str, end: int
) -> tuple[list[str], tuple[str, ...], int]:
    """The reading of a time that counts to 24 and has letters all the same."""
    if not minutes or hour == 24:
        return [], (), end
    day = f"{hour:02}{minutes}"
    fault = ["the hour and the letters belong to two ways of counting"]
    if (hour == 0) != (half == "am"):
        return fault, (day,), end
    return fault, (f"{hour % 12 or 12}{minutes}&nbsp;{letters}", day), end


def _tells(unit: Unit) -> bool:
    """Whether a unit is a sentence and not a cell of a schedule."""
    return unit.block is not None and unit.block.kind in (
        BlockKind.PARAGRAPH,
        BlockKind.IMAGE_CAPTION,
    )


def _guard(text: str, match: re.Match[str]) -> str | None:
    start, end = match.span()
    before = text[max(start - 40, 0) : start]
    near = text[max(start - 120, 0) : end + 120]
    is_upper = match["half"].isupper()
    if is_upper and RADIO.search(near) and not match["minute"]:
        return "a radio station"
    if SMALL_PM.search(match[0]) and match["mark"] != ":" and LENGTHS.search(near):
        return "a length in picometres"
    if match["minute"] is None and is_upper:
        opens_range = FROM.search(before) and RANGE_NEXT.match(text, end)
        if not opens_range and not CUE.search(before):
            return "no word of time beside it"
        if match["half"] == "PM" and match["gap"] and MINISTER_NEXT.match(text, end):
            return "a prime minister"
    if match["mark"] == "." and numbers_something(text, start):
        return "a number that belongs to the word before"
    return None
