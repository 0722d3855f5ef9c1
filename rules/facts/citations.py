"""Where a page cites a source: reference tags, templates that make one, links, and brackets."""

from __future__ import annotations

import re

from rules.contract import Document, Element, ElementKind

REFERENCE_TEMPLATES = frozenset(
    """r;rp;ran;note;ref;refn;ref label;note label;notetag;citation;cite;vcite;source;sources;
    sourcetext;listref;reflist;unbulleted list citebundle;bundled references;
    multiref;multiref2;snf;sfm;shortened footnote;wikicite;citeref;dead link;doi;isbn;arxiv;pmid;
    bibcode;jstor;oclc;hansard;londongazette;london gazette;gnis;imdb title;imdb name;usgs;
    census;us census;uscensus;bibleverse;bibleref;bibleref2;biblegateway;ct;scotus;ussc;ussc cite;
    bluebook;blue book;catholic-hierarchy;botanist;eb1911;dnb;catholic;jewish encyclopedia;
    1911;pow;shakespeare;court cite;caselaw source;webarchive;wayback;ref web;cita web""".replace(
        "\n    ", ""
    ).split(";")
)
"""Templates that cite, in lower case, beside the families told by their names below."""

REFERENCE_FAMILY = re.compile(
    r"(?:cite|citation|harv|sfn|efn|ref|refn|vcite|r/|#tag:\s*ref)"
    r"(?:[ /:_-].{0,60}|[a-z]{0,7})\Z|.{1,60}(?:[ /_-](?:fn|cite|ref|refs|citation|source)|cite|"
    r"ref|fn)\Z"
)
"""{{cite web}}, {{harvnb}}, {{sfnp}}, {{efn-ua}}, {{NRISref}}, {{inflation/fn}} …"""

NO_REFERENCE = frozenset(
    """citation needed;cite needed;refimprove;ref improve;reference needed;ref needed;refbegin;
    refend;citation needed span;citation needed lead;citations needed;refimprove section;
    cite check;ref expand;refn needed;reflink;ref talk;cite quote needed;cite quote;
    citation style""".replace("\n    ", "").split(";")
)
"""Templates that only ask for a source, or arrange the list of them."""

REQUESTS = frozenset(
    """citation needed;cn;fact;cite needed;ref needed;reference needed;citation needed span;
    needs citation;source?;sourceme;citeneeded;uncited;unreferenced section;unsourced section;
    unreferenced;unsourced;more citations needed;refimprove;refimprove section;
    more citations needed section;citations needed;blp unsourced;blp unsourced section;
    better source needed;uncited section""".replace("\n    ", "").split(";")
)
"""Templates by which an editor asks for a source."""

BY_HAND = re.compile(
    r"\((?:see (?:also )?|cf\. |in |e\.g\.,? )?[^\W\d_a-z][\w'’.-]{1,30}"
    r"(?:,? (?:et al\.?|and|&|[^\W\d_a-z][\w'’.-]{0,30})){0,4},?"
    r" (?:1[5-9]|20)\d\d[a-z]?(?:[,:;] ?(?:pp?\. ?)?\d[\d–, -]{0,12})?\)"
    r"|\((?:pp?\.|pages?) ?\d"
    r"|\([^()\n]{2,80}, (?:pp?\.|pages?)(?: |&nbsp;)?\d"
    r"|\((?:[1-3] )?[A-Z][a-z]{1,14}\.? \d{1,3}:\d{1,3}[^()]{0,40}\)"
    r"|\b\d{1,4} (?:U\. ?S\.|S\. ?Ct\.|F\. ?[23]d|F ?[23]d\.?|F\. Supp\.|[SN]\.E\.2d"
    r"|[A-Z][a-z]\. App\.) ?\d"
)
"""Sources typed by hand: (Smith and Lee 1999, p. 12), (p. 12), (Luke 3:12), 410 U.S. 113."""


def is_reference_template(name: str) -> bool:
    """Whether a template of this name makes a reference or stands for one."""
    lower = name.strip().lower()
    if lower in NO_REFERENCE:
        return False
    return lower in REFERENCE_TEMPLATES or REFERENCE_FAMILY.match(lower) is not None


def is_reference(element: Element) -> bool:
    """Whether an element names a source: a reference, a citing template or an outward link."""
    if element.kind is ElementKind.TEMPLATE:
        return is_reference_template(element.name)
    return element.kind in (
        ElementKind.REFERENCE,
        ElementKind.EXTERNAL_LINK,
        ElementKind.BARE_URL,
    )


def references(document: Document, start: int, end: int) -> tuple[Element, ...]:
    """The elements that name a source and begin in a wikitext interval, in order.

    What stands inside a reference counts as well.
    """
    return tuple(e for e in document.elements_within(start, end) if is_reference(e))


def has_reference(document: Document, start: int, end: int) -> bool:
    """Whether a source is named in a wikitext interval, by markup or in brackets by hand."""
    if any(is_reference(element) for element in document.elements_within(start, end)):
        return True
    return BY_HAND.search(document.wikitext, start, end) is not None


def asks_for_source(document: Document, start: int, end: int) -> bool:
    """Whether an editor has already asked for a source in a wikitext interval."""
    return any(
        element.name.lower() in REQUESTS
        for element in document.elements_within(start, end, ElementKind.TEMPLATE)
    )
