"""Which engine gives the second opinion."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from bot.engines.entailment_cached import CachedEntailment
from bot.engines.entailment_endpoint import EndpointEntailment
from bot.engines.entailment_labels import LabelError
from bot.engines.entailment_model import ModelError, admitted_engine
from bot.errors import ConfigurationError
from rules.contract import Entailment


def entailment_engine(
    kind: str,
    *,
    path: str = "",
    labels: Mapping[str, int] | None = None,
    url: str = "",
    model: str = "",
    key_env: str = "",
    most_pairs: int,
    timeout_s: float,
) -> Entailment | None:
    """The engine of that kind (a value of ``entailment.kind``), its pairs remembered.

    None for ``none``. Nothing is loaded or asked yet.

    Raises:
        ConfigurationError: the model is not there or not admitted, or the key is missing; names
            the setting and says what to do.
    """
    if kind == "none":
        return None
    if kind == "onnx":
        try:
            return CachedEntailment(
                admitted_engine(
                    Path(path).expanduser(),
                    labels or {},
                    most_pairs=most_pairs,
                    timeout_s=timeout_s,
                )
            )
        except LabelError as error:
            raise ConfigurationError(f"entailment.labels: {error}") from error
        except ModelError as error:
            raise ConfigurationError(f"entailment.path: {error}") from error
    key = os.environ.get(key_env, "") if key_env else ""
    if key_env and not key:
        raise ConfigurationError(
            f"entailment.key_env: the environment has no variable {key_env}; set it to the key"
        )
    if any(not 0x21 <= ord(char) <= 0x7E for char in key):
        raise ConfigurationError(f"entailment.key_env: {key_env} holds what no key can hold")
    return CachedEntailment(
        EndpointEntailment(url, model, key, most_pairs=most_pairs, timeout_s=timeout_s)
    )
