"""Known English words, their frequency, listed misspellings and likely corrections.

The data lies in `rules/data/lexicon`; SOURCES.md there names origin and licence.
A look-up errs towards "known": an unknown word may become a finding, and a spelling
rule that cries wolf is worse than none.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

from rules.facts.slips import edits, one_edit_away

# How much more frequent (in powers of ten) a word must be than its neighbour for the
# neighbour to count as a slip of it.
LEAST_ZIPF_LEAD = 1.5

# A derived word is taken for a slip when a word at least this frequent is one edit away.
SLIP_ZIPF = 3.5

# English writes two frequent words as one without asking a dictionary. Short parts are
# left out because a slip easily falls into two of them.
SHORTEST_COMPOUNDED = 4
COMPOUND_ZIPF = 3.5

# A word that the corpora hold is a name, a term or a foreign word sooner than a slip, unless it
# is rarer than this and its correction this much likelier.
MOST_SLIP_ZIPF = 2.3
ATTESTED_LEAD = 4.0

# Up to this frequency hardly anybody uses a word.
MOST_ZIPF_OF_SLIPS = 1.55

# Nothing longer is tried for derivation, whose cost grows with the square of the length.
LONGEST_DERIVED = 60

# Shorter unknown words are abbreviations, units and foreign particles.
SHORTEST_SUGGESTED = 4

# A name is proposed for a word of so many letters, and if it is as well known as this.
SHORTEST_NEAR_NAME = 8
LEAST_NAME_ZIPF = 2.8

# Of a word with the same two or three letters twice in a row they may be one time too many.
SHORTEST_STUTTERED = 9
STUTTER = re.compile(r"(?=([a-z]{2,3})\1)")

# From here on a word has so few neighbours that one of them on the same page tells something.
SHORTEST_RARE = 6

NOUN_SUFFIXES = (
    *("ness", "less", "like", "ship", "wise", "hood", "dom", "ward"),
    *("ism", "ist", "ists", "ize", "izes", "ized", "izing", "ization"),
    *("ise", "ises", "ised", "ising", "isation"),
)
VERB_SUFFIXES = ("ability", "able", "er", "ers")

# No plural is made by -s after a sibilant, after a consonant and y, and of adjectives.
NO_PLURAL_IN_S = (
    *("ss", "xs", "zs", "chs", "shs", "iss"),
    *("als", "ics", "bles", "eds", "ings", "ives", "ouses"),
    *(f"{letter}ys" for letter in "bcdfghjklmnpqrstvwxz"),
)

# What an adjective looks like to which -ly may be added.
ADJECTIVE_ENDINGS = ("al", "ive", "ous", "ful", "less", "ed", "ing", "ish", "ent", "ant", "ar")

# Short prefixes stand at the head of very many slips (dis, en, in, de…), so what follows
# them has to be a longer word.
LONGEST_SHORT_PREFIX = 2


def _text(name: str) -> str:
    """Text of a data file; FileNotFoundError if the package was built without it."""
    path = resources.files("rules").joinpath("data", "lexicon", name)
    data = path.read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")


@cache
def _table(name: str) -> bytes:
    """A data file of tab-separated rows in code point order, for `_row`."""
    path = resources.files("rules").joinpath("data", "lexicon", name)
    return gzip.decompress(path.read_bytes())


# A page repeats its unknown words, a hostile one a hundred thousand times.
@lru_cache(maxsize=65536)
def _row(table: bytes, key: str) -> str | None:
    """What stands after the key and its tab; None if no row begins with the key.

    Binary search in the bytes as they are. Only unknown words are looked up here, and a
    dict of these hundreds of thousands of rows would cost more to build than it saves.
    """
    wanted = key.encode() + b"\t"
    low, high = 0, len(table)
    while low < high:
        start = max(low, table.rfind(b"\n", low, (low + high) // 2) + 1)
        end = table.index(b"\n", start)
        row = table[start:end]
        if row.startswith(wanted):
            return row[len(wanted) :].decode()
        if row < wanted:
            low = end + 1
        else:
            high = start
    return None


def _hand_kept(name: str) -> list[str]:
    """Words of a hand-kept file; `#` starts a comment."""
    lines = _text(name).splitlines()
    return [word for line in lines for word in line.partition("#")[0].split()]


@cache
def _words() -> frozenset[str]:
    """Every word of the dictionaries and of the hand-kept list, in its own case."""
    return frozenset(_text("words.txt.gz").split("\n")).union(_hand_kept("known_extra.txt")) - {""}


@cache
def summary_jargon() -> frozenset[str]:
    """Words that editors use of their work in summaries, and that no dictionary has."""
    return frozenset(_hand_kept("summary_jargon.txt"))


@cache
def prefixes() -> tuple[str, ...]:
    """Prefixes and combining forms that go before any word."""
    return tuple(_hand_kept("prefixes.txt"))


@cache
def _suggestable() -> dict[str, str]:
    """Zipf frequency times 100 of each word that may be proposed; build.py says which are.

    As digits: of the fifty thousand, a page asks for a handful.
    """
    fields = _text("corrections.tsv.gz").replace("\n", "\t").split("\t")
    return dict(zip(fields[0::2], fields[1::2], strict=False))


def _suggestable_zipf(word: str) -> float:
    """Zipf frequency of a word that may be proposed, 0.0 of any other."""
    return int(_suggestable().get(word, "0")) / 100


def dictionary() -> frozenset[str]:
    """Every word of the dictionaries in its own case: the quick look-up before `is_known`."""
    return _words()


def is_known(word: str) -> bool:
    """True if the word is, or is regularly made from, a word of any English variety.

    Tried are the given case, lower case, the capitalised form of a word in capitals,
    possessives, hyphen compounds part by part, and regular derivation. A derived form
    one edit away from a far more frequent word is not known: `reguarding` is a slip.
    """
    return _is_known(word.replace("\u2019", "'"))


def zipf(word: str) -> float:
    """Zipf frequency (log10 of uses in 10^9 words) of the word in lower case; 0.0 if unlisted."""
    hundredths = _row(_table("frequency.tsv.gz"), word.replace("\u2019", "'").lower())
    return int(hundredths or 0) / 100


def is_hardly_used(word: str) -> bool:
    """True for words so rare, or unlisted, that a slip is likelier than a term or a name."""
    return zipf(word) <= MOST_ZIPF_OF_SLIPS


def misspelling(word: str) -> tuple[str, ...]:
    """Corrections of a listed misspelling in the word's case, most frequent first.

    Empty if the word is not listed or is written in capitals, which acronyms are.
    """
    plain = word.replace("\u2019", "'")
    if not _has_plain_case(plain):
        return ()
    lower = plain.lower()
    # Words are far more often right than wrong, and the set is the faster look-up.
    listed = None if lower in _words() else _row(_table("misspellings.tsv.gz"), lower)
    if listed is None:
        return ()
    return tuple(_cased_like(plain, right) for right in listed.partition("\t")[0].split(","))


def suggestions(word: str, least_lead: float = ATTESTED_LEAD) -> tuple[str, ...]:
    """Known frequent words at Damerau-Levenshtein distance 1, or a syllable less, likeliest first.

    The order is that of a noisy channel: frequency of the correction plus the weight
    of the edit. Empty for known words too, for words in capitals or with other marks
    than letters a to z, and for words that the frequency list holds itself, unless they
    are rare there and a word is near that is likelier by ``least_lead`` powers of ten.
    """
    plain = word.replace("\u2019", "'")
    if not _has_plain_case(plain):
        return ()
    stem, possessive = (plain[:-2], "'s") if plain.endswith("'s") else (plain, "")
    if not SHORTEST_SUGGESTED <= len(stem) <= LONGEST_DERIVED or not (
        stem.isascii() and stem.isalpha()
    ):
        return ()
    if _is_known(plain):
        return ()
    ranked = _ranked(stem.lower()) or _unstuttered(stem.lower())
    attested = zipf(stem) if ranked else 0.0
    if attested and (attested > MOST_SLIP_ZIPF or ranked[0][1] - attested < least_lead):
        return ()
    return tuple(_cased_like(plain, right + possessive) for right, _ in ranked)


def name_neighbour(word: str) -> str | None:
    """The only well-known name of the dictionaries at distance 1 from a long small-letter word.

    With its capital. None for known words, for words that the frequency list holds, and for
    plurals of a name.
    """
    if len(word) < SHORTEST_NEAR_NAME or not (word.isascii() and word.isalpha()):
        return None
    if not word.islower() or _is_known(word) or zipf(word):
        return None
    found = {near for near in one_edit_away(word) if near.capitalize() in _words()}
    if len(found) != 1:
        return None
    near = found.pop()
    is_plural = word == near + "s" and not near.endswith("s")
    return None if is_plural or zipf(near) < LEAST_NAME_ZIPF else near.capitalize()


def rare_neighbours(word: str) -> tuple[str, ...]:
    """Dictionary words of any frequency at distance 1 from a long small-letter word.

    Empty for known words and for words that the frequency list holds. Too many to propose by
    themselves: meant for asking whether the page uses one of them.
    """
    if len(word) < SHORTEST_RARE or not (word.isascii() and word.isalpha() and word.islower()):
        return ()
    if _is_known(word) or zipf(word):
        return ()
    return tuple(sorted(one_edit_away(word) & _words()))


def _has_plain_case(word: str) -> bool:
    """True for `word` and `Word`; false for acronyms and camel case."""
    return word[1:] == word[1:].lower()


def _cased_like(word: str, right: str) -> str:
    """The correction, with a capital if the word has one."""
    return right[0].upper() + right[1:] if word[0].isupper() else right


@lru_cache(maxsize=65536)
def _is_known(word: str) -> bool:
    """`is_known` for a word with ASCII apostrophes."""
    if not word:
        return False
    words = _words()
    lower = word.lower()
    if word in words or lower in words:
        return True
    if word[0].isupper() and lower.capitalize() in words:
        return True
    if lower.endswith(("'s", "s'")):
        return _is_known(word[:-2] if lower.endswith("'s") else word[:-1])
    if len(word) > LONGEST_DERIVED:
        return False
    if "-" in word:
        return all(_is_compound_part(part) for part in word.split("-"))
    return _is_derived(lower) and not _is_slip(lower)


def _is_compound_part(part: str) -> bool:
    """True if the part may stand between hyphens: a word, a prefix, a number, or nothing."""
    return not part or part[0].isdigit() or part.lower() in prefixes() or _is_known(part)


def _is_slip(word: str) -> bool:
    """True if a derivable word is likelier a slip: listed, or next to a frequent word."""
    if _row(_table("misspellings.tsv.gz"), word) is not None:
        return True
    near = filter(_suggestable().__contains__, one_edit_away(word))
    best = max(map(_suggestable_zipf, near), default=0)
    return best >= max(SLIP_ZIPF, zipf(word) + LEAST_ZIPF_LEAD)


def _is_base(word: str, least: int) -> bool:
    """True if the word is a lower-case dictionary word of at least so many letters."""
    return len(word) >= least and word in _words()


def _is_derived(word: str) -> bool:
    """True if the lower-case word is regular English derivation from a dictionary word."""
    return (
        any(_is_base(base, 4) or _is_prefixed(base) for base in _bases(word))
        or _is_prefixed(word)
        or _is_closed_compound(word)
    )


def _is_closed_compound(word: str) -> bool:
    """True for two frequent words written as one: horsebound, backboxes."""
    frequent = _suggestable()
    return any(
        word[:at] in frequent
        and word[at:] in frequent
        and min(_suggestable_zipf(word[:at]), _suggestable_zipf(word[at:])) >= COMPOUND_ZIPF
        for at in range(SHORTEST_COMPOUNDED, len(word) - SHORTEST_COMPOUNDED + 1)
    )


def _is_prefixed(word: str) -> bool:
    """True if the word is a prefix and a dictionary word, or what suffixes make of one."""
    known = prefixes()
    if not word.startswith(known):
        return False
    for prefix in known:
        if word.startswith(prefix):
            rest = word[len(prefix) :]
            least = 5 if len(prefix) <= LONGEST_SHORT_PREFIX else 4
            if _is_base(rest, least) or any(_is_base(base, least) for base in _bases(rest)):
                return True
    return False


def _bases(word: str) -> Iterator[str]:
    """What the word may regularly be derived from, by taking one suffix off.

    Not -ed and -ing: the dictionaries inflect every verb, so that what they lack is
    `breaked` and `transfered`.
    """
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith(("sses", "xes", "zzes", "ches", "shes")):
        yield word[:-2]
    elif word.endswith("s") and not word.endswith(NO_PLURAL_IN_S):
        yield word[:-1]
    for suffix in NOUN_SUFFIXES:
        if word.endswith(suffix):
            base = word[: -len(suffix)]
            yield base
            if suffix == "ness" and base.endswith("i"):
                yield base[:-1] + "y"
    for suffix in VERB_SUFFIXES:
        if word.endswith(suffix):
            yield from filter(_is_verb, _verb_bases(word[: -len(suffix)], suffix))
    if word.endswith("ly"):
        base = word[:-2]
        if base.endswith(ADJECTIVE_ENDINGS):
            yield base
        if base.endswith("ical"):
            yield base[:-2]
        if base.endswith(("ab", "ib")):
            yield base + "le"


def _verb_bases(trunk: str, suffix: str) -> Iterator[str]:
    """Spellings of the verb to which the suffix was added."""
    soft = suffix.startswith("a") and trunk.endswith(("ce", "ge"))
    if soft or not trunk.endswith("e") or trunk.endswith(("ee", "oe", "ye")):
        yield trunk
    # Verbs in -ate make their agent in -or, and -ce and -ge keep their e before a: noticeable.
    hard = suffix.startswith("a") and trunk.endswith(("c", "g"))
    if not hard and not (suffix.startswith("er") and trunk.endswith("at")):
        yield trunk + "e"
    if trunk.endswith("i"):
        yield trunk[:-1] + "y"
    if trunk[-2:-1] == trunk[-1:]:
        yield trunk[:-1]


def _is_verb(base: str) -> bool:
    """True if the dictionaries hold the present participle."""
    words = _words()
    return base + "ing" in words or (base.endswith("e") and base[:-1] + "ing" in words)


@lru_cache(maxsize=4096)
def _ranked(word: str) -> list[tuple[str, float]]:
    """Suggestable words one edit away from the lower-case word and their weight, best first."""
    frequent = _suggestable()
    if frequent.keys().isdisjoint(one_edit_away(word)):
        return []
    scores: dict[str, float] = {}
    for candidate, weight in edits(word):
        if candidate in frequent:
            score = int(frequent[candidate]) / 100 + weight
            scores[candidate] = max(scores.get(candidate, score), score)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _unstuttered(word: str) -> list[tuple[str, float]]:
    """What is left of the word without a syllable written twice, as `_ranked` gives it."""
    if len(word) < SHORTEST_STUTTERED:
        return []
    shorter = {word[: at.start()] + word[at.end(1) :] for at in STUTTER.finditer(word)}
    found = [(near, _suggestable_zipf(near)) for near in shorter if near in _suggestable()]
    return sorted(found, key=lambda item: (-item[1], item[0]))
