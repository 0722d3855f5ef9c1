"""Reports as JSON lines: the form that other programs read, one report a line."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from bot.core.model import LintedText, Report
from bot.errors import InputError
from bot.output.escape_json import escape_json, finite

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Report)

# Line ends to Unicode but not to JSON: a reader that splits lines by Unicode would break there.
_UNICODE_LINE_ENDS = (
    ("\u0085".encode(), b"\\u0085"),
    ("\u2028".encode(), b"\\u2028"),
    ("\u2029".encode(), b"\\u2029"),
)


def json_line(report: Report) -> bytes:
    """One line of UTF-8 JSON, with its line end.

    Lone surrogates, which UTF-8 cannot hold, become U+FFFD: lengths, and so offsets, stay true.
    A number that is not finite, which JSON cannot hold, becomes 0.
    """
    report = _finite(report)
    try:
        data = _encoder.encode(report)
    except UnicodeEncodeError:
        data = _encoder.encode(escape_json(msgspec.to_builtins(report)))
    for character, escape in _UNICODE_LINE_ENDS:
        data = data.replace(character, escape)
    return data + b"\n"


def json_lines(texts: Iterable[LintedText]) -> str:
    """The reports of a run, one a line, in their order."""
    return b"".join(json_line(linted.report) for linted in texts).decode()


def parse(line: bytes | str) -> Report:
    """The report in one line; fields that this version does not know are ignored.

    Raises:
        InputError: it is not JSON, or not a report.
    """
    try:
        return _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not a report: {error}") from error


def _finite(report: Report) -> Report:
    if not math.isfinite(report.ms):
        report = msgspec.structs.replace(report, ms=finite(report.ms))
    if all(math.isfinite(finding.confidence) for finding in report.findings):
        return report
    findings = tuple(
        msgspec.structs.replace(finding, confidence=finite(finding.confidence))
        for finding in report.findings
    )
    return msgspec.structs.replace(report, findings=findings)
