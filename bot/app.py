"""The composition root: settings become rules, a linter and a worker."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping

import msgspec

from bot import __version__
from bot.config import Settings
from bot.core.lint import Linter
from bot.core.model import Revision
from bot.core.pool import WorkerPool
from bot.core.report import Job, linted
from bot.core.second_opinion import FAMILY as CLAIMS
from bot.core.worker import MIB, Limits, Worker
from bot.errors import ConfigurationError
from rules.admission import AdmissionError, rule_ids
from rules.catalog import CatalogError, Entry, OptionError, catalogue
from rules.contract import EngineKind, Entailment, Grammar, Rule, Status
from rules.facts.guards import block_guards

FIRST_WORDS = "Teh librarry opened in May 1950 with zxq wrokers; its colour and color remained."
"""A text with slips, so that no list of words is left to be read later."""


def entries() -> dict[str, Entry]:
    """Every rule by code.

    Raises:
        ConfigurationError: a rule cannot be loaded.
    """
    try:
        return catalogue()
    except CatalogError as error:
        raise ConfigurationError(str(error)) from error


def reasons(known: Mapping[str, Entry]) -> dict[str, str]:
    """By a rule's code, why what it finds is a fault, in one sentence."""
    return {code: entry.meta.why for code, entry in known.items()}


def chosen_rules(settings: Settings, known: Mapping[str, Entry]) -> list[Rule]:
    """The rules that run, by code: what is selected (else all that are not off), less the ignored.

    A rule that is selected runs whatever its status; one that only counts goes on counting. Rules
    over an engine that the settings do not want are left out.

    Raises:
        ConfigurationError: an option does not fit its rule, or a rule is selected by its code
            and needs an engine that the settings do not want.
    """
    select, ignore = settings.lint.select, settings.lint.ignore
    rules = []
    for code, entry in known.items():
        own = settings.rules.get(code)
        status = (own.status if own else None) or entry.meta.status
        runs = status in (Status.STABLE, Status.COUNT) or (
            status is Status.PREVIEW and settings.lint.preview
        )
        if select:
            runs = code.startswith(select)
        if not runs or (ignore and code.startswith(ignore)):
            continue
        if missing := _engine_not_wanted(entry.meta.engine, settings):
            if code in select:
                raise ConfigurationError(f"{code} is selected and needs {missing}")
            continue
        if status is Status.OFF:
            # Run on request, its findings are shown, but apart: its precision is not promised.
            status = Status.PREVIEW
        try:
            rules.append(
                entry.rule(own.options if own else None, status, own.severity if own else None)
            )
        except OptionError as error:
            raise ConfigurationError(f"rules.{code}.options: {error}") from error
    return rules


def shown_rule(entry: Entry) -> Rule:
    """A rule with its defaults, for a command that shows its findings also where it only counts."""
    return entry.rule(status=Status.PREVIEW if entry.meta.status is Status.COUNT else None)


def _engine_not_wanted(kind: EngineKind | None, settings: Settings) -> str:
    """The engine that a rule needs and the settings do not want, in words; else empty."""
    if kind is EngineKind.GRAMMAR and settings.engine.kind == "none":
        return 'a grammar engine, but engine.kind is "none"'
    if kind is EngineKind.ENTAILMENT and settings.entailment.kind == "none":
        return 'a second opinion, but entailment.kind is "none"'
    return ""


def linter(settings: Settings, known: Mapping[str, Entry]) -> Linter:
    """The linter that these settings ask for.

    Raises:
        ConfigurationError: a rule, or the engine it needs, is not there.
    """
    rules = chosen_rules(settings, known)
    return Linter(
        rules,
        block_guards,
        grammar=grammar(settings, rules),
        entailment=entailment(settings, rules),
        preview=settings.lint.preview,
    )


def grammar(
    settings: Settings, rules: Iterable[Rule], timeout_s: float | None = None
) -> Grammar | None:
    """The grammar engine of these settings, if one of the rules needs it.

    ``timeout_s`` takes the place of theirs, for a caller who is not in a hurry.

    Raises:
        ConfigurationError: the engine is not there; says how to get it.
    """
    if not any(rule.meta.engine is EngineKind.GRAMMAR for rule in rules):
        return None
    from bot.engines.choice import grammar_engine

    engine = settings.engine
    try:
        return grammar_engine(
            engine.kind,
            url=engine.url,
            timeout_s=timeout_s or engine.timeout_s,
            rule_ids=rule_ids,
            text_may_leave=engine.text_may_leave,
        )
    except AdmissionError as error:
        raise ConfigurationError(str(error)) from error


def entailment(settings: Settings, rules: Iterable[Rule]) -> Entailment | None:
    """The second opinion of these settings, if one of the rules is about claims.

    Raises:
        ConfigurationError: the model is not there or not admitted, or the key is missing.
    """
    wanted = settings.entailment
    if wanted.kind == "none" or not any(rule.meta.family == CLAIMS for rule in rules):
        return None
    from bot.engines.entailment_choice import entailment_engine

    return entailment_engine(
        wanted.kind,
        path=wanted.path,
        labels=wanted.labels,
        url=wanted.url,
        model=wanted.model,
        key_env=wanted.key_env,
        most_pairs=wanted.most_pairs,
        timeout_s=wanted.timeout_s,
    )


def ruleset(rules: Linter) -> str:
    """What identifies the rules, their options and the program's version: 12 hexadecimal digits."""
    parts = [__version__]
    if rules.entailment is not None:
        parts.append(rules.entailment.name)
    parts += [
        f"{rule.meta.code} {rule.meta.status.value} {rule.meta.severity.value} {rule.options!r}"
        for rule in rules.rules
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def pool(
    settings: Settings, known: Mapping[str, Entry], processes: int | None = None
) -> WorkerPool:
    """Workers for these settings; close them after use.

    ``processes`` takes the place of the configured number, of which 0 means one for each core.
    """
    wanted = settings.lint.processes if processes is None else processes
    rules, limits = _prepared(settings, known)
    one = ruleset(rules)
    number = wanted or len(os.sched_getaffinity(0))
    return WorkerPool([Worker(rules, limits, one) for _ in range(number)])


def worker(settings: Settings, known: Mapping[str, Entry]) -> Worker:
    """A worker for these settings; close it after use."""
    rules, limits = _prepared(settings, known)
    return Worker(rules, limits, ruleset(rules))


def _prepared(settings: Settings, known: Mapping[str, Entry]) -> tuple[Linter, Limits]:
    rules = linter(settings, known)
    # A second opinion has time of its own, else every lint would have to allow for it.
    extra_s = settings.entailment.timeout_s if rules.entailment is not None else 0.0
    limits = Limits(
        base_s=settings.lint.wall_s + extra_s,
        per_mib_s=settings.lint.wall_s_per_mib,
        memory_bytes=settings.lint.memory_mib * MIB,
        text_bytes=settings.wiki.max_text_bytes,
    )
    # What rules load at the first words they read is loaded here, for every worker to share.
    own = rules.without([rule.meta.code for rule in rules.rules if rule.meta.engine])
    linted(own, Job(Revision(new=FIRST_WORDS)))
    return rules, limits


def option_defaults(entry: Entry) -> dict[str, object]:
    """A rule's options by name, with their defaults."""
    fields: dict[str, object] = msgspec.to_builtins(entry.options())
    return fields
