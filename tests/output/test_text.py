"""The terminal report: exact lines, and that nothing reaches the terminal but text."""

from __future__ import annotations

import re
import unicodedata

import pytest

from bot.output.escape_terminal import escape_terminal
from bot.output.text import text_report
from tests.hostile import Case, cases
from tests.output.linted import (
    CLEAN,
    CLOSURE,
    FALSE_PRECISION,
    FULL,
    GROUPING,
    INCOMPLETE,
    MISSPELT_SUMMARY,
    RUN,
    TEXT,
    finding,
    linted,
    with_payload,
)

ANSI = re.compile(r"\x1b\[[0-9;]+m")

EXPECTED = """\
Marlow Vale Railway · revision 1276600001 · 19 February 2025, 20:37 UTC · enwiki

  Introduced (1)

    16:91  CLM001 order-of-events error
           These differ: the wagons were scrapped in 1926, which is not a year before 1925.
           | …The last of them was scrapped in 1926, a year before the line closed in 1925.
           |                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           on the page, line 16: “The last of them was scrapped in 1926”
           WP:V https://en.wikipedia.org/wiki/WP:V

  In the edit summary (1)

      1:1  SUM001 misspelt-summary warning
           “Histroy” looks like a slip for “History”.
           | Histroy section added
           | ^^^^^^^
           suggestion: History
           H:ES https://en.wikipedia.org/wiki/H:ES

  Preview (1)

   11:105  NUM012 false-precision error preview
           “around” and a figure given to the last unit do not go together.
           | …kind in the kingdom". It is reported that around 52,486 people watched the opening, and the…
           |                                            ^^^^^^^^^^^^^
           suggestion: around 52,000 or 52,486
           MOS:UNCERTAINTY https://en.wikipedia.org/wiki/MOS:UNCERTAINTY

  Already on the page (1)

     3:89  NUM001 indian-digit-grouping error
           The digits are grouped in the South Asian way; Wikipedia groups them by thousands.
           | …railway in the Marlow Vale. It carried 5,54,202 passengers in 1911.<ref…
           |                                         ^^^^^^^^
           suggestion: 554,202
           on the page, line 11: “52,486”
           MOS:DIGITS https://en.wikipedia.org/wiki/MOS:DIGITS

1 revision: 1 checked, 0 incomplete, 0 skipped, 0 failed. Findings: 1 introduced, 1 in edit \
summaries, 1 preview, 1 already there. 19 February 2025, 20:37 UTC.
"""  # noqa: E501


def test_a_report_reads_as_expected() -> None:
    text = linted(GROUPING, FALSE_PRECISION, MISSPELT_SUMMARY, CLOSURE)
    assert text_report([text]) == EXPECTED


def test_the_colours_change_nothing_but_the_colour() -> None:
    coloured = text_report(RUN, colour=True)
    assert "\x1b[31merror\x1b[0m" in coloured
    assert ANSI.sub("", coloured) == text_report(RUN)


def test_the_substantive_come_first() -> None:
    codes = re.findall(r"\d+:\d+  ([A-Z]{3}\d{3}) ", text_report([FULL]))
    assert codes == [
        *("CLM003", "LAY001", "CLM001", "TON002"),
        *("DAT001", "SPL005", "TYP009", "NUM009"),
        *("SUM001", "NUM012", "NUM001"),
    ]


def test_each_outcome_is_named() -> None:
    text = text_report(RUN)
    assert "Ferry at Aldmouth · revision 1276600002 · 19 February 2025, 20:41 UTC" in text
    assert text.count("Nothing found.") == 1
    assert "  incomplete: the text is nested more than 100 levels deep\n" in text
    assert "  skipped: not wikitext\n" in text
    assert "  failed: the worker ran out of memory\n" in text
    assert "  rule MRK001 failed: ValueError: an empty interval\n" in text
    assert "  line 3: <!-- revlint: ignore NUM001 --> silences nothing\n" in text
    assert text.endswith(
        "5 revisions: 2 checked, 1 incomplete, 1 skipped, 1 failed. Findings: 9 introduced, "
        "1 in edit summaries, 1 preview, 1 already there. "
        "19 February 2025, 20:37 UTC – 19 February 2025, 20:41 UTC.\n"
    )
    assert "Nothing found." not in text_report([INCOMPLETE])


def test_a_run_over_nothing_says_so() -> None:
    assert text_report([]).startswith("0 revisions: 0 checked,")


def test_a_long_quote_is_cut_and_one_over_lines_says_how_many() -> None:
    long = TEXT[TEXT.index("The director") : TEXT.index("people watched")]
    passage = TEXT[TEXT.index("hauled the") : TEXT.index("director claimed")]
    text = text_report([linted(finding(long, "Long."), finding(passage, "Three lines."))])
    cut = 'The director claimed that the line was "the the finest of its kind in the kingdom". It…'
    indent = " " * 11
    assert f"{indent}| {cut}\n{indent}| {'^' * len(cut)}\n" in text
    assert "same engine hauled the first train.\n" in text
    assert "^" * len("hauled the first train.") + " (and 2 more lines)\n" in text


def test_the_underline_stands_under_wide_and_combining_characters() -> None:
    new = "東京 e\u0301tude teh end"
    lines = text_report([linted(finding("teh", "A slip.", text=new), new=new)]).split("\n")
    quoted = next(line for line in lines if "teh end" in line)
    underline = lines[lines.index(quoted) + 1]
    before = quoted[: quoted.index("teh")]
    columns = sum(
        (2 if unicodedata.east_asian_width(c) == "W" else 1)
        for c in before
        if not unicodedata.combining(c)
    )
    assert underline.index("^") == columns
    assert underline.count("^") == 3


@pytest.mark.parametrize("case", cases("terminal_out"), ids=str)
@pytest.mark.parametrize("colour", [False, True], ids=["plain", "colour"])
def test_hostile_text_neither_commands_the_terminal_nor_forges_a_line(
    case: Case, colour: bool
) -> None:
    text = text_report([with_payload(case.text)], colour=colour)
    harmless = text_report([with_payload("harmless")], colour=colour)
    plain = ANSI.sub("", text)
    assert {c for c in plain if unicodedata.category(c) in ("Cc", "Cf", "Cs")} == {"\n"}
    assert not [line for line in plain.splitlines() if line.startswith("2026-01-01")]
    if "\n" not in case.text:
        assert len(text.splitlines()) == len(harmless.splitlines())
        assert ANSI.findall(text) == ANSI.findall(harmless)
        assert plain.count(escape_terminal(case.text)) == ANSI.sub("", harmless).count("harmless")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain – “text” ‹x›", "plain – “text” ‹x›"),
        ("\x1b[31m", "‹U+001B›[31m"),
        ("a\r\nb\tc", "a‹U+000D›‹U+000A›b‹U+0009›c"),
        ("\x7f\x85\x9b", "‹U+007F›‹U+0085›‹U+009B›"),
        ("\u202egnp\u2066", "‹U+202E›gnp‹U+2066›"),
        ("a\u200bb\u200dc\ufeff", "a‹U+200B›b‹U+200D›c‹U+FEFF›"),
        ("\u2028\u2029", "‹U+2028›‹U+2029›"),
        ("\U000e0041", "‹U+E0041›"),
        ("\ud800", "‹U+D800›"),
        ("\ufffe\U0010ffff", "‹U+FFFE›‹U+10FFFF›"),
        ("<<lightred>>x<<default>>", "<<lightred>>x<<default>>"),
        ("é東🙂\ufffc\ufffd", "é東🙂\ufffc\ufffd"),
    ],
)
def test_what_cannot_be_seen_is_written_out(raw: str, shown: str) -> None:
    assert escape_terminal(raw) == shown


def test_a_clean_revision_has_no_headings() -> None:
    assert text_report([CLEAN]) == (
        "Ferry at Aldmouth · revision 1276600002 · 19 February 2025, 20:41 UTC · enwiki\n"
        "  Nothing found.\n\n"
        "1 revision: 1 checked, 0 incomplete, 0 skipped, 0 failed. Findings: 0 introduced, "
        "0 in edit summaries, 0 preview, 0 already there. 19 February 2025, 20:41 UTC.\n"
    )
