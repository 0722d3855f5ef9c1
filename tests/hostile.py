"""Hostile inputs and faults, one a line in `data/nasty.jsonl`, as typed cases.

For a test of one kind: `@pytest.mark.parametrize("case", cases("parser_dos"), ids=str)`.
"""

from __future__ import annotations

import ast
import json
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "nasty.jsonl"
NO_SCENARIO: Mapping[str, Any] = {}

# What a generated payload may be written with.
Names = Mapping[str, Any]

OPERATORS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
FUNCTIONS: Mapping[str, Callable[..., Any]] = {"chr": chr, "range": range, "str": str}
TEXT_METHODS = frozenset({"join", "lower", "replace", "upper"})


@dataclass(frozen=True, slots=True)
class Case:
    """One input and what must not come of it; `str` gives its id, for `parametrize`.

    Either `payload` is the input itself (text, or for some kinds a pair of texts or of lists of
    lines), or `scenario` describes a fault to be staged and `payload` is None.
    """

    id: str
    kind: str
    must_not: str
    payload: object = field(default=None, repr=False)
    scenario: Mapping[str, Any] = field(default_factory=lambda: NO_SCENARIO)
    name: str = ""
    pattern: str = ""

    def __str__(self) -> str:
        return self.id

    @property
    def text(self) -> str:
        """The payload, if it is one text; TypeError if not."""
        if not isinstance(self.payload, str):
            raise TypeError(f"{self.id} is not a text")
        return self.payload

    @property
    def pair(self) -> tuple[str, str]:
        """The old and the new text, if the payload is such a pair; TypeError if not."""
        if not isinstance(self.payload, tuple) or len(self.payload) != 2:
            raise TypeError(f"{self.id} is not a pair of texts")
        old, new = ("".join(part) for part in self.payload)
        return old, new


def cases(*kinds: str) -> list[Case]:
    """The cases of these kinds in the file's order; all of them if no kind is named.

    A kind that does not exist raises KeyError, so that no test runs over nothing.
    """
    for kind in kinds:
        if kind not in all_kinds():
            raise KeyError(f"no kind {kind!r}; there are {', '.join(all_kinds())}")
    return [_case(row) for row in _rows() if not kinds or row["kind"] in kinds]


def all_kinds() -> tuple[str, ...]:
    """Every kind in the file, in order of its first case."""
    return tuple(dict.fromkeys(row["kind"] for row in _rows()))


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    # Not splitlines: a payload may hold U+2028 or U+0085.
    lines = FILE.read_text(encoding="utf-8").split("\n")
    return tuple(json.loads(line) for line in lines if line)


def _case(row: Mapping[str, Any]) -> Case:
    generated = row.get("gen")
    return Case(
        id=row["id"],
        kind=row["kind"],
        must_not=row["must_not"],
        payload=row.get("payload") if generated is None else value_of(generated),
        scenario=row.get("scenario", NO_SCENARIO),
        name=row.get("name", ""),
        pattern=row.get("pattern", ""),
    )


def value_of(expression: str) -> Any:
    """The value of a Python expression made of literals, arithmetic, comprehensions, `chr`,
    `range`, `str` and a few methods of texts.

    Anything else raises ValueError.
    """
    return _value(ast.parse(expression, mode="eval").body, {})


def _value(node: ast.expr, names: Names) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.Tuple(elts=items):
            return tuple(_value(item, names) for item in items)
        case ast.List(elts=items):
            return [_value(item, names) for item in items]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, names)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return OPERATORS[type(op)](_value(left, names), _value(right, names))
        case ast.ListComp(elt=element, generators=[loop]):
            return list(_elements(element, loop, names))
        case ast.GeneratorExp(elt=element, generators=[loop]):
            return _elements(element, loop, names)
        case ast.Call(func=function, args=arguments, keywords=[]):
            return _function(function, names)(*(_value(each, names) for each in arguments))
        case ast.JoinedStr(values=parts):
            return "".join(str(_value(part, names)) for part in parts)
        case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
            return _value(value, names)
    raise ValueError(f"not allowed in test data: {ast.unparse(node)}")


def _elements(element: ast.expr, loop: ast.comprehension, names: Names) -> Iterator[Any]:
    if not isinstance(loop.target, ast.Name) or loop.ifs or loop.is_async:
        raise ValueError(f"not allowed in test data: {ast.unparse(loop)}")
    for item in _value(loop.iter, names):
        yield _value(element, {**names, loop.target.id: item})


def _function(node: ast.expr, names: Names) -> Callable[..., Any]:
    match node:
        case ast.Name(id=name) if name in FUNCTIONS:
            return FUNCTIONS[name]
        case ast.Attribute(value=owner, attr=name) if name in TEXT_METHODS:
            text = _value(owner, names)
            if isinstance(text, str):
                method: Callable[..., Any] = getattr(text, name)
                return method
    raise ValueError(f"not allowed in test data: {ast.unparse(node)}")
