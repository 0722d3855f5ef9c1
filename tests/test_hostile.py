"""The hostile inputs load, and their expressions are evaluated and not run."""

from __future__ import annotations

import pytest

from tests.hostile import all_kinds, cases, value_of


def test_every_case_has_an_input_or_a_scenario() -> None:
    for case in cases():
        assert (case.payload is None) == bool(case.scenario), case.id
        assert case.must_not
    assert len({case.id for case in cases()}) == len(cases()) == 305
    assert sum(len(cases(kind)) for kind in all_kinds()) == len(cases())


def test_generated_payloads() -> None:
    payloads = {case.id: case.payload for case in cases()}
    assert payloads["parser_dos-001"] == "{{" * 100_000
    assert payloads["parser_evasion-005"] == "a\ud800b"
    assert [len(case.text) for case in cases("redos") if case.id == "redos-001"] == [27]
    lines = next(case for case in cases("diff_dos") if case.id == "diff_dos-002")
    assert lines.pair == ("x\n" * 20_000, "x\n" * 20_001)


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(KeyError, match="parser_dos"):
        cases("parser-dos")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'a' * 2 + 'b'", "aab"),
        ("'%d-%s' % (1, 'x')", "1-x"),
        ("''.join(chr(97 + i % 3) for i in range(5))", "abcab"),
        ("[f'{i}|' for i in range(2)]", ["0|", "1|"]),
        ("('a' * 2, '')", ("aa", "")),
    ],
)
def test_value_of(expression: str, value: object) -> None:
    assert value_of(expression) == value


@pytest.mark.parametrize(
    "expression", ["open('x')", "().__class__", "x", "''.format()", "__import__('os')", "lambda: 1"]
)
def test_value_of_refuses_everything_else(expression: str) -> None:
    with pytest.raises(ValueError, match="not allowed"):
        value_of(expression)
