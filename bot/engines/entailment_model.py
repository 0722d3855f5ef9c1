"""The installed model: its folder, and the record that it passed the admission test."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from bot.engines import entailment_onnx
from bot.engines.admission import Figures, set_checksum
from bot.engines.entailment_labels import LabelError, checked_labels
from bot.engines.entailment_onnx import MODEL, TOKENIZER, OnnxEntailment

RECORD = "admission.json"
CHUNK_BYTES = 1 << 20
REMEDY = "run `revlint setup entailment --from PATH_OR_URL`; see docs/entailment.md"


class ModelError(Exception):
    """A folder holds no model that may be used; says why and what to do."""


class Record(msgspec.Struct, frozen=True):
    """What was tried: the checksums of the files, the label map, the source, the figures."""

    files: dict[str, str]
    labels: dict[str, int]
    source: str
    figures: Figures


def file_checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file that makes up the model, by name."""
    parts = sorted({folder / MODEL, folder / TOKENIZER, *folder.glob("*.onnx_data")})
    return {path.name: file_checksum(path) for path in parts}


def engine_in(
    folder: Path, labels: Mapping[str, int], *, most_pairs: int, timeout_s: float
) -> OnnxEntailment:
    """The model in a folder as an engine, admitted or not; its name tells its checksum."""
    name = f"{folder.name} (SHA-256 {file_checksum(folder / MODEL)[:12]})"
    return OnnxEntailment(folder, labels, name=name, most_pairs=most_pairs, timeout_s=timeout_s)


def admitted_engine(
    folder: Path, labels: Mapping[str, int], *, most_pairs: int, timeout_s: float
) -> OnnxEntailment:
    """The model in a folder as an engine, if it may be used.

    Raises:
        LabelError: the label map is incomplete, or is not the one the model was tried with.
        ModelError: the model or the software is missing, was changed, or has not passed.
    """
    checked = checked_labels(labels)
    if not entailment_onnx.is_there():
        raise ModelError("ONNX Runtime is not installed: pip install 'revlint[entailment]'")
    for name in (MODEL, TOKENIZER):
        if not (folder / name).is_file():
            raise ModelError(f"there is no {name} in {folder}; {REMEDY}")
    record = _record(folder)
    if record.figures.pairs != set_checksum():
        raise ModelError(f"the model was tried on another set of pairs; {REMEDY}")
    if not record.figures.passed:
        raise ModelError("the model did not pass the admission test; choose another")
    try:
        found = checksums(folder)
    except OSError as error:
        raise ModelError(f"the model cannot be read: {error}") from error
    if record.files != found:
        raise ModelError(f"the model's files are not those that were tried; {REMEDY}")
    if record.labels != checked:
        raise LabelError(f"are not those the model was tried with: {toml_labels(record.labels)}")
    return engine_in(folder, checked, most_pairs=most_pairs, timeout_s=timeout_s)


def write_record(folder: Path, labels: Mapping[str, int], source: str, figures: Figures) -> None:
    """Note in a folder what its model achieved."""
    record = Record(checksums(folder), checked_labels(labels), source, figures)
    text = msgspec.json.format(msgspec.json.encode(record)) + b"\n"
    (folder / RECORD).write_bytes(text)


def toml_labels(labels: Mapping[str, int]) -> str:
    """A label map as it is written in the configuration."""
    return "{ " + ", ".join(f"{name} = {at}" for name, at in labels.items()) + " }"


def _record(folder: Path) -> Record:
    try:
        return msgspec.json.decode((folder / RECORD).read_bytes(), type=Record)
    except FileNotFoundError:
        raise ModelError(f"the model has not passed the admission test; {REMEDY}") from None
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"{folder / RECORD} cannot be read: {error}; {REMEDY}") from error
