"""Whether a page takes up text of other pages, which may hold what seems to be missing on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.contract import Document, ElementKind

SURE = re.compile(
    r"[:/]|main page:|template:|excerpts?\b|transclude|transcluded? section|section transclu|"
    r"#(?:lst|lsth|lstx|section|section-h|section-x|invoke|load)\b|lst\b|#tag:ref|"
    r".*(?:/|\bmetadata\b|\btables?\b|\bstandings\b|\bresults?\b|\bsquads?\b|\bcharts?\b|\bdata\b|"
    r"\bstatistics\b|\bseries overview\b|\bpoll(?:s|ing)?\b|\bcases\b|\bpopulation\b|\bbrackets?\b|"
    r"\btemplate:)",
    re.IGNORECASE,
)
"""Names of what brings in text: subpages, excerpts, sections of pages, tables kept apart."""

HARMLESS = re.compile(
    r"(?:use |pp[- ]|good |featured |short |toc|portal|clear|reflist|notelist|refbegin|refend|"
    r"col[- ]|div col|end |start|stack|authority|commons|wiki|coord|taxonbar|citation|cn|better|"
    r"dead |reference|ref |more |unreferenced|expand|by whom|who|when|which|original|disputed|"
    r"dubious|clarif|page need|failed ver|verif|according|as of|update|notability|multiple|"
    r"engvar|british|american|ec |family name|eastern|spanish|chinese|korean|japanese|portuguese|"
    r"dmy|nobr|non-?free|-|=|·|•|spaced|en dash|em dash|pound|euro|cite|harv|sfn|efn|flag|gold|"
    r"silver|bronze|steady|increase|decrease|draw|won|lost|yes|no\b|n/a|dash|nts|tba|tbd|"
    r"infobox|taxobox|speciesbox|sources|sister|official|div end|colend|col-end|legend|"
    r"no footnotes|lead |cleanup|tone|peacock|advert|copy ?edit|in use|under |current|recent|"
    r".*(?:stub|hatnote|sidebar|navbox|topics|articles?|english|dates|icon|needed|inline))",
    re.IGNORECASE,
)
"""Names of templates that are called without arguments and hold no references of their own."""

OWN_REFERENCE = re.compile(
    r"(?!(?:.?efn|s?sfn|refn|ref|harv|r|cite)\b).{1,60}(?:[ /_-](?:fn|cite|refs?)|ref|fn)\Z|e1\d\Z",
    re.IGNORECASE,
)
"""Templates that are references with names of their own: {{NRISref}}, {{inflation/fn}}, {{e18}}."""

OWN_BOX = re.compile(r"(?:infobox|taxobox) .", re.IGNORECASE)


def may_take_up_references(document: Document, end: int) -> bool:
    """Whether a template before ``end`` may bring in references that are defined elsewhere.

    Besides those known for it, any template of several words that is called without arguments:
    it is likely a piece of this page kept apart.
    """
    return any(True for _ in taken_up(document, end))


def taken_up(document: Document, end: int) -> Iterator[str]:
    """The names of these templates, in order."""
    for element in document.elements:
        if element.kind is not ElementKind.TEMPLATE or element.start >= end:
            continue
        name = element.name.strip()
        if OWN_REFERENCE.match(name):
            yield name
        elif SURE.match(name):
            if not _is_function(name):
                yield name
        elif element.pipes or not (" " in name or any(c.isdigit() for c in name)):
            continue
        elif OWN_BOX.match(name) or not HARMLESS.match(name):
            yield name


def _is_function(name: str) -> bool:
    """Whether this is a function of the software that brings in nothing."""
    lower = name.lower()
    return lower.startswith(("#if", "#switch", "#expr", "#time", "#tag:references", "defaultsort:"))
