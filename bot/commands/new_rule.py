"""``revlint new-rule``: the file of a new rule."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from bot import app
from bot.errors import ConfigurationError, InputError
from rules.catalog import Entry

CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def execute(options: argparse.Namespace) -> int:
    """Write the rule's file beside its family and print what to do next; 0.

    Raises:
        ConfigurationError: the code or name is taken or malformed, or the family unknown.
    """
    code, name = options.code.upper(), options.name
    if not CODE.fullmatch(code):
        raise ConfigurationError(f"{options.code!r}: a code is three letters and three digits")
    if not NAME.fullmatch(name):
        raise ConfigurationError(f"{name!r}: a name is lower-case words joined by hyphens")
    known = app.entries()
    if code in known:
        raise ConfigurationError(f"{code} is taken: {known[code].meta.name}")
    if any(entry.meta.name == name for entry in known.values()):
        raise ConfigurationError(f"the name {name} is taken")
    package = options.family or _package(code, known)
    folder = Path("rules") / package
    if not (folder / "__init__.py").exists():
        raise InputError(f"{folder}: there is no such package here; run this in a checkout")
    path = folder / f"{name.replace('-', '_')}.py"
    template = (files("bot") / "commands" / "new_rule.py.txt").read_text("utf-8")
    text = template.replace("CODE000", code).replace("rule-name", name)
    text = text.replace("RuleName", "".join(part.capitalize() for part in name.split("-")))
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise InputError(f"{path} exists already") from error
    print(f"Wrote {path}. Fill in the pattern, the guards and the examples, then:")
    print(f'  revlint try {code} "some text"')
    print(f"  pytest tests/rules -k {code}")
    print("  make docs")
    return 0


def _package(code: str, known: Mapping[str, Entry]) -> str:
    family = [entry.origin for entry in known.values() if entry.meta.family == code[:3]]
    for origin in family:
        if origin.startswith("rules."):
            return origin.split(".")[1]
    if family:
        raise ConfigurationError(
            f"the rules of family {code[:3]} are tables of phrases such as {family[0]}: write one"
            " beside it, or name a package for a rule in Python with --family"
        )
    raise ConfigurationError(f"no rule of family {code[:3]} yet; name its package with --family")
