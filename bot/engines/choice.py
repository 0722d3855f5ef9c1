"""Which grammar engine runs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection

from bot.addresses import is_this_machine
from bot.engines import embedded
from bot.engines.cached import CachedGrammar
from bot.errors import ConfigurationError
from rules.contract import EngineError, Grammar

RuleIds = Callable[[str], Collection[str] | None]
"""The ids wanted of a family of engines, ``languagetool`` or ``harper``; None for all."""

LANGUAGETOOL, HARPER = "languagetool", "harper"

LOG = logging.getLogger(__name__)

NO_ADDRESS = "engine.url is empty: it has to name the LanguageTool server; see docs/engines.md"
NO_CONSENT = (
    "engine.url names a server that is not this machine, to which what every edit adds would be"
    " sent; if you want that, set engine.text_may_leave = true"
)
NOTHING_THERE = (
    "there is no grammar engine: install harper-py, or set engine.url to a LanguageTool server, or"
    ' set engine.kind to "none"'
)


def grammar_engine(
    kind: str, *, url: str, timeout_s: float, rule_ids: RuleIds, text_may_leave: bool = False
) -> Grammar | None:
    """The engine of that kind (a value of ``engine.kind``), its sentences remembered.

    None for ``none``. ``auto`` is the server at ``url`` if there is one and it answers, else a
    local LanguageTool if one is installed and starts, else the embedded engine; one that is
    passed over although it was set up is told to the log.

    Raises:
        ConfigurationError: the engine is not there; says how to get it. Or the server is on
            another machine, and ``text_may_leave`` this one is not said.
    """
    if kind == "none":
        return None
    if kind == "server" and not url:
        raise ConfigurationError(NO_ADDRESS)
    if url and kind in ("auto", "server"):
        if not text_may_leave and not is_this_machine(url):
            raise ConfigurationError(NO_CONSENT)
        try:
            return CachedGrammar(_server(url, timeout_s, rule_ids))
        except EngineError as error:
            if kind == "server":
                raise ConfigurationError(
                    f"engine.url: {error}; docs/engines.md tells how to start a server"
                ) from error
            LOG.warning("engine.url: %s; another engine is taken", error)
    from bot.engines import local_java

    if kind == "local" or (kind == "auto" and local_java.is_installed()):
        try:
            return CachedGrammar(local_java.LocalLanguageTool(rule_ids(LANGUAGETOOL), timeout_s))
        except ConfigurationError as error:
            if kind == "local":
                raise
            LOG.warning("%s; another engine is taken", error)
    return CachedGrammar(_embedded(kind, timeout_s, rule_ids))


def _server(url: str, timeout_s: float, rule_ids: RuleIds) -> Grammar:
    from bot.engines.languagetool import LanguageToolGrammar

    engine = LanguageToolGrammar(url, rule_ids(LANGUAGETOOL), timeout_s)
    engine.connect()
    return engine


def _embedded(kind: str, timeout_s: float, rule_ids: RuleIds) -> Grammar:
    if kind == "lingotweaker":
        if not embedded.is_there("lt_py", "lingotweaker_data_en"):
            raise ConfigurationError(
                "lingotweaker is not installed: pip install lingotweaker lingotweaker-data-en"
            )
        return embedded.lingotweaker(rule_ids(LANGUAGETOOL), timeout_s)
    if not embedded.is_there("harper"):
        raise ConfigurationError(NOTHING_THERE if kind == "auto" else "harper-py is not installed")
    return embedded.harper(rule_ids(HARPER), timeout_s)
