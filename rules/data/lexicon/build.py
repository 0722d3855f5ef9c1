"""Rebuild the compressed word data of this folder from its published sources.

Not needed at run time. The sources are fetched by their ordinary clients:

    npm pack dictionary-en dictionary-en-gb dictionary-en-au dictionary-en-ca dictionary-en-za
    pip install wordfreq
    python build.py --tarballs DIR --misspellings misspelling_lists.jsonl.gz

`--tarballs` is the folder holding the five .tgz files as npm packed them.
`--misspellings` is UTF-8 JSON lines, `{"wrong": str, "right": [str], "sources": [str]}`,
the union of the published lists that SOURCES.md names.

The output is the same for the same input, byte for byte: sorted rows, and gzip
headers without a time stamp. SOURCES.md records the versions last used.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import tarfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent

DICTIONARIES = (
    "dictionary-en",
    "dictionary-en-gb",
    "dictionary-en-au",
    "dictionary-en-ca",
    "dictionary-en-za",
)

# Birkbeck is for research only: a pair that only it attests must not be shipped.
SHIPPABLE_SOURCES = frozenset({"codespell", "cspell", "wikipedia"})

# Frequency and word length from which a dictionary word may be proposed as a correction.
# With rarer words in play every foreign word finds some neighbour in the dictionary; long
# words have few neighbours, so rarer ones are safe there.
LEAST_PROPOSED_ZIPF = ((0, 3.0), (8, 2.0), (10, 1.0))

# A "misspelling" as frequent as this is in truth a name, an abbreviation or a
# foreign word in current use, unless it stands in the list below.
HIGHEST_MISSPELLING_ZIPF = 3.0

SHORTEST_MISSPELLING = 4

# Shorter than this a listed slip needs Wikipedia's word for it, or has to be a frequent
# word with its letters out of order (jsut): of four letters nearly everything is
# also an abbreviation, a name or a word of some language.
SHORTEST_FREELY_LISTED = 5
OUT_OF_ORDER_ZIPF = 5.0

# Below this a word of the wordfreq list is an accident, above it a word, name or term.
LEAST_ATTESTED_ZIPF = 1.05

# Codespell and cspell were made for source code: what is there a slip is in an
# encyclopaedia often a foreign word (comune, calle, bund). A word this frequent in
# another language, and there more than in English, is left out unless Wikipedia's own
# list has it. The second figure is for what cspell alone attests.
FOREIGN_ZIPF = 3.0
FOREIGN_ZIPF_CSPELL = 2.5
FOREIGN_LEAD = -0.5
LATIN_SCRIPT_LANGUAGES = "ca cs da de es fi fil fr hu id is it lt lv ms nb nl pl pt ro sk sl sv tr"

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
DICTIONARY_ENTRY = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")

# What one more edit costs a correction, in hundredths of Zipf: by frequency alone the
# lists would turn "wich" into "what" before "which".
DISTANCE_COST = 150

# Wrong whatever their frequency, and never a name or a foreign word in English prose.
UNMISTAKABLE = (
    "adn alot arent atleast couldnt didnt doesnt eachother everytime hadnt hasnt havent isnt "
    "noone ofthe shouldnt teh thats theres theyre todays wasnt werent wouldnt youre"
)


@dataclass(frozen=True, slots=True)
class Affix:
    """One rule of a Hunspell affix file."""

    is_prefix: bool
    crosses: bool
    strip: str
    add: str
    condition: re.Pattern[str]


def plain(text: str) -> str:
    """Text in NFC with the ASCII apostrophe."""
    return unicodedata.normalize("NFC", text).replace("\u2019", "'")


def affixes(lines: Iterable[str]) -> dict[str, list[Affix]]:
    """Affix rules by their one-letter flag; these five files have no other kind of flag."""
    rules: dict[str, list[Affix]] = defaultdict(list)
    crosses: dict[str, bool] = {}
    for line in lines:
        parts = line.split()
        if not parts or parts[0] not in ("PFX", "SFX"):
            continue
        kind, flag = parts[0], parts[1]
        if flag not in crosses:
            crosses[flag] = parts[2] == "Y"
            continue
        strip = "" if parts[2] == "0" else parts[2]
        add = "" if parts[3] == "0" else parts[3]
        condition = parts[4] if len(parts) > 4 else "."
        anchored = f"^(?:{condition})" if kind == "PFX" else f"(?:{condition})$"
        pattern = re.compile("" if condition == "." else anchored)
        rules[flag].append(Affix(kind == "PFX", crosses[flag], strip, add, pattern))
    return rules


def applied(rule: Affix, word: str) -> str | None:
    """The word with the affix put on, or None where its condition fails."""
    if not rule.condition.search(word):
        return None
    if rule.is_prefix:
        return rule.add + word[len(rule.strip) :] if word.startswith(rule.strip) else None
    if not word.endswith(rule.strip):
        return None
    return word[: len(word) - len(rule.strip)] + rule.add


def expanded(stem: str, flags: str, rules: dict[str, list[Affix]]) -> Iterator[str]:
    """Every form of one dictionary entry: stem, suffixed, prefixed, and both."""
    # "c" is ONLYINCOMPOUND in the SCOWL files, where no rule carries it.
    yield stem
    chosen = [rule for flag in flags for rule in rules.get(flag, ())]
    prefixes = [rule for rule in chosen if rule.is_prefix]
    suffixed = [(stem, True)]
    for rule in chosen:
        if not rule.is_prefix and (form := applied(rule, stem)) is not None:
            yield form
            suffixed.append((form, rule.crosses))
    for prefix in prefixes:
        for form, crosses in suffixed:
            if (form == stem or (crosses and prefix.crosses)) and (
                both := applied(prefix, form)
            ) is not None:
                yield both


def member_lines(tarball: Path, name: str) -> list[str]:
    """Lines of one file of an npm package."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(f"package/{name}")
        if member is None:
            raise FileNotFoundError(f"{tarball}: package/{name} is not a file")
        return member.read().decode("utf-8").splitlines()


def dictionary_words(tarballs: Path) -> set[str]:
    """Words of all five dictionaries; possessives are left to the look-up."""
    words: set[str] = set()
    for package in DICTIONARIES:
        (tarball,) = tarballs.glob(f"{package}-[0-9]*.tgz")
        rules = affixes(member_lines(tarball, "index.aff"))
        for line in member_lines(tarball, "index.dic")[1:]:
            stem, _, flags = line.partition("/")
            for form in expanded(plain(stem.strip()), flags.strip(), rules):
                if DICTIONARY_ENTRY.fullmatch(form) and not form.endswith("'s"):
                    words.add(form)
    return words


def frequencies() -> dict[str, int]:
    """Zipf frequency times 100 of each lower-case word of wordfreq's large English list."""
    result: dict[str, int] = {}
    for word, hundredths in zipf_hundredths("en", "large"):
        if hundredths >= LEAST_ATTESTED_ZIPF * 100:
            result[word] = max(result.get(word, 0), hundredths)
    return result


def foreign_frequencies() -> dict[str, int]:
    """Zipf frequency times 100 of each word in whichever other language has it most."""
    result: dict[str, int] = {}
    for language in LATIN_SCRIPT_LANGUAGES.split():
        for word, hundredths in zipf_hundredths(language, "best"):
            result[word] = max(result.get(word, 0), hundredths)
    return result


def zipf_hundredths(language: str, wordlist: str) -> Iterator[tuple[str, int]]:
    """Alphabetic words of a wordfreq list, each with its Zipf frequency times 100."""
    # By name: only whoever rebuilds the data has the package.
    wordfreq = import_module("wordfreq")
    for word, share in wordfreq.get_frequency_dict(language, wordlist).items():
        form = plain(word)
        if WORD.fullmatch(form):
            yield form, round((math.log10(share) + 9) * 100)


def corrections(words: set[str], frequency: dict[str, int]) -> dict[str, int]:
    """Words that may be proposed: in a dictionary in lower case, and frequent for their length."""
    return {
        word: hundredths
        for word, hundredths in frequency.items()
        if word in words
        and hundredths >= 100 * min(z for length, z in LEAST_PROPOSED_ZIPF if len(word) >= length)
    }


def is_foreign(word: str, sources: tuple[str, ...], english: int, foreign: int) -> bool:
    """True if a listed misspelling is rather a word of another language."""
    if "wikipedia" in sources:
        return False
    least = FOREIGN_ZIPF_CSPELL if sources == ("cspell",) else FOREIGN_ZIPF
    return foreign >= least * 100 and foreign > english + FOREIGN_LEAD * 100


def misspellings(
    path: Path, words: set[str], frequency: dict[str, int]
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Corrections and sources of each misspelling that is safe to report."""
    known = {word.lower() for word in words}
    unmistakable = frozenset(UNMISTAKABLE.split())
    kept_silent = set(hand_kept("not_misspelt.txt"))
    foreign = foreign_frequencies()
    extra = {word.lower() for word in hand_kept("known_extra.txt")}
    result: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            wrong = plain(row["wrong"])
            sources = tuple(sorted(SHIPPABLE_SOURCES.intersection(row["sources"])))
            if not sources or wrong != wrong.lower() or not WORD.fullmatch(wrong):
                continue
            if wrong not in unmistakable and (
                len(wrong) < SHORTEST_MISSPELLING
                or frequency.get(wrong, 0) >= HIGHEST_MISSPELLING_ZIPF * 100
            ):
                continue
            if wrong in known or wrong in extra or wrong in kept_silent:
                continue
            # "Playin'" without its apostrophe: dialect in titles, lyrics and speech.
            if wrong.endswith("in") and f"{wrong}g" in row["right"]:
                continue
            if wrong not in unmistakable and is_foreign(
                wrong, sources, frequency.get(wrong, 0), foreign.get(wrong, 0)
            ):
                continue
            right = sorted(
                {plain(r) for r in row["right"] if is_correction(plain(r), wrong, known, extra)},
                key=lambda word: (
                    edit_distance(wrong, word) * DISTANCE_COST
                    - min(frequency.get(part, 0) for part in re.split(r"[ -]", word.lower())),
                    word,
                ),
            )
            if right and (wrong in unmistakable or is_plain_slip(wrong, right, sources, frequency)):
                result[wrong] = (tuple(right), sources)
    return result


def is_plain_slip(
    wrong: str, right: list[str], sources: tuple[str, ...], frequency: dict[str, int]
) -> bool:
    """False for listed entries that are likelier something else than a slip."""
    if "wikipedia" in sources:
        return True
    if sources == ("cspell",) and wrong in frequency:
        return False
    if len(wrong) >= SHORTEST_FREELY_LISTED:
        return True
    frequent = frequency.get(right[0], 0) >= OUT_OF_ORDER_ZIPF * 100
    return frequent and sorted(wrong) == sorted(right[0])


def is_correction(right: str, wrong: str, known: set[str], extra: set[str]) -> bool:
    """True if every word of the proposed correction is itself in a dictionary."""
    parts = re.split(r"[ -]", right.lower())
    # Re-enable for reenable is a matter of style.
    return right.lower().replace("-", "") != wrong and all(p in known or p in extra for p in parts)


def edit_distance(one: str, other: str) -> int:
    """Damerau-Levenshtein distance, in the form that edits no letter twice."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != right))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def hand_kept(name: str) -> list[str]:
    """Words of a hand-kept file of this folder; `#` starts a comment."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines for word in line.partition("#")[0].split()]


def write(name: str, rows: Iterable[str]) -> None:
    """Write rows, one a line, into a gzip file that depends on nothing but them."""
    data = "".join(f"{row}\n" for row in rows).encode("utf-8")
    (HERE / name).write_bytes(gzip.compress(data, compresslevel=9, mtime=0))


def main() -> None:
    """Write the compressed files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tarballs", type=Path, required=True)
    parser.add_argument("--misspellings", type=Path, required=True)
    options = parser.parse_args()
    words = dictionary_words(options.tarballs)
    frequency = frequencies()
    listed = misspellings(options.misspellings, words, frequency)
    write("words.txt.gz", sorted(words))
    write("frequency.tsv.gz", (f"{word}\t{zipf}" for word, zipf in sorted(frequency.items())))
    proposed = corrections(words.union(hand_kept("known_extra.txt")), frequency)
    write("corrections.tsv.gz", (f"{word}\t{zipf}" for word, zipf in sorted(proposed.items())))
    write(
        "misspellings.tsv.gz",
        (f"{w}\t{','.join(right)}\t{','.join(src)}" for w, (right, src) in sorted(listed.items())),
    )


if __name__ == "__main__":
    main()
