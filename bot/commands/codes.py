"""Rule codes as typed on the command line."""

from __future__ import annotations

from collections.abc import Mapping

from bot.errors import ConfigurationError
from rules.catalog import Entry


def entry_for(text: str, known: Mapping[str, Entry]) -> Entry:
    """The rule of that code or name.

    Raises:
        ConfigurationError: there is none; names the nearest.
    """
    code = text.strip().upper()
    if code in known:
        return known[code]
    for entry in known.values():
        if entry.meta.name == text.strip().lower():
            return entry
    raise ConfigurationError(f"there is no rule {text!r}{_hint(code, known)}")


def entries_for(text: str, known: Mapping[str, Entry]) -> list[Entry]:
    """The rules of a list of codes and families, joined by commas.

    Raises:
        ConfigurationError: one is unknown; names the nearest.
    """
    found: dict[str, Entry] = {}
    for part in text.split(","):
        code = part.strip().upper()
        matching = {known_code: e for known_code, e in known.items() if known_code == code}
        if len(code) == 3:
            matching = {known_code: e for known_code, e in known.items() if known_code[:3] == code}
        if not matching:
            raise ConfigurationError(f"there is no rule {part.strip()!r}{_hint(code, known)}")
        found |= matching
    return list(found.values())


def _hint(code: str, known: Mapping[str, Entry]) -> str:
    from rapidfuzz.process import extractOne

    near = extractOne(code, list(known), score_cutoff=50)
    return f"; did you mean {near[0]}?" if near else "; `revlint rules` lists them"
