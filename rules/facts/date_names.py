"""Names that hold a date: the September 11 attacks, the 26 July Movement."""

from __future__ import annotations

import re

from rules.facts.date_forms import PLACE_AFTER
from rules.facts.dates import WrittenDate

EVENT = (
    r"(?:attacks?|plots?|movements?|incidents?|committees?|coups?|bombings?|massacres?|riots?|"
    r"uprisings?|revolutions?|revolts?|rebellions?|mutin(?:y|ies)|agreements?|constitution|"
    r"insurrection|hearings?|hijack\w*|protests?|demonstrations?|crackdown|crisis|putsch|"
    r"shootings?|killings?|raids?|alliance|brigades?|group|tragedy|memorandum|declaration|speech|"
    r"events|disaster|earthquake|tsunami|storming|strikes?|holidays?|celebrations?)\b"
)
EVENT_AFTER = re.compile(rf"(?:['’]s)?[ \u00a0-]{EVENT}")
EVENT_SOON = re.compile(rf"(?:['’]s)?[ \u00a0-](?:[a-z]+[ \u00a0-]){{1,2}}?{EVENT}")
"""A date before such a noun names the event; after "the", up to two words may stand between."""

NAME_AFTER = re.compile(r"(?:['’]s)?[ \u00a0-](?!(?:I|AD|BC|BCE|CE|EST|UTC|GMT)\b)[A-Z]")
NAMED_AFTER = re.compile(
    rf"(?:['’]s)?[ \u00a0-](?:[A-Z][\w.'’-]{{0,20}}[ \u00a0-]){{0,4}}(?i:{EVENT})"
    rf"|{PLACE_AFTER.pattern}"
)
"""A name that such a noun ends, or a place that goes by a date."""

ON_BEFORE = re.compile(r"\bon\s\Z", re.IGNORECASE)
THE_BEFORE = re.compile(r"\bthe\s\Z", re.IGNORECASE)
LONGEST_LEAD = 8


def names_event(text: str, date: WrittenDate) -> bool:
    """Whether a date opens a name: a capitalised word or the noun of an event follows it.

    Not where "on" stands before it, unless an event's noun comes soon: what follows "On 13 May
    2013" is a clause.
    """
    before = text[max(date.start - LONGEST_LEAD, 0) : date.start]
    is_on = ON_BEFORE.search(before) is not None
    if NAME_AFTER.match(text, date.end):
        return not is_on or NAMED_AFTER.match(text, date.end) is not None
    if EVENT_AFTER.match(text, date.end):
        return not is_on
    return bool(THE_BEFORE.search(before) and EVENT_SOON.match(text, date.end))
