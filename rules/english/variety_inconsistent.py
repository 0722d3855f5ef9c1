"""Finds added words in another variety of English than the page's: color in British English.

The page's variety is that of its tag, or of the clear majority of its words before the edit. Where
neither tells, an added text that mixes two varieties by itself is marked at the words of the weaker
one. Each word form is one finding; its other places are listed. It leaves alone names (Department
of Defense, World Trade Center), quotations, titles, -ize beside Oxford spelling, words that are at
home on both sides (grey, artifact), and words whose sense is not clear (program, practice).
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.contract import (
    Class,
    Context,
    Evidence,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Source,
    Span,
    Status,
    TextName,
    Unit,
    Verdict,
)
from rules.facts.variety_clashes import Clash, variety_clashes
from rules.facts.variety_tags import Spelling
from rules.facts.variety_uses import TRIGGERS

MOST_EVIDENCE = 12
MOST_BESIDE = 3
"""Places listed of the same form, and of the other variety."""

BY_TAG, BY_MAJORITY, BY_MIXTURE = 0.93, 0.9, 0.8

_BRITISH = "The colour of the harbour, the labour of the neighbour, honour and rumour."
_CANADIAN = f"{_BRITISH} In Canada, a Canadian city of Canada, Canadians like Canadian cars."
_IZE = "They realized, recognized, civilized, modernized, criticized it."
_AMERICAN = "The color of the harbor, the labor of the neighbor, honor and rumor."


class VarietyInconsistent(Rule):
    """color → colour in an article in British English."""

    meta = Meta(
        code="ENG001",
        name="variety-inconsistent",
        summary="A word in another variety of English than the article's (color under British)",
        why="An article keeps to one national variety of English from beginning to end.",
        source=Source.enwiki("MOS:CONSISTENCY"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=BY_MAJORITY,
        needs=(variety_clashes,),
        triggers=TRIGGERS,
        reach=30,
        examples=(
            Example("{{Use Indian English}}\nIts ⟦color⟧ is red.", fix="colour"),
            Example("{{use British English|date=May 2020}}\nA ⟦center⟧ of arts.", fix="centre"),
            Example("{{EngvarB}}\n* the ⟦traveler⟧ came", fix="traveller"),
            Example("{{Use American English}}\nThe ⟦colour⟧ was ⟦realised⟧.", fix="color"),
            Example("{{Use US English}}\nThey ⟦organised⟧ it.", fix="organized"),
            Example("{{Use American English}}\nA ⟦programme⟧ of 5 ⟦metres⟧.", fix="program"),
            Example("{{Use American English}}\nA ⟦licence⟧ to ⟦practise⟧ law.", fix="license"),
            Example("{{Use British English}}\nA driving ⟦license⟧ was lost.", fix="licence"),
            Example("{{Use British English}}\nThey were ⟦practicing⟧ it.", fix="practising"),
            Example("{{Use British English}}\nThe television ⟦program⟧ ended.", fix="programme"),
            Example("{{Use British English}}\nIt is 40 ⟦meters⟧ long.", fix="metres"),
            Example("{{Use Oxford spelling}}\nThey ⟦organised⟧ its ⟦color⟧.", fix="organized"),
            Example("{{Use Canadian English}}\nThe ⟦center⟧ was analyzed.", fix="centre"),
            Example(
                "{{Use British English}}\n== ⟦Defense⟧ of the town ==\nIt fell.", fix="Defence"
            ),
            Example("{{Use British English}}\n{|\n| the ⟦harbor⟧ wall\n|}", fix="harbour"),
            Example("{{Use British English}}\n[[File:A.jpg|thumb|The ⟦gray⟧ wall]]", fix="grey"),
            Example("{{Use British English}}\n{{Infobox a\n| b = red ⟦color⟧\n}}", fix="colour"),
            Example("{{Use British English}}\nSee [[Hue|the ⟦color⟧]] there.", fix="colour"),
            Example("{{Use British English}}\nIts '''⟦color⟧''' is red.", fix="colour"),
            Example("{{Use British English}}\nThe ⟦neighbor⟧'s dog.", fix="neighbour"),
            Example("{{Use British English}}\nThe ⟦color⟧ is one color.", fix="colour"),
            Example(f"{_BRITISH}\n\nIts ⟦center⟧ fell.", old=f"{_BRITISH}\n", fix="centre"),
            Example(f"{_AMERICAN}\n\nIts ⟦centre⟧ fell.", old=f"{_AMERICAN}\n", fix="center"),
            Example(
                "The ⟦defense⟧ treaty was realised. It was politicised, a matter of honour, and"
                " the Defense Secretary spoke.",
                fix="defence",
            ),
            Example(f"{_IZE}\n\nIt was ⟦organised⟧.", old=f"{_IZE}\n", fix="organized"),
            Example("The colour was recognized.", guard="-ize is British too"),
            Example("{{Use British English}}\nThey organized it.", guard="-ize is British too"),
            Example("{{Use Oxford spelling}}\nThey organized it.", guard="Oxford spelling"),
            Example("{{Use British English}}\nThe Department of Defense.", guard="a name"),
            Example("{{Use British English}}\nHe saw the World Trade Center.", guard="a name"),
            Example("{{Use British English}}\nUS Defense Secretary Ed Roe.", guard="a US office"),
            Example("{{Use American English}}\nHe led Labour. Labour won it.", guard="a party"),
            Example('{{Use British English}}\nIt reads "a color".', guard="a quotation"),
            Example("{{Use British English}}\nThe film ''In color''.", guard="a title"),
            Example("{{Use British English}}\nSee [[color]] there.", guard="a link's title"),
            Example("{{Use British English}}\nSee [http://a.b Of color].", guard="a page's title"),
            Example("{{Use British English}}\nIt is <code>color</code>.", guard="code"),
            Example("{{Use British English}}\nA computer program ran.", guard="sense"),
            Example("{{Use British English}}\nIt was common practice.", guard="sense"),
            Example("{{Use British English}}\nThe gas meter and a story.", guard="sense"),
            Example("{{Use Australian English}}\nThe radio program ended.", guard="Australian"),
            Example("{{Use American English}}\nIt is grey.", guard="right on both sides"),
            Example("{{Use British English}}\nThe gray wolf sleeps.", guard="a species"),
            Example("{{Use American English}}\nThe centre culturel closed.", guard="French"),
            Example("{{Use British English}}\nIn rigor mortis it lay.", guard="Latin"),
            Example("{{Use British English}}\nIt is at color.org today.", guard="an address"),
            Example(
                "{{Use British English}}\n== Further reading ==\n* Doe, Of color and dye",
                guard="a list of sources",
            ),
            Example(f"{_BRITISH}\n\nIts centre fell.", old=f"{_BRITISH}\n", guard="the same"),
            Example("Its color is red. It has a center.", guard="one variety"),
            Example(f"{_IZE}\n\nIts colour.", old=f"{_IZE}\n", guard="-ize is British too"),
            Example(
                "The colour and the harbour, a labor and a center.\n\nIts color fell.",
                old="The colour and the harbour, a labor and a center.\n",
                guard="no variety chosen",
            ),
            Example("{{Use British English}}\nHe wrote color [sic].", guard="marked"),
            Example(
                "{{Use British English}}\n'''Armstrong:''' It is an honor.", guard="a transcript"
            ),
            Example("{{Use British English}}\nGray won the match.", guard="a surname"),
            Example("{{Use American English}}\nTyre was besieged.", guard="a place"),
            Example("{{Use British English}}\nCenter for Action reports.", guard="a name goes on"),
            Example(
                "{{Use British English}}\nHe joined Harbor. Harbor was sold.",
                guard="a name elsewhere on the page",
            ),
            Example(
                "{{Use British English}}\nIt is '''gray''' in American English.",
                guard="the variety is named",
            ),
            Example(
                "{{Use American English}}\nA '''tyre''' or '''tire''' is round.",
                guard="both spellings are named",
            ),
            Example("{{Use British English}}\nThe word color is old.", guard="a word as a word"),
            Example("{{Use American English}}\nA ministry of defence.", guard="an office"),
            Example("{{Use British English}}\nHe has a medal of honor.", guard="an award"),
            Example("{{Use British English}}\nThe center fielder ran.", guard="a term"),
            Example("{{Use American English}}\nA metre gauge line.", guard="a term"),
            Example("{{Use British English}}\nThe dose was 5 grays.", guard="a unit"),
            Example("{{Use American English}}\nThe aluminium chloride.", guard="chemistry"),
            Example("{{Use British English}}\nTwo firms that license it.", guard="a verb"),
            Example("{{Use British English}}\nThe honor de Dios fell.", guard="Spanish"),
            Example(
                "{{Use British English}}\n{{Infobox a\n| align = center\n}}",
                guard="a template's setting",
            ),
            Example(
                "{{Use Canadian English}}\nIt was analyzed by the jewelry program.",
                guard="Canadian",
            ),
            Example(
                f"{_CANADIAN}\n\nIts jewelry fell.",
                old=f"{_CANADIAN}\n",
                guard="Canadian by its subject",
            ),
            Example(
                "Its artifacts fell. They are labelled.",
                guard="what is right on both sides proves nothing",
            ),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each form whose first added place is in this block."""
        assert unit.block is not None
        for clash in context.fact(variety_clashes).of(unit.block):
            first, *others = clash.places
            evidence = [*others[:MOST_EVIDENCE], *clash.beside[:MOST_BESIDE]]
            yield Hit(
                start=first.start - unit.start,
                end=first.end - unit.start,
                message=_message(clash, unit),
                suggestions=(clash.right,),
                confidence=_confidence(clash),
                evidence=tuple(
                    Evidence(place.start, place.end, TextName.NEW_PROSE) for place in evidence
                ),
                on_trial=not clash.sure,
            )


def _confidence(clash: Clash) -> float:
    if clash.against is None:
        return BY_MIXTURE
    return BY_TAG if clash.against.tag else BY_MAJORITY


def _message(clash: Clash, unit: Unit) -> str:
    prose = unit.document.prose.text
    word = prose[clash.places[0].start : clash.places[0].end]
    page = clash.against
    if page is None:
        words = list(dict.fromkeys(_quoted(prose, place) for place in clash.beside))[:MOST_BESIDE]
        other = "American" if clash.spelling == "British" else "British"
        return (
            f"“{word}” is {clash.spelling} spelling; the same text has {other}"
            f" {' and '.join(words)}. Either is right, but one text keeps to one."
        )
    if page.tag:
        return f"“{word}” is {clash.spelling} spelling; the page is marked {{{{{page.tag}}}}}."
    if page.spelling is None:
        return (
            f"“{word}” is {clash.spelling} spelling; the page is written with -ize"
            f" ({page.in_z} words against {page.in_s})."
        )
    if page.spelling is Spelling.AMERICAN:
        ours, theirs = page.american, page.british
    else:
        ours, theirs = page.british, page.american
    return (
        f"“{word}” is {clash.spelling} spelling; the page is written in {page.spelling.value}"
        f" English ({ours} telling words against {theirs})."
    )


def _quoted(prose: str, place: Span) -> str:
    return f"“{prose[place.start : place.end]}”"
