"""Words that pull in opposite directions: tightened and lifted, friendly and hostile.

Each group has two sides, as beginnings of words. Two sentences with a word from either side of a
group are worth comparing; nothing more follows from it.
"""

from __future__ import annotations

from functools import cache, lru_cache

POLES: tuple[tuple[str, str], ...] = (
    (
        "tighten impos restrict ban banned prohibit sanction embargo suspend forbid forbad blockad",
        "lift eas relax allow permit legali restor resum waiv repeal",
    ),
    (
        "warm friend cordial amicabl close ally allied alliance cooperat collaborat partner support"
        " aid assist",
        "hostil sanction embargo strain tension tense adversar enem oppos reject declin accus"
        " deteriorat rival confront attack",
    ),
    (
        "accept agree approv grant adopt ratif pass recogni confirm",
        "reject refus declin deni deny denied veto withdr oppos abandon",
    ),
    (
        "rise rose rising increas grow grew grown gain expand double climb improv strengthen",
        "fall fell falling fallen decreas decline declining drop shrink shrank lost halv worsen"
        " weaken deteriorat diminish",
    ),
    (
        "open found establish start began begin launch creat introduc inaugurat form",
        "close closed closing close abolish end ended cease disband dissol discontinu scrap",
    ),
    (
        "first earliest oldest only sole largest highest biggest longest most",
        "second third fourth fifth sixth seventh eighth ninth tenth last latest smallest lowest"
        " shortest least",
    ),
    (
        "many most majority numerous frequent often common popular widel always every",
        "few fewer rare seldom minority scarc uncommon unpopular never none hardly",
    ),
    ("win won victor defeat beat triumph succe success", "lose lost losing fail failed failure"),
    ("surviv alive living recover", "die died death kill killed deceas dead casualt"),
    ("built build construct rebuilt restor", "demolish destroy raz dismantl ruin"),
    ("married marr wed", "unmarried divorc bachelor single separat"),
    ("prais acclaim positiv favour favor admir", "critici condemn negativ unpopular denounc pan"),
    ("includ compris contain with", "exclud lack without omit"),
    ("join enter arriv return", "left leave leaving depart exit quit"),
    ("public open known", "secret classified unknown hidden covert"),
    ("north east", "south west"),
    ("before prior earlier", "after later subsequent"),
    ("true real genuin authentic", "false fake forg hoax disput"),
    ("innocent civilian peaceful", "militant combatant terrorist strike armed"),
)

SHORTEST_STEM = 4
"""Beginnings this long or longer may go on; a shorter one has to be the whole word."""


@cache
def _sides() -> tuple[dict[str, tuple[tuple[int, int], ...]], int]:
    table: dict[str, list[tuple[int, int]]] = {}
    for group, sides in enumerate(POLES):
        for side, words in enumerate(sides):
            for stem in words.split():
                place = (group, side)
                if place not in table.setdefault(stem, []):
                    table[stem].append(place)
    return {stem: tuple(places) for stem, places in table.items()}, max(map(len, table))


@lru_cache(maxsize=8_192)
def poles_of(word: str) -> frozenset[tuple[int, int]]:
    """The groups and sides (0 or 1) that a word in small letters belongs to."""
    table, longest = _sides()
    found = set(table.get(word, ()))
    for length in range(SHORTEST_STEM, min(len(word), longest) + 1):
        found.update(table.get(word[:length], ()))
    return frozenset(found)
