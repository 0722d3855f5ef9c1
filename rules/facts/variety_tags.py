"""The templates that say which variety of English a page is written in."""

from __future__ import annotations

import enum
import re


class Spelling(enum.Enum):
    """A way of spelling: colour or color, organise or organize, by which one is in use."""

    AMERICAN = "American"
    BRITISH = "British"
    OXFORD = "Oxford"
    CANADIAN = "Canadian"


TAG = re.compile(r"use[ _]+(.{2,40}?)(?:[ _]+(?:english|spelling))*\Z", re.IGNORECASE | re.DOTALL)

BRITISH_SPELLERS = frozenset(
    """british uk en-gb bre gb bahamian australian aue au en-au new_zealand nze nz en-nz irish
    hiberno hibe scottish scots indian inde en-in pakistani bangladeshi sri_lankan nepali nepalese
    bhutanese maldivian burmese malaysian singapore singaporean hong_kong hke barbadian bermudian
    bermudan caribbean jamaican trinidad_and_tobago trinidadian guyanese belizean grenadian
    saint_lucian antiguan_and_barbudan antigua_and_barbuda south_african sae en-za nigerian ghanaian
    gambian sierra_leonean cameroonian kenyan tanzanian ugandan rwandan zambian zimbabwean malawian
    botswanan namibian swazi lesotho mauritian seychellois maltese gibraltar gibraltarian
    falkland_islands channel_islands jersey manx welsh english european commonwealth brunei
    bruneian papua_new_guinean papua_new_guinea solomon_islands fijian tongan samoan vanuatu
    cypriot""".split()
)
AMERICAN_SPELLERS = frozenset(
    "american us u.s. en-us ame usa united_states philippine philippines filipino liberian".split()
)
CANADIAN_SPELLERS = frozenset("canadian cane ca en-ca".split())
"""The names between "Use" and "English" of the tag templates and their redirects.

"Use IUPAC spelling" is none of them: it tells of sulfur and aluminium, beside another tag.
"""

OTHER_TAGS = {
    "engvara": Spelling.AMERICAN,
    "engvarb": Spelling.BRITISH,
    "engvarc": Spelling.CANADIAN,
    "engvaro": Spelling.OXFORD,
    "en-oed": Spelling.OXFORD,
}


def spelling_of_template(name: str) -> Spelling | None:
    """The spelling that a template ("Use Indian English") asks for; None for other templates."""
    plain = " ".join(name.replace("_", " ").split()).lower()
    if plain in OTHER_TAGS:
        return OTHER_TAGS[plain]
    match = TAG.match(plain)
    if match is None:
        return None
    if "oxford" in match[1] or match[1] == "en-oed":
        return Spelling.OXFORD
    key = match[1].replace(" ", "_").removesuffix("-english")
    if key in BRITISH_SPELLERS:
        return Spelling.BRITISH
    if key in AMERICAN_SPELLERS:
        return Spelling.AMERICAN
    return Spelling.CANADIAN if key in CANADIAN_SPELLERS else None
