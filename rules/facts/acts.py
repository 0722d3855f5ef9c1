"""What only the living do, as verbs of a sentence about a person."""

from __future__ import annotations

import re

NO_ACTS = (
    r"(?:re-?)?(?:appeared|featured|received|earned|ranked|topped|charted|placed|remained|inspired|"
    r"influenced|entered|released|issued|published|honou?red|garnered|gained|attracted|achieved|"
    r"peaked|"
    r"continued|reached|surpassed|scored|starred|represented|celebrated|lasted|died|passed away|"
    r"needed|seemed|shared|totall?ed|used to|existed|emerged|occurred|symboli[sz]ed|embodied|"
    r"ascended|descended|deserved|belonged|resurfaced|returned to the charts|named|included|listed)"
)
"""What happens to the dead, or to their works, as well."""

ACTS = (
    r"[a-z]{2,}ed|began|bought|built|came|chose|fell|fled|fought|gave|got|grew|"
    r"heard|held|hid|kept|learnt|led|left|lent|lost|made|met|paid|quit|ran|rode|said|sang|sat|saw|"
    r"sent|set|slept|sold|sought|spent|spoke|stood|swam|swore|taught|told|took|understood|"
    r"underwent|went|withdrew|won|wore|wrote"
)
"""Verbs in the past; before birth, nobody does any of these."""

PASSIVE_ACTS = (
    r"(?:re-?)?(?:elected|appointed|arrested|hired|promoted|drafted|imprisoned|divorced|married|"
    r"diagnosed|hospitali[sz]ed|sworn in|ordained|educated|transferred|dismissed|fired|wounded|"
    r"engaged|accepted|admitted|sent|offered|invited|forced|asked|assigned|stationed|traded|"
    r"working|living|teaching|studying|suspended|expelled|knighted|crowned|sentenced)"
)
ADVERBS = (
    r"\s(?:also\s|then\s|soon\s|finally\s|eventually\s|later\s|again\s|first\s|briefly\s|"
    r"officially\s|secretly\s|successfully\s|unsuccessfully\s|personally\s)?"
)
PASSIVE = rf"was\s(?:also\s|then\s|again\s|unanimously\s)?{PASSIVE_ACTS}"
ACT_BEFORE = re.compile(rf"{ADVERBS}(?:(?!died\b)(?:{ACTS})|{PASSIVE})\b")
ACT_AFTER = re.compile(rf"{ADVERBS}(?:(?!{NO_ACTS}\b)(?:{ACTS})|{PASSIVE})\b")
"""The act, right behind the subject, that is told from before the birth or after the death."""
