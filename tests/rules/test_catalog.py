"""The catalogue: what it collects and what it refuses."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from rules import catalog
from rules.catalog import CatalogError, OptionError, catalogue
from rules.contract import Severity, Status
from tests.linting import ENTRIES

MODULE = '''
"""What it finds."""
from collections.abc import Iterator
from dataclasses import dataclass
from rules.contract import *

@dataclass(frozen=True, slots=True)
class Choices:
    """Options."""
    most: int = 3
    words: tuple[str, ...] = ()

class {name}(Rule):
    Options = Choices
    meta = Meta(
        code="{code}", name="{rule_name}", summary="s", why="w", source=Source.enwiki("MOS:X"),
        severity=Severity.ERROR, category=Class.COSMETIC, scope=Scope.ADDED,
        status=Status.PREVIEW, examples=(),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        yield Hit(start=0, end=1, message=str(self.options.most))
'''


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Put a module on the path and announce it as an installed package's rule."""
    monkeypatch.syspath_prepend(tmp_path)
    announced: list[EntryPoint] = []
    monkeypatch.setattr(catalog, "entry_points", lambda group: announced)

    def put(module: str, source: str) -> None:
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        announced.append(EntryPoint(module, module, catalog.ENTRY_POINT_GROUP))
        monkeypatch.delitem(sys.modules, module, raising=False)

    return put


def source(code: str = "XYZ001", rule_name: str = "odd-thing", name: str = "Odd") -> str:
    return MODULE.format(code=code, rule_name=rule_name, name=name)


def test_the_codes_are_in_order_and_each_entry_makes_its_rule() -> None:
    assert list(ENTRIES) == sorted(ENTRIES)
    for code, entry in ENTRIES.items():
        rule = entry.rule()
        assert rule.meta.code == code
        assert entry.doc
        assert entry.origin


def test_a_rule_of_another_package_is_treated_alike(install) -> None:  # type: ignore[no-untyped-def]
    install("odd_thing_rule", source())
    entry = catalogue()["XYZ001"]
    assert (entry.origin, entry.doc) == ("odd_thing_rule", "What it finds.")
    rule = entry.rule({"most": 5, "words": ["a"]})
    assert (rule.options.most, rule.options.words) == (5, ("a",))


def test_status_and_severity_can_be_set_without_touching_others(install) -> None:  # type: ignore[no-untyped-def]
    install("odd_thing_rule", source())
    entry = catalogue()["XYZ001"]
    changed = entry.rule(status=Status.STABLE, severity=Severity.ADVICE)
    assert (changed.meta.status, changed.meta.severity) == (Status.STABLE, Severity.ADVICE)
    assert entry.rule().meta == entry.meta


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({"mots": 5}, "mots"),
        ({"most": "five"}, "most"),
        ({"most": 5, "words": "a"}, "words"),
        ({"words": [1]}, "words"),
    ],
)
def test_a_wrong_option_names_the_rule_and_the_key(install, options, name) -> None:  # type: ignore[no-untyped-def]
    install("odd_thing_rule", source())
    with pytest.raises(OptionError, match=rf"XYZ001\.{name}") as raised:
        catalogue()["XYZ001"].rule(options)
    assert raised.value.name == name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("import no_such_module_at_all", "odd_thing_rule does not import.*no_such_module"),
        ("raise RuntimeError('x')", "odd_thing_rule does not import.*RuntimeError"),
        ("def (", "odd_thing_rule does not import.*SyntaxError"),
        ("x = 1", "odd_thing_rule has 0 rules"),
        (source() + source(name="Second").split('"""', 2)[2], "odd_thing_rule has 2 rules"),
    ],
)
def test_a_rule_that_cannot_be_loaded_stops_the_start(install, text, message) -> None:  # type: ignore[no-untyped-def]
    install("odd_thing_rule", text)
    with pytest.raises(CatalogError, match=message):
        catalogue()


def test_a_code_or_name_that_is_taken_is_refused(install) -> None:  # type: ignore[no-untyped-def]
    taken = next(iter(ENTRIES.values())).meta
    install("odd_thing_rule", source(code=taken.code))
    with pytest.raises(CatalogError, match=f"{taken.code} is in .* and in odd_thing_rule"):
        catalogue()


def test_a_name_that_is_taken_is_refused(install) -> None:  # type: ignore[no-untyped-def]
    taken = next(iter(ENTRIES.values())).meta
    install("odd_thing_rule", source(rule_name=taken.name))
    with pytest.raises(CatalogError, match=f"the name {taken.name}"):
        catalogue()
