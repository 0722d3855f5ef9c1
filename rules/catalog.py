"""The catalogue: every rule there is, ours and those of installed packages."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any

import msgspec

from rules.contract import Meta, NoOptions, Rule, Severity, Status
from rules.phrase_rule import phrase_tables

FAMILIES = (
    "rules.numbers",
    "rules.dates",
    "rules.spelling",
    "rules.english",
    "rules.claims",
    "rules.typography",
    "rules.layout",
    "rules.markup",
    "rules.tone",
    "rules.citations",
    "rules.generated",
    "rules.summary",
    "rules.engines",
)
"""The packages whose modules are rules, one rule a module."""

ENTRY_POINT_GROUP = "revlint.rules"


class CatalogError(Exception):
    """A rule cannot be loaded: its module does not import, or its code is taken."""


class OptionError(ValueError):
    """An option of a rule is unknown or of the wrong type; ``name`` is the option's."""

    def __init__(self, code: str, name: str, problem: str) -> None:
        super().__init__(f"{code}.{name}: {problem}")
        self.name = name
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule in the catalogue: its meta, its options' type, and how it is made.

    ``doc`` is the long description, ``origin`` the module or table it comes from.
    """

    meta: Meta
    options: type[Any]
    make: Callable[[Any], Rule]
    doc: str
    origin: str

    def rule(
        self,
        options: Mapping[str, object] | None = None,
        status: Status | None = None,
        severity: Severity | None = None,
    ) -> Rule:
        """The rule with these options (by name, as from TOML); status and severity if given.

        Raises:
            OptionError: an option is unknown or has the wrong type.
        """
        values = dict(options or {})
        known = {field.name for field in dataclasses.fields(self.options)}
        for name in values:
            if name not in known:
                raise OptionError(self.meta.code, name, f"unknown option; known: {sorted(known)}")
        for name, value in values.items():
            try:
                msgspec.convert({name: value}, self.options)
            except msgspec.ValidationError as error:
                raise OptionError(self.meta.code, name, str(error)) from error
        rule = self.make(msgspec.convert(values, self.options))
        rule.meta = dataclasses.replace(
            rule.meta,
            status=status or rule.meta.status,
            severity=severity or rule.meta.severity,
        )
        return rule


def catalogue() -> dict[str, Entry]:
    """Every rule by its code, in the order of the codes.

    Raises:
        CatalogError: a module does not import, has no rule or several, or two rules share a code
            or a name.
    """
    entries: list[Entry] = []
    for package_name in FAMILIES:
        package = _imported(package_name)
        for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
            entries += _entries(_imported(f"{package_name}.{info.name}"))
    entries += [
        Entry(table.meta, NoOptions, table.rule, table.doc, table.origin)
        for table in phrase_tables()
    ]
    for point in entry_points(group=ENTRY_POINT_GROUP):
        entries += _entries(_imported(point.value))
    found: dict[str, Entry] = {}
    names: dict[str, str] = {}
    for entry in entries:
        code, name = entry.meta.code, entry.meta.name
        if code in found:
            raise CatalogError(f"{code} is in {found[code].origin} and in {entry.origin}")
        if name in names:
            raise CatalogError(f"the name {name} is that of {names[name]} and of {code}")
        found[code], names[name] = entry, code
    return dict(sorted(found.items()))


def _imported(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except Exception as error:
        raise CatalogError(f"{name} does not import: {error!r}") from error


def _entries(module: ModuleType) -> list[Entry]:
    found = [
        Entry(
            value.meta,
            value.Options,
            value,
            inspect.getdoc(module) or "",
            module.__name__,
        )
        for value in vars(module).values()
        if inspect.isclass(value)
        and issubclass(value, Rule)
        and value.__module__ == module.__name__
        and isinstance(getattr(value, "meta", None), Meta)
    ]
    if len(found) != 1:
        raise CatalogError(f"{module.__name__} has {len(found)} rules; a rule module has one")
    return found
