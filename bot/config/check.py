"""The strict reading of merged layers: every key known, every value of its type."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from bot.addresses import is_safe_url
from bot.config.layers import KeyPath, Layer, Merged
from bot.config.settings import EntailmentSettings, RuleSettings, Settings
from bot.config.titles import PatternError, check_pattern

ERROR_PLACE = re.compile(r"^(?P<what>.*?) - at `\$\.?(?P<path>.*)`$", re.DOTALL)
INDEX = re.compile(r"\[[^\]]*\]")


def check_keys(layer: Layer, known_codes: Collection[str]) -> None:
    """Raises ConfigurationError if the layer has a key or a rule code that nobody knows."""
    tables = {name: struct for name, struct in _tables().items() if name != "rules"}
    for name, value in layer.values.items():
        if name not in tables and name != "rules":
            raise layer.error((name,), _unknown("table", name, [*tables, "rules"]))
        if not isinstance(value, Mapping):
            raise layer.error((name,), "expected a table")
        if name != "rules":
            _check_fields(layer, (name,), value, tables[name])
            continue
        for code, rule in value.items():
            if code not in known_codes:
                raise layer.error((name, code), _unknown("rule code", code, known_codes))
            if not isinstance(rule, Mapping):
                raise layer.error((name, code), "expected a table")
            _check_fields(layer, (name, code), rule, RuleSettings)
    _check_selection(layer, known_codes)


def settings_of(merged: Merged) -> Settings:
    """The settings; the values of tables that ``check_keys`` has let pass.

    Raises:
        ConfigurationError: a value is missing, of the wrong type or out of range.
    """
    values = dict(merged.values)
    rules = {
        code: _converted(merged, rule, RuleSettings, ("rules", code))
        for code, rule in values.pop("rules", {}).items()
    }
    settings: Settings = _converted(merged, values, Settings, ())
    settings = msgspec.structs.replace(settings, rules=rules)
    _check_meaning(merged, settings)
    return settings


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name that was most likely meant; None if none is near."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=60)
    return found[0] if found else None


def _tables() -> dict[str, Any]:
    return {field.name: field.type for field in msgspec.structs.fields(Settings)}


def _check_fields(layer: Layer, path: KeyPath, value: Mapping[str, Any], struct: Any) -> None:
    known = [field.encode_name for field in msgspec.structs.fields(struct)]
    for key in value:
        if key not in known:
            raise layer.error((*path, key), _unknown("key", key, known))


def _check_selection(layer: Layer, known_codes: Collection[str]) -> None:
    families = {code[:3] for code in known_codes}
    for key in ("select", "ignore"):
        codes = layer.values.get("lint", {}).get(key, ())
        if not isinstance(codes, (list, tuple)):
            continue  # The wrong type is named when the values are read.
        for code in codes:
            if isinstance(code, str) and code not in known_codes and code not in families:
                problem = _unknown("rule code or family", code, {*known_codes, *families})
                raise layer.error(("lint", key), problem)


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        # Reading the port is what checks it.
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _converted(merged: Merged, value: Any, struct: Any, path: KeyPath) -> Any:
    try:
        return msgspec.convert(value, struct)
    except msgspec.ValidationError as error:
        match = ERROR_PLACE.match(str(error))
        what, inner = (match["what"], match["path"]) if match else (str(error), "")
        # `select[0]` is named by its key; the value is in the message of no decoder.
        here = (*path, *(part for part in INDEX.sub("", inner).split(".") if part))
        raise _error(merged, here, what[:1].lower() + what[1:]) from error


def _check_meaning(merged: Merged, settings: Settings) -> None:
    wiki = settings.wiki
    if wiki.article_url and "{title}" not in wiki.article_url:
        raise _error(merged, ("wiki", "article_url"), "must hold {title}")
    for key in ("api_url", "article_url"):
        url = getattr(wiki, key)
        if url and not url.startswith(("https://", "http://")):
            raise _error(merged, ("wiki", key), "must begin with https:// or http://")
    engine = settings.engine
    if engine.url and not engine.url.startswith(("https://", "http://")):
        raise _error(merged, ("engine", "url"), "must begin with https:// or http://")
    if engine.url and not _has_host(engine.url):
        raise _error(merged, ("engine", "url"), "names no server: http://localhost:8010")
    if engine.kind == "server" and not engine.url:
        raise _error(merged, ("engine", "kind"), "needs engine.url beside it, which is empty")
    if engine.timeout_s >= settings.lint.wall_s:
        raise _error(merged, ("engine", "timeout_s"), "must be less than lint.wall_s")
    _check_entailment(merged, settings.entailment)
    if bool(wiki.family) != bool(wiki.code):
        given, missing = ("family", "code") if wiki.family else ("code", "family")
        raise _error(merged, ("wiki", given), f"needs wiki.{missing} beside it, which is empty")
    for pattern in settings.lint.ignore_title_patterns:
        try:
            check_pattern(pattern)
        except PatternError as error:
            problem = f"pattern {pattern!r} is refused: {error}"
            raise _error(merged, ("lint", "ignore_title_patterns"), problem) from error


def _check_entailment(merged: Merged, entailment: EntailmentSettings) -> None:
    wanted = {"onnx": ("path", "labels"), "endpoint": ("url", "model")}
    for key in wanted.get(entailment.kind, ()):
        if not getattr(entailment, key):
            problem = f"needs entailment.{key} beside it, which is empty"
            raise _error(merged, ("entailment", "kind"), problem)
    if entailment.kind == "endpoint" and not is_safe_url(entailment.url):
        problem = "must begin with https://, or with http:// and name this machine (127.0.0.1)"
        raise _error(merged, ("entailment", "url"), problem)


def _error(merged: Merged, path: KeyPath, problem: str) -> Exception:
    layer = merged.origin(path) or Layer("settings", {})
    return layer.error(path, problem)


def _unknown(kind: str, name: str, known: Collection[str]) -> str:
    near = nearest(name, known)
    meant = f"; did you mean {near}?" if near else f"; known are {', '.join(sorted(known)[:12])}"
    return f"unknown {kind}{meant}" if kind in ("key", "table") else f"unknown {kind} {name}{meant}"
