"""Layers of settings: files and the command line, merged, with the origin of every value."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.config.toml_place import line_of
from bot.errors import ConfigurationError

LARGEST_BYTES = 1024 * 1024

KeyPath = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """One source of settings: its name in messages, its values, and its text if it is a file."""

    name: str
    values: Mapping[str, Any]
    text: str = ""

    def error(self, path: Sequence[str], problem: str) -> ConfigurationError:
        """The error that names this layer, the line if known, the key and the problem."""
        line = line_of(self.text, path) if self.text else None
        place = self.name if line is None else f"{self.name}, line {line}"
        return ConfigurationError(f"{place}: {'.'.join(path)}: {problem}")


@dataclass(slots=True)
class Merged:
    """The values of all layers, and which layer set the value at each path."""

    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[KeyPath, Layer] = field(default_factory=dict)

    def add(self, layer: Layer) -> None:
        """Lays a layer on top: tables are merged, any other value replaces the one below."""
        self._add(self.values, layer.values, (), layer)

    def origin(self, path: KeyPath) -> Layer | None:
        """The layer that set the value at the path or at the nearest table around it."""
        while path:
            if path in self.origins:
                return self.origins[path]
            path = path[:-1]
        return None

    def _add(
        self, below: dict[str, Any], above: Mapping[str, Any], path: KeyPath, layer: Layer
    ) -> None:
        for key, value in above.items():
            here = (*path, key)
            self.origins[here] = layer
            if isinstance(value, Mapping):
                table = below.get(key)
                if not isinstance(table, dict):
                    table = below[key] = {}
                self._add(table, value, here, layer)
            else:
                below[key] = value


def file_layer(path: Path, name: str | None = None) -> Layer:
    """The settings in a TOML file; ``name`` is how messages call it, else its path.

    Raises:
        ConfigurationError: the file cannot be read or is not TOML.
    """
    name = name or str(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise ConfigurationError(f"{name}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise ConfigurationError(f"{name!r}: no file can have this name") from error
    if len(data) > LARGEST_BYTES:
        raise ConfigurationError(f"{name}: larger than {LARGEST_BYTES} bytes, no configuration")
    try:
        text = data.decode("utf-8-sig")
        return Layer(name, tomllib.loads(text), text)
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{name}: not UTF-8 at byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{name}: not TOML: {error}") from error
    except RecursionError as error:
        raise ConfigurationError(f"{name}: values are nested too deeply") from error


def override_layer(overrides: Mapping[str, Any]) -> Layer:
    """The settings given on the command line, ``{"lint.preview": True}``; None means not given."""
    values: dict[str, Any] = {}
    for dotted, value in overrides.items():
        if value is None:
            continue
        *tables, key = dotted.split(".")
        table = values
        for name in tables:
            table = table.setdefault(name, {})
        table[key] = value
    return Layer("command line", values)
