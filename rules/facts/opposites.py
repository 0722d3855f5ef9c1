"""Whether two nearly equal sentences say the opposite: a negation, or a word and its antonym."""

from __future__ import annotations

import msgspec
from rapidfuzz.distance import Indel

NEGATIONS = frozenset("not never no cannot without neither nor none nobody nothing hardly".split())
CONTRACTED = ("n't", "n’t")
AUXILIARIES = frozenset(
    "do does did be been was were is are has have had ever any a an the".split()
)
"""Words that come and go with a negation: "won" becomes "did not win"."""

PAIRS = """
    increase:decrease increased:decreased increasing:decreasing rose:fell rises:falls risen:fallen
    grew:shrank won:lost wins:loses win:lose accepted:rejected accepted:refused accepts:rejects
    approved:rejected approved:refused approved:vetoed allowed:forbidden allowed:banned
    permitted:forbidden permitted:banned legal:illegal lawful:unlawful supported:opposed
    supports:opposes supporter:opponent successful:unsuccessful successfully:unsuccessfully
    success:failure succeeded:failed passed:failed able:unable possible:impossible
    guilty:innocent convicted:acquitted alive:dead survived:died always:never agreed:disagreed
    agreed:refused agrees:disagrees include:exclude includes:excludes included:excluded
    including:excluding gained:lost positive:negative positively:negatively largest:smallest
    highest:lowest oldest:youngest longest:shortest strongest:weakest richest:poorest
    likely:unlikely known:unknown common:rare common:uncommon married:unmarried with:without
    more:less more:fewer most:least better:worse best:worst higher:lower larger:smaller
    greater:smaller greater:lesser older:younger longer:shorter stronger:weaker faster:slower
    true:false confirmed:denied admitted:denied present:absent before:after opened:closed
    began:ended started:ended started:stopped joined:left bought:sold built:demolished
    created:destroyed friendly:hostile popular:unpopular profitable:unprofitable
    favourable:unfavourable favorable:unfavorable voluntary:compulsory optional:mandatory
    temporary:permanent direct:indirect complete:incomplete correct:incorrect
    victory:defeat ally:enemy allies:enemies advantage:disadvantage
    above:below early:late earlier:later harmless:harmful toxic:nontoxic active:inactive
    independent:dependent published:unpublished released:unreleased widely:rarely often:rarely
    often:seldom frequently:rarely dangerous:safe strong:weak rich:poor kept:abandoned
    praised:criticised praised:criticized praised:condemned praise:criticism raised:lowered
    expanded:reduced improved:worsened strengthened:weakened encouraged:discouraged
    encouraged:prevented innocent:convicted loyal:disloyal
""".split()
OPPOSITES = frozenset(frozenset(pair.split(":")) for pair in PAIRS)
"""Words of which only one can hold of the same thing; sides and orders (left and right, first
and last) are none: lists go through them one by one."""

FUNCTION = frozenset(
    "the a an of in on at to by for from and or as it its he she they his her their this that "
    "which who also then later there were was is are been be has had have with into".split()
)
LONGEST_TURN = 4
"""Tokens in which a negation turns the sentence; a longer piece is a clause of its own."""

MOST_WORDS = 4
"""Words of content that may differ on either side besides the opposite."""


class Opposite(msgspec.Struct, frozen=True):
    """What makes two sentences opposite: the word of the first and of the second, one perhaps
    empty."""

    first: str
    second: str


def opposite(one: tuple[str, ...], other: tuple[str, ...]) -> Opposite | None:
    """The one negation or antonym by which two nearly equal sentences differ, or None.

    None as well if a number or a name differs, so that they speak of two things.
    """
    first, second = [_split(tokens) for tokens in (one, other)]
    lowered = [[token.lower() for token in tokens] for tokens in (first, second)]
    gone: list[str] = []
    come: list[str] = []
    denied = ["", ""]
    found = None
    swaps = 0
    for left, right in _blocks(*lowered):
        gone += first[left[0] : left[1]]
        come += second[right[0] : right[1]]
        pair = _antonyms(lowered[0][left[0] : left[1]], lowered[1][right[0] : right[1]])
        if pair is not None and NEGATIONS.isdisjoint((pair.first, pair.second)):
            found, swaps = pair, swaps + 1
        if max(left[1] - left[0], right[1] - right[0]) <= LONGEST_TURN:
            denied[0] = denied[0] or _negation(first[left[0] : left[1]])
            denied[1] = denied[1] or _negation(second[right[0] : right[1]])
    if bool(denied[0]) != bool(denied[1]):
        # "It was not lost" is "it was won": two turns make none.
        if swaps:
            return None
        found = Opposite(denied[0], denied[1])
    elif swaps != 1:
        return None
    if found is None or _other_things(gone, come, found):
        return None
    return found


def _blocks(one: list[str], other: list[str]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The pairs of token intervals between the tokens that both share in order."""
    found: list[tuple[tuple[int, int], tuple[int, int]]] = []
    left = right = 0
    for step in Indel.opcodes(one, other):
        if step.tag == "equal":
            if left < step.src_start or right < step.dest_start:
                found.append(((left, step.src_start), (right, step.dest_start)))
            left, right = step.src_end, step.dest_end
    if left < len(one) or right < len(other):
        found.append(((left, len(one)), (right, len(other))))
    return found


def _split(tokens: tuple[str, ...]) -> list[str]:
    """The tokens with "didn't" as two."""
    found = []
    for token in tokens:
        if token.lower().endswith(CONTRACTED):
            found += [token[:-3], "not"]
        elif token.lower() == "cannot":
            found += [token[:3], "not"]
        else:
            found.append(token)
    return found


def _negation(tokens: list[str]) -> str:
    return next((token for token in tokens if token.lower() in NEGATIONS), "")


def _antonyms(gone: list[str], come: list[str]) -> Opposite | None:
    for one in gone:
        for other in come:
            if frozenset((one, other)) in OPPOSITES:
                return Opposite(one, other)
    return None


def _other_things(gone: list[str], come: list[str], found: Opposite) -> bool:
    """Whether a number, a name or too many words differ besides the opposite."""
    rest = [
        [token for token in tokens if token not in (found.first, found.second)]
        for tokens in (gone, come)
    ]
    for tokens in rest:
        if any(token[0].isdigit() or _is_name(token) for token in tokens):
            return True
    plain = [
        [token for token in tokens if token.lower() not in AUXILIARIES | FUNCTION]
        for tokens in rest
    ]
    return max(map(len, plain)) > MOST_WORDS


def _is_name(token: str) -> bool:
    return token[0].isupper() and token.lower() not in FUNCTION
