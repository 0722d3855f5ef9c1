"""Finds a small word written twice: the the, of of, in in.

Only function words that English hardly ever doubles, the second one in small letters. It leaves
alone what may rightly double: a verb's particle before a preposition ("logged in in 1990"), a
preposition left at the end of a relative clause ("the house he lived in in London"), Latin
phrases ("in in vitro studies"), compounds ("for for-profit use"), inches, grades and letters
("vitamin A a day"), and words with markup or a line end between them, references excepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import (
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

WORDS = (
    *("the", "a", "an", "of", "and", "to", "in", "for", "with", "at", "from", "by", "or", "as"),
    *("was", "were", "are"),
)

REPEATED = re.compile(
    rf"(?<![\w.'’/&-])(?P<first>{'|'.join(WORDS)})(?P<gap>[ \n\u00a0]{{1,4}}|\uFFFC{{1,8}} ?)"
    r"(?P=first)(?![\w'’/&-])",
    re.IGNORECASE,
)
"""No hyphen, stop or slash on either side: drop-in in, U.S.A. a, and/or or."""

ONLY_REFERENCES = re.compile(
    r"(?:\s|&nbsp;|<ref\b[^<>]{0,200}/>|<ref\b[^<>]{0,200}>[^<]{0,2000}</ref\s{0,4}>)+\Z",
    re.IGNORECASE,
)
"""What may stand in the wikitext between the two words."""

PREPOSITIONS = frozenset({"to", "in", "for", "with", "at", "from", "by", "of"})
BE = frozenset({"was", "were", "are"})

PARTICLE_VERB = re.compile(
    r"\b(?:log|check|sign|move|come|came|call|step|fill|stand|stood|join|cave|phone|dial|g[ai]ve|"
    r"giving|given|br[eo]ak|broken?|bring|brought|kick|plug|opt|turn|hand|phase|sent|send|lock|fly|"
    r"flew|flown|tune|weigh|ke[ep]+t?|liv|dr[ao]p|pass|pull|roll|swor|go|goes|went|gone|been|let|"
    r"s[ea]t|put|tak|took|built|st[ua]ck|pitch|chip|chim|trad|us(?:h|e)|look|refer|allud|"
    r"car(?:e|ed|ing)|hop|wait|ask|pa[iy]d?|stick|deal|dealt|part|play|work|cop|r[ua]n)"
    r"(?:[bdgklmnprt]?(?:ed|ing|s|es))?\s\Z",
    re.IGNORECASE,
)
"""Verbs that take the first word as their particle or leave it stranded."""

RELATIVE = re.compile(
    r"\b(?:which|that|who|whom|what|where|how|all|there)\b|\w,?\s(?:he|she|it|they|we|i|you)\s\w",
    re.IGNORECASE,
)
"""A clause in which a preposition or a form of "be" may be left at the end. A pronoun counts after
a noun only: "the house he lived in in London"."""

CONJUNCTION_PRONOUN = re.compile(
    r"\b(?:and|but|or|as|when|while|after|before|because|since|if|then|until|though|although)"
    r",?\s(?:he|she|it|they|we|i|you)\s",
    re.IGNORECASE,
)
CLAUSE_START = re.compile(r"[.;:!?()\n]")
CLAUSE = 80
"""Code points in which the clause before the words is looked for."""

LATIN_AFTER = re.compile(
    r"\s(?:vitro|vivo|situ|utero|silico|absentia|camera|loco|rem|personam|medias|"
    r"priori|posteriori|cappella|capella|clef|la|fortiori)\b"
)
DIGIT_BEFORE = re.compile(r"[\d½¼¾]\s\Z")
LETTER_NEAR = re.compile(r"(?:\b[A-Za-z][,)]?\s\Z|\A[,)]?\s(?:[b-z]|a)\b)")


class RepeatedWord(Rule):
    """the the → the."""

    meta = Meta(
        code="SPL005",
        name="repeated-word",
        summary="A small word written twice (the the)",
        why="A doubled word is a slip of the pen that every reader stumbles over.",
        source=Source.enwiki("WP:TYPO"),
        severity=Severity.WARNING,
        category=Class.COSMETIC,
        scope=Scope.ADDED,
        status=Status.STABLE,
        confidence=0.95,
        triggers=tuple(rf"(?i)\b{word}[ \n\x{{a0}}\x{{fffc}}]+{word}\b" for word in WORDS),
        examples=(
            Example("He crossed ⟦the the⟧ river.", fix="the"),
            Example("⟦The the⟧ river was wide.", fix="The"),
            Example("It is north ⟦of of⟧ the town.", fix="of"),
            Example("He was born ⟦in in⟧ 1950.", fix="in"),
            Example("She moved ⟦to to⟧ London.", fix="to"),
            Example("They ⟦were were⟧ late.", fix="were"),
            Example("== History ⟦of of⟧ the town ==\nIt is old.", fix="of"),
            Example("* bread ⟦and and⟧ butter", fix="and"),
            Example("[[File:A.jpg|thumb|A view ⟦of of⟧ the bay]]", fix="of"),
            Example("{|\n| ruled ⟦by by⟧ a king\n|}", fix="by"),
            Example("{{Infobox person\n| known_for = winner ⟦of of⟧ the cup\n}}", fix="of"),
            Example(
                "He lost ⟦the<ref>Times, 1950</ref> the⟧ war.", fix="the<ref>Times, 1950</ref>"
            ),
            Example('He met ⟦the<ref name="t" /> the⟧ king.', fix='the<ref name="t" />'),
            Example("Johnson played in The The from 1979.", guard="a capital: a name"),
            Example("Users logged in in 1990.", guard="a verb's particle"),
            Example("The house he lived in in London stands.", guard="a relative clause"),
            Example("The treaty that was agreed to to end it failed.", guard="a relative clause"),
            Example("Exactly what it was was unclear.", guard="a clause as subject"),
            Example("It was used in in vitro studies.", guard="a Latin phrase"),
            Example("They sang it as a a cappella piece.", guard="a Latin phrase"),
            Example("It is used for for-profit work.", guard="a compound"),
            Example("The drive-in in Ohio closed.", guard="a compound"),
            Example("A pipe 12 in in diameter.", guard="inches"),
            Example("One needs vitamin A a day.", guard="a letter"),
            Example("It is said either  or  or so.", guard="two spaces, a sign was dropped"),
            Example("He read the ''the'' aloud.", guard="markup between"),
            Example("He visited the [[the Hague]] court.", guard="markup between"),
            Example("It ends in the\n\nthe next begins.", guard="two paragraphs"),
            Example('She said "the the man came".', guard="a quotation"),
            Example("She told her her plan and that that was it.", guard="other words"),
            Example("It is in in [sic] the text.", guard="marked"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each doubled word whose halves are neighbours in the wikitext."""
        for match in REPEATED.finditer(unit.text):
            start, end = match.span()
            second = match.end("gap")
            if not unit.text[second:end].islower():
                continue
            guard = _guard(unit.text, match) or _markup_between(unit, match.end("first"), second)
            if guard:
                yield Silenced(start, end, guard)
                continue
            once = unit.text[start:second].rstrip(" \n\u00a0")
            yield Hit(
                start=start,
                end=end,
                message=f"“{match['first'].lower()}” stands here twice.",
                suggestions=(once,),
            )


def _markup_between(unit: Unit, first_end: int, second: int) -> str:
    prose = unit.document.prose
    start = prose.wikitext_span(unit.start + first_end - 1, unit.start + first_end).end
    end = prose.wikitext_span(unit.start + second, unit.start + second + 1).start
    between = unit.document.wikitext[start:end]
    return "" if ONLY_REFERENCES.match(between) else "markup between"


def _guard(text: str, match: re.Match[str]) -> str:
    start, end = match.span()
    word = match["first"].lower()
    before = text[max(start - CLAUSE, 0) : start]
    after = text[end : end + 12]
    if match["gap"] in ("  ", " \n") and word != "the":
        return "two spaces: a word between them was dropped"
    if LATIN_AFTER.match(after):
        return "before a Latin phrase"
    if word == "in" and DIGIT_BEFORE.search(before):
        return "inches"
    if word in ("a", "an") and LETTER_NEAR.search(before):
        return "beside a single letter"
    if match["first"][0].isupper() and not _begins(before):
        return "a capital inside the sentence"
    if word in PREPOSITIONS or word in BE:
        clause = CLAUSE_START.split(before)[-1]
        if word not in BE and PARTICLE_VERB.search(clause):
            return "after a verb that takes the word"
        if RELATIVE.search(CONJUNCTION_PRONOUN.sub(" ", clause)):
            return "at the end of a clause"
    return ""


def _begins(before: str) -> bool:
    stripped = before.rstrip()
    return not stripped or stripped[-1] in ".!?:;\"“'‘(•"
