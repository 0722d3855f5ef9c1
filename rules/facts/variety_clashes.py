"""Added words that are spelt in another variety of English than the page, form by form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from rules.contract import Block, Change, Document, Span
from rules.facts.variety import Variety, majority_variety, tagged_variety
from rules.facts.variety_tags import Spelling
from rules.facts.variety_uses import EITHER_SIDE, Use, Uses

FEWEST_FOR_A_MIXTURE = 3
"""Uses of the other variety in the added text from which a mixture is certain."""

PROGRAM_IS_RIGHT = tuple(
    f"{name}{end}" for name in ("australian", "aue", "canadian", "cane") for end in ("", " english")
)
"""How the tags of varieties end in which "program" is right in every sense."""


class Clash(msgspec.Struct, frozen=True):
    """A word form out of its page's variety: its places in the prose, the first one to be marked.

    ``against`` is the variety of the page, or None if the added text itself is mixed; then
    ``beside`` are the places of the other variety's words in the added text. ``sure`` is False
    for a mixture of a few words.
    """

    form: str
    spelling: str
    right: str
    places: tuple[Span, ...]
    against: Variety | None
    beside: tuple[Span, ...] = ()
    sure: bool = True


class Clashes:
    """The clashes of a change, measured when a block with a telling word is asked for."""

    __slots__ = ("_change", "_placed", "_uses")

    def __init__(self, change: Change) -> None:
        self._change = change
        self._uses = Uses(change.new)
        self._placed: dict[int, list[Clash]] | None = None

    def of(self, block: Block) -> Sequence[Clash]:
        """Those to be marked in a block."""
        if not self._uses.of(block):
            return ()
        if self._placed is None:
            self._placed = {}
            for clash in self._measured():
                marked = self._change.new.prose.block_at(clash.places[0].start)
                self._placed.setdefault(marked.start, []).append(clash)
        return self._placed.get(block.start, ())

    def _measured(self) -> list[Clash]:
        change = self._change
        everywhere = list(self._uses.all())
        added = [use for use in everywhere if change.adds_to(use.start, use.end)]
        before = change.old if added else None
        page = tagged_variety(change.new) or majority_variety(before or change.new)
        if page.spelling is None:
            mixture = _mixture(added, change.new)
            if mixture or not page.ize:
                return mixture
        ise = page.ise
        if page.tag and page.spelling is Spelling.BRITISH:
            # A British tag leaves the letter open, and the words before the edit chose it.
            ise = majority_variety(before or change.new).ise
        foreign = [use for use in everywhere if is_against(use, page, ise=ise)]
        return _clashes(foreign, set(added), page)


def variety_clashes(change: Change) -> Clashes:
    """The clashes of a change.

    The page's variety is that of the new text's tag, else of the clear majority before the edit;
    of a new page, and for words that were there before, of its own words.
    """
    return Clashes(change)


def is_against(use: Use, page: Variety, *, ise: bool) -> bool:
    """Whether a word is out of a page's variety; ``ise`` says that the page writes -ise."""
    spelling = page.spelling
    if use.form in EITHER_SIDE:
        return False
    if use.letter == "s":
        # Where nothing else tells, -ize may be American or Oxford, and -ise is neither.
        undecided = spelling is None or (spelling is Spelling.CANADIAN and not page.tag)
        return spelling in (Spelling.AMERICAN, Spelling.OXFORD) or (undecided and page.ize)
    if use.letter == "z":
        return spelling is Spelling.BRITISH and ise
    if spelling is Spelling.AMERICAN:
        return use.spelling is Spelling.BRITISH
    if spelling is None or use.spelling is not Spelling.AMERICAN:
        return False
    if use.form in ("program", "programs") and page.tag.lower().endswith(PROGRAM_IS_RIGHT):
        return False
    return spelling is not Spelling.CANADIAN or _is_american_in_canada(use)


def _is_american_in_canada(use: Use) -> bool:
    """Whether Canada sides with Britain: colour, centre, defence, but analyze and aluminum."""
    right = use.right.lower()
    return (
        (
            use.form == right.replace("our", "or", 1)
            or right.removesuffix("s").endswith("re")
            or use.form == right.replace("c", "s", 1)
            or use.form == right[::-1].replace("c", "s", 1)[::-1]
        )
        and "practi" not in right
        and "licen" not in right
    )


def _mixture(added: list[Use], document: Document) -> list[Clash]:
    """The words of the weaker variety in an added text of two."""
    american = [use for use in added if use.spelling is Spelling.AMERICAN]
    british = [use for use in added if use.spelling is Spelling.BRITISH]
    if not american or not british:
        return []
    page = majority_variety(document)
    # Where neither has more words, the one that the text begins with is taken for its own.
    weight = {Spelling.AMERICAN: page.american, Spelling.BRITISH: page.british}
    if weight[Spelling.AMERICAN] == weight[Spelling.BRITISH]:
        weight[_of_the_first(american, british)] += 1
    weaker, stronger = (
        (american, british)
        if weight[Spelling.AMERICAN] < weight[Spelling.BRITISH]
        else (british, american)
    )
    weaker = [use for use in weaker if use.form not in EITHER_SIDE]
    stronger = [use for use in stronger if use.form not in EITHER_SIDE]
    if not stronger:
        return []
    beside = tuple(Span(use.start, use.end) for use in stronger)
    sure = len({use.form for use in stronger}) > 1 and len(stronger) >= FEWEST_FOR_A_MIXTURE
    return _clashes(weaker, set(weaker), None, beside, sure)


def _of_the_first(american: list[Use], british: list[Use]) -> Spelling:
    """The variety of the first of these words."""
    return Spelling.AMERICAN if american[0].start < british[0].start else Spelling.BRITISH


def _clashes(
    uses: Iterable[Use],
    added: set[Use],
    against: Variety | None,
    beside: tuple[Span, ...] = (),
    sure: bool = True,
) -> list[Clash]:
    """One for each form: marked where it was added first, or where it stands first."""
    forms: dict[str, list[Use]] = {}
    for use in uses:
        forms.setdefault(use.form, []).append(use)
    found = []
    for form, places in forms.items():
        ours = [use for use in places if use in added] or places
        found.append(
            Clash(
                form=form,
                spelling="British" if places[0].spelling is Spelling.BRITISH else "American",
                right=ours[0].right,
                places=tuple(Span(use.start, use.end) for use in ours),
                against=against,
                beside=beside,
                sure=sure,
            )
        )
    return found
