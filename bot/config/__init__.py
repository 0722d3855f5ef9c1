"""Configuration: layers of TOML become frozen settings, or a refusal that says where and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from bot.config.check import check_keys, nearest, settings_of
from bot.config.folder import DEFAULT, config_folder
from bot.config.layers import Layer, Merged, file_layer, override_layer
from bot.config.settings import (
    DraftSettings,
    FollowSettings,
    LintSettings,
    MetricsSettings,
    OutputSettings,
    RuleSettings,
    RunSettings,
    SelectionSettings,
    Settings,
    StoreSettings,
    WikiSettings,
)
from bot.config.titles import IgnoredTitles
from bot.errors import ConfigurationError

__all__ = [
    "DraftSettings",
    "FollowSettings",
    "IgnoredTitles",
    "LintSettings",
    "MetricsSettings",
    "OutputSettings",
    "RuleSettings",
    "RunSettings",
    "SelectionSettings",
    "Settings",
    "StoreSettings",
    "WikiSettings",
    "known_wikis",
    "load_settings",
]


def load_settings(
    *,
    known_codes: Collection[str],
    dbname: str = "",
    config_file: str | Path | None = None,
    overrides: Mapping[str, Any] | None = None,
    folder: Path | None = None,
) -> Settings:
    """The settings of a run: defaults, the wiki's file, the operator's file, the command line.

    Each later layer replaces single keys of the earlier ones. ``dbname`` names the wiki's file;
    if it is empty, the operator's file may name it by ``wiki.dbname``. A wiki without a file of
    its own is allowed only if the operator's file describes it. ``overrides`` are dotted keys,
    ``{"lint.select": ["NUM001"]}``; None means not given. ``known_codes`` are the codes of all
    rules.

    Raises:
        ConfigurationError: a file, key, code or value is wrong; names file, line and key.
    """
    folder = folder or config_folder()
    own = file_layer(Path(config_file)) if config_file is not None else None
    described = _described_wiki(own)
    dbname = dbname or described

    layers = [_packaged(folder, DEFAULT)]
    if dbname in known_wikis(folder):
        layers.append(_packaged(folder, f"{dbname}.toml"))
    elif dbname and dbname != described:
        raise _unknown_wiki(dbname, folder)
    if own is not None:
        layers.append(own)
    layers.append(override_layer(overrides or {}))

    merged = Merged()
    for layer in layers:
        check_keys(layer, known_codes)
        merged.add(layer)
    settings = settings_of(merged)
    if dbname and settings.wiki.dbname != dbname:
        origin = merged.origin(("wiki", "dbname")) or layers[0]
        raise origin.error(
            ("wiki", "dbname"), f"is {settings.wiki.dbname!r}, but {dbname!r} was asked for"
        )
    return settings


def known_wikis(folder: Path | None = None) -> tuple[str, ...]:
    """The database names that have a file of their own, in order."""
    files = (folder or config_folder()).glob("*.toml")
    return tuple(sorted(file.stem for file in files if file.name != DEFAULT))


def _described_wiki(own: Layer | None) -> str:
    wiki = own.values.get("wiki") if own else None
    dbname = wiki.get("dbname") if isinstance(wiki, Mapping) else None
    return dbname if isinstance(dbname, str) else ""


def _packaged(folder: Path, name: str) -> Layer:
    return file_layer(folder / name, f"config/{name}")


def _unknown_wiki(dbname: str, folder: Path) -> ConfigurationError:
    known = known_wikis(folder)
    near = nearest(dbname, known)
    hint = f"; did you mean {near}" if near else f"; known are {', '.join(known)}"
    return ConfigurationError(
        f"there is no config/{dbname}.toml for the wiki {dbname!r}{hint}. "
        "Another wiki can be described in a file given with --config, by wiki.dbname"
    )
