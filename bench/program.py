"""The program under measurement, as it runs by default on the English Wikipedia."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from bench.samples import Samples
from bot import app
from bot.config import Settings, load_settings
from bot.core.lint import Linter
from bot.core.report import Job, linted
from rules.catalog import Entry

WIKI = "enwiki"
WARM_UP = 5
"""Edits linted before anything is timed: the first ones load word lists."""

WORD = re.compile(r"\w+")


class MissingPeerError(Exception):
    """Another program to measure against is not installed; the message says how to get it."""


@dataclass(frozen=True)
class Bench:
    """What every measurement needs: the texts, the linter, and how often to repeat."""

    samples: Samples
    known: Mapping[str, Entry]
    linter: Linter
    rounds: int
    quick: bool
    folder: str | None


def bench(samples: Samples, *, quick: bool, folder: str | None) -> Bench:
    """A bench with the default rules of the English Wikipedia, without a grammar engine."""
    known = app.entries()
    linter = app.linter(settings(known), known)
    for edit in samples.edits[:WARM_UP]:
        linted(linter, Job(edit))
    return Bench(samples, known, linter, 1 if quick else 5, quick, folder)


def settings(
    known: Mapping[str, Entry], codes: Sequence[str] = (), engine: str = "none"
) -> Settings:
    """The default settings with a grammar engine of this kind, and these rules or families alone.

    Raises:
        ConfigurationError: a code is unknown.
    """
    overrides: dict[str, object] = {"engine.kind": engine}
    if codes:
        overrides["lint.select"] = list(codes)
    return load_settings(known_codes=known, dbname=WIKI, config_file=None, overrides=overrides)


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
