"""Paraphrases of the seed's faults, and their near misses: rules must not be fitted to the seed."""

from __future__ import annotations

import pytest

from tests.linting import ENTRIES, quotes

TAIL = " The rest of the paragraph goes on in the usual way.\n"

FAULTS = [
    ("NUM001", "Roughly 12,34,567 voters were registered.", ["12,34,567"]),
    ("NUM001", "The bridge cost Rs 4,50,00,000 to build.", ["4,50,00,000"]),
    ("NUM001", "* Nepal: 1,47,181 square kilometres", ["1,47,181"]),
    ("NUM012", "Nearly 48,317 spectators came.", ["48,317"]),
    ("NUM012", "About 1,204,551 refugees crossed the border.", ["1,204,551"]),
    ("DAT001", "The treaty was signed on 07 June 1962 in Geneva.", ["07 June 1962"]),
    ("DAT001", "She arrived on March 09, 1977.", ["March 09, 1977"]),
    ("DAT009", "The parade of 31 June 1988 drew crowds.", ["31 June 1988"]),
    ("DAT009", "He died on February 30, 1911.", ["February 30, 1911"]),
    ("SPL005", "They moved to the the capital.", ["the the"]),
    ("SPL005", "It was sold in in Lisbon.", ["in in"]),
    ("SPL001", "The comittee met in spring.", ["comittee"]),
    ("SPL001", "It was definately the largest.", ["definately"]),
    ("SPL002", "The goverxment resigned in May.", ["goverxment"]),
    ("TYP001", "It is the city’s oldest bridge.", ["’"]),
    ("TYP002", "He offered a truce— the offer was refused.", ["— "]),
    ("TYP003", "The envoys left in haste - none of them had been received.", [" - "]),
    ("TYP003", "The envoys left in haste -- none of them had been received.", [" -- "]),
    ("TYP006", "The envoys ,who had been ill, left.", [" ,"]),
    ("TYP006", "The envoys left.However, some stayed.", ["left.However"]),
    ("TYP007", "The envoys,, who had been ill, left.", [",,"]),
    ("TYP009", "The recently-built dam burst.", ["recently-built"]),
    ("TYP009", "It is a sparsely-populated and poorly-known valley.", ["sparsely", "poorly"]),
    ("LAY001", "== Reception ==\n\n== Legacy ==\nIt is remembered.", ["Reception"]),
    ("LAY002", "== Domestic Reactions ==\nThe reactions were mixed.", ["Domestic Reactions"]),
    ("LAY002", "== 1901–1905: Rise ==\nA.\n== 1905–1911: fall ==\nB.", ["1905–1911: fall"]),
    ("LAY004", "== '''Reception''' ==\nIt is known.", ["Reception"]),
    ("LAY012", "The mill burnt. '''Bold text'''", ["Bold text"]),
    ("CIT002", 'The envoy called it "a treaty that binds no one at all".', ["a treaty that"]),
    ("CIT002", "Khan told the press: ''\"we shall not give up the river\"''.", ["we shall not"]),
    ("CIT002", "“The base was never theirs to keep”, Lee wrote in reply.", ["The base was never"]),
    ("CLM001", "The estate covers 30,000 acres (12 km²).", ["30,000 acres (12 km²"]),
    ("CLM002", "He was mayor from 1987 to 1979.", ["from 1987 to 1979"]),
    ("CLM003", "Trade fell from 3 per cent to 8 per cent.", ["fell from 3 per cent to 8"]),
    ("CLM004", "In all 14 of the 11 envoys came.", ["14 of the 11"]),
    ("TON002", "It has often been claimed that the envoy left early.", ["claimed that"]),
    ("TON002", "Many observers argue that the pact failed.", ["Many observers argue"]),
    ("TON002", "It could be said that the pact failed.", ["It could be said that"]),
    ("TON004", "The war was fought for so-called freedom.", ["so-called freedom"]),
    ("TON004", "The so-called rebels left the town.", ["so-called rebels"]),
]

NEAR_MISSES = [
    ("NUM001", "Roughly 1,234,567 voters were registered."),
    ("NUM001", "See pages 4,50,000 and 7 of the report."),
    ("NUM001", "Lines 3,14,159 meet there."),
    ("NUM012", "About 48,000 spectators came."),
    ("NUM012", "It is about 299,792 km/s fast."),
    ("NUM012", "The register lists exactly 48,317 spectators."),
    ("DAT001", "The file is dated 1962-06-07."),
    ("DAT001", "The treaty was signed on 7 June 1962."),
    ("DAT001", 'The note reads "07 June 1962" in red ink.'),
    ("DAT009", "The parade of 29 February 1988 drew crowds."),
    ("DAT009", "The parade of 31 July 1988 drew crowds."),
    ("SPL005", "He said that that was enough, and had had his fill."),
    ("SPL005", "The ''Gallus gallus'' is a bird that that keeper kept."),
    ("SPL001", "The committee met in spring."),
    ("SPL002", "The programme was organised at the harbour."),
    ("SPL002", "The ''gharana'' tradition is old."),
    ("TYP001", "It is the city's oldest bridge."),
    ("TYP002", "He offered a truce—the offer was refused."),
    ("TYP002", "Pre– and post-war prices differ."),
    ("TYP003", "The Lisbon - Porto line and a 3 - 0 win were told of in the papers there."),
    ("TYP006", "Mr. A.B.Lee of News.Az paid .5 per cent ... and left."),
    ("TYP007", "The envoys of Hale Ltd.. left for the U.S.. Some stayed..."),
    ("TYP009", "The family-owned, friendly-looking and early-blooming trees of Italy-based firms."),
    ("LAY001", "== Reception ==\n\n=== Critics ===\nThey liked it.\n"),
    ("LAY002", "== 1901–1905: Rise of the mills ==\nThe mills rose."),
    ("LAY002", "== Reactions in New Zealand ==\nThe zeal was new."),
    ("LAY002", "== Velvet Revolution ==\nThe revolution was quick."),
    ("LAY004", "== 1921–1922: Travels abroad ==\nHe left."),
    ("CIT002", 'The envoy called it "a treaty that binds no one at all".<ref>Lee</ref>'),
    ("CIT002", 'The base was nicknamed "the house at the end of it all".'),
    ("CIT002", 'The talks were held under the motto "one river for all of the land".'),
    ("CIT002", 'He starred in "The Man Who Was Never There at All".'),
    ("CLM001", "The estate covers 30,000 acres (121 km²)."),
    ("CLM002", "He was mayor from 1979 to 1987."),
    ("CLM003", "Trade rose from 3 per cent to 8 per cent."),
    ("CLM004", "In all 11 of the 14 envoys came."),
    ("CLM002", "The dynasty ruled from 187 to 79 BC."),
    ("TON002", "The ambassador reported that the envoy left early."),
    ("TON002", "It is reported by Lee that the envoy left early."),
    ("TON002", "It has been claimed that the envoy left early.<ref>Lee</ref>"),
    ("TON004", "They met at the so-called Iron Gate."),
    ("TON004", "The valley is so called after its river."),
]


def _built(code: str) -> None:
    if code not in ENTRIES:
        pytest.skip(f"{code} is not built yet")


@pytest.mark.parametrize(("code", "text", "expected"), FAULTS)
def test_paraphrase_is_found(code: str, text: str, expected: list[str]) -> None:
    _built(code)
    found = quotes(code, text + TAIL, "An older text.\n")
    assert len(found) == len(expected)
    assert all(part in quote for part, quote in zip(expected, found, strict=True))


@pytest.mark.parametrize(("code", "text"), NEAR_MISSES)
def test_near_miss_stays_silent(code: str, text: str) -> None:
    _built(code)
    assert quotes(code, text + TAIL, "An older text.\n") == []
