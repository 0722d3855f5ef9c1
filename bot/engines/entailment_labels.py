"""Which of a model's outputs means what: models differ, so nobody may guess."""

from __future__ import annotations

from collections.abc import Mapping

LABELS = ("entailment", "neutral", "contradiction")


class LabelError(ValueError):
    """A label map is incomplete or contradicts itself; says how."""


def checked_labels(labels: Mapping[str, int]) -> dict[str, int]:
    """The map from each of the three labels to the number of its output, 0 to 2.

    Raises:
        LabelError: a label is missing or unknown, or two share an output.
    """
    if set(labels) != set(LABELS):
        raise LabelError(
            "must name the output of each of entailment, neutral and contradiction, as in"
            " { contradiction = 0, entailment = 1, neutral = 2 }"
        )
    if sorted(labels.values()) != [0, 1, 2]:
        raise LabelError("must give the outputs 0, 1 and 2 once each")
    return {label: labels[label] for label in LABELS}


def labels_from(text: str) -> dict[str, int]:
    """The map written as ``contradiction=0,entailment=1,neutral=2``.

    Raises:
        LabelError: it is not written so.
    """
    found: dict[str, int] = {}
    for part in text.split(","):
        name, _, number = part.partition("=")
        if not number.strip().isdecimal():
            raise LabelError(f"{part.strip()!r} is not of the form contradiction=0")
        found[name.strip().lower()] = int(number)
    return checked_labels(found)


def labels_of_config(config: Mapping[str, object]) -> dict[str, int] | None:
    """The map that a model's ``config.json`` states by name under ``id2label``, or None.

    ``LABEL_0`` and the like say nothing.
    """
    stated = config.get("id2label")
    if not isinstance(stated, dict):
        return None
    try:
        return checked_labels({str(name).lower(): int(key) for key, name in stated.items()})
    except (LabelError, ValueError):
        return None
