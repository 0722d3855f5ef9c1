"""The program under measurement, as it runs by default on the English Wikipedia."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from bench.samples import Samples
from bot import app
from bot.config import Settings, load_settings
from bot.core.lint import Linter
from rules.catalog import Entry

WIKI = "enwiki"
WORD = re.compile(r"\w+")


class MissingPeerError(Exception):
    """Another program to measure against is not installed; the message says how to get it."""


@dataclass(frozen=True)
class Bench:
    """What every measurement needs: the texts, the linter, and how often to repeat."""

    samples: Samples
    known: Mapping[str, Entry]
    settings: Settings
    linter: Linter
    rounds: int
    quick: bool
    folder: str | None


def bench(samples: Samples, *, quick: bool, folder: str | None) -> Bench:
    """A bench with the default rules of the English Wikipedia."""
    known = app.entries()
    settings = load_settings(known_codes=known, dbname=WIKI, config_file=None, overrides={})
    rounds = 1 if quick else 5
    return Bench(samples, known, settings, app.linter(settings, known), rounds, quick, folder)


def only(setup: Bench, codes: list[str]) -> Linter:
    """The linter with these rules or families alone."""
    settings = load_settings(
        known_codes=setup.known,
        dbname=WIKI,
        config_file=None,
        overrides={"lint.select": codes},
    )
    return app.linter(settings, setup.known)


def peer(module: str, distribution: str) -> Any:
    """The module of another program.

    Raises:
        MissingPeerError: it is not installed, or does not load.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingPeerError(
            f"{distribution} is not there ({error}); it is in bench/requirements.lock"
        ) from error
