"""The composition root: settings become rules, a linter and a worker."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec

from bot import __version__
from bot.config import Settings
from bot.core.lint import Linter
from bot.core.worker import MIB, Limits, Worker
from bot.errors import ConfigurationError
from rules.catalog import CatalogError, Entry, OptionError, catalogue
from rules.contract import Rule, Status
from rules.facts.guards import block_guards


def entries() -> dict[str, Entry]:
    """Every rule by code.

    Raises:
        ConfigurationError: a rule cannot be loaded.
    """
    try:
        return catalogue()
    except CatalogError as error:
        raise ConfigurationError(str(error)) from error


def chosen_rules(settings: Settings, known: Mapping[str, Entry]) -> list[Rule]:
    """The rules that run, by code: what is selected (else all that are not off), less the ignored.

    A rule that is selected runs whatever its status.

    Raises:
        ConfigurationError: an option does not fit its rule.
    """
    select, ignore = settings.lint.select, settings.lint.ignore
    rules = []
    for code, entry in known.items():
        own = settings.rules.get(code)
        status = (own.status if own else None) or entry.meta.status
        runs = status is Status.STABLE or (status is Status.PREVIEW and settings.lint.preview)
        if select:
            runs = code.startswith(select)
        if not runs or (ignore and code.startswith(ignore)):
            continue
        if status in (Status.OFF, Status.COUNT):
            # Run on request, its findings are shown, but apart: its precision is not promised.
            status = Status.PREVIEW
        try:
            rules.append(
                entry.rule(own.options if own else None, status, own.severity if own else None)
            )
        except OptionError as error:
            raise ConfigurationError(f"rules.{code}.options: {error}") from error
    return rules


def linter(settings: Settings, known: Mapping[str, Entry]) -> Linter:
    """The linter that these settings ask for."""
    return Linter(chosen_rules(settings, known), block_guards)


def ruleset(rules: Linter) -> str:
    """What identifies the rules, their options and the program's version: 12 hexadecimal digits."""
    parts = [__version__]
    parts += [
        f"{rule.meta.code} {rule.meta.status.value} {rule.meta.severity.value} {rule.options!r}"
        for rule in rules.rules
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def worker(settings: Settings, known: Mapping[str, Entry]) -> Worker:
    """A worker for these settings; close it after use."""
    rules = linter(settings, known)
    limits = Limits(
        base_s=settings.lint.wall_s,
        per_mib_s=settings.lint.wall_s_per_mib,
        memory_bytes=settings.lint.memory_mib * MIB,
        text_bytes=settings.wiki.max_text_bytes,
    )
    return Worker(rules, limits, ruleset(rules))


def option_defaults(entry: Entry) -> dict[str, object]:
    """A rule's options by name, with their defaults."""
    fields: dict[str, object] = msgspec.to_builtins(entry.options())
    return fields
