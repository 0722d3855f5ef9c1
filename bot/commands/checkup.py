"""What an operator's installation is asked, one thing after the other, and what to mend."""

from __future__ import annotations

import argparse
import enum
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bot import app
from bot.commands.database import database_file
from bot.config import Settings
from bot.errors import RevlintError, TryLaterError
from rules.catalog import Entry
from rules.contract import Status

FULL_BYTES = 100 << 20
NEARLY_FULL_BYTES = 2 << 30
LARGEST_SKEW_S = 60.0
"""Times of edits are compared with ours to the minute."""

LATE_S = 3 * 3600.0
"""A job that is scheduled has run since."""


class State(enum.Enum):
    """How a check came out."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked at: how it is, and what to do if that is not well."""

    name: str
    state: State
    told: str
    remedy: str = ""


def checks(
    load: Callable[[Mapping[str, Entry]], Settings], options: argparse.Namespace
) -> Iterator[Check]:
    """Everything, in the order in which a start would trip over it."""
    try:
        known = app.entries()
        settings = load(known)
    except RevlintError as error:
        yield Check("configuration", State.BAD, str(error), "mend the key that is named")
        return
    yield Check("configuration", State.GOOD, f"read, for {settings.wiki.dbname}")
    yield from _rules(settings, known)
    yield from _database(settings)
    yield from _disk(settings)
    yield from _wiki(settings)
    yield from _account(settings, options)


def _rules(settings: Settings, known: Mapping[str, Entry]) -> Iterator[Check]:
    try:
        rules = app.chosen_rules(settings, known)
        engine = app.grammar(settings, rules)
        if engine is not None:
            engine.load()
        second = app.entailment(settings, rules)
    except (RevlintError, RuntimeError) as error:
        yield Check("rules and engines", State.BAD, str(error), "see docs/engines.md")
        return
    stable = sum(rule.meta.status is Status.STABLE for rule in rules)
    told = f"{stable} stable rules, {len(rules) - stable} others"
    told += f"; grammar by {engine.name}" if engine is not None else "; no grammar engine"
    told += f"; second opinion by {second.name}" if second is not None else ""
    yield Check("rules and engines", State.GOOD, told)


def _database(settings: Settings) -> Iterator[Check]:
    from bot.store import Copies, Store

    path = database_file(settings)
    if path is not None and not path.exists():
        state = State.WARNING if os.access(path.parent, os.W_OK) else State.BAD
        remedy = "the first pass makes it" if state is State.WARNING else f"make {path.parent} ours"
        yield Check("database", state, f"{path} is not there yet", remedy)
        return
    try:
        with Store.open(settings.store.url) as store, Copies(store) as copies:
            faults = store.check()
            reached = {
                job: store.cursor(settings.wiki.dbname, job) for job in ("run", "follow-list")
            }
            away, refused = list(copies.away), list(copies.refused)
    except RevlintError as error:
        yield Check("database", State.BAD, str(error), "revlint db restore BACKUP")
        return
    if faults:
        yield Check("database", State.BAD, faults[0], "revlint db restore BACKUP")
    else:
        yield Check("database", State.GOOD, "opened, whole")
    for backup in away:
        yield Check("backup", State.WARNING, f"{backup} is out of reach", "hidden text stays in it")
    for reason in refused:
        yield Check("backup", State.BAD, reason, "restore or remove it")
    latest = max((time for time in reached.values() if time), default=None)
    if latest is None:
        yield Check("latest pass", State.WARNING, "none yet", "revlint run, by a timer")
        return
    late = _now() - datetime.fromisoformat(latest)
    state = State.WARNING if late.total_seconds() > LATE_S else State.GOOD
    yield Check("latest pass", state, f"reached {latest}", "is the timer on?" if late else "")


def _disk(settings: Settings) -> Iterator[Check]:
    path = database_file(settings)
    for name, folder in (
        ("disk of the database", path.parent if path is not None else None),
        ("disk of the reports", Path(settings.output.directory)),
    ):
        if folder is None:
            continue
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        free = shutil.disk_usage(folder).free
        told = f"{free / 1e9:,.1f} GB free"
        if free < FULL_BYTES:
            yield Check(name, State.BAD, told, "free some: revlint db prune --older-than 90d")
        elif free < NEARLY_FULL_BYTES:
            yield Check(name, State.WARNING, told, "revlint db prune --older-than 90d")
        else:
            yield Check(name, State.GOOD, told)
        try:
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            yield Check(name, State.BAD, f"{folder}: {error.strerror}", "make it writable for us")


def _wiki(settings: Settings) -> Iterator[Check]:
    from bot.commands.wiki import connected

    try:
        wiki = connected(settings)
        theirs = datetime.fromisoformat(wiki.now())
    except TryLaterError as error:
        yield Check("wiki", State.WARNING, str(error), "try again in a while")
        return
    except RevlintError as error:
        yield Check("wiki", State.BAD, str(error), "see [wiki] in the configuration")
        return
    yield Check("wiki", State.GOOD, f"{wiki.dbname} answers at {wiki.host}")
    skew = abs((_now() - theirs).total_seconds())
    yield Check(
        "clock",
        State.BAD if skew > LARGEST_SKEW_S else State.GOOD,
        f"{skew:,.0f} s off the wiki's",
        "set the clock: timedatectl set-ntp true" if skew > LARGEST_SKEW_S else "",
    )


def _account(settings: Settings, options: argparse.Namespace) -> Iterator[Check]:
    if settings.login.kind == "none":
        yield Check("account", State.GOOD, "none: this installation reads and never writes")
        return
    from bot.commands.account import account
    from bot.wiki.stop import latest_talk_rev, read_before_writing

    try:
        ours = account(settings, lambda _seconds: None)
        rights = ours.ask(meta="userinfo", uiprop="rights|groups")["query"]["userinfo"]["rights"]
    except RevlintError as error:
        yield Check("account", State.BAD, str(error), "see [login] in the configuration")
        return
    yield Check("account", State.GOOD, f"logged in as {ours.name}")
    yield _grants(frozenset(rights))
    try:
        talk = options.talk_read or latest_talk_rev(ours)
        read_before_writing(ours, talk)
    except RevlintError as error:
        yield Check("stop page", State.WARNING, str(error), "nothing is written until then")
        return
    yield Check("stop page", State.GOOD, "says yes")


NEEDED = {"edit": "Edit existing pages", "createpage": "Create, edit, and move pages"}
REFUSED = {"deletedtext": "a reader of deleted text could put it where it must not be"}


def _grants(rights: frozenset[str]) -> Check:
    missing = [grant for right, grant in NEEDED.items() if right not in rights]
    if missing:
        return Check("grants", State.BAD, f"missing: {', '.join(missing)}", "grant them")
    for right, why in REFUSED.items():
        if right in rights:
            return Check("grants", State.WARNING, f"has {right}: {why}", "take the grant away")
    if "bot" not in rights:
        return Check("grants", State.WARNING, "not flagged as a bot", "ask for the flag, if due")
    return Check("grants", State.GOOD, "as needed, no more")


def _now() -> datetime:
    return datetime.now(UTC)
