"""Templates that the scanner reads as something else than a hole in the prose.

The names are those of the English Wikipedia, in lower case, with their common redirects.
"""

from __future__ import annotations

import re

TYPOGRAPHIC = {
    "snd": "–", "snds": "–", "spnd": "–", "spaced ndash": "–", "spaced en dash": "–",
    "ndash": "–", "en dash": "–", "mdash": "—", "em dash": "—", "nbsp": "\u00a0",
    "space": " ", "thinsp": "\u2009", "hairsp": "\u200a", "'": "'", "`": "`", "'\"": "'",
    "\"'": '"', "pipe": "|", "!": "|", "=": "=", "!!": "|", "nbdash": "–", "spaced dash": "–",
    "'s": "'", "minus": "−", "times": "×", "dot": "·", "·": "·", "•": "•", "bullet": "•",
}  # fmt: skip
"""Templates that show one typographic sign: the sign (its spaces, if any, left to the template)."""

PASS_THROUGH = frozenset(
    "nowrap;nobr;nobreak;no wrap;small;smaller;big;larger;large;nobold;noitalic;nbnd;"
    "resize;normal;center;centre;midsize;nowiki2;plainlist;plain list;flatlist;flat list;"
    "indented plainlist;bulleted list block".split(";")
)
"""Templates that only dress their first argument, which is prose."""

PASSED_ARGUMENTS = frozenset({"1", "text", "content"})
"""Names under which that argument may be given."""

LISTS = frozenset(
    "unbulleted list;ubl;ublist;ubt;unbulleted;hlist;horizontal list;bulleted list;ordered list;"
    "flowlist;collapsible list;vunblist".split(";")
)
"""Templates that show each unnamed argument as an item of a list."""

CAPTIONED = {
    "multiple image": re.compile(r"caption\d{0,2}|footer|header"),
    "multiple images": re.compile(r"caption\d{0,2}|footer|header"),
    "double image": re.compile(r"[57]"),
    "gallery": re.compile(r"\d{0,2}[02468]|title"),
    "image frame": re.compile(r"caption"),
    "css image crop": re.compile(r"description", re.IGNORECASE),
    "wide image": re.compile(r"3"),
    "panorama": re.compile(r"caption"),
    "tall image": re.compile(r"3"),
    "annotated image": re.compile(r"caption"),
    "location map": re.compile(r"caption"),
}
"""Templates that show pictures, and the names of the arguments that are captions."""

LONGEST_NAME = 300
"""Code points of a template's name, comments in it included; beyond it no name is known."""

QUOTATIONS = frozenset(
    "quote;blockquote;cquote;quotation;bquote;rquote;pull quote;pullquote;quote box;quotebox;"
    "poemquote;poem quote;verse translation;block quote;long quote;blockquotation;"
    "centered pull quote;song quote;talk quote block;quote frame;epigraph".split(";")
)
"""Templates whose text is quoted."""

QUOTED_ARGUMENTS = ("1", "text", "quote", "content")
"""The arguments of a quotation template that hold the quoted words."""

INFOBOX = re.compile(
    r"(?:infobox\b|.{0,60}\binfobox\Z|geobox\b|taxobox\b|automatic taxobox\b|speciesbox\b|"
    r"chembox\b|drugbox\b|starbox\b)"
)
"""Names of templates whose arguments are shown as facts in a box."""

INFOBOX_SKIPPED = re.compile(
    r"(?:image|logo|map|photo|file|flag|seal|website|url|coordinates|coord|module|embed|footnotes|"
    r"signature|alt|ref|iso|code|id|postal|zip|blank|symbol|native|pronunciation|ipa)",
    re.IGNORECASE,
)
"""Infobox parameters that hold addresses, files and codes, not prose."""

SIC = frozenset(
    "sic;not a typo;typo;as written;proper name;chem name;lang;transl;transliteration;ipa".split(
        ";"
    )
)
"""Marks of wording that stands so on purpose; {{sic}} may follow the words it excuses."""

FILE_OPTION = re.compile(
    r"\s*(?:thumb(?:nail)?|frame(?:d|less)?|border|right|left|center|centre|none|baseline|middle|"
    r"sub|super|text-top|text-bottom|top|bottom|upright(?:[ =].*)?|\d*x?\d+ ?px|"
    r"(?:alt|link|page|lang|class|thumb|thumbnail|start|end|thumbtime|loop|muted)\s*=.*|upright)\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
"""An argument of a file link that is no caption."""

FILE_NAMESPACES = frozenset({"file", "image", "media"})
INTERLANGUAGE = re.compile(
    r"(?:[a-z]{2,3}|simple|zh-[a-z-]{3,12}|be-tarask|roa-rup|bat-smg|map-bms)\Z"
)
